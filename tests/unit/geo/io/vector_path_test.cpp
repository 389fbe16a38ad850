#include "geo/io/vector_path.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace geo {
namespace {

namespace fs = std::filesystem;

TEST(VectorPath, TellsWhenTilesHaveChanged) {
    const auto folder = fs::temp_directory_path() / ("metromosaic-tiles-" + std::to_string(::getpid()));
    const auto write = [&](const char* name) {
        fs::create_directories((folder / name).parent_path());
        std::ofstream(folder / name) << "tile";
    };
    const auto state = [&] { return resolveVectorPath(folder.string()).value().state; };
    write("12/3/4.mvt"), write("12/3/5.mvt");
    const auto before = state();
    EXPECT_EQ(state(), before);
    fs::last_write_time(folder / "12/3/4.mvt", fs::last_write_time(folder / "12/3/5.mvt") + std::chrono::seconds(5));
    const auto changed = state();
    EXPECT_NE(changed, before) << "a tile is newer";
    fs::remove(folder / "12/3/5.mvt");
    EXPECT_NE(state(), changed) << "a tile is gone";
    fs::remove_all(folder);
}

TEST(VectorPath, ListsTilesColumnByColumnWhateverTheDiskSays) {
    const auto folder = fs::temp_directory_path() / ("metromosaic-columns-" + std::to_string(::getpid()));
    for (const char* name : {"12/10/7.mvt", "12/9/12.mvt", "12/9/8.mvt", "12/9/note.txt"}) {
        fs::create_directories((folder / name).parent_path());
        std::ofstream(folder / name) << "tile";
    }
    const auto in = [&](const char* name) { return (folder / name).string(); };
    const std::vector<std::string> expected{in("12/9/8.mvt"), in("12/9/12.mvt"), in("12/10/7.mvt")};
    const auto files = [](const std::string& path) {
        std::vector<std::string> names;
        const auto resolved = resolveVectorPath(path);
        for (const auto& tile : resolved.value().tileFiles) names.push_back(tile.path);
        return names;
    };
    EXPECT_EQ(files(folder.string()), expected);
    EXPECT_EQ(files("MVT:" + in("12")), expected);
    fs::remove_all(folder);
}

}  // namespace
}  // namespace geo
