#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "geo/base/names.h"
#include "geo/pyramid/explain_text.h"
#include "geo/pyramid/raster_classes.h"
#include "geo/pyramid/raster_layer.h"
#include "geo/pyramid/raster_meaning.h"
#include "geo/pyramid/raster_overviews.h"
#include "geo/pyramid/raster_placing.h"

namespace geo {
namespace {

using Json = nlohmann::ordered_json;

std::string number(double value) { return fmt::format("{:.6g}", value); }

std::string line(const char* name, const std::string& text) { return text.empty() ? "" : fmt::format("{:<12}{}\n", name, text); }

std::string bandsText(const RasterFacts& facts) {
    std::string text;
    constexpr size_t kMost = 12;
    for (size_t i = 0; i < std::min(facts.bands.size(), kMost); ++i) {
        const auto& band = facts.bands[i];
        text +=
            fmt::format("{}{}{}", i ? ", " : "", band.typeName, band.description.empty() ? "" : " '" + band.description + "'");
    }
    if (facts.bands.size() > kMost) text += fmt::format(" and {} more", facts.bands.size() - kMost);
    return fmt::format("{} ({})", facts.bands.size(), text);
}

std::string overviewsText(const BandFacts& band) {
    std::string text;
    for (const auto& [columns, rows] : band.overviews) text += fmt::format("{}{} x {}", text.empty() ? "" : ", ", columns, rows);
    return text.empty() ? "none" : text;
}

std::string cellText(const RasterMeaning& meaning) {
    const auto& grid = meaning.decoder.grid;
    std::string text = meaning.crs.isGeographic()
                           ? fmt::format("{} x {} degrees", number(grid.cellWidth()), number(grid.cellHeight()))
                           : fmt::format("{} x {}", number(grid.cellWidth()), number(grid.cellHeight()));
    if (const auto areas = CellAreas::of(grid, meaning.crs))
        if (const double m2 = areas->at(grid.columns / 2.0, grid.rows / 2.0); m2 > 0)
            text += m2 < 1e5 ? fmt::format(", {} m² in the middle", number(m2))
                             : fmt::format(", {} km² in the middle", number(m2 / 1e6));
    if (!grid.isAxisAligned())
        text += ", rotated";
    else if (grid.transform.c[5] > 0)
        text += ", south up";
    return text;
}

// Each of these fills the details and returns a sentence or two for the summary.

std::string explainClasses(const RasterMeaning& meaning, std::string& text, Json& json, Diagnostics& remarks) {
    const auto loaded = meaning.scheme.empty() ? Result<const Scheme*>(nullptr) : loadScheme(meaning.scheme);
    const Scheme* scheme = loaded ? *loaded : nullptr;
    const auto codes = meaning.sampledCodes();
    RasterClasses classes(scheme, meaning.scheme, meaning.decoder.facts().legend, codes, std::nullopt,
                          shortName(meaning.decoder.file->path()));
    const auto index = classes.index();
    const auto table = classes.table();
    std::map<uint16_t, size_t> cells;
    size_t total = 0;
    for (const auto& [code, count] : meaning.sample.counts())
        if (const auto number = index->find(code); number && number != CodeIndex::kUnknown)
            cells[number] += count, total += count;
    text += line("drawn as", fmt::format("classes{}, {} of {} found in a sample: {}.", scheme ? " of " + scheme->table.title : "",
                                         cells.size(), table->size() - 1, meaning.reason));
    json["classes"] = Json::array();
    constexpr size_t kMostListed = 64;
    size_t listed = 0;
    for (const auto& [number, count] : cells) {
        const auto& entry = table->classes[number];
        const double share = total ? 100.0 * static_cast<double>(count) / static_cast<double>(total) : 0;
        if (listed++ < kMostListed)
            text += fmt::format("  {:>8}  {:<50} {}  {:5.1f} %\n", entry.code, entry.label, entry.colour.hex(), share);
        json["classes"].push_back(
            {{"code", entry.code}, {"label", entry.label}, {"colour", entry.colour.hex()}, {"sampled_cells", count}});
    }
    if (listed > kMostListed) text += fmt::format("  and {} more\n", listed - kMostListed);
    for (auto& remark : classes.diagnostics().remarks) remarks.add(std::move(remark));

    std::vector<std::pair<size_t, uint16_t>> frequent;
    for (const auto& [number, count] : cells) frequent.emplace_back(count, number);
    std::sort(frequent.rbegin(), frequent.rend());
    std::string most;
    for (size_t i = 0; i < std::min<size_t>(3, frequent.size()); ++i)
        most += fmt::format("{}{} ({:.0f} %)", i ? ", " : "", table->classes[frequent[i].second].label,
                            100.0 * static_cast<double>(frequent[i].first) / static_cast<double>(std::max<size_t>(1, total)));
    const std::string legend =
        scheme ? fmt::format("{} of the {} classes of {}", cells.size(), table->size() - 1, scheme->table.title)
               : fmt::format("{} class{}", cells.size(), cells.size() == 1 ? "" : "es");
    return fmt::format(
        "It holds {}: {}. Most frequent in a sample: {}. The viewer will show each class in {}; zoomed "
        "out, the most frequent class of a place, never an average.",
        legend, meaning.reason, most,
        meaning.decoder.facts().hasPalette ? "the file's colour"
        : scheme                           ? "its published colour"
                                           : "a colour of our choice, since the file brings none");
}

std::string explainValues(const RasterMeaning& meaning, std::string& text, Json& json) {
    const auto range = rangeOf(meaning.sample, meaning.unit);
    const std::string unit = range.unit.empty() ? "" : " " + range.unit;
    const bool counts = meaning.rule() == CellRule::Densities;
    text += line("drawn as",
                 fmt::format("{}, mostly {} to {}{} ({} to {} in a sample): {}.",
                             counts ? "densities: counts divided by the true area of each cell" : "values", number(range.low),
                             number(range.high), unit, number(range.minimum), number(range.maximum), meaning.reason));
    json["range"] = {
        {"low", range.low}, {"high", range.high}, {"minimum", range.minimum}, {"maximum", range.maximum}, {"unit", range.unit}};
    return counts ? fmt::format(
                        "It holds counts per cell ({}). The viewer will divide them by the true area of each cell and show "
                        "{} on a colour ramp, mostly {} to {}; zoomed out, the mean density, so that totals are kept.",
                        meaning.reason, range.unit, number(range.low), number(range.high))
                  : fmt::format("It holds measured values: {}. The viewer will show them on a colour ramp, mostly {} to {}{}.",
                                meaning.reason, number(range.low), number(range.high), unit);
}

std::string explainNothing(const RasterMeaning& meaning, std::string& text) {
    text += line("drawn as", "nothing");
    return meaning.sample.complete ? "All its cells are empty: the viewer has nothing to show."
                                   : "No cell with data was found in a large sample: most or all of the map will stay empty.";
}

Json describe(const RasterMeaning& meaning) {
    const auto& facts = meaning.decoder.file->facts();
    const auto& band = meaning.decoder.facts();
    Json json;
    json["path"] = shownSource(meaning.decoder.file->path());
    json["kind"] = "raster";
    json["driver"] = facts.driver;
    json["columns"] = facts.columns;
    json["rows"] = facts.rows;
    json["bands"] = facts.bands.size();
    json["band"] = meaning.decoder.band;
    json["type"] = band.typeName;
    json["crs"] = {{"name", meaning.crs.name()}, {"code", meaning.crs.authorityCode()}};
    json["cell"] = {{"width", meaning.decoder.grid.cellWidth()}, {"height", meaning.decoder.grid.cellHeight()}};
    json["nodata"] = band.nodata && std::isfinite(*band.nodata) ? Json(*band.nodata) : Json();
    json["overviews"] = band.overviews;
    json["drawn_as"] = meaning.rule() == CellRule::Classes     ? "classes"
                       : meaning.rule() == CellRule::Densities ? "densities"
                                                               : "values";
    json["reason"] = meaning.reason;
    json["scheme"] = meaning.scheme;
    json["other_parts"] = facts.otherSubdatasets;
    json["attribution"] = rasterAttribution(meaning);
    return json;
}

}  // namespace

Result<Explanation> explainRaster(const std::string& path) {
    auto file = RasterFile::open(path);
    if (!file) return tl::make_unexpected(file.error());
    if (!*file) return Explanation{};
    SourceSpec spec;
    spec.path = path;
    auto meaning = understandRaster(std::move(*file), spec);
    if (!meaning) return tl::make_unexpected(meaning.error());
    const auto& facts = meaning->decoder.file->facts();
    const auto& band = meaning->decoder.facts();
    Json json = describe(*meaning);
    const auto box = geographicExtentOf({meaning->decoder.grid, meaning->crs});
    std::string text = line("driver", facts.driver);
    text += line("size", fmt::format("{} x {} cells", facts.columns, facts.rows));
    text += line("bands", bandsText(facts));
    text += line("CRS", crsText(meaning->crs));
    text += line("cell", cellText(*meaning));
    if (box) {
        text += line("extent",
                     fmt::format("{:.4f} to {:.4f} east, {:.4f} to {:.4f} north", box->west, box->east, box->south, box->north));
        json["extent"] = {box->west, box->south, box->east, box->north};
    }
    text += line("nodata", band.nodata ? number(*band.nodata) : band.masked ? "by mask or alpha" : "none");
    text += line("overviews", overviewsText(band));
    Diagnostics remarks = meaning->remarks;
    if (const auto hold = ownOverviewsHold(meaning->decoder); hold && !*hold)
        remarks.add(whyOverviewsAreNotTrusted(meaning->rule()));
    const auto meant = meaning->sample.values.empty()         ? explainNothing(*meaning, text)
                       : meaning->rule() == CellRule::Classes ? explainClasses(*meaning, text, json, remarks)
                                                              : explainValues(*meaning, text, json);
    for (const auto& part : facts.otherSubdatasets) text += line("also has", part);
    text += line("attribution", rasterAttribution(*meaning));
    for (const auto& remark : remarks.remarks) text += line("remark", remark);
    json["remarks"] = remarks.remarks;
    const auto summary = fmt::format("A raster ({}) of {} x {} cells{}. {}", facts.driver, grouped(facts.columns),
                                     grouped(facts.rows), box ? ", " + whereOnEarth(*box) : "", meant);
    json["summary"] = summary;
    return Explanation{shownSource(path) + "\n" + paragraph(summary) + "\n" + text,
                       json.dump(2, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace geo
