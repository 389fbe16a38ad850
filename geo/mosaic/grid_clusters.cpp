#include "geo/mosaic/grid_clusters.h"

#include <algorithm>

namespace geo {
namespace {

// Provisional labels and which of them turned out to be one cluster; the smallest label of a cluster is its root.
class Labels {
public:
    uint32_t make() {
        m_parents.push_back(static_cast<uint32_t>(m_parents.size()));
        return m_parents.back();
    }
    uint32_t root(uint32_t label) {
        while (m_parents[label] != label) label = m_parents[label] = m_parents[m_parents[label]];
        return label;
    }
    uint32_t unite(uint32_t a, uint32_t b) {
        a = root(a), b = root(b);
        m_parents[std::max(a, b)] = std::min(a, b);
        return std::min(a, b);
    }
    /// Numbers from 1 without gaps, in the order of the roots; returns how many.
    uint32_t number(std::vector<uint32_t>& numbers) {
        numbers.assign(m_parents.size(), 0);
        uint32_t count = 0;
        for (uint32_t label = 1; label < m_parents.size(); ++label)
            numbers[label] = m_parents[label] == label ? ++count : numbers[root(label)];
        return count;
    }

private:
    std::vector<uint32_t> m_parents{0};  // 0: no cluster
};

}  // namespace

std::vector<double> GridClusters::sums(std::span<const double> perCell) const {
    std::vector<double> sums(count + 1);
    for (size_t i = 0; i < of.size(); ++i)
        if (of[i]) sums[of[i]] += perCell[i];
    return sums;
}

GridClusters clustersOf(std::span<const uint8_t> mask, int columns, int rows, Contiguity contiguity) {
    GridClusters clusters;
    clusters.of.assign(mask.size(), 0);
    Labels labels;
    const bool diagonal = contiguity == Contiguity::Eight;
    for (int row = 0; row < rows; ++row) {
        uint32_t* here = clusters.of.data() + static_cast<ptrdiff_t>(row) * columns;
        const uint32_t* above = row ? here - columns : nullptr;
        const uint8_t* in = mask.data() + static_cast<ptrdiff_t>(row) * columns;
        for (int column = 0; column < columns; ++column) {
            if (!in[column]) continue;
            uint32_t label = column ? here[column - 1] : 0;
            const auto meet = [&](uint32_t other) {
                if (other && other != label) label = label ? labels.unite(label, other) : other;
            };
            if (above) {
                meet(above[column]);
                if (diagonal && column) meet(above[column - 1]);
                if (diagonal && column + 1 < columns) meet(above[column + 1]);
            }
            here[column] = label ? label : labels.make();
        }
    }
    std::vector<uint32_t> numbers;
    clusters.count = labels.number(numbers);
    for (auto& label : clusters.of) label = numbers[label];
    return clusters;
}

}  // namespace geo
