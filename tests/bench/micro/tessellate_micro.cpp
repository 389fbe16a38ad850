#include <benchmark/benchmark.h>

#include "geo/mosaic/tessellate.h"
#include "tests/bench/metropolis.h"

namespace {

/// A whole metropolis of so many street blocks, from lines to outlines.
void tessellateMetropolis(benchmark::State& state) {
    const auto city = bench::metropolis(static_cast<int>(state.range(0)));
    size_t tesserae = 0;
    for (auto _ : state) {
        const auto done = geo::tessellate(city.territory, city.barriers, city.water, {}, {}, {});
        tesserae = done ? done->tesserae.size() : 0;
    }
    state.counters["tesserae"] = static_cast<double>(tesserae);
    state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(tesserae));
    state.SetComplexityN(state.range(0));
}
BENCHMARK(tessellateMetropolis)
    ->ArgName("blocks")
    ->Arg(25'000)
    ->Arg(50'000)
    ->Arg(100'000)
    ->Arg(200'000)
    ->Iterations(1)
    ->Complexity(benchmark::oNLogN)
    ->Unit(benchmark::kSecond);

}  // namespace
