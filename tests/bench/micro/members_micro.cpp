#include <benchmark/benchmark.h>

#include "geo/base/paths.h"
#include "geo/registry/members.h"

namespace {

/// One keystroke in the member panel.
void memberSearch(benchmark::State& state) {
    const auto members = geo::Members::load((geo::dataFolder() / "members.csv").string());
    if (!members) return state.SkipWithError(geo::describe(members.error()).c_str());
    geo::MemberFilter filter;
    filter.text = "são pau";
    filter.withCandidates = true;
    for (auto _ : state) benchmark::DoNotOptimize(members->search(filter));
}
BENCHMARK(memberSearch)->Unit(benchmark::kMicrosecond);

}  // namespace
