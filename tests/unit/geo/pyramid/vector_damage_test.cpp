#include <gdal_priv.h>
#include <gdal_utils.h>
#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>

#include "geo/io/gdal_session.h"
#include "geo/io/vector_dataset.h"
#include "geo/pyramid/vector_layer.h"
#include "tests/support/scratch_folder.h"

namespace geo {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class VectorDamage : public testing::Test {
protected:
    void SetUp() override { startGdal(); }

    /// Triangles with a name each, in the format of the ending.
    [[nodiscard]] std::string triangles(const std::string& name, const char* format, int count = 5000) const {
        std::string features;
        for (int i = 0; i < count; ++i) {
            const double lon = -56.2 + 0.001 * (i % 50), lat = -34.9 + 0.001 * (i / 50);
            features += (i ? "," : "") + std::string(R"({"type":"Feature","properties":{"name":"T)") + std::to_string(i) +
                        R"("},"geometry":{"type":"Polygon","coordinates":[[)";
            for (const auto& [dx, dy] : {std::pair(0.0, 0.0), {0.0009, 0.0}, {0.0, 0.0009}})
                features += "[" + std::to_string(lon + dx) + "," + std::to_string(lat + dy) + "],";
            features += "[" + std::to_string(lon) + "," + std::to_string(lat) + "]]]}}";
        }
        const auto source = m_folder.write("source.geojson", R"({"type":"FeatureCollection","features":[)" + features + "]}");
        const auto made = m_folder.at(name);
        const char* arguments[] = {"-f", format, nullptr};
        auto* options = GDALVectorTranslateOptionsNew(const_cast<char**>(arguments), nullptr);
        const GDALDatasetUniquePtr from(GDALDataset::Open(source.c_str(), GDAL_OF_VECTOR));
        GDALDatasetH handle = from.get();
        GDALClose(GDALVectorTranslate(made.c_str(), nullptr, 1, &handle, options, nullptr));
        GDALVectorTranslateOptionsFree(options);
        return made;
    }
    static void cut(const std::string& path) { fs::resize_file(path, fs::file_size(path) * 6 / 10); }
    static Diagnostics told(const std::string& path) {
        SourceSpec spec;
        spec.path = path;
        const auto layer = openVectorLayer(spec, Crs::cityEqualArea({-56.2, -34.9}), {}, {});
        EXPECT_TRUE(layer) << describe(layer.error());
        return layer ? (*layer)->diagnostics() : Diagnostics{};
    }
    static void expectGap(const std::string& path, const std::string& file) {
        const auto all = told(path);
        ASSERT_THAT(all.gaps, SizeIs(1)) << file;
        EXPECT_THAT(describe(all.gaps[0]), HasSubstr(path + ": Part of this file is damaged or cut; get a fresh copy of it."));
        EXPECT_THAT(all.remarks, IsEmpty()) << "one sentence about " << file;
        const auto explained = explainVector(path, 1'000'000);
        ASSERT_TRUE(explained);
        ASSERT_THAT(explained->gaps, SizeIs(1)) << "info says of " << file << " what a picture does";
        EXPECT_THAT(explained->text, HasSubstr("missing   " + explained->gaps[0].message + "\n"));
        EXPECT_THAT(explained->json, HasSubstr("\"gaps\": [\n    \"" + explained->gaps[0].message));
    }

    support::ScratchFolder m_folder{"damage"};
};

TEST_F(VectorDamage, ACutFileIsShownAsFarAsItGoesButIsNotTheWhole) {
    const auto flat = triangles("a.fgb", "FlatGeobuf"), shape = triangles("b.shp", "ESRI Shapefile"),
               table = triangles("c.shp", "ESRI Shapefile");
    for (const auto& whole : {flat, shape, table}) EXPECT_THAT(told(whole).gaps, IsEmpty());
    for (const auto& file : {flat, shape, m_folder.at("c.dbf")}) cut(file);
    expectGap(flat, "a.fgb");
    expectGap(shape, "b.shp");
    expectGap(table, "c.dbf");
}

TEST_F(VectorDamage, ACutIsNoticedAtEveryByteAlsoBetweenTwoFeatures) {
    const auto path = triangles("a.fgb", "FlatGeobuf", 20);
    for (int byte = 0; byte < 200; ++byte) {  // more than one feature has
        fs::resize_file(path, fs::file_size(path) - 1);
        EXPECT_THAT(told(path).gaps, SizeIs(1)) << byte;
    }
}

TEST_F(VectorDamage, InfoSaysWhereItLookedAtTheBeginningOnly) {
    const auto path = triangles("a.fgb", "FlatGeobuf", 3000);
    for (const size_t most : {2999, 3000}) {
        const auto explained = explainVector(path, most);
        ASSERT_TRUE(explained) << describe(explained.error());
        const auto said =
            HasSubstr("Only the first 2,999 features were looked at; damage further on shows when the file is drawn.");
        EXPECT_EQ(testing::Matches(said)(explained->text), most == 2999) << explained->text;
        EXPECT_EQ(testing::Matches(said)(explained->json), most == 2999);
    }
}

TEST_F(VectorDamage, AShapeThatIsWrittenWronglyIsNoDamageToTheRest) {
    const auto path = m_folder.write("a.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{},"geometry":{"type":"Polygon"}},
        {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[-56.2,-34.9],[-56.1,-34.9],[-56.1,-34.8],[-56.2,-34.9]]]}}]})");
    const auto all = told(path);
    EXPECT_THAT(all.gaps, IsEmpty());
    EXPECT_THAT(all.remarks, testing::Contains(HasSubstr("writes wrongly")));
}

using Outline = std::vector<std::pair<int, int>>;
enum class Shape : uint32_t { Line = 2, Area = 3 };

// A vector tile of one layer, 4096 units a side, by the Mapbox Vector Tile specification 2.1.
std::string tileOf(const std::vector<std::pair<Shape, Outline>>& features) {
    const auto varint = [](uint32_t value) {
        std::string bytes;
        for (; value >= 128; value >>= 7) bytes += static_cast<char>((value & 127) | 128);
        return bytes += static_cast<char>(value);
    };
    const auto block = [&](int field, const std::string& bytes) {
        return varint(static_cast<uint32_t>(field << 3 | 2)) + varint(static_cast<uint32_t>(bytes.size())) + bytes;
    };
    const auto zigzag = [](int value) { return static_cast<uint32_t>((value << 1) ^ (value >> 31)); };
    std::string blocks;
    for (const auto& [shape, outline] : features) {
        std::string geometry;
        std::pair<int, int> at{0, 0};
        for (size_t i = 0; i < outline.size(); ++i) {
            if (i == 0) geometry += varint(1 | 1 << 3);
            if (i == 1) geometry += varint(static_cast<uint32_t>(2 | (outline.size() - 1) << 3));
            geometry += varint(zigzag(outline[i].first - at.first)) + varint(zigzag(outline[i].second - at.second));
            at = outline[i];
        }
        if (shape == Shape::Area) geometry += varint(7 | 1 << 3);
        blocks += block(2, varint(3 << 3) + varint(static_cast<uint32_t>(shape)) + block(4, geometry));
    }
    return block(3, varint(15 << 3) + varint(2) + block(1, "water") + blocks + varint(5 << 3) + varint(4096));
}

// A slit from below goes up through the upper edge; the area goes on beyond the tile, as tiles have it.
const Outline kCrossing{{-80, 100}, {2000, 100}, {2000, 2000}, {500, 2000}, {500, 50}, {400, 50}, {400, 2000}, {-80, 2000}};

TEST_F(VectorDamage, AnAreaThatCrossesItselfIsMendedAndCutAtItsTile) {
    fs::create_directories(m_folder.path() / "12/1408");
    auto spiked = kCrossing;  // a spike that encloses nothing, for which a mended shape has a line beside its areas
    spiked.insert(spiked.begin() + 2, {{2000, 1500}, {3000, 1500}, {2000, 1500}});
    m_folder.write("12/1408/2468.mvt", tileOf({{Shape::Area, kCrossing}, {Shape::Area, spiked}}));
    const auto dataset = VectorDataset::open(m_folder.path().string());
    ASSERT_TRUE(dataset) << describe(dataset.error());
    Extent box;
    const auto facts = dataset->read({"water", std::nullopt},
                                     [&](const RawFeature& feature) {
                                         EXPECT_EQ(feature.kind, GeometryKind::Polygon);
                                         for (const auto& p : feature.points) box.add(p);
                                         return true;
                                     },
                                     {});
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->complaint, "") << "nothing is missing";
    const double side = 2 * 20037508.342789244 / 4096, west = 1408 * side - 20037508.342789244;
    EXPECT_NEAR(box.minX, west, 1e-6) << "cut at the edge of the tile";
    EXPECT_NEAR(box.maxX, west + side * 2000 / 4096, 1);
}

TEST_F(VectorDamage, WhatIsSaidOfOneShapeIsNotForgottenForAnother) {
    fs::create_directories(m_folder.path() / "12/1408");
    m_folder.write("12/1408/2468.mvt", tileOf({{Shape::Line, {{-80, 300}}}, {Shape::Area, kCrossing}}));
    const auto dataset = VectorDataset::open(m_folder.path().string());
    ASSERT_TRUE(dataset) << describe(dataset.error());
    const auto facts = dataset->read({"water", std::nullopt}, [](const RawFeature&) { return true; }, {});
    ASSERT_TRUE(facts);
    EXPECT_NE(facts->complaint, "") << "of the line";
}

}  // namespace
}  // namespace geo
