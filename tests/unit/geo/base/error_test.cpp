#include "geo/base/error.h"

#include <gtest/gtest.h>

namespace {

using geo::describe;
using geo::ErrorCode;

TEST(Error, SaysSubjectMessageAndCause) {
    EXPECT_EQ(describe({ErrorCode::NotFound, "There is no such file.", "a.tif", "errno 2"}),
              "a.tif: There is no such file. (errno 2)");
    EXPECT_EQ(describe({ErrorCode::NotFound, "There is no such file.", "", ""}), "There is no such file.");
}

TEST(Error, StaysOneLineWhateverAHostileFileSays) {
    EXPECT_EQ(describe({ErrorCode::Malformed, "It is damaged.", "a\nb\x1b[31m.tif", "c\r\td\x7f"}),
              "a b [31m.tif: It is damaged. (c  d )");
    EXPECT_EQ(describe({ErrorCode::Malformed, "It is damaged.",
                        "\xC2\x9B"
                        "31m",
                        ""}),
              " 31m: It is damaged.");
}

TEST(Error, KeepsEveryScriptAndReplacesCutCharacters) {
    EXPECT_EQ(describe({ErrorCode::Malformed, "It is damaged.", "서울 São 🗺", ""}), "서울 São 🗺: It is damaged.");
    EXPECT_EQ(describe({ErrorCode::Malformed, "It is damaged.", "S\xC3", ""}), "S\xEF\xBF\xBD: It is damaged.");
}

TEST(Error, KeepsPasswordsToItself) {
    const geo::Error error{ErrorCode::Unreadable, "No answer.", "PG:host=a password=hush dbname=b",
                           "password='a b' PASSWORD=x; missing \"=\" after \"hush\" beside \"b\""};
    EXPECT_EQ(describe(error),
              "PG:host=a dbname=b: No answer. (password=*** PASSWORD=*** missing \"=\" after \"***\" beside \"b\")");
    EXPECT_EQ(describe({ErrorCode::Unreadable, "It is damaged.", "https://me:hush@a.org/b.tif?sig=hush&v=1", ""}),
              "https://***@a.org/b.tif?sig=***&v=1: It is damaged.");
}

}  // namespace
