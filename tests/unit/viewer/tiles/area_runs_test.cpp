#include "viewer/tiles/area_runs.h"

#include <gtest/gtest.h>

#include <random>

namespace {

constexpr size_t kSide = 512;
constexpr uint32_t kFull = 255;

geo::AreaContent bare() { return {std::vector<uint32_t>(kSide * kSide, 0), {}}; }

void fill(std::vector<uint32_t>& texels, size_t x0, size_t y0, size_t x1, size_t y1, uint32_t entry) {
    for (size_t y = y0; y < y1; ++y)
        for (size_t x = x0; x < x1; ++x) texels[y * kSide + x] = entry;
}

TEST(AreaRuns, NothingIsNoRun) {
    auto content = bare();
    fill(content.first, 0, 0, kSide, kSide, 7u << 8);  // a feature that covers none of it
    const auto runs = tiles::areaRuns(content);
    EXPECT_TRUE(runs.plain.empty());
    EXPECT_TRUE(runs.mixed.empty());
}

TEST(AreaRuns, OneAreaEverywhereIsOneRun) {
    auto content = bare();
    fill(content.first, 0, 0, kSide, kSide, 7u << 8 | kFull);
    content.second.assign(kSide * kSide, 0);
    const auto runs = tiles::areaRuns(content);
    ASSERT_EQ(runs.plain, (std::vector<tiles::AreaRun>{{0, 0, 512, 512, 7u << 8 | kFull}}));
    EXPECT_TRUE(runs.mixed.empty());
}

TEST(AreaRuns, AnAreaIsPlainInsideAndMixedAlongItsEdge) {
    auto content = bare();
    fill(content.first, 24, 32, 128, 96, 7u << 8 | kFull);
    const auto runs = tiles::areaRuns(content);
    EXPECT_EQ(runs.plain, (std::vector<tiles::AreaRun>{{32, 32, 96, 64, 7u << 8 | kFull}}));
    EXPECT_EQ(runs.mixed, (std::vector<tiles::AreaRun>{{16, 32, 16, 64, 0}}));
}

TEST(AreaRuns, ARunnerUpMakesABlockMixed) {
    auto content = bare();
    fill(content.first, 0, 0, kSide, kSide, 7u << 8 | kFull);
    content.second.assign(kSide * kSide, 0);
    content.second[100 * kSide + 200] = 9u << 8 | 1;
    const auto runs = tiles::areaRuns(content);
    EXPECT_EQ(runs.mixed, (std::vector<tiles::AreaRun>{{192, 96, 16, 16, 0}}));
}

// Law: every texel lies in at most one run; plain ones are what they say, and what lies in none is nothing.
TEST(AreaRuns, SayOfEveryTexelWhatItIs) {
    std::mt19937 random(11);
    for (int round = 0; round < 20; ++round) {
        auto content = bare();
        content.second.assign(round % 2 ? kSide * kSide : 0, 0);
        const auto upTo = [&](size_t most) { return std::uniform_int_distribution<size_t>(0, most)(random); };
        for (int i = 0; i < 12; ++i) {
            const size_t x = upTo(kSide), y = upTo(kSide), right = x + upTo(kSide - x), bottom = y + upTo(kSide - y);
            auto& texels = !content.second.empty() && i % 4 == 3 ? content.second : content.first;
            fill(texels, x, y, right, bottom, static_cast<uint32_t>(upTo(3) << 8 | (upTo(1) ? kFull : upTo(kFull))));
        }
        const auto runs = tiles::areaRuns(content);
        std::vector<int> seen(kSide * kSide, 0);
        const auto mark = [&](const tiles::AreaRun& run, bool plain) {
            for (auto y = static_cast<size_t>(run.y); y < static_cast<size_t>(run.y + run.height); ++y)
                for (auto x = static_cast<size_t>(run.x); x < static_cast<size_t>(run.x + run.width); ++x) {
                    const size_t at = y * kSide + x;
                    ++seen[at];
                    if (!plain) continue;
                    ASSERT_EQ(content.first[at], run.entry);
                    ASSERT_TRUE(content.second.empty() || (content.second[at] & 255) == 0);
                }
        };
        for (const auto& run : runs.plain) mark(run, true);
        for (const auto& run : runs.mixed) mark(run, false);
        for (size_t at = 0; at < seen.size(); ++at) {
            ASSERT_LE(seen[at], 1);
            const uint32_t second = content.second.empty() ? 0 : content.second[at];
            ASSERT_TRUE(seen[at] == 1 || ((content.first[at] | second) & 255) == 0);
        }
    }
}

}  // namespace
