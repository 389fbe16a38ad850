#include "geo/pyramid/raster_meaning.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "geo/pyramid/raster_placing.h"
#include "geo/taxonomy/ramp.h"

namespace geo {
namespace {

bool mentions(const std::string& text, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return text.find(word) != std::string::npos; });
}

/// All that the file says of itself, for recognising what it holds.
std::string whatTheFileSays(const RasterFile& file, int band) {
    const auto& facts = file.facts();
    const auto& chosen = facts.bands[static_cast<size_t>(band) - 1];
    return lowered(shortName(file.path()) + " " + chosen.description + " " + chosen.metadata + " " + facts.subdataset + " " +
                   facts.metadata);
}

bool saysPopulationCount(const std::string& says) {
    return mentions(says, {"ghs_pop", "ghspop", "ghs-pop", "worldpop", "_ppp_", "_ppp.", "landscan", "population_count",
                           "population count"}) ||
           says.rfind("ppp_", 0) == 0;
}

bool saysDensity(const std::string& says) {
    return mentions(says, {"density", "densidad", "densite", "per_ha", "per_km", "per ha", "per km", "/km2", "/ha", "_pd_"});
}

bool saysMeasure(const std::string& says) {
    return saysDensity(says) ||
           mentions(says, {"height", "elevation", "altitude", "temperature", "probability", "percent", "ndvi", "count"});
}

std::string unitOf(const BandFacts& band, const std::string& says) {
    if (!band.unit.empty()) return band.unit;
    const std::string what = mentions(says, {"address"}) ? "addresses " : "";
    if (mentions(says, {"per_ha", "per ha", "/ha"})) return what + "per ha";
    if (mentions(says, {"per_km2", "per km2", "/km2", "per_sqkm"})) return what + "per km²";
    return {};
}

constexpr size_t kMostUnannounced = 64;  // different codes without any legend that are still taken for classes

struct Decision {
    CellRule rule;
    std::string scheme, reason;
};

Decision byTheUser(const SourceSpec& spec, std::string scheme) {
    if (spec.perArea == "km2") return {CellRule::Densities, "", "the layer's settings say that cells hold counts"};
    if (spec.drawAs == DrawAs::Values) return {CellRule::Values, "", "the layer's settings say so"};
    return {CellRule::Classes, std::move(scheme), "the layer's settings say so"};
}

// The colours that the file gives to the codes that occur; nothing where it leaves one without.
std::map<int64_t, Colour> coloursOf(const BandFacts& band, const std::vector<int64_t>& codes) {
    std::map<int64_t, Colour> published, used;
    for (const auto& entry : band.legend)
        if (entry.colour) published[entry.code] = *entry.colour;
    for (const auto code : codes) {
        const auto found = published.find(code);
        if (found == published.end()) return {};
        used[code] = found->second;
    }
    return used;
}

Decision decide(const RasterFile& file, const RasterMeaning& meaning, const SourceSpec& spec, const ValueSample& sample,
                const Crs& crs) {
    const BandFacts& band = meaning.decoder.facts();
    const auto says = whatTheFileSays(file, meaning.decoder.band);
    const bool whole = sample.allWhole();
    std::vector<int64_t> codes;
    if (whole)
        for (const auto& [code, cells] : sample.counts()) codes.push_back(code);
    std::string scheme = spec.scheme;
    if (scheme.empty() && whole && !saysMeasure(lowered(shortName(file.path())))) scheme = recogniseScheme(says, codes);
    const bool namedScheme = !scheme.empty();
    if (scheme.empty() && whole && band.hasPalette) scheme = recogniseColours(coloursOf(band, codes));
    if (spec.perArea == "km2" || spec.drawAs == DrawAs::Values || spec.drawAs == DrawAs::Classes || !spec.scheme.empty())
        return byTheUser(spec, scheme);
    if (whole && codes.empty() && !sample.values.empty())
        return {CellRule::Values, "", "cells hold more different whole numbers than a legend can have classes"};
    const bool mollweideCounts =
        isFloat(band.type) && band.nodata == -200.0 && lowered(crs.name()).find("mollweide") != std::string::npos;
    if (spec.perArea != "no" && band.legend.empty() && (saysPopulationCount(says) || mollweideCounts) && !saysDensity(says))
        return {CellRule::Densities, "", "the file holds head counts per cell"};
    if (const auto known = scheme.empty() ? Result<const Scheme*>(nullptr) : loadScheme(scheme);
        known && *known && (*known)->quantity)
        return {CellRule::Values, "", "the file holds measured quantities"};
    const bool labelled =
        std::any_of(band.legend.begin(), band.legend.end(), [](const LegendEntry& e) { return !e.label.empty(); });
    if (whole && (band.hasPalette || labelled))
        return {CellRule::Classes, scheme,
                !scheme.empty() && !namedScheme ? "its palette is the published one of this legend"
                : band.hasPalette               ? "the file brings a palette"
                                                : "the file names its classes"};
    if (!scheme.empty()) return {CellRule::Classes, scheme, "codes and file name fit a known legend"};
    if (sample.values.empty())
        return {isFloat(band.type) ? CellRule::Values : CellRule::Classes, "", "no cell with data was found"};
    if (!whole) return {CellRule::Values, "", "cells hold fractions"};
    if (saysMeasure(says) || !band.unit.empty()) return {CellRule::Values, "", "the file speaks of a measured quantity"};
    if (band.scale != 1 || band.offset != 0) return {CellRule::Values, "", "the file scales its cells"};
    constexpr double kPatchy = 0.35;
    if (codes.size() > kMostUnannounced)
        return {CellRule::Values, "", fmt::format("cells hold more than {} different numbers", kMostUnannounced)};
    if (codes.size() > 2 && sample.patchiness() < kPatchy)
        return {CellRule::Values, "", "neighbouring cells differ as measurements do"};
    return {CellRule::Classes, "",
            codes.size() == 1 ? "cells hold one whole number"
                              : fmt::format("cells hold only {} whole numbers, in patches", codes.size())};
}

std::string whyEmpty(const ValueSample& sample, const BandFacts& band) {
    if (!sample.complete)
        return "No cell with data was found in a large sample of this raster: most or all of the map stays empty.";
    return fmt::format(
        "All cells of this raster are empty{}: there is nothing to draw; check how it was made and which value it declares as "
        "nodata.",
        band.nodata   ? fmt::format(" (nodata {})", *band.nodata)
        : band.masked ? " by its mask"
                      : "");
}

void toDensities(RasterMeaning& meaning) {
    if (meaning.unit.empty() || saysPopulation(meaning))
        meaning.unit = saysPopulation(meaning) ? "inhabitants per km²" : "per km²";
    else
        meaning.unit += " per km²";
}

}  // namespace

std::vector<int64_t> RasterMeaning::sampledCodes() const {
    std::vector<int64_t> codes;
    for (const auto& [code, cells] : sample.counts()) codes.push_back(code);
    return codes;
}

bool saysPopulation(const RasterMeaning& meaning) {
    const auto says = whatTheFileSays(*meaning.decoder.file, meaning.decoder.band);
    return saysPopulationCount(says) || mentions(says, {"population", "inhabitants"}) ||
           (meaning.decoder.facts().nodata == -200.0 && lowered(meaning.crs.name()).find("mollweide") != std::string::npos);
}

bool saysDensity(const RasterMeaning& meaning) {
    return saysDensity(whatTheFileSays(*meaning.decoder.file, meaning.decoder.band)) || saysDensity(lowered(meaning.unit));
}

Result<RasterMeaning> understandRaster(const std::shared_ptr<const RasterFile>& file, const SourceSpec& spec,
                                       const std::stop_token& stop) {
    RasterMeaning meaning;
    const auto place = placeRaster(*file, spec.crs, meaning.remarks);
    if (!place) return tl::make_unexpected(place.error());
    const auto band = chooseBand(*file, spec, meaning.remarks);
    if (!band) return tl::make_unexpected(band.error());
    if (!file->facts().subdataset.empty())
        meaning.remarks.add(fmt::format("Drawn is {}; other parts of the file: {}.", file->facts().subdataset,
                                        file->facts().otherSubdatasets.size()));
    meaning.crs = place->crs;
    meaning.decoder = CellDecoder{file, *band, CellRule::Classes, nullptr, place->grid};
    auto sample = sampleCells(meaning.decoder, stop);  // as codes: unscaled
    if (!sample) return tl::make_unexpected(sample.error());
    auto decision = decide(*file, meaning, spec, *sample, meaning.crs);
    meaning.decoder.rule = decision.rule;
    meaning.scheme = std::move(decision.scheme);
    meaning.reason = std::move(decision.reason);
    meaning.unit = unitOf(meaning.decoder.facts(), whatTheFileSays(*file, *band));
    if (decision.rule == CellRule::Densities) {
        auto areas = CellAreas::of(meaning.decoder.grid, meaning.crs);
        if (!areas) return tl::make_unexpected(areas.error());
        meaning.decoder.areas = std::make_shared<const CellAreas>(std::move(*areas));
        toDensities(meaning);
    }
    if (decision.rule != CellRule::Classes) {
        sample = sampleCells(meaning.decoder, stop);
        if (!sample) return tl::make_unexpected(sample.error());
    } else if (!sample->allWhole()) {
        meaning.remarks.add("Some cells hold fractions, which are no class codes; they stay empty.");
    }
    if (sample->values.empty()) meaning.remarks.add(whyEmpty(*sample, meaning.decoder.facts()));
    meaning.sample = std::move(*sample);
    return meaning;
}

ValueRange rangeOf(const ValueSample& sample, const std::string& unit) {
    ValueRange range;
    range.unit = unit;
    if (sample.values.empty()) return range;
    range.low = sample.percentile(0.02);
    range.high = sample.percentile(0.98);
    range.minimum = *std::min_element(sample.values.begin(), sample.values.end());
    range.maximum = *std::max_element(sample.values.begin(), sample.values.end());
    if (!(range.low < range.high)) range.low = range.minimum, range.high = range.maximum;
    if (!(range.low < range.high)) range.low -= 0.5, range.high += 0.5;
    ValueSample positive;
    if (range.minimum >= 0)
        std::copy_if(sample.values.begin(), sample.values.end(), std::back_inserter(positive.values),
                     [](double v) { return v > 0; });
    if (positive.values.size() >= 16) {
        // Times the median: what a linear ramp would leave in its lowest eighth, and a square root in its lowest eighth too.
        constexpr double kSkewed = 8, kVerySkewed = 64;
        const double median = positive.percentile(0.5), top = positive.percentile(0.98), bottom = positive.percentile(0.05);
        if (top > kVerySkewed * median && bottom > 0 && bottom < top) {
            range.spread = Spread::Logarithmic;
            range.low = std::max(bottom, top / 1e4);  // four decades are as many as an eye tells apart on a ramp
            range.high = top;
        } else if (top > kSkewed * median / 2) {
            range.spread = Spread::SquareRoot;
            range.high = top;
        }
    }
    if (range.spread != Spread::Logarithmic && range.minimum >= 0 && range.low < 0.1 * range.high) range.low = 0;
    if (const double low = roundedLimit(range.low), high = roundedLimit(range.high); low < high)
        range.low = low, range.high = high;
    return range;
}

std::string rasterAttribution(const RasterMeaning& meaning) {
    const auto& file = *meaning.decoder.file;
    const auto says = whatTheFileSays(file, meaning.decoder.band);
    if (!file.facts().copyright.empty()) return file.facts().copyright;
    if (meaning.scheme == "worldcover")
        return "© ESA WorldCover project / Contains modified Copernicus Sentinel data processed by ESA WorldCover consortium";
    if (meaning.scheme.rfind("ghs_", 0) == 0 || mentions(says, {"ghs_", "ghsl"}))
        return "GHSL, European Commission, Joint Research Centre";
    if (mentions(says, {"worldpop", "_ppp_"})) return "WorldPop (www.worldpop.org), University of Southampton";
    if (meaning.scheme == "cgls_lc100") return "Copernicus Global Land Service: Land Cover 100 m";
    if (meaning.scheme.rfind("corine", 0) == 0 || meaning.scheme == "urban_atlas")
        return "Copernicus Land Monitoring Service, European Environment Agency";
    if (meaning.scheme == "lcz")
        return fmt::format("Local climate zones: {} (Demuzere et al. 2022, CC BY 4.0, where it is the global map)",
                           shortName(file.path()));
    if (meaning.scheme == "nlcd") return "USGS National Land Cover Database";
    return "Source: " + shortName(file.path());
}

}  // namespace geo
