#include "viewer/ui/scripts.h"

#include <gtest/gtest.h>

#include <string>

TEST(Scripts, LatinGreekAndCyrillicAreDrawnByTheBaseFont) {
    for (const char* name :
         {"Montevideo", "São Paulo", "Thành phố Hồ Chí Minh", "Αθήνα", "Москва", "1 : 25\u202f000", "κm² → ∞"}) {
        EXPECT_TRUE(ui::isPlain(name)) << name;
    }
}

TEST(Scripts, WhatNeedsShapingOrAnotherFontIsNotPlain) {
    for (const char* name :
         {"القاهرة", "تهران", "नई दिल्ली", "హైదరాబాద్", "서울특별시", "北京市", "กรุงเทพมหานคร", "አዲስ አበባ", "e\u0301"}) {
        EXPECT_FALSE(ui::isPlain(name)) << name;
    }
}

TEST(Scripts, MalformedBytesGiveReplacementsAndEnd) {
    const std::string bytes = "\xff\xc3\xe2\x82";
    size_t at = 0;
    int characters = 0;
    while (at < bytes.size()) {
        EXPECT_EQ(ui::nextCodePoint(bytes, at), U'\ufffd');
        ASSERT_LE(++characters, 4);
    }
    EXPECT_FALSE(ui::isPlain(bytes));
}
