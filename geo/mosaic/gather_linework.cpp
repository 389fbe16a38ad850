#include "geo/mosaic/gather_linework.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "geo/base/counted.h"
#include "geo/mosaic/line_ends.h"

namespace geo {
namespace {

constexpr const char* kWhy = "because they are no numbers or lie beyond 2,600 km from the middle of the plane";

class Gatherer {
public:
    explicit Gatherer(const TessellationRules& rules) : m_rules(rules) {}

    void addTerritory(const std::vector<Rings>& territory) {
        for (const auto& polygon : territory) addPolygon(polygon, {0, 1, 0}, false);
        for (const auto& s : m_segments) m_bounds.add(s.a), m_bounds.add(s.b);
    }

    void addWater(const std::vector<Rings>& water) {
        for (const auto& polygon : water) addPolygon(polygon, {0, 0, 1}, true);
    }

    void addBarriers(const std::vector<Barrier>& barriers) {
        for (const auto& barrier : barriers) addBarrier(barrier);
    }

    void remark(Diagnostics& remarks) const {
        if (m_droppedPoints > 0)
            remarks.add(
                fmt::format("{} {} dropped, {}.", m_droppedPoints, nounFor(m_droppedPoints, "point was", "points were"), kWhy));
        if (m_droppedRings > 0)
            remarks.add(fmt::format("{} of the territory or of water {} dropped, as {} no area.", counted(m_droppedRings, "ring"),
                                    nounFor(m_droppedRings, "was", "were"),
                                    nounFor(m_droppedRings, "it encloses", "they enclose")));
    }

    [[nodiscard]] bool empty() const { return m_segments.empty(); }

    std::vector<Segment> finish(const std::stop_token& stop) {
        joinLineEnds(m_segments, m_lineOf, m_ends, m_rules.joinM / m_rules.precisionM, stop);
        return std::move(m_segments);
    }

private:
    [[nodiscard]] std::optional<StoredPoint> onGrid(Point p) {
        const double x = std::floor(p.x / m_rules.precisionM + 0.5), y = std::floor(p.y / m_rules.precisionM + 0.5);
        if (std::abs(x) < kFarthestStep && std::abs(y) < kFarthestStep)
            return StoredPoint{static_cast<int32_t>(x), static_cast<int32_t>(y)};
        ++m_droppedPoints;
        return std::nullopt;
    }

    [[nodiscard]] bool near(const StoredBox& box) const {
        const auto reach = static_cast<int32_t>(std::ceil(m_rules.joinM / m_rules.precisionM));
        return box.intersects({m_bounds.minX - reach, m_bounds.minY - reach, m_bounds.maxX + reach, m_bounds.maxY + reach});
    }

    void addSegment(StoredPoint a, StoredPoint b, const Carried& carries) {
        if (a == b) return;
        m_segments.push_back({a, b, carries});
        m_lineOf.push_back(m_lines);
    }

    // Outer rings count as if they ran counter-clockwise and holes clockwise, whatever they do: the polygon is on the left.
    void addPolygon(const Rings& polygon, const Carried& carries, bool onlyNear) {
        for (size_t r = 0; r < polygon.size(); ++r) {
            std::vector<StoredPoint> ring;
            StoredBox box;
            for (const auto p : polygon[r])
                if (const auto step = onGrid(p)) ring.push_back(*step), box.add(*step);
            if (onlyNear && !near(box)) {
                if (r == 0) return;
                continue;
            }
            int64_t twice = 0;
            for (size_t i = 0; i + 1 < ring.size(); ++i) twice += sideOf(ring[0], ring[i], ring[i + 1]);
            if (twice == 0) {
                ++m_droppedRings;
                if (r == 0) return;  // what would the holes be in
                continue;
            }
            if ((twice > 0) != (r == 0)) std::reverse(ring.begin(), ring.end());
            ++m_lines;
            for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
                addSegment(ring[j], ring[i], carries);
                if (carries.water != 0) m_ends.push_back({ring[i], m_lines, bitOf(BarrierKind::Shore), ring[i], true});
            }
        }
    }

    void addBarrier(const Barrier& barrier) {
        ++m_lines;
        const Carried carries{bitOf(barrier.kind), 0, 0};
        std::optional<StoredPoint> last;  // none at the beginning, and after a point that was dropped
        StoredPoint begin;                // of the run of segments under way
        bool loose = true;                // none is
        const auto end = [&] {
            if (!loose) {
                m_ends.push_back({begin, m_lines, carries.kinds, *last, false});
                m_ends.push_back({*last, m_lines, carries.kinds, begin, false});
            }
            loose = true;
        };
        for (const auto p : barrier.line) {
            const auto step = onGrid(p);
            if (step && last && *step != *last) {
                StoredBox box;
                box.add(*last), box.add(*step);
                if (near(box)) {
                    if (loose) begin = *last;
                    loose = false;
                    addSegment(*last, *step, carries);
                } else {
                    end();
                }
            }
            if (!step && last) end();
            last = step;
        }
        if (last) end();
    }

    const TessellationRules& m_rules;
    std::vector<Segment> m_segments;
    std::vector<uint32_t> m_lineOf;  // of each segment
    std::vector<LineEnd> m_ends;
    uint32_t m_lines = 0;
    StoredBox m_bounds;  // of the territory
    size_t m_droppedPoints = 0, m_droppedRings = 0;
};

}  // namespace

std::vector<Segment> gatherLinework(const std::vector<Rings>& territory, const std::vector<Barrier>& barriers,
                                    const std::vector<Rings>& water, const TessellationRules& rules, Diagnostics& remarks,
                                    const std::stop_token& stop) {
    Gatherer gatherer(rules);
    gatherer.addTerritory(territory);
    if (!gatherer.empty()) {
        gatherer.addWater(water);
        gatherer.addBarriers(barriers);
    }
    gatherer.remark(remarks);
    return gatherer.finish(stop);
}

}  // namespace geo
