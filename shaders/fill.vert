#version 410 core
#include "lib/corner.glsl"
#include "lib/screen.glsl"
layout(location = 0) in vec4 a_upper;  // device px: left x, y, right x, y of a strip's upper edge
layout(location = 1) in vec4 a_lower;

void main() {
    vec2 at = corner();
    vec4 edge = mix(a_upper, a_lower, at.y);
    gl_Position = clipFromDevice(mix(edge.xy, edge.zw, at.x));
}
