#include "geo/pack/stac_item.h"
#include "geo/pack/zip_directory.h"
#include "tests/fuzz/input.h"

namespace {

void item(const std::string& text) {
    const geo::PackOrigin web{geo::PackOrigin::Kind::Web, "https://example.com/packs/", {}};
    const auto pack = geo::parseItem(text, web, "input");
    if (!pack) return fuzz::requireSentence(pack.error());
    for (const auto& asset : pack->assets) {
        fuzz::require(asset.location.starts_with("https://"), "what is opened of a pack from the web is on the web");
        const auto beyond = geo::fullyDecoded(asset.location).find("/../");
        fuzz::require(!asset.location.starts_with(web.base) || beyond == std::string::npos,
                      "a relative link stays below the item");
    }
    const auto written = geo::writeItem(*pack);
    const auto again = geo::parseItem(written, web, "input");
    fuzz::require(again.has_value(), "an item that was read can be written and read again");
    fuzz::require(geo::writeItem(*again) == written, "an item survives being written and read");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string text(fuzz::text(data, size));
    item(text);
    const geo::PackOrigin folder{geo::PackOrigin::Kind::Archive, "/pack.zip", {}};
    if (const auto page = geo::parseCatalog(text, folder, "input"); !page) fuzz::requireSentence(page.error());
    const auto entries = geo::parseZipDirectory(text, text.size(), "input");
    if (!entries)
        fuzz::requireSentence(entries.error());
    else if (const auto good = geo::checkArchive(*entries, text.size(), "input"); !good)
        fuzz::requireSentence(good.error());
    return 0;
}
