#include "geo/vector/feature_store.h"

#include <bit>
#include <cmath>

namespace geo {
namespace {

constexpr double kMostSteps = 2147483000.0;  // a little below 2^31, so that differences of neighbours stay representable

// To the nearest whole number, halves to the even one, as lrint() does, but without a call: so large a number added leaves the
// whole part in the lowest bits. For |steps| < 2^31.
int32_t nearest(double steps) { return static_cast<int32_t>(std::bit_cast<int64_t>(steps + 0x1.8p52)); }

Extent toExtent(const StoredBox& box, double unit) {
    if (box.empty()) return {};
    return {box.minX * unit, box.minY * unit, box.maxX * unit, box.maxY * unit};
}

}  // namespace

double doubleArea(std::span<const StoredPoint> ring) {
    if (ring.size() < 3) return 0;
    const double ox = ring[0].x, oy = ring[0].y;
    double sum = 0, px = 0, py = 0;
    for (const auto& p : ring) {
        const double x = p.x - ox, y = p.y - oy;
        sum += px * y - x * py;
        px = x, py = y;
    }
    return sum;
}

Extent FeatureStore::extent() const { return toExtent(m_index.bounds(), m_unit); }
Extent FeatureStore::extentOf(uint32_t feature) const { return toExtent(m_boxes[feature], m_unit); }

StoredBox FeatureStore::toSteps(const Extent& box) const {
    if (box.empty()) return {};
    const auto step = [&](double metres, auto round) {
        return static_cast<int32_t>(std::clamp(round(metres / m_unit), -kMostSteps, kMostSteps));
    };
    const auto down = [](double v) { return std::floor(v); };
    const auto up = [](double v) { return std::ceil(v); };
    return {step(box.minX, down), step(box.minY, down), step(box.maxX, up), step(box.maxY, up)};
}

void FeatureStore::query(const Extent& box, std::vector<uint32_t>& found) const { m_index.query(m_boxes, toSteps(box), found); }

FeatureStoreBuilder::FeatureStoreBuilder(GeometryKind kind, double unit) : m_perUnit(1 / unit) {
    m_store.m_kind = kind;
    m_store.m_unit = unit;
}

void FeatureStoreBuilder::reserve(size_t features, size_t points) {
    m_store.m_firstPart.reserve(features + 1);
    m_store.m_partEnd.reserve(features);
    m_store.m_boxes.reserve(features);
    m_store.m_points.reserve(points);
}

bool FeatureStoreBuilder::addPoint(Point p) {
    const double x = p.x * m_perUnit, y = p.y * m_perUnit;
    if (!(std::abs(x) < kMostSteps && std::abs(y) < kMostSteps)) return false;  // also false for NaN
    const StoredPoint step{nearest(x), nearest(y)};
    auto& points = m_store.m_points;
    if (points.size() == m_partBegin || !(points.back() == step)) points.push_back(step);
    return true;
}

size_t FeatureStoreBuilder::addPoints(std::span<const Point> added) {
    auto& points = m_store.m_points;
    const size_t begin = points.size();
    points.resize(begin + added.size());
    StoredPoint* out = points.data() + begin;
    const StoredPoint* const partBegin = points.data() + m_partBegin;
    size_t refused = 0;
    for (const auto& p : added) {
        const double x = p.x * m_perUnit, y = p.y * m_perUnit;
        if (!(std::abs(x) < kMostSteps && std::abs(y) < kMostSteps)) {
            ++refused;
            continue;
        }
        *out = {nearest(x), nearest(y)};
        out += out == partBegin || !(out[-1] == *out);
    }
    points.resize(static_cast<size_t>(out - points.data()));
    return refused;
}

void FeatureStoreBuilder::endPart(bool hole) {
    auto& points = m_store.m_points;
    if (m_store.m_kind == GeometryKind::Polygon)
        while (points.size() > m_partBegin + 1 && points.back() == points[m_partBegin]) points.pop_back();
    const size_t least = m_store.m_kind == GeometryKind::Polygon ? 3 : m_store.m_kind == GeometryKind::Line ? 2 : 1;
    if (points.size() - m_partBegin < least || points.size() > FeatureStore::kIndexMask) {
        points.resize(m_partBegin);
        return;
    }
    StoredBox box = m_box;  // a local one stays in registers
    for (size_t i = m_partBegin; i < points.size(); ++i) box.add(points[i]);
    m_box = box;
    m_store.m_partEnd.push_back(static_cast<uint32_t>(points.size()) | (hole ? FeatureStore::kHoleBit : 0));
    m_partBegin = points.size();
}

bool FeatureStoreBuilder::endFeature() {
    if (m_store.m_partEnd.size() == m_featureBegin) return false;
    m_store.m_boxes.push_back(m_box);
    m_store.m_firstPart.push_back(static_cast<uint32_t>(m_store.m_partEnd.size()));
    m_featureBegin = m_store.m_partEnd.size();
    m_box = {};
    return true;
}

void FeatureStoreBuilder::orient(uint32_t part) {
    const uint32_t begin = part == 0 ? 0 : m_store.m_partEnd[part - 1] & FeatureStore::kIndexMask;
    const uint32_t end = m_store.m_partEnd[part] & FeatureStore::kIndexMask;
    const bool hole = (m_store.m_partEnd[part] & FeatureStore::kHoleBit) != 0;
    const std::span<StoredPoint> ring(m_store.m_points.data() + begin, end - begin);
    if ((doubleArea(ring) < 0) != hole) std::reverse(ring.begin(), ring.end());
}

FeatureStore FeatureStoreBuilder::finish() {
    if (m_store.m_kind == GeometryKind::Polygon)
        for (uint32_t f = 0; f < m_store.size(); ++f)
            if (m_store.lastPart(f) - m_store.firstPart(f) > 1)
                for (uint32_t part = m_store.firstPart(f); part < m_store.lastPart(f); ++part) orient(part);
    m_store.m_index = PackedIndex(m_store.m_boxes);
    return std::move(m_store);
}

FeatureStore FeatureStoreBuilder::finish(const std::vector<std::vector<uint32_t>>& groups) {
    FeatureStoreBuilder united(m_store.m_kind, m_store.m_unit);
    united.reserve(groups.size(), m_store.m_points.size());
    for (const auto& group : groups) {
        for (const uint32_t f : group) {
            for (uint32_t p = m_store.firstPart(f); p < m_store.lastPart(f); ++p) {
                const auto part = m_store.part(p);
                united.m_store.m_points.insert(united.m_store.m_points.end(), part.points.begin(), part.points.end());
                united.endPart(part.hole);
            }
        }
        united.endFeature();
    }
    return united.finish();
}

}  // namespace geo
