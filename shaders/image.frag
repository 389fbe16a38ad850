#version 410 core
uniform sampler2D u_image;  // premultiplied
in vec2 v_texel;            // texels
out vec4 o_colour;

void main() { o_colour = texelFetch(u_image, ivec2(floor(v_texel)), 0); }
