#version 410 core
uniform sampler2D u_layer;  // premultiplied, a texel for each pixel
uniform float u_opacity;
out vec4 o_colour;

void main() { o_colour = texelFetch(u_layer, ivec2(gl_FragCoord.xy), 0) * u_opacity; }
