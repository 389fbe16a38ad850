#pragma once

#include <span>
#include <string>
#include <vector>

#include "viewer/map/scene.h"
#include "viewer/text/label.h"
#include "viewer/tiles/tile_planner.h"

namespace plan {

/// A label that the map would like to show, before it is painted and placed.
struct LabelWish {
    uint64_t key = 0;                   ///< of the feature in its source: stable over frames and tiles
    const std::string* text = nullptr;  ///< in the source's feature table
    text::LabelStyle style;
    geo::Point at;              ///< map CRS
    double symbolRadiusPx = 0;  ///< logical
    double priority = 0;
};

/// The points of one layer on one tile.
struct LabelPoints {
    const map::Layer* layer = nullptr;
    uint32_t source = 0;
    std::span<const geo::PointFeature> points;
    geo::Extent tile;      ///< map CRS, of the tile that the points are local to
    tiles::TilePart part;  ///< only points here; the rest belongs to other tiles
    const map::SceneState* map = nullptr;
};

/// Adds the labels that a layer's points ask for at a scale (metres per logical pixel). Hidden classes have none. Of ranked
/// places the one that the map is named after goes before all others and has its label from however far. `largestValue` of the
/// source's values, 0 without values.
void addLabelWishes(const LabelPoints& points, double metresPerPixel, double largestValue, std::vector<LabelWish>& wishes);

}  // namespace plan
