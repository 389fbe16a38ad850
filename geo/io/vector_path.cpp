#include "geo/io/vector_path.h"
#include "geo/base/names.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>

#include "geo/base/paths.h"

namespace geo {
namespace {

namespace fs = std::filesystem;

std::optional<int> asNumber(const std::string& name) {
    if (name.empty() || name.size() > 9 ||
        !std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c); }))
        return std::nullopt;
    return std::stoi(name);
}

bool isTile(const fs::path& file) {
    const auto extension = file.extension().string();
    return (extension == ".mvt" || extension == ".pbf") && asNumber(file.stem().string()).has_value();
}

// A folder x/y.mvt: one zoom of a tile set.
bool isZoomFolder(const fs::path& folder) {
    std::error_code none;
    for (const auto& column : fs::directory_iterator(folder, none)) {
        if (!column.is_directory(none) || !asNumber(column.path().filename().string())) continue;
        for (const auto& tile : fs::directory_iterator(column.path(), none))
            if (isTile(tile.path())) return true;
    }
    return false;
}

std::optional<fs::path> finestZoom(const fs::path& folder) {
    std::error_code none;
    if (asNumber(folder.filename().string()) && isZoomFolder(folder)) return folder;
    std::optional<fs::path> finest;
    int finestLevel = -1;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        const auto level = asNumber(entry.path().filename().string());
        if (!level || *level > 30 || *level <= finestLevel || !entry.is_directory(none) || !isZoomFolder(entry.path())) continue;
        finest = entry.path(), finestLevel = *level;
    }
    return finest;
}

std::string stateOf(fs::file_time_type changed, size_t files) {
    return std::to_string(changed.time_since_epoch().count()) + '/' + std::to_string(files);
}

// The box of the tiles that are there, by their numbers, and how many they are and the newest.
void lookAtTiles(const fs::path& zoomFolder, VectorPath& result) {
    constexpr double kHalfWorld = 20037508.342789244;  // metres of EPSG:3857
    const double side = 2 * kHalfWorld / std::pow(2.0, asNumber(zoomFolder.filename().string()).value_or(0));
    auto newest = fs::file_time_type::min();
    std::map<std::pair<int, int>, TileFile> files;  // in the same order on every disk
    std::error_code none;
    for (const auto& column : fs::directory_iterator(zoomFolder, none)) {
        const auto x = asNumber(column.path().filename().string());
        if (!x || !column.is_directory(none)) continue;
        for (const auto& tile : fs::directory_iterator(column.path(), none)) {
            if (!isTile(tile.path())) continue;
            if (const auto changed = tile.last_write_time(none); !none) newest = std::max(newest, changed);
            const int y = asNumber(tile.path().stem().string()).value_or(0);
            const Extent box{*x * side - kHalfWorld, kHalfWorld - (y + 1) * side, (*x + 1) * side - kHalfWorld,
                             kHalfWorld - y * side};
            files[{*x, y}] = {tile.path().string(), box};
            result.tiles.add(box);
        }
    }
    for (auto& [place, file] : files) result.tileFiles.push_back(std::move(file));
    result.state = stateOf(newest, files.size());
}

}  // namespace

Result<VectorPath> resolveVectorPath(const std::string& named) {
    const std::string path = named.rfind("MVT:", 0) == 0 ? named.substr(4) : named;  // GDAL's name for a folder of tiles
    VectorPath result;
    result.gdalName = path;
    if (path.rfind("http://", 0) == 0 || path.rfind("https://", 0) == 0) {
        result.gdalName = "/vsicurl/" + path;
    } else if (path.rfind("/vsi", 0) != 0 && !namesDatabase(path)) {
        fs::path file(path);
        if (!file.has_filename()) file = file.parent_path();
        std::error_code none;
        if (auto readable = checkReadable(path); !readable) return Failure(readable.error());
        if (!fs::exists(file, none)) return fail(ErrorCode::NotFound, "There is no such file or folder.", path);
        if (fs::is_directory(file, none)) {
            if (const auto zoom = finestZoom(file)) {
                result.gdalName = "MVT:" + zoom->string();
                lookAtTiles(*zoom, result);
            }
        } else if (fs::file_size(file, none) == 0) {
            return fail(ErrorCode::Unreadable, "The file is empty.", path);
        } else if (lowered(path).ends_with(".zip")) {
            result.gdalName = "/vsizip/" + path;
        }
        if (result.tiles.empty())
            if (const auto changed = fs::last_write_time(file, none); !none) result.state = stateOf(changed, 1);
    }
    if (result.gdalName.rfind("MVT:", 0) == 0 || lowered(path).ends_with(".mvt")) result.options.emplace_back("JSON_FIELD=YES");
    if (lowered(path).ends_with(".csv") || lowered(path).ends_with(".tsv")) {
        result.options.insert(result.options.end(),
                              {"X_POSSIBLE_NAMES=lon,longitude,lng,long,x,x_lon,lon_deg,longitud",
                               "Y_POSSIBLE_NAMES=lat,latitude,y,y_lat,lat_deg,latitud",
                               "GEOM_POSSIBLE_NAMES=wkt,geom,geometry,the_geom", "AUTODETECT_TYPE=YES", "KEEP_GEOM_COLUMNS=YES"});
    }
    return result;
}

}  // namespace geo
