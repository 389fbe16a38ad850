#include "geo/pack/read_pack.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "geo/base/counted.h"
#include "geo/base/names.h"
#include "geo/base/text_file.h"
#include "geo/io/remote_text.h"
#include "geo/pack/pack_folder.h"
#include "geo/pack/stac_item.h"
#include "geo/pack/zip_directory.h"

namespace geo {
namespace fs = std::filesystem;
namespace {

constexpr int kMostDepth = 4;
constexpr size_t kMostCatalogs = 64, kMostPacks = 4096, kMostNamed = 12;

/// A STAC document, where it came from, and its text.
struct Document {
    PackOrigin origin;
    std::string name, text;
};

std::string pathOf(const std::string& address) { return address.substr(0, address.find_first_of("?#")); }

bool isZip(const std::string& path) { return lowered(fs::path(path).extension().string()) == ".zip"; }

// item.json, or catalog.json, of an archive: at its top or in its only folder.
std::string documentIn(const std::vector<ZipEntry>& entries) {
    std::string found;
    for (const char* wanted : {kCatalogFile, kItemFile})  // the item where there are both
        for (const auto& entry : entries) {
            const auto slash = entry.name.rfind('/');
            const bool shallow = slash == std::string::npos || entry.name.find('/') == slash;
            if (shallow && entry.name.substr(slash == std::string::npos ? 0 : slash + 1) == wanted) found = entry.name;
        }
    return found;
}

Result<Document> fromWeb(const std::string& address, const std::stop_token& stop) {
    const auto url = pathOf(address).ends_with('/') ? pathOf(address) + kItemFile : address;
    auto text = fetchText(url, kMostStacBytes, stop);
    if (!text && url != address) text = fetchText(pathOf(address) + kCatalogFile, kMostStacBytes, stop);
    if (!text) return Failure(text.error());
    return Document{originBelow({PackOrigin::Kind::Web, {}, {}}, url, url), url, std::move(*text)};
}

Result<Document> fromArchive(const std::string& path) {
    const auto entries = readZipDirectory(path);
    if (!entries) return Failure(entries.error());
    std::error_code error;
    if (auto good = checkArchive(*entries, fs::file_size(path, error), path); !good) return Failure(good.error());
    const auto name = documentIn(*entries);
    if (name.empty()) return fail(ErrorCode::NotFound, "There is no item.json in this archive: it is no city pack.", path);
    auto text = readArchivedText(fs::absolute(path, error).string(), name, kMostStacBytes);
    if (!text) return Failure(text.error());
    const auto slash = name.rfind('/');
    return Document{{PackOrigin::Kind::Archive, fs::absolute(path, error).string(),
                     slash == std::string::npos ? "" : name.substr(0, slash + 1)},
                    path,
                    std::move(*text)};
}

Result<Document> documentAt(const std::string& path, const std::stop_token& stop) {
    if (isWebAddress(path)) return fromWeb(path, stop);
    std::error_code error;
    fs::path file(path);
    if (fs::is_directory(file, error)) file /= fs::exists(file / kItemFile, error) ? kItemFile : kCatalogFile;
    if (isZip(path) && fs::is_regular_file(file, error)) return fromArchive(path);
    auto text = readTextFile(file.string(), kMostStacBytes);
    if (!text) return Failure(text.error());
    return Document{
        {PackOrigin::Kind::Folder, fs::absolute(file, error).parent_path().string(), {}}, file.string(), std::move(*text)};
}

// What a folder or an archive lacks is said now, not when the map stays empty.
void lookForFiles(const PackOrigin& origin, CityPack& pack) {
    std::error_code error;
    std::set<std::string> archived;
    if (origin.kind == PackOrigin::Kind::Archive)
        if (const auto entries = readZipDirectory(origin.base))
            for (const auto& entry : *entries) archived.insert(archivedName(origin.base, entry.name));
    std::erase_if(pack.assets, [&](const PackAsset& asset) {
        if (isWebAddress(asset.location)) return false;
        const bool there = origin.kind == PackOrigin::Kind::Archive ? archived.contains(asset.location)
                                                                    : fs::is_regular_file(asset.location, error);
        if (there) return false;
        auto said = "The pack lacks the file " + asset.href + " of its asset " + asset.key + "; fetch the pack again.";
        if (asset.isLayer())
            pack.remarks.gaps.push_back({ErrorCode::NotFound, std::move(said), pack.source, {}});
        else
            pack.remarks.add(std::move(said));
        return true;
    });
}

Result<CityPack> packFrom(const Document& document) {
    auto pack = parseItem(document.text, document.origin, document.name);
    if (pack) lookForFiles(document.origin, *pack);
    return pack;
}

/// Follows catalogues down to the packs they name.
class AtlasReader {
public:
    explicit AtlasReader(const std::stop_token& stop) : m_stop(stop) {}

    Result<Atlas> read(const Document& document) {
        if (auto done = visit(document, 1); !done) return Failure(done.error());
        return std::move(m_atlas);
    }

private:
    Result<void> visit(const Document& document, int depth) {
        if (!m_seen.insert(document.name).second)
            return fail(ErrorCode::Malformed, "This atlas names a catalogue twice, or contains itself; it is not opened.",
                        document.name);
        if (depth > kMostDepth || m_seen.size() > kMostCatalogs)
            return fail(ErrorCode::TooLarge,
                        fmt::format("The catalogues of this atlas nest deeper than {} or are more than {}; open one of them.",
                                    kMostDepth, kMostCatalogs),
                        document.name);
        const auto page = parseCatalog(document.text, document.origin, document.name);
        if (!page) return Failure(page.error());
        if (depth == 1) m_atlas.id = page->id, m_atlas.title = page->title, m_atlas.description = page->description;
        for (const auto& link : page->links) {
            if (link.isItem) {
                if (m_atlas.packs.size() >= kMostPacks)
                    return fail(ErrorCode::TooLarge, fmt::format("This atlas names more than {} packs.", kMostPacks),
                                document.name);
                m_atlas.packs.push_back({link.title, link.location});
                continue;
            }
            if (m_stop.stop_requested()) return fail(ErrorCode::Cancelled, "Reading was cancelled.", document.name);
            const auto below = open(document, link);
            if (!below) return Failure(below.error());
            if (auto done = visit(*below, depth + 1); !done) return done;
        }
        return {};
    }

    [[nodiscard]] Result<Document> open(const Document& parent, const CatalogLink& link) const {
        const auto origin = originBelow(parent.origin, link.href, link.location);
        Result<std::string> text = [&] {
            if (isWebAddress(link.location)) return fetchText(link.location, kMostStacBytes, m_stop);
            if (parent.origin.kind == PackOrigin::Kind::Folder) return readTextFile(link.location, kMostStacBytes);
            return readArchivedText(parent.origin.base, parent.origin.prefix + fullyDecoded(link.href), kMostStacBytes);
        }();
        if (!text) return Failure(text.error());
        return Document{origin, link.location, std::move(*text)};
    }

    const std::stop_token& m_stop;
    Atlas m_atlas;
    std::set<std::string> m_seen;
};

}  // namespace

bool namesPack(const std::string& path) {
    if (isWebAddress(path)) {
        const auto plain = pathOf(path);
        for (const char* end : {"/item.json", "/catalog.json", "/collection.json", "/"})
            if (plain.ends_with(end)) return true;
        return plain.find("/items/") != std::string::npos;
    }
    std::error_code error;
    if (fs::is_directory(path, error))
        return fs::is_regular_file(fs::path(path) / kItemFile, error) ||
               fs::is_regular_file(fs::path(path) / kCatalogFile, error);
    if (!fs::is_regular_file(path, error)) return false;
    if (isZip(path)) {
        const auto entries = readZipDirectory(path);
        return entries && !documentIn(*entries).empty();
    }
    const auto ending = lowered(fs::path(path).extension().string());
    if (ending != ".json" && ending != ".geojson") return false;
    const auto text = readTextFile(path, kMostStacBytes);
    if (!text) return false;
    const auto name = fs::path(path).filename();
    return stacKind(*text) != StacKind::None || ((name == kItemFile || name == kCatalogFile) && !isJson(*text));
}

Result<std::variant<CityPack, Atlas>> readPackOrAtlas(const std::string& path, const std::stop_token& stop) {
    using Answer = std::variant<CityPack, Atlas>;
    const auto document = documentAt(path, stop);
    if (!document) return Failure(document.error());
    if (stacKind(document->text) != StacKind::Catalog)
        return packFrom(*document).map([](CityPack pack) { return Answer(std::move(pack)); });
    return AtlasReader(stop).read(*document).map([](Atlas atlas) { return Answer(std::move(atlas)); });
}

Result<CityPack> readPack(const std::string& path, const std::stop_token& stop) {
    auto found = readPackOrAtlas(path, stop);
    if (!found) return Failure(found.error());
    if (auto* pack = std::get_if<CityPack>(&*found)) return std::move(*pack);
    const auto& atlas = std::get<Atlas>(*found);
    if (atlas.packs.empty()) return fail(ErrorCode::NotFound, "This atlas names no city pack.", path);
    if (atlas.packs.size() == 1 && !atlas.packs[0].location.starts_with("/vsi")) {
        const auto document = documentAt(atlas.packs[0].location, stop);
        return document ? packFrom(*document) : Result<CityPack>(Failure(document.error()));
    }
    std::string names;
    for (size_t i = 0; i < std::min(atlas.packs.size(), kMostNamed); ++i)
        names += (i ? ", " : "") + (atlas.packs[i].title.empty() ? atlas.packs[i].location : atlas.packs[i].title);
    return fail(ErrorCode::Unsupported,
                fmt::format("This is an atlas of {} ({}{}); open one of them: `metromosaic info` lists where they are.",
                            counted(std::ssize(atlas.packs), "city pack"), names, atlas.packs.size() > kMostNamed ? " ..." : ""),
                path);
}

}  // namespace geo
