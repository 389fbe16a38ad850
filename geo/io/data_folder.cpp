#include "geo/io/data_folder.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "geo/base/names.h"
#include "geo/base/text.h"
#include "geo/io/vector_path.h"

namespace geo {
namespace {

namespace fs = std::filesystem;

const std::set<std::string> kRasters{".tif", ".tiff", ".vrt", ".nc", ".img", ".jp2", ".asc", ".grd"};
const std::set<std::string> kVectors{".shp", ".geojson", ".json", ".topojson", ".gpkg",   ".fgb", ".kml", ".kmz",
                                     ".gml", ".pbf",     ".osm",  ".tab",      ".sqlite", ".gpx", ".mvt", ".gdb"};
// Read along with what they belong to.
const std::set<std::string> kCompanions{".prj", ".dbf", ".shx", ".cpg", ".sbn", ".sbx", ".qpj", ".qix", ".qml",
                                        ".qmd", ".xml", ".ovr", ".tfw", ".wld", ".pgw", ".hdr", ".idx", ".aux",
                                        ".dat", ".id",  ".map", ".msk", ".sld", ".lyr", ".gfs"};

void sortIn(FolderContent& content, const std::string& path, const std::string& name, bool folder) {
    const auto ending = lowered(fs::path(name).extension().string());
    if (name.empty() || name.front() == '.') return;
    if (folder && ending != ".gdb")
        content.other.push_back(name + "/");
    else if (kRasters.contains(ending))
        content.rasters.push_back(path);
    else if (kVectors.contains(ending))
        content.vectors.push_back(path);
    else if (!kCompanions.contains(ending))
        content.other.push_back(name);
}

FolderContent ofArchive(const std::string& path, std::string& notSeen) {
    FolderContent content;
    const auto inside = "/vsizip/" + fs::absolute(path).string();
    char** names = VSIReadDirRecursive(inside.c_str());
    constexpr int kMost = 10'000;
    const int all = CSLCount(names);
    for (int i = 0; i < std::min(all, kMost); ++i) {
        const std::string name = names[i];
        if (!name.ends_with('/')) sortIn(content, fmt::format("{}/{}", inside, name), name, false);
    }
    CSLDestroy(names);
    if (all > kMost) notSeen = grouped(all - kMost) + " entries beyond the first " + grouped(kMost);
    return content;
}

}  // namespace

std::optional<FolderContent> lookIntoFolder(const std::string& path) {
    std::error_code none;
    FolderContent content;
    std::string notSeen;
    if (fs::is_regular_file(path, none)) {
        if (!lowered(path).ends_with(".zip")) return std::nullopt;
        content = ofArchive(path, notSeen);
    } else {
        if (!fs::is_directory(path, none) || lowered(fs::path(path).extension().string()) == ".gdb") return std::nullopt;
        if (const auto tiles = resolveVectorPath(path); tiles && !tiles->tiles.empty()) return std::nullopt;
        std::error_code error;
        for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error))
            sortIn(content, at->path().string(), at->path().filename().string(), at->is_directory(none));
        if (error) notSeen = "what could not be listed (" + error.message() + ")";
    }
    for (auto* names : {&content.rasters, &content.vectors, &content.other}) std::sort(names->begin(), names->end());
    if (!notSeen.empty()) content.other.insert(content.other.begin(), notSeen);
    return content;
}

}  // namespace geo
