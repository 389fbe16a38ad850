#include "geo/prepare/gather_population.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "geo/mosaic/kilometre_grid.h"
#include "geo/prepare/read_counts.h"

namespace geo {
namespace {

constexpr double kM2PerKm2 = 1e6;
constexpr double kLeastCover = 0.5;  // of a tessera, before a density is told of it
constexpr const char* kUrbanisation = "degurba.l1";

std::vector<PopulationZone> zonesOf(const std::vector<Tessera>& tesserae) {
    std::vector<PopulationZone> zones;
    zones.reserve(tesserae.size());
    for (const auto& tessera : tesserae) zones.push_back({std::span(&tessera.rings, 1), tessera.kind == TesseraKind::Water});
    return zones;
}

// Newest first; of one year as they were given.
std::vector<size_t> byAge(const std::vector<CountedSource>& sources) {
    std::vector<size_t> order(sources.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::ranges::stable_sort(order, std::greater(), [&](size_t i) { return sources[i].used.source.year; });
    return order;
}

/// Sums per tessera from several sources, which come newest first: the first that covers half of a tessera, else the one that
/// covers most of it.
struct Sums {
    std::vector<double> values, cover;
    std::vector<size_t> from;

    explicit Sums(size_t tesserae) : values(tesserae, double{kNotCovered}), cover(tesserae, 0), from(tesserae, 0) {}

    void take(const ZonePopulation& found, size_t source) {
        for (size_t t = 0; t < values.size(); ++t) {
            if (std::isnan(found.inhabitants[t]) || cover[t] >= kLeastCover || found.coveredShare[t] <= cover[t]) continue;
            values[t] = found.inhabitants[t], cover[t] = found.coveredShare[t], from[t] = source;
        }
    }
    void noteBelieved(std::vector<CountedSource>& sources) const {
        for (auto& source : sources) source.used.believed.assign(values.size(), false);
        for (size_t t = 0; t < values.size(); ++t)
            if (!std::isnan(values[t])) sources[from[t]].used.believed[t] = true;
    }
    /// By the land of the tessera, times `unit`; NaN where too little of it is covered, and on water.
    [[nodiscard]] std::vector<float> perLand(const std::vector<Tessera>& tesserae, double unit) const {
        std::vector<float> measure(values.size(), kNotCovered);
        for (size_t t = 0; t < values.size(); ++t)
            if (cover[t] >= kLeastCover && tesserae[t].kind != TesseraKind::Water && tesserae[t].areaM2 > 0)
                measure[t] = static_cast<float>(values[t] / tesserae[t].areaM2 * unit);
        return measure;
    }
};

Result<ZonePopulation> sumsOf(const CountSource& counts, const std::vector<PopulationZone>& zones, const Crs& plane,
                              const std::stop_token& stop) {
    return counts.raster ? populationOf(zones, plane, *counts.raster, stop) : populationOf(zones, plane, *counts.polygons, stop);
}

/// Level 1 of the Degree of Urbanisation for each tessera. Polygons that are no regular grid give none, with a remark.
Result<void> gatherUrbanisation(EvidenceTable& evidence, const CountSource& counts, const std::string& title,
                                const MosaicGround& ground, const std::vector<PopulationZone>& zones, Diagnostics& remarks,
                                const std::stop_token& stop) {
    std::optional<CountGrid> grid;
    if (counts.polygons && !(grid = regularGridOf(*counts.polygons))) {
        remarks.add("The areas of " + title +
                    " are no regular grid, which the Degree of Urbanisation needs; settlement comes from other sources.");
        return {};
    }
    const auto cells = kilometreGrid(grid ? rasterOf(*grid) : *counts.raster, ground.plane, ground.within, kClusterMarginM, stop);
    if (!cells) return Failure(cells.error());
    std::vector<Rings> water;
    for (const auto& tessera : ground.tesserae)
        if (tessera.kind == TesseraKind::Water) water.push_back(tessera.rings);
    auto land = landShareOn(*cells, ground.plane, water);
    if (!land) return Failure(land.error());
    const auto classes = degreeOfUrbanisation({cells->grid.columns, cells->grid.rows, cells->counts, std::move(*land), {}});
    const auto settlement = settlementOf(zones, ground.plane, *cells, classes);
    if (!settlement) return Failure(settlement.error());
    evidence.add(kUrbanisation, urbanisationLevels(*settlement));
    return {};
}

/// Heights or temperatures that are given for people would make a city such as there is none.
Result<void> checkPlausible(const ZonePopulation& found, const std::vector<Tessera>& tesserae, const FoundSource& source) {
    constexpr double kMostPerKm2 = 150'000;  // of a whole territory; the densest districts of the world have a third of it
    double people = 0, km2 = 0;
    for (size_t t = 0; t < tesserae.size(); ++t) {
        if (std::isnan(found.inhabitants[t])) continue;
        people += found.inhabitants[t];
        km2 += found.coveredShare[t] * tesserae[t].areaM2 / kM2PerKm2;
    }
    if (people <= kMostPerKm2 * km2) return {};
    return fail(
        ErrorCode::Unsupported,
        fmt::format("By this file {:.0f} people live on {:.2g} km², more than anywhere on Earth: its numbers are no inhabitants; "
                    "give another.",
                    people, km2),
        source.path);
}

}  // namespace

Result<std::vector<CountedSource>> readCounted(const std::vector<FoundSource>& sources, const GeographicExtent& around,
                                               const Progress& progress, const std::stop_token& stop) {
    std::vector<CountedSource> all;
    for (const auto& source : sources) {
        if (progress) progress(static_cast<double>(all.size()) / static_cast<double>(sources.size()), "opening " + source.title);
        auto counts = source.role == SourceRole::Builtup ? readBuiltSurface(source, stop) : readPopulation(source, around, stop);
        if (!counts) return Failure(counts.error());
        UsedSource used{source, counts->band, counts->layer, counts->isDensity, {}};
        if (used.source.attribution.empty()) used.source.attribution = counts->attribution;
        all.push_back({std::move(used), std::move(*counts)});
    }
    return all;
}

Result<std::vector<double>> gatherPopulation(EvidenceTable& evidence, std::vector<CountedSource>& sources,
                                             const MosaicGround& ground, Diagnostics& remarks, const Progress& progress,
                                             const std::stop_token& stop) {
    if (sources.empty()) return std::vector<double>();
    const auto zones = zonesOf(ground.tesserae);
    Sums people(ground.tesserae.size());
    for (const size_t i : byAge(sources)) {
        const auto& [used, counts] = sources[i];
        if (progress) progress(0.5, "counting people with " + used.source.title);
        const auto found = sumsOf(counts, zones, ground.plane, stop);
        if (!found) return Failure(advised(found.error(), used.source));
        std::ranges::copy(found->remarks.remarks, std::back_inserter(remarks.remarks));
        if (auto good = checkPlausible(*found, ground.tesserae, used.source); !good) return Failure(good.error());
        people.take(*found, i);
        if (!evidence.find(kUrbanisation))
            if (const auto done = gatherUrbanisation(evidence, counts, used.source.title, ground, zones, remarks, stop); !done)
                return Failure(advised(done.error(), used.source));
    }
    people.noteBelieved(sources);
    evidence.add("population.per_km2", people.perLand(ground.tesserae, kM2PerKm2));
    if (std::ranges::none_of(people.values, [](double count) { return count > 0; }))
        remarks.add("Nobody lives in this territory by the population that was given; see that it covers the city.");
    return std::move(people.values);
}

Result<void> gatherBuiltSurface(EvidenceTable& evidence, std::vector<CountedSource>& sources, const MosaicGround& ground,
                                const Progress& progress, const std::stop_token& stop) {
    if (sources.empty()) return {};
    const auto zones = zonesOf(ground.tesserae);
    Sums built(ground.tesserae.size());
    for (const size_t i : byAge(sources)) {
        const auto& [used, surface] = sources[i];
        if (progress) progress(0.5, "measuring with " + used.source.title);
        const auto found = populationOf(zones, ground.plane, *surface.raster, stop);
        if (!found) return Failure(advised(found.error(), used.source));
        built.take(*found, i);
    }
    built.noteBelieved(sources);
    auto share = built.perLand(ground.tesserae, 1);
    for (auto& value : share) value = std::isnan(value) ? value : std::min(value, 1.0f);
    evidence.add("built.share", std::move(share));
    return {};
}

}  // namespace geo
