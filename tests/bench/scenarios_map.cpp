#include <fmt/core.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>

#include "geo/base/paths.h"
#include "geo/space/transform.h"
#include "tests/bench/flight.h"
#include "tests/bench/picture.h"
#include "tests/bench/scenarios.h"
#include "tests/bench/stage.h"

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;
using SourcePtr = std::shared_ptr<const geo::LayerSource>;

constexpr double kFrameGoalMs = 16, kMemoryGoalMiB = 1024;
constexpr int kBlankCheckEvery = 20;  // frames

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

double processorSeconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

geo::SourceSpec rasterSpec(const Options& options) {
    geo::SourceSpec spec;
    spec.path = options.data.raster.string();
    return spec;
}

geo::SourceSpec parcelSpec(const Options& options) {
    geo::SourceSpec spec;
    spec.path = options.data.parcels.string();
    spec.classField = "use";
    return spec;
}

/// Whether a place of the map lies well inside the raster, whose every cell has a class.
std::function<bool(geo::Point)> insideRaster(const Options& options, const geo::Crs& mapCrs) {
    const auto box = std::make_shared<geo::Extent>(rasterExtent(options.data.raster));
    const auto toFile =
        std::make_shared<geo::Transform>(geo::Transform::between(mapCrs, geo::Crs::parse("EPSG:32721").value()).value());
    return [box, toFile](geo::Point p) { return box->grown(-2000).contains(toFile->forward(p)); };
}

void addStatistics(Report& report, const engine::EngineStatistics& before, const engine::EngineStatistics& after) {
    const double frames = std::max<double>(1, static_cast<double>(after.frames - before.frames));
    report.add("tiles read", static_cast<double>(after.tilesLoaded - before.tilesLoaded), "");
    report.add("tiles uploaded", static_cast<double>(after.tilesUploaded - before.tilesUploaded), "");
    report.add("tiles composed", static_cast<double>(after.tilesComposed - before.tilesComposed), "");
    report.add("uploaded", static_cast<double>(after.bytesUploaded - before.bytesUploaded) / (1 << 20), "MiB");
    report.add("draw calls a frame", static_cast<double>(after.drawCalls - before.drawCalls) / frames, "");
    report.add("textures and buffers", static_cast<double>(after.gpuBytes) / (1 << 20), "MiB");
}

/// Flies; returns the share of blank pixels at the worst moment looked at. Pacing and looking are not timed.
double fly(Stage& stage, const std::vector<FlightStep>& steps, const Options& options,
           const std::function<bool(geo::Point)>& covered, Report& report) {
    std::vector<double> all, updates, processor;
    std::string table = "leg,ms,update ms,metres per pixel,complete,tiles composed,processor ms\n";
    std::vector<std::pair<std::string, std::vector<double>>> legs;
    double worstBlank = 0, incomplete = 0;
    const double busyBefore = processorSeconds();
    auto next = Clock::now();
    for (size_t i = 0; i < steps.size(); ++i) {
        const auto drawn = stage.frame(steps[i].camera, true);
        all.push_back(drawn.ms);
        processor.push_back(drawn.processorMs);
        updates.push_back(stage.statistics().lastUpdateMs);
        table += fmt::format("{},{:.2f},{:.2f},{:.3f},{},{},{:.2f}\n", steps[i].leg, drawn.ms, updates.back(),
                             steps[i].camera.metresPerPixel, drawn.status.complete ? 1 : 0, stage.statistics().tilesComposed,
                             drawn.processorMs);
        if (legs.empty() || legs.back().first != steps[i].leg) legs.push_back({steps[i].leg, {}});
        legs.back().second.push_back(drawn.ms);
        incomplete += drawn.status.complete ? 0 : 1;
        if (covered && i % kBlankCheckEvery == 0) worstBlank = std::max(worstBlank, stage.blankShare(steps[i].camera, covered));
        next = std::max(next + std::chrono::microseconds(16'667), Clock::now());
        if (options.paced) std::this_thread::sleep_until(next);
    }
    report.addFrames("flight", all, kFrameGoalMs);
    report.addFrames("drawing thread's processor time,", processor);
    for (auto& [leg, milliseconds] : legs) report.add("  " + leg + " p95", percentile(std::move(milliseconds), 0.95), "ms");
    report.add("  of which planning, uploads and composing, p95", percentile(updates, 0.95), "ms");
    if (!options.keepIn.empty()) std::ofstream(options.keepIn + "/" + report.scenario + "-frames.csv") << table;
    const double busy = processorSeconds() - busyBefore;
    report.add("processor time a frame, all threads", 1000 * busy / static_cast<double>(steps.size()), "ms");
    report.add("frames with a stand-in or a gap", 100 * incomplete / static_cast<double>(steps.size()), "%");
    return worstBlank;
}

struct Opened {
    std::unique_ptr<Stage> stage;
    SourcePtr source;
    map::Camera whole;
};

/// Opens a file cold and times the complete picture of its whole extent.
geo::Result<Opened> openWhole(const geo::SourceSpec& spec, Report& report, std::optional<double> goalSeconds,
                              bool tellingBackground = false) {
    auto stage = Stage::make();
    if (!stage) return tl::unexpected(stage.error());
    if (tellingBackground) (*stage)->useTellingBackground();
    const auto begin = Clock::now();
    auto source = (*stage)->show(spec);
    if (!source) return tl::unexpected(source.error());
    report.add("opening", secondsSince(begin), "s");
    Opened opened{std::move(*stage), *source, map::fit((*source)->extent(), kWidthPx, kHeightPx)};
    if (const auto complete = opened.stage->secondsUntilComplete(opened.whole); !complete)
        return tl::unexpected(complete.error());
    report.add("cold start to complete picture", secondsSince(begin), "s", goalSeconds);
    return opened;
}

void keepPicture(const Options& options, const Stage& stage, const std::string& name) {
    if (!options.keepIn.empty()) writePng(options.keepIn + "/" + name + ".png", kWidthPx, kHeightPx, stage.pixels());
}

}  // namespace

geo::Result<Report> runRasterFlight(const Options& options) {
    Report report{"raster", {}};
    auto opened = openWhole(rasterSpec(options), report, std::nullopt, true);
    if (!opened) return tl::unexpected(opened.error());
    auto& stage = *opened->stage;
    keepPicture(options, stage, "raster-whole");
    const auto before = stage.statistics();
    const geo::Point town = opened->source->extent().centre();
    const auto steps = scriptedFlight(opened->source->extent(), {town.x, town.y - 62'000}, 5, kWidthPx, kHeightPx);
    const double blank = fly(stage, steps, options, insideRaster(options, stage.crs()), report);
    report.add("blank pixels at the worst moment", 100 * blank, "%", 0);
    addStatistics(report, before, stage.statistics());
    report.add("peak memory", peakMemoryMiB(), "MiB", kMemoryGoalMiB);
    report.add("after the flight to complete", stage.secondsUntilComplete(steps.back().camera).value_or(NAN), "s");
    keepPicture(options, stage, "raster-after");
    return report;
}

geo::Result<Report> runParcelFlight(const Options& options) {
    Report report{"parcels", {}};
    auto opened = openWhole(parcelSpec(options), report, 1.5);
    if (!opened) return tl::unexpected(opened.error());
    auto& stage = *opened->stage;
    keepPicture(options, stage, "parcels-whole");
    const auto before = stage.statistics();
    const auto box = opened->source->extent();
    const auto steps = scriptedFlight(box, box.centre(), 0.3, kWidthPx, kHeightPx);
    fly(stage, steps, options, {}, report);
    addStatistics(report, before, stage.statistics());
    report.add("peak memory", peakMemoryMiB(), "MiB", kMemoryGoalMiB);
    report.add("after the flight to complete", stage.secondsUntilComplete(steps.back().camera).value_or(NAN), "s");
    const map::Camera street{box.centre(), 0.3, 0.4};
    report.add("street level to complete", stage.secondsUntilComplete(street).value_or(NAN), "s");
    keepPicture(options, stage, "parcels-street");
    return report;
}

geo::Result<Report> runCityFlight(const Options& options) {
    Report report{"city", {}};
    auto made = Stage::make();
    if (!made) return tl::unexpected(made.error());
    auto& stage = **made;
    const auto begin = Clock::now();
    const auto scene = (geo::dataFolder() / "scenes" / "montevideo.json").string();
    if (auto shown = stage.showScene(scene); !shown) return tl::unexpected(shown.error());
    report.add("opening", secondsSince(begin), "s");
    constexpr double kHalfMetres = 16'500;
    const geo::Extent box{-kHalfMetres, -kHalfMetres * kHeightPx / kWidthPx, kHalfMetres, kHalfMetres * kHeightPx / kWidthPx};
    const auto whole = map::fit(box, kWidthPx, kHeightPx);
    if (const auto complete = stage.secondsUntilComplete(whole); !complete) return tl::unexpected(complete.error());
    report.add("cold start to complete picture", secondsSince(begin), "s");
    const auto before = stage.statistics();
    const auto steps = scriptedFlight(box, {0, -1'500}, 0.6, kWidthPx, kHeightPx);
    fly(stage, steps, options, {}, report);
    addStatistics(report, before, stage.statistics());
    report.add("after the flight to complete", stage.secondsUntilComplete(whole).value_or(NAN), "s");
    for (const auto& [place, camera] : {std::pair{"whole", whole}, std::pair{"quarter", map::Camera{{0, -1'500}, 4, 0}},
                                        std::pair{"street", map::Camera{{0, -1'500}, 0.6, 0}}}) {
        if (const auto complete = stage.secondsUntilComplete(camera); !complete) return tl::unexpected(complete.error());
        std::vector<double> resting, moving;
        for (int i = 0; i < 5; ++i) resting.push_back(stage.frame(camera, false).ms);
        keepPicture(options, stage, std::string("city-") + place + "-resting");
        moving.push_back(stage.frame(camera, true).ms);
        for (int i = 0; i < 40; ++i) stage.frame(camera, true);  // what is out of sight is made ready as well
        const double busyBefore = processorSeconds();
        for (int i = 0; i < 40; ++i) moving.push_back(stage.frame(camera, true).ms);
        const double busy = processorSeconds() - busyBefore;
        keepPicture(options, stage, std::string("city-") + place + "-moving");
        report.add(std::string(place) + ": resting frame", percentile(resting, 0.5), "ms");
        report.add(std::string(place) + ": first moving frame", moving.front(), "ms");
        report.add(std::string(place) + ": moving frame", percentile(moving, 0.5), "ms");
        report.add("  processor time", 1000 * busy / 40, "ms");
    }
    report.add("peak memory", peakMemoryMiB(), "MiB", kMemoryGoalMiB);
    return report;
}

geo::Result<Report> runRestyle(const Options& options) {
    Report report{"restyle", {}};
    auto opened = openWhole(parcelSpec(options), report, std::nullopt);
    if (!opened) return tl::unexpected(opened.error());
    auto& stage = *opened->stage;
    const auto classes = opened->source->classes();
    if (!classes || classes->size() < 3)
        return geo::fail(geo::ErrorCode::Unsupported, "The parcels have no classes to restyle.", options.data.parcels.string());
    const std::string one = classes->classes[1].code, two = classes->classes[2].code;
    const std::vector<std::pair<std::string, std::function<void(map::LayerStyle&, int)>>> changes{
        {"change a colour",
         [&](map::LayerStyle& s, int n) {
             s.colourOf[one] = {static_cast<uint8_t>(40 + n), 120, 200, 255};
         }},
        {"hide a class", [&](map::LayerStyle& s, int n) { n % 2 ? (void)s.hidden.erase(two) : (void)s.hidden.insert(two); }},
        {"show one class only", [&](map::LayerStyle& s, int n) { s.isolated = n % 2 ? std::nullopt : std::optional(one); }},
    };
    const auto box = opened->source->extent();
    const std::pair<const char*, map::Camera> places[]{{"whole", opened->whole}, {"street", {box.centre(), 0.3, 0}}};
    const auto before = stage.statistics();
    uint64_t tilesForPlaces = 0, late = 0;
    for (const auto& [place, camera] : places) {
        const auto tilesBefore = stage.statistics().tilesLoaded;
        if (const auto ready = stage.secondsUntilComplete(camera); !ready) return tl::unexpected(ready.error());
        tilesForPlaces += stage.statistics().tilesLoaded - tilesBefore;
        for (const auto& [what, change] : changes) {
            std::vector<double> milliseconds;
            for (int n = 0; n < 10; ++n) {
                stage.restyle([&, &change = change](map::LayerStyle& style) { change(style, n); });
                const auto next = stage.frame(camera, false);
                milliseconds.push_back(next.ms);
                late += next.status.complete ? 0 : 1;
            }
            report.add(what + ", " + place + ": next frame", percentile(milliseconds, 0.5), "ms");
            report.add("  the slowest of ten", percentile(milliseconds, 1), "ms");
        }
    }
    report.add("next frames that were not complete", static_cast<double>(late), "", 0);
    report.add("tiles read by restyling",
               static_cast<double>(stage.statistics().tilesLoaded - before.tilesLoaded - tilesForPlaces), "", 0);
    report.add("peak memory", peakMemoryMiB(), "MiB", kMemoryGoalMiB);
    return report;
}

geo::Result<Report> runIdle(const Options& options) {
    Report report{"idle", {}};
    auto opened = openWhole(parcelSpec(options), report, std::nullopt);
    if (!opened) return tl::unexpected(opened.error());
    auto& stage = *opened->stage;
    std::this_thread::sleep_for(std::chrono::milliseconds(500));  // stragglers
    const auto still = stage.frame(opened->whole, false);
    const auto wakesBefore = stage.wakes();
    const double busyBefore = processorSeconds();
    constexpr double kWatchSeconds = 3;
    std::this_thread::sleep_for(std::chrono::duration<double>(kWatchSeconds));
    report.add("frames wanted by a still map", still.status.needsRedraw || !still.status.complete ? 1 : 0, "", 0);
    report.add("wakes in 3 s", static_cast<double>(stage.wakes() - wakesBefore), "", 0);
    report.add("processor use", 100 * (processorSeconds() - busyBefore) / kWatchSeconds, "%", 0.5);
    return report;
}

}  // namespace bench
