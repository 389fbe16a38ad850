#version 410 core
uniform sampler2D u_colour;  // premultiplied
in vec2 v_texel;             // texels
out vec4 o_colour;

void main() { o_colour = texelFetch(u_colour, clamp(ivec2(floor(v_texel)), ivec2(0), ivec2(511)), 0); }
