uniform vec2 u_viewport;  // device px

// Device px, origin top left, y down -> clip space.
vec4 clipFromDevice(vec2 p) { return vec4(p.x / u_viewport.x * 2.0 - 1.0, 1.0 - p.y / u_viewport.y * 2.0, 0.0, 1.0); }
