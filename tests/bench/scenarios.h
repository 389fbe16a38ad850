#pragma once

#include <functional>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "tests/bench/bench_data.h"
#include "tests/bench/figures.h"

namespace bench {

struct Options {
    DataPaths data;
    bool paced = true;         ///< frames wait for the next 1/60 s, as in a window; else they follow each other at once
    int mostBlocks = 200'000;  ///< of the largest metropolis; the others are a half, a quarter and an eighth of it
    std::string keepIn;        ///< writes some pictures and the time of every frame here; empty: none
};

/// Each scenario runs in a process of its own, so that its memory is its own and its start is cold.
struct Scenario {
    std::string name;
    std::string what;  ///< one sentence for --help
    std::function<geo::Result<Report>(const Options&)> run;
    bool needsData = true;  ///< reads the datasets of ensureData()
};

// scenarios_map.cpp: through the engine.
[[nodiscard]] geo::Result<Report> runRasterFlight(const Options& options);
[[nodiscard]] geo::Result<Report> runParcelFlight(const Options& options);
[[nodiscard]] geo::Result<Report> runCityFlight(const Options& options);
[[nodiscard]] geo::Result<Report> runRestyle(const Options& options);
[[nodiscard]] geo::Result<Report> runIdle(const Options& options);

// scenarios_peer.cpp: the same files read by GDAL alone, and whole processes.
[[nodiscard]] geo::Result<Report> runGdalRaster(const Options& options);
[[nodiscard]] geo::Result<Report> runGdalParcels(const Options& options);
[[nodiscard]] geo::Result<Report> runProcesses(const Options& options);

// scenario_mosaic.cpp: a whole metropolis from objects in memory to written tesserae, at four sizes.
[[nodiscard]] geo::Result<Report> runMosaic(const Options& options);

}  // namespace bench
