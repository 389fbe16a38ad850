#include "geo/mosaic/osm_objects.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "geo/base/counted.h"
#include "geo/mosaic/tile_pieces.h"
#include "geo/raster/cell_coverage.h"
#include "geo/taxonomy/rank_table.h"
#include "geo/vector/geos.h"

namespace geo {
namespace {

// What a tiling leaves of a line at its edge may be shorter than anybody surveys, and than a layer can store.
constexpr double kShortestLineM = 0.1;

std::string_view valueOf(std::span<const Tag> tags, std::string_view key) {
    const auto found = std::ranges::find(tags, key, &Tag::key);
    return found == tags.end() ? std::string_view() : found->value;
}
bool has(std::span<const Tag> tags, std::string_view key) {
    const auto value = valueOf(tags, key);
    return !value.empty() && value != "no";
}
bool isOneOf(std::string_view value, std::initializer_list<std::string_view> values) {
    return std::ranges::find(values, value) != values.end();
}

/// Nothing of it is at the surface.
bool below(std::span<const Tag> tags) {
    int layer = 0;
    const auto text = valueOf(tags, "layer");
    std::from_chars(text.data(), text.data() + text.size(), layer);
    return has(tags, "tunnel") || valueOf(tags, "location") == "underground" || layer < 0;
}

/// "width=7.5", "width=7 m"; nullopt where it says nothing that can be true.
std::optional<float> statedWidth(std::span<const Tag> tags) {
    const auto text = valueOf(tags, "width");
    float metres = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), metres);
    const auto unit = std::string_view(end, static_cast<size_t>(text.data() + text.size() - end));
    if (error != std::errc() || !(metres > 0) || metres > 200 || !isOneOf(unit, {"", "m", " m"})) return std::nullopt;
    return metres;
}

bool isWaterBody(std::span<const Tag> tags) {
    if (valueOf(tags, "natural") == "wetland" || has(tags, "leisure") || below(tags) || has(tags, "covered")) return false;
    return isOneOf(valueOf(tags, "natural"), {"water", "bay", "strait"}) ||
           isOneOf(valueOf(tags, "waterway"), {"riverbank", "dock"}) ||
           isOneOf(valueOf(tags, "landuse"), {"reservoir", "basin", "salt_pond"}) || has(tags, "water");
}

std::vector<Point> cleaned(std::span<const Point> points, bool ring) {
    std::vector<Point> kept;
    kept.reserve(points.size());
    for (const auto& p : points)
        if (std::isfinite(p.x) && std::isfinite(p.y) && (kept.empty() || kept.back() != p)) kept.push_back(p);
    while (ring && kept.size() > 1 && kept.front() == kept.back()) kept.pop_back();
    return kept;
}

// Pieces that a tiling cut apart, some of them overlapping in the tiles' margins; or polygons that cross themselves.
std::vector<Rings> united(const Geos& geos, const std::vector<Rings>& pieces) {
    std::vector<GEOSGeometry*> parts;
    for (const auto& piece : pieces)
        if (auto polygon = own(geos, geosPolygon(geos, piece)))
            if (auto* valid = GEOSMakeValid_r(geos, polygon.get())) parts.push_back(valid);
    if (parts.empty()) return {};
    const auto all =
        own(geos, GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, parts.data(), static_cast<unsigned>(parts.size())));
    const auto whole = own(geos, GEOSUnaryUnion_r(geos, all.get()));
    std::vector<Rings> polygons;
    if (whole) appendPolygons(geos, whole.get(), polygons);
    return polygons;
}

bool isValid(const Geos& geos, const std::vector<Rings>& polygons) {
    return std::ranges::all_of(polygons, [&](const Rings& rings) {
        const auto polygon = own(geos, geosPolygon(geos, rings));
        return polygon && GEOSisValid_r(geos, polygon.get()) == 1;
    });
}

}  // namespace

std::vector<Barrier> OsmObjects::barriers() const {
    std::vector<Barrier> found;
    for (const auto& line : lines)
        if (line.barrier) found.push_back({*line.barrier, line.points});
    return found;
}

std::vector<Rings> OsmObjects::waterPolygons() const {
    std::vector<Rings> found;
    for (const auto& area : areas)
        if (area.water) found.insert(found.end(), area.polygons.begin(), area.polygons.end());
    return found;
}

const LineDefault* lineDefault(const OsmTables& tables, std::span<const Tag> tags) {
    std::string code;
    for (const auto& key : tables.lineKeys) {
        const auto value = valueOf(tags, key);
        if (value.empty()) continue;
        code.assign(key).append(1, '=').append(value);
        if (const auto found = tables.lines.find(code); found != tables.lines.end()) return &found->second;
    }
    return nullptr;
}

bool impliesArea(std::span<const Tag> tags) {
    const auto area = valueOf(tags, "area");
    if (area == "yes") return true;
    if (area == "no") return false;
    for (const auto key : {"building", "landuse", "amenity", "shop", "office", "tourism", "water", "wetland", "place", "military",
                           "residential", "landcover"})
        if (has(tags, key)) return true;
    if (has(tags, "leisure") && !isOneOf(valueOf(tags, "leisure"), {"track", "slipway"})) return true;
    if (has(tags, "natural") &&
        !isOneOf(valueOf(tags, "natural"), {"coastline", "tree_row", "cliff", "ridge", "valley", "arete", "earth_bank"}))
        return true;
    if (has(tags, "man_made") &&
        !isOneOf(valueOf(tags, "man_made"), {"pipeline", "breakwater", "groyne", "embankment", "cutline", "pier", "dyke"}))
        return true;
    return isOneOf(valueOf(tags, "power"), {"plant", "substation", "generator"}) ||
           isOneOf(valueOf(tags, "waterway"), {"riverbank", "dock", "boatyard"}) ||
           isOneOf(valueOf(tags, "aeroway"), {"aerodrome", "apron", "terminal", "helipad", "hangar"}) ||
           isOneOf(valueOf(tags, "highway"), {"rest_area", "services"}) ||
           isOneOf(valueOf(tags, "railway"), {"station", "roundhouse"}) ||
           isOneOf(valueOf(tags, "boundary"), {"protected_area", "national_park"});
}

Result<OsmCollector> OsmCollector::make() {
    OsmCollector collector;
    const auto osm = loadScheme("osm");
    if (!osm) return Failure(osm.error());
    auto tables = loadOsmTables();
    if (!tables) return Failure(tables.error());
    collector.m_osm = *osm, collector.m_tables = std::move(*tables);
    for (const auto& [id, selectors] :
         {std::pair{"transport", &collector.m_transport}, std::pair{"waterways", &collector.m_waterways},
          std::pair{"places", &collector.m_places}}) {
        auto ranks = selectorsOf(id);
        if (!ranks) return Failure(ranks.error());
        *selectors = std::move(*ranks);
    }
    for (const auto& entry : collector.m_osm->table.classes) collector.m_objects.labels.push_back(entry.code);
    for (const auto& row : collector.m_tables.otherUses) collector.m_objects.labels.push_back(row.code);
    return collector;
}

bool OsmCollector::knows(std::string_view key, std::string_view value) const {
    const std::string code = std::string(key) + "=" + std::string(value);
    return m_osm->indexOfCode.contains(code) || m_tables.lines.contains(code) || m_tables.otherUseOf.contains(code);
}

std::string_view OsmCollector::completed(std::string_view key, std::string_view value) const {
    if (knows(key, value)) return value;
    const std::string begin = std::string(key) + "=" + std::string(value);
    std::string_view only;
    for (const std::string_view code : m_objects.labels) {
        if (!code.starts_with(begin) || code == only) continue;
        if (!only.empty()) return value;
        only = code;
    }
    return only.empty() ? value : only.substr(key.size() + 1);
}

// A boundary in law weighs, it does not paint the ground.
void OsmCollector::classify(std::span<const Tag> tags, DimensionClasses& classes, std::array<uint16_t, kDimensions>& tag) const {
    for (size_t d = 0; d < classes.size(); ++d) {
        tag[d] = decidingTag(*m_osm, tags, static_cast<Dimension>(d));
        if (m_osm->table.classes[tag[d]].code.starts_with("boundary=")) tag[d] = 0;
        const auto& table = dimensionTable(static_cast<Dimension>(d));
        const auto& says = m_osm->table.classes[tag[d]].dimensions[d];
        classes[d] = static_cast<uint8_t>(table.indexOf(says).value_or(static_cast<uint16_t>(table.size() - 1)));
    }
}

Result<OsmCollector::RankSelectors> OsmCollector::selectorsOf(const char* ranks) {
    const auto table = loadRanks(ranks);
    if (!table) return Failure(table.error());
    RankSelectors selectors;
    for (const auto& rank : (*table)->ranks) selectors.push_back(parseSelectors(rank.match));
    return selectors;
}

int16_t OsmCollector::rankOf(const RankSelectors& ranks, std::span<const Tag> tags) {
    const AttributeLookup lookup = [&](std::string_view key) {
        const auto value = valueOf(tags, key);
        return value.empty() ? std::nullopt : std::optional(value);
    };
    for (size_t r = ranks.size(); r-- > 0;)
        if (matchesAny(ranks[r], lookup)) return static_cast<int16_t>(r);
    return -1;
}

uint16_t OsmCollector::otherUseRow(std::span<const Tag> tags) const {
    std::string code;
    for (const auto& key : m_tables.otherUseKeys) {
        const auto value = valueOf(tags, key);
        if (value.empty()) continue;
        code.assign(key).append(1, '=').append(value);
        if (const auto found = m_tables.otherUseOf.find(code); found != m_tables.otherUseOf.end())
            return static_cast<uint16_t>(found->second + 1);
    }
    return 0;
}

void OsmCollector::take(std::span<const Tag> tags, GeometryKind kind, std::span<const Point> points,
                        std::span<const std::pair<uint32_t, bool>> parts, std::string_view object, bool ofTiles) {
    const bool lineOnly = kind == GeometryKind::Polygon && !impliesArea(tags) && lineDefault(m_tables, tags) &&
                          !isOneOf(valueOf(tags, "highway"), {"pedestrian", "footway", "service"});
    std::vector<Rings> polygons;
    uint32_t begin = 0;
    for (const auto& [end, hole] : parts) {
        const auto run = points.subspan(begin, end - begin);
        begin = end;
        if (kind == GeometryKind::Point) {
            if (!run.empty() && std::isfinite(run[0].x) && std::isfinite(run[0].y)) takePoint(tags, run[0]);
            continue;
        }
        const bool closed = run.size() > 3 && run.front() == run.back();
        if (kind == GeometryKind::Line ? closed && impliesArea(tags) : !lineOnly) {
            auto ring = cleaned(run, true);
            if (ring.size() < 3) {
                ++m_broken;
                continue;
            }
            if (hole && !polygons.empty())
                polygons.back().push_back(std::move(ring));
            else if (!hole)
                polygons.push_back({std::move(ring)});
            continue;
        }
        auto line = cleaned(run, false);
        if (lineOnly && line.size() > 2 && line.front() != line.back()) line.push_back(line.front());
        if (line.size() > 1) takeLine(tags, std::move(line));
    }
    const size_t before = m_objects.areas.size();
    if (!polygons.empty()) takeArea(tags, std::move(polygons), object);
    if (ofTiles && object.empty() && m_objects.areas.size() > before) m_pieces.push_back(static_cast<uint32_t>(before));
}

void OsmCollector::takePoint(std::span<const Tag> tags, Point position) {
    if (has(tags, "addr:housenumber") || has(tags, "addr:housename")) m_objects.addresses.push_back(position);
    if (has(tags, "place"))
        if (const auto rank = rankOf(m_places, tags); rank >= 0)
            m_objects.places.push_back({position, std::string(valueOf(tags, "name")), rank});
    addPoi(tags, position);
}

void OsmCollector::addPoi(std::span<const Tag> tags, Point position) {
    if (!has(tags, "shop") && !has(tags, "office") && !has(tags, "amenity") && !has(tags, "tourism") && !has(tags, "leisure"))
        return;
    OsmPoi poi{position, static_cast<uint8_t>(classifyTags(*m_osm, tags, Dimension::Use)), OtherUse::None};
    const bool unknown = poi.use == dimensionTable(Dimension::Use).size() - 1;
    if (unknown)
        if (const auto row = otherUseRow(tags)) poi.otherUse = m_tables.otherUses[row - 1].use;
    if (!unknown || poi.otherUse != OtherUse::None) m_objects.pois.push_back(poi);
}

void OsmCollector::takeLine(std::span<const Tag> tags, std::vector<Point> points) {
    if (valueOf(tags, "natural") == "coastline") {
        m_objects.coastlines.push_back(std::move(points));
        return;
    }
    const auto* known = lineDefault(m_tables, tags);
    Extent box;
    for (const auto& p : points) box.add(p);
    if (!known || std::max(box.width(), box.height()) < kShortestLineM) return;
    OsmLine line;
    classify(tags, line.classes, line.tag);
    line.points = std::move(points);
    line.name = valueOf(tags, "name");
    if (has(tags, "highway") || has(tags, "railway"))
        line.network = OsmNetwork::Transport, line.rank = rankOf(m_transport, tags);
    else if (has(tags, "waterway"))
        line.network = OsmNetwork::Waterways, line.rank = rankOf(m_waterways, tags);
    else if (has(tags, "barrier") || has(tags, "natural"))
        line.network = OsmNetwork::Green;
    if (!below(tags)) {
        line.barrier = known->barrier, line.street = known->street;
        line.widthM = known->widthM > 0 ? statedWidth(tags).value_or(known->widthM) : 0;
    }
    m_objects.lines.push_back(std::move(line));
}

void OsmCollector::takeArea(std::span<const Tag> tags, std::vector<Rings> polygons, std::string_view object) {
    if (!object.empty()) {
        const auto [found, isNew] = m_areaOf.try_emplace(std::string(object), static_cast<uint32_t>(m_objects.areas.size()));
        if (!isNew) {
            if (found->second == UINT32_MAX) return;
            auto& whole = m_objects.areas[found->second].polygons;
            whole.insert(whole.end(), std::make_move_iterator(polygons.begin()), std::make_move_iterator(polygons.end()));
            return;
        }
    }
    OsmArea area;
    classify(tags, area.classes, area.tag);
    area.building = has(tags, "building");
    area.water = isWaterBody(tags);
    if (valueOf(tags, "natural") == "coastline")
        for (const auto& rings : polygons)
            m_objects.coastlines.push_back(rings[0]), m_objects.coastlines.back().push_back(rings[0].front());
    if (area.classes[static_cast<size_t>(Dimension::Use)] == dimensionTable(Dimension::Use).size() - 1 && !below(tags))
        if (const auto row = otherUseRow(tags)) {
            area.otherUse = m_tables.otherUses[row - 1].use;
            area.tag[static_cast<size_t>(Dimension::Use)] = static_cast<uint16_t>(m_osm->table.size() + row - 1);
        }
    const bool address = has(tags, "addr:housenumber") || has(tags, "addr:housename");
    Extent box;
    for (const auto& p : polygons[0][0]) box.add(p);
    if (address) m_objects.addresses.push_back(box.centre());
    if (area.building || has(tags, "shop") || has(tags, "office")) addPoi(tags, box.centre());
    bool says = area.building || area.water || area.otherUse != OtherUse::None;
    for (const auto tag : area.tag) says = says || tag != 0;
    if (!says) {
        if (!object.empty()) m_areaOf[std::string(object)] = UINT32_MAX;
        return;
    }
    area.name = valueOf(tags, "name");
    area.polygons = std::move(polygons);
    m_objects.areas.push_back(std::move(area));
}

OsmObjects OsmCollector::finish() {
    joinTilePieces(m_objects.areas, m_pieces);
    std::erase_if(m_objects.areas, [](const OsmArea& area) { return area.polygons.empty(); });
    const Geos geos;
    size_t lost = 0;
    for (auto& area : m_objects.areas) {
        if (area.polygons.size() > 1 || !isValid(geos, area.polygons)) area.polygons = united(geos, area.polygons);
        for (const auto& rings : area.polygons) area.areaM2 += std::abs(polygonArea(rings));
        lost += area.polygons.empty();
    }
    std::erase_if(m_objects.areas, [](const OsmArea& area) { return area.polygons.empty(); });
    if (m_broken + lost > 0)
        m_objects.remarks.add(fmt::format("{} of the OpenStreetMap source {} nothing and {} left out.",
                                          counted(m_broken + lost, "polygon"), nounFor(m_broken + lost, "encloses", "enclose"),
                                          nounFor(m_broken + lost, "was", "were")));
    m_areaOf.clear(), m_pieces.clear();
    auto done = std::move(m_objects);
    m_objects = {};
    m_objects.labels = done.labels;
    return done;
}

}  // namespace geo
