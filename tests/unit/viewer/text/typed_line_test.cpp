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

TEST(TypedLine, IsAsLongAsItsFurthestCaret) {
    for (const std::string typed : {"Lima", "تهران", "서울"}) {
        const auto word = setTypedLine(typed, 14, 1), blanks = setTypedLine(typed + "     ", 14, 1);
        for (const auto& line : {word, blanks})
            for (size_t i = 0; i <= line.characters.size(); ++i) EXPECT_LE(line.caretPx(i), line.advancePx()) << typed;
        EXPECT_NEAR(word.advancePx(), word.leftPx + word.image.widthPx, 4) << typed;
        EXPECT_GT(blanks.advancePx(), word.advancePx() + 10) << typed << ": its image is no wider";
        EXPECT_NEAR(blanks.image.widthPx, word.image.widthPx, 1) << typed;
    }
    EXPECT_DOUBLE_EQ(setTypedLine("", 14, 1).advancePx(), 0);
    EXPECT_GT(setTypedLine("   ", 14, 1).advancePx(), 5);
}

TEST(TypedLine, ScrollsToItsCaretAlsoBehindBlanks) {
    const auto word = setTypedLine("Lima", 14, 1), blanks = setTypedLine("Lima      ", 14, 1);
    const double room = word.advancePx() + 3;
    ASSERT_LT(blanks.leftPx + blanks.image.widthPx, room) << "what it shows has room, its caret has not";
    double scrolled = 0;
    for (size_t i = 0; i <= 10; ++i) {
        scrolled = blanks.scrolledPx(scrolled, i, room);
        EXPECT_LE(blanks.caretPx(i) - scrolled, room) << i;
        EXPECT_GE(blanks.caretPx(i) - scrolled, 0) << i;
    }
    EXPECT_GT(scrolled, 5);
    EXPECT_DOUBLE_EQ(blanks.scrolledPx(scrolled, 9, room), scrolled) << "a caret that is seen moves alone";
    EXPECT_DOUBLE_EQ(blanks.scrolledPx(scrolled, 0, room), 0);
    EXPECT_DOUBLE_EQ(word.scrolledPx(scrolled, 4, room), 0) << "what was deleted leaves no room";
    const auto fewer = setTypedLine("Lima     ", 14, 1);
    EXPECT_DOUBLE_EQ(fewer.scrolledPx(scrolled, 9, room), fewer.advancePx() - room);
    EXPECT_DOUBLE_EQ(setTypedLine("", 14, 1).scrolledPx(7, 0, -1), 0);
    EXPECT_DOUBLE_EQ(word.scrolledPx(0, 4, -1), word.advancePx()) << "a field without room";
}

TEST(TypedLine, MalformedBytesAndVeryLongTextAreDrawn) {
    EXPECT_EQ(setTypedLine("a\xff", 14, 1).characters.size(), 2u);
    EXPECT_LE(setTypedLine(std::string(5000, 'x'), 14, 1).characters.size(), 201u);
}

}  // namespace
