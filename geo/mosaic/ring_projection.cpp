#include "geo/mosaic/ring_projection.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace geo {
namespace {

constexpr int kMostPieces = 1 << 14;  // of one edge

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

Result<RingProjection> RingProjection::between(const Crs& from, const Crs& to, const Extent& box, double tolerance,
                                               const GeoTransform& toCells) {
    RingProjection projection;
    projection.m_toCells = toCells;
    projection.m_tolerance = tolerance;
    if (from == to || box.empty()) return projection;
    auto exact = Transform::between(from, to);
    if (!exact) return tl::make_unexpected(exact.error());
    projection.m_exact = std::move(*exact);
    projection.measure(box);
    return projection;
}

Point RingProjection::map(Point p) const {
    if (m_exact) p = m_exact->forward(p);
    return m_toCells.toCell(p);
}

// Samples the map over the box: how long a step becomes, and how far it bends, along the axes and diagonals.
void RingProjection::measure(const Extent& box) {
    constexpr int kAcross = 9;
    constexpr double kDiagonal = 1 / std::numbers::sqrt2;
    const double step = std::max(box.width(), box.height()) / (2 * kAcross);
    if (!(step > 0)) return;
    std::vector<std::pair<double, double>> samples;  // stretch, bend
    for (int j = 0; j < kAcross; ++j)
        for (int i = 0; i < kAcross; ++i) {
            const Point p{box.minX + box.width() * i / (kAcross - 1), box.minY + box.height() * j / (kAcross - 1)};
            const Point middle = map(p);
            for (const Point d : {Point{1, 0}, Point{0, 1}, Point{kDiagonal, kDiagonal}, Point{kDiagonal, -kDiagonal}}) {
                const Point a = map({p.x - d.x * step, p.y - d.y * step}), b = map({p.x + d.x * step, p.y + d.y * step});
                const double stretch = distance(a, b) / (2 * step);
                const double bend = distance({(a.x + b.x) / 2, (a.y + b.y) / 2}, middle) * 2 / (step * step);
                if (std::isfinite(stretch) && std::isfinite(bend)) samples.emplace_back(stretch, bend);
            }
        }
    if (samples.empty()) return;
    std::sort(samples.begin(), samples.end());
    m_stretch = samples[samples.size() / 2].first;
    for (const auto& [stretch, bend] : samples)
        if (stretch < 4 * m_stretch) m_bend = std::max(m_bend, 2 * bend);  // longer ones jump over a seam
}

bool RingProjection::addEdge(Point a, Point b, Point mappedA, Point mappedB, std::vector<Point>& ring) const {
    const double length = distance(a, b);
    if (distance(mappedA, mappedB) > 4 * m_stretch * length + 1) return false;
    const double pieces = std::ceil(length * std::sqrt(m_bend / (8 * m_tolerance)));
    const int count = static_cast<int>(std::clamp(pieces, 1.0, static_cast<double>(kMostPieces)));
    // The same vertices whichever way the edge runs.
    const bool forwards = std::tie(a.x, a.y) < std::tie(b.x, b.y);
    const Point low = forwards ? a : b, high = forwards ? b : a;
    for (int k = 1; k < count; ++k) {
        const double t = static_cast<double>(forwards ? k : count - k) / count;
        ring.push_back(map({low.x + (high.x - low.x) * t, low.y + (high.y - low.y) * t}));
    }
    ring.push_back(mappedB);
    return true;
}

Result<Rings> RingProjection::operator()(const Rings& polygon) const {
    Rings result;
    result.reserve(polygon.size());
    for (const auto& ring : polygon) {
        std::vector<Point> mapped;
        mapped.reserve(ring.size());
        bool whole = true;
        if (!ring.empty()) {
            Point previous = map(ring.back());
            whole = std::isfinite(previous.x);
            for (size_t i = 0; i < ring.size() && whole; ++i) {
                const Point next = map(ring[i]);
                whole = std::isfinite(next.x) && addEdge(i ? ring[i - 1] : ring.back(), ring[i], previous, next, mapped);
                previous = next;
            }
        }
        if (!whole)
            return fail(ErrorCode::Unsupported,
                        "A polygon reaches beyond what the other coordinate system can show, or across its seam. Cut the data "
                        "there, or bring them in another coordinate system.");
        result.push_back(std::move(mapped));
    }
    return result;
}

}  // namespace geo
