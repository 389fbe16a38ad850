#include "geo/prepare/gather_landcover.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "geo/io/raster_file.h"
#include "geo/mosaic/class_shares.h"
#include "geo/mosaic/kilometre_grid.h"
#include "geo/prepare/read_class_grid.h"
#include "geo/prepare/read_class_polygons.h"
#include "geo/raster/cell_area.h"

namespace geo {
namespace {

constexpr double kFineCellM = 35;  // 30 m and what rounds to it
constexpr double kNoCellM = std::numeric_limits<double>::infinity();
constexpr float kBelieved = 0.5f;  // share of a tessera that a source must cover
constexpr const char* kSmod = "ghs_smod";
constexpr const char* kUrbanisation = "degurba";

/// What one source says.
struct Hearing {
    std::string kind;  ///< the measures' first part: "landcover"
    EvidenceTable table;
    size_t source = 0;
};

std::string kindOf(const std::string& scheme, bool fine) {
    for (const char* own : {"urban_atlas", "lcz", "ghs_built_c"})
        if (scheme == own) return own;
    if (scheme == kSmod) return kUrbanisation;
    return fine ? "landcover" : "coarse";
}

Result<double> cellM(const ClassGrid& raster) {
    const auto areas = CellAreas::of(raster.grid, raster.crs);
    if (!areas) return Failure(areas.error());
    return std::sqrt(areas->at(raster.grid.columns / 2.0, raster.grid.rows / 2.0));
}

Urbanisation levelOf(const std::string& code) {
    if (code.empty()) return Urbanisation::Unknown;
    if (code == "10") return Urbanisation::Water;
    return code[0] == '3'   ? Urbanisation::UrbanCentre
           : code[0] == '2' ? Urbanisation::UrbanCluster
           : code[0] == '1' ? Urbanisation::Rural
                            : Urbanisation::Unknown;
}

/// GHS-SMOD holds the classes themselves: the one of most of each tessera.
Result<void> gatherSmod(EvidenceTable& table, const ClassSource& source, const Scheme& scheme, std::span<const Tessera> tesserae,
                        const Crs& plane) {
    const KilometreGrid grid{source.raster.grid, source.raster.crs, std::vector<double>(source.raster.classes.size()), true};
    DegreeOfUrbanisation classes;
    classes.columns = grid.grid.columns, classes.rows = grid.grid.rows;
    for (const auto index : source.raster.classes)
        classes.level1.push_back(index == 0 ? Urbanisation::Unknown : levelOf(scheme.table.classes[index].code));
    std::vector<PopulationZone> zones;
    for (const auto& tessera : tesserae) zones.push_back({std::span(&tessera.rings, 1), tessera.kind == TesseraKind::Water});
    const auto settlement = settlementOf(zones, plane, grid, classes);
    if (!settlement) return Failure(settlement.error());
    table.add(std::string(kUrbanisation) + ".l1", urbanisationLevels(*settlement));
    return {};
}

Result<Landcover> readRaster(Landcover landcover, const std::string& scheme, const Crs& plane, const Extent& within,
                             const std::stop_token& stop) {
    auto& source = landcover.used.source;
    SourceSpec spec;
    spec.path = source.path;
    spec.scheme = source.scheme;
    auto grid = readClassGrid(spec, plane, within, stop);
    if (!grid && grid.error().code == ErrorCode::Unsupported && source.scheme.empty() && !scheme.empty()) {
        spec.scheme = scheme;
        grid = readClassGrid(spec, plane, within, stop);
    }
    if (!grid) return Failure(advised(grid.error(), source));
    source.scheme = grid->scheme;
    landcover.used.band = grid->band;
    if (source.attribution.empty()) source.attribution = grid->attribution;
    landcover.raster = std::move(*grid);
    return landcover;
}

Result<Landcover> readAreas(Landcover landcover, const std::string& scheme, const Crs& plane, const Extent& within,
                            const std::stop_token& stop) {
    auto& source = landcover.used.source;
    auto areas = readClassPolygons(source.path, {}, plane, within, stop);
    if (!areas && areas.error().code == ErrorCode::Unsupported && !scheme.empty())
        areas = readClassPolygons(source.path, scheme, plane, within, stop);
    if (!areas) return Failure(areas.error());
    source.scheme = areas->scheme, landcover.used.layer = areas->layer;
    if (source.attribution.empty()) source.attribution = "Source: " + source.title;
    landcover.areas = std::move(*areas);
    return landcover;
}

Result<Hearing> hear(const Landcover& landcover, const std::vector<Tessera>& tesserae, const Crs& plane, const Progress& progress,
                     const std::stop_token& stop) {
    const auto& scheme = landcover.used.source.scheme;
    const auto legend = loadScheme(scheme);
    if (!legend) return Failure(legend.error());
    const auto side = landcover.raster ? cellM(landcover.raster->raster) : Result<double>(kNoCellM);
    if (!side) return Failure(side.error());
    Hearing hearing{kindOf(scheme, *side <= kFineCellM), EvidenceTable(tesserae.size())};
    Result<void> done;
    if (hearing.kind == kUrbanisation && landcover.raster) {
        done = gatherSmod(hearing.table, *landcover.raster, **legend, tesserae, plane);
    } else if (landcover.raster) {
        done = gatherClasses(hearing.table, tesserae, plane, landcover.raster->raster, **legend, hearing.kind, stop);
    } else {
        const auto& found = *landcover.areas;
        std::vector<OverlayArea> areas;
        for (size_t i = 0; i < found.polygons.size(); ++i) areas.push_back({found.polygons[i], found.areasM2[i]});
        done = gatherClasses(hearing.table, tesserae, areas, found.classes, **legend, hearing.kind, progress, stop);
    }
    if (!done) return Failure(done.error());
    return hearing;
}

bool believes(const Hearing& hearing, size_t tessera) {
    if (const auto* cover = hearing.table.find(hearing.kind + ".cover")) return cover->values[tessera] >= kBelieved;
    const auto& only = hearing.table.measures().front().values;
    return !std::isnan(only[tessera]);
}

/// For each tessera the first of the hearings, which say the same kind of thing, that covers it; none: hearings.size().
std::vector<size_t> firstToCover(const std::vector<const Hearing*>& hearings, size_t tesserae) {
    std::vector<size_t> chosen(tesserae, hearings.size());
    for (size_t t = 0; t < tesserae; ++t)
        for (size_t h = 0; h < hearings.size() && chosen[t] == hearings.size(); ++h)
            if (believes(*hearings[h], t)) chosen[t] = h;
    return chosen;
}

/// One measure of several hearings, each tessera's from the one that was chosen; where none was, the largest cover.
Measure merged(const std::string& name, const std::vector<const Hearing*>& hearings, const std::vector<size_t>& chosen) {
    Measure all{name, std::vector<float>(chosen.size(), kNotCovered), std::vector<uint16_t>(chosen.size()), {}};
    const bool isCover = name.ends_with(".cover");
    for (size_t h = 0; h < hearings.size(); ++h) {
        const auto* measure = hearings[h]->table.find(name);
        if (!measure) continue;
        const auto first = static_cast<uint16_t>(all.labels.size());
        all.labels.insert(all.labels.end(), measure->labels.begin(), measure->labels.end());
        for (size_t t = 0; t < chosen.size(); ++t) {
            if (isCover && chosen[t] == hearings.size()) all.values[t] = std::fmax(all.values[t], measure->values[t]);
            if (chosen[t] != h) continue;
            all.values[t] = measure->values[t];
            if (!measure->label.empty()) all.label[t] = static_cast<uint16_t>(first + measure->label[t]);
        }
    }
    if (all.labels.empty()) all.label.clear();
    return all;
}

void believe(EvidenceTable& evidence, const std::vector<const Hearing*>& hearings, std::vector<Landcover>& landcover) {
    const auto chosen = firstToCover(hearings, evidence.size());
    for (size_t t = 0; t < chosen.size(); ++t)
        if (chosen[t] < hearings.size()) landcover[hearings[chosen[t]]->source].used.believed[t] = true;
    for (const auto* hearing : hearings)
        for (const auto& measure : hearing->table.measures())
            if (!evidence.find(measure.name)) evidence.add(merged(measure.name, hearings, chosen));
}

}  // namespace

Result<std::vector<Landcover>> readLandcover(const std::vector<FoundSource>& sources, const std::string& scheme, const Crs& plane,
                                             const Extent& within, const Progress& progress, const std::stop_token& stop) {
    std::vector<Landcover> all;
    for (const auto& source : sources) {
        if (progress) progress(static_cast<double>(all.size()) / static_cast<double>(sources.size()), "reading " + source.title);
        Landcover landcover;
        landcover.used.source = source;
        const auto raster = RasterFile::open(source.path);
        if (!raster) return Failure(advised(raster.error(), source));
        auto read = *raster ? readRaster(std::move(landcover), scheme, plane, within, stop)
                            : readAreas(std::move(landcover), scheme, plane, within, stop);
        if (!read) return Failure(read.error());
        all.push_back(std::move(*read));
    }
    return all;
}

Result<double> finestCellM(const std::vector<Landcover>& landcover) {
    double finest = kNoCellM;
    for (const auto& one : landcover) {
        if (!one.raster) continue;
        const auto side = cellM(one.raster->raster);
        if (!side) return Failure(side.error());
        finest = std::min(finest, *side);
    }
    return finest;
}

Result<void> gatherLandcover(EvidenceTable& evidence, std::vector<Landcover>& landcover, const std::vector<Tessera>& tesserae,
                             const Crs& plane, const Progress& progress, const std::stop_token& stop) {
    std::vector<Hearing> hearings;
    for (size_t i = 0; i < landcover.size(); ++i) {
        const double each = 1.0 / static_cast<double>(landcover.size()), before = static_cast<double>(i) * each;
        const auto& title = landcover[i].used.source.title;
        if (progress) progress(before, "weighing " + title);
        auto heard = hear(
            landcover[i], tesserae, plane,
            [&](double fraction, const std::string& phrase) {
                if (progress) progress(before + fraction * each, phrase);
            },
            stop);
        if (!heard) return Failure(heard.error());
        heard->source = i;
        hearings.push_back(std::move(*heard));
        landcover[i].used.believed.assign(tesserae.size(), false);
    }
    std::vector<size_t> newestFirst(hearings.size());
    std::iota(newestFirst.begin(), newestFirst.end(), size_t{0});
    std::ranges::stable_sort(newestFirst, std::greater(), [&](size_t i) { return landcover[i].used.source.year; });
    std::map<std::string, std::vector<const Hearing*>> byKind;
    for (const size_t i : newestFirst) byKind[hearings[i].kind].push_back(&hearings[i]);
    for (const auto& [kind, alike] : byKind) believe(evidence, alike, landcover);
    return {};
}

}  // namespace geo
