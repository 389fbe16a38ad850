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

/// How a smaller piece lies in a larger one.
struct Overlap {
    size_t smaller;
    bool inside;    // wholly
    double areaM2;  // in common
};

/// The part of an area inside one tessera.
struct Piece {
    uint32_t area;
    GeosGeometryPtr geometry;
    Extent box;
    double areaM2;
    std::vector<Overlap> overlaps;  // with those that come before it
};

/// What remains visible of each piece among those that speak. The visible parts of those that come before a piece are disjoint
/// and cover all that hides it, so what hides it is the sum of what it has in common with them: mostly areas that are known
/// already, as small things lie within large ones.
class Visible {
public:
    Visible(const Geos& geos, const std::vector<Piece>& pieces, std::vector<bool> speakers)
        : m_geos(geos), m_pieces(pieces), m_speaks(std::move(speakers)), m_areaM2(pieces.size()), m_geometry(pieces.size()) {
        for (size_t i = 0; i < pieces.size(); ++i)
            if (speaks(i)) m_areaM2[i] = std::max(0.0, pieces[i].areaM2 - hidden(i));
    }
    [[nodiscard]] const std::vector<bool>& speakers() const { return m_speaks; }
    [[nodiscard]] bool speaks(size_t piece) const { return m_speaks[piece]; }
    [[nodiscard]] double areaM2(size_t piece) const { return m_areaM2[piece]; }

private:
    double hidden(size_t piece) {
        double sum = 0;
        for (const auto& overlap : m_pieces[piece].overlaps) {
            if (!speaks(overlap.smaller)) continue;
            if (overlap.inside)
                sum += m_areaM2[overlap.smaller];
            else if (m_areaM2[overlap.smaller] >= m_pieces[overlap.smaller].areaM2)
                sum += overlap.areaM2;
            else
                sum += areaOf(
                    m_geos, own(m_geos, GEOSIntersection_r(m_geos, m_pieces[piece].geometry.get(), part(overlap.smaller))).get());
        }
        return sum;
    }
    const GEOSGeometry* part(size_t piece) {
        auto& made = m_geometry[piece];
        if (made) return made.get();
        std::vector<GEOSGeometry*> over;
        for (const auto& overlap : m_pieces[piece].overlaps)
            if (speaks(overlap.smaller)) over.push_back(GEOSGeom_clone_r(m_geos, m_pieces[overlap.smaller].geometry.get()));
        const auto all = own(m_geos, GEOSGeom_createCollection_r(m_geos, GEOS_GEOMETRYCOLLECTION, over.data(),
                                                                 static_cast<unsigned>(over.size())));
        const auto cover = own(m_geos, GEOSUnaryUnion_r(m_geos, all.get()));
        made = own(m_geos, GEOSDifference_r(m_geos, m_pieces[piece].geometry.get(), cover.get()));
        return made.get();
    }

    const Geos& m_geos;
    const std::vector<Piece>& m_pieces;
    std::vector<bool> m_speaks;
    std::vector<double> m_areaM2;
    std::vector<GeosGeometryPtr> m_geometry;  // made when first needed
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
    void relate(std::vector<Piece>& pieces) const;

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
        [](void* item, void* data) { static_cast<std::vector<uint32_t>*>(data)->push_back(*static_cast<uint32_t*>(item)); },
        &found);
    std::ranges::sort(found,
                      [&](uint32_t a, uint32_t b) { return std::pair(m_areas[a].areaM2, a) < std::pair(m_areas[b].areaM2, b); });
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
        pieces.push_back({area, std::move(part), box, size, {}});
    }
    return pieces;
}

void Overlay::relate(std::vector<Piece>& pieces) const {
    for (size_t i = 1; i < pieces.size(); ++i) {
        PreparedPtr prepared(nullptr, PreparedDelete{m_geos});
        for (size_t j = 0; j < i; ++j) {
            if (!pieces[j].box.intersects(pieces[i].box)) continue;
            if (!prepared) prepared.reset(GEOSPrepare_r(m_geos, pieces[i].geometry.get()));
            const auto* smaller = pieces[j].geometry.get();
            if (GEOSPreparedIntersects_r(m_geos, prepared.get(), smaller) != 1) continue;
            if (GEOSPreparedContains_r(m_geos, prepared.get(), smaller) == 1) {
                pieces[i].overlaps.push_back({j, true, pieces[j].areaM2});
                continue;
            }
            const auto common = own(m_geos, GEOSIntersection_r(m_geos, pieces[i].geometry.get(), smaller));
            if (const double size = areaOf(m_geos, common.get()); size > 0) pieces[i].overlaps.push_back({j, false, size});
        }
    }
}

void Overlay::add(const Tessera& tessera, size_t index, std::vector<ThemeShares>& shares) {
    const auto polygon = own(m_geos, geosPolygon(m_geos, tessera.rings));
    const double total = areaOf(m_geos, polygon.get());
    if (total <= 0) return;
    auto pieces = piecesIn(polygon.get());
    relate(pieces);
    std::vector<std::unique_ptr<const Visible>> known;  // most themes are spoken of by the same areas
    for (size_t t = 0; t < m_themes.size(); ++t) {
        const auto& theme = m_themes[t];
        std::vector<std::map<uint16_t, double>> byLabel(static_cast<size_t>(theme.classes));
        std::vector<double> sum(static_cast<size_t>(theme.classes));
        std::vector<bool> speaks;
        for (const auto& piece : pieces) speaks.push_back(theme.classOf[piece.area] != 0);
        auto found = std::ranges::find_if(known, [&](const auto& v) { return v->speakers() == speaks; });
        if (found == known.end())
            found = known.insert(known.end(), std::make_unique<const Visible>(m_geos, pieces, std::move(speaks)));
        const Visible& visible = **found;
        for (size_t i = 0; i < pieces.size(); ++i) {
            const auto area = pieces[i].area;
            if (!visible.speaks(i)) continue;
            const size_t c = theme.classOf[area] - size_t{1};
            const double seen = visible.areaM2(i);
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
        shares[t].label.assign(classes, std::vector<uint16_t>(tesserae.size(), 0));
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
    const auto around = own(
        geos, GEOSBufferWithStyle_r(geos, axis.get(), widthM / 2, kQuadrantSegments, GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, 2.0));
    if (around) appendPolygons(geos, around.get(), band);
    return band;
}

}  // namespace geo
