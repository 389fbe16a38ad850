#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_geometry.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <limits>
#include <memory>

#include "geo/io/gdal_session.h"
#include "geo/io/raster_file.h"
#include "geo/io/vector_dataset.h"
#include "geo/mosaic/population_polygons.h"
#include "geo/mosaic/ring_projection.h"
#include "tests/equivalence/geo/shared_data.h"

namespace geo {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// ---- the program's way: features into the city's plane, exact coverage of cells

struct Zones {
    std::vector<std::vector<Rings>> shapes;
    [[nodiscard]] std::vector<PopulationZone> views() const {
        std::vector<PopulationZone> zones;
        for (const auto& shape : shapes) zones.push_back({shape, false});
        return zones;
    }
};

std::vector<Rings> shapeOf(const RawFeature& feature) {
    std::vector<Rings> shape;
    uint32_t first = 0;
    for (const auto& part : feature.parts) {
        std::vector<Point> ring(feature.points.begin() + first, feature.points.begin() + part.end);
        if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        if (!part.hole || shape.empty()) shape.emplace_back();
        shape.back().push_back(std::move(ring));
        first = part.end;
    }
    return shape;
}

template <class Take>
void eachFeature(const std::string& path, Take take) {
    const auto dataset = VectorDataset::open(path);
    ASSERT_TRUE(dataset) << describe(dataset.error());
    ReadRequest request;
    request.layer = dataset->layers().front().name;
    const Crs crs = dataset->layers().front().crs.value();
    const auto read = dataset->read(request, [&](const RawFeature& feature) { return take(feature, crs), true; }, {});
    ASSERT_TRUE(read) << describe(read.error());
}

void addZones(const std::string& path, const Crs& plane, Zones& zones) {
    eachFeature(path, [&](const RawFeature& feature, const Crs& crs) {
        Extent box;
        for (const Point& p : feature.points) box.add(p);
        const auto project = RingProjection::between(crs, plane, box, 1e-4);
        ASSERT_TRUE(project);
        std::vector<Rings> shape;
        for (const auto& rings : shapeOf(feature)) shape.push_back((*project)(rings).value());
        zones.shapes.push_back(std::move(shape));
    });
}

// ---- another way: GDAL's own projection of finely cut edges, and OGR's intersection of each cell with each zone

using Geometry = std::unique_ptr<OGRGeometry>;

OGRSpatialReference referenceOf(const char* definition) {
    OGRSpatialReference reference;
    reference.SetFromUserInput(definition);
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

// Zones that are no valid polygons have no one area; nullptr stands for them.
std::vector<Geometry> geometriesOf(const std::string& path, const OGRSpatialReference& target, double step) {
    std::vector<Geometry> geometries;
    GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
    OGRLayer* layer = dataset->GetLayer(0);
    OGRSpatialReference source(*layer->GetSpatialRef());
    source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> transformation(OGRCreateCoordinateTransformation(&source, &target));
    for (const auto& feature : *layer) {
        if (!feature->GetGeometryRef()) continue;
        Geometry geometry(feature->GetGeometryRef()->clone());
        geometry->flattenTo2D();
        geometry->segmentize(step);
        geometry->transform(transformation.get());
        if (!geometry->IsValid()) geometry.reset();
        geometries.push_back(std::move(geometry));
    }
    return geometries;
}

double areaOf(const OGRGeometry* geometry) {
    if (!geometry) return 0;
    const auto type = wkbFlatten(geometry->getGeometryType());
    if (type == wkbPolygon || type == wkbMultiPolygon)
        return type == wkbPolygon ? geometry->toPolygon()->get_Area() : geometry->toMultiPolygon()->get_Area();
    return type == wkbGeometryCollection ? geometry->toGeometryCollection()->get_Area() : 0;
}

OGRPolygon rectangle(double x0, double y0, double x1, double y1) {
    OGRLinearRing ring;
    ring.addPoint(x0, y0), ring.addPoint(x1, y0), ring.addPoint(x1, y1), ring.addPoint(x0, y1), ring.addPoint(x0, y0);
    OGRPolygon polygon;
    polygon.addRing(&ring);
    return polygon;
}

// Row by row: the zone is cut to the row first, so that cells meet few vertices.
double peopleByIntersection(const OGRGeometry& zone, const CountGrid& grid) {
    OGREnvelope box;
    zone.getEnvelope(&box);
    const Point a = grid.grid.transform.toCell({box.MinX, box.MaxY}), b = grid.grid.transform.toCell({box.MaxX, box.MinY});
    const int firstColumn = std::max(0, static_cast<int>(a.x)),
              lastColumn = std::min(grid.grid.columns - 1, static_cast<int>(b.x));
    const int firstRow = std::max(0, static_cast<int>(a.y)), lastRow = std::min(grid.grid.rows - 1, static_cast<int>(b.y));
    double people = 0;
    for (int row = firstRow; row <= lastRow; ++row) {
        const Point north = grid.grid.transform.toCrs(firstColumn, row),
                    south = grid.grid.transform.toCrs(lastColumn + 1, row + 1);
        const OGRPolygon strip = rectangle(north.x, south.y, south.x, north.y);
        const Geometry inRow(zone.Intersection(&strip));
        if (!inRow || inRow->IsEmpty()) continue;
        for (int column = firstColumn; column <= lastColumn; ++column) {
            const double count =
                grid.counts[static_cast<size_t>(row) * static_cast<size_t>(grid.grid.columns) + static_cast<size_t>(column)];
            if (!(count > 0)) continue;
            const Point nw = grid.grid.transform.toCrs(column, row), se = grid.grid.transform.toCrs(column + 1, row + 1);
            const OGRPolygon cell = rectangle(nw.x, se.y, se.x, nw.y);
            const Geometry part(inRow->Intersection(&cell));
            people += count * areaOf(part.get()) / cell.get_Area();
        }
    }
    return people;
}

// Relative to the zone, or to one person where fewer live there.
void expectAlike(const ZonePopulation& ours, const std::vector<Geometry>& zones, const CountGrid& grid, double tolerance) {
    ASSERT_EQ(ours.inhabitants.size(), zones.size());
    double sum = 0, sumTheirs = 0, worst = 0;
    size_t compared = 0;
    for (size_t z = 0; z < zones.size(); ++z) {
        if (!zones[z]) continue;
        ++compared;
        const double theirs = peopleByIntersection(*zones[z], grid);
        if (std::isnan(ours.inhabitants[z])) {
            EXPECT_EQ(theirs, 0) << "zone " << z;
            continue;
        }
        const double off = std::abs(ours.inhabitants[z] - theirs) / std::max(1.0, theirs);
        EXPECT_LE(off, tolerance) << "zone " << z << ": " << ours.inhabitants[z] << " and " << theirs;
        worst = std::max(worst, off);
        sum += ours.inhabitants[z], sumTheirs += theirs;
    }
    EXPECT_GE(compared * 50, zones.size() * 49);
    EXPECT_NEAR(sum, sumTheirs, 1e-6 * sumTheirs);
    std::printf("%zu valid zones, %.3f and %.3f people, largest difference %.2g of a zone\n", compared, sum, sumTheirs, worst);
}

CountGrid readCounts(const std::string& path) {
    const auto file = RasterFile::open(path).value();
    const auto& facts = file->facts();
    CountGrid grid{{facts.columns, facts.rows, *facts.transform}, Crs::parse(facts.crs).value(), {}};
    grid.counts.resize(static_cast<size_t>(facts.columns) * static_cast<size_t>(facts.rows));
    const auto reader = file->reader().value();
    EXPECT_TRUE(reader.read(1, -1, {0, 0, facts.columns, facts.rows}, grid.counts));
    for (auto& count : grid.counts)
        if (count == facts.bands[0].nodata) count = kNan;
    return grid;
}

TEST(PopulationOverlay, saoPaulosPlanningAreasOverGhsPopEqualTheIntersectionOfEveryCell) {
    const auto raster = sharedData("sao-paulo/ghs_pop_250m_sao_paulo.tif");
    SKIP_WITHOUT(raster);
    startGdal();
    const auto grid = readCounts(raster);
    const Crs plane = Crs::cityEqualArea({-46.63, -23.55});
    const auto mollweide = referenceOf("ESRI:54009");
    Zones zones;
    std::vector<Geometry> theirs;
    for (const char* name :
         {"02_Macroarea_Contencao_Urbana_Uso_Sustentavel", "02_Macroarea_Controle_Qualificacao_Urbana_Ambiental",
          "02_Macroarea_Estruturacao_Metropolitana", "02_Macroarea_Preservacao_Ecossistemas_Naturais",
          "02_Macroarea_Qualificacao_Urbanizacao", "02_Macroarea_Reducao_Vulnerabilidade_Urbana",
          "02_Macroarea_Reducao_Vulnerabilidade_Urbana_Recuperacao_Ambiental", "02_Macroarea_Urbanizacao_Consolidada",
          "04_ZEIS1"}) {
        const auto path = sharedData(std::string("sao-paulo/pde/") + name + ".geojson");
        addZones(path, plane, zones);
        for (auto& geometry : geometriesOf(path, mollweide, 0.0002)) theirs.push_back(std::move(geometry));
    }
    const auto ours = populationOf(zones.views(), plane, rasterOf(grid));
    ASSERT_TRUE(ours) << describe(ours.error());
    // The way through the city's plane and back moves everything by some 2 mm: PROJ's series for authalic latitudes is that good.
    expectAlike(*ours, theirs, grid, 1e-4);
}

CountPolygons censusGrid(const std::string& path) {
    CountPolygons polygons{Crs::parse("EPSG:3035").value(), {}, {}};
    eachFeature(path, [&](const RawFeature& feature, const Crs&) {
        polygons.shapes.push_back(shapeOf(feature));
        polygons.counts.push_back(feature.attributes->number("T"));
    });
    return polygons;
}

TEST(PopulationOverlay, madridsNeighbourhoodsOverItsCensusGridEqualTheIntersectionOfEveryCell) {
    const auto census = sharedData("madrid/census2021_grid_1km.gpkg"), districts = sharedData("madrid/madrid_nbhds.gpkg");
    SKIP_WITHOUT(census);
    startGdal();
    auto polygons = censusGrid(census);
    const auto grid = regularGridOf(polygons);
    ASSERT_TRUE(grid);
    EXPECT_EQ(grid->grid.transform.c, (std::array<double, 6>{3146000, 1000, 0, 2054000, 0, -1000}));
    const Crs plane = Crs::cityEqualArea({-3.7, 40.42});
    Zones zones;
    addZones(districts, plane, zones);
    const auto theirs = geometriesOf(districts, referenceOf("EPSG:3035"), 20);
    const auto byGrid = populationOf(zones.views(), plane, polygons);
    ASSERT_TRUE(byGrid) << describe(byGrid.error());
    expectAlike(*byGrid, theirs, *grid, 1e-5);
    // The same by the overlay of polygons, once the grid is none any more.
    polygons.shapes.push_back({Rings{{{0, 0}, {1, 0}, {0, 1}}}});
    polygons.counts.push_back(0);
    polygons.shapes.back()[0][0] = {{3146000, 2000000}, {3146500, 2000000}, {3146000, 2000500}};
    ASSERT_FALSE(regularGridOf(polygons));
    const auto byOverlay = populationOf(zones.views(), plane, polygons);
    ASSERT_TRUE(byOverlay) << describe(byOverlay.error());
    for (size_t z = 0; z < zones.shapes.size(); ++z)
        EXPECT_NEAR(byOverlay->inhabitants[z], byGrid->inhabitants[z], 1e-5 * std::max(1.0, byGrid->inhabitants[z])) << z;
}

TEST(PopulationOverlay, madeUpBlocksOverArcSecondsEqualTheIntersectionOfEveryCell) {
    // Cells of three arc seconds as WorldPop has them, blocks of all sizes around Nairobi, one of them with a courtyard.
    CountGrid grid{{60, 60, {{36.80, 1 / 1200.0, 0, -1.26, 0, -1 / 1200.0}}}, Crs::wgs84(), {}};
    for (int i = 0; i < 3600; ++i) grid.counts.push_back(i % 13 == 0 ? kNan : i * 7919 % 331 / 3.0);
    const Crs plane = Crs::cityEqualArea({36.82, -1.29});
    const auto toDegrees = Transform::between(plane, Crs::wgs84()).value();
    Zones zones;
    std::vector<Geometry> theirs;
    for (int k = 0; k < 40; ++k) {
        const Point centre{-1800 + k % 8 * 520.0, -1500 + k / 8 * 640.0};
        const double size = 20 + k * 9;
        Rings rings(1);
        for (int corner = 0; corner < 7; ++corner) {
            const double angle = corner * 0.8976 + k, reach = size * (0.6 + 0.4 * ((corner * 5 + k) % 4) / 3);
            rings[0].push_back({centre.x + reach * std::cos(angle), centre.y + reach * std::sin(angle)});
        }
        if (k % 3 == 0)
            rings.push_back(
                {{centre.x - size / 5, centre.y}, {centre.x, centre.y + size / 6}, {centre.x + size / 5, centre.y - size / 9}});
        zones.shapes.push_back({rings});
        auto polygon = std::make_unique<OGRPolygon>();
        for (const auto& points : rings) {
            OGRLinearRing ring;
            for (size_t i = 0; i <= points.size() * 50; ++i) {
                const size_t side = i / 50 % points.size();
                const Point a = points[side], b = points[(side + 1) % points.size()];
                const double t = static_cast<double>(i % 50) / 50;
                const Point degrees = toDegrees.forward(Point{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
                ring.addPoint(degrees.x, degrees.y);
            }
            polygon->addRing(&ring);
        }
        theirs.push_back(std::move(polygon));
    }
    const auto ours = populationOf(zones.views(), plane, rasterOf(grid));
    ASSERT_TRUE(ours) << describe(ours.error());
    expectAlike(*ours, theirs, grid, 1e-6);
}

}  // namespace
}  // namespace geo
