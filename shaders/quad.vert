#version 410 core
#include "lib/corner.glsl"
#include "lib/screen.glsl"
uniform vec2 u_origin;  // device px, of the quad's north-west corner
uniform vec2 u_east;    // device px along the quad's side to the east
uniform vec2 u_south;   // and to the south
uniform vec2 u_bent;    // device px, of the south-east corner off the end of both
uniform vec4 u_part;    // x, y, width, height of the composite that the quad shows, texels
out vec2 v_texel;       // texels of the composite, 0..512

void main() {
    vec2 at = corner();
    v_texel = u_part.xy + at * u_part.zw;
    gl_Position = clipFromDevice(u_origin + at.x * u_east + at.y * u_south + at.x * at.y * u_bent);
}
