#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/result.h"
#include "geo/io/vector_path.h"
#include "geo/space/crs.h"
#include "geo/vector/feature_store.h"

namespace geo {

enum class FieldType { Text, Integer, Real, Other };

struct VectorField {
    std::string name;
    FieldType type = FieldType::Text;
};

/// What a file says of one of its layers; cheap to know.
struct VectorLayerInfo {
    std::string name;
    std::string title;      ///< metadata IDENTIFIER (GeoPackage) or TITLE; empty: none
    std::string geometry;   ///< as GDAL names it: "Multi Polygon", "Unknown (any)"
    int64_t features = -1;  ///< as claimed; -1: not known without reading
    std::optional<Crs> crs;
    Extent extent;  ///< in the layer's CRS; empty: not known without reading, see VectorDataset::measured()
    std::vector<VectorField> fields;
    std::string encoding;  ///< of the source's text where the driver tells, such as "CP949"
    bool tagged = false;   ///< attributes are free key=value pairs (OpenStreetMap), see VectorAttributes
};

/// The attributes of one feature. Valid only while the feature is being handed over.
class VectorAttributes {
public:
    virtual ~VectorAttributes() = default;
    /// Text of an attribute, nullopt where it is missing or empty. The view lives until the next call for the same key.
    [[nodiscard]] virtual std::optional<std::string_view> text(std::string_view key) const = 0;
    /// NaN where it is missing or no number.
    [[nodiscard]] virtual double number(std::string_view key) const = 0;
    /// All attributes that are not empty, in the source's order.
    virtual void each(const std::function<void(std::string_view key, std::string_view value)>& take) const = 0;
};

/// A run of RawFeature::points: a ring (closed or not), a line or a point.
struct RawPart {
    uint32_t end = 0;  ///< one past the last point
    bool hole = false;
};

/// One feature as the file has it, in the file's CRS, curves made linear, Z and M dropped. Valid only while it is handed over.
struct RawFeature {
    int64_t id = 0;  ///< the driver's feature id
    GeometryKind kind = GeometryKind::Point;
    std::span<const Point> points;
    std::span<const RawPart> parts;
    const VectorAttributes* attributes = nullptr;
};

/// What a reading met besides the features it handed over.
struct ReadFacts {
    int64_t features = 0;  ///< read, whether handed over or not
    int64_t withoutGeometry = 0;
    std::string complaint;  ///< the driver's first error while reading, so that something is missing; empty: none
    std::string fault{};    ///< the first about single shapes of a file that was read to its end; empty: none

    void add(const ReadFacts& next) {
        features += next.features, withoutGeometry += next.withoutGeometry;
        if (complaint.empty()) complaint = next.complaint;
        if (fault.empty()) fault = next.fault;
    }
};

/// Unreadable where part of a file could not be read, for work whose result has to be the whole.
[[nodiscard]] Result<void> checkWhole(const ReadFacts& facts, const std::string& path);

struct ReadRequest {
    std::string layer;                               ///< by name; must exist
    std::optional<std::vector<std::string>> fields;  ///< read only these; nullopt: all. Ignored by tagged layers.
    /// Tagged layers are kept in memory for the next reading, as several layers of a map are made from one; this hands features
    /// over while the driver reads them, a few thousand or a tile at a time, and keeps nothing. No other call may come meanwhile.
    bool keepNothing = false;
};

/// A file of features that GDAL reads. Each instance serves one thread at a time; instances of one folder of tagged vector tiles
/// share what was read.
class VectorDataset {
public:
    /// `encoding` overrides the text encoding of dbf files; empty: as the file says. A folder z/x/y of vector tiles, a folder of
    /// shapefiles and a .zip are datasets too. Errors: NotFound, Unreadable, Unsupported (not a vector file).
    /// A guest comes from a stranger: only the FlatGeobuf driver may open it.
    [[nodiscard]] static Result<VectorDataset> open(const std::string& path, const std::string& encoding = {},
                                                    bool guest = false);
    VectorDataset(VectorDataset&&) noexcept;
    VectorDataset& operator=(VectorDataset&&) noexcept;
    ~VectorDataset();

    [[nodiscard]] const std::string& driver() const;
    /// Named layers with geometry. Layers of OpenStreetMap extracts (.osm, .pbf) are united into one, "osm".
    [[nodiscard]] const std::vector<VectorLayerInfo>& layers() const;
    [[nodiscard]] const VectorLayerInfo* find(std::string_view layer) const;
    /// The same layer with its extent, and with its number of features where those had to be gone through for it. Tagged layers
    /// stay as they are. Cancelled soon after `stop`.
    [[nodiscard]] Result<VectorLayerInfo> measured(const VectorLayerInfo& layer, const std::stop_token& stop) const;

    /// Hands every feature to `take` until it answers false; geometry collections arrive as one feature per kind, with one id.
    [[nodiscard]] Result<ReadFacts> read(const ReadRequest& request, const std::function<bool(const RawFeature&)>& take,
                                         const std::stop_token& stop) const;
    /// All attributes of one feature, read again from the file; empty if the driver cannot.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> attributesOf(const std::string& layer, int64_t id) const;

private:
    struct Handle;
    struct Opening;
    explicit VectorDataset(std::shared_ptr<const Handle> handle);
    [[nodiscard]] static Result<std::shared_ptr<const Handle>> openHandle(const std::string& path, const VectorPath& name,
                                                                          const std::string& encoding, bool guest);
    std::shared_ptr<const Handle> m_handle;
    mutable std::map<std::string, VectorLayerInfo, std::less<>> m_measured;  // by layer
};

}  // namespace geo
