#version 410 core
uniform sampler2D u_colour;       // premultiplied, linear filter
uniform float u_pixelsPerTexel;   // device px
in vec2 v_texel;                  // texels
out vec4 o_colour;

// Minified: bilinear. Magnified: texels stay crisp squares whose edges are smoothed over one pixel.
void main() {
    vec2 edge = floor(v_texel + 0.5);
    vec2 at = edge + clamp((v_texel - edge) * max(u_pixelsPerTexel, 1.0), -0.5, 0.5);
    o_colour = texture(u_colour, at / 512.0);
}
