#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "geo/mosaic/degree_of_urbanisation.h"
#include "geo/mosaic/grid_clusters.h"

namespace geo {

/// Urban centres while they are made: clusters that are large enough, grown by the rules for edges and gaps. One thread.
class UrbanCentres {
public:
    using CellTest = std::function<bool(size_t cell)>;

    /// The clusters with at least so many inhabitants.
    UrbanCentres(const GridClusters& clusters, std::span<const double> people, double inhabitants, int columns, int rows);

    /// Lets cells join the centre that the majority of their neighbours belongs to, all at once, until none does. R2023A asks
    /// which cells may join and which do not count as neighbours while they are in no centre; R2022A lets all cells join and
    /// counts all.
    void smooth(EdgeSmoothing rule, const CellTest& mayJoin, const CellTest& notCounted);
    /// Lets the cells of holes of fewer than 15 cells, 4-neighbours, join the centre that encloses them.
    void fillGaps(const CellTest& mayJoin);

    /// Per cell the number of its centre, from 1; 0: none.
    [[nodiscard]] std::vector<uint32_t> take() { return std::move(m_centreOf); }

private:
    struct Joining {
        size_t cell;
        uint32_t centre;
    };
    [[nodiscard]] uint32_t majority(size_t cell, EdgeSmoothing rule, const CellTest& notCounted) const;
    bool collectHole(size_t start, uint32_t centre, std::vector<size_t>& hole);
    template <class Visit>
    void eachNeighbour(size_t cell, bool diagonal, Visit visit) const;

    int m_columns, m_rows;
    std::vector<uint32_t> m_centreOf;
};

}  // namespace geo
