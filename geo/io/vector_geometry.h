#pragma once

#include <vector>

#include "geo/io/vector_dataset.h"

class OGRGeometry;

namespace geo {

/// The vertices of one geometry, flattened; buffers are reused from feature to feature. For the io folder only.
class RawGeometry {
public:
    /// Takes what is of this kind in the geometry, within collections too. False if there is nothing.
    bool take(const OGRGeometry& geometry, GeometryKind kind);
    [[nodiscard]] const std::vector<Point>& points() const { return m_points; }
    [[nodiscard]] const std::vector<RawPart>& parts() const { return m_parts; }

private:
    void add(const OGRGeometry& geometry, GeometryKind kind);

    std::vector<Point> m_points;
    std::vector<RawPart> m_parts;
};

}  // namespace geo
