#include <benchmark/benchmark.h>

#include "geo/raster/mode_pyramid.h"
#include "tests/bench/land_cover.h"

namespace {

/// All coarser levels of 2048 x 2048 cells of the synthetic land cover.
void modeAggregation(benchmark::State& state) {
    constexpr int kSide = 2048;
    const bench::LandCover cover(kSide);
    std::vector<uint16_t> numbers(static_cast<size_t>(kSide) * kSide);
    bench::LandCover::Scratch scratch;
    std::vector<uint8_t> row(kSide);
    for (int y = 0; y < kSide; ++y) {
        cover.paintRow(y, row, scratch);
        std::copy(row.begin(), row.end(), numbers.begin() + static_cast<std::ptrdiff_t>(y) * kSide);
    }
    for (auto _ : state) {
        uint64_t cells = 0;
        geo::ModePyramid pyramid(
            kSide, 6, [](uint16_t a, uint16_t b) { return a < b; },
            [&](int, std::span<const uint16_t> modes) { cells += modes.size(); });
        for (int y = 0; y < kSide; ++y) pyramid.addRow({&numbers[static_cast<size_t>(y) * kSide], kSide});
        pyramid.finish();
        benchmark::DoNotOptimize(cells);
    }
    state.SetItemsProcessed(state.iterations() * kSide * kSide);
}
BENCHMARK(modeAggregation)->Unit(benchmark::kMillisecond);

}  // namespace
