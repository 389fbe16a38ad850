#include "viewer/text/typed_line.h"

#include <gtest/gtest.h>

namespace {

using text::setTypedLine;

TEST(TypedLine, HasAPlaceForTheCaretAroundEveryCharacterOfEveryScript) {
    for (const auto& [typed, characters] :
         {std::pair{"서울", 2u}, {"القاهرة", 7u}, {"تهران", 5u}, {"תל", 2u}, {"北京市", 3u}, {"São", 3u}, {"दिल्ली", 6u}}) {
        const auto line = setTypedLine(typed, 14, 1);
        ASSERT_EQ(line.characters.size(), characters) << typed;
        EXPECT_GT(line.image.widthPx, 5) << typed;
        EXPECT_GT(line.aboveBaselinePx, 4) << typed;
        for (size_t i = 0; i <= characters; ++i) {
            EXPECT_GE(line.caretPx(i), 0) << typed;
            EXPECT_LE(line.caretPx(i), line.leftPx + line.image.widthPx + 2) << typed;
        }
    }
}

TEST(TypedLine, CaretMovesWithTheDirectionOfTheScript) {
    const auto latin = setTypedLine("Lima", 14, 1), arabic = setTypedLine("تهران", 14, 1);
    for (size_t i = 1; i <= 4; ++i) EXPECT_GT(latin.caretPx(i), latin.caretPx(i - 1));
    for (size_t i = 1; i <= 5; ++i) EXPECT_LT(arabic.caretPx(i), arabic.caretPx(i - 1));
    EXPECT_DOUBLE_EQ(latin.caretPx(0), 0);
    EXPECT_NEAR(arabic.caretPx(5), 0, 0.5);
    EXPECT_DOUBLE_EQ(setTypedLine("", 14, 1).caretPx(0), 0);
}

TEST(TypedLine, AClickFindsTheNearestPlace) {
    for (const char* typed : {"Lima", "تهران", "서울"}) {
        const auto line = setTypedLine(typed, 14, 1.5);
        for (size_t i = 0; i <= line.characters.size(); ++i) EXPECT_EQ(line.caretNear(line.caretPx(i) + 0.4), i) << typed;
    }
    EXPECT_EQ(setTypedLine("Lima", 14, 1).caretNear(9999), 4u);
}

TEST(TypedLine, BlanksAtItsEndCountAsTheyAreTyped) {
    const auto word = setTypedLine("تهران", 14, 1), blank = setTypedLine("Lima ", 14, 1);
    ASSERT_EQ(blank.characters.size(), 5u);
    EXPECT_GT(blank.caretPx(5), blank.caretPx(4) + 2);
    EXPECT_TRUE(setTypedLine("   ", 14, 1).image.rgba.empty());
    EXPECT_EQ(setTypedLine("   ", 14, 1).characters.size(), 3u);
    EXPECT_EQ(word.image.rgba, setTypedLine("تهران", 14, 1).image.rgba);
}

TEST(TypedLine, MalformedBytesAndVeryLongTextAreDrawn) {
    EXPECT_EQ(setTypedLine("a\xff", 14, 1).characters.size(), 2u);
    EXPECT_LE(setTypedLine(std::string(5000, 'x'), 14, 1).characters.size(), 201u);
}

}  // namespace
