#version 410 core
#include "lib/compose.glsl"
#include "lib/ramp.glsl"
uniform sampler2D u_values;  // NaN is nothing

void main() {
    float value = texelFetch(u_values, contentTexel(), 0).r;
    o_colour = isnan(value) ? vec4(0.0) : premultiplied(rampColour(value)) * u_opacity;
}
