#pragma once

#include <optional>
#include <vector>

#include "geo/io/vector_dataset.h"
#include "geo/space/transform.h"
#include "geo/vector/feature_store.h"

namespace geo {

/// Brings features from a file's CRS into the map's, vertex by vertex, and splits edges that would bend. One thread.
///
/// What crosses the antimeridian is cut there (cutAtAntimeridian), whether its longitudes jump, run beyond 180 degrees, or its
/// CRS has no seam there, such as one around a pole.
class VectorProjector {
public:
    /// `extent`: of the data, in its own CRS; where it is known and tame, PROJ is asked only for a grid over it.
    [[nodiscard]] static Result<VectorProjector> make(const Crs& from, const Crs& to, const Extent& extent);

    /// Metres per step of a store that holds what is projected: 1 mm, or 1 cm where the map is too wide for that.
    [[nodiscard]] double storeUnit() const { return m_unit; }
    /// Adds the parts of a feature; the caller ends the feature.
    void project(const RawFeature& feature, FeatureStoreBuilder& builder);
    /// Vertices that were no numbers, or that the map CRS cannot show.
    [[nodiscard]] size_t lostPoints() const { return m_lost; }

private:
    explicit VectorProjector(Transform exact) : m_exact(std::move(exact)) {}
    [[nodiscard]] Point one(Point p) const;
    void all(std::vector<Point>& points) const;
    void addPart(std::span<const Point> source, GeometryKind kind, bool hole, FeatureStoreBuilder& builder);
    [[nodiscard]] bool anyLongEdge(GeometryKind kind) const;
    [[nodiscard]] Result<void> prepareCutting(const Crs& from, const Crs& to, const Extent& extent);
    [[nodiscard]] std::vector<Point> onEarth(std::span<const Point> part, GeometryKind kind) const;
    void bendEdge(Point from, Point to, Point lonLatFrom, Point lonLatTo, int depth, std::vector<Point>& path) const;
    void addEdge(Point from, Point to, Point projectedFrom, Point projectedTo, int depth, FeatureStoreBuilder& builder);

    Transform m_exact;                    // from the file's CRS, or from longitude and latitude where m_toLonLat goes before
    std::optional<Transform> m_toLonLat;  // of projected data across the antimeridian
    std::optional<ApproxTransform> m_approx;
    Extent m_safe;          // where m_approx may be used
    bool m_global = false;  // some of it may cross the antimeridian
    double m_unit = 0.01;
    double m_tolerance = 0.05;  // metres an edge may deviate
    double m_longEdge = 1000;   // metres; shorter edges cannot deviate by that much
    size_t m_lost = 0;
    std::vector<Point> m_source, m_projected;
};

}  // namespace geo
