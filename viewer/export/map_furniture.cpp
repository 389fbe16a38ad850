#include "viewer/export/map_furniture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "viewer/map/visibility.h"

namespace exporting {
namespace {

constexpr double kEdgePx = 12, kScaleBarPx = 160, kAttributionPx = 560;

bool isDark(geo::Colour c) { return 0.299 * c.r + 0.587 * c.g + 0.114 * c.b < 110; }

/// Scale bar, attribution: at the edge named, whole device pixels.
engine::Overlay at(const std::shared_ptr<const text::Image>& image, double right, double bottom, double x, double y,
                   double ratio) {
    return {image, static_cast<int>(std::lround(x * ratio - right * image->widthPx)),
            static_cast<int>(std::lround(y * ratio - bottom * image->heightPx))};
}

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
        if (!map::isDrawn(*layer, metresPerPixel) || layer->source->attribution().empty()) continue;
        if (std::ranges::find(sources, layer->source->attribution()) == sources.end())
            sources.push_back(layer->source->attribution());
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

std::vector<engine::Overlay> MapFurniture::arrange(const FurnitureSpec& spec) {
    const double ratio = spec.view.pixelRatio, metresPerPixel = spec.view.camera.metresPerPixel;
    const auto& area = spec.area;
    const bool dark = isDark(spec.scene->background);
    std::vector<engine::Overlay> overlays;
    const double width = area.right - area.left;

    if (const auto sources = attributionsOf(*spec.scene, metresPerPixel); !sources.empty()) {
        const double most =
            std::min(kAttributionPx, std::max(width - 2 * kEdgePx - (spec.scaleBar ? kScaleBarPx + 40 : 0), 120.0));
        const auto image = part("attribution", fmt::format("{} {} {} {}", fmt::join(sources, "\n"), most, dark, ratio),
                                [&] { return text::paintAttribution(sources, most, dark, ratio); });
        overlays.push_back(at(image, 1, 1, area.right, area.bottom, ratio));
    }
    if (spec.scaleBar && hasScale(spec)) {
        const auto image = part("scale bar", fmt::format("{:.17g} {} {}", metresPerPixel, dark, ratio), [&] {
            return text::paintScaleBar({metresPerPixel, kScaleBarPx, dark}, ratio);
        });
        overlays.push_back(at(image, 0, 1, area.left + kEdgePx, area.bottom - kEdgePx, ratio));
    }
    if (spec.northArrow) {
        const auto image = part("north arrow", fmt::format("{:.17g} {} {}", spec.view.camera.rotationRad, dark, ratio),
                                [&] { return text::paintNorthArrow(spec.view.camera.rotationRad, dark, ratio); });
        overlays.push_back(at(image, 1, 0, area.right - kEdgePx, area.top + kEdgePx, ratio));
    }
    if (spec.legend) {
        auto legend = legendOf(spec);
        legend.dark = dark;
        legend.maxHeightPx = std::max(area.bottom - area.top - 2 * kEdgePx - (spec.scaleBar ? 64 : 0), 120.0);
        const auto image = std::make_shared<const text::Image>(text::paintLegend(legend, ratio));
        overlays.push_back(at(image, 0, 0, area.left + kEdgePx, area.top + kEdgePx, ratio));
    }
    std::erase_if(overlays, [](const engine::Overlay& overlay) { return overlay.image->widthPx <= 0; });
    return overlays;
}

}  // namespace exporting
