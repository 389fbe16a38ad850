#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "geo/mosaic/overlay.h"
#include "geo/raster/cell_coverage.h"
#include "geo/vector/geos.h"

namespace {

using geo::Extent;
using geo::Geos;
using geo::GeosGeometryPtr;
using geo::own;
using geo::Point;
using geo::Rings;

// Over the whole range, also in the first cases, which else are small: a polygon that is no point needs chance.
int between(int low, int high) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high + 1)); }
double metres(int low, int high) { return low + (high - low) * between(0, 100000) / 100000.0; }

// A star around a middle, seldom with a hole. On a coarse grid half of the time, so that vertices and edges of polygons coincide.
Rings anyPolygon(double size) {
    const bool coarse = between(0, 1) == 0;
    const auto snapped = [&](double v) { return coarse ? std::round(v / 10) * 10 : v; };
    const Point middle{metres(-10, static_cast<int>(size) + 10), metres(-10, static_cast<int>(size) + 10)};
    const double radius = metres(2, static_cast<int>(size));
    const int corners = between(3, 12);
    Rings rings(1);
    for (int k = 0; k < corners; ++k) {
        const double angle = 2 * M_PI * k / corners, r = radius * (between(3, 10) / 10.0);
        const Point p{snapped(middle.x + r * std::cos(angle)), snapped(middle.y + r * std::sin(angle))};
        if (rings[0].empty() || !(rings[0].back() == p)) rings[0].push_back(p);
    }
    if (!coarse && between(0, 3) == 0) {
        rings.emplace_back();
        for (int k = 0; k < corners; ++k) {
            const auto& p = rings[0][static_cast<size_t>(k)];
            rings[1].push_back({middle.x + (p.x - middle.x) * 0.4, middle.y + (p.y - middle.y) * 0.4});
        }
    }
    return rings;
}

// Polygons that GEOS takes for valid, as those of a source are.
std::vector<Rings> polygons(const Geos& geos, int count, double size) {
    std::vector<Rings> made;
    for (int tries = 20 * (count + 10); tries > 0 && static_cast<int>(made.size()) < count; --tries) {
        auto rings = between(0, 5) == 0 && !made.empty() ? made.back() : anyPolygon(size);
        if (rings[0].size() < 3) continue;
        const auto polygon = own(geos, geo::geosPolygon(geos, rings));
        if (polygon && GEOSisValid_r(geos, polygon.get()) == 1 && geo::polygonArea(rings) > 1) made.push_back(std::move(rings));
    }
    RC_PRE(static_cast<int>(made.size()) == count);
    return made;
}

struct Case {
    std::vector<geo::Tessera> tesserae;
    std::vector<Rings> shapes;
    std::vector<geo::OverlayArea> areas;
    geo::AreaTheme theme;
};

Case anyCase(const Geos& geos, int areas) {
    constexpr double kSize = 100;
    Case made;
    for (auto& rings : polygons(geos, between(1, 3), kSize)) {
        const double size = geo::polygonArea(rings);
        made.tesserae.push_back({geo::TesseraKind::Block, std::move(rings), size});
    }
    made.shapes = polygons(geos, areas, kSize);
    made.theme.classes = 3;
    for (const auto& rings : made.shapes) {
        made.areas.push_back({std::span(&rings, 1), geo::polygonArea(rings)});
        made.theme.classOf.push_back(static_cast<uint8_t>(between(0, 3)));
    }
    return made;
}

double areaOf(const Geos& geos, const GEOSGeometry* geometry) {
    double area = 0;
    const bool known = geometry != nullptr && GEOSArea_r(geos, geometry, &area) == 1;
    RC_ASSERT(known);
    return area;
}

// From the smallest on, each takes what is left.
std::vector<double> sharesByGeos(const Geos& geos, const geo::Tessera& tessera, const Case& of) {
    std::vector<size_t> order(of.areas.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](size_t a) { return of.areas[a].areaM2; });
    auto rest = own(geos, geo::geosPolygon(geos, tessera.rings));
    const double total = areaOf(geos, rest.get());
    std::vector<double> shares(3);
    for (const auto a : order) {
        if (of.theme.classOf[a] == 0) continue;
        const auto shape = own(geos, geo::geosPolygon(geos, of.shapes[a]));
        auto left = own(geos, GEOSDifference_r(geos, rest.get(), shape.get()));
        shares[of.theme.classOf[a] - size_t{1}] += (areaOf(geos, rest.get()) - areaOf(geos, left.get())) / total;
        rest = std::move(left);
    }
    return shares;
}

void sharesAreThoseOfGeos(int areas) {
    const Geos geos;
    const auto made = anyCase(geos, areas);
    const auto shares = geo::overlayAreas(made.tesserae, made.areas, std::span(&made.theme, 1), {}, {});
    RC_ASSERT(shares.has_value());
    for (size_t t = 0; t < made.tesserae.size(); ++t) {
        const auto expected = sharesByGeos(geos, made.tesserae[t], made);
        for (size_t c = 0; c < 3; ++c) RC_ASSERT(std::abs(double{(*shares)[0].share[c][t]} - expected[c]) < 1e-6);
    }
}

RC_GTEST_PROP(OverlayLaws, SharesOfFewAreasAreThoseOfGeos, ()) { sharesAreThoseOfGeos(between(0, 6)); }

// So many that the box is halved again and again.
RC_GTEST_PROP(OverlayLaws, SharesOfManyAreasAreThoseOfGeos, ()) { sharesAreThoseOfGeos(between(20, 60)); }

RC_GTEST_PROP(OverlayLaws, TheNumberOfThreadsDoesNotMatter, ()) {
    const Geos geos;
    auto made = anyCase(geos, between(1, 20));
    while (made.tesserae.size() < 300) made.tesserae.push_back(made.tesserae[made.tesserae.size() / 2]);
    const auto one = geo::overlayAreas(made.tesserae, made.areas, std::span(&made.theme, 1), {}, {}, 1);
    const auto four = geo::overlayAreas(made.tesserae, made.areas, std::span(&made.theme, 1), {}, {}, 4);
    RC_ASSERT(one.has_value() && four.has_value());
    RC_ASSERT((*one)[0].share == (*four)[0].share);
}

RC_GTEST_PROP(OverlayLaws, ALongOutlineSaysWhatItsPiecesSay, ()) {
    // A disc of a thousand corners over a grid: its shares add up to its area.
    std::vector<Point> ring;
    const double radius = metres(100, 400);
    for (int k = 0; k < 1000; ++k) {
        const double r = radius * (0.7 + 0.3 * between(0, 1000) / 1000.0);
        ring.push_back({r * std::cos(k * M_PI / 500), r * std::sin(k * M_PI / 500)});
    }
    const std::vector<Rings> shape{{ring}};
    const std::vector<geo::OverlayArea> areas{{shape, geo::polygonArea(shape[0])}};
    const std::vector<geo::AreaTheme> themes{{{1}, {}, 1}};
    std::vector<geo::Tessera> tesserae;
    const double step = metres(30, 300);
    for (double y = -450; y < 450; y += step)
        for (double x = -450; x < 450; x += step)
            tesserae.push_back(
                {geo::TesseraKind::Block, {{{x, y}, {x + step, y}, {x + step, y + step}, {x, y + step}}}, step * step});
    const auto shares = geo::overlayAreas(tesserae, areas, themes, {}, {});
    RC_ASSERT(shares.has_value());
    double sum = 0;
    for (const auto share : (*shares)[0].share[0]) sum += double{share} * step * step;
    RC_ASSERT(std::abs(sum / areas[0].areaM2 - 1) < 1e-6);
}

}  // namespace
