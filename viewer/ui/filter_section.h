#pragma once

#include <map>
#include <set>
#include <string>

#include "viewer/ui/filter_facts.h"
#include "viewer/ui/widgets.h"

namespace ui {

/// The filter of one layer inside the layers panel: a row that opens, and for each dimension of the mosaic that tells things of
/// the layer apart its classes as chips. Counts only what changed.
class FilterSection {
public:
    void draw(Frame& frame, const map::Layer& layer);

private:
    struct Known {
        const geo::LayerSource* source = nullptr;
        const geo::FeatureTable* features = nullptr;
        uint64_t revision = 0;
        std::map<std::string, std::set<std::string>> filter;
        FilterFacts facts;
        std::string summary;
        bool open = false;
    };
    Known& known(const map::Layer& layer);
    static bool drawHeader(Frame& frame, const Known& known);
    static void drawDimension(Frame& frame, const map::Layer& layer, const FilterDimension& dimension);

    std::map<std::string, Known> m_known;  // by layer id
};

}  // namespace ui
