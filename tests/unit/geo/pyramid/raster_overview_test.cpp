#include <gmock/gmock.h>

#include <fstream>
#include <random>

#include "geo/pyramid/raster_meaning.h"
#include "geo/pyramid/raster_overviews.h"
#include "raster_fixture.h"

namespace geo {
namespace {

namespace fs = std::filesystem;
using raster_tests::Looker;
using raster_tests::Written;

class RasterOverviews : public raster_tests::RasterFiles {
protected:
    Written large(GDALDataType type = GDT_Byte) {
        Written what{.columns = 1500, .rows = 1100, .type = type};
        std::mt19937 random(3);
        for (int i = 0; i < what.columns * what.rows; ++i) what.cells.push_back(1 + static_cast<double>(random() % 3));
        return what;
    }
    static SourceSpec asClasses(const std::string& crs = {}) {
        SourceSpec spec;
        spec.crs = crs;
        spec.drawAs = DrawAs::Classes;
        return spec;
    }
    static RasterMeaning understand(const std::string& path, SourceSpec spec = {}) {
        spec.path = path;
        return understandRaster(*RasterFile::open(path), spec).value();
    }
    static std::vector<double> cellsOf(const RasterMeaning& meaning, const RasterLevel& level) {
        std::vector<double> cells(static_cast<size_t>(level.columns) * level.rows);
        EXPECT_TRUE(CellReader(meaning.decoder).read(level, {0, 0, level.columns, level.rows}, cells, {}));
        return cells;
    }
    [[nodiscard]] std::vector<fs::path> keptFolders() const {
        std::vector<fs::path> found;
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(m_folder / "metromosaic" / "overviews", error))
            found.push_back(entry.path());
        return found;
    }
};

TEST_F(RasterOverviews, areBuiltInTheBackgroundAndKept) {
    const auto path = write("large.tif", large());
    const auto layer = open(path, asClasses());
    ASSERT_TRUE(layer) << describe(layer.error());
    const auto work = (*layer)->backgroundWork();
    ASSERT_TRUE(work);
    EXPECT_NE(Looker(**layer, 800).codeAt({10, 10}), 0) << "usable meanwhile";
    double last = -1;
    ASSERT_TRUE(work([&](double fraction, const std::string&) { last = fraction; }, {}));
    EXPECT_EQ(last, 1);
    EXPECT_EQ((*layer)->dataRevision(), 1u);
    EXPECT_FALSE((*layer)->backgroundWork());
    ASSERT_EQ(keptFolders().size(), 1u);
    const auto again = open(path, asClasses());
    ASSERT_TRUE(again);
    EXPECT_FALSE((*again)->backgroundWork()) << "the cache holds them";
    for (const auto& entry : fs::directory_iterator(m_folder))
        EXPECT_THAT(entry.path().filename().string(), testing::AnyOf("large.tif", "metromosaic"))
            << "nothing beside the user's file";
}

TEST_F(RasterOverviews, inTheCacheAndInMemoryAreTheSame) {
    for (const auto type : {GDT_Byte, GDT_Int16, GDT_Float64}) {
        auto what = large(type);
        what.nodata = 3;
        const auto path = write("same.tif", what);
        const auto meaning = understand(path, asClasses());
        const auto key = overviewKey(*meaning.decoder.file, 1, "mode");
        ASSERT_TRUE(key);
        ASSERT_TRUE(buildOverviews(meaning.decoder, *key, {}, {}));
        const auto kept = levelsInCache(meaning.decoder, *key);
        const auto memory = levelsInMemory(meaning.decoder, {});
        ASSERT_TRUE(memory);
        ASSERT_GE(memory->size(), kept.size());
        ASSERT_GT(kept.size(), 4u);
        for (size_t level = 1; level < kept.size(); ++level)
            EXPECT_THAT(cellsOf(meaning, kept[level]),
                        testing::Pointwise(testing::NanSensitiveDoubleEq(), cellsOf(meaning, (*memory)[level])));
        discardOverviews(*key);
    }
}

TEST_F(RasterOverviews, countsKeepTheirTotalAtEveryLevel) {
    Written what{.columns = 90,
                 .rows = 70,
                 .type = GDT_Float32,
                 .transform = std::array<double, 6>{10, 0.1, 0, 63, 0, -0.1},
                 .crs = "EPSG:4326",
                 .nodata = -200};
    std::mt19937 random(8);
    double total = 0;
    for (int i = 0; i < what.columns * what.rows; ++i) {
        what.cells.push_back(static_cast<double>(random() % 500) / 4);
        total += what.cells.back();
    }
    const auto meaning = understand(write("GHS_POP_test.tif", what));
    ASSERT_EQ(meaning.rule(), CellRule::Densities);
    EXPECT_EQ(meaning.unit, "inhabitants per km²");
    const auto levels = levelsInMemory(meaning.decoder, {});
    ASSERT_TRUE(levels);
    for (size_t k = 0; k < levels->size(); ++k) {
        const auto& level = (*levels)[k];
        const auto cells = cellsOf(meaning, level);
        double sum = 0;
        for (int row = 0; row < what.rows; ++row)
            for (int column = 0; column < what.columns; ++column)
                sum += cells[static_cast<size_t>(row >> k) * level.columns + static_cast<size_t>(column >> k)] *
                       meaning.decoder.areas->at(column + 0.5, row + 0.5) / 1e6;
        EXPECT_NEAR(sum, total, 1e-9 * total) << "level " << k;
    }
}

TEST_F(RasterOverviews, aDamagedCacheIsBuiltAgain) {
    const auto path = write("large.tif", large());
    const auto meaning = understand(path, asClasses());
    const auto key = overviewKey(*meaning.decoder.file, 1, "mode");
    ASSERT_TRUE(key);
    const auto build = [&] {
        ASSERT_TRUE(buildOverviews(meaning.decoder, *key, {}, {}));
        ASSERT_GT(levelsInCache(meaning.decoder, *key).size(), 1u);
    };
    build();
    fs::resize_file(key->folder / "level2.tif", fs::file_size(key->folder / "level2.tif") - 7);
    EXPECT_EQ(levelsInCache(meaning.decoder, *key).size(), 1u) << "a level is cut short";
    EXPECT_FALSE(fs::exists(key->folder));
    build();
    std::ofstream(key->folder / "manifest.json") << "{\"stamp\":";
    EXPECT_EQ(levelsInCache(meaning.decoder, *key).size(), 1u) << "the manifest is damaged";
    build();
    fs::last_write_time(path, fs::last_write_time(path) + std::chrono::seconds(5));
    const auto later = understand(path, asClasses());
    const auto fresh = overviewKey(*later.decoder.file, 1, "mode");
    EXPECT_EQ(fresh->folder, key->folder);
    EXPECT_EQ(levelsInCache(later.decoder, *fresh).size(), 1u) << "the raster has changed since";
    ASSERT_TRUE(buildOverviews(later.decoder, *fresh, {}, {}));
    EXPECT_EQ(keptFolders().size(), 1u) << "the old ones are replaced";
}

TEST_F(RasterOverviews, ofDensitiesHoldForOneCrs) {
    auto what = large(GDT_Float32);
    what.crs.clear(), what.nodata = -200;
    const auto path = write("GHS_POP_test.tif", what);
    SourceSpec spec;
    spec.crs = "EPSG:32721";
    const auto utm = understand(path, spec);
    ASSERT_EQ(utm.rule(), CellRule::Densities);
    spec.crs = "EPSG:3857";
    const auto mercator = understand(path, spec);
    EXPECT_NE(overviewKeyOf(utm.decoder, utm.crs)->folder, overviewKeyOf(mercator.decoder, mercator.crs)->folder);
    const auto classes = understand(path, asClasses(utm.crs.definition()));
    EXPECT_EQ(overviewKeyOf(classes.decoder, utm.crs)->folder, overviewKeyOf(classes.decoder, mercator.crs)->folder);
}

TEST_F(RasterOverviews, ofTooLargeRastersAreAskedForByTheirRule) {
    Written what{.columns = (1 << 22) + 1, .rows = 1, .transform = std::array<double, 6>{0, 1e-5, 0, 10, 0, -1e-5}};
    what.crs = "EPSG:4326";
    what.cells.assign(static_cast<size_t>(what.columns), 1);
    const auto path = write("wide.tif", what);
    for (const auto rule : {DrawAs::Classes, DrawAs::Values}) {
        SourceSpec spec;
        spec.drawAs = rule;
        const auto layer = open(path, spec);
        ASSERT_TRUE(layer) << describe(layer.error());
        EXPECT_FALSE((*layer)->backgroundWork());
        const auto remarks = (*layer)->diagnostics().remarks;
        EXPECT_THAT(remarks, testing::Contains(testing::HasSubstr(rule == DrawAs::Classes ? "-r mode" : "-r average")));
        EXPECT_THAT(remarks, testing::Not(testing::Contains(testing::HasSubstr("Better ones"))));
    }
}

TEST_F(RasterOverviews, areBuiltOnceForTwoLayers) {
    const auto path = write("large.tif", large());
    const auto first = open(path, asClasses()), second = open(path, asClasses());
    ASSERT_TRUE(first && second);
    const auto firstWork = (*first)->backgroundWork(), secondWork = (*second)->backgroundWork();
    ASSERT_TRUE(firstWork && secondWork);
    ASSERT_TRUE(firstWork({}, {}));
    const auto written = fs::last_write_time(keptFolders().at(0) / "level1.tif");
    int steps = 0;
    ASSERT_TRUE(secondWork([&](double, const std::string&) { ++steps; }, {}));
    EXPECT_EQ(steps, 1) << "found, not built";
    EXPECT_EQ(fs::last_write_time(keptFolders().at(0) / "level1.tif"), written);
    EXPECT_EQ((*second)->dataRevision(), 1u);
}

TEST_F(RasterOverviews, whatKilledRunsLeftIsSweptWhenOthersBuild) {
    const auto meaning = understand(write("large.tif", large()), asClasses());
    const auto key = overviewKeyOf(meaning.decoder, meaning.crs);
    ASSERT_TRUE(key);
    const auto left = key->folder.parent_path() / "0123456789abcdef.part-1-2";
    fs::create_directories(left);
    std::ofstream(left / "lock") << "";
    const auto living = OverviewWriter::create(*key, 1500, 1100, 2, OverviewCells::UInt8, {});
    ASSERT_TRUE(living);
    EXPECT_FALSE(fs::exists(left));
    const auto other = OverviewWriter::create(*key, 1500, 1100, 2, OverviewCells::UInt8, {});
    EXPECT_EQ(keptFolders().size(), 2u) << "both are at work";
}

TEST_F(RasterOverviews, damageFoundWhileDrawingFallsBackToTheRaster) {
    const auto path = write("large.tif", large());
    {
        const auto first = open(path, asClasses());
        ASSERT_TRUE((*first)->backgroundWork()({}, {}));
    }
    const auto layer = open(path, asClasses());
    ASSERT_TRUE(layer);
    for (const auto& entry : fs::directory_iterator(keptFolders().at(0))) {
        if (entry.path().extension() != ".tif") continue;
        std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
        const auto size = static_cast<std::streamoff>(fs::file_size(entry.path()));
        file.seekp(size / 3);
        const std::string noise(static_cast<size_t>(size / 2), '\xA5');
        file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
    }
    EXPECT_NE(Looker(**layer, 200).codeAt({10, 10}), 0);
    EXPECT_THAT((*layer)->diagnostics().remarks, testing::Contains(testing::HasSubstr("damaged")));
    EXPECT_TRUE(keptFolders().empty());
}

TEST_F(RasterOverviews, aCancelledBuildLeavesNothing) {
    const auto layer = open(write("large.tif", large()), asClasses());
    ASSERT_TRUE(layer);
    std::stop_source stop;
    const auto done = (*layer)->backgroundWork()([&](double, const std::string&) { stop.request_stop(); }, stop.get_token());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(keptFolders().empty());
    EXPECT_EQ((*layer)->dataRevision(), 0u);
}

TEST_F(RasterOverviews, ownOverviewsThatAverageCodesAreNotTrusted) {
    for (const char* method : {"AVERAGE", "MODE"}) {
        const auto path = write(std::string(method) + ".tif", large());
        auto* dataset = static_cast<GDALDataset*>(GDALOpen(path.c_str(), GA_Update));
        int factors[] = {2, 4, 8};
        ASSERT_EQ(CE_None, dataset->BuildOverviews(method, 3, factors, 0, nullptr, nullptr, nullptr));
        GDALClose(dataset);
        const auto layer = open(path, asClasses());
        ASSERT_TRUE(layer);
        EXPECT_EQ(static_cast<bool>((*layer)->backgroundWork()), std::string(method) == "AVERAGE");
    }
}

TEST_F(RasterOverviews, ownCoarseLevelsThatAreAveragedOrStaleAreFound) {
    auto what = large();
    for (int row = 0; row < 300; ++row)  // a lake, where no cell has a choice
        std::fill_n(what.cells.begin() + row * what.columns, what.columns, 3.0);
    const auto build = [&](const std::string& path, const char* method, std::vector<int> factors) {
        auto* dataset = static_cast<GDALDataset*>(GDALOpen(path.c_str(), GA_Update));
        EXPECT_EQ(CE_None, dataset->BuildOverviews(method, static_cast<int>(factors.size()), factors.data(), 0, nullptr, nullptr,
                                                   nullptr));
        GDALClose(dataset);
    };
    const auto holds = [&](const std::string& path) {
        const auto held = ownOverviewsHold(understand(path, asClasses()).decoder);
        EXPECT_TRUE(held);
        return held && *held;
    };
    const auto modes = write("modes.tif", what), mixed = write("mixed.tif", what), drained = write("drained.tif", what);
    build(modes, "MODE", {2, 4, 8, 16, 32, 64});
    EXPECT_TRUE(holds(modes)) << "each of the next finer";
    for (const int factor : {2, 4, 8, 16, 32}) build(mixed, "MODE", {factor});
    EXPECT_TRUE(holds(mixed)) << "each of all cells, or of what was there";
    build(mixed, "AVERAGE", {8});
    EXPECT_FALSE(holds(mixed)) << "the third is averaged";

    build(drained, "MODE", {2, 4, 8, 16});
    auto* dataset = static_cast<GDALDataset*>(GDALOpen(drained.c_str(), GA_Update));
    std::vector<uint8_t> dry(static_cast<size_t>(750) * 150, 1);
    auto* third = dataset->GetRasterBand(1)->GetOverview(2);
    ASSERT_EQ(CE_None,
              third->RasterIO(GF_Write, 0, 0, third->GetXSize(), 30, dry.data(), third->GetXSize(), 30, GDT_Byte, 0, 0, nullptr));
    GDALClose(dataset);
    EXPECT_FALSE(holds(drained)) << "the third shows what was there before";
}

TEST_F(RasterOverviews, anOwnLevelTooCoarseToBeCheckedIsNotTrusted) {
    Written what{.columns = 1 << 20, .rows = 1};
    what.cells.assign(static_cast<size_t>(what.columns), 1);
    const auto holds = [&](const std::string& name, std::vector<int> factors) {
        const auto path = write(name, what);
        auto* dataset = static_cast<GDALDataset*>(GDALOpen(path.c_str(), GA_Update));
        EXPECT_EQ(CE_None, dataset->BuildOverviews("MODE", static_cast<int>(factors.size()), factors.data(), 0, nullptr, nullptr,
                                                   nullptr));
        GDALClose(dataset);
        const auto held = ownOverviewsHold(understand(path, asClasses()).decoder);
        EXPECT_TRUE(held);
        return held && *held;
    };
    EXPECT_TRUE(holds("near.tif", {2, 1 << 10}));
    EXPECT_FALSE(holds("far.tif", {2, 1 << 20})) << "one cell of 500,000 others";
}

}  // namespace
}  // namespace geo
