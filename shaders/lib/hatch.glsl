// How a feature's colour is drawn; with HATCH strokes over those whose class is unknown.
#ifdef HATCH
uniform float u_hatchTexels;  // from stroke to stroke along a row

// A colour of alpha 0 that is not black stands for thin strokes on this colour.
vec4 drawn(vec4 colour) {
    float across = abs(mod(gl_FragCoord.x + gl_FragCoord.y, u_hatchTexels) - 0.5 * u_hatchTexels) * 0.7071;
    float stroke = clamp(0.085 * u_hatchTexels + 0.35 - across, 0.0, 1.0);
    bool hatched = colour.a == 0.0 && colour.r > 0.0;
    return hatched ? vec4(mix(colour.rgb, vec3(0.45, 0.46, 0.48), 0.32 * stroke), 1.0) : colour;
}
#else
vec4 drawn(vec4 colour) { return colour; }
#endif
