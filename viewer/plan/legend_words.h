#pragma once

#include <array>
#include <string>

#include "viewer/plan/style_tables.h"

namespace plan {

/// What a legend writes under a ramp: its low end, the middle of its colours, its high end. An end whose colour also stands for
/// values of the source beyond it says so: "≤ 5", "≥ 31 000". Pure.
[[nodiscard]] std::array<std::string, 3> rampLabels(const geo::LayerSource& source, const RampTable& table);

}  // namespace plan
