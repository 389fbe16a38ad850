#include <benchmark/benchmark.h>

#include "geo/pyramid/open_layer.h"
#include "tests/bench/bench_data.h"

namespace {

constexpr geo::LonLat kMontevideo{-56.1645, -34.9011};

/// One tile in the city's equal-area CRS, from file to finished content. `metresPerTexel` chooses the level.
void readTiles(benchmark::State& state, const geo::SourceSpec& spec, double metresPerTexel) {
    const auto source = geo::openLayer(spec, geo::Crs::cityEqualArea(kMontevideo), [](double, const std::string&) {}, {});
    if (!source) return state.SkipWithError(geo::describe(source.error()).c_str());
    const geo::TileScheme scheme;
    const auto middle = scheme.at((*source)->extent().centre(), scheme.levelFor(metresPerTexel));
    for (auto _ : state) {
        const auto content = (*source)->read(scheme, middle, {});
        if (!content) return state.SkipWithError(geo::describe(content.error()).c_str());
        benchmark::DoNotOptimize(content);
    }
}

geo::Result<bench::DataPaths> smallData() {
    static const auto made = bench::ensureData(bench::defaultFolder(), {.rasterCells = 4096, .parcels = 20'000}, false);
    return made;
}

void rasterTile(benchmark::State& state) {
    const auto data = smallData();
    if (!data) return state.SkipWithError(geo::describe(data.error()).c_str());
    geo::SourceSpec spec;
    spec.path = data->raster.string();
    readTiles(state, spec, static_cast<double>(state.range(0)));
}
BENCHMARK(rasterTile)->ArgName("metresPerTexel")->Arg(4)->Arg(16)->Arg(64)->Unit(benchmark::kMillisecond);

void parcelTile(benchmark::State& state) {
    const auto data = smallData();
    if (!data) return state.SkipWithError(geo::describe(data.error()).c_str());
    geo::SourceSpec spec;
    spec.path = data->parcels.string();
    spec.classField = "use";
    readTiles(state, spec, static_cast<double>(state.range(0)));
}
BENCHMARK(parcelTile)->ArgName("metresPerTexel")->Arg(1)->Arg(4)->Arg(16)->Unit(benchmark::kMillisecond);

}  // namespace
