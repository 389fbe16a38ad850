#include "geo/vector/polyline.h"

#include <utility>

namespace geo {
namespace {

double squaredDistance(Point p, Point a, Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    const double ex = p.x - a.x - t * dx, ey = p.y - a.y - t * dy;
    return ex * ex + ey * ey;
}

}  // namespace

double distanceToSegment(Point p, Point a, Point b) { return std::sqrt(squaredDistance(p, a, b)); }

void simplify(std::span<const Point> line, double tolerance, std::vector<Point>& out) {
    out.clear();
    if (line.size() <= 2) {
        out.assign(line.begin(), line.end());
        return;
    }
    const double tolerance2 = tolerance * tolerance;
    out.push_back(line.front());
    std::vector<std::pair<size_t, size_t>> stack{{0, line.size() - 1}};  // ranges still to decide, the leftmost on top
    while (!stack.empty()) {
        const auto [first, last] = stack.back();
        stack.pop_back();
        double worst = tolerance2;
        size_t at = first;
        for (size_t i = first + 1; i < last; ++i) {
            const double d = squaredDistance(line[i], line[first], line[last]);
            if (d > worst) worst = d, at = i;
        }
        if (at == first) {
            out.push_back(line[last]);
        } else {
            stack.emplace_back(at, last);
            stack.emplace_back(first, at);
        }
    }
}

bool clipSegment(Point& a, Point& b, const Extent& box) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    double enter = 0, leave = 1;
    const auto cut = [&](double direction, double room) {
        if (direction == 0) return room >= 0;
        const double t = room / direction;
        direction < 0 ? enter = std::max(enter, t) : leave = std::min(leave, t);
        return enter <= leave;
    };
    if (!cut(-dx, a.x - box.minX) || !cut(dx, box.maxX - a.x) || !cut(-dy, a.y - box.minY) || !cut(dy, box.maxY - a.y))
        return false;
    const Point start = a;
    if (leave < 1) b = {start.x + leave * dx, start.y + leave * dy};
    if (enter > 0) a = {start.x + enter * dx, start.y + enter * dy};
    return true;
}

}  // namespace geo
