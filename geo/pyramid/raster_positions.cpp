#include "geo/pyramid/raster_positions.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace geo {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr int kBlockPx = 64;  // side of the blocks a tile falls into where it is too uneven to be approximated whole
constexpr int kProbes = 5;    // a side, for judging a box

double cellsBetween(const Point& a, const Point& right, const Point& below) {
    return std::sqrt(std::abs((right.x - a.x) * (below.y - a.y) - (below.x - a.x) * (right.y - a.y)));
}

}  // namespace

/// An exact transform, borrowed.
class RasterLocator::Lease {
public:
    Lease(const RasterLocator& owner, std::unique_ptr<Transform> transform) : m_owner(owner), m_transform(std::move(transform)) {}
    ~Lease() {
        if (!m_transform) return;
        const std::lock_guard lock(m_owner.m_mutex);
        m_owner.m_idle.push_back(std::move(m_transform));
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    [[nodiscard]] explicit operator bool() const { return m_transform != nullptr; }
    [[nodiscard]] const Transform& operator*() const { return *m_transform; }

private:
    const RasterLocator& m_owner;
    std::unique_ptr<Transform> m_transform;
};

/// A part of a tile: texels column..column + px, row..row + px.
struct RasterLocator::Block {
    Extent tile;
    double texel;  // metres
    int tilePx, column, row, px;

    [[nodiscard]] Point centre(int i, int j) const {
        return {tile.minX + (column + i + 0.5) * texel, tile.maxY - (row + j + 0.5) * texel};
    }
    [[nodiscard]] Extent box() const {
        Extent box;
        box.add(centre(0, 0));
        box.add(centre(px - 1, px - 1));
        return box;
    }
};

RasterLocator::RasterLocator(const RasterGrid& grid, Crs rasterCrs, Crs mapCrs)
    : m_grid(grid), m_rasterCrs(std::move(rasterCrs)), m_mapCrs(std::move(mapCrs)) {
    m_wraps = m_rasterCrs.isGeographic();
    m_middleLonDeg = m_grid.extent().centre().x;
}

Result<std::unique_ptr<RasterLocator>> RasterLocator::create(const RasterGrid& grid, const Crs& rasterCrs, const Crs& mapCrs) {
    std::unique_ptr<RasterLocator> locator(new RasterLocator(grid, rasterCrs, mapCrs));
    auto transform = Transform::between(rasterCrs, mapCrs);
    if (!transform) return tl::make_unexpected(transform.error());
    locator->measure(*transform);
    locator->m_idle.push_back(std::make_unique<Transform>(std::move(*transform)));
    return locator;
}

RasterLocator::Lease RasterLocator::exact() const {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            auto transform = std::move(m_idle.back());
            m_idle.pop_back();
            return Lease(*this, std::move(transform));
        }
    }
    auto fresh = Transform::between(m_rasterCrs, m_mapCrs);
    return Lease(*this, fresh ? std::make_unique<Transform>(std::move(*fresh)) : nullptr);
}

void RasterLocator::measure(const Transform& toMap) {
    constexpr int kSteps = 33;
    std::vector<Point> points;
    for (int j = 0; j < kSteps; ++j)
        for (int i = 0; i < kSteps; ++i)
            points.push_back(m_grid.transform.toCrs(m_grid.columns * static_cast<double>(i) / (kSteps - 1),
                                                    m_grid.rows * static_cast<double>(j) / (kSteps - 1)));
    toMap.forward(points);
    for (const auto& p : points)
        if (std::isfinite(p.x)) m_mapExtent.add(p);
    const double column = m_grid.columns / 2, row = m_grid.rows / 2;
    std::array<Point, 3> cell{m_grid.transform.toCrs(column, row), m_grid.transform.toCrs(column + 1, row),
                              m_grid.transform.toCrs(column, row + 1)};
    toMap.forward(cell);
    const double across = std::hypot(cell[1].x - cell[0].x, cell[1].y - cell[0].y),
                 down = std::hypot(cell[2].x - cell[0].x, cell[2].y - cell[0].y);
    m_metresPerCell = std::sqrt(across * down);
    if (!std::isfinite(m_metresPerCell)) m_metresPerCell = 0;
}

Point RasterLocator::toCell(Point p) const {
    p.x = unwrapped(p.x);
    const Point cell = m_grid.transform.toCell(p);
    return cell.x >= 0 && cell.y >= 0 && cell.x < m_grid.columns && cell.y < m_grid.rows ? cell : Point{kNan, kNan};
}

/// Whether a box of the map may be approximated: it lies on the Earth as a whole (positions come back to themselves: beyond the
/// outline of a world map the inverse still gives numbers) and no line of longitude where they jump crosses it.
bool RasterLocator::smooth(const Transform& exact, const Extent& box) const {
    std::array<Point, kProbes * kProbes> probes;
    for (int j = 0; j < kProbes; ++j)
        for (int i = 0; i < kProbes; ++i)
            probes[static_cast<size_t>(j) * kProbes + i] = {box.minX + box.width() * i / (kProbes - 1),
                                                            box.minY + box.height() * j / (kProbes - 1)};
    auto there = probes;
    exact.inverse(there);
    auto back = there;
    exact.forward(back);
    const double near = std::max(box.width(), box.height()) * 1e-3;
    constexpr double kJumpDeg = 90;
    for (size_t k = 0; k < probes.size(); ++k) {
        if (!(std::hypot(back[k].x - probes[k].x, back[k].y - probes[k].y) < near)) return false;
        if (!m_wraps) continue;
        // Both as PROJ gives them (the approximation must not run across a jump) and as the raster counts them.
        for (const size_t step : {k % kProbes ? size_t{1} : size_t{0}, k >= kProbes ? size_t{kProbes} : size_t{0}}) {
            const double x = there[k].x, before = there[k - step].x;
            if (std::abs(x - before) > kJumpDeg || std::abs(unwrapped(x) - unwrapped(before)) > kJumpDeg) return false;
        }
    }
    return true;
}

std::optional<ApproxTransform> RasterLocator::approximate(const Transform& exact, const Extent& box, double texel) const {
    // An eighth of a texel, as the raster's CRS measures it here.
    const Point middle = box.centre();
    const Point a = exact.inverse(middle), b = exact.inverse(Point{middle.x + texel, middle.y}),
                c = exact.inverse(Point{middle.x, middle.y + texel});
    const double tolerance = std::min(std::hypot(b.x - a.x, b.y - a.y), std::hypot(c.x - a.x, c.y - a.y)) / 8;
    auto approx = ApproxTransform::build(exact, false, box, tolerance);
    if (!approx) return std::nullopt;
    return std::move(*approx);
}

/// The whole tile by its nodes; false where it is too uneven.
bool RasterLocator::locateNodes(const Transform& exact, const Extent& tile, double texel, TexelCells& cells) const {
    if (cells.tilePx % TexelCells::kStride != 0) return false;
    const double half = texel / 2;
    // From the first texel's centre to one beyond the last: the nodes frame all texels.
    const Extent box{tile.minX + half, tile.minY - half, tile.maxX + half, tile.maxY - half};
    if (!smooth(exact, box)) return false;
    const auto approx = approximate(exact, box, texel);
    if (!approx) return false;
    const int across = cells.nodesAcross();
    const double step = texel * TexelCells::kStride;
    cells.nodes.reserve(static_cast<size_t>(across) * across);
    for (int j = 0; j < across; ++j)
        for (int i = 0; i < across; ++i) {
            Point p = (*approx)({box.minX + i * step, box.maxY - j * step});
            p.x = unwrapped(p.x);
            cells.nodes.push_back(m_grid.transform.toCell(p));
        }
    return true;
}

void RasterLocator::locateExactly(const Transform& exact, const Block& block, TexelCells& cells) const {
    std::vector<Point> wanted;
    wanted.reserve(static_cast<size_t>(block.px) * block.px);
    for (int j = 0; j < block.px; ++j)
        for (int i = 0; i < block.px; ++i) wanted.push_back(block.centre(i, j));
    auto there = wanted;
    exact.inverse(there);
    auto back = there;
    exact.forward(back);
    size_t k = 0;
    for (int j = 0; j < block.px; ++j)
        for (int i = 0; i < block.px; ++i, ++k)
            if (std::hypot(back[k].x - wanted[k].x, back[k].y - wanted[k].y) < block.texel)
                cells.exact[static_cast<size_t>(block.row + j) * block.tilePx + block.column + i] = toCell(there[k]);
}

void RasterLocator::locateBlock(const Transform& exact, const Block& block, TexelCells& cells) const {
    if (!smooth(exact, block.box())) return locateExactly(exact, block, cells);
    const auto approx = approximate(exact, block.box(), block.texel);
    if (!approx) return locateExactly(exact, block, cells);
    for (int j = 0; j < block.px; ++j) {
        Point* row = &cells.exact[static_cast<size_t>(block.row + j) * block.tilePx + block.column];
        for (int i = 0; i < block.px; ++i) row[i] = toCell((*approx)(block.centre(i, j)));
    }
}

Result<TexelCells> RasterLocator::locate(const TileScheme& scheme, const TileId& id, std::stop_token stop) const {
    TexelCells cells;
    cells.tilePx = scheme.tilePx;
    const Extent tile = scheme.extent(id);
    const double texel = scheme.resolution(id.level);
    // The extent was measured at 33 x 33 points of the raster: leave room for what bulges between them.
    const double margin = std::max(m_mapExtent.width(), m_mapExtent.height()) / 32 + texel;
    if (m_mapExtent.empty() || !tile.intersects(m_mapExtent.grown(margin))) return cells;
    const Lease transform = exact();
    if (!transform) return cells;
    if (locateNodes(*transform, tile, texel, cells)) {
        judgeNodes(cells);
        return cells;
    }
    cells.exact.assign(static_cast<size_t>(scheme.tilePx) * scheme.tilePx, Point{kNan, kNan});
    for (int row = 0; row < scheme.tilePx; row += kBlockPx)
        for (int column = 0; column < scheme.tilePx; column += kBlockPx) {
            if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Cancelled.");
            const int px = std::min({kBlockPx, scheme.tilePx - column, scheme.tilePx - row});
            locateBlock(*transform, {tile, texel, scheme.tilePx, column, row, px}, cells);
        }
    judgeExact(cells);
    return cells;
}

/// Cells per texel at the node nearest to the middle of what the tile and the raster share.
void RasterLocator::judgeNodes(TexelCells& cells) const {
    const int across = cells.nodesAcross();
    Extent box;
    for (const auto& node : cells.nodes) box.add(node);
    const Extent raster{0, 0, static_cast<double>(m_grid.columns), static_cast<double>(m_grid.rows)};
    cells.any = box.intersects(raster);
    const Point middle = box.intersection(raster).centre();
    double nearest = std::numeric_limits<double>::infinity();
    for (int j = 0; j + 1 < across; ++j)
        for (int i = 0; i + 1 < across; ++i) {
            const Point* node = &cells.nodes[static_cast<size_t>(j) * across + i];
            const double distance = std::hypot(node->x - middle.x, node->y - middle.y);
            if (!(distance < nearest)) continue;
            nearest = distance;
            cells.cellsPerTexel = cellsBetween(node[0], node[1], node[across]) / TexelCells::kStride;
        }
}

/// Cells per texel from the covered texel nearest to the middle of the tile whose neighbours are covered too.
void RasterLocator::judgeExact(TexelCells& cells) const {
    const int px = cells.tilePx;
    double nearest = std::numeric_limits<double>::infinity();
    constexpr int kEvery = 8;
    for (int j = 0; j + 1 < px; j += kEvery)
        for (int i = 0; i + 1 < px; i += kEvery) {
            const Point* p = &cells.exact[static_cast<size_t>(j) * px + i];
            const double distance = std::hypot(i - px / 2.0, j - px / 2.0), scale = cellsBetween(p[0], p[1], p[px]);
            if (!(distance < nearest) || !(scale > 0) || scale > m_grid.columns) continue;
            nearest = distance;
            cells.cellsPerTexel = scale;
        }
    cells.any = std::any_of(cells.exact.begin(), cells.exact.end(), [](const Point& p) { return p.x >= 0; });
    // A raster of a texel or two: any level will do, the coarsest costs least.
    if (cells.any && !std::isfinite(nearest)) cells.cellsPerTexel = std::max(m_grid.columns, m_grid.rows);
}

Point RasterLocator::cellAt(Point map) const {
    const Lease transform = exact();
    return transform ? toCell((*transform).inverse(map)) : Point{kNan, kNan};
}

std::vector<Point> RasterLocator::outline(double column, double row, double columns, double rows) const {
    constexpr int kPerSide = 4;
    std::vector<Point> ring;
    const std::array<Point, 4> corners{
        Point{column, row}, {column + columns, row}, {column + columns, row + rows}, {column, row + rows}};
    for (size_t side = 0; side < 4; ++side)
        for (int k = 0; k < kPerSide; ++k) {
            const Point &a = corners[side], &b = corners[(side + 1) % 4];
            const double t = static_cast<double>(k) / kPerSide;
            ring.push_back(m_grid.transform.toCrs(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t));
        }
    const Lease transform = exact();
    if (!transform) return {};
    (*transform).forward(ring);
    std::erase_if(ring, [](const Point& p) { return !std::isfinite(p.x); });
    return ring;
}

}  // namespace geo
