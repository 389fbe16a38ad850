#include "geo/prepare/gather_landcover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "geo/space/transform.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_raster.h"

namespace {

using geo::Tessera;
using geo::TesseraKind;
using testing::ElementsAre;
using testing::HasSubstr;

const auto kPlane = geo::Crs::cityEqualArea({-56.16, -34.88});

/// Squares of one kilometre side by side, from west to east, the first around (500, 500).
std::vector<Tessera> squares(int count) {
    std::vector<Tessera> tesserae;
    for (int i = 0; i < count; ++i) {
        const double west = i * 1000.0;
        tesserae.push_back({TesseraKind::Block, {{{west, 0}, {west + 1000, 0}, {west + 1000, 1000}, {west, 1000}}}, 1e6});
    }
    return tesserae;
}

/// Cells of `side` metres on the plane itself, north row first, whose first cell begins at (west, 1000).
support::SmallRaster raster(double west, double side, int columns, std::vector<double> cells) {
    support::SmallRaster raster;
    raster.columns = columns, raster.rows = static_cast<int>(cells.size()) / columns;
    raster.transform = {west, side, 0, 1000, 0, -side};
    raster.cells = std::move(cells);
    raster.crs = kPlane.definition();
    return raster;
}

geo::FoundSource source(const std::string& path, int year, const std::string& scheme) {
    geo::FoundSource found;
    found.role = geo::SourceRole::Landcover, found.path = path, found.title = path, found.year = year, found.scheme = scheme;
    return found;
}

class GatherLandcover : public testing::Test {
protected:
    std::vector<geo::UsedSource> gather(const std::vector<geo::FoundSource>& sources, int count) {
        m_tesserae = squares(count);
        m_evidence.emplace(m_tesserae.size());
        auto read = geo::readLandcover(sources, "", kPlane, {0, 0, count * 1000.0, 1000}, {}, {});
        EXPECT_TRUE(read) << describe(read.error());
        if (!read) return {};
        const auto done = geo::gatherLandcover(*m_evidence, *read, m_tesserae, kPlane, {}, {});
        EXPECT_TRUE(done) << describe(done.error());
        std::vector<geo::UsedSource> used;
        for (const auto& one : *read) {
            used.push_back(one.used);
            const auto& remarks = one.raster ? one.raster->remarks : one.areas->remarks;
            m_remarks.remarks.insert(m_remarks.remarks.end(), remarks.remarks.begin(), remarks.remarks.end());
        }
        return used;
    }
    std::vector<float> values(const char* measure) {
        const auto* found = m_evidence->find(measure);
        EXPECT_TRUE(found) << measure;
        return found ? found->values : std::vector<float>();
    }

    support::ScratchFolder m_folder{"landcover"};
    std::vector<Tessera> m_tesserae;
    std::optional<geo::EvidenceTable> m_evidence;
    geo::Diagnostics m_remarks;
};

TEST_F(GatherLandcover, CoarseCellsAreCoarseAndFineOnesAreLandCover) {
    write(raster(0, 500, 2, {50, 10, 50, 50}), m_folder.at("wc.tif"));
    const auto used = gather({source(m_folder.at("wc.tif"), 2021, "worldcover")}, 1);
    EXPECT_EQ(m_evidence->find("landcover.cover"), nullptr);
    EXPECT_NEAR(values("coarse.surface.man-made").at(0), 0.75, 1e-6);
    EXPECT_NEAR(values("coarse.infrastructure.green").at(0), 0.25, 1e-6);
    EXPECT_EQ(used.at(0).band, 1);
    EXPECT_THAT(used.at(0).source.attribution, HasSubstr("WorldCover"));

    support::SmallRaster fine = raster(0, 25, 40, std::vector<double>(1600, 10));
    write(fine, m_folder.at("fine.tif"));
    gather({source(m_folder.at("fine.tif"), 2021, "worldcover")}, 1);
    EXPECT_NEAR(values("landcover.surface.natural").at(0), 1, 1e-6);
}

TEST_F(GatherLandcover, ATesseraBelievesTheNewestThatCoversHalfOfIt) {
    write(raster(0, 500, 6, {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}), m_folder.at("old.tif"));  // compact mid-rise: all three
    write(raster(0, 500, 3, {11, 11, 11, 11, 11, 255}), m_folder.at("new.tif"));  // dense trees: one, and a quarter of the second
    const auto used = gather({source(m_folder.at("old.tif"), 2010, "lcz"), source(m_folder.at("new.tif"), 2020, "lcz")}, 3);
    EXPECT_THAT(values("lcz.surface.natural"), ElementsAre(1, 0, 0));
    EXPECT_THAT(values("lcz.cover"), ElementsAre(1, 1, 1));
    EXPECT_THAT(used.at(0).believed, ElementsAre(false, true, true));
    EXPECT_THAT(used.at(1).believed, ElementsAre(true, false, false));
    const auto* measure = m_evidence->find("lcz.surface.natural");
    EXPECT_EQ(measure->labels.at(measure->label.at(0)), "LCZ A Dense trees");
}

TEST_F(GatherLandcover, TheDegreeOfUrbanisationOfTheGhslIsTakenAsItIs) {
    write(raster(0, 1000, 4, {30, 22, 12, 10}), m_folder.at("smod.tif"));
    gather({source(m_folder.at("smod.tif"), 2020, "ghs_smod")}, 5);
    const auto levels = values("degurba.l1");
    EXPECT_EQ(levels.at(0), 3);
    EXPECT_EQ(levels.at(1), 2);
    EXPECT_EQ(levels.at(2), 1);
    EXPECT_TRUE(std::isnan(levels.at(3))) << "water is no settlement";
    EXPECT_TRUE(std::isnan(levels.at(4))) << "not covered";
}

TEST_F(GatherLandcover, AreasWithCodesOfAPublishedLegendCount) {
    const auto project = geo::Transform::between(kPlane, geo::Crs::wgs84()).value();
    const auto square = [&](double west, double east, const char* code) {
        std::string ring;
        for (const geo::Point p : {geo::Point{west, 0}, {east, 0}, {east, 1000}, {west, 1000}, {west, 0}}) {
            const auto lonLat = project.forward(p);
            ring +=
                (ring.empty() ? "" : ",") + std::string("[") + std::to_string(lonLat.x) + "," + std::to_string(lonLat.y) + "]";
        }
        return R"({"type":"Feature","geometry":{"type":"Polygon","coordinates":[[)" + ring +
               R"(]]},"properties":{"code_2018":")" + code + R"("}})";
    };
    const auto path = m_folder.write("ua.geojson", R"({"type":"FeatureCollection","features":[)" + square(0, 750, "12100") + "," +
                                                       square(750, 1000, "14100") + "," + square(1000, 2000, "99999") + "]}");
    const auto used = gather({source(path, 2018, "")}, 2);
    EXPECT_NEAR(values("urban_atlas.infrastructure.green").at(0), 0.25, 1e-4);
    EXPECT_NEAR(values("urban_atlas.cover").at(0), 1, 1e-4);
    EXPECT_NEAR(values("urban_atlas.cover").at(1), 0, 1e-4);
    EXPECT_EQ(used.at(0).source.scheme, "urban_atlas");
    EXPECT_EQ(used.at(0).band, 0);
    EXPECT_THAT(m_remarks.remarks, testing::Contains(HasSubstr("the code 99999, which the scheme urban_atlas lacks")));
}

TEST_F(GatherLandcover, AFileWithoutAKnownLegendIsRefusedWithAWayOut) {
    const auto path = m_folder.write(
        "x.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[-56.16,-34.88],[-56.15,-34.88],[-56.15,-34.87],[-56.16,-34.88]]]},"properties":{"colour":"red"}}]})");
    const auto used = geo::readLandcover({source(path, 2018, "")}, "", kPlane, {0, 0, 1000, 1000}, {}, {});
    ASSERT_FALSE(used);
    EXPECT_THAT(used.error().message, HasSubstr("--scheme"));
}

}  // namespace
