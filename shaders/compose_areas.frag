#version 410 core
// The variant OUTLINE draws a line between features, HATCH strokes over those whose class is unknown: programs of their own because
// software OpenGL runs both sides of every branch.
#include "lib/compose.glsl"
#include "lib/hatch.glsl"
#include "lib/share.glsl"
uniform usampler2D u_first;   // the entry of the feature that covers most of the texel
uniform usampler2D u_second;  // the runner-up, in the same form
uniform int u_hasSecond;

vec4 share(uint entry) { return drawn(colourOf(entry)) * coverageOf(entry); }

#ifdef OUTLINE
uniform vec4 u_outline;        // premultiplied
uniform float u_outlineWidth;  // texels

uniform int u_outlineReach;    // texels from the edge that it may touch

// How much of an outline passes through this texel, 0..1: where coverage is shared, or a texel near by shows another feature. Half
// of the line lies on either side of the edge.
float outlineStrength(ivec2 texel, uint first) {
    float covered = float(first & 255u) / 255.0;
    float strength = min(min(covered, 1.0 - covered) * 2.0 * u_outlineWidth, 1.0);
    uint id = first >> 8u;
    for (int away = 1; away <= u_outlineReach; ++away) {
        float part = clamp(u_outlineWidth * 0.5 - float(away - 1), 0.0, 1.0);
        for (int i = 0; i < 4; ++i) {
            ivec2 step = ivec2(i == 0 ? away : i == 1 ? -away : 0, i == 2 ? away : i == 3 ? -away : 0);
            ivec2 at = clamp(texel + step, ivec2(0), ivec2(511));
            if (texelFetch(u_first, at, 0).r >> 8u != id) strength = max(strength, part);
        }
    }
    return strength;
}
#endif

void main() {
    ivec2 texel = contentTexel();
    uint first = texelFetch(u_first, texel, 0).r;
    vec4 colour = share(first);
    float covered = float(first & 255u) / 255.0;
    if (u_hasSecond != 0) {
        uint second = texelFetch(u_second, texel, 0).r;
        colour += share(second);
        covered += float(second & 255u) / 255.0;
    }
#ifdef OUTLINE
    // Hidden features have no outline: it fades with the fill that it bounds. A hint of a fill, 3 of 255, is enough: for districts
    // and parks over a mosaic whose colours must stay what the legend says.
    float shown = clamp(100.0 * colour.a / max(covered, 1.0 / 255.0), 0.0, 1.0);
    vec4 line = u_outline * outlineStrength(texel, first) * shown * clamp(covered * 2.0, 0.0, 1.0);
    colour = line + colour * (1.0 - line.a);
#endif
    o_colour = colour * u_opacity;
}
