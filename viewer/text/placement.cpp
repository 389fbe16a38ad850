#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "viewer/text/label.h"

namespace text {
namespace {

constexpr double kGapPx = 2;  // between two labels, and between a label and a symbol
constexpr double kCellPx = 64;
constexpr int kMostCells = 512;  // a side

struct Disc {
    geo::Point centre;
    double radius;
};

bool overlap(const geo::Extent& a, const geo::Extent& b) {
    return a.minX < b.maxX && b.minX < a.maxX && a.minY < b.maxY && b.minY < a.maxY;
}

bool overlap(const geo::Extent& box, const Disc& disc) {
    const double dx = disc.centre.x - std::clamp(disc.centre.x, box.minX, box.maxX);
    const double dy = disc.centre.y - std::clamp(disc.centre.y, box.minY, box.maxY);
    return dx * dx + dy * dy < disc.radius * disc.radius;
}

// What is taken, by cells of the viewport. Labels are looked at first: they are few, and fill most of a crowded map.
class Ground {
public:
    explicit Ground(const geo::Extent& viewport)
        : m_viewport(viewport),
          m_columns(std::clamp(static_cast<int>(viewport.width() / kCellPx) + 1, 1, kMostCells)),
          m_rows(std::clamp(static_cast<int>(viewport.height() / kCellPx) + 1, 1, kMostCells)),
          m_cells(static_cast<size_t>(m_columns) * m_rows) {}

    [[nodiscard]] bool isFree(const geo::Extent& box) const {
        const geo::Extent wide = box.grown(kGapPx);
        return !anyCell(wide, [&](size_t cell) { return hits(m_cells[cell].labels, wide); }) &&
               !anyCell(wide, [&](size_t cell) { return hits(m_cells[cell].symbols, wide); });
    }
    void take(const geo::Extent& label) {
        anyCell(label, [&](size_t cell) { return m_cells[cell].labels.push_back(label), false; });
    }
    void take(const Disc& symbol) {
        const auto& [centre, radius] = symbol;
        const geo::Extent box{centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius};
        if (!overlap(box, m_viewport)) return;
        anyCell(box, [&](size_t cell) { return m_cells[cell].symbols.push_back(symbol), false; });
    }

private:
    struct Cell {
        std::vector<geo::Extent> labels;
        std::vector<Disc> symbols;
    };

    template <class Things>
    static bool hits(const Things& things, const geo::Extent& box) {
        return std::any_of(things.begin(), things.end(), [&](const auto& thing) { return overlap(box, thing); });
    }
    // Calls `visit` with every cell that the box touches until it says true.
    template <class Visit>
    bool anyCell(const geo::Extent& box, Visit&& visit) const {
        const int left = column(box.minX), right = column(box.maxX), top = row(box.minY), bottom = row(box.maxY);
        for (int y = top; y <= bottom; ++y)
            for (int x = left; x <= right; ++x)
                if (visit(static_cast<size_t>(y) * m_columns + x)) return true;
        return false;
    }
    [[nodiscard]] int column(double x) const { return index(x - m_viewport.minX, m_viewport.width(), m_columns); }
    [[nodiscard]] int row(double y) const { return index(y - m_viewport.minY, m_viewport.height(), m_rows); }
    static int index(double along, double length, int count) {
        return static_cast<int>(std::clamp(length > 0 ? along / length * count : 0.0, 0.0, count - 1.0));
    }

    geo::Extent m_viewport;
    int m_columns, m_rows;
    std::vector<Cell> m_cells;
};

constexpr int kMostPositions = 8;
struct Positions {
    std::array<geo::Point, kMostPositions> topLeft;
    int count = 0;
};

// Beside a symbol in Imhof's order of preference (Imhof 1975, Positioning names on maps): upper right, right, lower right, upper
// left, left, lower left, above, below. A name without a symbol stands on its place, or gives way a little up or down.
// The diagonal corners touch the circle at (0.8, 0.6) of its radius, one gap off.
Positions positionsOf(const LabelCandidate& c) {
    const double w = c.widthPx, h = c.heightPx, x = c.anchor.x, y = c.anchor.y;
    if (!(c.symbolRadiusPx > 0)) return {{{{x - w / 2, y - h / 2}, {x - w / 2, y - h * 1.25}, {x - w / 2, y + h * 0.25}}}, 3};
    const double r = c.symbolRadiusPx + kGapPx, dx = 0.8 * r, dy = 0.6 * r;
    return {{{{x + dx, y - dy - h},
              {x + r, y - h / 2},
              {x + dx, y + dy},
              {x - dx - w, y - dy - h},
              {x - r - w, y - h / 2},
              {x - dx - w, y + dy},
              {x - w / 2, y - r - h},
              {x - w / 2, y + r}}},
            8};
}

bool isUsable(const LabelCandidate& c) {
    return std::isfinite(c.anchor.x) && std::isfinite(c.anchor.y) && std::isfinite(c.priority) && c.widthPx > 0 &&
           c.heightPx > 0 && std::isfinite(c.widthPx) && std::isfinite(c.heightPx) && c.symbolRadiusPx >= 0 &&
           std::isfinite(c.symbolRadiusPx);
}

// Keys and positions of the last frame, sorted by key.
class Memory {
public:
    explicit Memory(std::span<const PlacedLabel> previous) : m_labels(previous.begin(), previous.end()) {
        std::stable_sort(m_labels.begin(), m_labels.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    }
    /// -1: was not shown.
    [[nodiscard]] int positionOf(uint64_t key) const {
        const auto at =
            std::lower_bound(m_labels.begin(), m_labels.end(), key, [](const auto& l, uint64_t k) { return l.key < k; });
        return at != m_labels.end() && at->key == key ? at->position : -1;
    }

private:
    std::vector<PlacedLabel> m_labels;
};

}  // namespace

std::vector<PlacedLabel> placeLabels(std::span<const LabelCandidate> candidates, const geo::Extent& viewport,
                                     std::span<const PlacedLabel> previous) {
    if (viewport.empty() || !std::isfinite(viewport.width()) || !std::isfinite(viewport.height())) return {};
    std::vector<size_t> order;
    order.reserve(candidates.size());
    for (size_t i = 0; i < candidates.size(); ++i)
        if (isUsable(candidates[i])) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        const auto &p = candidates[a], &q = candidates[b];
        if (p.priority != q.priority) return p.priority > q.priority;
        return p.key != q.key ? p.key < q.key : a < b;
    });

    const Memory memory(previous);
    Ground ground(viewport);
    std::vector<PlacedLabel> placed;
    for (const size_t i : order) {
        const auto& candidate = candidates[i];
        const Positions positions = positionsOf(candidate);
        const auto boxAt = [&](int position) {
            const auto& p = positions.topLeft[position];
            return geo::Extent{p.x, p.y, p.x + candidate.widthPx, p.y + candidate.heightPx};
        };
        const auto fits = [&](int position) {
            const auto box = boxAt(position);
            return box.minX >= viewport.minX && box.minY >= viewport.minY && box.maxX <= viewport.maxX &&
                   box.maxY <= viewport.maxY && ground.isFree(box);
        };
        int chosen = memory.positionOf(candidate.key);
        if (chosen < 0 || chosen >= positions.count || !fits(chosen)) {
            chosen = 0;
            while (chosen < positions.count && !fits(chosen)) ++chosen;
        }
        if (chosen < positions.count) {
            placed.push_back({candidate.key, positions.topLeft[chosen], chosen});
            ground.take(boxAt(chosen));
        }
        if (candidate.symbolRadiusPx > 0) ground.take(Disc{candidate.anchor, candidate.symbolRadiusPx});
    }
    return placed;
}

}  // namespace text
