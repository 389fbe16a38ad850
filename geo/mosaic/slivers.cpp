#include "geo/mosaic/slivers.h"

#include <algorithm>
#include <optional>
#include <queue>
#include <tuple>

namespace geo {
namespace {

// Sides of a strip are taken for equally long from this share on. Then all its pieces go to the same side, the one that comes
// first in a direction that few streets follow, lest the blocks along it end in teeth.
constexpr double kAsLong = 0.8;
constexpr Point kAside{0.9397, 0.3420};

// What two groups have in common, metres.
struct Border {
    uint32_t other = 0;
    double length = 0, gridCut = 0, stripCut = 0, limit = 0;
    double place = 0;  // of its middle along kAside, times the length

    void add(const Border& o) {
        length += o.length, gridCut += o.gridCut, stripCut += o.stripCut, limit += o.limit, place += o.place;
    }
};

// Sorted by the other group, one entry each.
void unite(std::vector<Border>& borders) {
    std::stable_sort(borders.begin(), borders.end(), [](const Border& b, const Border& o) { return b.other < o.other; });
    size_t kept = 0;
    for (size_t i = 0; i < borders.size();) {
        Border united = borders[i];
        for (++i; i < borders.size() && borders[i].other == united.other; ++i) united.add(borders[i]);
        borders[kept++] = united;
    }
    borders.resize(kept);
}

class SliverJoiner {
public:
    SliverJoiner(const PlanarMap& map, FaceGroups& groups, const TessellationRules& rules)
        : m_map(map),
          m_groups(groups),
          m_rules(rules),
          m_shapes(shapesOf(map, groups, rules)),
          m_borders(map.faces()),
          m_joined(map.faces()),
          m_largest(map.faces()),
          m_grid(map.faces()) {
        findBorders();
        for (uint32_t g = 0; g < map.faces(); ++g) m_largest[g] = m_shapes[g].areaM2, m_grid[g] = m_shapes[g].gridPiece;
    }

    std::vector<bool> run(const std::stop_token& stop) {
        for (uint32_t g = 1; g < m_map.faces(); ++g) propose(g);
        for (size_t step = 0; !m_queue.empty(); ++step) {
            if (step % 1024 == 0 && stop.stop_requested()) break;
            const auto [area, g] = m_queue.top();
            m_queue.pop();
            if (m_groups.groupOf(g) != g || m_shapes[g].areaM2 != area) continue;
            for (auto& border : m_borders[g]) border.other = m_groups.groupOf(border.other);
            std::erase_if(m_borders[g], [g = g](const Border& b) { return b.other == g; });
            unite(m_borders[g]);
            if (const Border* border = chosen(g)) join(g, *border);
        }
        m_groups.joinWaters(m_map);
        return std::move(m_grid);
    }

private:
    void findBorders() {
        std::vector<std::pair<uint32_t, Border>> all;
        for (uint32_t h = 0; h < m_map.halfEdges(); h += 2) {
            const uint32_t g = m_groups.groupOf(m_map.face(h)), o = m_groups.groupOf(m_map.face(h + 1));
            if (g == o || m_groups.ground(g) == Ground::Outside || m_groups.ground(o) == Ground::Outside) continue;
            const double length = m_map.length(h) * m_rules.precisionM;
            const LineKinds kinds = m_map.kinds(h);
            const bool limit = (kinds & bitOf(BarrierKind::Limit)) != 0;
            all.emplace_back(std::min(g, o), Border{std::max(g, o), length, kinds == kGridCut ? length : 0,
                                                    kinds == kStripCut ? length : 0, limit ? length : 0, length * placeOf(h)});
        }
        std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
            return std::tie(a.first, a.second.other) < std::tie(b.first, b.second.other);
        });
        for (size_t i = 0; i < all.size();) {
            auto [g, united] = all[i];
            for (++i; i < all.size() && all[i].first == g && all[i].second.other == united.other; ++i) united.add(all[i].second);
            const uint32_t o = united.other;
            m_borders[g].push_back(united);
            united.other = g;
            m_borders[o].push_back(united);
        }
    }

    // Of the middle of an edge along kAside, metres.
    [[nodiscard]] double placeOf(uint32_t h) const {
        const StoredPoint a = m_map.origin(h), b = m_map.target(h);
        return m_rules.precisionM / 2 *
               (kAside.x * (static_cast<double>(a.x) + b.x) + kAside.y * (static_cast<double>(a.y) + b.y));
    }

    [[nodiscard]] bool thin(uint32_t g) const { return m_shapes[g].thicknessM() < m_rules.joinM; }
    [[nodiscard]] bool smallGridPiece(uint32_t g) const {
        return m_grid[g] && m_shapes[g].areaM2 < m_rules.smallestGridShare * m_rules.gridM * m_rules.gridM;
    }
    [[nodiscard]] bool sliver(uint32_t g) const {
        return isSliver(m_shapes[g], m_rules) || (m_shapes[g].stripPiece && !m_joined[g]);
    }

    void propose(uint32_t g) {
        if (m_groups.groupOf(g) != g || m_groups.ground(g) != Ground::Land) return;
        if (sliver(g) || smallGridPiece(g)) m_queue.emplace(m_shapes[g].areaM2, g);
    }

    // How welcome a neighbour is: kinds of neighbours from bad to good, then the common border.
    using Welcome = std::tuple<int, double, double, uint32_t>;
    [[nodiscard]] std::optional<Welcome> welcome(uint32_t g, const Border& border) const {
        const bool land = m_groups.ground(border.other) == Ground::Land, limit = border.limit > 0;
        const double area = m_shapes[border.other].areaM2;
        if (land && !limit && smallGridPiece(g) && border.gridCut > 0) return Welcome{5, border.gridCut, area, border.other};
        if (!sliver(g)) return std::nullopt;
        // The next piece of the same strip is a neighbour of last resort.
        const double side = border.length - border.stripCut;
        if (land && !limit)
            return side > 0 ? Welcome{4, side, area, border.other} : Welcome{3, border.length, area, border.other};
        if (!thin(g)) return std::nullopt;
        // A gap between two pieces of one water opens to the land at its ends only; along a quay there is as much land as water.
        if (!limit) return Welcome{4, border.length / 2, area, border.other};
        return Welcome{land ? 1 : 0, border.length, area, border.other};
    }

    [[nodiscard]] const Border* chosen(uint32_t g) const {
        const Border* best = nullptr;
        std::optional<Welcome> most;
        for (const auto& border : m_borders[g])
            if (const auto w = welcome(g, border); w && (!most || *w > *most)) most = w, best = &border;
        if (!best || !(m_shapes[g].stripPiece || isStrip(m_shapes[g], m_rules))) return best;
        const auto [kind, side, area, other] = *most;
        for (const auto& border : m_borders[g]) {
            const auto w = welcome(g, border);
            if (!w || std::get<0>(*w) != kind || std::get<1>(*w) < kAsLong * side) continue;
            if (border.place / border.length < best->place / best->length) best = &border;
        }
        return best;
    }

    void join(uint32_t g, Border border) {
        const uint32_t into = border.other;
        m_groups.join(g, into);
        if (m_largest[g] > m_largest[into]) m_largest[into] = m_largest[g], m_grid[into] = m_grid[g];
        auto &shape = m_shapes[into], &from = m_shapes[g];
        const bool fromSlim = isSlim(from, m_rules), intoSlim = isSlim(shape, m_rules);
        shape.areaM2 += from.areaM2;
        shape.perimeterM += from.perimeterM - 2 * border.length;
        const double noBorderNow = (fromSlim ? border.length : 0) + (intoSlim ? border.length : 0);
        shape.slimBorderM = std::max(0.0, shape.slimBorderM + from.slimBorderM - noBorderNow);
        m_joined[into] = true;
        auto &borders = m_borders[into], &others = m_borders[g];
        if (borders.size() < others.size()) borders.swap(others);
        borders.insert(borders.end(), others.begin(), others.end());
        others = {};
        propose(into);
    }

    const PlanarMap& m_map;
    FaceGroups& m_groups;
    const TessellationRules& m_rules;
    std::vector<GroupShape> m_shapes;
    std::vector<std::vector<Border>> m_borders;
    std::vector<bool> m_joined;
    std::vector<double> m_largest;  // area of the largest face group in it, which decides the kind
    std::vector<bool> m_grid;
    using Entry = std::pair<double, uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> m_queue;
};

}  // namespace

std::vector<bool> joinSlivers(const PlanarMap& map, FaceGroups& groups, const TessellationRules& rules,
                              const std::stop_token& stop) {
    return SliverJoiner(map, groups, rules).run(stop);
}

}  // namespace geo
