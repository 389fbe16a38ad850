#pragma once

#include <array>
#include <string>

#include "viewer/plan/style_tables.h"

namespace plan {

/// What a legend writes under a ramp: its low end, the middle of its colours, its high end. An end whose colour also stands for
/// values of the source beyond it says so: "≤ 5", "≥ 31 000". Pure.
[[nodiscard]] std::array<std::string, 3> rampLabels(const geo::LayerSource& source, const RampTable& table);

/// What a style's filter leaves of a layer, for people: "only low density", "only medium or low density, and informal
/// tenure"; classes in the order of their dimension. Empty where nothing is filtered, or the source has no dimensions to filter
/// by. Pure.
[[nodiscard]] std::string filterWords(const geo::LayerSource& source, const map::LayerStyle& style);

}  // namespace plan
