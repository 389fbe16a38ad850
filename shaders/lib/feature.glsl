// Attributes by feature, in textures 4096 texels wide; feature 0 is the first texel.
uniform usampler2D u_classOf;  // index into the layer's palette
uniform sampler2D u_valueOf;   // NaN where unknown
uniform int u_hasClasses;      // 0: every feature is class 1

ivec2 featureTexel(uint feature) { return ivec2(int(feature & 4095u), int(feature >> 12u)); }
uint classOf(uint feature) { return u_hasClasses != 0 ? texelFetch(u_classOf, featureTexel(feature), 0).r : 1u; }
float valueOf(uint feature) { return texelFetch(u_valueOf, featureTexel(feature), 0).r; }
