uniform vec2 u_targetOrigin;  // texels of the composite
uniform vec3 u_source;        // xy: origin in texels of the content; z: content texels per composite texel
uniform float u_opacity;      // of the layer

out vec4 o_colour;            // premultiplied

ivec2 contentTexel() { return clamp(ivec2(floor(u_source.xy + (gl_FragCoord.xy - u_targetOrigin) * u_source.z)), ivec2(0), ivec2(511)); }
vec4 premultiplied(vec4 colour) { return vec4(colour.rgb * colour.a, colour.a); }
