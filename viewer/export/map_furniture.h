#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "geo/space/transform.h"
#include "viewer/engine/map_engine.h"
#include "viewer/export/page_layout.h"
#include "viewer/text/furniture.h"

namespace exporting {

/// What is to be laid over a map.
struct FurnitureSpec {
    std::shared_ptr<const map::SceneState> scene;
    map::ViewState view;
    FurnitureArea area;   ///< the part of the picture that furniture may use
    double enlarged = 1;  ///< against a sheet of A4: furnitureScale()
    bool scaleBar = true;
    bool northArrow = true;
    bool legend = false;
    Corner legendCorner = Corner::TopLeft;
    Size legendMost;  ///< the legend wraps and leaves out to stay within; empty: the area's height, and half its width
    double legendEnlarged = 0.0;  ///< of the legend alone; 0: as the rest
    /// Class indices of a layer that the view shows, as MapEngine::classesShown() has them; empty function: all are explained.
    std::function<std::vector<uint16_t>(const map::Layer&)> classesShown;
};

/// The scene's legend, topmost layer first; hidden layers and classes are left out.
[[nodiscard]] text::LegendSpec legendOf(const FurnitureSpec& spec);
/// Around furniture, and what a legend leaves free below for the scale bar; logical px on a sheet of A4.
inline constexpr double kFurnitureEdgePx = 12, kBelowLegendPx = 64;

/// The legend ready to be painted within the spec's bounds, at `ratio` device px per logical px of the legend.
struct LegendPage {
    text::LegendSpec legend;
    double ratio = 1;
};
[[nodiscard]] LegendPage legendPage(const FurnitureSpec& spec);

/// Attributions of the visible layers, topmost first, each once.
[[nodiscard]] std::vector<std::string> attributionsOf(const map::SceneState& scene, double metresPerPixel);

/// Whether one scale holds all over a view: nowhere, in no direction, is a metre of the map off by more than 5 %. What lies
/// beyond the globe does not count. `toMap` from longitude and latitude.
[[nodiscard]] bool scaleHolds(const geo::Transform& toMap, const map::ViewState& view);

/// Paints and arranges scale bar, north arrow, legend and attribution (always) for pages and for the window. Keeps what it
/// painted: calling it every frame costs nothing while nothing changes. The scale bar is left out where no scale holds. One
/// thread at a time.
class MapFurniture {
public:
    [[nodiscard]] std::vector<engine::Overlay> arrange(const FurnitureSpec& spec);
    /// How large the pieces are that arrange() would draw, without the legend.
    [[nodiscard]] FurnitureSizes sizes(const FurnitureSpec& spec);

private:
    using Painted = std::shared_ptr<const text::Image>;
    /// `inputs` is all that the picture depends on, as text.
    template <class Paint>
    [[nodiscard]] Painted part(const std::string& name, std::string inputs, Paint&& paint);
    struct Pieces {
        Painted scaleBar, northArrow, attribution;  // none: not asked for
    };
    [[nodiscard]] Pieces paint(const FurnitureSpec& spec);
    [[nodiscard]] static FurnitureSizes sizesOf(const Pieces& pieces, const FurnitureSpec& spec);
    [[nodiscard]] bool hasScale(const FurnitureSpec& spec);

    std::map<std::string, std::pair<std::string, Painted>> m_parts;
    std::string m_crsKey;
    std::optional<geo::Transform> m_toMap;  // of the CRS with that key
    std::optional<map::ViewState> m_judged;
    bool m_scaleHolds = false;
};

}  // namespace exporting
