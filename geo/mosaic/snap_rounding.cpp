#include "geo/mosaic/snap_rounding.h"

#include <algorithm>
#include <optional>

namespace geo {
namespace {

using Wide = __int128;

// The whole number nearest to numerator / denominator, halves rounded up: the pixel of a coordinate.
int32_t roundedQuotient(Wide numerator, Wide denominator) {
    if (denominator < 0) numerator = -numerator, denominator = -denominator;
    const Wide twice = 2 * numerator + denominator, by = 2 * denominator;
    Wide quotient = twice / by;
    if (twice % by < 0) --quotient;
    return static_cast<int32_t>(quotient);
}

// The pixel in which two segments properly cross; where one's end lies on the other, that end is a hot pixel already.
std::optional<StoredPoint> crossing(const Segment& s, const Segment& o) {
    const int64_t oa = sideOf(s.a, s.b, o.a), ob = sideOf(s.a, s.b, o.b);
    if (oa == 0 || ob == 0 || (oa > 0) == (ob > 0)) return std::nullopt;
    const int64_t sa = sideOf(o.a, o.b, s.a), sb = sideOf(o.a, o.b, s.b);
    if (sa == 0 || sb == 0 || (sa > 0) == (sb > 0)) return std::nullopt;
    const Wide along = sa, whole = Wide{sa} - sb;
    return StoredPoint{static_cast<int32_t>(s.a.x + roundedQuotient(along * (int64_t{s.b.x} - s.a.x), whole)),
                       static_cast<int32_t>(s.a.y + roundedQuotient(along * (int64_t{s.b.y} - s.a.y), whole))};
}

std::vector<StoredPoint> hotPixels(const std::vector<Segment>& segments, const SegmentIndex& index, const std::stop_token& stop) {
    std::vector<StoredPoint> pixels;
    pixels.reserve(segments.size() * 2);
    std::vector<uint32_t> found;
    for (uint32_t i = 0; i < segments.size(); ++i) {
        if (i % 4096 == 0 && stop.stop_requested()) break;
        pixels.push_back(segments[i].a);
        pixels.push_back(segments[i].b);
        index.neighbours(i, found);
        for (auto other = std::upper_bound(found.begin(), found.end(), i); other != found.end(); ++other)
            if (const auto pixel = crossing(segments[i], segments[*other])) pixels.push_back(*pixel);
    }
    std::sort(pixels.begin(), pixels.end(), before);
    pixels.erase(std::unique(pixels.begin(), pixels.end()), pixels.end());
    return pixels;
}

struct Passing {
    uint32_t segment, pixel;
};

// Ordered by segment, the order of the pixels within a segment kept.
std::vector<Passing> bySegment(const std::vector<Passing>& passings, size_t segments) {
    std::vector<uint32_t> start(segments + 1);
    for (const auto& p : passings) ++start[p.segment + 1];
    for (size_t i = 0; i < segments; ++i) start[i + 1] += start[i];
    std::vector<Passing> sorted(passings.size());
    for (const auto& p : passings) sorted[start[p.segment]++] = p;
    return sorted;
}

}  // namespace

// Halves become whole on doubled coordinates. The sides of the corners decide; a line through a corner passes the pixel only if
// that corner belongs to it (lower left) or the line goes on inside.
bool passesPixel(StoredPoint p, StoredPoint q, StoredPoint pixel) {
    if (before(q, p)) std::swap(p, q);
    if (pixel.x < p.x || pixel.x > q.x || pixel.y < std::min(p.y, q.y) || pixel.y > std::max(p.y, q.y)) return false;
    if (p.x == q.x || p.y == q.y) return true;
    const StoredPoint from{2 * p.x, 2 * p.y}, to{2 * q.x, 2 * q.y};
    const int32_t left = 2 * pixel.x - 1, right = 2 * pixel.x + 1, low = 2 * pixel.y - 1, high = 2 * pixel.y + 1;
    const bool rising = q.y > p.y;
    const int64_t upperLeft = sideOf(from, to, {left, high}), upperRight = sideOf(from, to, {right, high});
    const int64_t lowerLeft = sideOf(from, to, {left, low}), lowerRight = sideOf(from, to, {right, low});
    if (lowerLeft == 0) return true;
    if (rising) {  // crosses the diagonal from upper left to lower right, both ends of which are not the pixel's own
        if (upperRight == 0) return true;
        return upperLeft > 0 && lowerRight < 0;
    }
    if (upperLeft == 0 || lowerRight == 0) return true;
    return lowerLeft < 0 && upperRight > 0;
}

std::vector<Segment> snapRounded(std::vector<Segment> segments, const std::stop_token& stop) {
    tidy(segments);
    const SegmentIndex index(segments);
    const auto pixels = hotPixels(segments, index, stop);
    std::vector<Passing> passings;
    passings.reserve(segments.size() * 2 + segments.size() / 8);
    std::vector<uint32_t> found;
    for (uint32_t i = 0; i < pixels.size(); ++i) {
        if (i % 4096 == 0 && stop.stop_requested()) return {};
        const auto pixel = pixels[i];
        index.query({pixel.x, pixel.y, pixel.x, pixel.y}, found);
        for (const auto s : found)
            if (passesPixel(segments[s].a, segments[s].b, pixel)) passings.push_back({s, i});
    }
    passings = bySegment(passings, segments.size());

    std::vector<Segment> noded;
    noded.reserve(passings.size());
    for (size_t i = 0; i < passings.size();) {
        const auto& segment = segments[passings[i].segment];
        size_t end = i + 1;
        while (end < passings.size() && passings[end].segment == passings[i].segment) ++end;
        // A segment runs from lower x to higher, and so do its pixels; in a column they follow its direction.
        if (segment.b.y < segment.a.y)
            std::sort(passings.begin() + static_cast<ptrdiff_t>(i), passings.begin() + static_cast<ptrdiff_t>(end),
                      [&](const Passing& p, const Passing& q) {
                          const auto a = pixels[p.pixel], b = pixels[q.pixel];
                          return a.x != b.x ? a.x < b.x : a.y > b.y;
                      });
        for (size_t k = i; k + 1 < end; ++k)
            noded.push_back({pixels[passings[k].pixel], pixels[passings[k + 1].pixel], segment.carries});
        i = end;
    }
    tidy(noded);
    return noded;
}

}  // namespace geo
