#version 410 core
#include "lib/corner.glsl"
#include "lib/screen.glsl"
#include "lib/feature.glsl"
layout(location = 0) in vec4 a_ends;     // x0, y0, x1, y1: tile-local, 0..1, x east, y south
layout(location = 1) in uint a_feature;
layout(location = 2) in float a_along;   // length of the line before this segment, tile sides
uniform vec2 u_origin;          // device px, of the tile's north-west corner
uniform vec2 u_east, u_south;   // device px, of the tile's sides
uniform sampler2D u_styles;     // a row per class: fill, casing, (width, casing, dash, -) in device px; colours not premultiplied
uniform float u_scale;          // target px per device px: tiles are baked at their own resolution
uniform int u_casing;           // 1: the pass below the fills
flat out vec4 v_ends;           // device px from the tile's corner, so that every piece of a page computes the same
flat out vec4 v_colour;         // premultiplied
flat out vec3 v_shape;          // half width, dash, length before the segment; device px

void main() {
    int code = int(classOf(a_feature));
    vec4 measure = texelFetch(u_styles, ivec2(2, code), 0) * u_scale;
    vec4 colour = texelFetch(u_styles, ivec2(u_casing, code), 0);
    float width = measure.x + (u_casing != 0 ? measure.y * 2.0 : 0.0);
    if (colour.a <= 0.0 || measure.x <= 0.0 || (u_casing != 0 && measure.y <= 0.0)) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        return;
    }
    vec2 a = a_ends.x * u_east + a_ends.y * u_south, b = a_ends.z * u_east + a_ends.w * u_south;
    float alpha = colour.a * min(width, 1.0);  // thinner than a pixel: a pixel wide, but paler
    float halfWidth = max(width, 1.0) * 0.5;
    v_ends = vec4(a, b);
    v_colour = vec4(colour.rgb * alpha, alpha);
    v_shape = vec3(halfWidth, u_casing != 0 ? 0.0 : measure.z, a_along * length(u_east));

    vec2 along = b - a;
    float span = length(along);
    along = span > 1e-6 ? along / span : vec2(1.0, 0.0);
    vec2 across = vec2(-along.y, along.x) * (halfWidth + 1.0);
    vec2 beyond = along * (halfWidth + 1.0);
    vec2 at = corner();
    vec2 p = mix(a - beyond, b + beyond, at.x) + across * (at.y * 2.0 - 1.0);
    gl_Position = clipFromDevice(u_origin + p);
}
