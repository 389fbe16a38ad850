#version 410 core
#include "lib/hatch.glsl"
flat in vec4 v_colour;  // premultiplied
flat in float v_share;
out vec4 o_colour;

void main() { o_colour = drawn(v_colour) * v_share; }
