#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <thread>

#include "geo/base/paths.h"
#include "tests/bench/scenarios.h"
#include "tests/bench/stage.h"

extern char** environ;

namespace {

const std::vector<bench::Scenario> kScenarios{
    {"raster", "A class raster of a billion cells: cold picture and flight.", bench::runRasterFlight},
    {"parcels", "A million parcels: cold picture and flight.", bench::runParcelFlight},
    {"city", "Montevideo as in the demonstration: ten layers, cold picture, flight and resting frames.", bench::runCityFlight},
    {"restyle", "Colour, visibility and filter: the next frame.", bench::runRestyle},
    {"idle", "A still map.", bench::runIdle},
    {"gdal-raster", "The same raster read by GDAL alone.", bench::runGdalRaster},
    {"gdal-parcels", "The same parcels read by GDAL alone.", bench::runGdalParcels},
    {"processes", "Snapshots and pages as whole processes.", bench::runProcesses},
    {"mosaic", "Metropolises of up to 200,000 blocks: from objects in memory to written tesserae.", bench::runMosaic, false},
};

std::string readFile(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// This program again, for one scenario: its memory and its caches are then that scenario's own.
std::vector<bench::Report> runApart(const std::string& scenario, int argc, char** argv) {
    const auto file = std::filesystem::temp_directory_path() / ("metromosaic-bench-" + std::to_string(getpid()) + ".json");
    std::string name = scenario, path = file.string(), only = "--only", out = "--report-to";
    std::vector<char*> arguments(argv, argv + argc);
    for (std::string* word : {&only, &name, &out, &path}) arguments.push_back(word->data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    int status = -1;
    if (posix_spawn(&child, self.c_str(), nullptr, nullptr, arguments.data(), environ) == 0) waitpid(child, &status, 0);
    auto reports = bench::fromJson(readFile(file));
    std::filesystem::remove(file);
    if (status != 0 || reports.empty()) reports = {{scenario + " FAILED", {}}};
    return reports;
}

/// Runnable processes over the last minute, before the first scenario adds its own.
double loadNow() {
    double load = 0;
    std::ifstream("/proc/loadavg") >> load;
    return load;
}

std::vector<std::pair<std::string, std::string>> machine(double load) {
    std::vector<std::pair<std::string, std::string>> facts;
    std::ifstream processor("/proc/cpuinfo");
    for (std::string line; std::getline(processor, line);)
        if (line.starts_with("model name")) {
            facts.emplace_back("processor", line.substr(line.find(':') + 2));
            break;
        }
    facts.emplace_back("cores", std::to_string(std::thread::hardware_concurrency()));
    facts.emplace_back("load before the run", std::to_string(load));
    if (const auto stage = bench::Stage::make()) facts.emplace_back("renderer", (*stage)->rendererName());
    return facts;
}

bool isChosen(const bench::Scenario& scenario, const std::vector<std::string>& chosen) {
    return chosen.empty() || std::find(chosen.begin(), chosen.end(), scenario.name) != chosen.end();
}

int runOne(const std::string& name, const bench::Options& options, const std::string& reportTo) {
    for (const auto& scenario : kScenarios) {
        if (scenario.name != name) continue;
        const auto report = scenario.run(options);
        if (!report) {
            std::fprintf(stderr, "%s: %s\n", name.c_str(), geo::describe(report.error()).c_str());
            return 1;
        }
        std::ofstream(reportTo) << bench::toJson({*report}, {});
        return 0;
    }
    std::fprintf(stderr, "There is no scenario %s.\n", name.c_str());
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Measures the viewer's engine off screen, 1920 x 1080, on synthetic data that it makes itself."};
    bench::DataSizes sizes;
    bench::Options options;
    std::string folder = bench::defaultFolder().string(), jsonPath, only, reportTo;
    std::vector<std::string> chosen;
    bool unpaced = false;
    app.add_option("--folder", folder, "Where the data are, or are to be made")->capture_default_str();
    app.add_option("--raster-size", sizes.rasterCells, "Side of the raster in cells")->capture_default_str();
    app.add_option("--parcels", sizes.parcels, "Number of parcels")->capture_default_str();
    app.add_option("--scenario", chosen,
                   "Only these: raster, parcels, city, restyle, idle, gdal-raster, gdal-parcels, processes, mosaic");
    app.add_option("--blocks", options.mostBlocks, "Street blocks of the largest metropolis")->capture_default_str();
    app.add_flag("--unpaced", unpaced, "Frames follow each other at once instead of waiting for the next 1/60 s");
    app.add_option("--json", jsonPath, "Also write the figures to this file");
    app.add_option("--keep", options.keepIn, "Write some of the pictures, and the time of every frame, to this folder");
    app.add_option("--only", only)->group("");
    app.add_option("--report-to", reportTo)->group("");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? 0 : 2;
    }
    options.paced = !unpaced;
    if (!only.empty()) chosen = {only};
    if (std::any_of(kScenarios.begin(), kScenarios.end(), [&](const auto& s) { return s.needsData && isChosen(s, chosen); })) {
        const auto data = bench::ensureData(folder, sizes, only.empty());
        if (!data) {
            std::fprintf(stderr, "%s\n", geo::describe(data.error()).c_str());
            return 1;
        }
        options.data = *data;
    }
    if (!only.empty()) return runOne(only, options, reportTo);

    const double load = loadNow();
    if (load > 0.5) std::fprintf(stderr, "The machine is busy (load %.1f): the times will be too long.\n", load);
    std::vector<bench::Report> reports;
    for (const auto& scenario : kScenarios) {
        if (!isChosen(scenario, chosen)) continue;
        std::fprintf(stderr, "%s\n", scenario.what.c_str());
        for (auto& report : runApart(scenario.name, argc, argv)) reports.push_back(std::move(report));
    }
    const auto facts = machine(load);
    for (const auto& [name, value] : facts) std::printf("%s: %s\n", name.c_str(), value.c_str());
    std::fputs(bench::toTable(reports).c_str(), stdout);
    if (!jsonPath.empty()) std::ofstream(jsonPath) << bench::toJson(reports, facts);
    return 0;
}
