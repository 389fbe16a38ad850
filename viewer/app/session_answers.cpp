#include <algorithm>

#include "viewer/app/answers.h"
#include "viewer/app/session.h"
#include "viewer/export/snapshot.h"
#include "viewer/map/visibility.h"
#include "viewer/plan/identifiable.h"

namespace app {
namespace {

constexpr double kReachPx = 6;         // how far from the cursor a thing may lie to be meant
constexpr double kMemberReachPx = 14;  // member symbols are large
constexpr size_t kMostObjects = 20;

}  // namespace

std::string Session::memberAt(geo::Point at) const {
    const double metresPerPixel = m_motion.camera().metresPerPixel, reach = kMemberReachPx * m_desk.uiScale * metresPerPixel;
    for (const auto& layer : m_place->scene.state().layers) {
        const auto* registry = dynamic_cast<const MemberSource*>(layer.source.get());
        if (!registry || !map::isDrawn(layer, metresPerPixel)) continue;
        return registry->memberAt(at, reach, plan::identifiable(layer, metresPerPixel));
    }
    return {};
}

void Session::identify(geo::Point at) {
    if (const auto chosen = memberAt(at); !chosen.empty()) {
        clearIdentified();  // the member's card says all that the registry knows
        reply(inWords({m_members->find(chosen)}, chosen));
        return selectMember(chosen);
    }
    const auto scene = m_place->scene.freeze();
    const double metresPerPixel = m_motion.camera().metresPerPixel, reach = kReachPx * m_desk.uiScale * metresPerPixel;
    const uint64_t turn = ++m_identifyTurn;
    m_identifiedAt = at;
    std::vector<map::Layer> asked;
    for (auto layer = scene->layers.rbegin(); layer != scene->layers.rend(); ++layer) {
        if (map::isDrawn(*layer, metresPerPixel) && layer->legend && layer->spec.path != kMembersPath) asked.push_back(*layer);
    }
    std::ranges::stable_sort(asked, {}, turnOf);
    touch();

    using Answers = std::vector<ui::IdentifiedInLayer>;
    m_errands.send<Answers>(
        "", "identify",
        [asked = std::move(asked), at, metresPerPixel, reach](base::Task& task) -> geo::Result<Answers> {
            Answers answers;
            for (const auto& layer : asked) {
                if (task.stopToken().stop_requested()) break;
                auto found = layer.source->identify(at, reach, plan::identifiable(layer, metresPerPixel));
                if (found.size() > kMostObjects) found.resize(kMostObjects);
                if (!found.empty()) answers.push_back(answerOf(layer, std::move(found)));
            }
            return answers;
        },
        [this, turn](geo::Result<Answers> answers) {
            if (turn != m_identifyTurn) return;
            if (!answers) return say(ui::Severity::Problem, geo::describe(answers.error()));
            m_identified = std::move(*answers);
            reply(inWords(m_identified));
        });
}

void Session::clearIdentified() {
    ++m_identifyTurn;
    m_identified.clear();
    m_identifiedAt.reset();
    touch();
}

void Session::orderPicture(PictureOrder order) {
    m_pictures.push_back(std::move(order));
    touch();
}

// One at a time, once everything that was being opened is there.
void Session::sendPictures() {
    if (m_pictures.empty() || m_errands.underWay() > 0 || m_loader.underWay() > 0 || moving()) return;
    const auto order = m_pictures.front();
    m_pictures.pop_front();
    exporting::SnapshotSpec spec;
    spec.scene = m_place->scene.freeze();
    spec.camera = m_motion.camera();
    spec.magnification = m_desk.uiScale;
    spec.widthPx = order.widthPx > 0 ? order.widthPx : m_widthPx;
    spec.heightPx = order.heightPx > 0 ? order.heightPx : m_heightPx;
    // The same ground, whatever the size.
    spec.camera.metresPerPixel *=
        std::max(static_cast<double>(m_widthPx) / spec.widthPx, static_cast<double>(m_heightPx) / spec.heightPx);
    m_errands.send<std::string>(
        "Drawing " + order.path, order.path,
        [spec, path = order.path](base::Task& task) -> geo::Result<std::string> {
            const geo::Progress progress = [&](double fraction, const std::string& phrase) { task.report(fraction, phrase); };
            const auto written = exporting::writeSnapshot(spec, path, progress, task.stopToken());
            if (!written) return geo::Failure(written.error());
            return path;
        },
        [this, path = order.path](geo::Result<std::string> written) {
            if (written)
                say(ui::Severity::Note, "The picture is written: " + *written);
            else if (written.error().code == geo::ErrorCode::Cancelled)
                say(ui::Severity::Note, "Drawing was cancelled; the picture is not written: " + path);
            else
                say(ui::Severity::Problem, geo::describe(written.error()));
        });
}

}  // namespace app
