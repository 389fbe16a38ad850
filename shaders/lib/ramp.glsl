uniform sampler2D u_ramp;   // 1024 x 1, low to high, alpha not premultiplied
uniform vec2 u_range;       // low, high, in the unit of the values (or their root or logarithm: see u_spread)
uniform int u_spread;       // 0 linear, 1 square root, 2 logarithmic; u_range is spread already

vec4 rampColour(float value) {
    float spread = u_spread == 1 ? sqrt(max(value, 0.0)) : u_spread == 2 ? log(max(value, 1e-30)) : value;
    float t = clamp((spread - u_range.x) / (u_range.y - u_range.x), 0.0, 1.0);
    return texelFetch(u_ramp, ivec2(int(t * 1023.0 + 0.5), 0), 0);
}
