#include "geo/io/tile_mosaic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/io/raster_file.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_raster.h"

namespace {

using testing::ElementsAre;

/// A tile of two by one cells whose west edge lies at `west` degrees.
std::string tile(const support::ScratchFolder& folder, const char* name, double west, std::vector<double> cells,
                 double side = 1) {
    support::SmallRaster raster{2, 1, {west, side, 0, 1, 0, -side}, std::move(cells)};
    write(raster, folder.at(name));
    return folder.at(name);
}

TEST(TileMosaic, ReadsTilesAsOneRasterAndLeavesOutThoseThatDoNotExist) {
    const support::ScratchFolder folder("tiles");
    const auto mosaic =
        geo::TileMosaic::of({tile(folder, "a.tif", 0, {1, 2}), folder.at("absent.tif"), tile(folder, "c.tif", 4, {5, 6})});
    ASSERT_TRUE(mosaic) << describe(mosaic.error());
    EXPECT_EQ((*mosaic)->missing(), 1u);
    const auto file = geo::RasterFile::open((*mosaic)->path());
    ASSERT_TRUE(file) << describe(file.error());
    ASSERT_EQ((*file)->facts().columns, 6);
    std::vector<double> cells(6);
    ASSERT_TRUE((*file)->reader()->read(1, -1, {0, 0, 6, 1}, std::span(cells)));
    EXPECT_THAT(cells, ElementsAre(1, 2, 255, 255, 5, 6)) << "255 is no data";
}

TEST(TileMosaic, OfOneTileIsThatTile) {
    const support::ScratchFolder folder("tiles");
    const auto path = tile(folder, "a.tif", 0, {1, 2});
    const auto mosaic = geo::TileMosaic::of({folder.at("absent.tif"), path});
    ASSERT_TRUE(mosaic);
    EXPECT_EQ((*mosaic)->path(), path);
}

TEST(TileMosaic, OfNothingSaysSo) {
    const support::ScratchFolder folder("tiles");
    const auto mosaic = geo::TileMosaic::of({folder.at("absent.tif")});
    ASSERT_FALSE(mosaic);
    EXPECT_EQ(mosaic.error().code, geo::ErrorCode::NotFound);
}

TEST(TileMosaic, TilesInTwoReferenceSystemsDoNotFitTogether) {
    const support::ScratchFolder folder("tiles");
    support::SmallRaster metres{2, 1, {0, 1000, 0, 1000, 0, -1000}, {1, 2}};
    metres.crs = "EPSG:32721";
    write(metres, folder.at("b.tif"));
    const auto mosaic = geo::TileMosaic::of({tile(folder, "a.tif", 0, {1, 2}), folder.at("b.tif")});
    ASSERT_FALSE(mosaic);
    EXPECT_EQ(mosaic.error().code, geo::ErrorCode::Unsupported);
}

}  // namespace
