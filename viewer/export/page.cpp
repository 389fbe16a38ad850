#include "viewer/export/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

#include "geo/base/counted.h"

namespace exporting {
namespace {

constexpr size_t kIdleBytes = 96u << 20;  // pieces share no tile: little is worth keeping beyond the one that is drawn
constexpr double kSketchPx = 512;         // enough to see where data lie
constexpr double kOverviewPx = 2048;      // enough to see which classes are shown; the same however the page is cut
constexpr double kSmallLegend = 0.85;     // 7.6 pt: the least that is read with ease on paper
constexpr double kMostOfPage = 0.4;       // that a legend may take
constexpr int kPasses = 2;                // the legend depends on the view, and the view on the legend's size

}  // namespace

Page::Page(const SnapshotSpec& spec, std::stop_token stop)
    : m_spec(spec),
      m_stop(std::move(stop)),
      m_deadline(Clock::now() + std::chrono::milliseconds(std::llround(spec.timeoutSeconds * 1000))),
      m_engine(engine::EngineOptions{.workers = std::max(2, static_cast<int>(std::thread::hardware_concurrency())),
                                     .gpuBytes = kIdleBytes}) {
    m_input.scene = spec.scene;
    m_input.view = {spec.camera, spec.widthPx, spec.heightPx, spec.pixelRatio, spec.magnification};
    if (spec.subject) m_input.view.camera = map::fit(spec.subject->extent, spec.widthPx, spec.heightPx);
    m_input.exact = true;
    m_size = plan::Screen::whole(m_input.view);
}

geo::Result<void> Page::furnish() {
    FurnitureSpec spec;
    spec.scene = m_spec.scene;
    spec.view = m_input.view;
    spec.area = {0, 0, double(m_spec.widthPx), double(m_spec.heightPx)};
    spec.enlarged = furnitureScale(m_spec.widthPx, m_spec.heightPx) * m_spec.magnification;
    spec.scaleBar = spec.northArrow = spec.legend = m_spec.furniture;
    if (spec.legend && !m_spec.wholeLegend)
        spec.classesShown = [this](const map::Layer& layer) { return m_engine.classesShown(layer.id); };
    if (m_spec.subject) {
        if (auto fitted = fitSubject(spec); !fitted) return fitted;
    } else if (spec.legend) {
        if (auto found = findCorner(spec); !found) return found;
    }
    m_input.overlays = m_furniture.arrange(spec);
    const auto sources = m_furniture.sizes(spec).attribution;
    m_sourcesCut = sources.width > std::ceil(spec.area.width()) || sources.height > std::ceil(spec.area.height());
    return {};
}

geo::Result<void> Page::draw(const plan::DeviceRect& piece, std::vector<std::byte>& rgba) {
    m_input.piece = piece;
    if (auto settled = settle(m_input); !settled) return settled;
    drawInto(piece.width, piece.height, rgba);
    if (!m_blank || !isBlank(piece, rgba)) {
        m_blank = false;
        return {};
    }
    const auto hidden = hidesSomething(piece);
    if (!hidden) return geo::Failure(hidden.error());
    m_blank = !*hidden;
    return {};
}

bool Page::isBlank(const plan::DeviceRect& piece, const std::vector<std::byte>& rgba) const {
    const auto& ground = m_input.scene->background;
    const std::array background{std::byte{ground.r}, std::byte{ground.g}, std::byte{ground.b}};
    const auto isFurniture = [&](int x, int y) {
        return std::ranges::any_of(m_input.overlays, [&](const engine::Overlay& overlay) {
            return x >= overlay.xPx && y >= overlay.yPx && x < overlay.xPx + overlay.image->widthPx &&
                   y < overlay.yPx + overlay.image->heightPx;
        });
    };
    const auto* pixel = rgba.data();
    for (int y = 0; y < piece.height; ++y)
        for (int x = 0; x < piece.width; ++x, pixel += 4)
            if (!std::equal(background.begin(), background.end(), pixel) && !isFurniture(piece.x + x, piece.y + y)) return false;
    return true;
}

geo::Result<bool> Page::hidesSomething(const plan::DeviceRect& piece) {
    if (m_input.overlays.empty()) return false;
    const auto overlays = std::exchange(m_input.overlays, {});
    std::vector<std::byte> bare;
    const auto settled = settle(m_input);
    if (settled) drawInto(piece.width, piece.height, bare);
    const bool something = settled && !isBlank(piece, bare);
    m_input.overlays = overlays;
    if (!settled) return geo::Failure(settled.error());
    return something;
}

Page::LegendChoice Page::legendsFor(const FurnitureSpec& spec) const {
    const auto& area = spec.area;
    const double edge = kFurnitureEdgePx * spec.enlarged, below = kBelowLegendPx * spec.enlarged;
    const double width = area.width() - 2 * edge, height = area.height() - 2 * edge - below;
    const std::array<Size, 5> shapes{Size{width * 0.46, height}, Size{width * 0.6, height * 0.55}, Size{width * 0.6, height},
                                     Size{width, height * 0.36}, Size{width, height * 0.55}};
    LegendChoice choice;
    size_t fewest = SIZE_MAX;
    const double magnified = m_spec.magnification;
    double before = INFINITY;
    for (const double enlarged : {spec.enlarged, magnified, kSmallLegend * magnified, 1.0, kSmallLegend}) {
        if (fewest == 0) break;
        if (enlarged >= before) continue;
        before = enlarged;
        for (const auto& most : shapes) {
            auto tried = spec;
            tried.legendMost = most, tried.legendEnlarged = enlarged;
            const auto page = legendPage(tried);
            const auto measured = text::measureLegend(page.legend, page.ratio);
            const Size size{measured.widthPx * enlarged, measured.heightPx * enlarged};
            const bool overbearing = size.width * size.height > kMostOfPage * area.width() * area.height();
            const bool reachesOut = size.width > width + 1 || size.height > height + below + 1;
            if (measured.leftOut > fewest || overbearing || reachesOut) continue;
            if (measured.leftOut < fewest) choice = {{}, {}, enlarged}, fewest = measured.leftOut;
            if (enlarged != choice.enlarged) continue;
            choice.most.push_back(most);
            choice.sizes.push_back(size);
        }
    }
    return choice;
}

geo::Result<void> Page::fitSubject(FurnitureSpec& spec) {
    const auto& box = m_spec.subject->extent;
    const Size metres{box.width(), box.height()};
    const auto withoutLegend = [&](const Occupancy& data) {
        const auto places = placeFurniture(spec.area, m_furniture.sizes(spec), Corner::TopLeft);
        aim(spec, fitAround(spec.area, places, metres, data));
    };
    if (!spec.legend) {
        withoutLegend(Occupancy::full());
        return {};
    }
    const auto sketch = overview(kSketchPx, m_spec.subject->layers);
    if (auto settled = settle(sketch); !settled) return settled;
    const auto data = occupancy(sketch, box);
    for (int pass = 0; pass < kPasses; ++pass) {
        const auto legends = legendsFor(spec);
        if (legends.sizes.empty()) {
            leaveOutLegend(spec);
            withoutLegend(data);
            return {};
        }
        const auto layout = layOut(spec.area, legends.sizes, m_furniture.sizes(spec), metres, data);
        spec.legendCorner = layout.corner, spec.legendMost = legends.most[layout.legend], spec.legendEnlarged = legends.enlarged;
        aim(spec, layout.fit);
        if (auto settled = settle(overview(kOverviewPx)); !settled) return settled;
    }
    return {};
}

geo::Result<void> Page::findCorner(FurnitureSpec& spec) {
    const auto whole = overview(kOverviewPx);
    if (auto settled = settle(whole); !settled) return settled;
    const auto legends = legendsFor(spec);
    if (legends.sizes.empty()) {
        leaveOutLegend(spec);
        return {};
    }
    spec.legendMost = legends.most.front(), spec.legendEnlarged = legends.enlarged;
    auto sizes = m_furniture.sizes(spec);
    sizes.legend = legends.sizes.front();
    spec.legendCorner = freeCorner(spec.area, sizes, occupancy(whole, {}));
    return {};
}

void Page::leaveOutLegend(FurnitureSpec& spec) {
    spec.legend = false;
    m_legendLeftOut = true;
}

void Page::aim(FurnitureSpec& spec, const PageFit& fit) {
    const auto middle = m_spec.subject->extent.centre();
    const double dx = fit.middle.x - m_spec.widthPx / 2.0, dy = fit.middle.y - m_spec.heightPx / 2.0;
    m_input.view.camera = {{middle.x - dx * fit.metresPerPixel, middle.y + dy * fit.metresPerPixel}, fit.metresPerPixel, 0};
    spec.view = m_input.view;
}

engine::FrameInput Page::overview(double longestPx, const std::set<std::string>& of) const {
    auto input = m_input;
    input.view.pixelRatio /= std::max(1.0, std::max(m_size.width, m_size.height) / longestPx);
    auto scene = std::make_shared<map::SceneState>(*m_input.scene);
    scene->revision = map::nextRevision();
    for (auto& layer : scene->layers) {
        layer.style.labelPx = 0;
        layer.visible = layer.visible && (of.empty() || of.contains(layer.id));
    }
    input.scene = std::move(scene);
    return input;
}

Occupancy Page::occupancy(const engine::FrameInput& overview, const geo::Extent& box) {
    const auto whole = plan::Screen::whole(overview.view);
    std::vector<std::byte> rgba;
    drawInto(whole.width, whole.height, rgba);
    plan::DeviceRect part = whole;
    if (!box.empty()) {
        const plan::Screen screen(overview.view, {}, overview.view.camera.rotationRad == 0);
        const auto corner = screen.toDevice({box.minX, box.maxY}), other = screen.toDevice({box.maxX, box.minY});
        const int x = std::clamp(static_cast<int>(std::floor(corner.x)), 0, whole.width - 1);
        const int y = std::clamp(static_cast<int>(std::floor(corner.y)), 0, whole.height - 1);
        part = {x, y, std::clamp(static_cast<int>(std::ceil(other.x)), x + 1, whole.width) - x,
                std::clamp(static_cast<int>(std::ceil(other.y)), y + 1, whole.height) - y};
    }
    const auto& ground = m_input.scene->background;
    const std::array<int, 3> background{ground.r, ground.g, ground.b};
    constexpr int kNoticeable = 3;
    std::vector<bool> taken;
    taken.reserve(static_cast<size_t>(part.width) * static_cast<size_t>(part.height));
    for (int y = part.y; y < part.y + part.height; ++y)
        for (int x = part.x; x < part.x + part.width; ++x) {
            const auto* pixel =
                rgba.data() + (static_cast<size_t>(y) * static_cast<size_t>(whole.width) + static_cast<size_t>(x)) * 4;
            bool differs = false;
            for (size_t i = 0; i < 3; ++i)
                differs = differs || std::abs(std::to_integer<int>(pixel[i]) - background[i]) > kNoticeable;
            taken.push_back(differs);
        }
    return {part.width, part.height, taken};
}

geo::Result<void> Page::settle(const engine::FrameInput& input) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_deadline - Clock::now());
    const auto status = m_engine.settle(input, std::max(left, std::chrono::milliseconds(0)), m_stop, true);
    if (m_stop.stop_requested()) return drawingCancelled();
    if (!status.problems.empty()) return geo::fail(geo::ErrorCode::Unreadable, status.problems.front());
    if (!status.complete)
        return geo::fail(geo::ErrorCode::TooLarge,
                         fmt::format("The picture was not complete after {:.0f} s, {} missing; "
                                     "choose a smaller picture or fewer layers.",
                                     m_spec.timeoutSeconds, geo::counted(status.tilesLoading, "tile is", "tiles are")));
    return {};
}

void Page::drawInto(int widthPx, int heightPx, std::vector<std::byte>& rgba) {
    if (m_canvas.width() != widthPx || m_canvas.height() != heightPx)
        m_canvas = gfx::Texture(gfx::TextureFormat::Rgba8, widthPx, heightPx, "page");
    m_framebuffer.drawInto(m_canvas);
    m_engine.draw(static_cast<int>(m_framebuffer.name()), widthPx, heightPx);
    rgba.resize(m_canvas.bytes());
    gfx::readPixels(m_framebuffer.name(), widthPx, heightPx, rgba);
}

}  // namespace exporting
