#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "viewer/app/cli/cli.h"
#include "viewer/app/cli/coordinates.h"
#include "viewer/app/cli/print.h"
#include "viewer/app/cli/progress_line.h"
#include "viewer/app/headless.h"
#include "viewer/app/picture_size.h"
#include "viewer/export/snapshot.h"

namespace app {
namespace {

constexpr double kPageDpi = 300;
constexpr double kMetresPerDegree = 111320;

struct Aim {
    std::optional<geo::GeographicExtent> box;
    std::optional<geo::LonLat> centre;
    double metresPerPixel = 0;  // 0: as it fits
};

geo::Result<Aim> parseAim(const SnapshotRequest& request, const PictureSize& size) {
    Aim aim;
    if (!request.bbox.empty()) {
        const auto box = parseBox(request.bbox);
        if (!box) return geo::Failure(box.error());
        aim.box = *box;
    }
    if (!request.scale.empty()) {
        const auto scale = parseScale(request.scale);
        if (!scale) return geo::Failure(scale.error());
        aim.metresPerPixel = *scale;
    }
    if (!request.centre.empty()) {
        const auto centre = parseLonLat(request.centre);
        if (!centre) return geo::Failure(centre.error());
        aim.centre = *centre;
        // Roughly what will be seen: enough to choose the plane.
        const double dLat = aim.metresPerPixel * size.heightPx / 2 / kMetresPerDegree;
        const double dLon =
            aim.metresPerPixel * size.widthPx / 2 / kMetresPerDegree / std::max(0.05, std::cos(centre->latDeg * M_PI / 180));
        if (aim.metresPerPixel > 0 && dLon < 180)
            aim.box = geo::GeographicExtent{std::remainder(centre->lonDeg - dLon, 360), std::max(-90.0, centre->latDeg - dLat),
                                            std::remainder(centre->lonDeg + dLon, 360), std::min(90.0, centre->latDeg + dLat)};
    }
    return aim;
}

void take(Session& session, const Aim& aim) {
    if (aim.centre) {
        session.jumpTo(
            session.cameraFor(*aim.centre, aim.metresPerPixel > 0 ? aim.metresPerPixel : session.view().camera.metresPerPixel));
    } else if (aim.box) {
        session.jumpTo(session.cameraFor(session.place()->toMap(*aim.box), 0));
    } else if (aim.metresPerPixel > 0) {
        auto camera = session.view().camera;
        camera.metresPerPixel = aim.metresPerPixel;
        session.jumpTo(camera);
    }
}

geo::Result<void> showOnly(Session& session, const std::vector<std::string>& ids) {
    for (const auto& id : ids)
        if (const auto found = session.layer(id); !found) return geo::Failure(found.error());
    const auto layers = session.scene().state().layers;
    for (const auto& layer : layers)
        session.scene().edit(layer.id,
                             [&](map::Layer& l) { l.visible = std::find(ids.begin(), ids.end(), layer.id) != ids.end(); });
    return {};
}

// All that was opened, where nothing was said of where to look.
std::optional<exporting::SnapshotSpec::Subject> subjectOf(const Session& session, const Aim& aim) {
    if (aim.centre || aim.box || aim.metresPerPixel > 0) return std::nullopt;
    exporting::SnapshotSpec::Subject subject;
    for (const auto& layer : session.place()->scene.state().layers) {
        if (!session.place()->ownLayers.contains(layer.id) || !layer.visible || !layer.source) continue;
        subject.layers.insert(layer.id);
        if (!layer.source->extent().empty()) subject.extent.add(layer.source->extent());
    }
    if (subject.extent.empty()) return std::nullopt;
    if (subject.extent.width() <= 0 && subject.extent.height() <= 0) return std::nullopt;  // one point has no size to fit
    return subject;
}

// What a picture is too small to say.
std::vector<std::string> smallnessRemarks(const exporting::SnapshotReport& report) {
    std::vector<std::string> remarks;
    if (report.legendLeftOut)
        remarks.emplace_back(
            "The legend is left out, as it would cover most of so small a picture; ask for a larger one with --size.");
    if (report.sourcesCut)
        remarks.emplace_back("The picture is too small for all of its sources; name them beside it, or ask for a larger one.");
    return remarks;
}

// A sentence where the picture shows nothing of what was opened; empty: it does. What was asked for was drawn: no failure.
std::string emptyRemark(const Session& session, const exporting::SnapshotReport& report) {
    const auto& place = *session.place();
    const auto seen = report.view.visible();
    geo::Extent all;
    bool inView = false, anyOfUser = false;
    for (const auto& layer : place.scene.state().layers) anyOfUser = anyOfUser || place.ownLayers.contains(layer.id);
    for (const auto& layer : place.scene.state().layers) {
        if (!layer.visible || !layer.source || layer.source->extent().empty()) continue;
        if (anyOfUser && !place.ownLayers.contains(layer.id)) continue;
        all.add(layer.source->extent());
        inView = inView || layer.source->extent().intersects(seen);
    }
    if (!inView && !all.empty()) {
        const auto middle = place.toLonLat(all.centre());
        const auto where = middle ? fmt::format(", which lie around {:.4f},{:.4f}", middle->lonDeg, middle->latDeg) : "";
        return "This view lies beside all data" + where + "; look there, or leave out --center and --bbox to see them all.";
    }
    if (report.blank) return "The picture is empty, because the layers have nothing to show in this view at this scale.";
    return {};
}

}  // namespace

int writePicture(const SnapshotRequest& request) {
    if (const auto named = checkPictureName(request.output); !named) return reportFailure(named.error());
    const bool page = !request.size.empty() && !std::isdigit(static_cast<unsigned char>(request.size[0]));
    const auto size = parsePictureSize(request.size, request.dpi > 0 ? request.dpi : page ? kPageDpi : kScreenDpi);
    if (!size) return reportWrongUsage(size.error());
    const auto aim = parseAim(request, *size);
    if (!aim) return reportWrongUsage(aim.error());

    Headless headless;
    auto& session = headless.session();
    session.setViewSize(size->widthPx, size->heightPx, size->pixelRatio);
    session.setLanguage(*parseLanguage(request.language));
    session.setFocus(aim->box);
    ProgressLine progress;
    if (const auto opened = session.open(request.paths); !opened) return reportFailure(opened.error());
    headless.settle([&] { progress.showTasks(session.tasks()); });
    progress.show("");
    for (const auto& message : session.messages())
        if (message.severity != ui::Severity::Note) complain(message.text);
    if (session.problems() > 0) {  // a picture that lacks what was asked for must not take the place of a whole one
        complain(request.output + " was not written.");
        return kWorldFailed;
    }
    if (!request.layers.empty())
        if (const auto shown = showOnly(session, request.layers); !shown) return reportFailure(shown.error());
    take(session, *aim);

    exporting::SnapshotSpec spec;
    spec.scene = session.scene().freeze();
    spec.camera = session.view().camera;
    spec.subject = subjectOf(session, *aim);
    spec.widthPx = size->widthPx, spec.heightPx = size->heightPx, spec.pixelRatio = size->pixelRatio;
    spec.furniture = !request.mapOnly;
    spec.wholeLegend = request.legend == "all";
    if (request.worldFile) spec.worldFile = std::filesystem::path(request.output).replace_extension(".pgw").string();
    progress.show("Drawing " + request.output);
    const auto written = exporting::writeSnapshot(spec, request.output);
    progress.show("");
    if (!written) return reportFailure(written.error());
    auto remarks = smallnessRemarks(*written);
    if (auto remark = emptyRemark(session, *written); !remark.empty()) remarks.push_back(std::move(remark));
    for (const auto& remark : remarks) complain(request.output + ": " + remark);
    return kDone;
}

}  // namespace app
