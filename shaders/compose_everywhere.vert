#version 410 core
#include "lib/corner.glsl"
#include "lib/share.glsl"
uniform vec4 u_target;    // x, y, width, height in texels of a composite of 512 x 512; row 0 is the north
uniform uint u_entry;     // of every texel
uniform float u_opacity;  // of the layer
flat out vec4 v_colour;   // premultiplied
flat out float v_share;   // of it that is seen

void main() {
    v_colour = colourOf(u_entry);
    v_share = coverageOf(u_entry) * u_opacity;
    gl_Position = vec4((u_target.xy + corner() * u_target.zw) / 256.0 - 1.0, 0.0, 1.0);
}
