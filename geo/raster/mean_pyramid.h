#pragma once

#include <functional>
#include <span>
#include <vector>

namespace geo {

/// Coarser levels of a continuous raster: level k holds the sum of amounts over the sum of weights of each block of 2^k x 2^k
/// cells. With weight 1 that is the mean; with counts as amounts and cell areas as weights, the density, whose total is kept.
/// Cells of weight 0 (no data) do not enter. Sums are carried as doubles. One thread at a time.
class MeanPyramid {
public:
    /// Sums of a finished row of blocks; weight 0 where the whole block is empty. Valid only during the call.
    using Sink = std::function<void(int level, std::span<const double> amounts, std::span<const double> weights)>;

    MeanPyramid(int columns, int levels, Sink sink);

    void addRow(std::span<const double> amounts, std::span<const double> weights);
    void finish();

private:
    struct Row {
        std::vector<double> amounts, weights;
        bool waiting = false;
    };

    void pass(int level, std::span<const double> amounts, std::span<const double> weights);

    int m_levels;
    Sink m_sink;
    std::vector<Row> m_sums;  // by level, 1..levels: the row of blocks being summed up
};

}  // namespace geo
