// Any file a person may drop on the window. The input's first line is the file's extension, the rest its content; one that
// begins with "name:" is opened as a GDAL name itself.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "geo/pyramid/open_layer.h"
#include "tests/fuzz/input.h"

namespace {

namespace fs = std::filesystem;

const fs::path& folder() {
    static const fs::path made = [] {
        auto path = fs::temp_directory_path() / ("metromosaic-fuzz-" + std::to_string(getpid()));
        fs::create_directories(path);
        std::atexit([] {
            std::error_code error;
            fs::remove_all(folder(), error);
        });
        return path;
    }();
    return made;
}

void openAndRead(const std::string& path) {
    if (const auto explained = geo::explain(path); !explained) fuzz::requireSentence(explained.error());
    const auto proposals = geo::proposeLayers(path, {});
    if (!proposals) {
        fuzz::requireSentence(proposals.error());
        return;
    }
    for (const auto& proposal : *proposals) {
        const auto source =
            geo::openLayer(proposal.spec, geo::Crs::cityEqualArea({10, 50}), [](double, const std::string&) {}, {});
        if (!source) {
            fuzz::requireSentence(source.error());
            continue;
        }
        const geo::TileScheme scheme;
        const auto middle = (*source)->extent().empty() ? geo::Point{} : (*source)->extent().centre();
        if (const auto tile = (*source)->read(scheme, scheme.at(middle, 10), {}); !tile) fuzz::requireSentence(tile.error());
        (void)(*source)->identify(middle, 100);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const auto text = fuzz::text(data, size);
    const auto line = text.substr(0, text.find('\n'));
    if (line.starts_with("name:")) {
        openAndRead(std::string(line.substr(5)));
        return 0;
    }
    const bool plain = !line.empty() && line.size() < 8 && line.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == line.npos;
    const fs::path path = folder() / (plain ? "input." + std::string(line) : "input.bin");
    std::ofstream(path, std::ios::binary) << (line.size() < text.size() ? text.substr(line.size() + 1) : std::string_view());
    openAndRead(path.string());
    std::error_code error;
    fs::remove(path, error);
    return 0;
}
