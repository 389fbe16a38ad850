#include "geo/space/transform.h"

#include <geodesic.h>
#include <proj.h>

#include "geo/space/proj_context.h"

namespace geo {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

void transformAll(PJ* operation, PJ_DIRECTION direction, std::span<Point> points) {
    if (points.empty()) return;
    // Some projections (Mollweide) answer NaN with a number; infinite x is PROJ's own sign for "no coordinate".
    for (auto& p : points)
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) p.x = HUGE_VAL;
    proj_trans_generic(operation, direction, &points[0].x, sizeof(Point), points.size(), &points[0].y, sizeof(Point),
                       points.size(), nullptr, 0, 0, nullptr, 0, 0);
    for (auto& p : points)
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) p = {kNan, kNan};
}

std::vector<Point> gridPoints(const Extent& box, int steps) {
    std::vector<Point> points;
    points.reserve(static_cast<size_t>(steps) * steps);
    for (int j = 0; j < steps; ++j)
        for (int i = 0; i < steps; ++i)
            points.push_back({box.minX + box.width() * i / (steps - 1), box.minY + box.height() * j / (steps - 1)});
    return points;
}

const geod_geodesic& wgs84Ellipsoid() {
    static const geod_geodesic ellipsoid = [] {
        geod_geodesic g;
        geod_init(&g, 6378137.0, 1 / 298.257223563);
        return g;
    }();
    return ellipsoid;
}

}  // namespace

// A PJ lives in the context of the thread that made it, and a transform may be handed to another thread: it brings its own.
struct Transform::Operation {
    struct ContextDelete {
        void operator()(PJ_CONTEXT* dying) const { proj_context_destroy(dying); }
    };
    std::unique_ptr<PJ_CONTEXT, ContextDelete> context;  // outlives pj
    ProjPtr pj;
};

Transform::Transform(std::unique_ptr<Operation> operation) : m_operation(std::move(operation)) {}
Transform::Transform(Transform&&) noexcept = default;
Transform& Transform::operator=(Transform&&) noexcept = default;
Transform::~Transform() = default;

Result<Transform> Transform::between(const Crs& from, const Crs& to) {
    auto operation = std::make_unique<Operation>();
    operation->context.reset(proj_context_create());
    proj_log_level(operation->context.get(), PJ_LOG_NONE);
    proj_context_set_enable_network(operation->context.get(), 0);
    const ProjPtr raw(
        proj_create_crs_to_crs(operation->context.get(), from.definition().c_str(), to.definition().c_str(), nullptr));
    if (raw) operation->pj.reset(proj_normalize_for_visualization(operation->context.get(), raw.get()));
    if (!operation->pj)
        return fail(ErrorCode::NoCrs, "PROJ knows no way between these coordinate reference systems.",
                    from.name() + " to " + to.name());
    return Transform(std::move(operation));
}

Point Transform::forward(Point p) const {
    transformAll(m_operation->pj.get(), PJ_FWD, {&p, 1});
    return p;
}

Point Transform::inverse(Point p) const {
    transformAll(m_operation->pj.get(), PJ_INV, {&p, 1});
    return p;
}

void Transform::forward(std::span<Point> points) const { transformAll(m_operation->pj.get(), PJ_FWD, points); }
void Transform::inverse(std::span<Point> points) const { transformAll(m_operation->pj.get(), PJ_INV, points); }

Extent Transform::forward(const Extent& box, int steps) const {
    auto points = gridPoints(box, std::max(2, steps));
    forward(points);
    Extent image;
    for (const auto& p : points)
        if (std::isfinite(p.x)) image.add(p);
    return image;
}

Extent Transform::inverse(const Extent& box, int steps) const {
    auto points = gridPoints(box, std::max(2, steps));
    inverse(points);
    Extent image;
    for (const auto& p : points)
        if (std::isfinite(p.x)) image.add(p);
    return image;
}

// The nodes of the next finer grid are the truth to compare with: middles of cells and of their edges. (Middles of cells alone
// would miss a saddle, where the errors along x and along y cancel out.)
Result<ApproxTransform> ApproxTransform::build(const Transform& exact, bool forward, const Extent& box, double tolerance) {
    constexpr int kMostNodes = 257;
    const auto transformed = [&](std::vector<Point> points) {
        forward ? exact.forward(points) : exact.inverse(points);
        return points;
    };
    ApproxTransform approx;
    approx.m_box = box;
    approx.m_grid = transformed(gridPoints(box, 5));
    for (int nodes = 5; nodes <= kMostNodes; nodes = nodes * 2 - 1) {
        approx.m_nodes = nodes;
        approx.m_scaleX = box.width() > 0 ? (nodes - 1) / box.width() : 0;
        approx.m_scaleY = box.height() > 0 ? (nodes - 1) / box.height() : 0;
        const auto finer = gridPoints(box, nodes * 2 - 1);
        auto truth = transformed(finer);
        if (!std::all_of(truth.begin(), truth.end(), [](Point p) { return std::isfinite(p.x); })) break;
        bool close = true;
        for (size_t k = 0; k < truth.size() && close; ++k) {
            const Point guess = approx(finer[k]);
            close = std::hypot(guess.x - truth[k].x, guess.y - truth[k].y) <= tolerance;
        }
        if (close) return approx;
        approx.m_grid = std::move(truth);
    }
    return fail(ErrorCode::Unsupported, "This transformation is too uneven to approximate.");
}

double geodesicArea(std::span<const LonLat> ring) {
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (const auto& p : ring) geod_polygon_addpoint(&wgs84Ellipsoid(), &polygon, p.latDeg, p.lonDeg);
    double area = 0, perimeter = 0;
    geod_polygon_compute(&wgs84Ellipsoid(), &polygon, 0, 1, &area, &perimeter);
    return std::abs(area);
}

double geodesicDistance(LonLat a, LonLat b) {
    double distance = 0;
    geod_inverse(&wgs84Ellipsoid(), a.latDeg, a.lonDeg, b.latDeg, b.lonDeg, &distance, nullptr, nullptr);
    return distance;
}

}  // namespace geo
