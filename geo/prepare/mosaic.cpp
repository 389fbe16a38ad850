#include "geo/prepare/mosaic.h"

#include <algorithm>
#include <cmath>

#include "geo/base/paths.h"
#include "geo/mosaic/gather.h"
#include "geo/prepare/read_osm.h"

namespace geo {
namespace {

constexpr double kMarginM = 1000;  // what is read around the territory: its edge has neighbours too
constexpr double kM2PerHa = 10'000;

// The part of the progress bar that one step has.
Progress within(const Progress& whole, double from, double to) {
    return [whole, from, to](double fraction, const std::string& phrase) {
        if (whole) whole(from + (to - from) * std::clamp(fraction, 0.0, 1.0), phrase);
    };
}

std::vector<std::string> placesOf(const std::vector<SourceArgument>& sources) {
    std::vector<std::string> paths;
    for (const auto& source : sources) paths.push_back(source.where);
    return paths;
}

// Where the first source that tells lies: OpenStreetMap before land cover before population.
Result<GeographicExtent> extentOfSources(const PrepareRequest& request) {
    for (const auto* sources : {&request.osm, &request.landcover, &request.population})
        for (const auto& source : *sources) {
            const auto path = resolveDemoPath(source.where);
            if (!path) return Failure(path.error());
            auto extent = geographicExtent(*path);
            if (!extent) return Failure(extent.error());
            return extent;
        }
    return fail(ErrorCode::Malformed,
                "Nothing says what the territory is; give --districts, --bbox W,S,E,N or a source of data.");
}

Result<Territory> findTerritory(const PrepareRequest& request, const PrepareCity& city, Mosaic& mosaic,
                                const std::stop_token& stop) {
    for (const auto& source : request.districts) {
        auto zones = readZones(source.where, mosaic.plane, request.box, stop);
        if (!zones) return Failure(zones.error());
        std::ranges::move(zones->zones, std::back_inserter(mosaic.districts.zones));
        std::ranges::move(zones->remarks.remarks, std::back_inserter(mosaic.remarks.remarks));
    }
    if (!mosaic.districts.zones.empty()) return territoryOfDistricts(mosaic.districts, city.title);
    if (request.box) return territoryOfBox(*request.box, mosaic.plane);
    const auto extent = extentOfSources(request);
    if (!extent) return Failure(extent.error());
    auto territory = territoryOfBox(*extent, mosaic.plane);
    if (territory) territory->basis = "The box around the data.";
    return territory;
}

// Density as a person reads it: people where they were counted, else addresses.
std::vector<TesseraDensity> densitiesOf(const EvidenceTable& evidence) {
    std::vector<TesseraDensity> density(evidence.size());
    const auto take = [&](const char* measure, const char* unit) {
        const auto* found = evidence.find(measure);
        if (!found) return;
        for (size_t i = 0; i < density.size(); ++i)
            if (std::isnan(density[i].value) && !std::isnan(found->values[i])) density[i] = {found->values[i], unit};
    };
    take("population.per_km2", "inhabitants per km²");
    take("addresses.per_ha", "addresses per ha");
    return density;
}

std::vector<double> addressesOf(const EvidenceTable& evidence, const std::vector<Tessera>& tesserae) {
    const auto* perHa = evidence.find("addresses.per_ha");
    std::vector<double> addresses;
    if (!perHa) return addresses;
    for (size_t i = 0; i < tesserae.size(); ++i)
        addresses.push_back(std::isnan(perHa->values[i]) ? kNotCovered
                                                         : std::round(double{perHa->values[i]} * tesserae[i].areaM2 / kM2PerHa));
    return addresses;
}

Result<void> tessellateCity(Mosaic& mosaic, const Progress& progress, const std::stop_token& stop) {
    auto barriers = mosaic.osm.barriers();
    barriers.insert(barriers.end(), mosaic.territory.limits.begin(), mosaic.territory.limits.end());
    auto water = mosaic.osm.waterPolygons();
    water.insert(water.end(), mosaic.sea.polygons.begin(), mosaic.sea.polygons.end());
    auto tessellation = tessellate(mosaic.territory.parts, barriers, water, {}, progress, stop);
    if (!tessellation) return Failure(tessellation.error());
    mosaic.tesserae = std::move(tessellation->tesserae);
    std::ranges::move(tessellation->remarks.remarks, std::back_inserter(mosaic.remarks.remarks));
    return {};
}

Result<void> gatherInformal(const PrepareRequest& request, Mosaic& mosaic, EvidenceTable& evidence, const Progress& progress,
                            const std::stop_token& stop) {
    std::vector<Rings> claims;
    for (const auto& source : request.informal) {
        const auto zones = readZones(source.where, mosaic.plane, std::nullopt, stop);
        if (!zones) return Failure(zones.error());
        const auto polygons = zones->polygons();
        claims.insert(claims.end(), polygons.begin(), polygons.end());
    }
    if (request.informal.empty()) return {};
    return gatherClaims(evidence, mosaic.tesserae, claims, {}, progress, stop);
}

}  // namespace

Result<Mosaic> makeMosaic(const PrepareRequest& request, const PrepareCity& city, const Progress& progress,
                          const std::stop_token& stop) {
    const auto rules = loadRules();
    if (!rules) return Failure(rules.error());
    Mosaic mosaic;
    mosaic.plane = Crs::cityEqualArea(city.centre);
    auto territory = findTerritory(request, city, mosaic, stop);
    if (!territory) return Failure(territory.error());
    mosaic.territory = std::move(*territory);

    if (!request.osm.empty()) {
        auto osm = readOsm(placesOf(request.osm), mosaic.plane, extentOf(mosaic.territory).grown(kMarginM),
                           within(progress, 0, 0.4), stop);
        if (!osm) return Failure(osm.error());
        mosaic.osm = std::move(*osm);
    }
    auto sea = findSea(mosaic.territory, mosaic.osm.coastlines, landFilesOf(city.id), mosaic.plane, stop);
    if (!sea) return Failure(sea.error());
    mosaic.sea = std::move(*sea);
    for (const auto* remarks : {&mosaic.osm.remarks, &mosaic.sea.remarks})
        mosaic.remarks.remarks.insert(mosaic.remarks.remarks.end(), remarks->remarks.begin(), remarks->remarks.end());

    if (const auto done = tessellateCity(mosaic, within(progress, 0.4, 0.6), stop); !done) return Failure(done.error());
    EvidenceTable evidence(mosaic.tesserae.size());
    gatherTesserae(evidence, mosaic.tesserae);
    if (!request.osm.empty())
        if (const auto done = gatherOsm(evidence, mosaic.tesserae, mosaic.osm, within(progress, 0.6, 0.95), stop); !done)
            return Failure(done.error());
    if (const auto done = gatherInformal(request, mosaic, evidence, within(progress, 0.95, 0.98), stop); !done)
        return Failure(done.error());
    mosaic.verdicts = classify(evidence, *rules);
    mosaic.density = densitiesOf(evidence);
    mosaic.addresses = addressesOf(evidence, mosaic.tesserae);
    return mosaic;
}

}  // namespace geo
