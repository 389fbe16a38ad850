#include "viewer/text/label.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace {

using text::Image;
using text::LabelStyle;
using text::paintLabel;

bool sameBytes(const Image& a, const Image& b) { return a.widthPx == b.widthPx && a.heightPx == b.heightPx && a.rgba == b.rgba; }

bool rowHasInk(const Image& image, int y) {
    for (int x = 0; x < image.widthPx; ++x)
        if (image.rgba[(static_cast<size_t>(y) * image.widthPx + x) * 4 + 3]) return true;
    return false;
}

bool columnHasInk(const Image& image, int x) {
    for (int y = 0; y < image.heightPx; ++y)
        if (image.rgba[(static_cast<size_t>(y) * image.widthPx + x) * 4 + 3]) return true;
    return false;
}

int columnsOfInk(const Image& image) {
    int count = 0;
    for (int x = 0; x < image.widthPx; ++x) count += columnHasInk(image, x);
    return count;
}

LabelStyle withoutHalo(double sizePx = 32) {
    LabelStyle style;
    style.sizePx = sizePx;
    style.haloPx = 0;
    return style;
}

TEST(Label, IsTrimmedToWhatItShowsInEveryScript) {
    for (const char* name :
         {"서울", "القاهرة", "تهران", "Ciudad de México", "São Paulo", "Δελφοί", "กรุงเทพมหานคร", "Москва", "दिल्ली", "東京"})
        for (const double ratio : {1.0, 1.5, 2.0}) {
            const Image image = paintLabel(name, {}, ratio);
            ASSERT_GT(image.widthPx, 0) << name;
            ASSERT_EQ(image.rgba.size(), static_cast<size_t>(image.widthPx) * image.heightPx * 4);
            EXPECT_TRUE(rowHasInk(image, 0) && rowHasInk(image, image.heightPx - 1)) << name;
            EXPECT_TRUE(columnHasInk(image, 0) && columnHasInk(image, image.widthPx - 1)) << name;
        }
}

TEST(Label, ColoursArePremultiplied) {
    LabelStyle style;
    style.colour = {250, 240, 30, 200};
    style.halo = {255, 255, 255, 90};
    const Image image = paintLabel("Montevideo", style, 1);
    for (size_t i = 0; i < image.rgba.size(); i += 4) {
        EXPECT_LE(image.rgba[i], image.rgba[i + 3]);
        EXPECT_LE(image.rgba[i + 1], image.rgba[i + 3]);
        EXPECT_LE(image.rgba[i + 2], image.rgba[i + 3]);
    }
}

TEST(Label, PixelRatioMakesDevicePixels) {
    const Image once = paintLabel("Ciudad de México", {}, 1), twice = paintLabel("Ciudad de México", {}, 2);
    EXPECT_NEAR(twice.widthPx, 2 * once.widthPx, 5);
    EXPECT_NEAR(twice.heightPx, 2 * once.heightPx, 4);
}

TEST(Label, HaloGrowsThePictureOnAllSides) {
    const Image bare = paintLabel("Lima", withoutHalo(), 1);
    LabelStyle style = withoutHalo();
    style.haloPx = 3;
    const Image haloed = paintLabel("Lima", style, 1);
    EXPECT_NEAR(haloed.widthPx, bare.widthPx + 6, 1);
    EXPECT_NEAR(haloed.heightPx, bare.heightPx + 6, 1);
}

TEST(Label, ArabicLettersJoin) {
    // Three letters that join are one stroke; with spaces between them they stand apart, in wider forms of their own.
    const Image joined = paintLabel("بيت", withoutHalo(), 1), apart = paintLabel("ب ي ت", withoutHalo(), 1);
    EXPECT_EQ(columnsOfInk(joined), joined.widthPx);
    EXPECT_LT(columnsOfInk(apart), apart.widthPx);
    EXPECT_LT(joined.widthPx * 3, apart.widthPx * 2);
}

TEST(Label, RightToLeftBeginsAtTheRight) {
    // Reading order: the long dash comes first, so it stands at the right of Hebrew letters.
    const Image image = paintLabel("א – י", withoutHalo(40), 1);
    int first = 0;
    while (columnHasInk(image, first)) ++first;
    int last = image.widthPx - 1;
    while (columnHasInk(image, last)) --last;
    EXPECT_LT(first, image.widthPx - 1 - last);  // yod, the narrow letter, is leftmost; alef rightmost
}

TEST(Label, NothingToShowIsAnEmptyPicture) {
    for (const auto& nothing : {std::string(), std::string("   "), std::string("\n\t"), std::string(3, '\0')}) {
        const Image image = paintLabel(nothing, {}, 1);
        EXPECT_EQ(image.widthPx, 0);
        EXPECT_TRUE(image.rgba.empty());
    }
}

TEST(Label, BrokenBytesAreReplacedNotRefused) {
    const Image broken = paintLabel("S\xE3o Paulo", {}, 1), replaced = paintLabel("S\uFFFDo Paulo", {}, 1);
    EXPECT_TRUE(sameBytes(broken, replaced));
    EXPECT_GT(paintLabel(std::string("\xff\xfe\x80\xc0"), {}, 1).widthPx, 0);
}

TEST(Label, LongNamesEndInAnEllipsis) {
    const std::string name(100000, 'm');
    EXPECT_TRUE(sameBytes(paintLabel(name, {}, 1), paintLabel(std::string(200, 'm') + "…", {}, 1)));
    LabelStyle huge;
    huge.sizePx = 1e9;
    EXPECT_LE(paintLabel(name, huge, 1e9).widthPx, 16384);
}

TEST(Label, OddNumbersDoNotHurt) {
    LabelStyle style;
    style.sizePx = std::nan("");
    style.haloPx = std::nan("");
    style.maxWidthPx = std::nan("");
    EXPECT_LT(paintLabel("Lima", style, std::nan("")).widthPx, 100);
    style.sizePx = -5;
    style.haloPx = 1e12;
    EXPECT_LT(paintLabel("Lima", style, -1).widthPx, 100);
}

TEST(Label, WrapsBetweenWordsOnly) {
    LabelStyle style = withoutHalo(14);
    style.maxWidthPx = 70;
    const Image wrapped = paintLabel("Ville de Montréal", style, 1), line = paintLabel("Ville de Montréal", withoutHalo(14), 1);
    EXPECT_GT(wrapped.heightPx, line.heightPx * 3 / 2);
    EXPECT_LE(wrapped.widthPx, 71);
    style.maxWidthPx = 60;  // "Montréal" is a little wider, and stays whole
    const Image word = paintLabel("Montréal", style, 1);
    EXPECT_TRUE(sameBytes(word, paintLabel("Montréal", withoutHalo(14), 1)));
}

TEST(Label, OneLineTurnsBreaksIntoSpaces) { EXPECT_TRUE(sameBytes(paintLabel("a\nb", {}, 1), paintLabel("a b", {}, 1))); }

TEST(Label, ThreadsPaintTheSame) {
    const Image expected = paintLabel("서울 القاهرة Москва", {}, 2);
    std::vector<Image> painted(4);
    {
        std::vector<std::jthread> threads;
        for (auto& image : painted)
            threads.emplace_back([&image] {
                for (int i = 0; i < 5; ++i) image = paintLabel("서울 القاهرة Москва", {}, 2);
            });
    }
    for (const auto& image : painted) EXPECT_TRUE(sameBytes(image, expected));
}

}  // namespace
