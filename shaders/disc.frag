#version 410 core
uniform vec2 u_viewport;     // device px
uniform vec2 u_origin;       // device px, of the tile's corner
uniform float u_outlinePx;   // device px, outside the disc
uniform vec4 u_outline;      // premultiplied
flat in vec3 v_disc;
flat in vec4 v_colour;
out vec4 o_colour;

void main() {
    vec2 p = vec2(gl_FragCoord.x, u_viewport.y - gl_FragCoord.y) - u_origin;
    float from = distance(p, v_disc.xy);
    float inside = clamp(v_disc.z + 0.5 - from, 0.0, 1.0);
    float whole = clamp(v_disc.z + u_outlinePx + 0.5 - from, 0.0, 1.0);
    vec4 ring = u_outline * (whole * v_colour.a);
    o_colour = v_colour * inside + ring * (1.0 - inside);
}
