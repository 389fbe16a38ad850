#pragma once

#include <span>
#include <vector>

#include "geo/pyramid/layer_source.h"
#include "viewer/map/style.h"

namespace plan {

/// How sure the class of a tessera is, in the steps that a map shows: the less, the paler.
struct SureStep {
    uint8_t leastPercent;
    double paler;  ///< 0: the class's own colour, 1: paper
    const char* label;
};
/// The surest first.
[[nodiscard]] std::span<const SureStep> sureSteps();
[[nodiscard]] const SureStep& sureStep(uint8_t percent);
/// The colour at a step; alpha, premultiplied or 255, stays.
[[nodiscard]] geo::Colour paler(geo::Colour colour, const SureStep& step);

/// Whether a style shows how sure a layer's features are: they tell it, and a dimension colours them.
[[nodiscard]] bool showsConfidence(const geo::LayerSource& source, const map::LayerStyle& style);
/// Makes premultiplied colours by feature paler by how sure each is of its class in the dimension. What is hatched or water
/// stays.
void makeUnsurePaler(std::vector<geo::Colour>& colours, const geo::FeatureTable& table, geo::Dimension dimension);

}  // namespace plan
