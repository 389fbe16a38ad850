#pragma once

#include <optional>
#include <vector>

#include "geo/io/vector_dataset.h"
#include "geo/space/transform.h"
#include "geo/vector/feature_store.h"

namespace geo {

/// Brings features from a file's CRS into the map's, vertex by vertex, and splits edges that would bend. One thread.
///
/// Longitudes that jump by more than half the globe are followed across the antimeridian and cut there; a ring around a pole is
/// closed over the pole.
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
    void addUnwrapped(std::span<const Point> source, GeometryKind kind, bool hole, FeatureStoreBuilder& builder);
    void addEdge(Point from, Point to, Point projectedFrom, Point projectedTo, int depth, FeatureStoreBuilder& builder);

    Transform m_exact;
    std::optional<ApproxTransform> m_approx;
    Extent m_safe;          // where m_approx may be used
    bool m_global = false;  // longitudes may cross the antimeridian
    double m_unit = 0.01;
    double m_tolerance = 0.05;  // metres an edge may deviate
    double m_longEdge = 1000;   // metres; shorter edges cannot deviate by that much
    size_t m_lost = 0;
    std::vector<Point> m_source, m_projected;
};

/// The longitudes of a closed ring or line made continuous: no step exceeds 180 degrees.
[[nodiscard]] std::vector<Point> unwrapLongitudes(std::span<const Point> points);
/// The part of a ring with minX <= x <= maxX (Sutherland and Hodgman); edges run along the cuts.
[[nodiscard]] std::vector<Point> clipRing(std::span<const Point> ring, double minX, double maxX);

}  // namespace geo
