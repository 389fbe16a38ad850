#include "geo/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace {

TEST(Parallel, TakesEveryItemOnce) {
    for (const unsigned threads : {1u, 2u, 7u})
        for (const size_t count : {size_t{0}, size_t{1}, size_t{10}, size_t{1001}}) {
            std::vector<int> taken(count);
            const auto work = [&](size_t begin, size_t end) {
                EXPECT_LE(end - begin, 10u);
                for (size_t i = begin; i < end; ++i) ++taken[i];
            };
            EXPECT_TRUE(geo::inParallel(count, 10, work, {}, threads));
            EXPECT_EQ(taken, std::vector<int>(count, 1));
        }
}

TEST(Parallel, BeginsNothingMoreWhenToldToStop) {
    std::atomic<size_t> done = 0;
    double last = -1;
    const auto goesOn = [&](double fraction) {
        EXPECT_GE(fraction, last);
        last = fraction;
        return done < 50;
    };
    EXPECT_FALSE(geo::inParallel(
        1'000'000, 1, [&](size_t, size_t) { ++done; }, goesOn, 1));
    EXPECT_EQ(done, 50u);
}

TEST(Parallel, HandsOnWhatWorkThrows) {
    for (const unsigned threads : {1u, 3u}) {
        std::atomic<size_t> begun = 0;
        const auto work = [&](size_t begin, size_t) {
            ++begun;
            if (begin == 5) throw std::runtime_error("five");
        };
        EXPECT_THROW(geo::inParallel(1'000'000, 1, work, {}, threads), std::runtime_error);
        EXPECT_LT(begun, 1'000'000u);
    }
}

}  // namespace
