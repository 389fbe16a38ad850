#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/taxonomy/colour.h"

namespace geo {

/// The six axes of the mosaic; their order is fixed, it appears in files.
enum class Dimension { Density, Use, Settlement, Surface, Tenure, Infrastructure };
inline constexpr int kDimensions = 6;

/// The class of one object in each of the six dimensions, as an index into dimensionTable(); 0: nothing is known of the
/// dimension.
using DimensionClasses = std::array<uint8_t, kDimensions>;
/// How sure each of them is, percent.
using DimensionConfidence = std::array<uint8_t, kDimensions>;

/// One class as a legend shows it. Within one table a class is known by its index.
struct ClassEntry {
    std::string code;   ///< as in the source: "111", "landuse=forest", "residential"
    std::string label;  ///< for people, English; translated at display
    Colour colour;
    std::array<std::string, kDimensions> dimensions;  ///< class ids of the crosswalk; empty: the source does not say
    std::string note;                                 ///< evidence or definition, for the tooltip
};

/// An ordered list of classes. Index 0 is always "nothing here" (nodata, outside): transparent, never in a legend.
/// So a tile's code 0 draws nothing and real classes start at 1.
struct ClassTable {
    std::string name;   ///< scheme id ("corine", "osm") or the field's name
    std::string title;  ///< "CORINE Land Cover"
    std::vector<ClassEntry> classes{ClassEntry{"", "", Colour{0, 0, 0, 0}, {}, ""}};

    [[nodiscard]] size_t size() const { return classes.size(); }
    /// Index of a code, or nullopt.
    [[nodiscard]] std::optional<uint16_t> indexOf(std::string_view code) const;
};

}  // namespace geo
