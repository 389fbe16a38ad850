#version 410 core
uniform sampler2D u_colour;  // premultiplied, linear filter
in vec2 v_texel;             // texels
out vec4 o_colour;

// A third cheaper than keeping enlarged texels crisp.
void main() { o_colour = texture(u_colour, v_texel / 512.0); }
