#version 410 core
// Runs of an areas' content. The variant PLAIN takes the colour of all their texels from the entry that they have in common.
#include "lib/corner.glsl"
layout(location = 0) in vec4 a_run;  // x, y, width, height in texels of the content
uniform vec4 u_target;               // x, y, width, height in texels of a composite of 512 x 512; row 0 is the north
uniform vec2 u_targetOrigin;         // texels of the composite
uniform vec3 u_source;               // xy: origin in texels of the content; z: content texels per composite texel

#ifdef PLAIN
#include "lib/share.glsl"
layout(location = 1) in uint a_entry;
uniform float u_opacity;  // of the layer
flat out vec4 v_colour;   // premultiplied
flat out float v_share;   // of it that is seen
#endif

void main() {
#ifdef PLAIN
    v_colour = colourOf(a_entry);
    v_share = coverageOf(a_entry) * u_opacity;
#endif
    vec2 at = u_targetOrigin + (a_run.xy + corner() * a_run.zw - u_source.xy) / u_source.z;
    gl_Position = vec4(clamp(at, u_target.xy, u_target.xy + u_target.zw) / 256.0 - 1.0, 0.0, 1.0);
}
