#include "viewer/ui/layout.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace ui {
namespace {

// Unscaled px on the 8 px grid.
constexpr double kTopBar = 56, kStatusBar = 32, kGap = 12, kMinimalCard = 56;
constexpr double kLeftMin = 304, kLeftMax = 360, kRightMin = 288, kRightMax = 336;
constexpr double kStackedBelow = 640;   // window width
constexpr double kMapAtLeast = 320;     // width of map between two columns, else the right cards go under the map
constexpr double kCompactBelow = 1120;  // window width

/// Heights for the cards of one column: what each wants, the tallest giving way first.
std::array<double, kRightCards> shareHeight(std::array<double, kRightCards> wanted, double available) {
    const auto open = std::count_if(wanted.begin(), wanted.end(), [](double h) { return h > 0; });
    available -= kGap * static_cast<double>(std::max<std::ptrdiff_t>(open - 1, 0));
    // Water filling: the common cap under which the heights sum to what is available.
    auto sorted = wanted;
    std::sort(sorted.begin(), sorted.end());
    double cap = std::numeric_limits<double>::infinity(), rest = std::max(available, 0.0);
    auto left = static_cast<double>(open);
    for (const double height : sorted) {
        if (height <= 0) continue;
        if (height > rest / left) {
            cap = rest / left;
            break;
        }
        rest -= height, left -= 1;
    }
    for (double& height : wanted) height = std::min(height, cap);
    return wanted;
}

void stack(const LayoutRequest& request, const Rect& column, Layout& layout) {
    const auto heights = shareHeight(request.wantedHeightPx, column.height());
    double top = column.top;
    for (size_t i = 0; i < kRightCards; ++i) {
        if (heights[i] <= 0 || top + std::min(heights[i], kMinimalCard) > column.bottom) continue;
        layout.right[i] = {column.left, top, column.right, std::min(top + heights[i], column.bottom)};
        top = layout.right[i].bottom + kGap;
    }
}

/// Right cards under the map, side by side, where there is no room for a second column.
void dock(const LayoutRequest& request, const Rect& area, Layout& layout) {
    std::vector<size_t> open;
    for (size_t i = static_cast<size_t>(RightCard::Toasts) + 1; i < kRightCards; ++i) {
        if (request.wantedHeightPx[i] > 0) open.push_back(i);
    }
    const auto fitting = std::max<size_t>(1, static_cast<size_t>((area.width() + kGap) / (kRightMin * 0.75 + kGap)));
    // The later ones were asked for while the earlier ones were there.
    if (open.size() > fitting) open.erase(open.begin(), open.end() - static_cast<std::ptrdiff_t>(fitting));
    const double width = (area.width() - kGap * static_cast<double>(open.size() - 1)) / static_cast<double>(open.size());
    for (size_t k = 0; k < open.size(); ++k) {
        const double left = area.left + static_cast<double>(k) * (width + kGap);
        const double height = std::min(area.height(), request.wantedHeightPx[open[k]]);
        layout.right[open[k]] = {left, area.bottom - height, left + width, area.bottom};
    }
}

/// News over the top of the map, where the cards are not in a column.
void layToasts(const LayoutRequest& request, const Rect& area, Layout& layout) {
    const double height = std::min(request.wantedHeightPx[static_cast<size_t>(RightCard::Toasts)], area.height());
    if (height <= 0 || area.empty()) return;
    layout.right[static_cast<size_t>(RightCard::Toasts)] = {std::max(area.left, area.right - kRightMax), area.top, area.right,
                                                            area.top + height};
}

Rect scaled(const Rect& r, double by) { return {r.left * by, r.top * by, r.right * by, r.bottom * by}; }

}  // namespace

Layout arrange(const LayoutRequest& request) {
    const double scale = std::clamp(request.uiScale, 0.25, 8.0);
    const double width = std::max(request.widthPx / scale, 1.0), height = std::max(request.heightPx / scale, 1.0);

    Layout layout;
    layout.compact = width < kCompactBelow;
    layout.topBar = {0, 0, width, std::min(kTopBar, height)};
    layout.statusBar = {0, std::max(layout.topBar.bottom, height - kStatusBar), width, height};
    Rect map{0, layout.topBar.bottom, width, layout.statusBar.top};
    const Rect inner{kGap, map.top + kGap, width - kGap, map.bottom - kGap};

    const bool hasLeft = request.left != LeftPanel::None;
    auto persistent = request.wantedHeightPx;
    persistent[static_cast<size_t>(RightCard::Toasts)] = 0;
    const bool hasRight = std::any_of(persistent.begin(), persistent.end(), [](double h) { return h > 0; });
    const bool hasToasts = request.wantedHeightPx[static_cast<size_t>(RightCard::Toasts)] > 0;
    const double leftWidth = std::clamp(width * 0.27, kLeftMin, kLeftMax);
    const double rightWidth = std::clamp(width * 0.25, kRightMin, kRightMax);

    if (width < kStackedBelow) {  // map above, one sheet below: cards go before the panel
        if (hasLeft || hasRight) {
            const Rect sheet{inner.left, map.top + map.height() * 0.5, inner.right, inner.bottom};
            if (hasRight)
                dock(request, sheet, layout);
            else
                layout.left = sheet;
            map.bottom = sheet.top;
        }
        layToasts(request, {inner.left, inner.top, inner.right, map.bottom - kGap}, layout);
    } else {
        if (hasLeft) {
            layout.left = {inner.left, inner.top, inner.left + leftWidth, inner.bottom};
            map.left = layout.left.right;
        }
        const double between = inner.right - rightWidth - kGap - (map.left + kGap);
        if (hasRight && between < kMapAtLeast) {
            const double dockHeight = std::min(inner.height() * 0.45, 280.0);
            dock(request, {map.left + kGap, inner.bottom - dockHeight, inner.right, inner.bottom}, layout);
            map.bottom = inner.bottom - dockHeight;
            layToasts(request, {map.left + kGap, inner.top, inner.right, map.bottom - kGap}, layout);
        } else if (hasRight || hasToasts) {
            stack(request, {inner.right - rightWidth, inner.top, inner.right, inner.bottom}, layout);
            if (hasRight) map.right = inner.right - rightWidth;
        }
    }
    if (map.right <= map.left) map.right = map.left;
    if (map.bottom <= map.top) map.bottom = map.top;
    layout.map = map;
    layout.middle = inner;

    for (Rect* r : {&layout.topBar, &layout.statusBar, &layout.left, &layout.map, &layout.middle}) *r = scaled(*r, scale);
    for (Rect& r : layout.right) r = r.empty() ? Rect{} : scaled(r, scale);
    if (layout.left.empty()) layout.left = {};
    return layout;
}

LeftPanel leftPanel(const std::set<std::string>& openPanels, bool worldView) {
    const bool members = openPanels.contains("members"), layers = openPanels.contains("layers");
    if (members && layers) return worldView ? LeftPanel::Members : LeftPanel::Layers;
    if (members) return LeftPanel::Members;
    return layers ? LeftPanel::Layers : LeftPanel::None;
}

}  // namespace ui
