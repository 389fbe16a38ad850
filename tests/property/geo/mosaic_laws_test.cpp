#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "geo/mosaic/planar_map.h"
#include "geo/mosaic/snap_rounding.h"
#include "tests/unit/geo/mosaic/mosaic_checks.h"

namespace {

using geo::Barrier;
using geo::BarrierKind;
using geo::Point;
using geo::Rings;
using geo::Segment;
using geo::StoredPoint;

int between(int low, int high) { return *rc::gen::inRange(low, high + 1); }
double metres(double low, double high) { return low + (high - low) * between(0, 100000) / 100000; }

// Whether two segments have a point in common that is not an end of both. Exact.
bool meetOutsideTheirEnds(const Segment& s, const Segment& o) {
    const auto inside = [](const Segment& x, StoredPoint p) {
        return p != x.a && p != x.b && geo::sideOf(x.a, x.b, p) == 0 && std::min(x.a.x, x.b.x) <= p.x &&
               p.x <= std::max(x.a.x, x.b.x) && std::min(x.a.y, x.b.y) <= p.y && p.y <= std::max(x.a.y, x.b.y);
    };
    if (inside(s, o.a) || inside(s, o.b) || inside(o, s.a) || inside(o, s.b)) return true;
    const auto sign = [](int64_t v) { return (v > 0) - (v < 0); };
    return sign(geo::sideOf(s.a, s.b, o.a)) * sign(geo::sideOf(s.a, s.b, o.b)) < 0 &&
           sign(geo::sideOf(o.a, o.b, s.a)) * sign(geo::sideOf(o.a, o.b, s.b)) < 0;
}

// On so small a grid nearly every segment crosses, touches or covers others.
std::vector<Segment> crowd(int size) {
    std::vector<Segment> segments;
    for (int i = between(1, 30); i > 0; --i)
        segments.push_back({{between(0, size), between(0, size)}, {between(0, size), between(0, size)}, {1, between(-1, 1), 0}});
    return segments;
}

RC_GTEST_PROP(SnapRoundingLaws, SegmentsMeetOnlyAtTheirEnds, ()) {
    const auto noded = geo::snapRounded(crowd(between(3, 60)), {});
    for (size_t i = 0; i < noded.size(); ++i)
        for (size_t j = i + 1; j < noded.size(); ++j) RC_ASSERT(!meetOutsideTheirEnds(noded[i], noded[j]));
}

RC_GTEST_PROP(SnapRoundingLaws, TheOrderAndDirectionOfTheInputDoNotMatter, ()) {
    auto segments = crowd(between(3, 60));
    const auto noded = geo::snapRounded(segments, {});
    std::reverse(segments.begin(), segments.end());
    for (auto& s : segments)
        if (between(0, 1) == 1) s = {s.b, s.a, s.carries.reversed()};
    const auto again = geo::snapRounded(segments, {});
    RC_ASSERT(noded.size() == again.size());
    for (size_t i = 0; i < noded.size(); ++i)
        RC_ASSERT(noded[i].a == again[i].a && noded[i].b == again[i].b && noded[i].carries == again[i].carries);
}

RC_GTEST_PROP(PlanarMapLaws, FacesAreThoseThatGeosPolygonizes, ()) {
    const auto noded = geo::snapRounded(crowd(between(3, 60)), {});
    const geo::PlanarMap map(noded);
    std::vector<double> ours, theirs;
    for (uint32_t f = 1; f < map.faces(); ++f) ours.push_back(static_cast<double>(map.doubleArea(f)) / 2);
    const geo::Geos geos;
    std::vector<geo::GeosGeometryPtr> lines;
    std::vector<const GEOSGeometry*> borrowed;
    for (const auto& s : noded) {
        const std::vector<Point> ends{{1.0 * s.a.x, 1.0 * s.a.y}, {1.0 * s.b.x, 1.0 * s.b.y}};
        borrowed.push_back(lines.emplace_back(geo::own(geos, geo::geosLine(geos, ends))).get());
    }
    const auto faces = geo::own(geos, GEOSPolygonize_r(geos, borrowed.data(), static_cast<unsigned>(borrowed.size())));
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, faces.get()); ++i)
        GEOSArea_r(geos, GEOSGetGeometryN_r(geos, faces.get(), i), &theirs.emplace_back());
    std::sort(ours.begin(), ours.end());
    std::sort(theirs.begin(), theirs.end());
    RC_ASSERT(ours == theirs);
}

Point anyPoint(double size) {
    // A coarse grid often, so that lines touch, coincide and cross in one point.
    if (between(0, 2) > 0)
        return {100.0 * between(-1, static_cast<int>(size) / 100 + 1), 100.0 * between(-1, static_cast<int>(size) / 100 + 1)};
    return {metres(-100, size + 100), metres(-100, size + 100)};
}

struct City {
    std::vector<Rings> territory;
    std::vector<Barrier> barriers;
    std::vector<Rings> water;
    double area = 0;
};

// Streets at random over a territory of two parts, one with a hole; with lines given twice, of no length, that touch themselves,
// and that lie outside.
City anyCity() {
    City city;
    const double size = 1000;
    Rings holed = mosaic_checks::box(0, 0, size, size);
    holed.push_back(mosaic_checks::circle({650, 650}, 150, between(3, 20)));
    const double hole = mosaic_checks::signedArea(holed[1]);
    city.territory = {holed, mosaic_checks::box(size, 200, size + 300, 500)};
    city.area = size * size - hole + 300 * 300;
    for (int i = between(0, 25); i > 0; --i) {
        Barrier barrier{static_cast<BarrierKind>(between(0, 4)), {}};
        for (int k = between(0, 5); k >= 0; --k) barrier.line.push_back(anyPoint(size));
        if (between(0, 5) == 0) barrier.line.push_back(barrier.line.front());
        if (between(0, 5) == 0) barrier.line.insert(barrier.line.begin(), barrier.line.front());
        if (between(0, 5) == 0) city.barriers.push_back(barrier);
        city.barriers.push_back(barrier);
    }
    for (int i = between(0, 3); i > 0; --i) {
        const auto middle = anyPoint(size);
        Rings lake{mosaic_checks::circle(middle, metres(5, 300), between(3, 12))};
        if (between(0, 1)) lake.push_back(mosaic_checks::circle(middle, metres(1, 4), 5));
        city.water.push_back(lake);
    }
    return city;
}

geo::TessellationRules rulesOfASmallCity() {
    geo::TessellationRules rules;
    rules.largestBlockM2 = 60000;
    rules.gridM = 100;
    return rules;
}

RC_GTEST_PROP(TessellationLaws, TesseraeCoverTheTerritoryWithoutGapOrOverlap, ()) {
    const auto city = anyCity();
    const auto t = geo::tessellate(city.territory, city.barriers, city.water, rulesOfASmallCity(), {}, {});
    RC_ASSERT(t.has_value());
    RC_ASSERT(mosaic_checks::troubleWith(*t, city.area) == "");
}

RC_GTEST_PROP(TessellationLaws, TheOrderOfTheBarriersDoesNotMatter, ()) {
    auto city = anyCity();
    const auto rules = rulesOfASmallCity();
    const auto t = geo::tessellate(city.territory, city.barriers, city.water, rules, {}, {});
    std::reverse(city.territory.begin(), city.territory.end());
    std::reverse(city.barriers.begin(), city.barriers.end());
    std::reverse(city.water.begin(), city.water.end());
    for (auto& barrier : city.barriers)
        if (between(0, 1)) std::reverse(barrier.line.begin(), barrier.line.end());
    const auto again = geo::tessellate(city.territory, city.barriers, city.water, rules, {}, {});
    RC_ASSERT(t->tesserae.size() == again->tesserae.size());
    for (size_t i = 0; i < t->tesserae.size(); ++i) {
        RC_ASSERT(t->tesserae[i].kind == again->tesserae[i].kind);
        RC_ASSERT(t->tesserae[i].areaM2 == again->tesserae[i].areaM2);
        RC_ASSERT(t->tesserae[i].rings == again->tesserae[i].rings);
    }
}

RC_GTEST_PROP(TessellationLaws, NoTesseraCrossesALimit, ()) {
    const auto city = anyCity();
    const auto t = geo::tessellate(city.territory, city.barriers, city.water, rulesOfASmallCity(), {}, {});
    // Where a limit crosses the whole territory as a straight line, all of a tessera is on one side of it.
    const Barrier limit{BarrierKind::Limit, {{-200, metres(50, 950)}, {1500, metres(50, 950)}}};
    auto barriers = city.barriers;
    barriers.push_back(limit);
    const auto divided = geo::tessellate(city.territory, barriers, city.water, rulesOfASmallCity(), {}, {});
    RC_ASSERT(divided.has_value());
    const Point a = limit.line[0], b = limit.line[1];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    for (const auto& tessera : divided->tesserae) {
        double left = 0, right = 0;
        for (const auto p : tessera.rings[0]) {
            const double off = ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length;
            left = std::max(left, off), right = std::min(right, off);
        }
        RC_ASSERT(std::min(left, -right) < 1);  // one line drawn twice may be crossed, no more
    }
}

}  // namespace
