#include "geo/mosaic/tessera_index.h"

#include <cmath>

#include "geo/base/parallel.h"

namespace geo {
namespace {

constexpr double kStepsPerMetre = 10;

int32_t steps(double metres, bool up) {
    const double s = metres * kStepsPerMetre;
    return static_cast<int32_t>(std::clamp(up ? std::ceil(s) : std::floor(s), -2147483647.0, 2147483646.0));
}

}  // namespace

bool contains(const Rings& rings, Point p) {
    bool inside = false;
    for (const auto& ring : rings)
        for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const Point a = ring[i], b = ring[j];
            if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
        }
    return inside;
}

TesseraIndex::TesseraIndex(std::span<const Tessera> tesserae) : m_tesserae(tesserae) {
    for (const auto& tessera : tesserae) {
        Extent box;
        for (const auto& p : tessera.rings.front()) box.add(p);
        m_boxes.push_back({steps(box.minX, false), steps(box.minY, false), steps(box.maxX, true), steps(box.maxY, true)});
    }
    m_index = PackedIndex(m_boxes);
}

std::optional<uint32_t> TesseraIndex::at(Point p) const {
    static thread_local std::vector<uint32_t> found;
    found.clear();
    m_index.query(m_boxes, {steps(p.x, false), steps(p.y, false), steps(p.x, true), steps(p.y, true)}, found);
    for (const auto t : found)
        if (contains(m_tesserae[t].rings, p)) return t;
    return std::nullopt;
}

std::vector<uint32_t> TesseraIndex::locate(std::span<const Point> points) const {
    constexpr size_t kChunk = 4096;
    std::vector<uint32_t> found(points.size());
    const auto work = [&](size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i) found[i] = at(points[i]).value_or(kNowhere);
    };
    inParallel(points.size(), kChunk, work, {});
    return found;
}

std::vector<uint32_t> TesseraIndex::count(std::span<const Point> points) const {
    std::vector<uint32_t> counts(m_tesserae.size());
    for (const auto t : locate(points))
        if (t != kNowhere) ++counts[t];
    return counts;
}

}  // namespace geo
