#include "geo/pack/pack_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "geo/base/atomic_file.h"
#include "geo/base/text_file.h"
#include "geo/pack/asset_facts.h"
#include "geo/pack/checksums.h"
#include "geo/pack/pack_folder.h"
#include "geo/pack/stac_item.h"

namespace geo {
namespace fs = std::filesystem;
namespace {

bool isPlainName(const std::string& name) {
    const auto plain = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.'; };
    return !name.empty() && name.front() != '.' && name.size() < 128 && std::ranges::all_of(name, plain);
}

Result<void> checkHead(const CityPack& head, const std::string& subject) {
    if (!isPlainName(head.id)) return fail(ErrorCode::Malformed, "A pack needs an id of letters, digits and hyphens.", subject);
    if (head.datetime.empty() && (head.start.empty() || head.end.empty()))
        return fail(ErrorCode::Malformed, "A pack needs the date of its data, or their first and last.", subject);
    if (head.licence.empty()) return fail(ErrorCode::Malformed, "A pack needs the licence of its data.", subject);
    return {};
}

}  // namespace

struct PackWriter::State {
    CityPack pack;
    StagingFolder staging;
    Replace replace = Replace::Unchanged;
    fs::path kept{};

    [[nodiscard]] Result<void> write(const char* name, const std::string& text) const {
        return writeFileAtomically((staging.path() / name).string(), text, "pack");
    }
    [[nodiscard]] Result<std::string> checksums() const {
        std::vector<Checksum> list;
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(staging.path(), error)) {
            const auto name = entry.path().filename().string();
            if (!entry.is_regular_file(error) || name == kChecksumFile || name.front() == '.') continue;
            auto sum = sha256OfFile(entry.path().string());
            if (!sum) return sum;
            list.push_back({std::move(*sum), name});
        }
        return writeChecksums(std::move(list));
    }
};

PackWriter::PackWriter(std::unique_ptr<State> state) : m_state(std::move(state)) {}
PackWriter::PackWriter(PackWriter&&) noexcept = default;
PackWriter::~PackWriter() = default;

Result<PackWriter> PackWriter::create(const fs::path& target, CityPack head, Replace replace) {
    if (const auto good = checkHead(head, target.string()); !good) return Failure(good.error());
    if (const auto allowed = mayReplace(target, head.id, replace); !allowed) return Failure(allowed.error());
    auto staging = StagingFolder::create(target);
    if (!staging) return Failure(staging.error());
    head.assets.clear();
    return PackWriter(std::unique_ptr<State>(new State{std::move(head), std::move(*staging), replace}));
}

const fs::path& PackWriter::folder() const { return m_state->staging.path(); }
const fs::path& PackWriter::kept() const { return m_state->kept; }

Result<void> PackWriter::add(const AssetWish& wish) {
    PackAsset asset;
    const std::string role(kPackRoles[static_cast<size_t>(wish.role)]);
    asset.key = wish.key.empty() ? role : wish.key;
    auto& assets = m_state->pack.assets;
    const bool twice = std::ranges::find(assets, asset.key, &PackAsset::key) != assets.end();
    if (!isPlainName(wish.file) || !isPlainName(asset.key) || twice)
        return fail(ErrorCode::Malformed, "An asset needs a plain file name and a key of its own.", asset.key + ", " + wish.file);
    asset.href = "./" + wish.file;
    asset.roles = {role};
    if (wish.role != PackRole::Thumbnail) asset.roles.emplace_back("data");
    asset.title = wish.title, asset.description = wish.description, asset.datetime = wish.datetime;
    asset.attribution = wish.attribution, asset.scheme = wish.scheme;
    asset.location = (folder() / wish.file).string();
    if (auto described = describeAsset(asset.location, asset); !described) return described;
    for (auto& band : asset.bands)
        if (band.unit.empty()) band.unit = wish.unit;
    assets.insert(std::ranges::lower_bound(assets, asset.key, {}, &PackAsset::key), std::move(asset));
    return {};
}

Result<void> PackWriter::writeDraft() const { return m_state->write(kItemFile, writeItem(m_state->pack)); }

Result<CityPack> PackWriter::finish() {
    if (m_state->pack.assets.empty())
        return fail(ErrorCode::Output, "A pack without any asset shows nothing; it is not written.", m_state->pack.id);
    if (auto done = writeDraft(); !done) return Failure(done.error());
    if (auto done = m_state->write(kAttributionFile, attributionText(m_state->pack)); !done) return Failure(done.error());
    const auto sums = m_state->checksums();
    if (!sums) return Failure(sums.error());
    if (auto done = m_state->write(kChecksumFile, *sums); !done) return Failure(done.error());
    auto kept = m_state->staging.takePlace(m_state->pack.id, m_state->replace);
    if (!kept) return Failure(kept.error());
    m_state->kept = std::move(*kept);
    auto pack = std::move(m_state->pack);
    pack.source = m_state->staging.target().string();
    for (auto& asset : pack.assets) asset.location = (m_state->staging.target() / asset.href).lexically_normal().string();
    return pack;
}

std::string attributionText(const CityPack& pack) {
    std::string text = fmt::format("# {}\n\nPrint on every map, page and slide made of these data:\n\n",
                                   pack.title.empty() ? pack.id : pack.title);
    for (const auto& line : pack.attribution) text += "- " + line + "\n";
    text += fmt::format("\nLicence of the whole: {}\n", pack.licence);
    if (!pack.providers.empty()) text += "\n## Providers\n\n";
    for (const auto& provider : pack.providers) {
        text += "- " + provider.name;
        if (!provider.url.empty()) text += " <" + provider.url + ">";
        if (!provider.description.empty()) text += ": " + provider.description;
        text += "\n";
    }
    text += "\n## Files\n\n";
    for (const auto& asset : pack.assets)
        text += fmt::format("- `{}` {}{}\n", asset.href.starts_with("./") ? asset.href.substr(2) : asset.href, asset.title,
                            asset.attribution.empty() ? "" : ": " + asset.attribution);
    return text;
}

Result<void> mayReplaceCatalog(const fs::path& folder) {
    std::error_code error;
    const auto file = folder / kCatalogFile;
    if (!fs::exists(fs::symlink_status(file, error))) return {};
    const auto text = readTextFile(file.string(), kMostStacBytes);
    if (!text) return Failure(text.error());
    if (const auto page = parseCatalog(*text, {PackOrigin::Kind::Folder, folder.string(), {}}, file.string())) {
        Atlas same{page->id, page->title, page->description, {}};
        for (const auto& link : page->links) same.packs.push_back({link.title, link.href});
        if (writeCatalog(same) == *text) return {};
    }
    return fail(
        ErrorCode::Output,
        "This catalogue was not made here, or was changed since; choose another folder for the atlas, or move it elsewhere.",
        file.string());
}

Result<Atlas> writeAtlas(const fs::path& folder, const std::string& id, const std::string& title) {
    Atlas atlas{id, title, {}, {}};
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto name = entry.path().filename().string();
        const auto item = entry.path() / kItemFile;
        std::error_code absent;
        if (!isPlainName(name) || isKeptName(name) || !fs::is_regular_file(item, absent)) continue;
        const auto text = readTextFile(item.string(), kMostStacBytes);
        if (!text) return Failure(text.error());
        const auto pack = parseItem(*text, {PackOrigin::Kind::Folder, entry.path().string(), {}}, item.string());
        if (!pack) return Failure(pack.error());
        atlas.packs.push_back({pack->title, "./" + name + "/" + kItemFile});
    }
    if (error) return fail(ErrorCode::NotFound, "There is no such folder.", folder.string(), error.message());
    std::ranges::sort(atlas.packs, {}, &AtlasEntry::location);
    if (auto done = writeFileAtomically((folder / kCatalogFile).string(), writeCatalog(atlas), "atlas"); !done)
        return Failure(done.error());
    return atlas;
}

}  // namespace geo
