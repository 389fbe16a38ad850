#include "geo/base/counted.h"

#include <gtest/gtest.h>

TEST(Counted, OneThingIsSingular) {
    EXPECT_EQ(geo::counted(1, "layer"), "1 layer");
    EXPECT_EQ(geo::counted(1, "tessera", "tesserae"), "1 tessera");
    EXPECT_EQ(geo::nounFor(1, "city pack"), "city pack");
}

TEST(Counted, NoneAndManyArePlural) {
    EXPECT_EQ(geo::counted(0, "file"), "0 files");
    EXPECT_EQ(geo::counted(2, "class", "classes"), "2 classes");
    EXPECT_EQ(geo::nounFor(11, "tessera", "tesserae"), "tesserae");
}
