#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/base/diagnostics.h"
#include "geo/base/result.h"
#include "geo/mosaic/osm_tables.h"
#include "geo/mosaic/tessellate.h"
#include "geo/taxonomy/scheme.h"
#include "geo/taxonomy/selector.h"
#include "geo/vector/feature_store.h"
#include "geo/vector/rings.h"

namespace geo {

/// A polygon that says something of the ground it covers.
struct OsmArea {
    std::vector<Rings> polygons;  ///< disjoint
    double areaM2 = 0;            ///< in the plane
    DimensionClasses classes{};   ///< dimensionTable() indices; unknown where it says nothing
    /// Per dimension the row of the osm crosswalk that decided, 0 where none; for use, rows of OsmTables::otherUses lie behind
    /// the crosswalk's: see OsmObjects::labels.
    std::array<uint16_t, kDimensions> tag{};
    OtherUse otherUse = OtherUse::None;  ///< only where the use is unknown
    bool building = false;
    bool water = false;  ///< a water body: no land
    std::string name;
};

enum class OsmNetwork : uint8_t { None, Transport, Waterways, Green };

/// A road, railway, watercourse, hedge...
struct OsmLine {
    std::vector<Point> points;
    DimensionClasses classes{};
    std::array<uint16_t, kDimensions> tag{};
    std::optional<BarrierKind> barrier;  ///< nullopt: divides no blocks, or lies in a tunnel
    StreetKind street = StreetKind::None;
    float widthM = 0;  ///< of its surface; 0: covers no ground
    OsmNetwork network = OsmNetwork::None;
    int16_t rank = -1;  ///< in data/ranks/transport.json or waterways.json; -1: none
    std::string name;
};

/// A shop, office, amenity...: a point that says what is done there.
struct OsmPoi {
    Point position;
    uint8_t use = 0;  ///< dimensionTable(Use) index; unknown where it is none of the four
    OtherUse otherUse = OtherUse::None;
};

struct OsmPlace {
    Point position;
    std::string name;
    int16_t rank = -1;  ///< in data/ranks/places.json
};

/// All that an OpenStreetMap source says of a city, in metres of the city's plane. The green, blue and grey networks are the
/// lines with a network, and the areas that have a class in the dimension infrastructure.
struct OsmObjects {
    std::vector<OsmArea> areas;
    std::vector<OsmLine> lines;
    std::vector<Point> addresses;
    std::vector<OsmPoi> pois;
    std::vector<OsmPlace> places;
    std::vector<std::vector<Point>> coastlines;  ///< land on the left
    std::vector<std::string> labels;             ///< "landuse=residential" of OsmArea::tag
    Extent extent;                               ///< that the source covers as far as it says; empty: not known
    Diagnostics remarks;

    [[nodiscard]] std::vector<Barrier> barriers() const;
    [[nodiscard]] std::vector<Rings> waterPolygons() const;
};

/// What a line tagged like this is where nothing better is known, and how wide; nullptr where it is no line of any network.
[[nodiscard]] const LineDefault* lineDefault(const OsmTables& tables, std::span<const Tag> tags);
/// Whether a closed way with these tags encloses an area, rather than being a line that returns to its start.
[[nodiscard]] bool impliesArea(std::span<const Tag> tags);

/// Sorts the objects of an OpenStreetMap source into OsmObjects, one by one. One thread; no I/O after make().
class OsmCollector {
public:
    /// Loads the osm crosswalk, data/mosaic and data/ranks. Errors: NotFound, Malformed from those.
    [[nodiscard]] static Result<OsmCollector> make();

    /// One feature in the plane; `parts` as in RawFeature: runs of `points` that end there, holes after their shell. Pieces with
    /// the same `object` ("way123"), cut apart by a tiling, become one area; empty: every feature is its own, or of tiles
    /// (`ofTiles`) one with those that say the same and meet it.
    void take(std::span<const Tag> tags, GeometryKind kind, std::span<const Point> points,
              std::span<const std::pair<uint32_t, bool>> parts, std::string_view object, bool ofTiles = false);
    /// Whether the crosswalk or a table knows this tag: what a column's value means.
    [[nodiscard]] bool knows(std::string_view key, std::string_view value) const;
    /// The value that a narrow column of a shapefile cut off: the only one known for the key that begins so. Else `value` itself.
    [[nodiscard]] std::string_view completed(std::string_view key, std::string_view value) const;
    /// Unites pieces and computes areas. The collector is empty afterwards.
    [[nodiscard]] OsmObjects finish();

private:
    OsmCollector() = default;
    void takePoint(std::span<const Tag> tags, Point position);
    void takeLine(std::span<const Tag> tags, std::vector<Point> line);
    void takeArea(std::span<const Tag> tags, std::vector<Rings> polygons, std::string_view object);
    void addPoi(std::span<const Tag> tags, Point position);
    void classify(std::span<const Tag> tags, DimensionClasses& classes, std::array<uint16_t, kDimensions>& tag) const;
    /// What belongs to each rank of a table.
    using RankSelectors = std::vector<std::vector<Selector>>;
    [[nodiscard]] static Result<RankSelectors> selectorsOf(const char* ranks);
    [[nodiscard]] static int16_t rankOf(const RankSelectors& ranks, std::span<const Tag> tags);
    [[nodiscard]] uint16_t otherUseRow(std::span<const Tag> tags) const;  // + 1; 0: none

    const Scheme* m_osm = nullptr;
    RankSelectors m_transport, m_waterways, m_places;
    OsmTables m_tables;
    OsmObjects m_objects;
    std::unordered_map<std::string, uint32_t> m_areaOf;  // by object
    std::vector<uint32_t> m_pieces;                      // areas of tiles that tell no object
    size_t m_broken = 0;
};

}  // namespace geo
