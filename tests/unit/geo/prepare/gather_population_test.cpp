#include "geo/prepare/gather_population.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "geo/space/transform.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_raster.h"

namespace {

using geo::Tessera;
using geo::TesseraKind;
using testing::Contains;
using testing::HasSubstr;

const auto kPlane = geo::Crs::cityEqualArea({-56.16, -34.88});
constexpr geo::GeographicExtent kAround{-56.5, -35.2, -55.8, -34.6};

Tessera square(double west, TesseraKind kind = TesseraKind::Block) {
    return {kind, {{{west, 0}, {west + 1000, 0}, {west + 1000, 1000}, {west, 1000}}}, 1e6};
}

support::SmallRaster raster(int columns, double side, std::vector<double> cells) {
    support::SmallRaster raster;
    raster.columns = columns, raster.rows = static_cast<int>(cells.size()) / columns;
    raster.transform = {0, side, 0, 1000, 0, -side};
    raster.cells = std::move(cells), raster.type = GDT_Float32, raster.nodata = -200;
    raster.crs = kPlane.definition();
    return raster;
}

geo::FoundSource source(const std::string& path, geo::SourceRole role, int year = 2020) {
    geo::FoundSource found;
    found.role = role, found.path = path, found.title = path, found.year = year;
    return found;
}

class GatherPopulation : public testing::Test {
protected:
    struct Gathered {
        std::vector<double> inhabitants;
        std::vector<geo::UsedSource> sources;
    };
    Gathered gather(const std::vector<geo::FoundSource>& sources, const std::vector<Tessera>& tesserae) {
        m_evidence.emplace(tesserae.size());
        auto read = geo::readCounted(sources, kAround, {}, {});
        EXPECT_TRUE(read) << describe(read.error());
        if (!read) return {};
        auto found = geo::gatherPopulation(*m_evidence, *read, {tesserae, kPlane, {0, 0, 3000, 1000}}, m_remarks, {}, {});
        EXPECT_TRUE(found) << describe(found.error());
        Gathered gathered;
        if (found) gathered.inhabitants = std::move(*found);
        for (const auto& one : *read) {
            gathered.sources.push_back(one.used);
            m_remarks.remarks.insert(m_remarks.remarks.end(), one.counts.remarks.remarks.begin(),
                                     one.counts.remarks.remarks.end());
        }
        return gathered;
    }
    float density(size_t tessera) { return m_evidence->find("population.per_km2")->values.at(tessera); }

    support::ScratchFolder m_folder{"population"};
    std::optional<geo::EvidenceTable> m_evidence;
    geo::Diagnostics m_remarks;
};

TEST_F(GatherPopulation, CountsAreSharedOutAndDensityIsByLand) {
    write(raster(3, 1000, {900, 5, -200}), m_folder.at("counts.tif"));
    const auto found = gather({source(m_folder.at("counts.tif"), geo::SourceRole::Population)},
                              {square(0), square(1000, TesseraKind::Water), square(2000)});
    EXPECT_NEAR(found.inhabitants.at(0), 900, 1e-3);
    EXPECT_NEAR(found.inhabitants.at(1), 5, 1e-3) << "a cell without land keeps its people";
    EXPECT_TRUE(std::isnan(found.inhabitants.at(2))) << "nobody counted there";
    EXPECT_NEAR(density(0), 900, 1e-3);
    EXPECT_TRUE(std::isnan(density(1))) << "water has no density";
    EXPECT_TRUE(std::isnan(density(2)));
    EXPECT_FALSE(found.sources.at(0).isDensity);
    EXPECT_EQ(found.sources.at(0).band, 1);
}

TEST_F(GatherPopulation, DensitiesAreToldApartByWhatTheFileSays) {
    auto dense = raster(3, 1000, {9, 0, 0});
    dense.unit = "inhabitants per ha";
    write(dense, m_folder.at("dense.tif"));
    const auto found = gather({source(m_folder.at("dense.tif"), geo::SourceRole::Population)}, {square(0), square(1000)});
    EXPECT_NEAR(found.inhabitants.at(0), 900, 1) << "9 per ha on 100 ha";
    EXPECT_TRUE(found.sources.at(0).isDensity);
    EXPECT_THAT(m_remarks.remarks, Contains(HasSubstr("taken for inhabitants per hectare")));
}

TEST_F(GatherPopulation, ANewerSourceIsBelievedWhereItCounts) {
    write(raster(3, 1000, {100, 100, 100}), m_folder.at("old.tif"));
    write(raster(3, 1000, {250, -200, 300}), m_folder.at("new.tif"));
    const auto found = gather({source(m_folder.at("old.tif"), geo::SourceRole::Population, 2000),
                               source(m_folder.at("new.tif"), geo::SourceRole::Population, 2020)},
                              {square(0), square(1000), square(2000)});
    EXPECT_NEAR(found.inhabitants.at(0), 250, 1e-3);
    EXPECT_NEAR(found.inhabitants.at(1), 100, 1e-3);
    EXPECT_TRUE(found.sources.at(1).believed.at(0));
    EXPECT_TRUE(found.sources.at(0).believed.at(1));
    EXPECT_FALSE(found.sources.at(0).believed.at(0));
}

TEST_F(GatherPopulation, ANewerSourceThatCoversASliverDoesNotSilenceAnOlderOne) {
    write(raster(3, 1000, {100, 100, 100}), m_folder.at("old.tif"));
    std::vector<double> cells(6 * 2, -200);
    for (const size_t covered : {0, 2, 8}) cells[covered] = 50;  // a quarter of the first square, half of the second
    write(raster(6, 500, cells), m_folder.at("new.tif"));
    const auto found = gather({source(m_folder.at("old.tif"), geo::SourceRole::Population, 2000),
                               source(m_folder.at("new.tif"), geo::SourceRole::Population, 2020)},
                              {square(0), square(1000), square(2000)});
    EXPECT_NEAR(found.inhabitants.at(0), 100, 1e-3);
    EXPECT_NEAR(density(0), 100, 1e-3);
    EXPECT_NEAR(found.inhabitants.at(1), 100, 1e-3) << "two cells of 50 on half of it";
    EXPECT_TRUE(found.sources.at(1).believed.at(1));
    EXPECT_FALSE(found.sources.at(1).believed.at(0));
}

TEST_F(GatherPopulation, AreasWithAColumnOfInhabitantsCount) {
    const auto project = geo::Transform::between(kPlane, geo::Crs::wgs84()).value();
    std::string ring;
    for (const geo::Point p : {geo::Point{0, 0}, {2000, 0}, {2000, 1000}, {0, 1000}, {0, 0}}) {
        const auto lonLat = project.forward(p);
        ring += (ring.empty() ? "" : ",") + std::string("[") + std::to_string(lonLat.x) + "," + std::to_string(lonLat.y) + "]";
    }
    const auto path = m_folder.write(
        "zones.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[)" + ring +
            R"(]]},"properties":{"population":500}}]})");
    const auto found = gather({source(path, geo::SourceRole::Population)}, {square(0), square(1000), square(2000)});
    EXPECT_NEAR(found.inhabitants.at(0), 250, 0.1);
    EXPECT_NEAR(found.inhabitants.at(1), 250, 0.1);
    EXPECT_TRUE(std::isnan(found.inhabitants.at(2)) || found.inhabitants.at(2) < 0.1);
    EXPECT_EQ(found.sources.at(0).band, 0);
    EXPECT_THAT(m_remarks.remarks, Contains(HasSubstr("Inhabitants are the column population")));
}

TEST_F(GatherPopulation, HeightsAreNoPeople) {
    write(raster(3, 1000, {400'000, 300'000, 200'000}), m_folder.at("heights.tif"));
    const std::vector<Tessera> tesserae{square(0), square(1000)};
    geo::EvidenceTable evidence(2);
    auto read = geo::readCounted({source(m_folder.at("heights.tif"), geo::SourceRole::Population)}, kAround, {}, {});
    ASSERT_TRUE(read);
    const auto found = geo::gatherPopulation(evidence, *read, {tesserae, kPlane, {0, 0, 2000, 1000}}, m_remarks, {}, {});
    ASSERT_FALSE(found);
    EXPECT_THAT(found.error().message, HasSubstr("700000 people live on 2 km²"));
}

TEST_F(GatherPopulation, SettlementIsComputedFromTheGrid) {
    // Five by one kilometres of 20 000 people each: an urban centre; the sixth is empty.
    write(raster(6, 1000, {20000, 20000, 20000, 20000, 20000, 0}), m_folder.at("city.tif"));
    gather({source(m_folder.at("city.tif"), geo::SourceRole::Population)}, {square(0), square(4000), square(5000)});
    const auto& levels = m_evidence->find("degurba.l1")->values;
    EXPECT_EQ(levels.at(0), 3);
    EXPECT_EQ(levels.at(1), 3);
    EXPECT_EQ(levels.at(2), 1);
}

TEST_F(GatherPopulation, AFileWithoutPeopleIsRefused) {
    const auto path = m_folder.write(
        "x.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[-56.16,-34.88],[-56.15,-34.88],[-56.15,-34.87],[-56.16,-34.88]]]},"properties":{"colour":"red"}}]})");
    const auto found = geo::readCounted({source(path, geo::SourceRole::Population)}, kAround, {}, {});
    ASSERT_FALSE(found);
    EXPECT_THAT(found.error().message, HasSubstr("no column of inhabitants"));
}

struct BuiltCase {
    const char* name;
    double cell;
    const char* unit;
    float share;
};

class GatherBuilt : public testing::TestWithParam<BuiltCase> {};

TEST_P(GatherBuilt, IsAShareOfTheLandWhateverTheUnit) {
    const support::ScratchFolder folder("built");
    const auto& [name, cell, unit, share] = GetParam();
    auto built = raster(3, 1000, {cell, cell, 0});
    built.unit = unit;
    write(built, folder.at(name));
    const std::vector<Tessera> tesserae{square(0), square(2000)};
    geo::EvidenceTable evidence(2);
    auto read = geo::readCounted({source(folder.at(name), geo::SourceRole::Builtup)}, kAround, {}, {});
    ASSERT_TRUE(read) << describe(read.error());
    const auto done = geo::gatherBuiltSurface(evidence, *read, {tesserae, kPlane, {0, 0, 3000, 1000}}, {}, {});
    ASSERT_TRUE(done) << describe(done.error());
    EXPECT_NEAR(evidence.find("built.share")->values.at(0), share, 1e-3);
    EXPECT_EQ(evidence.find("built.share")->values.at(1), 0);
}

INSTANTIATE_TEST_SUITE_P(Units, GatherBuilt,
                         testing::Values(BuiltCase{"metres.tif", 400'000, "", 0.4f}, BuiltCase{"share.tif", 0.4, "", 0.4f},
                                         BuiltCase{"percent.tif", 40, "%", 0.4f}));

}  // namespace
