#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace geo {

/// A vertex in whole steps of the store's unit.
struct StoredPoint {
    int32_t x = 0, y = 0;
    friend bool operator==(const StoredPoint&, const StoredPoint&) = default;
};

/// A box in whole steps, edges included; the default is empty.
struct StoredBox {
    int32_t minX = std::numeric_limits<int32_t>::max(), minY = std::numeric_limits<int32_t>::max();
    int32_t maxX = std::numeric_limits<int32_t>::min(), maxY = std::numeric_limits<int32_t>::min();

    void add(StoredPoint p) {
        minX = std::min(minX, p.x), maxX = std::max(maxX, p.x);
        minY = std::min(minY, p.y), maxY = std::max(maxY, p.y);
    }
    void add(const StoredBox& o) {
        minX = std::min(minX, o.minX), maxX = std::max(maxX, o.maxX);
        minY = std::min(minY, o.minY), maxY = std::max(maxY, o.maxY);
    }
    [[nodiscard]] bool empty() const { return minX > maxX; }
    [[nodiscard]] bool intersects(const StoredBox& o) const {
        return minX <= o.maxX && o.minX <= maxX && minY <= o.maxY && o.minY <= maxY;
    }
    [[nodiscard]] bool contains(const StoredBox& o) const {
        return minX <= o.minX && o.maxX <= maxX && minY <= o.minY && o.maxY <= maxY;
    }
};

/// A static R-tree over boxes, packed along a Hilbert curve (after Vladimir Agafonkin's flatbush): 16 entries a node, built once.
/// Keeps no copy of the boxes it was built over; hand the same ones to query().
class PackedIndex {
public:
    PackedIndex() = default;
    explicit PackedIndex(std::span<const StoredBox> boxes);

    /// Indices of the boxes that touch `box`, in ascending order.
    void query(std::span<const StoredBox> boxes, const StoredBox& box, std::vector<uint32_t>& found) const;
    [[nodiscard]] StoredBox bounds() const { return m_levels.empty() ? StoredBox{} : m_levels.back().front(); }

private:
    static constexpr size_t kNode = 16;
    std::vector<uint32_t> m_order;                 // box indices along the curve
    std::vector<std::vector<StoredBox>> m_levels;  // nodes, from those over m_order up to the root
};

}  // namespace geo
