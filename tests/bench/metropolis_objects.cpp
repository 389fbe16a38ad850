#include "tests/bench/metropolis_objects.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/raster/cell_coverage.h"
#include "geo/taxonomy/scheme.h"
#include "tests/bench/noise.h"

namespace bench {
namespace {

using geo::BarrierKind;
using geo::Dimension;
using geo::OsmArea;
using geo::OsmLine;
using geo::Point;

constexpr int kAddresses = 20, kPois = 5, kBuildings = 5;  // per block
constexpr int kQuarter = 4;                                // blocks along a side

double chance(int64_t x, int64_t y, uint32_t seed) { return static_cast<double>(unit(hash(x, y, seed))); }

uint8_t classOf(Dimension dimension, const char* code) {
    return static_cast<uint8_t>(*geo::dimensionTable(dimension).indexOf(code));
}

geo::DimensionClasses saying(const char* use, const char* surface, const char* network) {
    geo::DimensionClasses classes{};
    for (int d = 0; d < geo::kDimensions; ++d) {
        const auto dimension = static_cast<Dimension>(d);
        const char* code = dimension == Dimension::Use              ? use
                           : dimension == Dimension::Surface        ? surface
                           : dimension == Dimension::Infrastructure ? network
                                                                    : nullptr;
        classes[static_cast<size_t>(d)] =
            code ? classOf(dimension, code) : static_cast<uint8_t>(geo::dimensionTable(dimension).size() - 1);
    }
    return classes;
}

// The ground between four crossings, 0..1 from the first street to the next in both directions.
struct Plot {
    Point a, b, c, d;
    Plot(int i, int j, int side)
        : a(crossing(i, j)), b(crossing(i + side, j)), c(crossing(i + side, j + side)), d(crossing(i, j + side)) {}
    [[nodiscard]] Point at(double u, double v) const {
        const auto mix = [&](double p, double q, double r, double s) {
            return (1 - v) * ((1 - u) * p + u * q) + v * ((1 - u) * s + u * r);
        };
        return {mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)};
    }
    [[nodiscard]] std::vector<Point> ring(double u0, double v0, double u1, double v1) const {
        return {at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)};
    }
};

class Town {
public:
    Town(const Metropolis& metropolis, int blocks) : m_half(streetsFromTheMiddle(blocks)) {
        m_made.labels = {"", "landuse=residential", "landuse=retail", "landuse=industrial", "leisure=park", "landuse=forest"};
        for (const auto& barrier : metropolis.barriers) addLine(barrier);
        for (const auto& water : metropolis.water) {
            auto area = areaOf(water, saying(nullptr, "natural", "blue"), 0);
            area.water = true;
            m_made.areas.push_back(std::move(area));
        }
    }

    geo::OsmObjects build() {
        const double urban = kUrbanShare * m_half;
        for (int j = -m_half; j < m_half; ++j)
            for (int i = -m_half; i < m_half; ++i)
                if (std::hypot(i + 0.5, j + 0.5) < urban) addBlock(i, j);
        for (int j = -m_half; j < m_half; j += kQuarter)
            for (int i = -m_half; i < m_half; i += kQuarter) addQuarter(i, j);
        const double radius = urban * std::hypot(crossing(1, 0).x, crossing(1, 0).y);
        add({outline(0.98 * radius, 1)}, saying("residential", "man-made", nullptr), 1);
        auto inner = outline(0.99 * radius, 2);
        std::reverse(inner.begin(), inner.end());
        add({outline(1.06 * radius, 3), std::move(inner)}, saying(nullptr, "natural", "green"), 5);
        return std::move(m_made);
    }

private:
    static OsmArea areaOf(geo::Rings rings, const geo::DimensionClasses& classes, uint16_t label) {
        OsmArea area;
        area.areaM2 = geo::polygonArea(rings);
        area.polygons.push_back(std::move(rings));
        area.polygons.shrink_to_fit();
        area.classes = classes;
        area.tag.fill(label);
        return area;
    }
    void add(geo::Rings rings, const geo::DimensionClasses& classes, uint16_t label) {
        m_made.areas.push_back(areaOf(std::move(rings), classes, label));
    }

    void addLine(const geo::Barrier& barrier) {
        if (barrier.kind == BarrierKind::Limit) return;
        const bool road = barrier.kind == BarrierKind::Road;
        OsmLine line;
        line.points = barrier.line;
        line.classes = saying(nullptr, "man-made", "grey");
        line.barrier = barrier.kind;
        line.street = !road ? geo::StreetKind::None : line.points.size() > 8 ? geo::StreetKind::Main : geo::StreetKind::Local;
        line.widthM = road ? 7 : 4;
        line.network = geo::OsmNetwork::Transport;
        line.rank = 3;
        m_made.lines.push_back(std::move(line));
    }

    void addBlock(int i, int j) {
        const Plot plot(i, j, 1);
        const auto number = (static_cast<int64_t>(i) << 20) + j;
        for (int k = 0; k < kAddresses; ++k)
            m_made.addresses.push_back(plot.at(0.1 + 0.8 * chance(number, k, 21), 0.1 + 0.8 * chance(number, k, 22)));
        for (int k = 0; k < kPois; ++k) {
            const auto use = 1 + hash(number, k, 23) % 4;
            m_made.pois.push_back({plot.at(0.1 + 0.8 * chance(number, k, 24), 0.1 + 0.8 * chance(number, k, 25)),
                                   static_cast<uint8_t>(use), geo::OtherUse::None});
        }
        for (int k = 0; k < kBuildings; ++k) {
            const double u = 0.12 + 0.16 * k, v = k % 2 == 0 ? 0.15 : 0.65;
            const double width = 0.08 + 0.06 * chance(number, k, 26), depth = 0.1 + 0.1 * chance(number, k, 27);
            auto area =
                areaOf({plot.ring(u, v, u + width, v + depth)}, saying(k == 0 ? "commercial" : nullptr, "man-made", nullptr), 2);
            area.building = true;
            m_made.areas.push_back(std::move(area));
        }
        const double dice = chance(i, j, 28);
        if (dice < 0.3) add({plot.ring(0.05, 0.05, 0.95, 0.95)}, saying("residential", nullptr, nullptr), 1);
        if (dice > 0.3 && dice < 0.4) add({plot.ring(0.02, 0.02, 0.6, 0.98)}, saying("commercial", "man-made", nullptr), 2);
        if (dice > 0.9) add({plot.ring(0.2, 0.3, 0.8, 0.9)}, saying(nullptr, "natural", "green"), 4);
    }

    void addQuarter(int i, int j) {
        const double dice = chance(i, j, 29);
        if (dice > 0.7) return;
        std::vector<Point> ring;
        for (int k = 0; k < kQuarter; ++k) ring.push_back(crossing(i + k, j));
        for (int k = 0; k < kQuarter; ++k) ring.push_back(crossing(i + kQuarter, j + k));
        for (int k = 0; k < kQuarter; ++k) ring.push_back(crossing(i + kQuarter - k, j + kQuarter));
        for (int k = 0; k < kQuarter; ++k) ring.push_back(crossing(i, j + kQuarter - k));
        add({std::move(ring)}, saying(dice < 0.5 ? "residential" : "industrial", "man-made", nullptr), dice < 0.5 ? 1 : 3);
    }

    // A ragged circle with a vertex every thirty metres.
    static std::vector<Point> outline(double radius, uint32_t seed) {
        std::vector<Point> ring;
        const int vertices = static_cast<int>(2 * std::numbers::pi * radius / 30);
        for (int k = 0; k < vertices; ++k) {
            const double angle = 2 * std::numbers::pi * k / vertices,
                         r = radius * (1 - 0.02 * chance(k / 20, 0, seed)) - k % 2 * 9;
            ring.push_back({r * std::cos(angle), r * std::sin(angle)});
        }
        return ring;
    }

    int m_half;
    geo::OsmObjects m_made;
};

}  // namespace

geo::OsmObjects objectsOf(const Metropolis& metropolis, int blocks) { return Town(metropolis, blocks).build(); }

}  // namespace bench
