#include "geo/io/vector_tags.h"

#include <gtest/gtest.h>

namespace geo {
namespace {

TEST(TagList, ReadsHstore) {
    TagList tags;
    ASSERT_TRUE(tags.appendHstore(R"("lanes"=>"2","name:ru"=>"улица \"Луч\"")"));
    EXPECT_EQ(tags.find("lanes"), "2");
    EXPECT_EQ(tags.find("name:ru"), "улица \"Луч\"");
    EXPECT_FALSE(tags.appendHstore(R"("half"=>)"));
    EXPECT_EQ(tags.find("lanes"), "2") << "what came before the fault is kept";
    ASSERT_TRUE(tags.appendHstore(R"("path"=>"C:\\new\table","empty"=>"")"));
    EXPECT_EQ(tags.find("path"), "C:\\newtable") << "a backslash only takes the next character as it is";
    EXPECT_FALSE(tags.find("empty"));
}

}  // namespace
}  // namespace geo
