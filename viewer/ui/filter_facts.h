#pragma once

#include <string>
#include <vector>

#include "viewer/map/scene.h"

namespace ui {

/// What can be chosen of one dimension of the mosaic in a layer, and what is.
struct FilterDimension {
    struct Choice {
        std::string id, label;
        geo::Colour colour;  ///< of the mosaic
        bool on = false;
    };
    std::string id, title;
    std::vector<Choice> choices;  ///< classes that occur, in the dimension's order
    bool restricted = false;      ///< only what is on is drawn; else everything
};

/// The filter of a layer, as a panel shows it.
struct FilterFacts {
    std::vector<FilterDimension> dimensions;  ///< those that tell things of this layer apart; empty: nothing to filter
    size_t all = 0, drawn = 0;                ///< objects of a vector layer, classes of a raster
    bool objects = false;

    [[nodiscard]] bool restricted() const;
};

/// Looks through all objects, so ask when something changed. Pure.
[[nodiscard]] FilterFacts filterFacts(const map::Layer& layer);
/// "1 204 of 5 310 objects", "5 310 objects", "3 of 11 classes".
[[nodiscard]] std::string filterSummary(const FilterFacts& facts);
/// The command after a click on a choice: added to what is drawn, or taken away; the last one taken away, or the last one missing
/// added, frees the dimension.
[[nodiscard]] std::vector<std::string> filterCommand(const std::string& layerId, const FilterDimension& dimension,
                                                     const std::string& classId);

}  // namespace ui
