#include "geo/base/text.h"

#include <gtest/gtest.h>

namespace {

TEST(Text, WhatSteersATerminalBecomesBlank) {
    EXPECT_EQ(geo::printable("a\x1b[31mred\x1b]0;title\x07 b\r\n\x7f"), "a [31mred ]0;title  b   ");
    EXPECT_EQ(geo::printable("C1:\xC2\x9B"
                             "31m"),
              "C1: 31m");
    EXPECT_EQ(geo::printable("서울 São 🗺 café"), "서울 São 🗺 café");
}

TEST(Text, WhatIsNotUtf8IsReplaced) {
    for (const char* broken : {"\xC3", "\x80", "\xFF", "\xC0"}) EXPECT_EQ(geo::printable(broken), "\xEF\xBF\xBD");
    EXPECT_EQ(geo::printable("\xE0\x9F\xBF"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD") << "overlong";
    EXPECT_EQ(geo::printable("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD") << "a surrogate";
    EXPECT_EQ(geo::printable("\xF4\x90\x80\x80").size(), 12u) << "beyond Unicode";
}

TEST(Text, CharactersOfEveryLength) {
    const std::string text = "aé울🗺";
    size_t at = 0;
    for (const char32_t point : {U'a', U'é', U'울', U'🗺'}) {
        const auto character = geo::characterAt(text, at);
        EXPECT_TRUE(character.valid);
        EXPECT_EQ(character.point, point);
        at += character.bytes;
    }
    EXPECT_EQ(at, text.size());
}

TEST(Text, ANumberIsOneFromEndToEnd) {
    for (const char* text : {"12", " 12 ", "+12", "1.2e1", "12.0\r"}) EXPECT_EQ(geo::wholeNumber(text), 12) << text;
    for (const char* text : {"", " ", "12,000", "3;4", "5 m", "12-", "nan", "inf", "1e999", "+-1", "0x10"})
        EXPECT_FALSE(geo::wholeNumber(text)) << text;
}

TEST(Text, PartsAreWhatLiesBetweenMarks) {
    EXPECT_EQ(geo::partsOf("© a · b ·  · c", " · "), (std::vector<std::string>{"© a", "b", "c"}));
    EXPECT_EQ(geo::partsOf("whole", " · "), std::vector<std::string>{"whole"});
    EXPECT_TRUE(geo::partsOf("", " · ").empty());
}

TEST(Text, CountsAreGrouped) {
    EXPECT_EQ(geo::grouped(1234567), "1,234,567");
    EXPECT_EQ(geo::grouped(999), "999");
    EXPECT_EQ(geo::grouped(-1000), "-1,000");
    EXPECT_EQ(geo::grouped(-1234567, "\u202F"), "-1\u202F234\u202F567");
}

}  // namespace
