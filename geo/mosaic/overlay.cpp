#include "geo/mosaic/overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "geo/vector/geos.h"

namespace geo {
namespace {

struct PreparedDelete {
    GEOSContextHandle_t geos;
    void operator()(const GEOSPreparedGeometry* prepared) const { GEOSPreparedGeom_destroy_r(geos, prepared); }
};
using PreparedPtr = std::unique_ptr<const GEOSPreparedGeometry, PreparedDelete>;

double areaOf(const Geos& geos, const GEOSGeometry* geometry) {
    double area = 0;
    return geometry && GEOSArea_r(geos, geometry, &area) == 1 ? area : 0;
}

Extent boxOf(const Geos& geos, const GEOSGeometry* geometry) {
    Extent box;
    GEOSGeom_getXMin_r(geos, geometry, &box.minX), GEOSGeom_getYMin_r(geos, geometry, &box.minY);
    GEOSGeom_getXMax_r(geos, geometry, &box.maxX), GEOSGeom_getYMax_r(geos, geometry, &box.maxY);
    return box;
}

/// The part of an area inside one tessera.
struct Piece {
    uint32_t area;
    GeosGeometryPtr geometry;
    Extent box;
    double areaM2;
};

class Overlay {
public:
    Overlay(std::span<const OverlayArea> areas, std::span<const AreaTheme> themes)
        : m_areas(areas), m_themes(themes), m_tree(GEOSSTRtree_create_r(m_geos, 10)), m_whole(areas.size()) {
        for (uint32_t a = 0; a < areas.size(); ++a) {
            Extent box;
            for (const auto& rings : areas[a].polygons)
                for (const auto& p : rings[0]) box.add(p);
            if (box.empty()) continue;
            m_indices.push_back(a);
            m_boxes.push_back(own(m_geos, rectangle(box)));
        }
        for (size_t i = 0; i < m_boxes.size(); ++i) GEOSSTRtree_insert_r(m_geos, m_tree, m_boxes[i].get(), &m_indices[i]);
    }
    ~Overlay() { GEOSSTRtree_destroy_r(m_geos, m_tree); }
    Overlay(const Overlay&) = delete;
    Overlay& operator=(const Overlay&) = delete;

    void add(const Tessera& tessera, size_t index, std::vector<ThemeShares>& shares);

private:
    GEOSGeometry* rectangle(const Extent& box) const {
        const Rings rings{{{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}}};
        return geosPolygon(m_geos, rings);
    }
    const GEOSGeometry* whole(uint32_t area);
    std::vector<Piece> piecesIn(const GEOSGeometry* tessera);
    double visible(const std::vector<Piece>& pieces, size_t at, const AreaTheme& theme) const;

    Geos m_geos;
    std::span<const OverlayArea> m_areas;
    std::span<const AreaTheme> m_themes;
    GEOSSTRtree* m_tree;
    std::vector<uint32_t> m_indices;
    std::vector<GeosGeometryPtr> m_boxes;
    std::vector<GeosGeometryPtr> m_whole;  // made when first needed
};

const GEOSGeometry* Overlay::whole(uint32_t area) {
    if (m_whole[area]) return m_whole[area].get();
    std::vector<GEOSGeometry*> parts;
    for (const auto& rings : m_areas[area].polygons)
        if (auto* polygon = geosPolygon(m_geos, rings)) parts.push_back(polygon);
    auto geometry = parts.size() == 1 ? own(m_geos, parts[0])
                                      : own(m_geos, GEOSGeom_createCollection_r(m_geos, GEOS_MULTIPOLYGON, parts.data(),
                                                                                static_cast<unsigned>(parts.size())));
    m_whole[area] = std::move(geometry);
    return m_whole[area].get();
}

// From the smallest original area to the largest: whoever comes first keeps the ground.
std::vector<Piece> Overlay::piecesIn(const GEOSGeometry* tessera) {
    std::vector<uint32_t> found;
    GEOSSTRtree_query_r(
        m_geos, m_tree, tessera,
        [](void* item, void* data) { static_cast<std::vector<uint32_t>*>(data)->push_back(*static_cast<uint32_t*>(item)); }, &found);
    std::ranges::sort(found, [&](uint32_t a, uint32_t b) {
        return std::pair(m_areas[a].areaM2, a) < std::pair(m_areas[b].areaM2, b);
    });
    const PreparedPtr prepared(GEOSPrepare_r(m_geos, tessera), PreparedDelete{m_geos});
    std::vector<Piece> pieces;
    for (const auto area : found) {
        const auto* geometry = whole(area);
        if (GEOSPreparedIntersects_r(m_geos, prepared.get(), geometry) != 1) continue;
        const bool inside = GEOSPreparedContains_r(m_geos, prepared.get(), geometry) == 1;
        auto part = own(m_geos, inside ? GEOSGeom_clone_r(m_geos, geometry) : GEOSIntersection_r(m_geos, tessera, geometry));
        const double size = areaOf(m_geos, part.get());
        if (size <= 0) continue;
        const Extent box = boxOf(m_geos, part.get());
        pieces.push_back({area, std::move(part), box, size});
    }
    return pieces;
}

/// What is left of a piece beside the smaller ones of the theme.
double Overlay::visible(const std::vector<Piece>& pieces, size_t at, const AreaTheme& theme) const {
    const Piece& piece = pieces[at];
    std::vector<GEOSGeometry*> smaller;
    for (size_t i = 0; i < at; ++i)
        if (theme.classOf[pieces[i].area] != 0 && pieces[i].box.intersects(piece.box))
            smaller.push_back(GEOSGeom_clone_r(m_geos, pieces[i].geometry.get()));
    if (smaller.empty()) return piece.areaM2;
    const auto all = own(m_geos, GEOSGeom_createCollection_r(m_geos, GEOS_GEOMETRYCOLLECTION, smaller.data(),
                                                             static_cast<unsigned>(smaller.size())));
    const auto covered = own(m_geos, GEOSUnaryUnion_r(m_geos, all.get()));
    if (!covered) return 0;
    const auto hidden = own(m_geos, GEOSIntersection_r(m_geos, piece.geometry.get(), covered.get()));
    return std::max(0.0, piece.areaM2 - areaOf(m_geos, hidden.get()));
}

void Overlay::add(const Tessera& tessera, size_t index, std::vector<ThemeShares>& shares) {
    const auto polygon = own(m_geos, geosPolygon(m_geos, tessera.rings));
    const double total = areaOf(m_geos, polygon.get());
    if (total <= 0) return;
    const auto pieces = piecesIn(polygon.get());
    for (size_t t = 0; t < m_themes.size(); ++t) {
        const auto& theme = m_themes[t];
        std::vector<std::map<uint16_t, double>> byLabel(static_cast<size_t>(theme.classes));
        std::vector<double> sum(static_cast<size_t>(theme.classes));
        for (size_t i = 0; i < pieces.size(); ++i) {
            const auto area = pieces[i].area;
            if (theme.classOf[area] == 0) continue;
            const size_t c = theme.classOf[area] - size_t{1};
            const double seen = visible(pieces, i, theme);
            sum[c] += seen;
            if (!theme.labelOf.empty()) byLabel[c][theme.labelOf[area]] += seen;
        }
        for (size_t c = 0; c < sum.size(); ++c) {
            shares[t].share[c][index] = static_cast<float>(std::min(1.0, sum[c] / total));
            double most = 0;
            for (const auto& [label, size] : byLabel[c])
                if (size > most) most = size, shares[t].label[c][index] = label;
        }
    }
}

}  // namespace

Result<std::vector<ThemeShares>> overlayAreas(std::span<const Tessera> tesserae, std::span<const OverlayArea> areas,
                                              std::span<const AreaTheme> themes, const Progress& progress,
                                              const std::stop_token& stop) {
    std::vector<ThemeShares> shares(themes.size());
    for (size_t t = 0; t < themes.size(); ++t) {
        const auto classes = static_cast<size_t>(themes[t].classes);
        shares[t].share.assign(classes, std::vector<float>(tesserae.size(), 0));
        if (!themes[t].labelOf.empty()) shares[t].label.assign(classes, std::vector<uint16_t>(tesserae.size(), 0));
    }
    Overlay overlay(areas, themes);
    for (size_t i = 0; i < tesserae.size(); ++i) {
        if (i % 256 == 0) {
            if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "The overlay was cancelled.");
            if (progress)
                progress(static_cast<double>(i) / static_cast<double>(tesserae.size()),
                         fmt::format("overlaying {} areas on {} tesserae", areas.size(), tesserae.size()));
        }
        overlay.add(tesserae[i], i, shares);
    }
    return shares;
}

std::vector<Rings> bandAround(std::span<const Point> line, double widthM) {
    std::vector<Rings> band;
    if (line.size() < 2 || !(widthM > 0)) return band;
    const Geos geos;
    const auto axis = own(geos, geosLine(geos, line));
    constexpr int kQuadrantSegments = 2;  // a bend of a street is no circle
    const auto around = own(geos, GEOSBufferWithStyle_r(geos, axis.get(), widthM / 2, kQuadrantSegments, GEOSBUF_CAP_FLAT,
                                                        GEOSBUF_JOIN_MITRE, 2.0));
    if (around) appendPolygons(geos, around.get(), band);
    return band;
}

}  // namespace geo
