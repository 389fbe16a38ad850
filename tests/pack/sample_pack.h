#pragma once

#include <filesystem>

#include "geo/base/result.h"
#include "geo/pack/pack_writer.h"

namespace sample {

/// A small made-up city in Montevideo as a city pack: blocks of 100 m between streets of 20 m, land cover, inhabitants, parks, a
/// river, streets, districts, places.
struct Size {
    int blocksAcross = 24, blocksDown = 18;
    int coverCells = 1200;  ///< side of the land cover, cells of 10 m: noise that hardly compresses
};

inline constexpr geo::LonLat kCentre{-56.19, -34.90};

/// The pack's own facts.
[[nodiscard]] geo::CityPack head();

/// Writes all files and finishes the pack at `target`. The same size gives the same bytes.
[[nodiscard]] geo::Result<geo::CityPack> write(const std::filesystem::path& target, const Size& size = {});

/// Writes the assets into a writer's folder and lists them, without finishing.
[[nodiscard]] geo::Result<void> fill(geo::PackWriter& writer, const Size& size);

}  // namespace sample
