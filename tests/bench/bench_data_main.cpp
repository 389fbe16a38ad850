#include <CLI/CLI.hpp>
#include <cstdio>

#include "tests/bench/bench_data.h"

int main(int argc, char** argv) {
    CLI::App app{"Makes the benchmarks' synthetic land-cover raster and parcels; what is there already is kept."};
    bench::DataSizes sizes;
    std::string folder = bench::defaultFolder().string();
    app.add_option("--raster-size", sizes.rasterCells, "Side of the raster in cells of 10 m")->capture_default_str();
    app.add_option("--parcels", sizes.parcels, "Number of parcels")->capture_default_str();
    app.add_option("--folder", folder, "Where to put them")->capture_default_str();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? 0 : 2;
    }
    const auto made = bench::ensureData(folder, sizes);
    if (made) return 0;
    std::fprintf(stderr, "%s\n", geo::describe(made.error()).c_str());
    return 1;
}
