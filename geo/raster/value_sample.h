#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace geo {

/// What a sample of a raster's cells says of the whole: enough to choose between classes and values, and to scale a ramp.
struct ValueSample {
    size_t cells = 0;                 ///< looked at, with and without data
    bool complete = false;            ///< whether they are all cells of the raster
    std::vector<double> values;       ///< of the cells with data, in reading order
    std::vector<uint32_t> rowStarts;  ///< where in `values` a new run of neighbouring cells begins

    void addRun(std::span<const double> cellsOfOneRow);  ///< NaN: no data

    /// Whether all values are whole numbers.
    [[nodiscard]] bool allWhole() const;
    /// How many cells carry each whole number; gives up (returns nothing) above `most` different ones.
    [[nodiscard]] std::map<int64_t, size_t> counts(size_t most = 65534) const;
    /// Share of neighbouring pairs that are equal, among pairs that are not both the most frequent value: high for classes, which
    /// come in patches, low for measured quantities.
    [[nodiscard]] double patchiness() const;
    /// The value below which `share` (0..1) of the sample lies; NaN for an empty sample.
    [[nodiscard]] double percentile(double share) const;

private:
    [[nodiscard]] double mostFrequent() const;
};

}  // namespace geo
