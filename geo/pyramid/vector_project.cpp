#include "geo/pyramid/vector_project.h"

#include <algorithm>
#include <cmath>

#include "geo/pyramid/antimeridian.h"

namespace geo {
namespace {

constexpr double kEarthRadius = 6371000;
constexpr double kAlwaysSplit = 1e6;  // metres; the middle of so long an edge may lie right by chance
constexpr int kMostDepth = 14;

/// Whether data of a projected CRS lie across the antimeridian, where longitude jumps between neighbours; and all around where
/// that is not known. Edges of the box are left out: they may lie on it.
bool liesAcross(const Transform& toLonLat, const Extent& box) {
    constexpr int kSteps = 21;
    constexpr double kMargin = 1e-6;
    for (int j = 0; j < kSteps; ++j) {
        std::vector<Point> row, column;
        for (int i = 0; i < kSteps; ++i) {
            const double along = kMargin + (1 - 2 * kMargin) * i / (kSteps - 1),
                         across = kMargin + (1 - 2 * kMargin) * j / (kSteps - 1);
            row.push_back({box.minX + box.width() * along, box.minY + box.height() * across});
            column.push_back({box.minX + box.width() * across, box.minY + box.height() * along});
        }
        toLonLat.forward(row);
        toLonLat.forward(column);
        if (crossesAntimeridian(row, GeometryKind::Line) || crossesAntimeridian(column, GeometryKind::Line)) return true;
    }
    return false;
}

}  // namespace

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
    if (auto cutting = projector.prepareCutting(from, to, extent); !cutting) return Failure(cutting.error());
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

Result<void> VectorProjector::prepareCutting(const Crs& from, const Crs& to, const Extent& extent) {
    if (from.isGeographic()) {
        m_global = extent.empty() || extent.width() > 180 || extent.minX < -180 || extent.maxX > 180;
        return {};
    }
    auto toLonLat = Transform::between(from, Crs::wgs84());
    if (!toLonLat) return Failure(toLonLat.error());
    m_global = !extent.empty() && liesAcross(*toLonLat, extent);
    if (!m_global) return {};
    auto fromLonLat = Transform::between(Crs::wgs84(), to);
    if (!fromLonLat) return Failure(fromLonLat.error());
    m_exact = std::move(*fromLonLat);
    m_toLonLat = std::move(*toLonLat);
    return {};
}

void VectorProjector::project(const RawFeature& feature, FeatureStoreBuilder& builder) {
    uint32_t begin = 0;
    for (const auto& part : feature.parts) {
        auto points = feature.points.subspan(begin, part.end - begin);
        begin = part.end;
        std::vector<Point> lonLat;
        if (m_toLonLat) points = lonLat = onEarth(points, feature.kind);
        if (!m_global || !crossesAntimeridian(points, feature.kind)) {
            addPart(points, feature.kind, part.hole, builder);
            continue;
        }
        m_lost += static_cast<size_t>(
            std::count_if(points.begin(), points.end(), [](Point p) { return !std::isfinite(p.x) || !std::isfinite(p.y); }));
        for (const auto& piece : cutAtAntimeridian(points, feature.kind)) addPart(piece, feature.kind, part.hole, builder);
    }
}

/// A part in longitude and latitude, with vertices more where its edges would bend there.
std::vector<Point> VectorProjector::onEarth(std::span<const Point> part, GeometryKind kind) const {
    std::vector<Point> source(part.begin(), part.end());
    if (kind == GeometryKind::Polygon) source.push_back(source.front());
    auto lonLat = source;
    m_toLonLat->forward(lonLat);
    std::vector<Point> path{lonLat.front()};
    for (size_t i = 1; i < lonLat.size(); ++i) {
        if (kind != GeometryKind::Point) bendEdge(source[i - 1], source[i], lonLat[i - 1], lonLat[i], 0, path);
        path.push_back(lonLat[i]);
    }
    return path;
}

// Adds the vertices needed between two that are already in longitude and latitude, without the two.
void VectorProjector::bendEdge(Point from, Point to, Point lonLatFrom, Point lonLatTo, int depth,
                               std::vector<Point>& path) const {
    constexpr double kTolerance = 0.005;  // degrees
    constexpr int kMostBends = 10;
    const Point middle{(from.x + to.x) / 2, (from.y + to.y) / 2}, bent = m_toLonLat->forward(middle);
    if (depth >= kMostBends || !std::isfinite(bent.x) || !std::isfinite(lonLatFrom.x) || !std::isfinite(lonLatTo.x)) return;
    const double east = std::remainder(lonLatTo.x - lonLatFrom.x, 360) / 2;
    const double offX = std::remainder(bent.x - lonLatFrom.x - east, 360) * std::cos(bent.y * M_PI / 180),
                 offY = bent.y - (lonLatFrom.y + lonLatTo.y) / 2;
    if (std::hypot(offX, offY) <= kTolerance) return;
    bendEdge(from, middle, lonLatFrom, bent, depth + 1, path);
    path.push_back(bent);
    bendEdge(middle, to, bent, lonLatTo, depth + 1, path);
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
