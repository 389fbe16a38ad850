#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/space/types.h"
#include "geo/vector/packed_index.h"

namespace geo {

enum class GeometryKind : uint8_t { Point, Line, Polygon };

/// A run of vertices: one ring of a polygon (not closed: the last joins the first), one line, or one point.
struct StoredPart {
    std::span<const StoredPoint> points;
    bool hole = false;
};

/// The geometry of one layer in the map's CRS, all of one kind, compact and immutable: coordinates are whole steps of `unit`
/// metres, features lie behind one another, a packed tree finds them. Safe from any thread.
///
/// Shells run counter-clockwise and holes clockwise wherever a feature has more than one ring, so that signed areas add up.
class FeatureStore {
public:
    [[nodiscard]] GeometryKind kind() const { return m_kind; }
    [[nodiscard]] size_t size() const { return m_firstPart.size() - 1; }
    /// Metres per step.
    [[nodiscard]] double unit() const { return m_unit; }
    /// Map CRS.
    [[nodiscard]] Extent extent() const;
    [[nodiscard]] Extent extentOf(uint32_t feature) const;
    /// Steps.
    [[nodiscard]] const StoredBox& boxOf(uint32_t feature) const { return m_boxes[feature]; }
    [[nodiscard]] Point toMap(StoredPoint p) const { return {p.x * m_unit, p.y * m_unit}; }

    /// Parts of a feature are the numbers first..last-1.
    [[nodiscard]] uint32_t firstPart(uint32_t feature) const { return m_firstPart[feature]; }
    [[nodiscard]] uint32_t lastPart(uint32_t feature) const { return m_firstPart[feature + 1]; }
    [[nodiscard]] StoredPart part(uint32_t index) const {
        const uint32_t begin = index == 0 ? 0 : m_partEnd[index - 1] & kIndexMask, end = m_partEnd[index] & kIndexMask;
        return {{m_points.data() + begin, m_points.data() + end}, (m_partEnd[index] & kHoleBit) != 0};
    }

    /// Features whose boxes touch `box` (map CRS), in ascending order.
    void query(const Extent& box, std::vector<uint32_t>& found) const;
    /// A box of the map in steps, rounded outwards and clamped to what can be stored.
    [[nodiscard]] StoredBox toSteps(const Extent& box) const;

private:
    friend class FeatureStoreBuilder;
    static constexpr uint32_t kHoleBit = 0x80000000u, kIndexMask = 0x7FFFFFFFu;

    GeometryKind m_kind = GeometryKind::Polygon;
    double m_unit = 0.001;
    std::vector<StoredPoint> m_points;
    std::vector<uint32_t> m_partEnd;       // end in m_points | kHoleBit
    std::vector<uint32_t> m_firstPart{0};  // per feature, and one past the last
    std::vector<StoredBox> m_boxes;        // per feature
    PackedIndex m_index;
};

/// Fills a FeatureStore, feature by feature. One thread.
class FeatureStoreBuilder {
public:
    /// Coordinates beyond 2^31 steps are refused (addPoint answers false), so choose the unit by the extent.
    FeatureStoreBuilder(GeometryKind kind, double unit);

    void reserve(size_t features, size_t points);
    /// Map CRS. False, and nothing added, where the point is not finite or out of range.
    bool addPoint(Point p);
    /// Many at once, the same rules; answers how many were refused.
    size_t addPoints(std::span<const Point> points);
    /// Ends a ring, line or point. Parts too short to mean anything are dropped.
    void endPart(bool hole = false);
    /// Ends a feature; false, and nothing added, if it has no part left.
    bool endFeature();

    [[nodiscard]] size_t features() const { return m_store.m_firstPart.size() - 1; }
    [[nodiscard]] size_t points() const { return m_store.m_points.size(); }
    [[nodiscard]] const StoredBox& boxOf(uint32_t feature) const { return m_store.m_boxes[feature]; }

    /// The finished store. With `groups`, feature i of the store unites the parts of all added features in groups[i]: pieces of
    /// one object that a tiling had cut apart, or another order. Without, features stay as they were added.
    [[nodiscard]] FeatureStore finish();
    [[nodiscard]] FeatureStore finish(const std::vector<std::vector<uint32_t>>& groups);

private:
    void orient(uint32_t firstPart);

    FeatureStore m_store;
    double m_perUnit;
    size_t m_partBegin = 0;
    size_t m_featureBegin = 0;  // first part of the feature being added
    StoredBox m_box;
};

/// Twice the signed area in square steps; counter-clockwise is positive.
[[nodiscard]] double doubleArea(std::span<const StoredPoint> ring);

}  // namespace geo
