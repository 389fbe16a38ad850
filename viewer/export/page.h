#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "viewer/engine/map_engine.h"
#include "viewer/export/map_furniture.h"
#include "viewer/export/snapshot.h"
#include "viewer/gfx/objects.h"

namespace exporting {

/// How a page fails that was told to stop.
[[nodiscard]] inline geo::Failure drawingCancelled() { return geo::fail(geo::ErrorCode::Cancelled, "Drawing was cancelled."); }

/// One page being drawn: engine, canvas and deadline. GL thread only, with a current context; the spec outlives it.
class Page {
public:
    Page(const SnapshotSpec& spec, std::stop_token stop);

    /// Aims the camera at the subject, if there is one, and lays scale bar, north arrow, legend and attribution over the map
    /// where they cover least of the data. The legend explains the classes that the page shows. Once, before draw().
    [[nodiscard]] geo::Result<void> furnish();
    /// Draws a part of the page; RGBA rows from the top.
    [[nodiscard]] geo::Result<void> draw(const plan::DeviceRect& piece, std::vector<std::byte>& rgba);

    /// Whether all that was drawn so far was background, beside the furniture and under it.
    [[nodiscard]] bool blank() const { return m_blank; }
    /// Whether a legend was wanted that would cover too much of the page.
    [[nodiscard]] bool legendLeftOut() const { return m_legendLeftOut; }
    /// Whether the page is too small to bear all of its attribution.
    [[nodiscard]] bool sourcesCut() const { return m_sourcesCut; }
    [[nodiscard]] const plan::DeviceRect& size() const { return m_size; }
    [[nodiscard]] const map::ViewState& view() const { return m_input.view; }

private:
    using Clock = std::chrono::steady_clock;

    /// Legends that the page may bear, the first the usual one; all leave out equally few classes. None where it is too small.
    struct LegendChoice {
        std::vector<Size> most, sizes;
        double enlarged = 1;
    };
    [[nodiscard]] LegendChoice legendsFor(const FurnitureSpec& spec) const;
    [[nodiscard]] geo::Result<void> fitSubject(FurnitureSpec& spec);
    [[nodiscard]] geo::Result<void> findCorner(FurnitureSpec& spec);
    void leaveOutLegend(FurnitureSpec& spec);
    void aim(FurnitureSpec& spec, const PageFit& fit);

    /// The whole page at most `longestPx` long, without its lettering; `of`: these layers only, unless none are named.
    [[nodiscard]] engine::FrameInput overview(double longestPx, const std::set<std::string>& of = {}) const;
    /// Where the last overview differs from the background, within a box of the map.
    [[nodiscard]] Occupancy occupancy(const engine::FrameInput& overview, const geo::Extent& box);
    [[nodiscard]] geo::Result<void> settle(const engine::FrameInput& input);
    [[nodiscard]] bool isBlank(const plan::DeviceRect& piece, const std::vector<std::byte>& rgba) const;
    /// Whether the piece that was drawn last holds more than background under the furniture.
    [[nodiscard]] geo::Result<bool> hidesSomething(const plan::DeviceRect& piece);
    void drawInto(int widthPx, int heightPx, std::vector<std::byte>& rgba);

    const SnapshotSpec& m_spec;
    std::stop_token m_stop;
    Clock::time_point m_deadline;
    engine::MapEngine m_engine;
    engine::FrameInput m_input;
    plan::DeviceRect m_size;
    bool m_blank = true, m_legendLeftOut = false, m_sourcesCut = false;
    MapFurniture m_furniture;
    gfx::Framebuffer m_framebuffer = gfx::Framebuffer::make("page");
    gfx::Texture m_canvas;
};

}  // namespace exporting
