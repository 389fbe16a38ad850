#version 410 core
#include "lib/compose.glsl"

// A tile that could not be read: thin diagonal strokes, 16 texels apart so that they meet at the tiles' edges.
void main() {
    float across = mod(gl_FragCoord.x + gl_FragCoord.y, 16.0) - 8.0;
    float stroke = clamp(1.6 - abs(across) * 0.7071, 0.0, 1.0);
    o_colour = vec4(0.55, 0.30, 0.28, 1.0) * (stroke * 0.55) * u_opacity;
}
