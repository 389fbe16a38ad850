#include "viewer/text/passage.h"

#include <gtest/gtest.h>

namespace {

using text::Image;
using text::paintPassage;

int firstColumnOfInk(const Image& image, int fromY, int toY) {
    for (int x = 0; x < image.widthPx; ++x)
        for (int y = fromY; y < toY; ++y)
            if (image.rgba[(static_cast<size_t>(y) * image.widthPx + x) * 4 + 3] > 64) return x;
    return image.widthPx;
}

const std::string kLong =
    "그림을 저장하였습니다: /자료/서울특별시/법정동 경계를 보여 주는 아주 긴 이름을 가진 그림 파일입니다.png, 끝";

TEST(Passage, BeginsAtTheLeftInEveryLine) {
    const auto image = paintPassage(kLong + " 서울", {14, 400, 240, 24}, 1);
    ASSERT_GT(image.heightPx, 2 * 14);
    EXPECT_LE(firstColumnOfInk(image, image.heightPx - 14, image.heightPx), 4) << "the short last line is not centred";
}

TEST(Passage, IsWholeHoweverManyLinesItTakes) {
    std::string sources;
    for (int i = 0; i < 12; ++i) sources += "© 서울특별시 " + std::to_string(i) + " · Open Data · ";
    const auto cut = paintPassage(sources, {14, 400, 300, 4}, 1), whole = paintPassage(sources, {14, 400, 300, 24}, 1);
    EXPECT_GT(whole.heightPx, cut.heightPx + 2 * 14);
    EXPECT_NE(paintPassage(sources + "끝", {14, 400, 300, 24}, 1).rgba, whole.rgba) << "nothing is left out at its end";
}

TEST(Passage, OneLineEndsInAnEllipsis) {
    const auto all = paintPassage(kLong, {14}, 1), some = paintPassage(kLong, {14, 400, 200, 1}, 1);
    EXPECT_GT(all.widthPx, 400);
    EXPECT_LE(some.widthPx, 202);
    EXPECT_LT(some.heightPx, 24);
    EXPECT_TRUE(paintPassage("", {}, 1).rgba.empty());
    EXPECT_TRUE(paintPassage("   ", {}, 1).rgba.empty());
}

}  // namespace
