#include "geo/pyramid/antimeridian.h"

#include <cmath>

namespace geo {
namespace {

constexpr double kTurn = 360, kHalf = 180;

using Parts = std::vector<std::vector<Point>>;

double doubleAreaOf(std::span<const Point> ring) {
    double sum = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const auto &a = ring[i], &b = ring[(i + 1) % ring.size()];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum;
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

/// A ring that ends a turn away from its start goes round a pole; with the way there and back it has an inside.
void closeOverPole(std::vector<Point>& path) {
    if (std::abs(path.back().x - path.front().x) < kHalf) return;
    double latitude = 0;
    for (const auto& p : path) latitude += p.y;
    const double pole = latitude < 0 ? -90 : 90;
    path.push_back({path.back().x, pole});
    path.push_back({path.front().x, pole});
}

/// What of a line lies within -180..180, run by run.
void addRuns(std::span<const Point> line, Parts& parts) {
    std::vector<Point> run;
    const auto flush = [&] {
        if (run.size() > 1) parts.push_back(run);
        run.clear();
    };
    const auto inside = [](Point p) { return p.x >= -kHalf && p.x <= kHalf; };
    for (size_t i = 0; i < line.size(); ++i) {
        if (i > 0 && inside(line[i]) != inside(line[i - 1])) {
            const Point a = line[i - 1], b = line[i];
            const double limit = std::max(a.x, b.x) > kHalf ? kHalf : -kHalf;
            run.push_back({limit, a.y + (b.y - a.y) * (limit - a.x) / (b.x - a.x)});
        }
        inside(line[i]) ? run.push_back(line[i]) : flush();
    }
    flush();
}

}  // namespace

bool crossesAntimeridian(std::span<const Point> lonLat, GeometryKind kind) {
    const Point* before = kind == GeometryKind::Polygon && !lonLat.empty() ? &lonLat.back() : nullptr;
    for (const auto& p : lonLat) {
        if (std::abs(p.x) > kHalf && std::isfinite(p.x)) return true;
        if (before && std::abs(p.x - before->x) > kHalf) return true;
        if (std::isfinite(p.x)) before = &p;
    }
    return false;
}

std::vector<Point> unwrapLongitudes(std::span<const Point> points) {
    std::vector<Point> out(points.begin(), points.end());
    for (size_t i = 1; i < out.size(); ++i) out[i].x -= kTurn * std::round((out[i].x - out[i - 1].x) / kTurn);
    return out;
}

std::vector<Point> clipRing(std::span<const Point> ring, double minX, double maxX) {
    return clipSide(clipSide(ring, minX, true), maxX, false);
}

Parts cutAtAntimeridian(std::span<const Point> lonLat, GeometryKind kind) {
    std::vector<Point> path;
    for (const auto& p : lonLat)
        if (std::isfinite(p.x) && std::isfinite(p.y)) path.push_back(p);
    if (path.empty()) return {};
    const bool ring = kind == GeometryKind::Polygon;
    if (ring && (path.front().x != path.back().x || path.front().y != path.back().y)) path.push_back(path.front());
    const double areaAsWritten = doubleAreaOf(path);
    auto written = path;
    path = unwrapLongitudes(path);
    if (ring) {
        closeOverPole(path);
        // A frame around the whole world, not a sliver on its edge.
        if (std::abs(doubleAreaOf(path)) < 1e-6 * std::abs(areaAsWritten)) path = std::move(written);
    }
    double west = path[0].x, east = path[0].x;
    for (const auto& p : path) west = std::min(west, p.x), east = std::max(east, p.x);
    Parts parts;
    for (double shift = kTurn * std::floor((west + kHalf) / kTurn); shift - kHalf < east || east == west; shift += kTurn) {
        auto moved = path;
        for (auto& p : moved) p.x -= shift;
        if (kind == GeometryKind::Line) {
            addRuns(moved, parts);
        } else {
            if (ring) moved = clipRing(moved, -kHalf, kHalf);
            if (!ring || moved.size() >= 3) parts.push_back(std::move(moved));
        }
        if (east == west) break;
    }
    return parts;
}

}  // namespace geo
