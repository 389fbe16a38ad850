#include <benchmark/benchmark.h>

#include <cmath>

#include "geo/vector/area_raster.h"
#include "tests/bench/noise.h"

namespace {

/// `across` x `across` irregular 16-gons that fill a square of 32 km.
geo::FeatureStore sixteenGons(int across) {
    constexpr double kSide = 32'000;
    const double step = kSide / across;
    geo::FeatureStoreBuilder builder(geo::GeometryKind::Polygon, 0.01);
    builder.reserve(static_cast<size_t>(across) * across, static_cast<size_t>(across) * across * 16);
    for (int j = 0; j < across; ++j)
        for (int i = 0; i < across; ++i) {
            for (int k = 0; k < 16; ++k) {
                const double angle = k * 2 * 3.14159265358979 / 16;
                const double reach = step * (0.40 + 0.12 * static_cast<double>(bench::unit(bench::hash(i * 16 + k, j, 1))));
                builder.addPoint({(i + 0.5) * step + reach * std::cos(angle), (j + 0.5) * step + reach * std::sin(angle)});
            }
            builder.endPart();
            builder.endFeature();
        }
    return builder.finish();
}

/// One tile of 512 x 512 over the whole square.
void scanConversion(benchmark::State& state) {
    const auto store = sixteenGons(static_cast<int>(state.range(0)));
    const geo::TexelFrame frame({0, 0, 32'000, 32'000}, 512, store);
    geo::AreaRaster raster;
    for (auto _ : state) {
        raster.begin(512);
        for (uint32_t feature = 0; feature < store.size(); ++feature) raster.addPolygon(store, feature, frame);
        benchmark::DoNotOptimize(raster.finish());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(store.size()));
}
BENCHMARK(scanConversion)->ArgName("across")->Arg(4)->Arg(32)->Arg(256)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
