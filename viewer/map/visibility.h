#pragma once

#include "viewer/map/scene.h"

namespace map {

/// Whether a layer has its place at a scale (metres per logical pixel), both ends of its range included. Says nothing of whether
/// it is switched on. Pure.
[[nodiscard]] bool drawnAtScale(const Layer& layer, double metresPerPixel);

/// Whether a layer puts anything on the map at a scale: open, switched on, not wholly see-through, in its range of scales. Pure.
[[nodiscard]] bool isDrawn(const Layer& layer, double metresPerPixel);

/// Whether a style shows a class: the isolated one alone, hidden or not; else all that are not hidden. Pure.
[[nodiscard]] bool showsClass(const LayerStyle& style, const std::string& classCode);

}  // namespace map
