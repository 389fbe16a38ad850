#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

enum class Contiguity { Four, Eight };  ///< cells that share a side; or a side or a corner

/// Cells of a grid that hang together.
struct GridClusters {
    std::vector<uint32_t> of;  ///< per cell, row by row: cluster from 1, in the order of their first cells; 0: none
    uint32_t count = 0;

    /// Sum of a quantity over each cluster, by number; [0] is 0. `perCell` must be finite wherever a cluster lies.
    [[nodiscard]] std::vector<double> sums(std::span<const double> perCell) const;
};

/// Clusters of the cells where `mask` is not 0. Linear in the number of cells.
[[nodiscard]] GridClusters clustersOf(std::span<const uint8_t> mask, int columns, int rows, Contiguity contiguity);

}  // namespace geo
