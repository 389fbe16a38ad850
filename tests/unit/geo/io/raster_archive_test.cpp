#include <cpl_vsi.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "geo/io/raster_file.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_raster.h"

namespace {

void put(const std::string& archive, const std::string& entry, const std::string& content) {
    auto* file = VSIFOpenL(("/vsizip/" + archive + "/" + entry).c_str(), "wb");
    ASSERT_NE(file, nullptr);
    EXPECT_EQ(VSIFWriteL(content.data(), 1, content.size(), file), content.size());
    VSIFCloseL(file);
}

std::string contentOf(const std::string& path) {
    return (std::stringstream() << std::ifstream(path, std::ios::binary).rdbuf()).str();
}

TEST(RasterArchive, OfOneGeoTiffIsThatGeoTiff) {
    const support::ScratchFolder folder("archive");
    write(support::SmallRaster{2, 1, {0, 1, 0, 1, 0, -1}, {3, 4}}, folder.at("tile.tif"));
    const auto archive = folder.at("Tile R10.ZIP");
    put(archive, "readme.txt", "words");
    put(archive, "data/tile.tif", contentOf(folder.at("tile.tif")));
    const auto file = geo::RasterFile::open(archive);
    ASSERT_TRUE(file) << describe(file.error());
    ASSERT_TRUE(*file);
    EXPECT_EQ((*file)->facts().columns, 2);
    std::vector<double> cells(2);
    ASSERT_TRUE((*file)->reader()->read(1, -1, {0, 0, 2, 1}, std::span(cells)));
    EXPECT_EQ(cells[1], 4);
}

TEST(RasterArchive, OfSeveralIsNone) {
    const support::ScratchFolder folder("archive");
    write(support::SmallRaster{2, 1, {0, 1, 0, 1, 0, -1}, {3, 4}}, folder.at("tile.tif"));
    put(folder.at("two.zip"), "a.tif", contentOf(folder.at("tile.tif")));
    put(folder.at("two.zip"), "b.tif", contentOf(folder.at("tile.tif")));
    const auto file = geo::RasterFile::open(folder.at("two.zip"));
    EXPECT_TRUE(!file || !*file) << "nobody says which";
}

}  // namespace
