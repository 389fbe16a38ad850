#pragma once

#include <cstddef>
#include <cstdint>

namespace render {

/// What the passes count as they work.
struct Counters {
    uint64_t drawCalls = 0, tilesUploaded = 0, bytesUploaded = 0, tilesComposed = 0;
};

}  // namespace render
