#pragma once

#include <string>
#include <vector>

#include "geo/base/result.h"

namespace app {

/// Exit status of every subcommand.
inline constexpr int kDone = 0, kWorldFailed = 1, kWrongUsage = 2;

struct MembersRequest {
    std::string region, country, search, near;
    bool candidates = false, office = false, json = false;
};
[[nodiscard]] int listMembers(const MembersRequest& request);

struct InfoRequest {
    std::vector<std::string> paths;
    bool json = false;
};
[[nodiscard]] int explainFiles(const InfoRequest& request);

struct SnapshotRequest {
    std::vector<std::string> paths, layers;
    std::string centre, scale, bbox, size = "1920x1080", language = "en", legend = "shown", output;
    double dpi = 0;  ///< 0: 96 for pixels, 300 for pages
    bool mapOnly = false, worldFile = false;
};
[[nodiscard]] int writePicture(const SnapshotRequest& request);

struct PrepareWords {
    std::string city, bbox, output, scheme;
    std::vector<std::string> osm, landcover, population, builtup, districts, informal, attribution;
    std::vector<int> epochs;
    double around = 0;  ///< km; 0: not said
    bool all = false, replace = false;
};
[[nodiscard]] int preparePack(const PrepareWords& words);

struct RunRequest {
    std::string script, size = "1920x1080", stateFile;
    bool window = false, list = false, markdown = false;
};
[[nodiscard]] int runScript(const RunRequest& request);

struct ViewRequest {
    std::vector<std::string> paths;
    std::string size, stateFile;
};
[[nodiscard]] int openViewer(const ViewRequest& request);

/// One sentence on stderr; returns kWorldFailed.
int reportFailure(const geo::Error& error);
/// The same for what the command line itself says; returns kWrongUsage.
int reportWrongUsage(const geo::Error& error);

/// The whole program: parses the command line and does what it says.
[[nodiscard]] int runCommandLine(int argc, char** argv);

}  // namespace app
