#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>

#include "geo/base/paths.h"
#include "geo/io/gdal_session.h"
#include "geo/space/transform.h"
#include "tests/bench/flight.h"
#include "tests/bench/picture.h"
#include "tests/bench/scenarios.h"
#include "tests/bench/stage.h"

extern char** environ;

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;
using DatasetPtr = std::unique_ptr<GDALDataset, decltype([](GDALDataset* d) { GDALClose(d); })>;

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

struct Finished {
    int status = -1;
    double seconds = 0, peakMiB = 0;
};

/// Runs a program to its end, quietly, and says how long it took and how much memory it had at most.
Finished runProgram(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", 1, 0);
    const auto begin = Clock::now();
    pid_t child = 0;
    Finished finished;
    if (posix_spawnp(&child, arguments[0], &quiet, nullptr, arguments.data(), environ) == 0) {
        rusage usage{};
        int status = 0;
        wait4(child, &status, 0, &usage);
        finished = {WIFEXITED(status) ? WEXITSTATUS(status) : -1, secondsSince(begin),
                    static_cast<double>(usage.ru_maxrss) / 1024};
    }
    posix_spawn_file_actions_destroy(&quiet);
    return finished;
}

/// The quickest of three, as whole processes are judged; NAN where the program fails.
double quickestOfThree(const std::vector<std::string>& words) {
    double best = NAN;
    for (int i = 0; i < 3; ++i) {
        const auto finished = runProgram(words);
        if (finished.status != 0) return NAN;
        best = std::fmin(best, finished.seconds);
    }
    return best;
}

}  // namespace

geo::Result<Report> runGdalRaster(const Options& options) {
    geo::startGdal();
    Report report{"GDAL alone: raster, one picture of the flight", {}};
    const DatasetPtr file(GDALDataset::Open(options.data.raster.c_str(), GDAL_OF_RASTER));
    if (!file)
        return geo::fail(geo::ErrorCode::Unreadable, "The benchmark's raster cannot be opened; delete it and run again.",
                         options.data.raster.string());
    const auto box = rasterExtent(options.data.raster);
    const auto centre = box.centre();
    const auto steps = scriptedFlight(box, {centre.x, centre.y - 62'000}, 5, kWidthPx, kHeightPx);
    std::vector<uint8_t> picture(static_cast<size_t>(kWidthPx) * kHeightPx);
    std::vector<double> milliseconds;
    const double cell = box.width() / file->GetRasterXSize();
    for (size_t i = 0; i < steps.size(); i += 12) {
        const auto& camera = steps[i].camera;  // without its rotation: GDAL reads upright windows
        const double halfX = camera.metresPerPixel * kWidthPx / 2, halfY = camera.metresPerPixel * kHeightPx / 2;
        const auto seen =
            geo::Extent{camera.centre.x - halfX, camera.centre.y - halfY, camera.centre.x + halfX, camera.centre.y + halfY}
                .intersection(box);
        if (seen.empty()) continue;
        const int column = static_cast<int>((seen.minX - box.minX) / cell), row = static_cast<int>((box.maxY - seen.maxY) / cell);
        const int columns = std::clamp(static_cast<int>(seen.width() / cell), 1, file->GetRasterXSize() - column);
        const int rows = std::clamp(static_cast<int>(seen.height() / cell), 1, file->GetRasterYSize() - row);
        const int width = std::clamp(static_cast<int>(seen.width() / camera.metresPerPixel), 1, kWidthPx);
        const int height = std::clamp(static_cast<int>(seen.height() / camera.metresPerPixel), 1, kHeightPx);
        const auto begin = Clock::now();
        if (file->GetRasterBand(1)->RasterIO(GF_Read, column, row, columns, rows, picture.data(), width, height, GDT_Byte, 0,
                                             0) != CE_None)
            return geo::fail(geo::ErrorCode::Unreadable, "The benchmark's raster is damaged; delete it and run again.",
                             options.data.raster.string());
        milliseconds.push_back(secondsSince(begin) * 1000);
    }
    report.addFrames("read", milliseconds);
    report.add("peak memory", peakMemoryMiB(), "MiB");
    return report;
}

geo::Result<Report> runGdalParcels(const Options& options) {
    geo::startGdal();
    Report report{"GDAL alone: parcels", {}};
    const auto begin = Clock::now();
    const DatasetPtr file(GDALDataset::Open(options.data.parcels.c_str(), GDAL_OF_VECTOR));
    if (!file)
        return geo::fail(geo::ErrorCode::Unreadable, "The benchmark's parcels cannot be opened; delete them and run again.",
                         options.data.parcels.string());
    auto* layer = file->GetLayer(0);
    double vertices = 0;
    for (const auto& feature : *layer) vertices += feature->GetGeometryRef()->toPolygon()->getExteriorRing()->getNumPoints();
    report.add("reading every feature", secondsSince(begin), "s");
    report.add("vertices", vertices, "");
    return report;
}

geo::Result<Report> runProcesses(const Options& options) {
    Report report{"whole processes, quickest of three", {}};
    const std::string viewer = (geo::executableFolder() / "metromosaic").string();
    const auto folder = std::filesystem::temp_directory_path() / ("metromosaic-bench-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const std::string png = (folder / "picture.png").string();
    const std::string raster = options.data.raster.string(), parcels = options.data.parcels.string();
    report.add("gdal_translate of the raster to PNG",
               quickestOfThree({"gdal_translate", "-q", "-of", "PNG", "-outsize", "1080", "1080", raster, png}), "s");
    report.add("metromosaic snapshot of the raster",
               quickestOfThree({viewer, "snapshot", raster, "--map-only", "--size", "1920x1080", "-o", png}), "s", 0.6);
    report.add("metromosaic snapshot of the parcels",
               quickestOfThree({viewer, "snapshot", parcels, "--map-only", "--size", "1920x1080", "-o", png}), "s");
    const auto page = [&](const std::string& size, const std::string& dpi, const std::string& file, double seconds,
                          double mebibytes) {
        const auto done = runProgram({viewer, "snapshot", file, "--map-only", "--size", size, "--dpi", dpi, "-o", png});
        const std::string name = size + " at " + dpi + " dpi";
        report.add(name, done.status == 0 ? done.seconds : NAN, "s", seconds);
        report.add(name + ", peak memory", done.status == 0 ? done.peakMiB : NAN, "MiB", mebibytes);
    };
    page("A3", "300", parcels, 3, 1024);
    page("A0", "600", raster, 16, 1024);
    std::filesystem::remove_all(folder);
    return report;
}

}  // namespace bench
