#pragma once

#include <cstdint>
#include <vector>

namespace text {

/// RGBA picture, premultiplied alpha, row 0 on top.
struct Image {
    int widthPx = 0, heightPx = 0;
    std::vector<uint8_t> rgba;
};

}  // namespace text
