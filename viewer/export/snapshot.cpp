#include "viewer/export/snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "geo/base/atomic_file.h"
#include "viewer/export/page.h"
#include "viewer/export/png_writer.h"
#include "viewer/gfx/headless_context.h"

namespace exporting {
namespace {

constexpr int kLargestSidePx = 200000;

/// RGBA of a piece into its place in the rows of the band, without alpha.
void intoBand(const std::vector<std::byte>& rgba, const plan::DeviceRect& piece, int bandWidth, std::vector<std::byte>& band) {
    for (int y = 0; y < piece.height; ++y) {
        const auto* from = rgba.data() + static_cast<size_t>(y) * static_cast<size_t>(piece.width) * 4;
        auto* to = band.data() + (static_cast<size_t>(y) * static_cast<size_t>(bandWidth) + static_cast<size_t>(piece.x)) * 3;
        for (int x = 0; x < piece.width; ++x, from += 4, to += 3) to[0] = from[0], to[1] = from[1], to[2] = from[2];
    }
}

/// Where a page of `length` px is cut into pieces of at most `piecePx`: at 0, at `phase` and every `piecePx` from there.
std::vector<int> cutsOf(int length, int piecePx, int phase) {
    std::vector<int> cuts{0};
    for (int at = phase > 0 ? phase : piecePx; at < length; at += piecePx) cuts.push_back(at);
    cuts.push_back(length);
    return cuts;
}

/// The first edge between tiles on the page, px: pieces that end where tiles end read each tile once.
std::pair<int, int> tileEdges(const map::ViewState& view, int piecePx) {
    if (view.camera.rotationRad != 0 || piecePx % geo::TileScheme::kTilePx != 0) return {0, 0};
    const auto scheme = geo::TileScheme::exactFor(view.metresPerDevicePixel());
    const auto corner = plan::Screen(view, {}, true).place(scheme, scheme.at(view.camera.centre, geo::TileScheme::kExactLevel));
    const auto phase = [piecePx](double at) { return static_cast<int>(at - std::floor(at / piecePx) * piecePx); };
    return {phase(corner.x), phase(corner.y)};
}

geo::Result<void> drawPage(Page& page, int piecePx, PngWriter& png, const geo::Progress& progress, const std::stop_token& stop) {
    const auto size = page.size();
    const auto [phaseX, phaseY] = tileEdges(page.view(), piecePx);
    const auto columns = cutsOf(size.width, piecePx, phaseX), rows = cutsOf(size.height, piecePx, phaseY);
    std::vector<std::byte> rgba, band;
    for (size_t j = 0; j + 1 < rows.size(); ++j) {
        const int y = rows[j], height = rows[j + 1] - y;
        const size_t stride = static_cast<size_t>(size.width) * 3;
        band.resize(stride * static_cast<size_t>(height));
        for (size_t i = 0; i + 1 < columns.size(); ++i) {
            const plan::DeviceRect piece{columns[i], y, columns[i + 1] - columns[i], height};
            if (auto drawn = page.draw(piece, rgba); !drawn) return drawn;
            intoBand(rgba, piece, size.width, band);
            const double done = y + height * static_cast<double>(columns[i + 1]) / size.width;
            if (progress) progress(done / size.height, "");
        }
        for (int row = 0; row < height; ++row) {
            if (stop.stop_requested()) return drawingCancelled();
            if (auto written = png.writeRow({band.data() + stride * static_cast<size_t>(row), stride}); !written) return written;
        }
    }
    return {};
}

/// ESRI world file: the affine map from pixel centres to the map, and the CRS beside it.
geo::Result<void> writeWorldFile(const SnapshotSpec& spec, const map::ViewState& view) {
    const plan::Screen screen(view, {}, view.camera.rotationRad == 0);
    const auto first = screen.toMap({0.5, 0.5}), right = screen.toMap({1.5, 0.5}), below = screen.toMap({0.5, 1.5});
    const auto text = fmt::format("{:.12f}\n{:.12f}\n{:.12f}\n{:.12f}\n{:.6f}\n{:.6f}\n", right.x - first.x, right.y - first.y,
                                  below.x - first.x, below.y - first.y, first.x, first.y);
    if (auto written = geo::writeFileAtomically(spec.worldFile, text, "world file"); !written) return written;
    return geo::writeFileAtomically(std::filesystem::path(spec.worldFile).replace_extension(".prj").string(),
                                    spec.scene->crs.esriWkt() + "\n", "world file");
}

}  // namespace

geo::Result<SnapshotReport> writeSnapshot(const SnapshotSpec& spec, const std::string& path, const geo::Progress& progress,
                                          const std::stop_token& stop) {
    const auto size = plan::Screen::whole({spec.camera, spec.widthPx, spec.heightPx, spec.pixelRatio});
    if (size.empty() || size.width > kLargestSidePx || size.height > kLargestSidePx)
        return geo::fail(geo::ErrorCode::TooLarge,
                         fmt::format("A picture of {} x {} pixels cannot be drawn; choose a size from 1 to {} pixels a side.",
                                     size.width, size.height, kLargestSidePx),
                         path);
    if (!spec.scene) return geo::fail(geo::ErrorCode::NotFound, "There is no map to draw; open a layer first.", path);
    constexpr double kDpiOfRatioOne = 96;
    auto png = PngWriter::create(path, size.width, size.height, spec.dpi > 0 ? spec.dpi : spec.pixelRatio * kDpiOfRatioOne);
    if (!png) return geo::Failure(png.error());
    auto context = gfx::HeadlessContext::make();
    if (!context) return geo::Failure(context.error());
    Page page(spec, stop);
    if (auto furnished = page.furnish(); !furnished) return geo::Failure(furnished.error());
    if (auto drawn = drawPage(page, std::clamp(spec.tilePx, 64, 8192), *png, progress, stop); !drawn)
        return geo::Failure(drawn.error());
    if (stop.stop_requested()) return drawingCancelled();
    if (auto finished = png->finish(); !finished) return geo::Failure(finished.error());
    if (!spec.worldFile.empty())
        if (auto written = writeWorldFile(spec, page.view()); !written) return geo::Failure(written.error());
    return SnapshotReport{page.blank(), page.legendLeftOut(), page.sourcesCut(), page.view()};
}

}  // namespace exporting
