#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <random>

#include "geo/raster/mean_pyramid.h"
#include "geo/raster/raster_grid.h"

namespace geo {
namespace {

TEST(MeanPyramid, keepsSumsOfAmountsAndWeightsAtEveryLevel) {
    std::mt19937 random(5);
    for (const auto& [columns, rows] : {std::pair{1, 9}, {13, 7}, {64, 64}}) {
        const int levels = halvings(columns, rows, 1);
        std::map<int, double> amounts, weights;
        std::map<int, int> rowsOut;
        MeanPyramid pyramid(columns, levels, [&](int level, std::span<const double> a, std::span<const double> w) {
            amounts[level] = std::accumulate(a.begin(), a.end(), amounts[level]);
            weights[level] = std::accumulate(w.begin(), w.end(), weights[level]);
            ++rowsOut[level];
        });
        double amount = 0, weight = 0;
        for (int row = 0; row < rows; ++row) {
            std::vector<double> a(static_cast<size_t>(columns)), w(a.size());
            for (size_t i = 0; i < a.size(); ++i) {
                w[i] = random() % 4 ? 0.5 + static_cast<double>(random() % 100) / 100 : 0;
                a[i] = w[i] > 0 ? static_cast<double>(random() % 1000) : std::numeric_limits<double>::quiet_NaN();
                if (w[i] > 0) amount += a[i], weight += w[i];
            }
            pyramid.addRow(a, w);
        }
        pyramid.finish();
        for (int level = 1; level <= levels; ++level) {
            EXPECT_NEAR(amounts[level], amount, 1e-9 * amount);
            EXPECT_NEAR(weights[level], weight, 1e-9 * weight);
            EXPECT_EQ(rowsOut[level], halved(rows, level));
        }
    }
}

}  // namespace
}  // namespace geo
