#include "geo/mosaic/overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "geo/base/counted.h"
#include "geo/base/parallel.h"
#include "geo/mosaic/area_parts.h"
#include "geo/mosaic/visible_areas.h"
#include "geo/raster/cell_coverage.h"
#include "geo/vector/geos.h"

namespace geo {
namespace {

constexpr size_t kChunk = 64;  // tesserae that a thread takes at once

/// What all threads share.
struct OverlayTask {
    std::span<const Tessera> tesserae;
    std::span<const OverlayArea> areas;
    std::span<const AreaTheme> themes;
    AreaParts parts;
    std::stop_token stop;
};

/// One thread's tools.
class Overlay {
public:
    explicit Overlay(const OverlayTask& task) : m_task(task) {}
    /// Writes the shares of one tessera.
    void add(size_t index, std::vector<ThemeShares>& shares);

private:
    void findAreas(const Extent& box);
    void layOut(const Tessera& tessera, const Extent& box);
    size_t groupOf(const AreaTheme& theme);
    void addTheme(size_t theme, const std::vector<double>& seen, double total, size_t index, ThemeShares& shares) const;

    const OverlayTask& m_task;
    std::vector<AreaPart> m_parts;
    std::vector<uint32_t> m_areas;  // the smallest first
    std::vector<NumberSet> m_groups;
    VisibleAreas m_visible;
    std::vector<Point> m_ring;
};

// From the smallest original area to the largest: whoever comes first keeps the ground.
void Overlay::findAreas(const Extent& box) {
    m_parts.clear(), m_areas.clear();
    m_task.parts.query(box, m_parts);
    for (const auto& part : m_parts)
        if (m_areas.empty() || m_areas.back() != part.area) m_areas.push_back(part.area);
    std::ranges::sort(m_areas, {}, [&](uint32_t a) { return std::pair(m_task.areas[a].areaM2, a); });
}

void Overlay::layOut(const Tessera& tessera, const Extent& box) {
    m_visible.start({0, 0, box.width(), box.height()}, m_areas.size());
    const auto near = [&](const std::vector<Point>& ring) -> std::span<const Point> {
        m_ring.clear();
        for (const auto& p : ring) m_ring.push_back({p.x - box.minX, p.y - box.minY});
        return m_ring;
    };
    for (const auto& ring : tessera.rings) m_visible.addWindow(near(ring));
    std::vector<std::pair<uint32_t, size_t>> layerOf;
    for (size_t i = 0; i < m_areas.size(); ++i) layerOf.emplace_back(m_areas[i], i);
    std::ranges::sort(layerOf);
    auto layer = layerOf.begin();
    for (const auto& part : m_parts) {
        while (layer->first != part.area) ++layer;
        for (const auto& ring : *part.rings) m_visible.addLayer(layer->second, near(ring));
    }
}

// Most themes are spoken of by the same areas.
size_t Overlay::groupOf(const AreaTheme& theme) {
    NumberSet group(m_areas.size());
    for (size_t i = 0; i < m_areas.size(); ++i)
        if (theme.classOf[m_areas[i]] != 0) group.toggle(i);
    const auto found = std::ranges::find(m_groups, group);
    if (found != m_groups.end()) return static_cast<size_t>(found - m_groups.begin());
    m_groups.push_back(std::move(group));
    return m_groups.size() - 1;
}

void Overlay::add(size_t index, std::vector<ThemeShares>& shares) {
    const auto& tessera = m_task.tesserae[index];
    const double total = polygonArea(tessera.rings);
    if (total <= 0) return;
    Extent box;
    for (const auto& p : tessera.rings.front()) box.add(p);
    findAreas(box);
    if (m_areas.empty()) return;
    layOut(tessera, box);
    m_groups.clear();
    std::vector<size_t> groups;
    for (const auto& theme : m_task.themes) groups.push_back(groupOf(theme));
    const auto& seen = m_visible.seen(m_groups, m_task.stop);
    for (size_t t = 0; t < m_task.themes.size(); ++t) addTheme(t, seen[groups[t]], total, index, shares[t]);
}

void Overlay::addTheme(size_t theme, const std::vector<double>& seen, double total, size_t index, ThemeShares& shares) const {
    const auto& of = m_task.themes[theme];
    std::vector<std::map<uint16_t, double>> byLabel(static_cast<size_t>(of.classes));
    std::vector<double> sum(static_cast<size_t>(of.classes));
    for (size_t i = 0; i < seen.size(); ++i) {
        if (seen[i] <= 0) continue;
        const size_t c = of.classOf[m_areas[i]] - size_t{1};
        sum[c] += seen[i];
        if (!of.labelOf.empty()) byLabel[c][of.labelOf[m_areas[i]]] += seen[i];
    }
    for (size_t c = 0; c < sum.size(); ++c) {
        shares.share[c][index] = static_cast<float>(std::min(1.0, sum[c] / total));
        double most = 0;
        for (const auto& [label, size] : byLabel[c])
            if (size > most) most = size, shares.label[c][index] = label;
    }
}

std::vector<bool> speakers(std::span<const OverlayArea> areas, std::span<const AreaTheme> themes) {
    std::vector<bool> speaks(areas.size());
    for (const auto& theme : themes)
        for (size_t a = 0; a < areas.size(); ++a)
            if (theme.classOf[a] != 0) speaks[a] = true;
    return speaks;
}

}  // namespace

Result<std::vector<ThemeShares>> overlayAreas(std::span<const Tessera> tesserae, std::span<const OverlayArea> areas,
                                              std::span<const AreaTheme> themes, const Progress& progress,
                                              const std::stop_token& stop, unsigned threads) {
    std::vector<ThemeShares> shares(themes.size());
    for (size_t t = 0; t < themes.size(); ++t) {
        const auto classes = static_cast<size_t>(themes[t].classes);
        shares[t].share.assign(classes, std::vector<float>(tesserae.size(), 0));
        shares[t].label.assign(classes, std::vector<uint16_t>(tesserae.size(), 0));
    }
    const OverlayTask task{tesserae, areas, themes, AreaParts(areas, speakers(areas, themes)), stop};
    const auto work = [&](size_t begin, size_t end) {
        Overlay overlay(task);
        for (size_t i = begin; i < end && !stop.stop_requested(); ++i) overlay.add(i, shares);
    };
    const auto goesOn = [&](double fraction) {
        if (progress)
            progress(fraction, "overlaying " + counted(std::ssize(areas), "area") + " on " +
                                   counted(std::ssize(tesserae), "tessera", "tesserae"));
        return !stop.stop_requested();
    };
    if (!inParallel(tesserae.size(), kChunk, work, goesOn, threads) || stop.stop_requested())
        return fail(ErrorCode::Cancelled, "The overlay was cancelled.");
    return shares;
}

std::vector<Rings> bandAround(std::span<const Point> line, double widthM) {
    std::vector<Rings> band;
    if (line.size() < 2 || !(widthM > 0)) return band;
    const Geos geos;
    const auto axis = own(geos, geosLine(geos, line));
    constexpr int kQuadrantSegments = 2;  // a bend of a street is no circle
    const auto around = own(
        geos, GEOSBufferWithStyle_r(geos, axis.get(), widthM / 2, kQuadrantSegments, GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, 2.0));
    if (around) appendPolygons(geos, around.get(), band);
    return band;
}

}  // namespace geo
