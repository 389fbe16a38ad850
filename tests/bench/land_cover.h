#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "geo/taxonomy/colour.h"

namespace bench {

struct CoverClass {
    std::string_view name;
    geo::Colour colour;
};

/// Sixteen classes, codes 1..16; code 0 is no data and does not occur.
[[nodiscard]] std::span<const CoverClass> coverClasses();

/// Paints the synthetic land cover row by row. Immutable after construction: rows may be painted from any thread.
class LandCover {
public:
    explicit LandCover(int cells);

    /// Working memory of one thread.
    struct Scratch {
        std::vector<float> height, wetness, town, detail, grain, nearest, secondNearest;
        std::vector<uint32_t> block;
    };
    void paintRow(int row, std::span<uint8_t> codes, Scratch& scratch) const;

private:
    void fillTown(int row, std::span<float> out) const;
    void fillBlocks(int row, Scratch& scratch) const;

    int m_cells;
    int m_townSide;                 // nodes of the coarse grid below, one every kTownStep cells
    std::vector<float> m_townGrid;  // 0 open country .. 1 centre of a town
};

}  // namespace bench
