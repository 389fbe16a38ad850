#include <gmock/gmock.h>

#include <random>

#include "raster_fixture.h"

namespace geo {
namespace {

using raster_tests::Written;

/// What finished pictures show of rasters too large to be prepared while they open.
class RasterExact : public raster_tests::RasterFiles {
protected:
    /// Of every whole number from `low` a cell has one of `kinds`.
    static Written noise(GDALDataType type, int low, int kinds) {
        Written what{.columns = 2300, .rows = 1900, .type = type};
        std::mt19937 random(5);
        for (int i = 0; i < what.columns * what.rows; ++i)
            what.cells.push_back(low + static_cast<double>(random() % static_cast<unsigned>(kinds)));
        return what;
    }
    static void addOverviews(const std::string& path, const char* method, std::vector<int> factors) {
        auto* dataset = static_cast<GDALDataset*>(GDALOpen(path.c_str(), GA_Update));
        ASSERT_EQ(CE_None, dataset->BuildOverviews(method, static_cast<int>(factors.size()), factors.data(), 0, nullptr, nullptr,
                                                   nullptr));
        GDALClose(dataset);
    }
    /// The four tiles around the middle of the map, as a picture of this resolution reads them.
    static std::vector<TileContent> picture(const LayerSource& layer, double metresPerPixel) {
        const auto scheme = TileScheme::exactFor(metresPerPixel);
        std::vector<TileContent> tiles;
        for (const int x : {-1, 0})
            for (const int y : {-1, 0}) {
                auto tile = layer.read(scheme, {TileScheme::kExactLevel, x, y}, {});
                EXPECT_TRUE(tile) << (tile ? "" : describe(tile.error()));
                if (tile) tiles.push_back(std::move(*tile));
            }
        return tiles;
    }
    static void expectSame(const std::vector<TileContent>& a, const std::vector<TileContent>& b) {
        ASSERT_EQ(a.size(), b.size());
        for (size_t i = 0; i < a.size(); ++i) {
            ASSERT_EQ(a[i].data.index(), b[i].data.index());
            if (const auto* codes = std::get_if<CodeContent>(&a[i].data)) {
                EXPECT_EQ(codes->codes8, std::get<CodeContent>(b[i].data).codes8);
            } else if (const auto* values = std::get_if<ValueContent>(&a[i].data)) {
                const auto& others = std::get<ValueContent>(b[i].data).values;
                EXPECT_THAT(values->values, testing::Pointwise(testing::NanSensitiveFloatEq(), others));
            }
        }
    }
    static SourceSpec asClasses() {
        SourceSpec spec;
        spec.drawAs = DrawAs::Classes;
        return spec;
    }
    /// Texels of a class, by its code, in a picture.
    static size_t texelsOf(const LayerSource& layer, const std::vector<TileContent>& tiles, const std::string& code) {
        const auto number = layer.classes()->indexOf(code).value_or(0);
        size_t texels = 0;
        for (const auto& tile : tiles)
            if (const auto* codes = std::get_if<CodeContent>(&tile.data))
                texels += static_cast<size_t>(std::count(codes->codes8.begin(), codes->codes8.end(), number));
        return texels;
    }
};

TEST_F(RasterExact, finishedPicturesCountAllCellsBeforeOverviewsAreBuilt) {
    struct Case {
        GDALDataType type;
        const char* name;
        DrawAs drawAs;
    };
    for (const auto& [type, name, drawAs] : {Case{GDT_Byte, "codes.tif", DrawAs::Classes},
                                             {GDT_Int16, "wide.tif", DrawAs::Classes},
                                             {GDT_Float32, "values.tif", DrawAs::Values},
                                             {GDT_Float32, "GHS_POP_test.tif", DrawAs::Auto}}) {
        auto what = noise(type, 1, 5);
        what.nodata = drawAs == DrawAs::Auto ? -200 : 3;
        const auto path = write(name, what);
        SourceSpec spec;
        spec.drawAs = drawAs;
        const auto layer = open(path, spec);
        ASSERT_TRUE(layer) << describe(layer.error());
        const auto work = (*layer)->backgroundWork();
        ASSERT_TRUE(work) << name;
        std::vector<std::vector<TileContent>> before;
        for (const double metresPerPixel : {210.0, 450.0, 3300.0, 12000.0}) before.push_back(picture(**layer, metresPerPixel));
        ASSERT_TRUE(work({}, {}));
        size_t i = 0;
        for (const double metresPerPixel : {210.0, 450.0, 3300.0, 12000.0})
            expectSame(before[i++], picture(**layer, metresPerPixel));
    }
}

TEST_F(RasterExact, aFinishedPictureOfARareClassShowsTheCommonOne) {
    // The middle of each block of 8 x 8 cells is class 2: single cells, 8 apart, would show nothing else.
    auto what = noise(GDT_Byte, 9, 1);
    for (int row = 4; row < what.rows; row += 8)
        for (int column = 4; column < what.columns; column += 8) what.cells[static_cast<size_t>(row) * what.columns + column] = 2;
    const auto layer = open(write("rare.tif", what), asClasses());
    ASSERT_TRUE(layer);
    const auto drawn = picture(**layer, 800);
    EXPECT_GT(texelsOf(**layer, drawn, "9"), 60000u);
    EXPECT_EQ(texelsOf(**layer, drawn, "2"), 0u);
}

TEST_F(RasterExact, ownOverviewsAreJudgedAtAnyFactorAndSize) {
    // Patches of 16 x 16 cells whose borders differ cell by cell, as in land cover.
    Written what{.columns = 2301, .rows = 1903};
    std::mt19937 random(2);
    for (int i = 0; i < what.columns * what.rows; ++i) {
        const int column = i % what.columns, row = i / what.columns;
        const auto patch = static_cast<unsigned>(column / 16 * 7 + row / 16 * 13);
        what.cells.push_back(1 + (random() % 4 == 0 ? patch + 1 : patch) % 5);
    }
    for (const int factor : {2, 4, 32})
        for (const std::string method : {"NEAREST", "AVERAGE", "MODE"}) {
            const auto path = write(method + std::to_string(factor) + ".tif", what);
            addOverviews(path, method.c_str(), {factor});
            const auto layer = open(path, asClasses());
            ASSERT_TRUE(layer) << describe(layer.error());
            EXPECT_EQ(static_cast<bool>((*layer)->backgroundWork()), method != "MODE") << method << ' ' << factor;
            EXPECT_THAT((*layer)->diagnostics().remarks,
                        testing::Conditional(method == "MODE", testing::IsEmpty(),
                                             testing::Contains(testing::HasSubstr("do not show the most frequent class"))));
        }
}

TEST_F(RasterExact, ownOverviewsThatEndEarlyAreNotTheEnd) {
    auto what = noise(GDT_Byte, 1, 3);
    what.columns = 4600, what.rows = 4000;
    std::mt19937 random(5);
    what.cells.clear();
    for (int i = 0; i < what.columns * what.rows; ++i) what.cells.push_back(1 + static_cast<double>(random() % 3));
    const auto path = write("early.tif", what);
    addOverviews(path, "MODE", {2});
    const auto layer = open(path, asClasses());
    ASSERT_TRUE(layer);
    const auto before = picture(**layer, 1700);
    const auto work = (*layer)->backgroundWork();
    ASSERT_TRUE(work) << "level 2 has 4.6 million cells, too many to count for each tile";
    ASSERT_TRUE(work({}, {}));
    expectSame(before, picture(**layer, 1700));
}

/// 30 % forest, and three kinds of crops with 70 % between them.
class RasterMerged : public RasterExact {
protected:
    static Written fields() {
        Written what{.columns = 1500, .rows = 1100, .type = GDT_Int16, .nodata = -1};
        std::mt19937 random(9);
        const double crops[] = {211, 222, 231};
        for (int i = 0; i < what.columns * what.rows; ++i) what.cells.push_back(random() % 100 < 30 ? 311 : crops[random() % 3]);
        return what;
    }
    static SourceSpec bySettlement() {
        auto spec = asClasses();
        spec.scheme = "corine";
        spec.dimension = "settlement";
        return spec;
    }
    static void expectAgricultural(const LayerSource& layer) {
        const auto drawn = picture(layer, 1650);
        EXPECT_GT(texelsOf(layer, drawn, "agricultural"), 6000u);
        EXPECT_EQ(texelsOf(layer, drawn, "rural"), 0u) << "each crop alone is rarer than forest, all of them are not";
    }
};

TEST_F(RasterMerged, coarseViewsShowTheMostFrequentClassOfTheDimension) {
    const auto path = write("corine.tif", fields());
    const auto layer = open(path, bySettlement());
    ASSERT_TRUE(layer) << describe(layer.error());
    expectAgricultural(**layer);
    const auto work = (*layer)->backgroundWork();
    ASSERT_TRUE(work);
    ASSERT_TRUE(work({}, {}));
    expectAgricultural(**layer);
    const auto again = open(path, bySettlement());
    EXPECT_FALSE((*again)->backgroundWork()) << "the cache keeps them for this dimension";
    expectAgricultural(**again);
    auto codes = bySettlement();
    codes.dimension.clear();
    const auto plain = open(path, codes);
    EXPECT_TRUE((*plain)->backgroundWork()) << "and others for the codes";
    EXPECT_GT(texelsOf(**plain, picture(**plain, 1650), "311"), 4500u);
}

TEST_F(RasterMerged, smallRastersToo) {
    auto what = fields();
    what.columns = 900, what.rows = 900;
    const auto layer = open(write("small.tif", what), bySettlement());
    ASSERT_TRUE(layer) << describe(layer.error());
    const auto drawn = picture(**layer, 1650);
    EXPECT_GT(texelsOf(**layer, drawn, "agricultural"), 2000u);
    EXPECT_EQ(texelsOf(**layer, drawn, "rural"), 0u);
}

TEST_F(RasterMerged, ownOverviewsOfTheCodesAreNotInTheWay) {
    const auto path = write("corine.tif", fields());
    addOverviews(path, "MODE", {2, 4, 8, 16, 32});
    const auto layer = open(path, bySettlement());
    ASSERT_TRUE(layer);
    expectAgricultural(**layer);
    const auto meanwhile = (*layer)->read(TileScheme{}, TileScheme{}.at({10, 10}, 6), {});
    ASSERT_TRUE(meanwhile);
    EXPECT_FALSE(meanwhile->empty()) << "in the window they stand in";
    ASSERT_TRUE((*layer)->backgroundWork());
    ASSERT_TRUE((*layer)->backgroundWork()({}, {}));
    expectAgricultural(**layer);
}

TEST_F(RasterMerged, codesThatMeanNothingStayNothing) {
    Written what{.columns = 1500, .rows = 1100};
    what.cells.assign(static_cast<size_t>(what.columns) * what.rows, 0);  // no code of the scheme, and no nodata announced
    for (size_t i = 0; i < what.cells.size() / 2; ++i) what.cells[i] = 40;
    auto spec = bySettlement();
    spec.scheme = "worldcover";
    const auto layer = open(write("half.tif", what), spec);
    ASSERT_TRUE(layer) << describe(layer.error());
    const auto before = picture(**layer, 1650);
    ASSERT_TRUE((*layer)->backgroundWork()({}, {}));
    const auto after = picture(**layer, 1650);
    expectSame(before, after);
    const auto half = texelsOf(**layer, after, "agricultural");
    EXPECT_NEAR(static_cast<double>(half), 91.0 * 33, 200);
    EXPECT_EQ(texelsOf(**layer, after, "unknown"), 0u);
}

}  // namespace
}  // namespace geo
