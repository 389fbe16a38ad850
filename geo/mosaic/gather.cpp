#include "geo/mosaic/gather.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "geo/base/parallel.h"
#include "geo/mosaic/frontage.h"
#include "geo/mosaic/overlay.h"
#include "geo/mosaic/surroundings.h"
#include "geo/mosaic/tessera_index.h"
#include "geo/raster/cell_coverage.h"

namespace geo {
namespace {

constexpr double kM2PerHa = 1e4;

size_t unknownOf(Dimension dimension) { return dimensionTable(dimension).size() - 1; }

/// Adds a column, NaN where the source does not reach.
class Columns {
public:
    Columns(EvidenceTable& evidence, std::vector<bool> reached) : m_evidence(evidence), m_reached(std::move(reached)) {}

    void add(const std::string& name, std::vector<float> values) { add(Measure{name, std::move(values), {}, {}}); }
    void add(Measure measure) {
        for (size_t t = 0; t < m_reached.size(); ++t)
            if (!m_reached[t]) measure.values[t] = kNotCovered;
        m_evidence.add(std::move(measure));
    }

private:
    EvidenceTable& m_evidence;
    std::vector<bool> m_reached;
};

std::vector<bool> within(std::span<const Tessera> tesserae, const Extent& extent) {
    std::vector<bool> reached(tesserae.size(), true);
    for (size_t t = 0; t < tesserae.size() && !extent.empty(); ++t) {
        Extent box;
        for (const auto& p : tesserae[t].rings.front()) box.add(p);
        reached[t] = extent.contains(box.centre());
    }
    return reached;
}

/// The areas of a source and the bands of its lines, as the overlay wants them.
struct Ground {
    std::vector<std::vector<Rings>> bands;
    std::vector<OverlayArea> areas;
    std::vector<const OsmArea*> area;  // of each; nullptr for a band
    std::vector<const OsmLine*> line;
};

Ground groundOf(const OsmObjects& osm) {
    Ground ground;
    for (const auto& area : osm.areas) {
        ground.areas.push_back({area.polygons, area.areaM2});
        ground.area.push_back(&area), ground.line.push_back(nullptr);
    }
    constexpr size_t kChunk = 256;
    ground.bands.resize(osm.lines.size());
    const auto widen = [&](size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i) ground.bands[i] = bandAround(osm.lines[i].points, osm.lines[i].widthM);
    };
    inParallel(osm.lines.size(), kChunk, widen, {});
    for (size_t i = 0; i < osm.lines.size(); ++i) {
        if (ground.bands[i].empty()) continue;
        double size = 0;
        for (const auto& rings : ground.bands[i]) size += polygonArea(rings);
        ground.areas.push_back({ground.bands[i], size});
        ground.line.push_back(&osm.lines[i]), ground.area.push_back(nullptr);
    }
    return ground;
}

/// Lines cover ground, but nobody lives on them: they speak of surface and infrastructure only.
AreaTheme themeOf(const Ground& ground, Dimension dimension) {
    const auto d = static_cast<size_t>(dimension);
    const auto unknown = unknownOf(dimension);
    const bool lines = dimension == Dimension::Surface || dimension == Dimension::Infrastructure;
    AreaTheme theme;
    theme.classes = static_cast<int>(unknown) - 1 + (dimension == Dimension::Use ? kOtherUses : 0);
    for (size_t i = 0; i < ground.areas.size(); ++i) {
        const auto* area = ground.area[i];
        const auto* line = ground.line[i];
        size_t c = area ? area->classes[d] : lines ? line->classes[d] : unknown;
        if (c == unknown) c = 0;
        if (area && dimension == Dimension::Use && area->otherUse != OtherUse::None)
            c = unknown - 1 + static_cast<size_t>(area->otherUse);
        theme.classOf.push_back(static_cast<uint8_t>(c));
        theme.labelOf.push_back(area ? area->tag[d] : line->tag[d]);
    }
    return theme;
}

AreaTheme buildingTheme(const Ground& ground, bool byUse) {
    AreaTheme theme;
    theme.classes = byUse ? static_cast<int>(unknownOf(Dimension::Use)) - 1 : 1;
    for (const auto* area : ground.area) {
        const size_t use = area ? area->classes[static_cast<size_t>(Dimension::Use)] : 0;
        const bool counts = area && area->building && (!byUse || use != unknownOf(Dimension::Use));
        theme.classOf.push_back(static_cast<uint8_t>(!counts ? 0 : byUse ? use : 1));
    }
    return theme;
}

void addDimension(Columns& columns, Dimension dimension, ThemeShares& shares, const std::vector<std::string>& labels) {
    const std::string stem = "osm." + std::string(dimensionId(dimension)) + ".";
    const size_t classes = unknownOf(dimension) - 1, tesserae = shares.share[0].size();
    std::vector<float> cover(tesserae), other(tesserae);
    for (size_t c = 0; c < shares.share.size(); ++c)
        for (size_t t = 0; t < tesserae; ++t) {
            cover[t] = std::min(1.0f, cover[t] + shares.share[c][t]);
            if (c >= classes) other[t] = std::min(1.0f, other[t] + shares.share[c][t]);
        }
    for (size_t c = 0; c < shares.share.size(); ++c) {
        const auto name = c < classes ? stem + dimensionTable(dimension).classes[c + 1].code
                                      : "osm.other." + std::string(otherUseId(static_cast<OtherUse>(c - classes + 1)));
        columns.add(Measure{name, std::move(shares.share[c]), std::move(shares.label[c]), labels});
    }
    columns.add(stem + "cover", std::move(cover));
    if (dimension == Dimension::Use) columns.add(stem + "other", std::move(other));
}

Result<void> addAreas(Columns& columns, std::span<const Tessera> tesserae, const OsmObjects& osm, const Progress& progress,
                      const std::stop_token& stop) {
    const auto ground = groundOf(osm);
    std::vector<AreaTheme> themes;
    for (int d = 0; d < kDimensions; ++d) themes.push_back(themeOf(ground, static_cast<Dimension>(d)));
    const bool buildings = std::ranges::any_of(osm.areas, &OsmArea::building);
    if (buildings) themes.push_back(buildingTheme(ground, false)), themes.push_back(buildingTheme(ground, true));
    auto shares = overlayAreas(tesserae, ground.areas, themes, progress, stop);
    if (!shares) return Failure(shares.error());
    for (int d = 0; d < kDimensions; ++d)
        addDimension(columns, static_cast<Dimension>(d), (*shares)[static_cast<size_t>(d)], osm.labels);
    if (!buildings) return {};
    const auto& footprint = (*shares)[kDimensions].share[0];
    auto& byUse = (*shares)[kDimensions + 1].share;
    for (size_t c = 0; c < byUse.size(); ++c) {
        for (size_t t = 0; t < tesserae.size(); ++t)
            byUse[c][t] = footprint[t] > 0 ? std::min(1.0f, byUse[c][t] / footprint[t]) : 0;
        columns.add("osm.building." + dimensionTable(Dimension::Use).classes[c + 1].code, std::move(byUse[c]));
    }
    columns.add("osm.building.cover", footprint);
    return {};
}

std::vector<float> perHectare(const std::vector<uint32_t>& counts, std::span<const Tessera> tesserae) {
    std::vector<float> density(counts.size());
    for (size_t t = 0; t < counts.size(); ++t) density[t] = static_cast<float>(counts[t] / (tesserae[t].areaM2 / kM2PerHa));
    return density;
}

void addPois(Columns& columns, std::span<const Tessera> tesserae, const OsmObjects& osm, const TesseraIndex& index,
             const Surroundings& around) {
    if (osm.pois.empty()) return;
    const auto commercial = dimensionTable(Dimension::Use).indexOf("commercial");
    std::vector<Point> shops, all;
    for (const auto& poi : osm.pois) {
        all.push_back(poi.position);
        if (poi.use == *commercial) shops.push_back(poi.position);
    }
    columns.add("osm.poi.commercial_per_ha", perHectare(index.count(shops), tesserae));
    columns.add("osm.poi.per_ha", perHectare(index.count(all), tesserae));
    const auto near = around.around(around.grid().count(shops), around.land(), kNearM, kM2PerHa);
    columns.add("osm.poi.commercial_per_ha_near", around.onTesserae(near));
}

void addAddresses(Columns& columns, std::span<const Tessera> tesserae, const OsmObjects& osm, const TesseraIndex& index,
                  const Surroundings& around, const CellField& streetMetres) {
    const auto& grid = around.grid();
    const auto counts = grid.count(osm.addresses);
    const auto surveyed = surveyedCells(grid, counts, streetMetres, {});
    CellField mask(grid.size()), inside(grid.size()), surveyedLand(grid.size());
    for (size_t c = 0; c < grid.size(); ++c)
        if (surveyed[c]) mask[c] = 1, inside[c] = counts[c], surveyedLand[c] = around.land()[c];
    const auto coverage = around.onTesserae(mask);
    auto density = perHectare(index.count(osm.addresses), tesserae);
    auto neighbourhood = around.onTesserae(around.around(inside, surveyedLand, kAroundM, kM2PerHa));
    for (size_t t = 0; t < tesserae.size(); ++t)
        if (!(coverage[t] >= 0.5f) || tesserae[t].kind == TesseraKind::Water) density[t] = neighbourhood[t] = kNotCovered;
    columns.add("addresses.per_ha", std::move(density));
    columns.add("addresses.per_ha_around", std::move(neighbourhood));
    columns.add("addresses.survey", coverage);
}

}  // namespace

void gatherTesserae(EvidenceTable& evidence, std::span<const Tessera> tesserae) {
    std::vector<float> water, hectares;
    for (const auto& tessera : tesserae) {
        water.push_back(tessera.kind == TesseraKind::Water ? 1.0f : 0.0f);
        hectares.push_back(static_cast<float>(tessera.areaM2 / kM2PerHa));
    }
    evidence.add("tessera.water", std::move(water));
    evidence.add("tessera.area_ha", std::move(hectares));
}

Result<void> gatherOsm(EvidenceTable& evidence, std::span<const Tessera> tesserae, const OsmObjects& osm,
                       const Progress& progress, const std::stop_token& stop) {
    if (tesserae.empty()) return {};
    Columns columns(evidence, within(tesserae, osm.extent));
    if (auto done = addAreas(columns, tesserae, osm, progress, stop); !done) return done;
    const TesseraIndex index(tesserae);
    const Surroundings around(tesserae);
    if (const auto* built = evidence.find("osm.building.cover"))
        columns.add("osm.built.share_around", around.meanAround(built->values, kAroundM));
    addPois(columns, tesserae, osm, index, around);
    CellField streetMetres(around.grid().size());
    bool streets = false;
    for (const auto& line : osm.lines)
        if (line.street != StreetKind::None) around.grid().addLength(line.points, streetMetres), streets = true;
    if (streets) {
        std::vector<float> local, main, any;
        for (const auto& frontage : frontages(tesserae, osm.lines)) {
            local.push_back(frontage.local), main.push_back(frontage.main);
            any.push_back(frontage.local + frontage.main);
        }
        columns.add("osm.frontage.local", std::move(local));
        columns.add("osm.frontage.main", std::move(main));
        columns.add("osm.frontage.any", std::move(any));
        columns.add("osm.streets.km_per_km2_around",
                    around.onTesserae(around.around(streetMetres, around.land(), kAroundM, 1000)));
    }
    if (!osm.addresses.empty()) addAddresses(columns, tesserae, osm, index, around, streetMetres);
    return {};
}

void gatherAround(EvidenceTable& evidence, std::span<const Tessera> tesserae, std::string_view measure, std::string name) {
    const auto* found = evidence.find(measure);
    if (!found || tesserae.empty()) return;
    evidence.add(std::move(name), Surroundings(tesserae).meanAround(found->values, kAroundM));
}

Result<void> gatherClaims(EvidenceTable& evidence, std::span<const Tessera> tesserae, const std::vector<Rings>& informal,
                          const std::vector<Rings>& completeFor, const Progress& progress, const std::stop_token& stop) {
    std::vector<OverlayArea> areas;
    AreaTheme claims, complete;
    claims.classes = complete.classes = 1;
    for (const auto* layer : {&informal, &completeFor})
        for (const auto& rings : *layer) {
            areas.push_back({std::span(&rings, 1), polygonArea(rings)});
            claims.classOf.push_back(layer == &informal), complete.classOf.push_back(layer == &completeFor);
        }
    const std::vector themes{std::move(claims), std::move(complete)};
    auto shares = overlayAreas(tesserae, areas, themes, progress, stop);
    if (!shares) return Failure(shares.error());
    evidence.add("tenure.informal", std::move((*shares)[0].share[0]));
    evidence.add("tenure.complete", std::move((*shares)[1].share[0]));
    return {};
}

}  // namespace geo
