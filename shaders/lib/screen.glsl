uniform vec2 u_viewport;  // device px

// What render::setViewport adds around the target, device px.
const vec2 kGuard = vec2(2048.0);

// Device px, origin top left, y down -> clip space.
vec4 clipFromDevice(vec2 p) {
    vec2 at = (p + kGuard) / (u_viewport + 2.0 * kGuard) * 2.0 - 1.0;
    return vec4(at.x, -at.y, 0.0, 1.0);
}
