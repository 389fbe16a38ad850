#version 410 core
#include "lib/corner.glsl"
#include "lib/screen.glsl"
layout(location = 0) in vec4 a_place;  // x, y (device px, whole), width, height
layout(location = 1) in vec2 a_source; // texels of the picture's top left
out vec2 v_texel;

void main() {
    vec2 at = corner() * a_place.zw;
    v_texel = a_source + at;
    gl_Position = clipFromDevice(a_place.xy + at);
}
