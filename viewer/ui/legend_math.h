#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "viewer/map/scene.h"

namespace ui {

/// Where a layer goes in the scene (bottom first) when it is dropped into a gap of the list (top first): gap 0 is above all.
[[nodiscard]] int sceneIndexAfterDrop(int layers, int fromRow, int gap);
/// "23 classes", "Inhabitants per km²", "Lines": what a layer is, in a few words.
[[nodiscard]] std::string layerSummary(const map::Layer& layer);
/// Whether everything in the layer is drawn alike.
[[nodiscard]] bool hasOneSymbol(const map::Layer& layer);
/// How many rows the legend of a layer has; none where it has one symbol, or needs no explanation.
[[nodiscard]] size_t legendRows(const map::Layer& layer);
/// Id of the layer whose legend is open before anybody chose one, at a scale (metres per logical pixel): what the map is about,
/// else the topmost that is drawn; roads and places, which explain themselves, only where there is no other. Empty: none.
[[nodiscard]] std::string legendToUnfold(std::span<const map::Layer> layers, double metresPerPixel);
/// How far to scroll a list, so that it moves no more than needed to show a part of it, or the part's begin where it is too long.
[[nodiscard]] float scrollToShow(float top, float bottom, float viewHeight);

}  // namespace ui
