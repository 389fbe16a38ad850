#include "geo/mosaic/face_groups.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace geo {
namespace {

constexpr LineKinds kLimit = bitOf(BarrierKind::Limit);

constexpr double kLengthsPerMetre = 0.25;  // TessellationRules::wideStripM says why
constexpr double kSlimShare = 0.25;
constexpr double kSlimElongation = 3;

double areaM2(int64_t doubleArea, const TessellationRules& rules) {
    return static_cast<double>(doubleArea) / 2 * rules.precisionM * rules.precisionM;
}

}  // namespace

FaceGroups::FaceGroups(const PlanarMap& map, const TessellationRules& rules) : m_parent(map.faces()), m_ground(map.faces()) {
    std::iota(m_parent.begin(), m_parent.end(), 0);
    for (uint32_t f = 0; f < map.faces(); ++f)
        m_ground[f] = map.territoryDepth(f) <= 0 ? Ground::Outside : map.waterDepth(f) > 0 ? Ground::Water : Ground::Land;
    joinWaters(map);
    dryPuddles(map, rules);
    for (uint32_t h = 0; h < map.halfEdges(); h += 2) {
        const uint32_t f = map.face(h), o = map.face(h + 1);
        if (m_ground[f] != m_ground[o] || m_ground[f] == Ground::Water) continue;
        if (m_ground[f] == Ground::Outside || map.kinds(h) == 0) join(f, o);
    }
}

void FaceGroups::joinWaters(const PlanarMap& map) {
    for (uint32_t h = 0; h < map.halfEdges(); h += 2) {
        const uint32_t f = groupOf(map.face(h)), o = groupOf(map.face(h + 1));
        if (f != o && m_ground[f] == Ground::Water && m_ground[o] == Ground::Water && !(map.kinds(h) & kLimit)) join(f, o);
    }
}

void FaceGroups::dryPuddles(const PlanarMap& map, const TessellationRules& rules) {
    std::vector<int64_t> area(map.faces());
    std::vector<bool> ashore(map.faces());
    for (uint32_t f = 0; f < map.faces(); ++f)
        if (m_ground[f] == Ground::Water) area[groupOf(f)] += map.doubleArea(f);
    for (uint32_t h = 0; h < map.halfEdges(); ++h)
        if (m_ground[map.face(h)] == Ground::Water && m_ground[map.face(h ^ 1)] == Ground::Land && !(map.kinds(h) & kLimit))
            ashore[groupOf(map.face(h))] = true;
    std::vector<uint32_t> dry;
    for (uint32_t f = 0; f < map.faces(); ++f)
        if (m_ground[f] == Ground::Water && ashore[groupOf(f)] && areaM2(area[groupOf(f)], rules) < rules.smallestWaterM2)
            dry.push_back(f);
    for (const auto f : dry) m_parent[f] = f, m_ground[f] = Ground::Land;
}

double GroupShape::elongation() const {
    const double half = perimeterM / 4, off = std::sqrt(std::max(0.0, half * half - areaM2));
    return half > off ? (half + off) / (half - off) : 1;
}

bool isSlim(const GroupShape& shape, const TessellationRules& rules) {
    return shape.thicknessM() < rules.wideStripM && shape.elongation() > kSlimElongation;
}

bool isStrip(const GroupShape& shape, const TessellationRules& rules) {
    const double thickness = shape.thicknessM(), elongation = shape.elongation();
    if (thickness < rules.stripM) return elongation > rules.stripElongation;
    return thickness < rules.wideStripM && elongation > rules.stripElongation + kLengthsPerMetre * (thickness - rules.stripM) &&
           shape.slimBorderM < kSlimShare * shape.perimeterM;
}

bool isSliver(const GroupShape& shape, const TessellationRules& rules) {
    const double round = shape.perimeterM > 0 ? 4 * std::numbers::pi * shape.areaM2 / (shape.perimeterM * shape.perimeterM) : 0;
    return shape.thicknessM() < rules.thinM || shape.areaM2 < rules.smallestBlockM2 || isStrip(shape, rules) ||
           (shape.areaM2 < rules.roundaboutM2 && round > rules.roundness);
}

std::vector<GroupShape> shapesOf(const PlanarMap& map, const FaceGroups& groups, const TessellationRules& rules) {
    std::vector<GroupShape> shapes(map.faces());
    for (uint32_t f = 1; f < map.faces(); ++f) shapes[groups.groupOf(f)].areaM2 += areaM2(map.doubleArea(f), rules);
    for (uint32_t h = 0; h < map.halfEdges(); ++h) {
        const uint32_t g = groups.groupOf(map.face(h));
        if (g == groups.groupOf(map.face(h ^ 1))) continue;
        auto& shape = shapes[g];
        shape.perimeterM += map.length(h) * rules.precisionM;
        shape.stripPiece = shape.stripPiece || map.kinds(h) == kStripCut;
        shape.gridPiece = shape.gridPiece || map.kinds(h) == kGridCut;
    }
    for (uint32_t h = 0; h < map.halfEdges(); ++h) {
        const uint32_t g = groups.groupOf(map.face(h)), o = groups.groupOf(map.face(h ^ 1));
        if (g != o && groups.ground(o) == Ground::Land && isSlim(shapes[o], rules))
            shapes[g].slimBorderM += map.length(h) * rules.precisionM;
    }
    return shapes;
}

}  // namespace geo
