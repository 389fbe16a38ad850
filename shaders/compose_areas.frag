#version 410 core
#include "lib/compose.glsl"
#include "lib/feature.glsl"
#include "lib/palette.glsl"
#include "lib/ramp.glsl"
uniform usampler2D u_first;   // (feature + 1) << 8 | coverage 0..255 of the feature that covers most of the texel; 0 is nothing
uniform usampler2D u_second;  // the runner-up, in the same form
uniform int u_hasSecond;
uniform int u_byValue;        // 1: colour by the feature's value instead of its class
uniform vec4 u_outline;       // premultiplied; alpha 0: none
uniform float u_outlineWidth; // texels

vec4 featureColour(uint entry) {
    uint feature = (entry >> 8u) - 1u;
    if (u_byValue == 0) return premultiplied(classColour(classOf(feature)));
    float value = valueOf(feature);
    return isnan(value) ? vec4(0.0) : premultiplied(rampColour(value));
}

// How much of an outline passes through this texel, 0..1: where coverage is shared, or a neighbour shows another feature.
float outlineStrength(ivec2 texel, uint first) {
    float shared = float(first & 255u) / 255.0;
    float strength = min(shared, 1.0 - shared) * 2.0;
    uint id = first >> 8u;
    for (int i = 0; i < 4; ++i) {
        ivec2 step = ivec2(i == 0 ? 1 : i == 1 ? -1 : 0, i == 2 ? 1 : i == 3 ? -1 : 0);
        ivec2 at = clamp(texel + step, ivec2(0), ivec2(511));
        if (texelFetch(u_first, at, 0).r >> 8u != id) strength = max(strength, 0.5);
    }
    return min(strength * u_outlineWidth, 1.0);
}

void main() {
    ivec2 texel = contentTexel();
    uint first = texelFetch(u_first, texel, 0).r;
    vec4 colour = vec4(0.0);
    if (first != 0u) {
        colour = featureColour(first) * (float(first & 255u) / 255.0);
        if (u_hasSecond != 0 && (first & 255u) != 255u) {
            uint second = texelFetch(u_second, texel, 0).r;
            if (second != 0u) colour += featureColour(second) * (float(second & 255u) / 255.0);
        }
    }
    if (u_outline.a > 0.0) {
        // Hidden features have no outline: it fades with the fill that it bounds.
        vec4 line = u_outline * outlineStrength(texel, first) * clamp(colour.a * 2.0, 0.0, 1.0);
        colour = line + colour * (1.0 - line.a);
    }
    o_colour = colour * u_opacity;
}
