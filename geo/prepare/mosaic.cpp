#include "geo/prepare/mosaic.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "geo/base/paths.h"
#include "geo/mosaic/gather.h"
#include "geo/prepare/gather_landcover.h"
#include "geo/prepare/gather_population.h"
#include "geo/prepare/named_sources.h"
#include "geo/prepare/read_osm.h"
#include "geo/raster/cell_coverage.h"

namespace geo {
namespace {

constexpr double kMarginM = 1000;  // what is read around the territory: its edge has neighbours too
constexpr double kM2PerHa = 10'000;

// The part of the progress bar that one step has.
Progress withinPart(const Progress& whole, double from, double to) {
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
            if (isNamedSource(source.where)) continue;  // it covers the Earth
            const auto path = resolveDemoPath(source.where);
            if (!path) return Failure(path.error());
            auto extent = geographicExtent(*path);
            if (!extent) return Failure(extent.error());
            return extent;
        }
    return fail(ErrorCode::Malformed, "Nothing says what the territory is; give --districts, --bbox W,S,E,N or a file of data.");
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

/// What the mosaic is made from, while it is made.
class Making {
public:
    Making(const PrepareRequest& request, const PrepareCity& city, Mosaic& mosaic, const std::stop_token& stop)
        : m_request(request), m_city(city), m_mosaic(mosaic), m_stop(stop) {}

    /// Reads what says where streets, water and the sea are.
    Result<void> readGround(const Progress& progress);
    /// By what has been read.
    [[nodiscard]] Result<TessellationRules> rules() const;
    /// Looks for population and built-up surface and reads land cover: what cannot be found is told before the work begins.
    Result<void> findRasters(const Progress& progress);
    Result<void> gather(const Progress& progress);

private:
    Result<void> find(const std::vector<SourceArgument>& arguments, SourceRole role, std::vector<FoundSource>& found);
    /// Of the newest land cover that tells of any; where the data have coastlines they are better.
    [[nodiscard]] Result<std::optional<LandcoverWater>> newestWater() const;
    Result<void> gatherOpenStreetMap(const Progress& progress);
    Result<void> gatherRasters(const Progress& progress);
    Result<void> readClaims();
    Result<void> gatherInformal(const Progress& progress);
    void use(std::vector<UsedSource> sources) { std::ranges::move(sources, std::back_inserter(m_mosaic.sources)); }

    const PrepareRequest& m_request;
    const PrepareCity& m_city;
    Mosaic& m_mosaic;
    const std::stop_token& m_stop;
    GeographicExtent m_around;
    std::vector<FoundSource> m_population, m_builtup, m_informal;
    std::vector<Landcover> m_landcover;
};

Result<std::optional<LandcoverWater>> Making::newestWater() const {
    const Landcover* newest = nullptr;
    for (const auto& landcover : m_landcover)
        if (landcover.raster && (!newest || landcover.used.source.year > newest->used.source.year)) newest = &landcover;
    if (!newest || !m_mosaic.osm.coastlines.empty()) return std::optional<LandcoverWater>();
    const auto& source = newest->used.source;
    return waterOf(newest->raster->raster, source.scheme, source.title, m_mosaic.plane);
}

Result<void> Making::readGround(const Progress& progress) {
    if (!m_request.osm.empty()) {
        auto osm =
            readOsm(placesOf(m_request.osm), m_mosaic.plane, extentOf(m_mosaic.territory).grown(kMarginM), progress, m_stop);
        if (!osm) return Failure(osm.error());
        m_mosaic.osm = std::move(*osm);
    }
    if (auto done = readClaims(); !done) return done;
    const auto water = newestWater();
    if (!water) return Failure(water.error());
    auto sea = findSea(m_mosaic.territory, m_mosaic.osm.coastlines, *water, landFilesOf(m_city.id), m_mosaic.plane, m_stop);
    if (!sea) return Failure(sea.error());
    m_mosaic.sea = std::move(*sea);
    for (const auto* remarks : {&m_mosaic.osm.remarks, &m_mosaic.sea.remarks})
        std::ranges::copy(remarks->remarks, std::back_inserter(m_mosaic.remarks.remarks));
    return {};
}

Result<void> Making::find(const std::vector<SourceArgument>& arguments, SourceRole role, std::vector<FoundSource>& found) {
    for (const auto& argument : arguments) {
        auto source = findSource(argument, role, m_around, m_city.iso3);
        if (!source) return Failure(source.error());
        if (source->tiles && source->tiles->missing() > 0)
            m_mosaic.remarks.add(std::to_string(source->tiles->missing()) + " of the tiles of " + source->title +
                                 " around the city do not exist, as over the sea; they count as no data.");
        found.push_back(std::move(*source));
    }
    return {};
}

Result<void> Making::findRasters(const Progress& progress) {
    const auto around = geographicBox(m_mosaic.territory, m_mosaic.plane);
    if (!around) return Failure(around.error());
    m_around = grown(*around, kClusterMarginM);
    std::vector<FoundSource> landcover;
    const std::tuple<const std::vector<SourceArgument>*, SourceRole, std::vector<FoundSource>*> lists[] = {
        {&m_request.landcover, SourceRole::Landcover, &landcover},
        {&m_request.population, SourceRole::Population, &m_population},
        {&m_request.builtup, SourceRole::Builtup, &m_builtup}};
    for (const auto& [arguments, role, found] : lists) {
        if (progress && !arguments->empty()) progress(0, "looking for " + arguments->front().where);
        if (auto done = find(*arguments, role, *found); !done) return done;
    }
    auto read = readLandcover(landcover, m_request.scheme, m_mosaic.plane, extentOf(m_mosaic.territory), progress, m_stop);
    if (!read) return Failure(read.error());
    m_landcover = std::move(*read);
    for (const auto& one : m_landcover)
        std::ranges::copy(one.raster ? one.raster->remarks.remarks : one.areas->remarks.remarks,
                          std::back_inserter(m_mosaic.remarks.remarks));
    return {};
}

Result<void> Making::gatherOpenStreetMap(const Progress& progress) {
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

Result<void> Making::gatherRasters(const Progress& progress) {
    auto& evidence = m_mosaic.evidence;
    const Extent within = extentOf(m_mosaic.territory);
    if (auto done =
            gatherLandcover(evidence, m_landcover, m_mosaic.tesserae, m_mosaic.plane, withinPart(progress, 0, 0.4), m_stop);
        !done)
        return done;
    gatherAround(evidence, m_mosaic.tesserae, "lcz.settlement.urban", "lcz.urban.share_around");
    gatherAround(evidence, m_mosaic.tesserae, "lcz.density.low", "lcz.sparse.share_around");
    for (auto& one : m_landcover) m_mosaic.sources.push_back(std::move(one.used));
    const MosaicGround ground{m_mosaic.tesserae, m_mosaic.plane, within, m_around};
    auto people = gatherPopulation(evidence, m_population, ground, m_mosaic.remarks, withinPart(progress, 0.4, 0.8), m_stop);
    if (!people) return Failure(people.error());
    use(std::move(people->sources));
    m_mosaic.inhabitants = std::move(people->inhabitants);
    auto built = gatherBuiltSurface(evidence, m_builtup, ground, m_mosaic.remarks, withinPart(progress, 0.8, 1), m_stop);
    if (!built) return Failure(built.error());
    use(std::move(*built));
    return {};
}

Result<TessellationRules> Making::rules() const {
    const auto finest = finestCellM(m_landcover);
    if (!finest) return Failure(finest.error());
    double areaM2 = 0;
    for (const auto& rings : m_mosaic.territory.parts) areaM2 += polygonArea(rings);
    return rulesFor(!m_request.osm.empty(), *finest, areaM2);
}

Result<void> Making::readClaims() {
    for (const auto& argument : m_request.informal) {
        auto source = findSource(argument, SourceRole::Informal, m_around, m_city.iso3);
        if (!source) return Failure(source.error());
        const auto zones = readZones(source->path, m_mosaic.plane, std::nullopt, m_stop);
        if (!zones) return Failure(zones.error());
        const auto polygons = zones->polygons();
        m_mosaic.informal.insert(m_mosaic.informal.end(), polygons.begin(), polygons.end());
        source->attribution = "Source: " + source->title;
        m_informal.push_back(std::move(*source));
    }
    return {};
}

Result<void> Making::gatherInformal(const Progress& progress) {
    for (auto& source : m_informal)
        m_mosaic.sources.push_back(usedOf(std::move(source), std::vector<bool>(m_mosaic.tesserae.size())));
    const auto& claims = m_mosaic.informal;
    if (claims.empty()) return {};
    if (auto done = gatherClaims(m_mosaic.evidence, m_mosaic.tesserae, claims, {}, progress, m_stop); !done) return done;
    const auto* informal = m_mosaic.evidence.find("tenure.informal");
    for (auto& used : m_mosaic.sources)
        for (size_t t = 0; used.source.role == SourceRole::Informal && informal && t < used.believed.size(); ++t)
            used.believed[t] = informal->values[t] > 0;
    return {};
}

Result<void> Making::gather(const Progress& progress) {
    m_mosaic.evidence = EvidenceTable(m_mosaic.tesserae.size());
    gatherTesserae(m_mosaic.evidence, m_mosaic.tesserae);
    if (auto done = gatherOpenStreetMap(withinPart(progress, 0, 0.7)); !done) return done;
    if (auto done = gatherRasters(withinPart(progress, 0.7, 0.95)); !done) return done;
    return gatherInformal(withinPart(progress, 0.95, 1));
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

    Making making(request, city, mosaic, stop);
    if (const auto done = making.findRasters(withinPart(progress, 0, 0.05)); !done) return Failure(done.error());
    if (const auto done = making.readGround(withinPart(progress, 0.05, 0.4)); !done) return Failure(done.error());
    const auto rules = making.rules();
    if (!rules) return Failure(rules.error());
    if (const auto done = tessellateCity(mosaic, *rules, withinPart(progress, 0.4, 0.6), stop); !done)
        return Failure(done.error());
    if (const auto done = making.gather(withinPart(progress, 0.6, 0.98)); !done) return Failure(done.error());
    mosaic.verdicts = classify(mosaic.evidence, *book);
    mosaic.density = densitiesOf(mosaic.evidence);
    mosaic.addresses = addressesOf(mosaic.evidence, mosaic.tesserae);
    return mosaic;
}

}  // namespace geo
