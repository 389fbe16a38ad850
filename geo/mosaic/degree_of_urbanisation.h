#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace geo {

/// What the Degree of Urbanisation is computed from: cells of 1 km², row by row from the north.
struct UrbanisationGrid {
    int columns = 0, rows = 0;
    std::vector<double> inhabitants;  ///< per cell; NaN: nobody knows, the cell gets no class
    std::vector<double> landShare;    ///< permanent land, 0..1 of the cell; empty: all land
    std::vector<double> builtShare;   ///< built-up, 0..1 of the whole cell; empty: not known
};

/// Majority rules that smooth the edges of urban centres, as in two data packages of the Global Human Settlement Layer.
enum class EdgeSmoothing {
    R2023A,  ///< more than half of the neighbours, water and uninhabited cells with little land left out; water never joins
    R2022A,  ///< at least five of the eight neighbours
};

struct UrbanisationRules {
    /// Cells with at least this built-up share of their land count as dense; nullopt: population alone decides. Needs builtShare.
    std::optional<double> builtThreshold;
    EdgeSmoothing smoothing = EdgeSmoothing::R2023A;
};

/// Classes of level 1; the numbers are those of the published grids.
enum class Urbanisation : uint8_t { Water = 0, Rural = 1, UrbanCluster = 2, UrbanCentre = 3, Unknown = 255 };

/// Codes of level 2 as in GHS-SMOD.
namespace smod {
inline constexpr uint8_t kUrbanCentre = 30, kDenseCluster = 23, kSemiDenseCluster = 22, kSuburban = 21, kRuralCluster = 13,
                         kLowDensity = 12, kVeryLowDensity = 11, kWater = 10, kUnknown = 255;
}

struct DegreeOfUrbanisation {
    int columns = 0, rows = 0;
    std::vector<Urbanisation> level1;  ///< per cell
    std::vector<uint8_t> level2;       ///< per cell, a code of `smod`
    std::vector<uint32_t> centreOf;    ///< urban centre of each cell, from 1; 0: none
    std::vector<double> centres;       ///< inhabitants of each centre, smoothed and filled, by number; [0] is 0
};

/// Levels 1 and 2 of the Degree of Urbanisation (UN Statistical Commission 2020; GHSL data packages R2022A and R2023A).
///
/// Density is inhabitants per km² of permanent land; a cell without land that has inhabitants is infinitely dense. Urban centres:
/// 4-neighbour clusters of cells >= 1500 with >= 50 000 inhabitants, edges smoothed, gaps below 15 km² filled. Urban clusters:
/// 8-neighbour clusters of cells >= 300 with >= 5 000, neither smoothed nor filled. Neighbours beyond the grid or unknown belong
/// to no centre; a gap that reaches the grid's edge is none. Linear in the number of cells. Thread-safe.
[[nodiscard]] DegreeOfUrbanisation degreeOfUrbanisation(const UrbanisationGrid& grid, const UrbanisationRules& rules = {});

}  // namespace geo
