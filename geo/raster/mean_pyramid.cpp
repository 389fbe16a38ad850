#include "geo/raster/mean_pyramid.h"

#include <algorithm>
#include <utility>

#include "geo/raster/raster_grid.h"

namespace geo {

MeanPyramid::MeanPyramid(int columns, int levels, Sink sink)
    : m_levels(levels), m_sink(std::move(sink)), m_sums(static_cast<size_t>(levels) + 1) {
    for (int level = 1; level <= levels; ++level) {
        const auto blocks = static_cast<size_t>(halved(columns, level));
        m_sums[static_cast<size_t>(level)].amounts.resize(blocks);
        m_sums[static_cast<size_t>(level)].weights.resize(blocks);
    }
}

void MeanPyramid::addRow(std::span<const double> amounts, std::span<const double> weights) { pass(1, amounts, weights); }

void MeanPyramid::pass(int level, std::span<const double> amounts, std::span<const double> weights) {
    if (level > m_levels) return;
    Row& row = m_sums[static_cast<size_t>(level)];
    for (size_t i = 0; i < amounts.size(); ++i)
        if (weights[i] > 0) row.amounts[i / 2] += amounts[i], row.weights[i / 2] += weights[i];
    row.waiting = !row.waiting;
    if (row.waiting) return;
    m_sink(level, row.amounts, row.weights);
    pass(level + 1, row.amounts, row.weights);
    std::fill(row.amounts.begin(), row.amounts.end(), 0.0);
    std::fill(row.weights.begin(), row.weights.end(), 0.0);
}

void MeanPyramid::finish() {
    for (int level = 1; level <= m_levels; ++level) {
        Row& row = m_sums[static_cast<size_t>(level)];
        if (!row.waiting) continue;
        row.waiting = false;
        m_sink(level, row.amounts, row.weights);
        pass(level + 1, row.amounts, row.weights);
        std::fill(row.amounts.begin(), row.amounts.end(), 0.0);
        std::fill(row.weights.begin(), row.weights.end(), 0.0);
    }
}

}  // namespace geo
