#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "geo/io/gdal_session.h"
#include "geo/mosaic/gather.h"
#include "geo/prepare/mosaic_files.h"
#include "tests/bench/metropolis_objects.h"
#include "tests/bench/scenarios.h"

namespace bench {
namespace {

enum Step { Tessellate, Gather, Classify, Write, kSteps };
constexpr std::array<const char*, kSteps> kStepNames{"tessellating", "gathering", "classifying", "writing"};

/// What one metropolis took, from objects in memory to a file of tesserae.
struct Taken {
    double blocks = 0, points = 0, areas = 0;
    double classified = 0;  ///< share of all verdicts that name a class
    std::array<double, kSteps> wallS{}, processorS{};
    double objectsMiB = 0, peakMiB = 0;

    [[nodiscard]] double wall() const { return wallS[0] + wallS[1] + wallS[2] + wallS[3]; }
    [[nodiscard]] double processor() const { return processorS[0] + processorS[1] + processorS[2] + processorS[3]; }
};

double processorSeconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

class Timer {
public:
    explicit Timer(Taken& taken) : m_taken(taken) {}
    void done(Step step) {
        const auto now = Clock::now();
        const double processor = processorSeconds();
        m_taken.wallS[step] = std::chrono::duration<double>(now - m_wall).count();
        m_taken.processorS[step] = processor - m_processor;
        m_wall = now, m_processor = processor;
    }

private:
    using Clock = std::chrono::steady_clock;
    Taken& m_taken;
    Clock::time_point m_wall = Clock::now();
    double m_processor = processorSeconds();
};

geo::Result<Taken> makeMetropolis(int blocks) {
    Taken taken;
    geo::Mosaic mosaic;
    mosaic.plane = geo::Crs::cityEqualArea({-56.2, -34.9});
    auto city = metropolis(blocks);
    mosaic.osm = objectsOf(city, blocks);
    std::erase_if(city.barriers, [](const geo::Barrier& barrier) { return barrier.kind != geo::BarrierKind::Limit; });
    taken.points = static_cast<double>(mosaic.osm.addresses.size() + mosaic.osm.pois.size());
    taken.areas = static_cast<double>(mosaic.osm.areas.size());
    taken.objectsMiB = peakMemoryMiB();
    const auto rules = geo::loadRules();
    if (!rules) return geo::Failure(rules.error());

    Timer timer(taken);
    auto barriers = mosaic.osm.barriers();
    barriers.insert(barriers.end(), city.barriers.begin(), city.barriers.end());
    auto tessellation = geo::tessellate(city.territory, barriers, city.water, {}, {}, {});
    if (!tessellation) return geo::Failure(tessellation.error());
    mosaic.tesserae = std::move(tessellation->tesserae);
    barriers = {};
    taken.blocks = static_cast<double>(mosaic.tesserae.size());
    timer.done(Tessellate);

    mosaic.evidence = geo::EvidenceTable(mosaic.tesserae.size());
    auto& evidence = mosaic.evidence;
    geo::gatherTesserae(evidence, mosaic.tesserae);
    if (const auto done = geo::gatherOsm(evidence, mosaic.tesserae, mosaic.osm, {}, {}); !done) return geo::Failure(done.error());
    timer.done(Gather);

    mosaic.verdicts = geo::classify(evidence, *rules);
    mosaic.density.resize(mosaic.tesserae.size());
    timer.done(Classify);
    for (const auto& verdicts : mosaic.verdicts)
        for (const auto& verdict : verdicts) taken.classified += verdict.rule != geo::Verdict::kNoRule;
    taken.classified /= taken.blocks * geo::kDimensions;

    const auto folder = std::filesystem::temp_directory_path() / fmt::format("metromosaic-bench-mosaic-{}", getpid());
    std::filesystem::create_directories(folder);
    const auto written = geo::writeMosaic(mosaic, {"metropolis", "Metropolis", {-56.2, -34.9}, "", false}, folder);
    std::filesystem::remove_all(folder);
    if (!written) return geo::Failure(written.error());
    timer.done(Write);
    taken.peakMiB = peakMemoryMiB();
    return taken;
}

/// In a process of its own, so that its memory is its own. Before any thread is started.
geo::Result<Taken> makeApart(int blocks) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return geo::fail(geo::ErrorCode::Output, "No pipe can be made.");
    const pid_t child = fork();
    if (child == 0) {
        const auto taken = makeMetropolis(blocks);
        if (!taken) std::fprintf(stderr, "%s\n", geo::describe(taken.error()).c_str());
        const bool said = taken && write(ends[1], &*taken, sizeof(Taken)) == sizeof(Taken);
        _exit(said ? 0 : 1);
    }
    close(ends[1]);
    Taken taken;
    const bool heard = child > 0 && read(ends[0], &taken, sizeof taken) == sizeof taken;
    close(ends[0]);
    if (child > 0) waitpid(child, nullptr, 0);
    if (!heard) return geo::fail(geo::ErrorCode::Output, fmt::format("The metropolis of {} blocks failed.", blocks));
    return taken;
}

/// The exponent with which `cost` grows from one size to the next, and the one that n log n has between them.
std::pair<double, double> exponents(const Taken& less, const Taken& more) {
    const double growth = std::log(more.blocks / less.blocks);
    return {std::log(more.processor() / less.processor()) / growth,
            1 + std::log(std::log(more.blocks) / std::log(less.blocks)) / growth};
}

}  // namespace

geo::Result<Report> runMosaic(const Options& options) {
    constexpr double kWallS = 120, kPeakMiB = 2048, kNoise = 0.1;
    Report report{"a metropolis, from objects in memory to written tesserae", {}};
    std::vector<Taken> sizes;
    for (const int part : {8, 4, 2, 1}) {
        auto taken = makeApart(options.mostBlocks / part);
        if (!taken) return geo::Failure(taken.error());
        const std::string name = fmt::format("{} blocks: ", options.mostBlocks / part);
        const bool whole = part == 1;
        const auto promised = [&](double most) { return whole ? std::optional(most) : std::nullopt; };
        report.add(name + "tesserae", taken->blocks, "");
        report.add(name + "points", taken->points, "");
        report.add(name + "areas", taken->areas, "");
        report.add(name + "verdicts with a class", 100 * taken->classified, "%");
        for (size_t s = 0; s < kSteps; ++s) report.add(name + kStepNames[s], taken->wallS[s], "s");
        report.add(name + "all together", taken->wall(), "s", promised(kWallS));
        report.add(name + "processor", taken->processor(), "s");
        report.add(name + "memory of the objects", taken->objectsMiB, "MiB");
        report.add(name + "peak memory", taken->peakMiB, "MiB", promised(kPeakMiB));
        if (!sizes.empty()) {
            const auto [ours, allowed] = exponents(sizes.back(), *taken);
            report.add(name + "exponent of the processor's time", ours, "", allowed + kNoise);
        }
        sizes.push_back(*taken);
    }
    const auto [ours, allowed] = exponents(sizes.front(), sizes.back());
    report.add("exponent over all sizes", ours, "", allowed + kNoise);
    return report;
}

}  // namespace bench
