#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_geometry.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <memory>
#include <numeric>

#include "geo/io/gdal_session.h"
#include "geo/prepare/mosaic.h"
#include "geo/raster/cell_area.h"
#include "tests/equivalence/geo/shared_data.h"

namespace geo {
namespace {

using Geometry = std::unique_ptr<OGRGeometry>;

OGRSpatialReference referenceOf(const std::string& definition) {
    OGRSpatialReference reference;
    reference.SetFromUserInput(definition.c_str());
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

double areaOf(const OGRGeometry* geometry) {
    if (!geometry) return 0;
    const auto type = wkbFlatten(geometry->getGeometryType());
    if (type == wkbPolygon) return geometry->toPolygon()->get_Area();
    if (type == wkbMultiPolygon) return geometry->toMultiPolygon()->get_Area();
    return type == wkbGeometryCollection ? geometry->toGeometryCollection()->get_Area() : 0;
}

/// All polygons of a file as one geometry, its edges cut finely and projected by GDAL.
Geometry unionOf(const std::string& path, const OGRSpatialReference& target, double step) {
    const GdalMessages complaints;  // of rings that are mended below
    GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
    OGRLayer* layer = dataset->GetLayer(0);
    OGRSpatialReference source(*layer->GetSpatialRef());
    source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> to(OGRCreateCoordinateTransformation(&source, &target));
    OGRMultiPolygon all;
    for (const auto& feature : *layer) {
        if (!feature->GetGeometryRef()) continue;
        Geometry geometry(feature->GetGeometryRef()->clone());
        geometry->flattenTo2D();
        geometry->segmentize(step);
        geometry->transform(to.get());
        if (!geometry->IsValid()) geometry.reset(geometry->MakeValid());
        if (wkbFlatten(geometry->getGeometryType()) == wkbPolygon)
            all.addGeometry(geometry.get());
        else
            for (const auto* part : *geometry->toGeometryCollection())
                if (wkbFlatten(part->getGeometryType()) == wkbPolygon) all.addGeometry(part);
    }
    return Geometry(all.UnionCascaded());
}

Mosaic made(const PrepareRequest& request, const PrepareCity& city) {
    auto mosaic = makeMosaic(request, city, {}, {});
    EXPECT_TRUE(mosaic) << describe(mosaic.error());
    return mosaic ? std::move(*mosaic) : Mosaic();
}

double sumOf(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += std::isnan(value) ? 0 : value;
    return sum;
}

/// A share of all tesserae, as square metres.
double squareMetres(const Mosaic& mosaic, const char* measure, const char* cover = nullptr) {
    const auto* share = mosaic.evidence.find(measure);
    const auto* covered = cover ? mosaic.evidence.find(cover) : nullptr;
    EXPECT_NE(share, nullptr) << measure;
    double sum = 0;
    for (size_t t = 0; share && t < mosaic.tesserae.size(); ++t)
        if (!std::isnan(share->values[t]))
            sum += double{share->values[t]} * (covered ? double{covered->values[t]} : 1) * mosaic.tesserae[t].areaM2;
    return sum;
}

const PrepareCity kSaoPaulo{"sao-paulo", "São Paulo", {-46.633, -23.55}, "BRA", true};

PrepareRequest saoPaulo() {
    PrepareRequest request;
    request.box = GeographicExtent{-46.75, -23.65, -46.55, -23.45};
    request.osm = {{sharedData("sao-paulo/spo_osm_centre.osm.pbf"), 2020}};
    request.population = {{sharedData("sao-paulo/ghs_pop_250m_sao_paulo.tif"), 2015}};
    request.informal = {{sharedData("sao-paulo/pde/04_ZEIS1.geojson"), 2014}};
    return request;
}

TEST(SourcesRealData, saoPaulosPeopleAreThoseOfTheCellsInsideTheBox) {
    const auto request = saoPaulo();
    SKIP_WITHOUT(request.population[0].where);
    const auto mosaic = made(request, kSaoPaulo);

    // Another way: every cell as 40 x 40 points, each brought to longitude and latitude by GDAL.
    constexpr int kPoints = 40;
    GDALDatasetUniquePtr dataset(GDALDataset::Open(request.population[0].where.c_str(), GDAL_OF_RASTER));
    double g[6];
    dataset->GetGeoTransform(g);
    OGRSpatialReference source(*dataset->GetSpatialRef());
    source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    auto target = referenceOf("EPSG:4326");
    const std::unique_ptr<OGRCoordinateTransformation> to(OGRCreateCoordinateTransformation(&source, &target));
    std::vector<float> row(static_cast<size_t>(dataset->GetRasterXSize()));
    std::vector<double> x(kPoints * kPoints), y(kPoints * kPoints);
    double people = 0;
    for (int r = 0; r < dataset->GetRasterYSize(); ++r) {
        ASSERT_EQ(dataset->GetRasterBand(1)->RasterIO(GF_Read, 0, r, dataset->GetRasterXSize(), 1, row.data(),
                                                      dataset->GetRasterXSize(), 1, GDT_Float32, 0, 0),
                  CE_None);
        for (int c = 0; c < dataset->GetRasterXSize(); ++c) {
            if (!(row[static_cast<size_t>(c)] > 0)) continue;
            double lon = g[0] + (c + 0.5) * g[1], lat = g[3] + (r + 0.5) * g[5];
            to->Transform(1, &lon, &lat);
            if (lon < -46.76 || lon > -46.54 || lat < -23.66 || lat > -23.44) continue;
            for (int i = 0; i < kPoints * kPoints; ++i) {
                x[static_cast<size_t>(i)] = g[0] + (c + (i % kPoints + 0.5) / kPoints) * g[1];
                y[static_cast<size_t>(i)] = g[3] + (r + (i / kPoints + 0.5) / kPoints) * g[5];
            }
            to->Transform(kPoints * kPoints, x.data(), y.data());
            int inside = 0;
            for (size_t i = 0; i < x.size(); ++i) inside += x[i] > -46.75 && x[i] < -46.55 && y[i] > -23.65 && y[i] < -23.45;
            people += double{row[static_cast<size_t>(c)]} * inside / (kPoints * kPoints);
        }
    }
    EXPECT_GT(people, 5e6);
    EXPECT_NEAR(sumOf(mosaic.inhabitants), people, 0.001 * people);
    std::printf("%.0f inhabitants of %zu tesserae, %.0f of the cells inside the box\n", sumOf(mosaic.inhabitants),
                mosaic.tesserae.size(), people);
}

TEST(SourcesRealData, saoPaulosSlumClaimsCoverWhatTheirUnionCovers) {
    const auto request = saoPaulo();
    SKIP_WITHOUT(request.informal[0].where);
    const auto mosaic = made(request, kSaoPaulo);
    const auto plane = referenceOf(mosaic.plane.definition());
    const auto claims = unionOf(request.informal[0].where, plane, 0.001);
    OGRMultiPolygon ground;
    for (const auto& rings : mosaic.territory.parts) {
        OGRLinearRing ring;
        for (const auto& p : rings.front()) ring.addPoint(p.x, p.y);
        ring.closeRings();
        OGRPolygon polygon;
        polygon.addRing(&ring);
        ground.addGeometry(&polygon);
    }
    const Geometry inside(claims->Intersection(&ground));
    const double theirs = areaOf(inside.get());
    EXPECT_GT(theirs, 1e6);
    EXPECT_NEAR(squareMetres(mosaic, "tenure.informal"), theirs, 0.001 * theirs);
}

TEST(SourcesRealData, madridsPeopleAreThoseOfTheCensusCellsInsideItsNeighbourhoods) {
    const auto census = sharedData("madrid/census2021_grid_1km.gpkg"), districts = sharedData("madrid/madrid_nbhds.gpkg");
    SKIP_WITHOUT(census);
    PrepareRequest request;
    request.districts = {{districts, 2021}};
    request.population = {{census, 2021}};
    const auto mosaic = made(request, {"madrid", "Madrid", {-3.7, 40.42}, "ESP", true});

    const auto laea = referenceOf("EPSG:3035");
    const auto ground = unionOf(districts, laea, 20);
    GDALDatasetUniquePtr dataset(GDALDataset::Open(census.c_str(), GDAL_OF_VECTOR));
    double people = 0;
    for (const auto& feature : *dataset->GetLayer(0)) {
        const auto* cell = feature->GetGeometryRef();
        const Geometry inside(cell->Intersection(ground.get()));
        people += feature->GetFieldAsDouble("T") * areaOf(inside.get()) / areaOf(cell);
    }
    EXPECT_GT(people, 3e6);
    EXPECT_NEAR(sumOf(mosaic.inhabitants), people, 0.001 * people);
    std::printf("%.0f inhabitants of %zu tesserae, %.0f of the cells\n", sumOf(mosaic.inhabitants), mosaic.tesserae.size(),
                people);
}

TEST(SourcesRealData, berlinsLocalClimateZonesCoverWhatTheirCellsCover) {
    const auto path = sharedData("berlin/berlin_lcz_100m.tif");
    SKIP_WITHOUT(path);
    PrepareRequest request;
    request.landcover = {{path, 2018}};
    const auto mosaic = made(request, {"berlin", "Berlin", {13.4, 52.52}, "DEU", true});

    GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER));
    double g[6];
    dataset->GetGeoTransform(g);
    std::vector<uint8_t> row(static_cast<size_t>(dataset->GetRasterXSize()));
    double natural = 0;  // sparsely built (9), and A to G without E (11 to 17)
    for (int r = 0; r < dataset->GetRasterYSize(); ++r) {
        ASSERT_EQ(dataset->GetRasterBand(1)->RasterIO(GF_Read, 0, r, dataset->GetRasterXSize(), 1, row.data(),
                                                      dataset->GetRasterXSize(), 1, GDT_Byte, 0, 0),
                  CE_None);
        const double north = g[3] + r * g[5];
        const double cell = graticuleCellArea(g[1], north + g[5], north);
        for (const auto code : row) natural += code == 9 || (code >= 11 && code <= 17 && code != 15) ? cell : 0;
    }
    EXPECT_GT(natural, 1e8);
    // Tesserae that are covered by less than half, at the ragged edge of the city, say nothing: no more than they hold is
    // missing.
    const auto* cover = mosaic.evidence.find("lcz.cover");
    const auto* share = mosaic.evidence.find("lcz.surface.natural");
    ASSERT_TRUE(cover && share);
    double silent = 0;
    for (size_t t = 0; t < mosaic.tesserae.size(); ++t)
        if (std::isnan(share->values[t])) silent += double{cover->values[t]} * mosaic.tesserae[t].areaM2;
    EXPECT_LT(silent, 0.03 * natural);
    const double told = squareMetres(mosaic, "lcz.surface.natural", "lcz.cover");
    EXPECT_LE(told, natural * 1.001) << "shares count cells, which are larger in the south of a long lake";
    EXPECT_GE(told + silent, natural * 0.999);
}

TEST(SourcesRealData, sydneyIsMadeOfLandCoverAlone) {
    const auto path = sharedData("sydney/sydney_global_lcz_3band.tif");
    SKIP_WITHOUT(path);
    PrepareRequest request;
    request.box = GeographicExtent{151.1, -33.95, 151.3, -33.8};
    request.landcover = {{path, 2018}};
    const auto mosaic = made(request, {"sydney", "Sydney", {151.2, -33.87}, "AUS", false});
    size_t dense = 0, natural = 0, known = 0;
    for (const auto& verdicts : mosaic.verdicts) {
        const auto surface = verdicts[static_cast<size_t>(Dimension::Surface)].classIndex;
        const auto density = verdicts[static_cast<size_t>(Dimension::Density)].classIndex;
        natural += surface == 1, dense += density == 1 || density == 2;
        known += verdicts[static_cast<size_t>(Dimension::Use)].classIndex > 0 &&
                 verdicts[static_cast<size_t>(Dimension::Use)].classIndex < 5;
    }
    EXPECT_GT(natural, mosaic.tesserae.size() / 10);
    EXPECT_GT(dense, mosaic.tesserae.size() / 4);
    EXPECT_EQ(known, 0u) << "a form of building tells no use";
    EXPECT_EQ(mosaic.sources.at(0).source.scheme, "lcz");
}

}  // namespace
}  // namespace geo
