#include "tests/bench/metropolis.h"

#include <cmath>
#include <numbers>

#include "tests/bench/noise.h"

namespace bench {
namespace {

using geo::Barrier;
using geo::BarrierKind;
using geo::Point;

constexpr double kStep = 95;  // metres from street to street
constexpr int kAvenueEvery = 12, kLimitEvery = 30, kWayLength = 8;

double chance(int64_t x, int64_t y, uint32_t seed) { return static_cast<double>(unit(hash(x, y, seed))); }

class Builder {
public:
    explicit Builder(int blocks) : m_half(streetsFromTheMiddle(blocks)), m_radius(m_half * kStep) {}

    Metropolis build() {
        std::vector<Point> outline;
        for (int i = 0; i < 720; ++i) {
            const double angle = i * std::numbers::pi / 360, r = m_radius * (0.97 + 0.06 * chance(i / 9, 0, 1));
            outline.push_back({r * std::cos(angle), r * std::sin(angle)});
        }
        m_made.territory.push_back({outline});
        for (int j = -m_half; j <= m_half; ++j) {
            addStreets(j, true);
            addStreets(j, false);
        }
        for (const double slope : {0.35, -1.2}) addTracks(slope);
        addRiver();
        addPonds();
        return std::move(m_made);
    }

private:
    [[nodiscard]] bool exists(int i, int j, bool eastward) const {
        const double r = std::hypot(i, j) * kStep / m_radius, dice = chance(i, j, eastward ? 5 : 6);
        if (r > kUrbanShare) return j % kAvenueEvery == 0 || dice < 0.03;
        return j % kAvenueEvery == 0 || i % kAvenueEvery == 0 || dice > 0.05;
    }

    // The street number `row`, in ways of several blocks, a bend in the middle of each; cul-de-sacs hang on it.
    void addStreets(int row, bool eastward) {
        Barrier way{BarrierKind::Road, {}};
        const auto at = [&](int i) { return eastward ? crossing(i, row) : crossing(row, i); };
        const auto finish = [&] {
            if (way.line.size() > 1) {
                m_made.barriers.push_back(way);
                if (row % kAvenueEvery == 0) m_made.barriers.push_back(beside(way, 14));
                if (row % kLimitEvery == 0) m_made.barriers.push_back({BarrierKind::Limit, way.line});
            }
            way.line.clear();
        };
        for (int i = -m_half; i < m_half; ++i) {
            const bool there =
                std::hypot(i, row) * kStep < m_radius * 1.05 && (eastward ? exists(i, row, true) : exists(row, i, false));
            if (!there || way.line.size() > kWayLength * 4) finish();
            if (!there) continue;
            const Point a = at(i), b = at(i + 1);
            if (way.line.empty()) way.line.push_back(a);
            for (int k = 1; k < 4; ++k)
                way.line.push_back({a.x + (b.x - a.x) * k / 4 + 3 * (chance(i * 4 + k, row, 7) - 0.5),
                                    a.y + (b.y - a.y) * k / 4 + 3 * (chance(i * 4 + k, row, 8) - 0.5)});
            if (chance(i, row, 9) < 0.1) {
                const Point mouth = way.line.back();
                m_made.barriers.push_back(
                    {BarrierKind::Road, {mouth, {mouth.x + (a.y - b.y) * 0.4, mouth.y + (b.x - a.x) * 0.4}}});
            }
            way.line.push_back(b);
        }
        finish();
    }

    static Barrier beside(const Barrier& way, double off) {
        Barrier other{way.kind, {}};
        for (size_t i = 0; i < way.line.size(); ++i) {
            const Point a = way.line[i == 0 ? 0 : i - 1], b = way.line[std::min(i + 1, way.line.size() - 1)];
            const double length = std::hypot(b.x - a.x, b.y - a.y);
            other.line.push_back({way.line[i].x - (b.y - a.y) / length * off, way.line[i].y + (b.x - a.x) / length * off});
        }
        return other;
    }

    void addTracks(double slope) {
        Barrier track{BarrierKind::Railway, {}};
        for (double x = -m_radius; x < m_radius; x += 60)
            track.line.push_back({x, slope * x + 1500 * (noiseAt(x + 4e5, 0, 8192, 10) - 0.5)});
        m_made.barriers.push_back(beside(track, 4));
        m_made.barriers.push_back(std::move(track));
    }

    [[nodiscard]] Point riverAt(double y, double side) const {
        const double width = 60 + 80 * noiseAt(y + 4e5, 0, 2048, 11);
        return {0.2 * m_radius + 3000 * (noiseAt(y + 4e5, 0, 8192, 12) - 0.5) + side * width, y};
    }

    void addRiver() {
        std::vector<Point> ring;
        for (double y = -1.1 * m_radius; y < 1.1 * m_radius; y += 40) ring.push_back(riverAt(y, 1));
        for (double y = 1.1 * m_radius; y > -1.1 * m_radius; y -= 40) ring.push_back(riverAt(y, -1));
        m_made.water.push_back({ring});
    }

    void addPonds() {
        for (int j = -m_half; j < m_half; j += 4)
            for (int i = -m_half; i < m_half; i += 4) {
                if (chance(i, j, 13) > 0.3) continue;
                std::vector<Point> ring;
                for (int k = 0; k < 20; ++k) {
                    const double angle = k * std::numbers::pi / 10, r = 10 + 40 * chance(i * 20 + k, j, 14);
                    ring.push_back({i * kStep + r * std::cos(angle), j * kStep + r * std::sin(angle)});
                }
                m_made.water.push_back({ring});
            }
    }

    int m_half;  // streets on each side of the middle
    double m_radius;
    Metropolis m_made;
};

}  // namespace

int streetsFromTheMiddle(int blocks) { return static_cast<int>(std::sqrt(blocks / std::numbers::pi) / kUrbanShare * 1.04) + 1; }

Point crossing(int i, int j) {
    const double x = i * kStep, y = j * kStep;
    return {x + 900 * (noiseAt(x + 4e5, y + 4e5, 4096, 1) - 0.5) + 24 * (chance(i, j, 2) - 0.5),
            y + 900 * (noiseAt(x + 4e5, y + 4e5, 4096, 3) - 0.5) + 24 * (chance(i, j, 4) - 0.5)};
}

Metropolis metropolis(int blocks) { return Builder(blocks).build(); }

}  // namespace bench
