#include <benchmark/benchmark.h>

#include <cmath>

#include "geo/mosaic/kilometre_grid.h"
#include "geo/raster/cell_coverage.h"
#include "geo/space/transform.h"
#include "tests/bench/noise.h"

namespace {

double noise(int64_t i, int64_t j, uint32_t seed) { return static_cast<double>(bench::unit(bench::hash(i, j, seed))); }

/// Street blocks: crooked quadrangles of 134 m with 12 vertices that leave no gap, over 60 km.
std::vector<geo::Rings> blocks(int across) {
    const double step = 60'000.0 / across;
    const auto knot = [&](int i, int j) {
        return geo::Point{-30'000 + (i + 0.5 * noise(i, j, 1) - 0.25) * step, -30'000 + (j + 0.5 * noise(i, j, 2) - 0.25) * step};
    };
    std::vector<geo::Rings> blocks;
    for (int j = 0; j < across; ++j)
        for (int i = 0; i < across; ++i) {
            const std::array<geo::Point, 4> corners{knot(i, j), knot(i + 1, j), knot(i + 1, j + 1), knot(i, j + 1)};
            std::vector<geo::Point> ring;
            for (size_t k = 0; k < 4; ++k)
                for (int third = 0; third < 3; ++third) {
                    const geo::Point a = corners[k], b = corners[(k + 1) % 4];
                    ring.push_back({a.x + (b.x - a.x) * third / 3, a.y + (b.y - a.y) * third / 3});
                }
            blocks.push_back({std::move(ring)});
        }
    return blocks;
}

/// 200 000 blocks over cells of 100 m, in cell coordinates already.
void cellCoverage(benchmark::State& state) {
    auto all = blocks(static_cast<int>(state.range(0)));
    for (auto& block : all)
        for (auto& p : block[0]) p = {(p.x + 30'500) / 100, (30'500 - p.y) / 100};
    geo::CellCoverage coverage;
    for (auto _ : state) {
        double sum = 0;
        for (const auto& block : all)
            for (const auto& run : coverage.of(block, {0, 0, 610, 610})) sum += run.columns * run.share;
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(all.size()));
}
BENCHMARK(cellCoverage)->ArgName("across")->Arg(447)->Unit(benchmark::kMillisecond);

/// The same with projection into Mollweide and the sharing out of people.
void inhabitantsOfBlocks(benchmark::State& state) {
    const auto all = blocks(static_cast<int>(state.range(0)));
    std::vector<geo::PopulationZone> zones;
    for (size_t i = 0; i < all.size(); ++i) zones.push_back({std::span(&all[i], 1), i % 50 == 0});
    const auto plane = geo::Crs::cityEqualArea({-46.6, -23.5});
    geo::CountGrid counts{{1000, 1000, {{-4470000, 100, 0, -2820000, 0, -100}}}, geo::Crs::parse("ESRI:54009").value(), {}};
    for (int i = 0; i < 1'000'000; ++i) counts.counts.push_back(100 * noise(i % 1000, i / 1000, 3));
    for (auto _ : state) benchmark::DoNotOptimize(geo::populationOf(zones, plane, geo::rasterOf(counts)));
    state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(all.size()));
}
BENCHMARK(inhabitantsOfBlocks)->ArgName("across")->Arg(447)->Unit(benchmark::kMillisecond);

/// Both levels on a grid of towns and lakes, with the built-up criterion.
void degreeOfUrbanisation(benchmark::State& state) {
    const int side = static_cast<int>(state.range(0));
    geo::UrbanisationGrid grid{side, side, {}, {}, {}};
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const double town = noise(column / 24, row / 24, 1), near = 1 - std::hypot(column % 24 - 12, row % 24 - 12) / 17;
            const double people = std::max(0.0, 6000 * town * near * near * noise(column, row, 2) - 20);
            const bool lake = noise(column / 5, row / 5, 3) > 0.93;
            grid.inhabitants.push_back(lake ? 0 : people);
            grid.landShare.push_back(lake ? 0.1 : 1);
            grid.builtShare.push_back(lake ? 0 : 0.5 * near * noise(column, row, 4));
        }
    for (auto _ : state) benchmark::DoNotOptimize(geo::degreeOfUrbanisation(grid, {0.2, geo::EdgeSmoothing::R2023A}));
    state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(side) * side);
}
BENCHMARK(degreeOfUrbanisation)->ArgName("side")->Arg(500)->Arg(2000)->Unit(benchmark::kMillisecond);

}  // namespace
