#include <benchmark/benchmark.h>

#include "tests/bench/noise.h"
#include "viewer/text/label.h"

namespace {

/// Labels of a full screen; what does not fit is most of the work.
void labelPlacement(benchmark::State& state) {
    std::vector<text::LabelCandidate> candidates;
    for (int i = 0; i < state.range(0); ++i) {
        text::LabelCandidate candidate;
        candidate.key = static_cast<uint64_t>(i);
        candidate.anchor = {1920.0 * static_cast<double>(bench::unit(bench::hash(i, 0, 1))),
                            1080.0 * static_cast<double>(bench::unit(bench::hash(i, 1, 1)))};
        candidate.widthPx = 40 + 90 * static_cast<double>(bench::unit(bench::hash(i, 2, 1)));
        candidate.heightPx = 16;
        candidate.symbolRadiusPx = 4;
        candidate.priority = static_cast<double>(bench::unit(bench::hash(i, 3, 1)));
        candidates.push_back(candidate);
    }
    std::vector<text::PlacedLabel> previous;
    for (auto _ : state) previous = text::placeLabels(candidates, {0, 0, 1920, 1080}, previous);
    state.counters["placed"] = static_cast<double>(previous.size());
}
BENCHMARK(labelPlacement)->Arg(200)->Arg(2000)->Arg(20000)->Unit(benchmark::kMicrosecond);

void labelPainting(benchmark::State& state) {
    const text::LabelStyle style;
    for (auto _ : state) benchmark::DoNotOptimize(text::paintLabel("Montevideo", style, 1));
}
BENCHMARK(labelPainting)->Unit(benchmark::kMicrosecond);

}  // namespace
