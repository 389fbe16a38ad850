#include "viewer/app/cli/cli.h"

#include <CLI/CLI.hpp>
#include <set>

#include "geo/base/names.h"
#include "viewer/app/cli/print.h"
#include "viewer/app/cli/usage_error.h"
#include "viewer/base/log.h"

namespace app {
namespace {

struct Requests {
    MembersRequest members;
    InfoRequest info;
    SnapshotRequest snapshot;
    PrepareWords prepare;
    RunRequest run;
    ViewRequest view;
};

void addView(CLI::App& program, ViewRequest& request) {
    auto* view = program.add_subcommand(
        "view", "Open the viewer on files, a scene (montevideo), or the world; what happens without a subcommand");
    view->add_option("FILE", request.paths, "Rasters and vectors in any format GDAL reads, URLs, scene files or scene names");
    view->add_option("--size", request.size, "Size of the window, such as 1600x900");
    view->add_option("--state-file", request.stateFile, "Keep a JSON file of what the window shows, for tests");
}

void addSnapshot(CLI::App& program, SnapshotRequest& request) {
    auto* snapshot = program.add_subcommand("snapshot", "Draw files or a scene into a picture; needs no display");
    snapshot->add_option("FILE", request.paths, "Files, URLs, scene files or scene names; all are drawn on one map")->required();
    snapshot->add_option("-o,--output", request.output, "The picture to write: OUT.png")->required();
    snapshot->add_option("--layers", request.layers, "Draw these layers only: ids separated by commas")->delimiter(',');
    auto* centre = snapshot->add_option("--center", request.centre, "LON,LAT of the middle");
    snapshot->add_option("--scale", request.scale, "1:N on a screen of 96 dpi, or on paper");
    snapshot->add_option("--bbox", request.bbox, "W,S,E,N in degrees")->excludes(centre)->excludes("--scale");
    snapshot->add_option("--size", request.size, "WIDTHxHEIGHT in pixels, or a page: A3, A4-landscape")->capture_default_str();
    snapshot->add_option("--dpi", request.dpi, "Pixels an inch: sizes of text and lines follow (96; pages 300)")
        ->check(CLI::Range(10, 2400));
    snapshot->add_flag("--map-only", request.mapOnly, "Without legend, scale bar and north arrow; the sources stay");
    snapshot
        ->add_option("--legend", request.legend,
                     "shown: the classes that the picture shows; all: every class, the same for a series of pictures")
        ->check(CLI::IsMember({"shown", "all"}))
        ->capture_default_str();
    snapshot->add_flag("--world-file", request.worldFile, "Write a world file and the CRS (.prj) beside the picture");
    snapshot->add_option("--lang", request.language, "Language of the member cities' names")
        ->check(CLI::IsMember({"en", "fr", "es", "native"}))
        ->capture_default_str();
}

void addMembers(CLI::App& program, MembersRequest& request) {
    auto* members = program.add_subcommand("members", "List the member cities");
    members->add_option("--region", request.region, "Only this region, such as Africa");
    members->add_option("--country", request.country, "Only this country, by name or ISO code");
    members->add_option("--search", request.search, "Any name, with or without accents, in any script");
    members->add_option("--near", request.near, "LON,LAT: sort by distance from here");
    members->add_flag("--candidates", request.candidates, "Also cities that are not confirmed as members");
    members->add_flag("--office", request.office, "Only those that hold an office");
    members->add_flag("--json", request.json, "As JSON");
}

void addInfo(CLI::App& program, InfoRequest& request) {
    auto* info = program.add_subcommand("info", "Say what files are, and what the viewer will make of them");
    info->add_option("FILE", request.paths, "Files, URLs or folders")->required();
    info->add_flag("--json", request.json, "As JSON");
}

void addPrepare(CLI::App& program, PrepareWords& words) {
    auto* prepare = program.add_subcommand("prepare", "Make the mosaic of a metropolis from open data, as a city pack");
    auto* city = prepare->add_option("CITY", words.city, "A member's id or name, or any name with --bbox");
    auto* all = prepare->add_flag("--all", words.all, "An atlas of every member with data; {id} in a path stands for its id")
                    ->excludes(city);
    prepare->add_option("-o,--output", words.output, "The folder of the pack, or of the atlas; a pack of the city is made anew")
        ->required();
    prepare->add_flag("--replace", words.replace,
                      "Also where the pack there was changed, or is of another city: it is kept beside, as FOLDER-former");
    prepare->add_option(
        "--osm", words.osm,
        "OpenStreetMap data: .osm.pbf, .osm, a folder of shapefiles or vector tiles; YEAR=FILE says of which year");
    prepare->add_option("--landcover", words.landcover,
                        "Land cover: a raster, areas such as Urban Atlas, or a named source such as worldcover:2021");
    prepare->add_option("--scheme", words.scheme,
                        "The legend of the land cover, where the file does not tell it: see data/crosswalks");
    prepare->add_option(
        "--population", words.population,
        "Inhabitants: a raster of counts or densities, areas that count them, or a named source such as ghs-pop:2020");
    prepare->add_option("--builtup", words.builtup, "Built-up surface: a raster, or a named source such as ghs-built-s:2020");
    prepare->add_option("--epoch", words.epochs,
                        "Years of the named sources that are given without one; several make several layers");
    prepare->add_option("--districts", words.districts, "Areas that make the territory; no block crosses their limits");
    prepare->add_option("--informal", words.informal, "Areas that an official layer claims as informal settlement");
    prepare->add_option("--attribution", words.attribution, "Whose data these are, to print on every map, instead of file names");
    auto* box = prepare->add_option("--bbox", words.bbox, "W,S,E,N in degrees: the territory, where no districts are given");
    box->excludes(all);
    prepare->add_option("--around", words.around, "The same as a square of so many kilometres around a member's position")
        ->check(CLI::Range(1.0, 300.0))
        ->excludes(box);
}

void addRun(CLI::App& program, RunRequest& request) {
    auto* run = program.add_subcommand("run", "Replay a script of commands, headless or in a window");
    auto* script = run->add_option("SCRIPT", request.script, "One command a line; - reads from stdin");
    run->add_flag("--window", request.window, "In the viewer's window");
    run->add_option("--size", request.size, "Size of the view")->capture_default_str();
    run->add_option("--state-file", request.stateFile, "With --window: keep a JSON file of what it shows");
    auto* list = run->add_flag("--list", request.list, "List all commands")->excludes(script);
    run->add_flag("--markdown", request.markdown, "With --list: as a table for the documentation")->needs(list);
}

const std::vector<std::string> kSubcommands{"view", "snapshot", "members", "info", "prepare", "run"};

// `metromosaic city.tif` means `metromosaic view city.tif`.
std::vector<std::string> withSubcommand(int argc, char** argv) {
    const std::set<std::string> names(kSubcommands.begin(), kSubcommands.end());
    static const std::set<std::string> ofProgram{"--help", "-h", "--version", "--verbose"};
    std::vector<std::string> words(argv + 1, argv + argc);
    auto first = words.begin();
    while (first != words.end() && ofProgram.contains(*first)) ++first;
    const bool onlyAsks =
        first == words.end() && !words.empty() && std::find(words.begin(), words.end(), "--verbose") == words.end();
    if (!onlyAsks && (first == words.end() || !names.contains(*first))) words.insert(first, "view");
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    return words;
}

int wrongUsage(const std::string& sentence) {
    complain(geo::withoutSecrets(sentence));
    return kWrongUsage;
}

}  // namespace

int reportFailure(const geo::Error& error) {
    complain(geo::describe(error));
    return kWorldFailed;
}

int reportWrongUsage(const geo::Error& error) {
    reportFailure(error);
    return kWrongUsage;
}

int runCommandLine(int argc, char** argv) {
    if (argc > 1) {
        const std::string first = argv[1];
        const bool known = std::find(kSubcommands.begin(), kSubcommands.end(), first) != kSubcommands.end();
        if (const auto near = known ? "" : misspeltCommand(first, kSubcommands); !near.empty())
            return wrongUsage("There is no command, file or scene " + first + ". Did you mean " + near +
                              "? See: metromosaic --help");
    }
    CLI::App program("Metromosaic: land use and density of the world's metropolises", "metromosaic");
    program.set_version_flag("--version", "metromosaic " METROMOSAIC_VERSION);
    bool verbose = false;
    program.add_flag("--verbose", verbose, "Say more on stderr");
    program.fallthrough();
    program.require_subcommand(0, 1);
    Requests requests;
    addView(program, requests.view);
    addSnapshot(program, requests.snapshot);
    addMembers(program, requests.members);
    addInfo(program, requests.info);
    addPrepare(program, requests.prepare);
    addRun(program, requests.run);
    try {
        program.parse(withSubcommand(argc, argv));
        if (program.got_subcommand("run") && requests.run.script.empty() && !requests.run.list)
            return wrongUsage(
                "Which script is to be played? Name it, or list the commands with --list. See: metromosaic run --help");
    } catch (const CLI::ParseError& problem) {
        if (problem.get_exit_code() == 0) return program.exit(problem) == 0 ? kDone : kWrongUsage;  // --help, --version
        const auto used = program.get_subcommands();
        return wrongUsage(usageSentence(problem, used.empty() ? nullptr : used.front()));
    }
    base::setVerbose(verbose);
    if (program.got_subcommand("snapshot")) return writePicture(requests.snapshot);
    if (program.got_subcommand("members")) return listMembers(requests.members);
    if (program.got_subcommand("info")) return explainFiles(requests.info);
    if (program.got_subcommand("prepare")) return preparePack(requests.prepare);
    if (program.got_subcommand("run")) return runScript(requests.run);
    return openViewer(requests.view);
}

}  // namespace app
