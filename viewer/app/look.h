#pragma once

#include <string>
#include <vector>

#include "geo/pyramid/open_layer.h"
#include "viewer/base/task.h"

namespace app {

/// What was found in the files that a person named.
struct Look {
    struct File {
        std::string path, title;
        geo::GeographicExtent box;
        std::vector<geo::LayerProposal> layers;
        std::string place{};  ///< what city packs say that they show; empty: the data do not say
    };
    std::vector<File> files;
    std::vector<std::string> problems;  ///< sentences about what cannot be opened
    std::vector<std::string> remarks;   ///< sentences about what folders and archives hold besides what is opened
};

/// What a file is called while it is opened; never the text of a connection, which may hold a password.
[[nodiscard]] std::string nameOf(const std::string& path);

/// Looks into files, city packs, and into the files of folders and archives. On a worker. Cancelled when the task is.
[[nodiscard]] geo::Result<Look> lookInto(const std::vector<std::string>& paths, base::Task& task);

}  // namespace app
