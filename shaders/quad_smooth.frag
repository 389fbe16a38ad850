#version 410 core
uniform sampler2D u_colour;       // premultiplied, linear filter
uniform float u_pixelsPerTexel;   // device px
uniform vec2 u_viewport;          // device px
uniform vec2 u_origin;            // device px, of the quad's north-west corner
uniform vec4 u_toLocal;           // tile-local = (dot(p, xy), dot(p, zw)) for p in device px from the corner
uniform vec4 u_part;              // x, y, width, height of the composite that the quad shows, texels
out vec4 o_colour;

// Minified: bilinear. Magnified: texels stay crisp squares whose edges are smoothed over one pixel.
// The texel follows from the pixel and not from the quad's corners, so that every piece of a page computes the same.
void main() {
    vec2 p = vec2(gl_FragCoord.x, u_viewport.y - gl_FragCoord.y) - u_origin;
    vec2 texel = u_part.xy + vec2(dot(p, u_toLocal.xy), dot(p, u_toLocal.zw)) * u_part.zw;
    vec2 edge = floor(texel + 0.5);
    vec2 at = edge + clamp((texel - edge) * max(u_pixelsPerTexel, 1.0), -0.5, 0.5);
    o_colour = texture(u_colour, at / 512.0);
}
