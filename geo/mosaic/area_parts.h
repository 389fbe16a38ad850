#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "geo/mosaic/overlay.h"
#include "geo/vector/packed_index.h"

namespace geo {

/// A piece of an area. The pieces of an area are disjoint, and together they are the area.
struct AreaPart {
    uint32_t area;
    const Rings* rings;
};

/// Areas, cut into pieces of few vertices and found by place: whoever looks at a small part of a long outline need not walk all
/// of it. Borrows the areas. Immutable; any thread.
class AreaParts {
public:
    /// Those areas for which `wanted` holds.
    AreaParts(std::span<const OverlayArea> areas, const std::vector<bool>& wanted);
    AreaParts(const AreaParts&) = delete;  // points into itself
    AreaParts& operator=(const AreaParts&) = delete;

    /// Appends what may lie in a box, in ascending order of the areas.
    void query(const Extent& box, std::vector<AreaPart>& found) const;

private:
    void add(uint32_t area, const Rings& rings);
    void keep(uint32_t area, const Rings& rings);
    void cut(uint32_t area, Rings rings, int depth);

    std::vector<AreaPart> m_parts;
    std::deque<Rings> m_cut;         // of those that were too long
    std::vector<StoredBox> m_boxes;  // decimetres, rounded outwards
    PackedIndex m_index;
};

}  // namespace geo
