#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace fuzz {

/// A data folder of this process's own, which geo::dataFolder() finds: for files that are read by name, once each.
class DataFolder {
public:
    DataFolder() : m_path(std::filesystem::temp_directory_path() / ("metromosaic-fuzz-data-" + std::to_string(getpid()))) {
        std::filesystem::create_directories(m_path / "crosswalks");
        std::filesystem::create_directories(m_path / "ranks");
        write("palettes.csv", "scheme,code,hex\n");
        setenv("METROMOSAIC_DATA", m_path.c_str(), 1);
    }
    ~DataFolder() {
        std::error_code error;
        std::filesystem::remove_all(m_path, error);
    }
    void write(const std::string& name, std::string_view text) const { std::ofstream(m_path / name, std::ios::binary) << text; }
    void remove(const std::string& name) const { std::filesystem::remove(m_path / name); }

    /// A name that was not used before: "a", "b", ... "aa", "ab" ...
    [[nodiscard]] std::string freshName() {
        std::string name;
        for (size_t n = ++m_names; n > 0; n = (n - 1) / 26) name += static_cast<char>('a' + (n - 1) % 26);
        return name;
    }

private:
    std::filesystem::path m_path;
    size_t m_names = 0;
};

}  // namespace fuzz
