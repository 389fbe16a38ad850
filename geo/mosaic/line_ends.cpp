#include "geo/mosaic/line_ends.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

// A place on another line, and how far it is.
struct Foot {
    uint32_t line = 0;
    StoredPoint at;
    double distance = 0;
};

Foot footOn(const Segment& s, uint32_t line, StoredPoint from) {
    const double dx = static_cast<double>(s.b.x) - s.a.x, dy = static_cast<double>(s.b.y) - s.a.y;
    const double along =
        ((static_cast<double>(from.x) - s.a.x) * dx + (static_cast<double>(from.y) - s.a.y) * dy) / (dx * dx + dy * dy);
    const double t = std::clamp(along, 0.0, 1.0), x = s.a.x + t * dx, y = s.a.y + t * dy;
    return {
        line, {static_cast<int32_t>(std::lround(x)), static_cast<int32_t>(std::lround(y))}, std::hypot(x - from.x, y - from.y)};
}

}  // namespace

void joinLineEnds(std::vector<Segment>& segments, const std::vector<uint32_t>& lineOf, const std::vector<LineEnd>& ends,
                  double reach, const std::stop_token& stop) {
    if (reach <= 0 || ends.empty()) return;
    const SegmentIndex index(segments);
    const auto margin = static_cast<int32_t>(std::ceil(reach));
    std::vector<Segment> bridges;
    std::vector<uint32_t> found;
    std::vector<Foot> feet;
    for (size_t e = 0; e < ends.size(); ++e) {
        if (e % 4096 == 0 && stop.stop_requested()) return;
        const auto& end = ends[e];
        const auto at = end.at;
        index.query({at.x - margin, at.y - margin, at.x + margin, at.y + margin}, found);
        feet.clear();
        bool isOneSegment = false;
        for (const auto i : found) {
            const auto& s = segments[i];
            if (lineOf[i] == end.line) {
                isOneSegment = isOneSegment || (s.a == at && s.b == end.otherEnd) || (s.b == at && s.a == end.otherEnd);
            } else if (!end.water || s.carries.water != 0) {
                feet.push_back(footOn(s, lineOf[i], at));
            }
        }
        if (end.otherEnd != at && !isOneSegment) feet.push_back({end.line, end.otherEnd, lengthOf(at, end.otherEnd)});
        std::erase_if(feet, [&](const Foot& f) { return f.distance > reach; });
        if (std::any_of(feet.begin(), feet.end(), [](const Foot& f) { return f.distance < 0.5; })) continue;
        std::sort(feet.begin(), feet.end(), [](const Foot& f, const Foot& o) {
            if (f.line != o.line) return f.line < o.line;
            return f.distance != o.distance ? f.distance < o.distance : before(f.at, o.at);
        });
        for (size_t i = 0; i < feet.size(); ++i)
            if (i == 0 || feet[i].line != feet[i - 1].line) bridges.push_back({at, feet[i].at, {end.kinds, 0, 0}});
    }
    segments.insert(segments.end(), bridges.begin(), bridges.end());
}

}  // namespace geo
