#include "geo/pyramid/vector_layer.h"

#include <gdal_priv.h>
#include <gdal_utils.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "geo/io/gdal_session.h"
#include "geo/pyramid/vector_names.h"
#include "geo/pyramid/vector_project.h"
#include "geo/pyramid/vector_tesserae.h"
#include "geo/pyramid/vector_values.h"

namespace geo {
namespace {

namespace fs = std::filesystem;

const LonLat kMontevideo{-56.2, -34.9};

class VectorLayer : public testing::Test {
protected:
    void SetUp() override {
        startGdal();
        m_folder = fs::temp_directory_path() / ("metromosaic-vector-" + std::to_string(::getpid()) + "-" +
                                                testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    std::string write(const std::string& name, const std::string& text) {
        const auto path = m_folder / name;
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }
    static std::string collection(const std::string& features) {
        return R"({"type":"FeatureCollection","features":[)" + features + "]}";
    }
    static std::string feature(const std::string& geometry, const std::string& properties = "{}") {
        return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":)" + geometry + "}";
    }
    static std::string square(double lon, double lat, double side) {
        char text[300];
        std::snprintf(text, sizeof text, R"({"type":"Polygon","coordinates":[[[%f,%f],[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]})", lon,
                      lat, lon + side, lat, lon + side, lat + side, lon, lat + side, lon, lat);
        return text;
    }
    static Result<std::shared_ptr<const LayerSource>> open(SourceSpec spec, const Crs& crs = Crs::cityEqualArea(kMontevideo)) {
        return openVectorLayer(spec, crs, {}, {});
    }
    static SourceSpec specOf(const std::string& path) {
        SourceSpec spec;
        spec.path = path;
        return spec;
    }
    static std::string errorOf(const SourceSpec& spec) {
        const auto layer = open(spec);
        return layer ? "" : describe(layer.error());
    }

    fs::path m_folder;
};

TEST_F(VectorLayer, ClassesAreTheValuesOfAField) {
    const auto path = write("a.geojson", collection(feature(square(-56.2, -34.9, 0.01), R"({"use":"homes","name":"A"})") + "," +
                                                    feature(square(-56.18, -34.9, 0.01), R"({"use":"homes","name":"B"})") + "," +
                                                    feature(square(-56.16, -34.9, 0.01), R"({"use":"works","name":"C"})") + "," +
                                                    feature(square(-56.14, -34.9, 0.01), R"({"name":"D"})")));
    auto spec = specOf(path);
    spec.classField = "use", spec.labelField = "name";
    const auto layer = open(spec);
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_EQ((*layer)->kind(), SourceKind::Areas);
    const auto classes = (*layer)->classes();
    ASSERT_EQ(classes->size(), 4u);
    EXPECT_EQ(classes->classes[1].code, "homes");
    EXPECT_EQ(classes->classes[3].label, "No value");
    EXPECT_EQ((*layer)->features()->classOf, (std::vector<uint16_t>{1, 1, 2, 3}));
    EXPECT_EQ((*layer)->features()->labelOf[2], "C");
}

TEST_F(VectorLayer, SelectsAndExcludes) {
    const auto path = write("a.geojson", collection(feature(square(-56.2, -34.9, 0.01), R"({"use":"homes"})") + "," +
                                                    feature(square(-56.18, -34.9, 0.01), R"({"use":"works"})")));
    auto spec = specOf(path);
    spec.select = {"use=works|shops"};
    EXPECT_EQ((*open(spec))->features()->features, 1u);
    spec.exclude = {"use"};
    EXPECT_NE(errorOf(spec).find("passes the filters"), std::string::npos);
}

TEST_F(VectorLayer, DividesCountsByGeodesicArea) {
    const auto path = write("a.geojson", collection(feature(square(-56.2, -34.9, 0.02), R"({"pop":1000})")));
    auto spec = specOf(path);
    spec.valueField = "pop", spec.perArea = "km2";
    const auto layer = open(spec);
    ASSERT_TRUE(layer) << describe(layer.error());
    const LonLat ring[] = {{-56.2, -34.9}, {-56.18, -34.9}, {-56.18, -34.88}, {-56.2, -34.88}};
    EXPECT_NEAR((*layer)->features()->valueOf[0], 1000 / (geodesicArea(ring) * 1e-6), 0.02);
    EXPECT_EQ((*layer)->valueRange()->unit, "inhabitants per km²");
}

TEST_F(VectorLayer, IdentifiesWhatIsThere) {
    const auto path = write("a.geojson", collection(feature(square(-56.2, -34.9, 0.01), R"({"name":"Ciudad Vieja","n":7})")));
    const auto layer = open(specOf(path));
    ASSERT_TRUE(layer) << describe(layer.error());
    const auto found = (*layer)->identify({450, 550}, 5);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].title, "Ciudad Vieja");
    ASSERT_EQ(found[0].attributes.size(), 2u);
    EXPECT_EQ(found[0].attributes[1].value, "7");
    EXPECT_EQ(found[0].outline[0].size(), 5u);
    EXPECT_TRUE((*layer)->identify({-450, 550}, 5).empty());
}

TEST_F(VectorLayer, TesseraeTellHowSureTheirClassesAre) {
    const std::string classes =
        R"("density":"high","use":"residential","settlement":"urban","surface":"man-made","tenure":"formal","infrastructure":"grey")";
    const auto sure = [](const char* use) {
        return R"("density_confidence":0.4,"use_confidence":)" + std::string(use) +
               R"(,"settlement_confidence":1,"surface_confidence":0,"tenure_confidence":0.29,"infrastructure_confidence":0.505)";
    };
    const auto at = [&](double lon, const std::string& properties) { return feature(square(lon, -34.9, 0.01), properties); };
    auto spec = specOf(write("tesserae.geojson", collection(at(-56.2, "{" + classes + "," + sure("0.9") + "}") + "," +
                                                            at(-56.18, "{" + classes + "," + sure("null") + "}"))));
    spec.scheme = kMosaicScheme;
    auto layer = open(spec);
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_EQ((*layer)->features()->confidenceOf,
              (std::vector<DimensionConfidence>{{40, 90, 100, 0, 29, 50}, {40, 0, 100, 0, 29, 50}}))
        << "what is not told is not sure";

    spec.path = write("silent.geojson", collection(at(-56.2, "{" + classes + "}")));
    layer = open(spec);
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_TRUE((*layer)->features()->confidenceOf.empty());
}

TEST_F(VectorLayer, LookingIntoAFileCanBeCancelled) {
    const auto path = write("a.geojson", collection(feature(square(-56.2, -34.9, 0.01), R"({"name":"x"})")));
    std::stop_source stop;
    ASSERT_TRUE(proposeLayers(path, stop.get_token()));
    ASSERT_TRUE(geographicExtent(path, stop.get_token()));
    stop.request_stop();
    const auto layers = proposeLayers(path, stop.get_token());
    const auto box = geographicExtent(path, stop.get_token());
    ASSERT_FALSE(layers || box);
    EXPECT_EQ(layers.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(box.error().code, ErrorCode::Cancelled);
}

// Seventeen hidden objects lie over the one that is seen: more than an answer holds.
TEST_F(VectorLayer, HiddenObjectsDoNotCrowdOutTheOneThatIsSeen) {
    std::string all = feature(square(-56.2, -34.9, 0.01), R"({"name":"seen"})");
    for (int i = 0; i < 17; ++i) all += "," + feature(square(-56.2, -34.9, 0.01), R"({"name":"hidden"})");
    const auto path = write("a.geojson", collection(all));
    const auto layer = open(specOf(path));
    ASSERT_TRUE(layer) << describe(layer.error());
    const auto found = (*layer)->identify({450, 550}, 5, [](uint16_t, uint32_t feature) { return feature == 0; });
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].title, "seen");
}

TEST_F(VectorLayer, LeavesOutPointsWithoutAPosition) {
    const auto point = [](double lon, double lat) {
        return R"({"type":"Point","coordinates":[)" + std::to_string(lon) + "," + std::to_string(lat) + "]}";
    };
    const auto path = write(
        "a.geojson", collection(feature(point(-46.6, -23.5)) + "," + feature(point(0, 0)) + "," + feature(point(-46.7, -23.6))));
    const auto layer = open(specOf(path), Crs::cityEqualArea({-46.6, -23.5}));
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_EQ((*layer)->features()->features, 2u);
    ASSERT_EQ((*layer)->diagnostics().remarks.size(), 1u);
    EXPECT_NE((*layer)->diagnostics().remarks[0].find("0, 0"), std::string::npos);
    EXPECT_NEAR(vectorGeographicExtent(path, {})->east, -46.6, 1e-6);
}

TEST_F(VectorLayer, AcrossTheAntimeridianIsNotTheWholeWorld) {
    const auto fiji = vectorGeographicExtent(
        write("fiji.geojson", collection(feature(square(177, -19, 3)) + "," + feature(square(-180, -18, 2)))), {});
    ASSERT_TRUE(fiji);
    EXPECT_DOUBLE_EQ(fiji->west, 177);
    EXPECT_DOUBLE_EQ(fiji->east, -178);
    EXPECT_DOUBLE_EQ(fiji->south, -19);
    const auto world = vectorGeographicExtent(
        write("world.geojson",
              collection(feature(square(-180, 0, 40)) + "," + feature(square(-5, 0, 10)) + "," + feature(square(140, 0, 40)))),
        {});
    ASSERT_TRUE(world);
    EXPECT_DOUBLE_EQ(world->west, -180);
    EXPECT_DOUBLE_EQ(world->east, 180);
    const auto chatham = vectorGeographicExtent(write("turned.geojson", collection(feature(square(170, -45, 14)))), {});
    ASSERT_TRUE(chatham);
    EXPECT_DOUBLE_EQ(chatham->west, 170);
    EXPECT_DOUBLE_EQ(chatham->east, -176);
}

TEST_F(VectorLayer, SaysThatGeometriesAreMissingWhereMoreThanOneInAHundredAre) {
    const auto remarks = [&](int whole) {
        auto features = feature("null");
        for (int i = 0; i < whole; ++i) features += "," + feature(square(-56.2 + i * 0.001, -34.9, 0.001));
        const auto layer = open(specOf(write("a" + std::to_string(whole) + ".geojson", collection(features))));
        return layer ? (*layer)->diagnostics().remarks.size() : 99;
    };
    EXPECT_EQ(remarks(98), 1u);
    EXPECT_EQ(remarks(99), 0u);
}

TEST_F(VectorLayer, RefusesWithASentence) {
    EXPECT_NE(errorOf(specOf((m_folder / "missing.gpkg").string())).find("no such file"), std::string::npos);
    EXPECT_NE(errorOf(specOf(write("empty.geojson", ""))).find("is empty"), std::string::npos);
    EXPECT_NE(errorOf(specOf(write("torn.geojson", R"({"type":"FeatureCollection","features":[{"type":"Fea)"))).find("damaged"),
              std::string::npos);
    EXPECT_NE(errorOf(specOf(write("none.geojson", collection("")))).find("nothing to draw"), std::string::npos);
    EXPECT_NE(errorOf(specOf(write("table.csv", "a,b\n1,2\n"))).find("no geometry"), std::string::npos);
    const auto path = write("a.geojson", collection(feature(square(-56.2, -34.9, 0.01))));
    auto spec = specOf(path);
    spec.layer = "roads";
    EXPECT_NE(errorOf(spec).find("no layer named \"roads\""), std::string::npos);
    spec = specOf(path), spec.classField = "colour";
    EXPECT_NE(errorOf(spec).find("no field named \"colour\""), std::string::npos);
    spec = specOf(write("plane.csv", "x,y\n500000,6100000\n500100,6100100\n"));
    const auto layer = open(spec);
    ASSERT_FALSE(layer);
    EXPECT_EQ(layer.error().code, ErrorCode::NoCrs);
    spec.crs = "EPSG:32721";
    EXPECT_TRUE(open(spec));
}

TEST_F(VectorLayer, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto path = write("a.geojson", collection(feature(square(-56.2, -34.9, 0.01))));
    const auto layer = openVectorLayer(specOf(path), Crs::cityEqualArea(kMontevideo), {}, stop.get_token());
    ASSERT_FALSE(layer);
    EXPECT_EQ(layer.error().code, ErrorCode::Cancelled);
}

/// A square across the corner of four vector tiles of zoom 12 near Montevideo, and one beside it.
class VectorTiles : public VectorLayer {
protected:
    void SetUp() override {
        VectorLayer::SetUp();
        m_tiles = (m_folder / "tiles").string();
        const auto path =
            write("cut.geojson",
                  collection(feature(square(kLon - 0.01, -34.9, 0.02), R"({"@id":5,"@type":"way","landuse":"forest"})") + "," +
                             feature(square(kLon + 0.03, -34.9, 0.01), R"({"@id":6,"@type":"way","landuse":"retail"})")));
        {
            const GDALDatasetUniquePtr source(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
            const char* arguments[] = {"-f",          "MVT",   "-dsco",       "MINZOOM=12", "-dsco", "MAXZOOM=12", "-dsco",
                                       "COMPRESS=NO", "-dsco", "EXTENT=4096", "-nln",       "osm",   nullptr};
            auto* options = GDALVectorTranslateOptionsNew(const_cast<char**>(arguments), nullptr);
            GDALDatasetH handle = source.get();
            GDALDatasetH made = GDALVectorTranslate(m_tiles.c_str(), nullptr, 1, &handle, options, nullptr);
            GDALVectorTranslateOptionsFree(options);
            if (!made) GTEST_SKIP() << "This GDAL cannot write vector tiles.";
            GDALClose(made);
        }
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(m_tiles)))  // as OSM QA tiles are laid out
            if (entry.path().extension() == ".pbf") fs::rename(entry.path(), fs::path(entry.path()).replace_extension(".mvt"));
    }
    static constexpr double kLon = -180 + 360.0 * 1409 / 4096;
    std::string m_tiles;
};

TEST_F(VectorTiles, AreHandedOverInAStreamAsFromMemory) {
    const auto dataset = VectorDataset::open(m_tiles);
    ASSERT_TRUE(dataset) << describe(dataset.error());
    const auto read = [&](bool keepNothing, size_t most) {
        std::vector<std::string> seen;
        const auto facts = dataset->read({"osm", std::nullopt, keepNothing},
                                         [&](const RawFeature& f) {
                                             auto& text =
                                                 seen.emplace_back(std::to_string(f.id) + ' ' + std::to_string(f.points[0].x));
                                             f.attributes->each([&](auto key, auto value) { text.append(key).append(value); });
                                             return seen.size() < most;
                                         },
                                         {});
        EXPECT_TRUE(facts);
        EXPECT_GE(facts->features, static_cast<int64_t>(seen.size()));
        return seen;
    };
    const auto streamed = read(true, 100);
    EXPECT_GE(streamed.size(), 5u);
    EXPECT_EQ(streamed, read(false, 100));
    EXPECT_EQ(read(true, 3).size(), 3u) << "stops when told so";
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = dataset->read(
        {"osm", std::nullopt, true}, [](const auto&) { return true; }, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

TEST_F(VectorTiles, AreUnitedWhereTheyCutAFeatureApart) {
    auto spec = specOf(m_tiles);
    spec.scheme = "osm";
    const auto layer = open(spec);
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_EQ((*layer)->features()->features, 2u);
    const auto found = (*layer)->identify({(kLon + 56.2) * 91300, 400}, 1);
    ASSERT_EQ(found.size(), 1u);
    const auto& classes = *(*layer)->classes();
    EXPECT_EQ(classes.size(), 3u);

    // No seam where the tiles met.
    const TileScheme scheme;
    const auto content = (*layer)->read(scheme, scheme.at({(kLon + 56.2) * 91300, 500}, 16), {});
    ASSERT_TRUE(content);
    const auto& area = std::get<AreaContent>(content->data);
    size_t partial = 0;
    for (const auto v : area.first) partial += (v & 255) != 0 && (v & 255) != 255;
    EXPECT_LT(partial, 1100u);  // texels on the outline at most
}

TEST(VectorProjector, CutsAtTheAntimeridianAndClosesOverThePole) {
    auto projector = VectorProjector::make(Crs::wgs84(), Crs::equalEarth(), {-180, -90, 180, 90});
    ASSERT_TRUE(projector);
    const auto area = [&](std::vector<Point> ring) {
        FeatureStoreBuilder builder(GeometryKind::Polygon, projector->storeUnit());
        const RawPart part{static_cast<uint32_t>(ring.size()), false};
        projector->project({0, GeometryKind::Polygon, ring, {&part, 1}, nullptr}, builder);
        builder.endFeature();
        const auto store = builder.finish();
        return std::pair(squareKilometres(store, 0), store.lastPart(0) - store.firstPart(0));
    };
    const auto [fiji, pieces] = area({{178, -18}, {-178, -18}, {-178, -16}, {178, -16}, {178, -18}});
    const LonLat ring[] = {{178, -18}, {182, -18}, {182, -16}, {178, -16}};
    EXPECT_EQ(pieces, 2u);
    EXPECT_NEAR(fiji, geodesicArea(ring) * 1e-6, 0.002 * fiji);

    std::vector<Point> south;
    for (int lon = -180; lon < 180; lon += 10) south.push_back({static_cast<double>(lon), -70});
    south.push_back({180, -70}), south.push_back({-180, -70});
    EXPECT_NEAR(area(south).first, 15.51e6, 0.02e6);  // 2 pi R² (1 - sin 69.92°): 70° S as an authalic latitude

    EXPECT_NEAR(area({{-180, -90}, {180, -90}, {180, 90}, {-180, 90}, {-180, -90}}).first, 510.1e6,
                1e6);  // a frame, not a sliver
}

TEST(VectorNames, AreReadable) {
    EXPECT_EQ(nameLikeField({"EMD_CD", "EMD_KOR_NM", "EMD_ENG_NM"}), "EMD_KOR_NM");
    EXPECT_EQ(nameLikeField({"ID", "COLOR"}), "");
    EXPECT_EQ(populationLikeField({{"GRD_ID", FieldType::Text}, {"T", FieldType::Integer}}), "T");
    EXPECT_EQ(populationLikeField({{"T", FieldType::Integer}}), "");
}

// A coast that runs west to east across the box: land on its left, the sea south of it.
const char* const kCoastOsm = R"(<?xml version="1.0"?><osm version="0.6">
<bounds minlat="-34.95" minlon="-56.30" maxlat="-34.85" maxlon="-56.10"/>
<node id="1" lat="-34.90" lon="-56.30" version="1"/><node id="2" lat="-34.91" lon="-56.20" version="1"/>
<node id="3" lat="-34.90" lon="-56.10" version="1"/>
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="natural" v="coastline"/></way></osm>)";

TEST_F(VectorLayer, MakesTheSeaFromTheCoastlinesOfAnExtract) {
    const auto path = write("coast.osm", kCoastOsm);
    const auto proposals = proposeVectorLayers(specOf(path), {});
    ASSERT_TRUE(proposals) << describe(proposals.error());
    const auto sea =
        std::find_if(proposals->begin(), proposals->end(), [](const auto& p) { return p.spec.drawAs == DrawAs::Sea; });
    ASSERT_NE(sea, proposals->end());
    const auto layer = open(sea->spec);
    ASSERT_TRUE(layer) << describe(layer.error());
    EXPECT_EQ((*layer)->kind(), SourceKind::Areas);
    const auto toMap = Transform::between(Crs::wgs84(), Crs::cityEqualArea(kMontevideo));
    EXPECT_EQ((*layer)->identify(toMap->forward(Point{-56.2, -34.93}), 1).size(), 1u);
    EXPECT_TRUE((*layer)->identify(toMap->forward(Point{-56.2, -34.87}), 1).empty());
}

TEST_F(VectorLayer, RefusesCoastlinesThatEndInTheMiddle) {
    std::string text = kCoastOsm;
    text.replace(text.find("lon=\"-56.10\" version=\"1\"/>\n<way"), 12, "lon=\"-56.18\"");
    auto spec = specOf(write("cut.osm", text));
    spec.drawAs = DrawAs::Sea, spec.select = {"natural=coastline"};
    EXPECT_NE(errorOf(spec).find("do not part the sea from the land"), std::string::npos);
}

}  // namespace
}  // namespace geo
