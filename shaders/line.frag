#version 410 core
uniform vec2 u_viewport;     // device px
uniform vec2 u_origin;       // device px, of the tile's corner
uniform vec4 u_toLocal;      // tile-local = (dot(p, xy), dot(p, zw)) for p in device px from the corner
uniform vec4 u_clip;         // the part of the tile to draw: x0, y0, x1, y1, tile-local; the next tile goes on from there
flat in vec4 v_ends;
flat in vec4 v_colour;
flat in vec3 v_shape;
out vec4 o_colour;

// Coverage of a round-ended stroke: the distance to the segment against half its width, over one pixel.
void main() {
    vec2 p = vec2(gl_FragCoord.x, u_viewport.y - gl_FragCoord.y) - u_origin;
    vec2 local = vec2(dot(p, u_toLocal.xy), dot(p, u_toLocal.zw));
    if (any(lessThan(local, u_clip.xy)) || any(greaterThanEqual(local, u_clip.zw))) discard;
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
