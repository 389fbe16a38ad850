#include "geo/io/feature_ahead.h"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <string>

#include "geo/io/gdal_session.h"

namespace {

using geo::FeatureAhead;
using geo::GeometryKind;

// Features that GDAL keeps in memory.
class FeatureAheadTest : public testing::Test {
protected:
    FeatureAheadTest() {
        geo::startGdal();
        m_dataset.reset(GetGDALDriverManager()->GetDriverByName("Memory")->Create("features", 0, 0, 0, GDT_Unknown, nullptr));
        m_layer = m_dataset->CreateLayer("features", nullptr, wkbUnknown, nullptr);
        OGRFieldDefn number("number", OFTInteger);
        m_layer->CreateField(&number);
    }
    void add(const char* wkt, int number) {
        OGRFeature feature(m_layer->GetLayerDefn());
        feature.SetField("number", number);
        OGRGeometry* shape = nullptr;
        if (*wkt && OGRGeometryFactory::createFromWkt(wkt, nullptr, &shape) == OGRERR_NONE) feature.SetGeometryDirectly(shape);
        ASSERT_EQ(m_layer->CreateFeature(&feature), OGRERR_NONE);
    }
    OGRLayer& layer() { return *m_layer; }

private:
    GDALDatasetUniquePtr m_dataset;
    OGRLayer* m_layer = nullptr;
};

TEST_F(FeatureAheadTest, HandsOverAllFeaturesInTheirOrderAcrossBatches) {
    constexpr int kCount = 3000;
    for (int i = 0; i < kCount; ++i) add(("LINESTRING (0 0, " + std::to_string(i) + " 1)").c_str(), i);
    FeatureAhead ahead(layer());
    int seen = 0;
    while (const auto piece = ahead.next()) {
        ASSERT_EQ(piece->kind, GeometryKind::Line);
        ASSERT_EQ(piece->feature->GetFieldAsInteger("number"), seen);
        ASSERT_EQ(piece->points.size(), 2u);
        ASSERT_EQ(piece->points[1].x, seen);
        ASSERT_EQ(piece->parts.size(), 1u);
        ASSERT_EQ(piece->parts[0].end, 2u);
        ++seen;
    }
    EXPECT_EQ(seen, kCount);
    EXPECT_EQ(ahead.facts().features, kCount);
    EXPECT_FALSE(ahead.next().has_value());
}

TEST_F(FeatureAheadTest, GivesAPieceForEachKindInACollectionAndCountsWhatHasNoGeometry) {
    add("GEOMETRYCOLLECTION (POINT (1 2), POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1)), POINT (3 4))", 7);
    add("", 8);
    add("POLYGON EMPTY", 9);
    add("POINT (5 6)", 10);
    FeatureAhead ahead(layer());
    const auto polygon = ahead.next();
    ASSERT_TRUE(polygon);
    EXPECT_EQ(polygon->kind, GeometryKind::Polygon);
    ASSERT_EQ(polygon->parts.size(), 2u);
    EXPECT_TRUE(polygon->parts[1].hole);
    EXPECT_EQ(polygon->points.size(), polygon->parts[1].end);
    const auto points = ahead.next();
    ASSERT_TRUE(points);
    EXPECT_EQ(points->kind, GeometryKind::Point);
    EXPECT_EQ(points->feature->GetFieldAsInteger("number"), 7);
    ASSERT_EQ(points->parts.size(), 2u);
    EXPECT_EQ(points->parts[0].end, 1u);
    EXPECT_EQ(points->points[1].y, 4);
    const auto last = ahead.next();
    ASSERT_TRUE(last);
    EXPECT_EQ(last->feature->GetFieldAsInteger("number"), 10);
    EXPECT_FALSE(ahead.next().has_value());
    EXPECT_EQ(ahead.facts().features, 4);
    EXPECT_EQ(ahead.facts().withoutGeometry, 2);
}

TEST_F(FeatureAheadTest, ReadsLittleForWhoWantsLittle) {
    for (int i = 0; i < 100'000; ++i) add("POINT (1 1)", i);
    {
        FeatureAhead ahead(layer());
        ASSERT_TRUE(ahead.next());
    }
    // 16 at first, then twice as many each time: four batches ready, one taken, one being read.
    const OGRFeatureUniquePtr next(layer().GetNextFeature());
    ASSERT_TRUE(next);
    EXPECT_LE(next->GetFieldAsInteger("number"), 16 + 32 + 64 + 128 + 256 + 512);
}

}  // namespace
