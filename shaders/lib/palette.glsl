uniform sampler2D u_palette;  // 256 classes a row, alpha not premultiplied; hidden classes have alpha 0
vec4 classColour(uint code) { return texelFetch(u_palette, ivec2(int(code & 255u), int(code >> 8u)), 0); }
