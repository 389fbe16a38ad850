#include "geo/io/vector_tags.h"

#include <gtest/gtest.h>

namespace geo {
namespace {

TEST(TagList, ReadsAFlatObject) {
    TagList tags;
    ASSERT_TRUE(tags.parseJson(
        R"({ "@id":78103491, "name":"Caf\u00e9 \"Sol\"", "lanes":2, "empty":"", "none":null, "nested":{"a":[1,2]} })"));
    EXPECT_EQ(tags.find("@id"), "78103491");
    EXPECT_EQ(tags.find("name"), "Café \"Sol\"");
    EXPECT_EQ(tags.find("lanes"), "2");
    EXPECT_EQ(tags.find("nested"), R"({"a":[1,2]})");
    EXPECT_FALSE(tags.find("empty"));
    EXPECT_FALSE(tags.find("none"));
}

TEST(TagList, ReadsSurrogatePairs) {
    TagList tags;
    ASSERT_TRUE(tags.parseJson(R"({"name":"\ud83c\udf33 서울"})"));
    EXPECT_EQ(tags.find("name"), "🌳 서울");
}

TEST(TagList, KeepsWhatCameBeforeAFault) {
    for (const char* broken :
         {R"({"a":"1","b":"unfinished)", R"({"a":"1",)", R"({"a":"1","b":})", R"({"a":"1",7})", R"({"a":"1","b":"\u12)"}) {
        TagList tags;
        EXPECT_FALSE(tags.parseJson(broken)) << broken;
        EXPECT_EQ(tags.find("a"), "1") << broken;
    }
    TagList tags;
    EXPECT_FALSE(tags.parseJson(""));
    EXPECT_FALSE(tags.parseJson("[1]"));
}

TEST(TagList, ReadsHstore) {
    TagList tags;
    ASSERT_TRUE(tags.appendHstore(R"("lanes"=>"2","name:ru"=>"улица \"Луч\"")"));
    EXPECT_EQ(tags.find("lanes"), "2");
    EXPECT_EQ(tags.find("name:ru"), "улица \"Луч\"");
    EXPECT_FALSE(tags.appendHstore(R"("half"=>)"));
}

}  // namespace
}  // namespace geo
