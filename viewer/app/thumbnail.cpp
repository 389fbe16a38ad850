#include "viewer/app/thumbnail.h"

#include "viewer/app/headless.h"
#include "viewer/export/snapshot.h"

namespace app {
namespace {

constexpr int kWidthPx = 640, kHeightPx = 400;

}  // namespace

geo::Result<void> drawThumbnail(const std::filesystem::path& folder, const std::filesystem::path& png) {
    Headless headless;
    auto& session = headless.session();
    session.setViewSize(kWidthPx, kHeightPx, 1);
    if (auto opened = session.open({folder.string()}); !opened) return opened;
    headless.settle({});
    for (const auto& message : session.messages())
        if (message.severity == ui::Severity::Problem)
            return geo::fail(geo::ErrorCode::Unreadable, message.text, folder.filename().string());
    exporting::SnapshotSpec spec;
    spec.scene = session.scene().freeze();
    spec.camera = session.view().camera;
    spec.widthPx = kWidthPx, spec.heightPx = kHeightPx, spec.pixelRatio = 1;
    spec.furniture = false;
    if (const auto written = exporting::writeSnapshot(spec, png.string()); !written) return geo::Failure(written.error());
    return {};
}

}  // namespace app
