#version 410 core
flat in vec4 v_colour;  // premultiplied
out vec4 o_colour;

void main() { o_colour = v_colour; }
