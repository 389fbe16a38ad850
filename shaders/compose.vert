#version 410 core
#include "lib/corner.glsl"
uniform vec4 u_target;  // x, y, width, height in texels of a composite of 512 x 512; row 0 is the north, so nothing is flipped

void main() { gl_Position = vec4((u_target.xy + corner() * u_target.zw) / 256.0 - 1.0, 0.0, 1.0); }
