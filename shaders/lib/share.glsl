// Entries of scan-converted features: (feature + 1) << 8 | coverage 0..255; 0 is nothing.
uniform sampler2D u_colours;  // of each feature, premultiplied: 4096 a row; or one texel for all
uniform uint u_everyFeature;  // all bits; 0 where all have one colour

// An entry's colour. Entry 0 has coverage 0: whatever feature it reads counts for nothing.
vec4 colourOf(uint entry) {
    uint feature = ((max(entry, 256u) >> 8u) - 1u) & u_everyFeature;
    return texelFetch(u_colours, ivec2(int(feature & 4095u), int(feature >> 12u)), 0);
}

float coverageOf(uint entry) { return float(entry & 255u) / 255.0; }
