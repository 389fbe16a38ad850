#include "geo/base/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Csv, ReadsQuotesCommasAndLineBreaks) {
    const auto table =
        geo::parseCsv("\xEF\xBB\xBFname,note\r\n\"Ivory, Coast\",\"says \"\"hi\"\"\nand more\"\r\nplain,\r\n", "test");
    ASSERT_TRUE(table) << geo::describe(table.error());
    EXPECT_THAT(table->columns, ElementsAre("name", "note"));
    ASSERT_EQ(table->rows.size(), 2u);
    EXPECT_THAT(table->rows[0], ElementsAre("Ivory, Coast", "says \"hi\"\nand more"));
    EXPECT_THAT(table->rows[1], ElementsAre("plain", ""));
    EXPECT_EQ(table->column("note"), 1u);
    EXPECT_FALSE(table->column("Note"));
}

TEST(Csv, NeedsNoLastLineBreakAndSkipsEmptyLines) {
    const auto table = geo::parseCsv("a,b\n\n1,2", "test");
    ASSERT_TRUE(table);
    ASSERT_EQ(table->rows.size(), 1u);
    EXPECT_THAT(table->rows[0], ElementsAre("1", "2"));
}

TEST(Csv, SaysWhichLineIsWrong) {
    EXPECT_THAT(geo::parseCsv("", "t").error().message, HasSubstr("empty"));
    EXPECT_THAT(geo::parseCsv("a,b\n1,2\n1,2,3\n", "t").error().message, HasSubstr("Line 3 has 3 fields"));
    EXPECT_THAT(geo::parseCsv("a,b\n\"1\n2\",x\ny\n", "t").error().message, HasSubstr("Line 4 has 1 fields"));
    EXPECT_THAT(geo::parseCsv("a,b\n1,\"2\n", "t").error().message, HasSubstr("line 2 is never closed"));
    EXPECT_FALSE(geo::parseCsv("a,b\n\"1\"x,2\n", "t"));
}

}  // namespace
