#include "geo/mosaic/frontage.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "geo/base/parallel.h"

namespace geo {
namespace {

constexpr double kReachM = 12;  // beyond the carriageway and pavement of a usual street
constexpr double kStepM = 20;   // of the border
constexpr double kCellM = 64;

double distance(Point p, Point a, Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y, squared = dx * dx + dy * dy;
    const double t = squared > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/// Pieces of streets by the cells of a grid that they come near.
class StreetGrid {
public:
    explicit StreetGrid(std::span<const OsmLine> lines) {
        for (const auto& line : lines)
            for (size_t i = 1; line.street != StreetKind::None && i < line.points.size(); ++i)
                add({line.points[i - 1], line.points[i], line.street});
    }

    [[nodiscard]] StreetKind nearest(Point p) const {
        const auto found = m_cells.find(key(std::floor(p.x / kCellM), std::floor(p.y / kCellM)));
        if (found == m_cells.end()) return StreetKind::None;
        double best = kReachM;
        StreetKind kind = StreetKind::None;
        for (const auto& piece : found->second)
            if (const double d = distance(p, piece.a, piece.b); d < best) best = d, kind = piece.kind;
        return kind;
    }

private:
    struct Piece {
        Point a, b;
        StreetKind kind;
    };
    static int64_t key(double column, double row) {
        return static_cast<int64_t>(column) * (int64_t{1} << 32) + static_cast<int64_t>(row);
    }
    // A long piece is halved until its box is small, so that it lies in few cells it does not touch.
    void add(const Piece& piece) {
        const Point a = piece.a, b = piece.b;
        if (std::hypot(b.x - a.x, b.y - a.y) > 2 * kCellM) {
            const Point middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
            add({a, middle, piece.kind}), add({middle, b, piece.kind});
            return;
        }
        const auto cell = [](double v) { return std::floor(v / kCellM); };
        for (double x = cell(std::min(a.x, b.x) - kReachM); x <= cell(std::max(a.x, b.x) + kReachM); ++x)
            for (double y = cell(std::min(a.y, b.y) - kReachM); y <= cell(std::max(a.y, b.y) + kReachM); ++y)
                m_cells[key(x, y)].push_back(piece);
    }
    std::unordered_map<int64_t, std::vector<Piece>> m_cells;
};

Frontage frontageOf(const std::vector<Point>& ring, const StreetGrid& streets) {
    double total = 0, local = 0, main = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i], b = ring[(i + 1) % ring.size()];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        const int steps = std::max(1, static_cast<int>(std::ceil(length / kStepM)));
        for (int s = 0; s < steps; ++s) {
            const double t = (s + 0.5) / steps;
            const auto kind = streets.nearest({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
            total += length / steps;
            local += kind == StreetKind::Local ? length / steps : 0;
            main += kind == StreetKind::Main ? length / steps : 0;
        }
    }
    return total > 0 ? Frontage{static_cast<float>(local / total), static_cast<float>(main / total)} : Frontage{};
}

}  // namespace

std::vector<Frontage> frontages(std::span<const Tessera> tesserae, std::span<const OsmLine> lines) {
    const StreetGrid streets(lines);
    constexpr size_t kChunk = 256;
    std::vector<Frontage> all(tesserae.size());
    const auto work = [&](size_t begin, size_t end) {
        for (size_t t = begin; t < end; ++t) all[t] = frontageOf(tesserae[t].rings.front(), streets);
    };
    inParallel(tesserae.size(), kChunk, work, {});
    return all;
}

}  // namespace geo
