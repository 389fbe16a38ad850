#version 410 core
#include "lib/owned.glsl"
uniform vec2 u_viewport;     // device px
uniform vec2 u_origin;       // device px, of the tile's corner
uniform int u_everywhere;    // 1: of no tile
flat in vec4 v_ends;
flat in vec4 v_colour;
flat in vec3 v_shape;
out vec4 o_colour;

// Coverage of a round-ended stroke: the distance to the segment against half its width, over one pixel.
void main() {
    vec2 device = vec2(gl_FragCoord.x, u_viewport.y - gl_FragCoord.y);
    if (u_everywhere == 0 && !owned(device)) discard;
    vec2 p = device - u_origin;
    vec2 along = v_ends.zw - v_ends.xy, from = p - v_ends.xy;
    float length2 = dot(along, along);
    float t = length2 > 0.0 ? clamp(dot(from, along) / length2, 0.0, 1.0) : 0.0;
    float coverage = clamp(v_shape.x + 0.5 - distance(from, along * t), 0.0, 1.0);
    if (v_shape.y > 0.0) {
        float at = mod(v_shape.z + t * sqrt(length2), v_shape.y * 2.0);
        coverage *= clamp(v_shape.y * 0.5 - abs(at - v_shape.y * 0.5) + 0.5, 0.0, 1.0)
                  + clamp(at - v_shape.y * 2.0 + 0.5, 0.0, 1.0);
    }
    o_colour = v_colour * coverage;
}
