#include "geo/mosaic/tile_pieces.h"

#include <map>
#include <numeric>
#include <string>
#include <tuple>

#include "geo/vector/geos.h"

namespace geo {
namespace {

constexpr double kBridgeM = 0.2;       // a tile's edge is curved in the plane, and its points lie on the tile's own grid
constexpr double kLeastOverlapM2 = 1;  // of pieces grown by that: 2.5 m of edge in common, and no mere corner

GeosGeometryPtr grown(const Geos& geos, const OsmArea& area) {
    std::vector<GEOSGeometry*> parts;
    for (const auto& rings : area.polygons)
        if (auto polygon = own(geos, geosPolygon(geos, rings)))
            if (auto* valid = GEOSMakeValid_r(geos, polygon.get())) parts.push_back(valid);
    const auto all =
        own(geos, GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, parts.data(), static_cast<unsigned>(parts.size())));
    constexpr double kMitreLimit = 2;
    return own(geos, GEOSBufferWithStyle_r(geos, all.get(), kBridgeM, 1, GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, kMitreLimit));
}

bool overlap(const Geos& geos, const GEOSGeometry* a, const GEOSGeometry* b) {
    if (!a || !b || GEOSIntersects_r(geos, a, b) != 1) return false;
    const auto both = own(geos, GEOSIntersection_r(geos, a, b));
    double areaM2 = 0;
    return both && GEOSArea_r(geos, both.get(), &areaM2) == 1 && areaM2 >= kLeastOverlapM2;
}

Extent boxOf(const OsmArea& area) {
    Extent box;
    for (const auto& rings : area.polygons)
        for (const auto& p : rings.front()) box.add(p);
    return box;
}

/// Pieces that say the same, and which of them belong together.
class Alike {
public:
    Alike(const Geos& geos, std::vector<OsmArea>& areas, std::vector<uint32_t> pieces)
        : m_geos(geos), m_areas(areas), m_pieces(std::move(pieces)), m_first(m_pieces.size()) {
        std::iota(m_first.begin(), m_first.end(), size_t{0});
        for (const auto piece : m_pieces) m_boxes.push_back(boxOf(areas[piece]).grown(kBridgeM));
    }

    void join() {
        std::vector<size_t> fromWest(m_pieces.size());
        std::iota(fromWest.begin(), fromWest.end(), size_t{0});
        std::ranges::sort(fromWest, {}, [&](size_t i) { return m_boxes[i].minX; });
        m_shapes.resize(m_pieces.size());
        for (size_t i = 0; i < fromWest.size(); ++i)
            for (size_t j = i + 1; j < fromWest.size() && m_boxes[fromWest[j]].minX <= m_boxes[fromWest[i]].maxX; ++j)
                consider(fromWest[i], fromWest[j]);
        for (size_t i = 0; i < m_pieces.size(); ++i) {
            const size_t first = firstOf(i);
            if (first == i) continue;
            auto& whole = m_areas[m_pieces[first]].polygons;
            if (m_shapes[first]) {
                whole.clear(), appendPolygons(m_geos, m_shapes[first].get(), whole);
                m_shapes[first].reset();
            }
            appendPolygons(m_geos, m_shapes[i].get(), whole);
            m_areas[m_pieces[i]].polygons.clear();
        }
    }

private:
    void consider(size_t a, size_t b) {
        if (!m_boxes[a].intersects(m_boxes[b]) || firstOf(a) == firstOf(b)) return;
        for (const size_t i : {a, b})
            if (!m_shapes[i]) m_shapes[i] = grown(m_geos, m_areas[m_pieces[i]]);
        if (overlap(m_geos, m_shapes[a].get(), m_shapes[b].get()))
            m_first[std::max(firstOf(a), firstOf(b))] = std::min(firstOf(a), firstOf(b));
    }
    [[nodiscard]] size_t firstOf(size_t i) const {
        while (m_first[i] != i) i = m_first[i];
        return i;
    }

    const Geos& m_geos;
    std::vector<OsmArea>& m_areas;
    std::vector<uint32_t> m_pieces;
    std::vector<size_t> m_first;  // of those that belong together, as a forest
    std::vector<Extent> m_boxes;
    std::vector<GeosGeometryPtr> m_shapes;  // once they are needed
};

}  // namespace

void joinTilePieces(std::vector<OsmArea>& areas, std::span<const uint32_t> pieces) {
    using Says = std::tuple<DimensionClasses, std::array<uint16_t, kDimensions>, OtherUse, bool, std::string>;
    std::map<Says, std::vector<uint32_t>> alike;
    for (const auto piece : pieces) {
        const auto& area = areas[piece];
        if (!area.building) alike[{area.classes, area.tag, area.otherUse, area.water, area.name}].push_back(piece);
    }
    const Geos geos;
    for (auto& [says, same] : alike)
        if (same.size() > 1) Alike(geos, areas, std::move(same)).join();
}

}  // namespace geo
