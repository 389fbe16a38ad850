#include "geo/prepare/mosaic.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

#include "geo/base/paths.h"
#include "geo/mosaic/gather.h"
#include "geo/prepare/gather_landcover.h"
#include "geo/prepare/gather_population.h"
#include "geo/prepare/named_sources.h"
#include "geo/prepare/read_osm.h"
#include "geo/raster/cell_coverage.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr double kMarginM = 1000;  // what is read around the territory: its edge has neighbours too
constexpr double kM2PerHa = 10'000;

std::vector<std::string> placesOf(const std::vector<SourceArgument>& sources) {
    std::vector<std::string> paths;
    for (const auto& source : sources) paths.push_back(source.where);
    return paths;
}

// Where the first source that tells lies: OpenStreetMap before land cover before population.
Result<GeographicExtent> extentOfSources(const PrepareRequest& request, const std::stop_token& stop) {
    for (const auto* sources : {&request.osm, &request.landcover, &request.population, &request.builtup})
        for (const auto& source : *sources) {
            const auto named = isNamedSource(source.where);
            if (!named) return Failure(named.error());
            if (*named) continue;  // it covers the Earth
            const auto path = resolveDemoPath(source.where);
            if (!path) return Failure(path.error());
            auto extent = geographicExtent(*path, stop);
            if (!extent) return Failure(extent.error());
            return extent;
        }
    return fail(ErrorCode::Malformed,
                "Nothing says what the territory is; give --districts, --bbox W,S,E,N, --around KM or a file of data.");
}

/// A box on another continent is a slip of the pen.
Result<void> checkNear(const GeographicExtent& box, const PrepareCity& city) {
    constexpr double kFarKm = 1000;
    const double km = geodesicDistance(box.centre(), city.centre) / 1000;
    if (km < kFarKm) return {};
    return fail(ErrorCode::Malformed,
                fmt::format("The box lies {:.0f} km from {}; it is written W,S,E,N in degrees.", km, city.title));
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
    if (request.box) {
        if (auto near = checkNear(*request.box, city); !near) return Failure(near.error());
        return territoryOfBox(*request.box, mosaic.plane);
    }
    const auto extent = extentOfSources(request, stop);
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

Result<void> tessellateCity(Mosaic& mosaic, const TessellationRules& rules, const Progress& progress,
                            const std::stop_token& stop) {
    auto barriers = mosaic.osm.barriers();
    barriers.insert(barriers.end(), mosaic.territory.limits.begin(), mosaic.territory.limits.end());
    for (const auto& rings : mosaic.informal)
        for (auto ring : rings) {
            if (!ring.empty()) ring.push_back(ring.front());
            barriers.push_back({BarrierKind::Claim, std::move(ring)});
        }
    auto water = mosaic.osm.waterPolygons();
    water.insert(water.end(), mosaic.sea.polygons.begin(), mosaic.sea.polygons.end());
    auto tessellation = tessellate(mosaic.territory.parts, barriers, water, rules, progress, stop);
    if (!tessellation) return Failure(tessellation.error());
    mosaic.tesserae = std::move(tessellation->tesserae);
    std::ranges::move(tessellation->remarks.remarks, std::back_inserter(mosaic.remarks.remarks));
    return {};
}

UsedSource usedOf(FoundSource source, std::vector<bool> believed) {
    return {std::move(source), 0, {}, false, std::move(believed)};
}

/// A pass over all tesserae: where a measure is known.
std::vector<bool> knownOf(const EvidenceTable& evidence, std::string_view measure) {
    std::vector<bool> known(evidence.size());
    if (const auto* found = evidence.find(measure))
        for (size_t t = 0; t < known.size(); ++t) known[t] = !std::isnan(found->values[t]);
    return known;
}

/// What an official layer claims as informal settlement.
struct Claims {
    UsedSource used;
    std::vector<Rings> polygons;
};

/// What the mosaic is made from, while it is made.
class MosaicMaker {
public:
    MosaicMaker(const PrepareRequest& request, const PrepareCity& city, Mosaic& mosaic, const std::stop_token& stop)
        : m_request(request), m_city(city), m_mosaic(mosaic), m_stop(stop) {}

    /// Reads what says where streets, water and the sea are.
    Result<void> readGround(const Progress& progress);
    /// By what has been read.
    [[nodiscard]] Result<TessellationRules> rules() const;
    /// Opens all other sources: what cannot be found or understood is told before the work begins.
    Result<void> openSources(const Progress& progress);
    Result<void> gather(const Progress& progress);

private:
    Result<std::vector<FoundSource>> find(SourceRole role);
    Result<void> readClaims();
    /// Of the newest land cover that tells of any, without what OpenStreetMap has; none where the data have coastlines.
    [[nodiscard]] Result<std::optional<LandcoverWater>> newestWater() const;
    Result<void> gatherOpenStreetMap(const Progress& progress);
    Result<void> gatherRasters(const Progress& progress);
    Result<void> gatherInformal(const Progress& progress);
    template <class Sources>
    void use(Sources& sources) {
        for (auto& one : sources) m_mosaic.sources.push_back(std::move(one.used));
    }
    void remark(const Diagnostics& remarks) { std::ranges::copy(remarks.remarks, std::back_inserter(m_mosaic.remarks.remarks)); }

    const PrepareRequest& m_request;
    const PrepareCity& m_city;
    Mosaic& m_mosaic;
    const std::stop_token& m_stop;
    GeographicExtent m_around;
    std::vector<Landcover> m_landcover;
    std::vector<CountedSource> m_population, m_builtup;
    std::vector<Claims> m_claims;
};

Result<std::optional<LandcoverWater>> MosaicMaker::newestWater() const {
    if (!m_mosaic.osm.coastlines.empty()) return std::optional<LandcoverWater>();
    std::vector<const Landcover*> newestFirst;
    for (const auto& landcover : m_landcover)
        if (landcover.raster) newestFirst.push_back(&landcover);
    std::ranges::stable_sort(newestFirst, std::greater(), [](const Landcover* one) { return one->used.source.year; });
    for (const auto* landcover : newestFirst) {
        const auto& source = landcover->used.source;
        auto water = waterOf(landcover->raster->raster, source.scheme, source.title, m_mosaic.plane, m_stop);
        if (!water) return Failure(water.error());
        if (!*water) continue;
        if (auto done = leaveOutMapped(**water, m_mosaic.osm.waterPolygons()); !done) return Failure(done.error());
        return water;
    }
    return std::optional<LandcoverWater>();
}

Result<void> MosaicMaker::readGround(const Progress& progress) {
    if (!m_request.osm.empty()) {
        auto osm =
            readOsm(placesOf(m_request.osm), m_mosaic.plane, extentOf(m_mosaic.territory).grown(kMarginM), progress, m_stop);
        if (!osm) return Failure(osm.error());
        if (osm->areas.empty() && osm->lines.empty() && osm->addresses.empty() && osm->pois.empty())
            return fail(ErrorCode::NotFound,
                        "Nothing of these OpenStreetMap data lies in the territory; name some that cover it.",
                        m_request.osm.front().where);
        m_mosaic.osm = std::move(*osm);
    }
    const auto water = newestWater();
    if (!water) return Failure(water.error());
    auto sea = findSea(m_mosaic.territory, m_mosaic.osm.coastlines, *water, landFilesOf(m_city.id), m_mosaic.plane, m_stop);
    if (!sea) return Failure(sea.error());
    m_mosaic.sea = std::move(*sea);
    remark(m_mosaic.osm.remarks);
    remark(m_mosaic.sea.remarks);
    return {};
}

Result<std::vector<FoundSource>> MosaicMaker::find(SourceRole role) {
    std::vector<FoundSource> found;
    for (const auto& argument : m_request.of(role)) {
        auto source = findSource(argument, role, m_around, m_city.iso3);
        if (!source) return Failure(source.error());
        if (source->tiles && source->tiles->missing() > 0)
            m_mosaic.remarks.add(std::to_string(source->tiles->missing()) + " of the tiles of " + source->title +
                                 " around the city do not exist, as over the sea; they count as no data.");
        found.push_back(std::move(*source));
    }
    return found;
}

Result<void> MosaicMaker::readClaims() {
    auto sources = find(SourceRole::Informal);
    if (!sources) return Failure(sources.error());
    const Extent ground = extentOf(m_mosaic.territory);
    for (auto& source : *sources) {
        const auto zones = readZones(source.path, m_mosaic.plane, std::nullopt, m_stop);
        if (!zones) return Failure(zones.error());
        remark(zones->remarks);
        const auto lies = [&](const Rings& rings) {
            Extent box;
            for (const auto& p : rings.front()) box.add(p);
            return box.intersects(ground);
        };
        auto polygons = zones->polygons();
        if (std::ranges::none_of(polygons, lies))
            return fail(ErrorCode::NotFound, "No area of this file lies in the territory; name one that covers it.", source.path);
        source.attribution = "Source: " + source.title;
        std::ranges::copy(polygons, std::back_inserter(m_mosaic.informal));
        m_claims.push_back({usedOf(std::move(source), {}), std::move(polygons)});
    }
    return {};
}

Result<void> MosaicMaker::openSources(const Progress& progress) {
    const auto around = geographicBox(m_mosaic.territory, m_mosaic.plane);
    if (!around) return Failure(around.error());
    m_around = grown(*around, kClusterMarginM);
    if (auto done = readClaims(); !done) return done;
    for (const auto role : {SourceRole::Population, SourceRole::Builtup}) {
        const auto found = find(role);
        if (!found) return Failure(found.error());
        auto counted = readCounted(*found, m_around, progress, m_stop);
        if (!counted) return Failure(counted.error());
        for (const auto& one : *counted) remark(one.counts.remarks);
        (role == SourceRole::Population ? m_population : m_builtup) = std::move(*counted);
    }
    const auto found = find(SourceRole::Landcover);
    if (!found) return Failure(found.error());
    auto landcover = readLandcover(*found, m_request.scheme, m_mosaic.plane, extentOf(m_mosaic.territory), progress, m_stop);
    if (!landcover) return Failure(landcover.error());
    m_landcover = std::move(*landcover);
    for (const auto& one : m_landcover) remark(one.raster ? one.raster->remarks : one.areas->remarks);
    return {};
}

Result<void> MosaicMaker::gatherOpenStreetMap(const Progress& progress) {
    if (m_request.osm.empty()) return {};
    if (auto done = gatherOsm(m_mosaic.evidence, m_mosaic.tesserae, m_mosaic.osm, progress, m_stop); !done) return done;
    for (const auto& argument : m_request.osm) {
        FoundSource source;
        source.role = SourceRole::Osm, source.path = argument.where, source.title = "OpenStreetMap", source.year = argument.year;
        source.licence = "ODbL-1.0", source.attribution = "© OpenStreetMap contributors";
        source.url = "https://www.openstreetmap.org/copyright";
        m_mosaic.sources.push_back(usedOf(std::move(source), knownOf(m_mosaic.evidence, "osm.use.cover")));
    }
    return {};
}

Result<void> MosaicMaker::gatherRasters(const Progress& progress) {
    auto& evidence = m_mosaic.evidence;
    const Extent within = extentOf(m_mosaic.territory);
    if (auto done = gatherLandcover(evidence, m_landcover, m_mosaic.tesserae, m_mosaic.plane, partOf(progress, 0, 0.4), m_stop);
        !done)
        return done;
    gatherAround(evidence, m_mosaic.tesserae, "lcz.settlement.urban", "lcz.urban.share_around");
    gatherAround(evidence, m_mosaic.tesserae, "lcz.density.low", "lcz.sparse.share_around");
    use(m_landcover);
    const MosaicGround ground{m_mosaic.tesserae, m_mosaic.plane, within};
    auto people = gatherPopulation(evidence, m_population, ground, m_mosaic.remarks, partOf(progress, 0.4, 0.8), m_stop);
    if (!people) return Failure(people.error());
    use(m_population);
    m_mosaic.inhabitants = std::move(*people);
    if (auto done = gatherBuiltSurface(evidence, m_builtup, ground, partOf(progress, 0.8, 1), m_stop); !done) return done;
    use(m_builtup);
    return {};
}

Result<TessellationRules> MosaicMaker::rules() const {
    const auto finest = finestCellM(m_landcover);
    if (!finest) return Failure(finest.error());
    double areaM2 = 0;
    for (const auto& rings : m_mosaic.territory.parts) areaM2 += polygonArea(rings);
    return rulesFor(!m_request.osm.empty(), *finest, areaM2);
}

Result<void> MosaicMaker::gatherInformal(const Progress& progress) {
    for (auto& claims : m_claims) {
        EvidenceTable alone(m_mosaic.tesserae.size());
        if (auto done = gatherClaims(alone, m_mosaic.tesserae, claims.polygons, {}, {}, m_stop); !done) return done;
        claims.used.believed.assign(m_mosaic.tesserae.size(), false);
        if (const auto* informal = alone.find("tenure.informal"))
            for (size_t t = 0; t < informal->values.size(); ++t) claims.used.believed[t] = informal->values[t] > 0;
    }
    if (const auto& all = m_mosaic.informal; !all.empty())
        if (auto done = gatherClaims(m_mosaic.evidence, m_mosaic.tesserae, all, {}, progress, m_stop); !done) return done;
    use(m_claims);
    return {};
}

Result<void> MosaicMaker::gather(const Progress& progress) {
    m_mosaic.evidence = EvidenceTable(m_mosaic.tesserae.size());
    gatherTesserae(m_mosaic.evidence, m_mosaic.tesserae);
    if (auto done = gatherOpenStreetMap(partOf(progress, 0, 0.7)); !done) return done;
    if (auto done = gatherRasters(partOf(progress, 0.7, 0.95)); !done) return done;
    return gatherInformal(partOf(progress, 0.95, 1));
}

}  // namespace

TessellationRules rulesFor(bool streets, double cellM, double areaM2) {
    TessellationRules rules;
    if (streets) return rules;
    constexpr double kSteps[] = {100, 200, 250};  // those of the published grids
    constexpr double kMostSquares = 200'000;
    constexpr double kTolerance = 0.9;  // cells of 0.001 degrees are called 100 m
    const double cells = rules.largestBlockM2 / (rules.gridM * rules.gridM);
    for (const double step : kSteps)
        if (step >= kTolerance * 2 * cellM && areaM2 <= kMostSquares * step * step) {
            rules.gridM = step, rules.largestBlockM2 = cells * step * step;
            break;
        }
    return rules;
}

Result<Mosaic> makeMosaic(const PrepareRequest& request, const PrepareCity& city, const Progress& progress,
                          const std::stop_token& stop) {
    const auto book = loadRules();
    if (!book) return Failure(book.error());
    Mosaic mosaic;
    mosaic.plane = Crs::cityEqualArea(city.centre);
    auto territory = findTerritory(request, city, mosaic, stop);
    if (!territory) return Failure(territory.error());
    mosaic.territory = std::move(*territory);

    MosaicMaker maker(request, city, mosaic, stop);
    if (const auto done = maker.openSources(partOf(progress, 0, 0.05)); !done) return Failure(done.error());
    if (const auto done = maker.readGround(partOf(progress, 0.05, 0.4)); !done) return Failure(done.error());
    const auto rules = maker.rules();
    if (!rules) return Failure(rules.error());
    if (const auto done = tessellateCity(mosaic, *rules, partOf(progress, 0.4, 0.6), stop); !done) return Failure(done.error());
    if (const auto done = maker.gather(partOf(progress, 0.6, 0.98)); !done) return Failure(done.error());
    mosaic.verdicts = classify(mosaic.evidence, *book);
    mosaic.density = densitiesOf(mosaic.evidence);
    mosaic.addresses = addressesOf(mosaic.evidence, mosaic.tesserae);
    return mosaic;
}

}  // namespace geo
