#include "viewer/app/picture_size.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace app {
namespace {

int devicePx(int logical, double ratio) { return static_cast<int>(std::lround(logical * ratio)); }

TEST(PictureSize, takesPixels) {
    const auto size = parsePictureSize("1920x1080", kScreenDpi);
    ASSERT_TRUE(size);
    EXPECT_EQ(size->widthPx, 1920);
    EXPECT_EQ(size->heightPx, 1080);
    EXPECT_DOUBLE_EQ(size->pixelRatio, 1);
}

TEST(PictureSize, givesPagesTheirExactPixels) {
    struct Page {
        const char* name;
        double dpi;
        int width, height;
    };
    // numbers.md: pages and pixels.
    for (const auto& page : {Page{"A4", 150, 1240, 1754}, Page{"A4", 300, 2480, 3508}, Page{"A3", 300, 3508, 4961},
                             Page{"a3-landscape", 300, 4961, 3508}, Page{"A0", 300, 9933, 14043}, Page{"A0", 600, 19866, 28087},
                             Page{"Letter", 300, 2550, 3300}, Page{"Tabloid", 300, 3300, 5100}}) {
        const auto size = parsePictureSize(page.name, page.dpi);
        ASSERT_TRUE(size) << page.name;
        EXPECT_EQ(devicePx(size->widthPx, size->pixelRatio), page.width) << page.name << " at " << page.dpi;
        EXPECT_EQ(devicePx(size->heightPx, size->pixelRatio), page.height) << page.name << " at " << page.dpi;
        EXPECT_NEAR(size->pixelRatio, page.dpi / kScreenDpi, 0.05 * page.dpi / kScreenDpi);
    }
}

TEST(PictureSize, refusesNonsense) {
    for (const char* word :
         {"", "x", "1920", "1920x", "x1080", "0x0", "-5x10", "1e9x10", "A9", "A3-sideways", "19.5x10", "nanx10"})
        EXPECT_FALSE(parsePictureSize(word, kScreenDpi)) << word;
    EXPECT_FALSE(parsePictureSize("A4", 0));
}

TEST(ParseScale, isMetresPerLogicalPixel) {
    EXPECT_NEAR(*parseScale("1:96000"), 25.4, 1e-9);
    EXPECT_NEAR(*parseScale("96000"), 25.4, 1e-9);
    for (const char* word : {"", "1:", "1:0", "1:x", "2:100", "1:-5"}) EXPECT_FALSE(parseScale(word)) << word;
}

TEST(PictureName, mustBePng) {
    EXPECT_TRUE(checkPictureName("b.PNG"));
    EXPECT_EQ(checkPictureName("no-such-folder/b.png").error().code, geo::ErrorCode::Output);
    EXPECT_EQ(checkPictureName("a.pdf").error().code, geo::ErrorCode::Unsupported);
    EXPECT_FALSE(checkPictureName("a"));
    EXPECT_NE(checkPictureName("no-such-folder/b.png").error().message.find("mkdir -p no-such-folder"), std::string::npos);
    EXPECT_NE(checkPictureName("/").error().message.find("This is a folder"), std::string::npos);
}

TEST(FreePictureName, IsNobodysYet) {
    const auto folder = std::filesystem::temp_directory_path() / ("metromosaic-names-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    EXPECT_EQ(freePictureName(folder, "São Paulo"), (folder / "sao-paulo.png").string());
    std::ofstream(folder / "sao-paulo.png") << "somebody's";
    EXPECT_EQ(freePictureName(folder, "São Paulo"), (folder / "sao-paulo-2.png").string());
    EXPECT_EQ(freePictureName(folder, "서울"), (folder / "서울.png").string());
    EXPECT_EQ(freePictureName(folder, "///"), (folder / "map.png").string());
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace app
