#include "geo/mosaic/ring_clip.h"

#include <cmath>

namespace geo {
namespace {

constexpr double kSmallestShare = 1e-9;  // of a box

Point crossingAt(Point a, Point b, Axis axis, double at) {
    if (axis == Axis::X) return {at, a.y + (b.y - a.y) * ((at - a.x) / (b.x - a.x))};
    return {a.x + (b.x - a.x) * ((at - a.y) / (b.y - a.y)), at};
}

}  // namespace

void clipRing(std::span<const Point> ring, Axis axis, double at, bool above, std::vector<Point>& clipped) {
    const size_t begin = clipped.size();
    // Of three points in a row on the line the middle one says nothing.
    const auto add = [&](Point p) {
        const size_t n = clipped.size();
        if (n > begin && clipped[n - 1] == p) return;
        if (n > begin + 1 && along(axis, p) == at && along(axis, clipped[n - 1]) == at && along(axis, clipped[n - 2]) == at)
            clipped.pop_back();
        clipped.push_back(p);
    };
    const auto isInside = [&](Point p) { return above ? along(axis, p) >= at : along(axis, p) <= at; };
    Point last = ring.back();
    bool lastInside = isInside(last);
    for (const Point p : ring) {
        const bool inside = isInside(p);
        if (inside != lastInside) add(crossingAt(last, p, axis, at));
        if (inside) add(p);
        last = p, lastInside = inside;
    }
    while (clipped.size() > begin + 1 && clipped.back() == clipped[begin]) clipped.pop_back();
    if (clipped.size() < begin + 3) clipped.resize(begin);
}

BoxCover coverOf(std::span<const Point> ring, const Extent& box) {
    double twice = 0;
    Point last = ring.back();
    for (const Point p : ring) {
        if (p.x != box.minX && p.x != box.maxX && p.y != box.minY && p.y != box.maxY) return BoxCover::Part;
        twice += (last.x - box.minX) * (p.y - box.minY) - (p.x - box.minX) * (last.y - box.minY);
        last = p;
    }
    const double share = std::abs(twice) / 2 / (box.width() * box.height());
    return share < kSmallestShare ? BoxCover::None : share > 1 - kSmallestShare ? BoxCover::Whole : BoxCover::Part;
}

}  // namespace geo
