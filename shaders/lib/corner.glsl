// The corner of an instanced quad drawn as a strip of four: 0..1, x right, y down.
vec2 corner() { return vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)); }
