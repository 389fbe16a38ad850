#include "geo/taxonomy/colour_difference.h"

#include <gtest/gtest.h>

#include <vector>

#include "geo/taxonomy/scheme.h"

namespace geo {
namespace {

TEST(ColourDifference, IsThatOfThePublishedPairs) {  // Sharma, Wu & Dalal 2005, table 1
    struct Pair {
        CieLab a, b;
        double difference;
    };
    for (const auto& pair :
         {Pair{{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425}, Pair{{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0},
          Pair{{50, 0, 0}, {50, -1, 2}, 2.3669}, Pair{{50, 2.49, -0.001}, {50, -2.49, 0.0009}, 7.1792},
          Pair{{50, 2.49, -0.001}, {50, -2.49, 0.0011}, 7.2195}, Pair{{50, 2.5, 0}, {73, 25, -18}, 27.1492},
          Pair{{50, 2.5, 0}, {50, 3.2592, 0.335}, 1.0}, Pair{{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
          Pair{{22.7233, 20.0904, -46.694}, {23.0331, 14.973, -42.5619}, 2.0373},
          Pair{{90.8027, -2.0831, 1.441}, {91.1528, -1.6435, 0.0447}, 1.4441},
          Pair{{2.0776, 0.0795, -1.135}, {0.9033, -0.0636, -0.5514}, 0.9082}}) {
        EXPECT_NEAR(colourDifference(pair.a, pair.b), pair.difference, 1e-4);
        EXPECT_NEAR(colourDifference(pair.b, pair.a), pair.difference, 1e-4);
    }
    EXPECT_NEAR(colourDifference(Colour{255, 255, 255}, Colour{0, 0, 0}), 100, 0.01);
}

TEST(ColourDifference, OfTheMosaicsUsesIsAsComputed) {  // domain.md, E3: use 38.0
    const std::vector<Colour> use{{0xfd, 0xef, 0x35}, {0x7a, 0x4a, 0x9f}, {0xde, 0x33, 0x05}, {0x11, 0xb8, 0x96}};
    double least = 1e9;
    for (size_t i = 0; i < use.size(); ++i)
        for (size_t j = 0; j < i; ++j) least = std::min(least, colourDifference(use[i], use[j]));
    EXPECT_NEAR(least, 38.0, 0.1);
}

TEST(DistinctFrom, KeepsAColourThatIsFree) {
    const Colour taken[] = {{20, 60, 200, 255}};
    const Colour green{90, 170, 80, 255};
    EXPECT_LT(colourDifference(distinctFrom(green, taken, 10), green), 0.5);
    EXPECT_LT(colourDifference(distinctFrom(green, {}, 10), green), 0.5);
}

TEST(DistinctFrom, TwentyTimesTheSameColourBecomeTwentyColours) {
    for (const Colour wanted : {Colour{174, 207, 155, 255}, Colour{128, 128, 128, 255}, Colour{127, 0, 0, 255}}) {
        std::vector<Colour> taken;
        for (int i = 0; i < 20; ++i) {
            const auto colour = distinctFrom(wanted, taken, 10);
            for (const auto other : taken) EXPECT_GE(colourDifference(colour, other), 10) << i;
            taken.push_back(colour);
        }
    }
}

TEST(DistinctFrom, StaysWithinItsBounds) {
    std::vector<Colour> taken;
    for (int i = 0; i < 8; ++i) {
        taken.push_back(distinctFrom({127, 0, 0, 255}, taken, 6, {0.82, 0.95, 0.08}));
        EXPECT_GT(toCieLab(taken.back()).l, 74);
        for (int j = 0; j < i; ++j) EXPECT_GE(colourDifference(taken[i], taken[j]), 6) << i;
    }
}

}  // namespace
}  // namespace geo
