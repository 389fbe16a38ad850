#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geo/mosaic/tessellate.h"
#include "geo/vector/packed_index.h"

namespace geo {

/// Finds the tessera at a point of the plane. Borrows the tesserae. Immutable; any thread.
class TesseraIndex {
public:
    explicit TesseraIndex(std::span<const Tessera> tesserae);

    /// On a shared border one of the neighbours, always the same; nullopt where there is none.
    [[nodiscard]] std::optional<uint32_t> at(Point p) const;
    /// The same for many points, on all cores; kNowhere where there is none.
    [[nodiscard]] std::vector<uint32_t> locate(std::span<const Point> points) const;
    static constexpr uint32_t kNowhere = 0xFFFFFFFF;
    /// Points per tessera. On all cores.
    [[nodiscard]] std::vector<uint32_t> count(std::span<const Point> points) const;

private:
    std::span<const Tessera> m_tesserae;
    std::vector<StoredBox> m_boxes;  // decimetres, rounded outwards
    PackedIndex m_index;
};

/// Whether a point lies in a polygon; on its border either way.
[[nodiscard]] bool contains(const Rings& rings, Point p);

}  // namespace geo
