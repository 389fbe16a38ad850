#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

/// A file of the shared data folder: beside the source tree, or where METROMOSAIC_SHARED_DATA says.
inline std::string sharedData(const std::string& name) {
    const char* folder = std::getenv("METROMOSAIC_SHARED_DATA");
    return (folder ? std::string(folder) : std::string(METROMOSAIC_SOURCE_DIR "/../shared/data")) + "/" + name;
}

/// Ends a test that needs a file which is not there.
#define SKIP_WITHOUT(path)              \
    if (!std::filesystem::exists(path)) \
    GTEST_SKIP() << "The shared data folder is not beside the source tree, nor where METROMOSAIC_SHARED_DATA says: " << (path)
