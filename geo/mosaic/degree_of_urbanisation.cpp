#include "geo/mosaic/degree_of_urbanisation.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <span>

#include "geo/mosaic/grid_clusters.h"
#include "geo/mosaic/urban_centres.h"

namespace geo {
namespace {

constexpr double kDense = 1500, kSemiDense = 900, kModerate = 300, kLow = 50;  // inhabitants per km² of land
constexpr double kCentre = 50'000, kCluster = 5'000, kSemiDenseCluster = 2'500, kRuralCluster = 500;  // inhabitants
constexpr int kAway = 2;  // a semi-dense cluster lies more than so many cells from centres and dense clusters

using Mask = std::vector<uint8_t>;

bool isAtLeast(double built, double land, double threshold) {
    const double share = land > 0 ? built / land : built > 0 ? std::numeric_limits<double>::infinity() : 0;
    return std::round(share * 1000) >= threshold * 1000 - 1e-9;  // the published shares have three decimals
}

// The cells' facts that the rules ask for again and again.
class Cells {
public:
    explicit Cells(const UrbanisationGrid& grid) : m_grid(grid), m_people(grid.inhabitants), m_densities(grid.inhabitants) {
        for (size_t i = 0; i < m_people.size(); ++i) {
            if (std::isnan(m_people[i])) m_people[i] = 0;
            m_densities[i] = m_people[i] > 0 ? m_people[i] / land(i) : 0;
        }
    }
    [[nodiscard]] size_t size() const { return m_people.size(); }
    [[nodiscard]] std::span<const double> people() const { return m_people; }
    [[nodiscard]] double density(size_t i) const { return m_densities[i]; }
    [[nodiscard]] bool known(size_t i) const { return !std::isnan(m_grid.inhabitants[i]); }
    [[nodiscard]] double land(size_t i) const { return m_grid.landShare.empty() ? 1 : m_grid.landShare[i]; }
    [[nodiscard]] double built(size_t i) const { return m_grid.builtShare.empty() ? 0 : m_grid.builtShare[i]; }
    /// Uninhabited and less than half land; not counted by the majority of R2023A.
    [[nodiscard]] bool empty(size_t i) const { return m_people[i] == 0 && land(i) < 0.5; }
    [[nodiscard]] bool water(size_t i) const { return empty(i) && !(built(i) > 0); }

    [[nodiscard]] Mask atLeast(double density) const {
        Mask mask(size());
        for (size_t i = 0; i < size(); ++i) mask[i] = m_densities[i] >= density;
        return mask;
    }
    [[nodiscard]] Mask dense(const std::optional<double>& builtThreshold) const {
        Mask mask = atLeast(kDense);
        if (builtThreshold)
            for (size_t i = 0; i < size(); ++i) mask[i] = mask[i] || (known(i) && isAtLeast(built(i), land(i), *builtThreshold));
        return mask;
    }

private:
    const UrbanisationGrid& m_grid;
    std::vector<double> m_people, m_densities;
};

// Clusters with at least so many inhabitants, as a mask.
Mask largeEnough(const GridClusters& clusters, std::span<const double> people, double inhabitants) {
    const auto sums = clusters.sums(people);
    Mask mask(clusters.of.size());
    for (size_t i = 0; i < mask.size(); ++i) mask[i] = clusters.of[i] && sums[clusters.of[i]] >= inhabitants;
    return mask;
}

// Cells within `steps` 8-neighbour steps of the mask, those of the mask among them.
Mask near(const Mask& mask, int columns, int rows, int steps) {
    const auto spread = [&](const Mask& from, int count, int lines, ptrdiff_t step, ptrdiff_t lineStep) {
        Mask to(from.size());
        for (int line = 0; line < lines; ++line) {
            const uint8_t* in = from.data() + line * lineStep;
            uint8_t* out = to.data() + line * lineStep;
            int reach = -1;  // the last cell that what was met so far spreads to
            for (int i = 0; i < count + steps; ++i) {
                if (i < count && in[i * step]) reach = i + 2 * steps;
                if (i >= steps) out[(i - steps) * step] = i <= reach;
            }
        }
        return to;
    };
    return spread(spread(mask, columns, rows, 1, columns), rows, columns, columns, 1);
}

// Semi-dense clusters that lie away from everything denser.
Mask semiDense(const Cells& cells, const std::vector<uint8_t>& level2, int columns, int rows) {
    const auto clusters = clustersOf(cells.atLeast(kSemiDense), columns, rows, Contiguity::Four);
    Mask denser(cells.size());
    for (size_t i = 0; i < cells.size(); ++i) denser[i] = level2[i] == smod::kUrbanCentre || level2[i] == smod::kDenseCluster;
    const Mask tooNear = near(denser, columns, rows, kAway);
    std::vector<uint8_t> out(clusters.count + 1);
    for (size_t i = 0; i < cells.size(); ++i)
        if (tooNear[i]) out[clusters.of[i]] = 1;
    Mask mask = largeEnough(clusters, cells.people(), kSemiDenseCluster);
    for (size_t i = 0; i < cells.size(); ++i) mask[i] = mask[i] && !out[clusters.of[i]];
    return mask;
}

}  // namespace

DegreeOfUrbanisation degreeOfUrbanisation(const UrbanisationGrid& grid, const UrbanisationRules& rules) {
    assert(grid.inhabitants.size() == static_cast<size_t>(grid.columns) * static_cast<size_t>(grid.rows));
    assert(!rules.builtThreshold || !grid.builtShare.empty());
    const Cells cells(grid);
    const auto dense = clustersOf(cells.dense(rules.builtThreshold), grid.columns, grid.rows, Contiguity::Four);
    const auto moderate = clustersOf(cells.atLeast(kModerate), grid.columns, grid.rows, Contiguity::Eight);
    const Mask urbanCluster = largeEnough(moderate, cells.people(), kCluster);
    const Mask ruralCluster = largeEnough(moderate, cells.people(), kRuralCluster);
    const Mask denseCluster = largeEnough(dense, cells.people(), kCluster);

    DegreeOfUrbanisation result{grid.columns, grid.rows, {}, {}, {}, {}};
    UrbanCentres centres(dense, cells.people(), kCentre, grid.columns, grid.rows);
    centres.smooth(
        rules.smoothing, [&](size_t i) { return cells.known(i) && !cells.water(i); }, [&](size_t i) { return cells.empty(i); });
    centres.fillGaps([&](size_t i) { return cells.known(i); });
    result.centreOf = centres.take();
    const uint32_t count = result.centreOf.empty() ? 0 : *std::max_element(result.centreOf.begin(), result.centreOf.end());
    result.centres = GridClusters{result.centreOf, count}.sums(cells.people());

    result.level1.resize(cells.size());
    result.level2.resize(cells.size());
    for (size_t i = 0; i < cells.size(); ++i) {
        const bool centre = result.centreOf[i] != 0;
        result.level1[i] = !cells.known(i)   ? Urbanisation::Unknown
                           : centre          ? Urbanisation::UrbanCentre
                           : urbanCluster[i] ? Urbanisation::UrbanCluster
                           : cells.water(i)  ? Urbanisation::Water
                                             : Urbanisation::Rural;
        result.level2[i] = centre ? smod::kUrbanCentre : denseCluster[i] ? smod::kDenseCluster : 0;
    }
    const Mask semiDenseCluster = semiDense(cells, result.level2, grid.columns, grid.rows);
    for (size_t i = 0; i < cells.size(); ++i) {
        if (!cells.known(i)) {
            result.level2[i] = smod::kUnknown;
        } else if (!result.level2[i]) {
            result.level2[i] = semiDenseCluster[i]        ? smod::kSemiDenseCluster
                               : urbanCluster[i]          ? smod::kSuburban
                               : ruralCluster[i]          ? smod::kRuralCluster
                               : cells.water(i)           ? smod::kWater
                               : cells.density(i) >= kLow ? smod::kLowDensity
                                                          : smod::kVeryLowDensity;
        }
    }
    return result;
}

}  // namespace geo
