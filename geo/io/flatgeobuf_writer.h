#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "geo/base/result.h"
#include "geo/io/vector_dataset.h"
#include "geo/space/crs.h"
#include "geo/vector/coastline.h"

namespace geo {

/// One value of a column; monostate: not known.
using FieldValue = std::variant<std::monostate, std::string, int64_t, double>;

struct FlatGeobufSpec {
    std::string layer;  ///< name inside the file
    GeometryKind kind = GeometryKind::Polygon;
    std::vector<VectorField> columns;  ///< Text, Integer or Real
    Crs given = Crs::wgs84();          ///< CRS of the coordinates that are handed over
    Crs written = Crs::wgs84();        ///< CRS of the file
};

/// Writes one layer as FlatGeobuf with its spatial index. The same features in the same order give the same bytes: the index
/// puts them along a Hilbert curve, and nothing of the time or place of writing goes in. The file takes its target's place in
/// one step when finished; without, nothing is left. One thread.
class FlatGeobufWriter {
public:
    /// Output where the file cannot be made; Unsupported where the two CRSs cannot be related.
    [[nodiscard]] static Result<FlatGeobufWriter> create(const std::string& target, const FlatGeobufSpec& spec);
    FlatGeobufWriter(FlatGeobufWriter&&) noexcept;
    FlatGeobufWriter& operator=(FlatGeobufWriter&&) = delete;
    ~FlatGeobufWriter();

    /// One feature. `values` in the order of the columns. Malformed where a value does not fit its column, a number is not
    /// finite, or a vertex cannot be placed in the file's CRS; geometry of another kind than the spec's is a mistake of ours.
    [[nodiscard]] Result<void> addPolygons(std::span<const Rings> polygons, std::span<const FieldValue> values);
    [[nodiscard]] Result<void> addLines(std::span<const std::vector<Point>> lines, std::span<const FieldValue> values);
    [[nodiscard]] Result<void> addPoint(Point point, std::span<const FieldValue> values);

    [[nodiscard]] size_t features() const;
    /// Writes the file and gives it its name.
    [[nodiscard]] Result<void> finish();

private:
    struct State;
    explicit FlatGeobufWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace geo
