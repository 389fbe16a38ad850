#pragma once

#include <string_view>

#include "viewer/map/scene.h"

namespace ui {

/// What there is to say of a map on which nothing is to be seen; empty where something is, may still come, or a person wanted it
/// so. `complete`: everything wanted is there; `anythingInView`: of the layers that a legend explains. Pure.
[[nodiscard]] std::string_view mapHint(const map::SceneState& scene, const map::ViewState& view, bool complete,
                                       bool anythingInView);

}  // namespace ui
