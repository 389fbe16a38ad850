#version 410 core
uniform vec4 u_fill;  // premultiplied
out vec4 o_colour;

void main() { o_colour = u_fill; }
