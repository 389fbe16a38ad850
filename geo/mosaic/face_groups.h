#pragma once

#include <cstdint>
#include <vector>

#include "geo/mosaic/planar_map.h"

namespace geo {

enum class Ground : uint8_t { Outside, Land, Water };

/// Which faces of a planar map belong together: each group shall become one tessera. Groups are known by one of their faces.
class FaceGroups {
public:
    /// Land that no barrier divides and water that no limit divides. Water bodies below rules.smallestWaterM2 with land around
    /// them count as land. What lies outside the territory is one group.
    FaceGroups(const PlanarMap& map, const TessellationRules& rules);

    [[nodiscard]] uint32_t groupOf(uint32_t face) const {
        while (m_parent[face] != face) face = m_parent[face] = m_parent[m_parent[face]];
        return face;
    }
    [[nodiscard]] Ground ground(uint32_t group) const { return m_ground[group]; }
    /// The faces of `group` join `into`, and take its ground.
    void join(uint32_t group, uint32_t into) { m_parent[groupOf(group)] = groupOf(into); }
    /// Water that came to touch without a limit between becomes one.
    void joinWaters(const PlanarMap& map);

private:
    void dryPuddles(const PlanarMap& map, const TessellationRules& rules);

    mutable std::vector<uint32_t> m_parent;  // shortened while searching: one thread
    std::vector<Ground> m_ground;
};

/// Size and outline of a group, metres.
struct GroupShape {
    double areaM2 = 0, perimeterM = 0;
    double slimBorderM = 0;   ///< of the perimeter: with land that is slim as well
    bool stripPiece = false;  ///< a cut through a strip ends here
    bool gridPiece = false;   ///< a cut by the grid ends here

    /// See TessellationRules.
    [[nodiscard]] double thicknessM() const { return perimeterM > 0 ? 2 * areaM2 / perimeterM : 0; }
    /// Length to width of the rectangle that has this area and perimeter; 1 for what is rounder than a square.
    [[nodiscard]] double elongation() const;
};

/// Too small or thin to be a block, by its shape alone.
[[nodiscard]] bool isSliver(const GroupShape& shape, const TessellationRules& rules);
/// A median, or the land between tracks: long, and not thick.
[[nodiscard]] bool isStrip(const GroupShape& shape, const TessellationRules& rules);

/// As a wide median is, and as rows of houses are.
[[nodiscard]] bool isSlim(const GroupShape& shape, const TessellationRules& rules);

/// The shape of every group; empty for faces that stand for none.
[[nodiscard]] std::vector<GroupShape> shapesOf(const PlanarMap& map, const FaceGroups& groups, const TessellationRules& rules);

}  // namespace geo
