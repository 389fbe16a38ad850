#pragma once

#include <cstdint>

namespace geo {

/// Position of the cell (x, y) along a Hilbert curve over 2^order x 2^order cells, order 1..32: neighbours on the curve are
/// neighbours in the plane ("Programming the Hilbert curve", Skilling 2004, reduced to two dimensions).
[[nodiscard]] constexpr uint64_t hilbertPosition(uint32_t x, uint32_t y, int order) {
    const uint32_t all = order == 32 ? 0xFFFFFFFFu : (1u << order) - 1;
    uint64_t d = 0;
    for (uint32_t s = 1u << (order - 1); s > 0; s >>= 1) {
        const uint32_t rx = (x & s) != 0, ry = (y & s) != 0;
        d = (d << 2) | ((3 * rx) ^ ry);
        if (ry == 0) {
            const uint32_t flip = rx ? all : 0u;
            const uint32_t oldX = x;
            x = y ^ flip, y = oldX ^ flip;
        }
    }
    return d;
}

}  // namespace geo
