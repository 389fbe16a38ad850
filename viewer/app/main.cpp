#include <clocale>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>

#include "geo/base/paths.h"
#include "viewer/app/cli/cli.h"

namespace {

/// Mesa keeps compiled shaders in a file that it maps into memory: where the disk has no room for it, the program would die by a
/// signal. Before any thread, as it changes the environment.
void keepDriverFromAFullDisk() {
    constexpr uintmax_t kRoomBytes = 16 << 20;
    const char* own = std::getenv("MESA_SHADER_CACHE_DIR");
    auto folder = own && *own ? std::filesystem::path(own) : geo::cacheFolder().parent_path() / "mesa_shader_cache";
    std::error_code error;
    while (!std::filesystem::exists(folder, error) && folder.has_relative_path()) folder = folder.parent_path();
    const auto room = std::filesystem::space(folder, error);
    if (error || room.available >= kRoomBytes) return;
    for (const char* name : {"MESA_SHADER_CACHE_DISABLE", "MESA_GLSL_CACHE_DISABLE"}) ::setenv(name, "true", 0);
}

}  // namespace

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, "C.UTF-8");  // for the widths of characters in tables; numbers keep the C locale
    try {
        keepDriverFromAFullDisk();
        return app::runCommandLine(argc, argv);
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "metromosaic: Something unforeseen went wrong (%s).\n", trouble.what());
        return app::kWorldFailed;
    }
}
