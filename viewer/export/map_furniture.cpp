#include "viewer/export/map_furniture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/base/text.h"
#include "viewer/map/visibility.h"

namespace exporting {
namespace {

constexpr double kScaleBarPx = 160, kAttributionPx = 560, kNarrowAttributionPx = 120;

bool isDark(geo::Colour c) { return 0.299 * c.r + 0.587 * c.g + 0.114 * c.b < 110; }

bool onGlobe(geo::Point degrees) {
    return std::isfinite(degrees.x) && std::isfinite(degrees.y) && std::abs(degrees.x) <= 180 && std::abs(degrees.y) <= 90;
}

/// On the sphere: within half a percent of the ellipsoid. Haversine.
double groundMetres(geo::Point a, geo::Point b) {
    constexpr double kRadiusMetres = 6'371'008.8, kRadians = std::numbers::pi / 180;
    const double sinLat = std::sin((b.y - a.y) * kRadians / 2), sinLon = std::sin((b.x - a.x) * kRadians / 2);
    const double h = sinLat * sinLat + std::cos(a.y * kRadians) * std::cos(b.y * kRadians) * sinLon * sinLon;
    return 2 * kRadiusMetres * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace

std::vector<std::string> attributionsOf(const map::SceneState& scene, double metresPerPixel) {
    std::vector<std::string> sources;
    for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
        if (!map::isDrawn(*layer, metresPerPixel)) continue;
        for (auto& credit : geo::partsOf(layer->source->attribution(), geo::kCreditMark))
            if (std::ranges::find(sources, credit) == sources.end()) sources.push_back(std::move(credit));
    }
    return sources;
}

bool scaleHolds(const geo::Transform& toMap, const map::ViewState& view) {
    constexpr int kAcross = 5, kDown = 5;
    constexpr double kMost = 0.05;
    const double step = view.camera.metresPerPixel;
    bool any = false;
    for (int i = 0; i < kAcross; ++i)
        for (int j = 0; j < kDown; ++j) {
            const auto at = view.toMap({view.widthPx * i / (kAcross - 1.0), view.heightPx * j / (kDown - 1.0)});
            const auto here = toMap.inverse(at);
            if (!onGlobe(here)) continue;
            any = true;
            for (const geo::Point next : {geo::Point{at.x + step, at.y}, {at.x, at.y + step}}) {
                const auto there = toMap.inverse(next);
                if (onGlobe(there) && std::abs(groundMetres(here, there) / step - 1) > kMost) return false;
            }
        }
    return any;
}

bool MapFurniture::hasScale(const FurnitureSpec& spec) {
    if (m_crsKey != spec.scene->crsKey || !m_toMap) {
        m_judged.reset();
        m_toMap.reset();
        m_crsKey = spec.scene->crsKey;
        if (auto toMap = geo::Transform::between(geo::Crs::wgs84(), spec.scene->crs)) m_toMap.emplace(std::move(*toMap));
    }
    if (!m_toMap) return true;  // a plane of its own: its metres are metres
    if (m_judged != spec.view) {
        m_judged = spec.view;
        m_scaleHolds = scaleHolds(*m_toMap, spec.view);
    }
    return m_scaleHolds;
}

template <class Paint>
MapFurniture::Painted MapFurniture::part(const std::string& name, std::string inputs, Paint&& paint) {
    auto& [knownInputs, painted] = m_parts[name];
    if (painted && knownInputs == inputs) return painted;
    knownInputs = std::move(inputs);
    painted = std::make_shared<const text::Image>(paint());
    return painted;
}

MapFurniture::Pieces MapFurniture::paint(const FurnitureSpec& spec) {
    const double ratio = spec.view.pixelRatio * spec.enlarged, metresPerPixel = spec.view.camera.metresPerPixel;
    const bool dark = isDark(spec.scene->background);
    const double width = spec.area.width() / spec.enlarged;
    Pieces pieces;
    if (spec.scaleBar && hasScale(spec))
        pieces.scaleBar = part("scale bar", fmt::format("{:.17g} {} {} {}", metresPerPixel, dark, ratio, spec.enlarged), [&] {
            return text::paintScaleBar({metresPerPixel, kScaleBarPx, dark, spec.enlarged}, spec.view.pixelRatio);
        });
    if (spec.northArrow)
        pieces.northArrow = part("north arrow", fmt::format("{:.17g} {} {}", spec.view.camera.rotationRad, dark, ratio),
                                 [&] { return text::paintNorthArrow(spec.view.camera.rotationRad, dark, ratio); });
    const auto sources = attributionsOf(*spec.scene, metresPerPixel);
    if (sources.empty()) return pieces;
    double most = width - 2 * kFurnitureEdgePx - (spec.scaleBar ? kScaleBarPx + 40 : 0);
    if (most < kNarrowAttributionPx) {
        const double bar = pieces.scaleBar ? pieces.scaleBar->widthPx / ratio + 2 * kFurnitureEdgePx : 0;
        const bool beside = bar + kNarrowAttributionPx <= width;
        if (!beside) pieces.scaleBar.reset();
        most = beside ? kNarrowAttributionPx : width;
    }
    most = std::min(most, kAttributionPx);
    pieces.attribution = part("attribution", fmt::format("{} {} {} {}", fmt::join(sources, "\n"), most, dark, ratio),
                              [&] { return text::paintAttribution(sources, most, dark, ratio); });
    if (pieces.northArrow) {
        const double both = (pieces.northArrow->heightPx + pieces.attribution->heightPx) / ratio + 2 * kFurnitureEdgePx;
        if (both > spec.area.height() / spec.enlarged) pieces.northArrow.reset();
    }
    return pieces;
}

FurnitureSizes MapFurniture::sizes(const FurnitureSpec& spec) { return sizesOf(paint(spec), spec); }

FurnitureSizes MapFurniture::sizesOf(const Pieces& pieces, const FurnitureSpec& spec) {
    const auto of = [&](const Painted& piece) {
        return piece ? Size{piece->widthPx / spec.view.pixelRatio, piece->heightPx / spec.view.pixelRatio} : Size{};
    };
    return {{}, of(pieces.scaleBar), of(pieces.northArrow), of(pieces.attribution), kFurnitureEdgePx * spec.enlarged};
}

LegendPage legendPage(const FurnitureSpec& spec) {
    const double enlarged = spec.legendEnlarged > 0 ? spec.legendEnlarged : spec.enlarged;
    const double edge = kFurnitureEdgePx * spec.enlarged, below = spec.scaleBar ? kBelowLegendPx * spec.enlarged : 0;
    const Size most =
        spec.legendMost.empty() ? Size{spec.area.width() / 2, spec.area.height() - 2 * edge - below} : spec.legendMost;
    auto legend = legendOf(spec);
    for (auto& block : legend.blocks)
        for (auto& row : block.rows)  // as large as on the map, however large the legend's letters are
            if (row.key == text::LegendRow::Key::Symbol) row.sizePx *= spec.view.magnification / enlarged;
    legend.dark = isDark(spec.scene->background);
    legend.maxHeightPx = std::max(most.height / enlarged, 120.0);
    legend.maxWidthPx = std::max(most.width / enlarged, 120.0);
    return {std::move(legend), spec.view.pixelRatio * enlarged};
}

std::vector<engine::Overlay> MapFurniture::arrange(const FurnitureSpec& spec) {
    const double ratio = spec.view.pixelRatio;
    const auto pieces = paint(spec);
    auto sizes = sizesOf(pieces, spec);
    Painted legend;
    if (spec.legend) {
        const auto page = legendPage(spec);
        legend = std::make_shared<const text::Image>(text::paintLegend(page.legend, page.ratio));
        sizes.legend = {legend->widthPx / ratio, legend->heightPx / ratio};
    }
    const auto places = placeFurniture(spec.area, sizes, spec.legendCorner);
    std::vector<engine::Overlay> overlays;
    const auto add = [&](const Painted& image, const FurnitureArea& place) {
        if (image && image->widthPx > 0)
            overlays.push_back(
                {image, static_cast<int>(std::lround(place.left * ratio)), static_cast<int>(std::lround(place.top * ratio))});
    };
    add(pieces.scaleBar, places.scaleBar);
    add(pieces.northArrow, places.northArrow);
    add(legend, places.legend);
    add(pieces.attribution, places.attribution);  // nothing covers it: licences want it read
    return overlays;
}

}  // namespace exporting
