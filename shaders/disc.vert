#version 410 core
#include "lib/corner.glsl"
#include "lib/screen.glsl"
#include "lib/feature.glsl"
#include "lib/palette.glsl"
layout(location = 0) in vec2 a_centre;   // tile-local, 0..1, x east, y south
layout(location = 1) in uint a_feature;
uniform vec2 u_origin;         // device px, of the tile's north-west corner
uniform vec2 u_east, u_south;  // device px, of the tile's sides
uniform vec4 u_clip;           // draw only centres in this part of the tile: x0, y0, x1, y1
uniform vec3 u_radius;         // smallest, largest (device px), largest value; no values: the last is 0
uniform float u_outlinePx;     // device px
uniform float u_opacity;
flat out vec3 v_disc;          // centre in device px from the tile's corner, radius
flat out vec4 v_colour;        // premultiplied

void main() {
    vec4 colour = classColour(classOf(a_feature));
    float radius = u_radius.x;
    if (u_radius.z > 0.0) {
        float value = valueOf(a_feature);
        radius = isnan(value) ? u_radius.x : max(u_radius.x, u_radius.y * sqrt(clamp(value / u_radius.z, 0.0, 1.0)));
    }
    bool elsewhere = any(lessThan(a_centre, u_clip.xy)) || any(greaterThanEqual(a_centre, u_clip.zw));
    if (colour.a <= 0.0 || radius <= 0.0 || elsewhere) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        return;
    }
    vec2 centre = a_centre.x * u_east + a_centre.y * u_south;
    v_disc = vec3(centre, radius);
    v_colour = vec4(colour.rgb * colour.a, colour.a) * u_opacity;
    gl_Position = clipFromDevice(u_origin + centre + (corner() * 2.0 - 1.0) * (radius + u_outlinePx + 1.0));
}
