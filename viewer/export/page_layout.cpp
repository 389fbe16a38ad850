#include "viewer/export/page_layout.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace exporting {
namespace {

constexpr double kMarginPx = 20, kClearancePx = 6;  // from data to the edge of the page, and to furniture
constexpr double kMostMargin = 0.06;                // of the shorter side of a small page
constexpr double kStep = 1.015, kSmallest = 2.1;    // scales that are tried
constexpr int kPositions = 24;                      // along each side
constexpr double kWorthwhile = 1.03;
constexpr std::array kCorners{Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight};

bool atTop(Corner corner) { return corner == Corner::TopLeft || corner == Corner::TopRight; }
bool atLeft(Corner corner) { return corner == Corner::TopLeft || corner == Corner::BottomLeft; }

double marginOf(const FurnitureArea& page) { return std::min(kMarginPx, kMostMargin * std::min(page.width(), page.height())); }

FurnitureArea inCorner(const FurnitureArea& room, const Size& size, Corner corner) {
    if (size.empty()) return {};
    const double x = atLeft(corner) ? room.left : room.right - size.width;
    const double y = atTop(corner) ? room.top : room.bottom - size.height;
    return {x, y, x + size.width, y + size.height};
}

double covered(const FurnitureArea& piece, const FurnitureArea& box, const Occupancy& data) {
    if (piece.width() <= 0) return 0;
    return data.takenIn(
               {(piece.left - kClearancePx - box.left) / box.width(), (piece.top - kClearancePx - box.top) / box.height(),
                (piece.right + kClearancePx - box.left) / box.width(), (piece.bottom + kClearancePx - box.top) / box.height()}) >
           0;
}

double covered(const FurniturePlaces& furniture, const FurnitureArea& box, const Occupancy& data) {
    return covered(furniture.legend, box, data) + covered(furniture.attribution, box, data) +
           covered(furniture.scaleBar, box, data) + covered(furniture.northArrow, box, data);
}

/// Middles of a box of this size within the page where nothing covers data: the one nearest to the mean of all of them.
std::optional<geo::Point> clearMiddle(const FurnitureArea& page, const FurniturePlaces& furniture, const Size& box,
                                      const Occupancy& data) {
    const double margin = marginOf(page), left = page.left + margin, top = page.top + margin;
    const double slackX = std::max(0.0, page.right - margin - left - box.width);
    const double slackY = std::max(0.0, page.bottom - margin - top - box.height);
    std::vector<geo::Point> clear;
    for (int j = 0; j <= kPositions; ++j)
        for (int i = 0; i <= kPositions; ++i) {
            const double x = left + slackX * i / kPositions, y = top + slackY * j / kPositions;
            if (covered(furniture, {x, y, x + box.width, y + box.height}, data) == 0)
                clear.push_back({x + box.width / 2, y + box.height / 2});
        }
    if (clear.empty()) return std::nullopt;
    geo::Point mean;
    for (const auto& at : clear) mean.x += at.x / double(clear.size()), mean.y += at.y / double(clear.size());
    return *std::min_element(clear.begin(), clear.end(), [&](const geo::Point& a, const geo::Point& b) {
        return std::hypot(a.x - mean.x, a.y - mean.y) < std::hypot(b.x - mean.x, b.y - mean.y);
    });
}

}  // namespace

Occupancy::Occupancy(int columns, int rows, const std::vector<bool>& taken)
    : m_columns(columns), m_rows(rows), m_before(static_cast<size_t>(columns + 1) * (rows + 1)) {
    assert(columns > 0 && rows > 0 && taken.size() == static_cast<size_t>(columns) * rows);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            m_before[static_cast<size_t>(row + 1) * (columns + 1) + column + 1] =
                before(column, row + 1) + before(column + 1, row) - before(column, row) +
                (taken[static_cast<size_t>(row) * columns + column] ? 1 : 0);
}

double Occupancy::takenIn(const FurnitureArea& part) const {
    const auto floorOf = [](double share, int cells) {
        return static_cast<int>(std::clamp(std::floor(share * cells), 0.0, double(cells)));
    };
    const auto ceilOf = [](double share, int cells) {
        return static_cast<int>(std::clamp(std::ceil(share * cells), 0.0, double(cells)));
    };
    const int x0 = floorOf(part.left, m_columns), x1 = ceilOf(part.right, m_columns);
    const int y0 = floorOf(part.top, m_rows), y1 = ceilOf(part.bottom, m_rows);
    if (x0 >= x1 || y0 >= y1) return 0;
    return double(before(x1, y1) - before(x0, y1) - before(x1, y0) + before(x0, y0)) / (double(m_columns) * m_rows);
}

FurniturePlaces placeFurniture(const FurnitureArea& page, const FurnitureSizes& sizes, Corner legend) {
    const double edge = sizes.edgePx;
    const FurnitureArea room{page.left + edge, page.top + edge, page.right - edge, page.bottom - edge};
    FurniturePlaces places;
    places.scaleBar = inCorner(room, sizes.scaleBar, Corner::BottomLeft);
    places.attribution = inCorner(page, sizes.attribution, Corner::BottomRight);
    const double cutX = std::max(0.0, page.left - places.attribution.left),
                 cutY = std::max(0.0, page.top - places.attribution.top);
    places.attribution.left += cutX, places.attribution.right += cutX;  // of one larger than the page the beginning is read
    places.attribution.top += cutY, places.attribution.bottom += cutY;
    places.northArrow = inCorner(room, sizes.northArrow, legend == Corner::TopRight ? Corner::TopLeft : Corner::TopRight);
    auto below = room;
    if (legend == Corner::BottomLeft && !sizes.scaleBar.empty()) below.bottom = places.scaleBar.top - edge;
    if (legend == Corner::BottomRight && !sizes.attribution.empty()) below.bottom = places.attribution.top - edge;
    // A legend so wide that it reaches what stands in the other bottom corner lies above that too.
    auto box = inCorner(below, sizes.legend, legend);
    if (!atTop(legend) && !sizes.legend.empty()) {
        if (!sizes.scaleBar.empty() && box.left < places.scaleBar.right + edge)
            below.bottom = std::min(below.bottom, places.scaleBar.top - edge);
        if (!sizes.attribution.empty() && box.right > places.attribution.left - edge)
            below.bottom = std::min(below.bottom, places.attribution.top - edge);
        box = inCorner(below, sizes.legend, legend);
    }
    places.legend = box;
    const bool reachesArrow = atTop(legend) && box.width() > 0 && box.right + edge > places.northArrow.left &&
                              box.left - edge < places.northArrow.right;
    if (reachesArrow && !sizes.northArrow.empty()) {  // a legend across the whole top
        places.northArrow.bottom += box.bottom + edge - places.northArrow.top;
        places.northArrow.top = box.bottom + edge;
    }
    return places;
}

PageFit fitAround(const FurnitureArea& page, const FurniturePlaces& furniture, const Size& box, const Occupancy& data) {
    const double margin = marginOf(page);
    const double width = std::max(1.0, page.width() - 2 * margin), height = std::max(1.0, page.height() - 2 * margin);
    const double closest = std::max(box.width / width, box.height / height);
    for (double factor = 1; factor < kSmallest; factor *= kStep) {
        const double metresPerPixel = closest * factor;
        const Size onPage{std::max(1.0, box.width / metresPerPixel), std::max(1.0, box.height / metresPerPixel)};
        if (const auto middle = clearMiddle(page, furniture, onPage, data)) return {metresPerPixel, *middle, 0};
    }
    const geo::Point middle{(page.left + page.right) / 2, (page.top + page.bottom) / 2};
    const double w = box.width / closest / 2, h = box.height / closest / 2;
    return {closest, middle, covered(furniture, {middle.x - w, middle.y - h, middle.x + w, middle.y + h}, data)};
}

PageLayout layOut(const FurnitureArea& page, std::span<const Size> legends, FurnitureSizes rest, const Size& box,
                  const Occupancy& data) {
    std::optional<PageLayout> best;
    for (size_t i = 0; i < legends.size(); ++i)
        for (const auto corner : kCorners) {
            rest.legend = legends[i];
            const auto fit = fitAround(page, placeFurniture(page, rest, corner), box, data);
            constexpr double kNoticeable = 0.01;
            const bool clear = fit.covered == 0, bestClear = best && best->fit.covered == 0;
            const bool better = !best || (clear && !bestClear) ||
                                (clear && bestClear && fit.metresPerPixel * kWorthwhile < best->fit.metresPerPixel) ||
                                (!clear && !bestClear && fit.covered + kNoticeable < best->fit.covered);
            if (better) best = PageLayout{i, corner, fit};
        }
    return *best;
}

Corner freeCorner(const FurnitureArea& page, const FurnitureSizes& sizes, const Occupancy& data) {
    Corner best = Corner::TopLeft;
    double least = 2;
    for (const auto corner : kCorners) {
        const auto legend = placeFurniture(page, sizes, corner).legend;
        const double taken =
            data.takenIn({(legend.left - page.left) / page.width(), (legend.top - page.top) / page.height(),
                          (legend.right - page.left) / page.width(), (legend.bottom - page.top) / page.height()});
        constexpr double kNoticeable = 0.01;  // of the page
        if (taken + kNoticeable < least) least = taken, best = corner;
    }
    return best;
}

double furnitureScale(int widthPx, int heightPx) {
    constexpr double kA4Px = 794;
    return std::clamp(std::sqrt(std::min(widthPx, heightPx) / kA4Px), 1.0, 2.0);
}

}  // namespace exporting
