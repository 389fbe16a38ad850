#version 410 core
#include "lib/compose.glsl"
#include "lib/palette.glsl"
uniform usampler2D u_codes;  // class indices; 0 is nothing

void main() { o_colour = premultiplied(classColour(texelFetch(u_codes, contentTexel(), 0).r)) * u_opacity; }
