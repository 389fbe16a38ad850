#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "geo/base/paths.h"
#include "geo/mosaic/gather.h"
#include "geo/prepare/read_osm.h"
#include "geo/prepare/territory.h"
#include "geo/taxonomy/scheme.h"
#include "geo/vector/geos.h"
#include "tests/equivalence/geo/shared_data.h"

// What gatherOsm() says of real tesserae, against GEOS: area by area and point by point, by the plainest reading of the rules.

namespace geo {
namespace {

double area(const Geos& geos, const GEOSGeometry* geometry) {
    double size = 0;
    EXPECT_TRUE(geometry && GEOSArea_r(geos, geometry, &size) == 1);
    return size;
}

/// Ground that OpenStreetMap says something of.
struct Piece {
    GeosGeometryPtr geometry;
    double areaM2;
    const OsmArea* area;  // or
    const OsmLine* line;
};

/// What a piece says: 0 nothing, else a class; 100: something that is none of the classes, but hides what lies below.
using Speech = std::function<size_t(const Piece&)>;

Speech speechOf(Dimension dimension) {
    return [dimension, d = static_cast<size_t>(dimension), unknown = dimensionTable(dimension).size() - 1](const Piece& piece) {
        const bool ofLines = dimension == Dimension::Surface || dimension == Dimension::Infrastructure;
        if (piece.line) return ofLines && piece.line->classes[d] != unknown ? size_t{piece.line->classes[d]} : size_t{0};
        if (dimension == Dimension::Use && piece.area->otherUse != OtherUse::None) return size_t{100};
        return piece.area->classes[d] == unknown ? size_t{0} : size_t{piece.area->classes[d]};
    };
}

size_t building(const Piece& piece) { return piece.area && piece.area->building ? 1 : 0; }

class Reference {
public:
    explicit Reference(const OsmObjects& osm) {
        for (const auto& a : osm.areas) {
            std::vector<GEOSGeometry*> parts;
            for (const auto& rings : a.polygons)
                if (auto* polygon = geosPolygon(m_geos, rings)) parts.push_back(polygon);
            add(GEOSGeom_createCollection_r(m_geos, GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size())), &a,
                nullptr);
        }
        for (const auto& line : osm.lines) {
            if (line.widthM <= 0 || line.points.size() < 2) continue;
            const auto axis = own(m_geos, geosLine(m_geos, line.points));
            add(GEOSBufferWithStyle_r(m_geos, axis.get(), line.widthM / 2.0, 2, GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, 2), nullptr,
                &line);
        }
        std::ranges::stable_sort(m_pieces, {}, &Piece::areaM2);
    }

    /// Whoever is smallest takes first, and each takes what is left.
    [[nodiscard]] double shareOf(const Tessera& tessera, const Speech& speech, size_t wanted) const {
        auto rest = own(m_geos, geosPolygon(m_geos, tessera.rings));
        const double total = area(m_geos, rest.get());
        double share = 0;
        for (const auto* piece : near(tessera)) {
            const size_t said = speech(*piece);
            if (said == 0) continue;
            auto left = own(m_geos, GEOSDifference_r(m_geos, rest.get(), piece->geometry.get()));
            if (said == wanted) share += (area(m_geos, rest.get()) - area(m_geos, left.get())) / total;
            rest = std::move(left);
        }
        return share;
    }

    /// Points inside, and those inside or on the border.
    [[nodiscard]] std::pair<int, int> pointsIn(const Tessera& tessera, const std::vector<Point>& points) const {
        const auto polygon = own(m_geos, geosPolygon(m_geos, tessera.rings));
        const auto box = boxOf(tessera);
        std::pair<int, int> found{0, 0};
        for (const auto& p : points) {
            if (!box.contains(p)) continue;
            const auto point = own(m_geos, GEOSGeom_createPointFromXY_r(m_geos, p.x, p.y));
            found.first += GEOSContains_r(m_geos, polygon.get(), point.get()) == 1;
            found.second += GEOSCovers_r(m_geos, polygon.get(), point.get()) == 1;
        }
        return found;
    }

private:
    void add(GEOSGeometry* geometry, const OsmArea* area, const OsmLine* line) {
        auto owned = own(m_geos, geometry);
        Extent box;
        if (GEOSisEmpty_r(m_geos, geometry) == 1) return;
        GEOSGeom_getXMin_r(m_geos, geometry, &box.minX), GEOSGeom_getYMin_r(m_geos, geometry, &box.minY);
        GEOSGeom_getXMax_r(m_geos, geometry, &box.maxX), GEOSGeom_getYMax_r(m_geos, geometry, &box.maxY);
        const double size = area ? area->areaM2 : geo::area(m_geos, geometry);
        m_pieces.push_back({std::move(owned), size, area, line});
        m_boxes.emplace(geometry, box);
    }
    static Extent boxOf(const Tessera& tessera) {
        Extent box;
        for (const auto& p : tessera.rings.front()) box.add(p);
        return box;
    }
    [[nodiscard]] std::vector<const Piece*> near(const Tessera& tessera) const {
        std::vector<const Piece*> found;
        const auto box = boxOf(tessera);
        const auto polygon = own(m_geos, geosPolygon(m_geos, tessera.rings));
        for (const auto& piece : m_pieces)
            if (m_boxes.at(piece.geometry.get()).intersects(box) &&
                GEOSIntersects_r(m_geos, polygon.get(), piece.geometry.get()) == 1)
                found.push_back(&piece);
        return found;
    }

    Geos m_geos;
    std::vector<Piece> m_pieces;
    std::unordered_map<const GEOSGeometry*, Extent> m_boxes;
};

/// Compares every `step`-th tessera within a box.
void compare(const std::string& path, LonLat centre, const GeographicExtent& within, size_t step) {
    const auto plane = Crs::cityEqualArea(centre);
    const auto territory = territoryOfBox(within, plane);
    ASSERT_TRUE(territory) << describe(territory.error());
    const auto osm = readOsm({path}, plane, extentOf(*territory), {}, {});
    ASSERT_TRUE(osm) << describe(osm.error());
    const auto tessellation = tessellate(territory->parts, osm->barriers(), osm->waterPolygons(), {}, {}, {});
    ASSERT_TRUE(tessellation) << describe(tessellation.error());
    const auto& tesserae = tessellation->tesserae;
    EvidenceTable evidence(tesserae.size());
    ASSERT_TRUE(gatherOsm(evidence, tesserae, *osm, {}, {}));
    const Reference reference(*osm);

    size_t compared = 0, full = 0;
    const auto check = [&](const std::string& column, const Speech& speech, size_t wanted) {
        const auto* measure = evidence.find(column);
        if (!measure) return;
        for (size_t t = 0; t < tesserae.size(); t += step) {
            if (std::isnan(measure->values[t])) continue;
            const double expected = reference.shareOf(tesserae[t], speech, wanted);
            EXPECT_NEAR(measure->values[t], expected, 2e-5) << column << " of tessera " << t;
            ++compared, full += expected > 0.1;
        }
    };
    for (const auto dimension : {Dimension::Use, Dimension::Surface, Dimension::Infrastructure})
        for (size_t c = 1; c + 1 < dimensionTable(dimension).size(); ++c)
            check("osm." + std::string(dimensionId(dimension)) + "." + dimensionTable(dimension).classes[c].code,
                  speechOf(dimension), c);
    check("osm.building.cover", building, 1);
    EXPECT_GT(compared, 500u);
    EXPECT_GT(full, 100u) << "there was something to compare";

    std::vector<Point> pois;
    for (const auto& poi : osm->pois) pois.push_back(poi.position);
    double joined = 0;
    for (const auto& [column, points] : {std::pair{"addresses.per_ha", &osm->addresses}, {"osm.poi.per_ha", &pois}}) {
        const auto* measure = evidence.find(column);
        for (size_t t = 0; measure && t < tesserae.size(); t += step) {
            if (std::isnan(measure->values[t])) continue;
            const auto [inside, covered] = reference.pointsIn(tesserae[t], *points);
            const double ours = std::round(double{measure->values[t]} * tesserae[t].areaM2 / 1e4);
            EXPECT_GE(ours, inside) << column << " of tessera " << t;
            EXPECT_LE(ours, covered) << column << " of tessera " << t;
            joined += ours;
        }
    }
    EXPECT_GT(joined, 20);
}

TEST(GatherRealData, MontevideosTesseraeAreAsGeosHasThem) {
    const auto tiles = resolveDemoPath("demo:montevideo");
    if (!tiles) GTEST_SKIP() << "The demonstration data are not installed.";
    compare(*tiles, {-56.1882, -34.9033}, {-56.20, -34.92, -56.15, -34.86}, 6);
}

TEST(GatherRealData, MoscowWestsTesseraeAreAsGeosHasThem) {
    SKIP_WITHOUT(sharedData("moscow-west"));
    compare(sharedData("moscow-west"), {37.274, 55.672}, {37.22, 55.63, 37.33, 55.71}, 7);
}

}  // namespace
}  // namespace geo
