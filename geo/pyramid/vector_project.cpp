#include "geo/pyramid/vector_project.h"

#include <cmath>

namespace geo {
namespace {

constexpr double kEarthRadius = 6371000;
constexpr double kAlwaysSplit = 1e6;  // metres; the middle of so long an edge may lie right by chance
constexpr int kMostDepth = 14;

double doubleAreaOf(std::span<const Point> ring) {
    double sum = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const auto &a = ring[i], &b = ring[(i + 1) % ring.size()];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum;
}

bool jumps(std::span<const Point> points) {
    for (size_t i = 1; i < points.size(); ++i)
        if (std::abs(points[i].x - points[i - 1].x) > 180) return true;
    return false;
}

std::vector<Point> clipSide(std::span<const Point> ring, double limit, bool keepGreater) {
    std::vector<Point> kept;
    const auto inside = [&](Point p) { return keepGreater ? p.x >= limit : p.x <= limit; };
    for (size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i == 0 ? ring.size() - 1 : i - 1], b = ring[i];
        if (inside(a) != inside(b)) kept.push_back({limit, a.y + (b.y - a.y) * (limit - a.x) / (b.x - a.x)});
        if (inside(b)) kept.push_back(b);
    }
    return kept;
}

}  // namespace

std::vector<Point> unwrapLongitudes(std::span<const Point> points) {
    std::vector<Point> out(points.begin(), points.end());
    for (size_t i = 1; i < out.size(); ++i) out[i].x -= 360 * std::round((out[i].x - out[i - 1].x) / 360);
    return out;
}

std::vector<Point> clipRing(std::span<const Point> ring, double minX, double maxX) {
    return clipSide(clipSide(ring, minX, true), maxX, false);
}

Result<VectorProjector> VectorProjector::make(const Crs& from, const Crs& to, const Extent& extent) {
    auto exact = Transform::between(from, to);
    if (!exact) return Failure(exact.error());
    VectorProjector projector(std::move(*exact));
    const Extent image = extent.empty() ? Extent{} : projector.m_exact.forward(extent);
    const double reach =
        image.empty() ? 2e7 : std::max({std::abs(image.minX), std::abs(image.maxX), std::abs(image.minY), std::abs(image.maxY)});
    projector.m_unit = reach < 2e6 ? 0.001 : 0.01;
    const double size = image.empty() ? 1e5 : std::max(image.width(), image.height());
    projector.m_tolerance = std::clamp(size * 1e-6, 0.05, 50.0);
    // The sagitta of a chord of length l on a sphere of radius R is l²/8R; half of it for safety.
    projector.m_longEdge = 0.5 * std::sqrt(projector.m_tolerance * 8 * kEarthRadius);
    projector.m_global = from.isGeographic() && (extent.empty() || extent.width() > 180);
    if (!extent.empty() && !projector.m_global) {
        const Extent safe = extent.grown(1e-9 * std::max(extent.width(), extent.height()));
        if (auto approx = ApproxTransform::build(projector.m_exact, true, safe, 0.005)) {
            projector.m_approx = std::move(*approx);
            projector.m_safe = safe;
        }
    }
    return projector;
}

Point VectorProjector::one(Point p) const { return m_approx && m_safe.contains(p) ? (*m_approx)(p) : m_exact.forward(p); }

void VectorProjector::all(std::vector<Point>& points) const {
    if (!m_approx) return m_exact.forward(points);
    for (auto& p : points) p = one(p);
}

void VectorProjector::project(const RawFeature& feature, FeatureStoreBuilder& builder) {
    uint32_t begin = 0;
    for (const auto& part : feature.parts) {
        const auto points = feature.points.subspan(begin, part.end - begin);
        begin = part.end;
        m_global&& jumps(points) ? addUnwrapped(points, feature.kind, part.hole, builder)
                                 : addPart(points, feature.kind, part.hole, builder);
    }
}

void VectorProjector::addUnwrapped(std::span<const Point> source, GeometryKind kind, bool hole, FeatureStoreBuilder& builder) {
    auto path = unwrapLongitudes(source);
    if (kind == GeometryKind::Polygon) {
        const double turn = path.back().x - path.front().x;
        if (std::abs(turn) > 180) {  // around a pole: close the ring over it
            double latitude = 0;
            for (const auto& p : path) latitude += p.y;
            const double pole = latitude < 0 ? -90 : 90;
            path.push_back({path.back().x, pole});
            path.push_back({path.front().x, pole});
        } else if (std::abs(doubleAreaOf(path)) < 1e-6 * std::abs(doubleAreaOf(source))) {
            return addPart(source, kind, hole, builder);  // a frame around the whole world, not a sliver on its edge
        }
    }
    double west = path[0].x, east = path[0].x;
    for (const auto& p : path) west = std::min(west, p.x), east = std::max(east, p.x);
    for (double shift = 360 * std::floor((west + 180) / 360); shift - 180 < east; shift += 360) {
        std::vector<Point> moved = path;
        for (auto& p : moved) p.x -= shift;
        if (kind == GeometryKind::Polygon) {
            moved = clipRing(moved, -180, 180);
            if (moved.size() >= 3) addPart(moved, kind, hole, builder);
            continue;
        }
        std::vector<Point> run;  // a line: what lies inside, piece by piece
        const auto flush = [&] {
            if (!run.empty()) addPart(run, kind, hole, builder);
            run.clear();
        };
        for (size_t i = 0; i < moved.size(); ++i) {
            const auto inside = [](Point p) { return p.x >= -180 && p.x <= 180; };
            if (i > 0 && inside(moved[i]) != inside(moved[i - 1])) {
                const Point a = moved[i - 1], b = moved[i];
                const double limit = std::max(a.x, b.x) > 180 ? 180 : -180;
                run.push_back({limit, a.y + (b.y - a.y) * (limit - a.x) / (b.x - a.x)});
            }
            inside(moved[i]) ? run.push_back(moved[i]) : flush();
        }
        flush();
    }
}

bool VectorProjector::anyLongEdge(GeometryKind kind) const {
    double longest = 0;
    const auto edge = [&](const Point& a, const Point& b) {
        const double dx = b.x - a.x, dy = b.y - a.y;
        longest = std::max(longest, dx * dx + dy * dy);  // NaN is not greater
    };
    for (size_t i = 1; i < m_projected.size(); ++i) edge(m_projected[i - 1], m_projected[i]);
    if (kind == GeometryKind::Polygon) edge(m_projected.back(), m_projected.front());
    return longest >= m_longEdge * m_longEdge;
}

void VectorProjector::addPart(std::span<const Point> source, GeometryKind kind, bool hole, FeatureStoreBuilder& builder) {
    m_projected.assign(source.begin(), source.end());
    all(m_projected);
    if (kind == GeometryKind::Point || !anyLongEdge(kind)) {
        m_lost += builder.addPoints(m_projected);
        return builder.endPart(hole);
    }
    m_source.assign(source.begin(), source.end());
    const size_t count = m_projected.size();
    size_t last = count;  // the last vertex that could be placed
    for (size_t i = 0; i < count; ++i) {
        if (!std::isfinite(m_projected[i].x)) {
            ++m_lost;
            continue;
        }
        if (last < count) addEdge(m_source[last], m_source[i], m_projected[last], m_projected[i], 0, builder);
        if (!builder.addPoint(m_projected[i])) ++m_lost;
        last = i;
    }
    if (kind == GeometryKind::Polygon && last < count && std::isfinite(m_projected[0].x))
        addEdge(m_source[last], m_source[0], m_projected[last], m_projected[0], 0, builder);
    builder.endPart(hole);
}

// Adds the vertices needed between two that are already projected, without the two.
void VectorProjector::addEdge(Point from, Point to, Point projectedFrom, Point projectedTo, int depth,
                              FeatureStoreBuilder& builder) {
    const double dx = projectedTo.x - projectedFrom.x, dy = projectedTo.y - projectedFrom.y;
    const double length2 = dx * dx + dy * dy;
    if (length2 < m_longEdge * m_longEdge || depth >= kMostDepth) return;
    const Point middle{(from.x + to.x) / 2, (from.y + to.y) / 2};
    const Point bent = one(middle);
    if (!std::isfinite(bent.x)) return;
    const double off = std::hypot(bent.x - (projectedFrom.x + projectedTo.x) / 2, bent.y - (projectedFrom.y + projectedTo.y) / 2);
    if (off <= m_tolerance && length2 < kAlwaysSplit * kAlwaysSplit) return;
    addEdge(from, middle, projectedFrom, bent, depth + 1, builder);
    builder.addPoint(bent);
    addEdge(middle, to, bent, projectedTo, depth + 1, builder);
}

}  // namespace geo
