#include "geo/mosaic/urban_centres.h"

#include <algorithm>
#include <array>

namespace geo {
namespace {

constexpr size_t kLargestGap = 14;  // cells of 1 km²: gaps below 15 km² are filled

}  // namespace

UrbanCentres::UrbanCentres(const GridClusters& clusters, std::span<const double> people, double inhabitants, int columns,
                           int rows)
    : m_columns(columns), m_rows(rows), m_centreOf(clusters.of) {
    const auto sums = clusters.sums(people);
    std::vector<uint32_t> numbers(clusters.count + 1);
    uint32_t count = 0;
    for (size_t cluster = 1; cluster < sums.size(); ++cluster)
        if (sums[cluster] >= inhabitants) numbers[cluster] = ++count;
    for (auto& centre : m_centreOf) centre = numbers[centre];
}

template <class Visit>
void UrbanCentres::eachNeighbour(size_t cell, bool diagonal, Visit visit) const {
    const auto columns = static_cast<size_t>(m_columns);
    const int row = static_cast<int>(cell / columns), column = static_cast<int>(cell % columns);
    for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx) {
            if ((dx == 0 && dy == 0) || (!diagonal && dx != 0 && dy != 0)) continue;
            const int y = row + dy, x = column + dx;
            if (y >= 0 && y < m_rows && x >= 0 && x < m_columns) visit(static_cast<size_t>(y) * columns + static_cast<size_t>(x));
        }
}

uint32_t UrbanCentres::majority(size_t cell, EdgeSmoothing rule, const CellTest& notCounted) const {
    std::array<uint32_t, 8> of{};
    size_t inCentres = 0;
    int counted = 8;
    eachNeighbour(cell, true, [&](size_t other) {
        if (m_centreOf[other])
            of[inCentres++] = m_centreOf[other];
        else if (rule == EdgeSmoothing::R2023A && notCounted(other))
            --counted;
    });
    for (size_t i = 0; i < inCentres; ++i) {
        const auto votes = std::count(of.begin(), of.begin() + static_cast<ptrdiff_t>(inCentres), of[i]);
        if (rule == EdgeSmoothing::R2022A ? votes >= 5 : 2 * votes > counted) return of[i];
    }
    return 0;
}

void UrbanCentres::smooth(EdgeSmoothing rule, const CellTest& mayJoin, const CellTest& notCounted) {
    // Only neighbours of cells that joined in the last round can have found a new majority.
    std::vector<size_t> changed;
    for (size_t cell = 0; cell < m_centreOf.size(); ++cell)
        if (m_centreOf[cell]) changed.push_back(cell);
    std::vector<uint32_t> askedIn(m_centreOf.size());
    for (uint32_t round = 1; !changed.empty(); ++round) {
        std::vector<Joining> joining;
        for (const size_t cell : changed)
            eachNeighbour(cell, true, [&](size_t other) {
                if (m_centreOf[other] || askedIn[other] == round) return;
                askedIn[other] = round;
                if (rule == EdgeSmoothing::R2023A && !mayJoin(other)) return;
                if (const uint32_t centre = majority(other, rule, notCounted)) joining.push_back({other, centre});
            });
        changed.clear();
        for (const auto& [cell, centre] : joining) {
            m_centreOf[cell] = centre;
            changed.push_back(cell);
        }
    }
}

// The cells that hang together with `start` and are not of the centre; false if they are too many or reach the grid's edge.
bool UrbanCentres::collectHole(size_t start, uint32_t centre, std::vector<size_t>& hole) {
    hole.assign(1, start);
    for (size_t next = 0; next < hole.size(); ++next) {
        int neighbours = 0;
        eachNeighbour(hole[next], false, [&](size_t other) {
            ++neighbours;
            if (m_centreOf[other] != centre && std::find(hole.begin(), hole.end(), other) == hole.end()) hole.push_back(other);
        });
        if (neighbours < 4 || hole.size() > kLargestGap) return false;
    }
    return true;
}

void UrbanCentres::fillGaps(const CellTest& mayJoin) {
    std::vector<Joining> joining;
    std::vector<uint32_t> askedFor(m_centreOf.size());
    std::vector<size_t> hole;
    for (size_t cell = 0; cell < m_centreOf.size(); ++cell) {
        const uint32_t centre = m_centreOf[cell];
        if (!centre) continue;
        eachNeighbour(cell, false, [&](size_t other) {
            if (m_centreOf[other] == centre || askedFor[other] == centre) return;
            const bool enclosed = collectHole(other, centre, hole);
            for (const size_t inside : hole) {
                askedFor[inside] = centre;
                if (enclosed && mayJoin(inside)) joining.push_back({inside, centre});
            }
        });
    }
    for (const auto& [cell, centre] : joining) m_centreOf[cell] = centre;
}

}  // namespace geo
