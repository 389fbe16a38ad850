#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "geo/pack/former_pack.h"
#include "geo/pack/pack_model.h"

namespace geo {

/// One file to be listed in the pack; it lies in the writer's folder.
struct AssetWish {
    PackRole role = PackRole::Tesserae;
    std::string file;  ///< a plain name, such as "tesserae.fgb"
    std::string key;   ///< empty: the role's word
    std::string title, description, datetime, attribution;
    std::string scheme;  ///< crosswalk of a raster's class codes
    std::string unit{};  ///< of a raster's values, where the file does not tell it
};

/// Writes a city pack into a folder that is whole or absent: files are made in a staging folder beside the target, and finish()
/// brings them to the disk and gives the folder its name in one step, in exchange for a former pack of that name. Without
/// finish() nothing has happened. Staging folders of writers that were killed are removed when the next one starts. From the same
/// files and facts comes the same pack, byte for byte: no clock and no path of this machine goes in. One thread.
class PackWriter {
public:
    /// `head`: everything but the assets. Output where the target's folder is missing, or the target exists and is not to be
    /// replaced: then nothing of it is touched. Malformed where the head lacks id, time or licence.
    [[nodiscard]] static Result<PackWriter> create(const std::filesystem::path& target, CityPack head,
                                                   Replace replace = Replace::Unchanged);
    PackWriter(PackWriter&&) noexcept;
    PackWriter& operator=(PackWriter&&) = delete;
    ~PackWriter();

    /// Where the files are to be written, by whoever makes them; a thumbnail can be drawn from what is there already.
    [[nodiscard]] const std::filesystem::path& folder() const;
    /// Lists a file of the folder, reading what it says of itself. Errors: those of describeAsset; Malformed for a name or key
    /// that is not plain, or given twice.
    [[nodiscard]] Result<void> add(const AssetWish& wish);
    /// Writes item.json as it would be by now, so that the staging folder can be opened as a pack.
    [[nodiscard]] Result<void> writeDraft() const;
    /// Writes item.json, ATTRIBUTION.md and SHA256SUMS, and puts the pack into its place. The pack as readPack() would give it.
    [[nodiscard]] Result<CityPack> finish();
    /// After finish(): where a former pack is kept that held what would have been lost; else empty.
    [[nodiscard]] const std::filesystem::path& kept() const;

private:
    struct State;
    explicit PackWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// The text of ATTRIBUTION.md: who made the data, on which terms, and what to print on maps.
[[nodiscard]] std::string attributionText(const CityPack& pack);

/// Output where the folder has a catalog.json that is not as writeAtlas() wrote it: somebody else's, or changed.
[[nodiscard]] Result<void> mayReplaceCatalog(const std::filesystem::path& folder);

/// Writes catalog.json of an atlas folder: every folder in it that holds a pack, by name, but those that made room.
[[nodiscard]] Result<Atlas> writeAtlas(const std::filesystem::path& folder, const std::string& id, const std::string& title);

}  // namespace geo
