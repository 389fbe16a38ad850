#include "geo/pyramid/raster_positions.h"

#include <cmath>

namespace geo {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr int kBlockPx = 64;  // side of the blocks a tile falls into where it is too uneven to be approximated whole
constexpr int kProbes = 5;    // a side, for judging a box

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
    if (m_wraps) p.x -= 360 * std::round((p.x - m_middleLonDeg) / 360);
    const Point cell = m_grid.transform.toCell(p);
    return cell.x >= 0 && cell.y >= 0 && cell.x < m_grid.columns && cell.y < m_grid.rows ? cell : Point{kNan, kNan};
}

/// Whether a box of the map may be approximated: it lies on the Earth as a whole (positions come back to themselves: beyond the
/// outline of a world map the inverse still gives numbers) and no line of longitude where they jump crosses it.
bool RasterLocator::smooth(const Transform& exact, const Extent& box) const {
    std::array<Point, kProbes * kProbes> probes;
    for (int j = 0; j < kProbes; ++j)
        for (int i = 0; i < kProbes; ++i)
            probes[static_cast<size_t>(j * kProbes + i)] = {box.minX + box.width() * i / (kProbes - 1),
                                                            box.minY + box.height() * j / (kProbes - 1)};
    auto there = probes;
    exact.inverse(there);
    auto back = there;
    exact.forward(back);
    const double near = std::max(box.width(), box.height()) * 1e-3;
    for (size_t k = 0; k < probes.size(); ++k) {
        if (!(std::hypot(back[k].x - probes[k].x, back[k].y - probes[k].y) < near)) return false;
        if (m_wraps && k % kProbes && std::abs(there[k].x - there[k - 1].x) > 90) return false;
        if (m_wraps && k >= kProbes && std::abs(there[k].x - there[k - kProbes].x) > 90) return false;
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
    for (int j = 0, k = 0; j < block.px; ++j)
        for (int i = 0; i < block.px; ++i, ++k) {
            const auto n = static_cast<size_t>(k);
            if (!(std::hypot(back[n].x - wanted[n].x, back[n].y - wanted[n].y) < block.texel)) continue;
            cells.at[static_cast<size_t>(block.row + j) * block.tilePx + block.column + i] = toCell(there[n]);
        }
}

void RasterLocator::locateBlock(const Transform& exact, const Block& block, TexelCells& cells) const {
    if (!smooth(exact, block.box())) return locateExactly(exact, block, cells);
    // An eighth of a texel, as the raster's CRS measures it here.
    const Point middle = block.box().centre();
    const Point a = exact.inverse(middle), b = exact.inverse(Point{middle.x + block.texel, middle.y}),
                c = exact.inverse(Point{middle.x, middle.y + block.texel});
    const double tolerance = std::min(std::hypot(b.x - a.x, b.y - a.y), std::hypot(c.x - a.x, c.y - a.y)) / 8;
    const auto approx = ApproxTransform::build(exact, false, block.box(), tolerance);
    if (!approx) return locateExactly(exact, block, cells);
    for (int j = 0; j < block.px; ++j) {
        Point* row = &cells.at[static_cast<size_t>(block.row + j) * block.tilePx + block.column];
        for (int i = 0; i < block.px; ++i) row[i] = toCell((*approx)(block.centre(i, j)));
    }
}

Result<TexelCells> RasterLocator::locate(const TileScheme& scheme, const TileId& id, std::stop_token stop) const {
    TexelCells cells;
    const Block whole{scheme.extent(id), scheme.resolution(id.level), scheme.tilePx, 0, 0, scheme.tilePx};
    // The extent was found from samples of the outline: leave room for what bulges between them.
    const double margin = std::max(m_mapExtent.width(), m_mapExtent.height()) / 32 + whole.texel;
    if (m_mapExtent.empty() || !whole.tile.intersects(m_mapExtent.grown(margin))) return cells;
    const Lease transform = exact();
    if (!transform) return cells;
    cells.at.assign(static_cast<size_t>(scheme.tilePx) * scheme.tilePx, Point{kNan, kNan});
    if (smooth(*transform, whole.box())) {
        locateBlock(*transform, whole, cells);
    } else {
        for (int row = 0; row < scheme.tilePx; row += kBlockPx)
            for (int column = 0; column < scheme.tilePx; column += kBlockPx) {
                if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Cancelled.");
                Block block = whole;
                block.column = column, block.row = row,
                block.px = std::min({kBlockPx, scheme.tilePx - column, scheme.tilePx - row});
                locateBlock(*transform, block, cells);
            }
    }
    judgeScale(cells, scheme.tilePx);
    return cells;
}

/// Cells per texel from the covered texel nearest to the middle whose neighbours are covered too.
void RasterLocator::judgeScale(TexelCells& cells, int tilePx) const {
    const auto scaleAt = [&](int i, int j) {
        const Point* p = &cells.at[static_cast<size_t>(j) * tilePx + i];
        const Point &a = p[0], &b = p[1], &c = p[tilePx];
        return std::sqrt(std::abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)));
    };
    double nearest = std::numeric_limits<double>::infinity();
    constexpr int kStride = 8;
    for (int j = 0; j + 1 < tilePx; j += kStride)
        for (int i = 0; i + 1 < tilePx; i += kStride) {
            const double distance = std::hypot(i - tilePx / 2.0, j - tilePx / 2.0), scale = scaleAt(i, j);
            if (!(distance < nearest) || !(scale > 0) || scale > m_grid.columns) continue;
            nearest = distance;
            cells.cellsPerTexel = scale;
        }
    cells.any = false;
    for (const auto& p : cells.at)
        if (p.x >= 0) {
            cells.any = true;
            break;
        }
    if (!cells.any || std::isfinite(nearest)) return;
    cells.cellsPerTexel = m_metresPerCell > 0 ? std::max(m_mapExtent.width(), m_mapExtent.height()) / m_metresPerCell : 1;
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
