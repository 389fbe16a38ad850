#include "viewer/app/text_table.h"

#include <gtest/gtest.h>

#include <clocale>

namespace app {
namespace {

class TextTableTest : public ::testing::Test {
protected:
    void SetUp() override {
        if (!std::setlocale(LC_CTYPE, "C.UTF-8")) GTEST_SKIP() << "The locale C.UTF-8 is not installed.";
    }
};

TEST_F(TextTableTest, countsColumnsOfTheTerminal) {
    EXPECT_EQ(terminalWidth("Lima"), 4);
    EXPECT_EQ(terminalWidth("São"), 3);
    EXPECT_EQ(terminalWidth("서울"), 4);
    EXPECT_EQ(terminalWidth("القاهرة"), 7);
    EXPECT_EQ(terminalWidth("e\u0301"), 1) << "a combining accent takes no column";
    EXPECT_EQ(terminalWidth("\xFF\xFE"), 2) << "broken text stays countable";
}

TEST_F(TextTableTest, cutsBetweenCharacters) {
    EXPECT_EQ(fitted("Montevideo", 20), "Montevideo");
    EXPECT_EQ(fitted("Montevideo", 5), "Mont…");
    EXPECT_EQ(fitted("上海市上海", 6), "上海…");
}

TEST_F(TextTableTest, alignsColumns) {
    TextTable table({{"Name", false, 10}, {"n", true, 6}});
    table.add({"서울", "1"});
    table.add({"Lima", "23"});
    EXPECT_EQ(table.text(), "Name   n\n서울   1\nLima  23\n");
}

}  // namespace
}  // namespace app
