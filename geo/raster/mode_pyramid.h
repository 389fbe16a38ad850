#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace geo {

/// Coarser levels of a class raster by the most frequent class: level k holds, for each block of 2^k x 2^k cells of the full
/// raster, the class found most often among its cells that have one; on a tie the lower code. Exact: counts are carried from
/// level to level, never modes. Rows come in from the top and go out as soon as they are complete, so memory is a few rows.
/// One thread at a time.
class ModePyramid {
public:
    /// `row` holds class numbers, 0 where the whole block is empty; valid only during the call.
    using Sink = std::function<void(int level, std::span<const uint16_t> row)>;
    /// Whether class number `a` has a lower code than `b`.
    using LowerCode = std::function<bool(uint16_t a, uint16_t b)>;

    /// Levels below `first` are counted but not handed out.
    ModePyramid(int columns, int levels, LowerCode lowerCode, Sink sink, int first = 1);

    /// The next row of the full raster: class numbers, 0 for nothing.
    void addRow(std::span<const uint16_t> numbers);
    /// To be called after the last row: completes blocks that reach beyond the raster.
    void finish();

private:
    struct Count {
        uint16_t number;
        uint32_t cells;
    };
    /// One row of blocks: the counts of block i are counts[begin[i]] .. counts[begin[i + 1]].
    struct Row {
        std::vector<uint32_t> begin{0};
        std::vector<Count> counts;
        [[nodiscard]] size_t blocks() const { return begin.size() - 1; }
    };

    void pass(int level, Row&& row);
    void emit(int level, const Row& row);
    [[nodiscard]] static Row merge(const Row& upper, const Row& lower);
    void firstLevel(std::span<const uint16_t> upper, std::span<const uint16_t> lower);

    int m_columns, m_levels, m_first;
    LowerCode m_lowerCode;
    Sink m_sink;
    std::vector<uint16_t> m_pendingCells;  // an even row of the full raster, waiting for its odd neighbour
    std::vector<Row> m_pending;            // by level; empty where none waits
    std::vector<uint16_t> m_modes;         // scratch
};

}  // namespace geo
