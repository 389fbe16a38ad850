#include "viewer/app/state_file.h"

#include <nlohmann/json.hpp>

#include "geo/base/atomic_file.h"
#include "viewer/map/layer_classes.h"

namespace app {
namespace {

using Json = nlohmann::ordered_json;

Json describeLayer(const map::Layer& layer) {
    static constexpr const char* kStatus[] = {"loading", "ready", "failed"};
    Json json{{"id", layer.id},
              {"title", layer.title},
              {"status", kStatus[static_cast<size_t>(layer.status)]},
              {"visible", layer.visible}};
    if (!layer.problem.empty()) json["problem"] = layer.problem;
    json["hidden"] = layer.style.hidden;
    json["filter"] = layer.style.filter;
    json["dimension"] = layer.style.dimension;
    json["classes"] = Json::array();
    if (const auto table = layer.source ? map::classesOf(*layer.source, layer.style) : nullptr) {
        for (size_t i = 1; i < table->classes.size(); ++i) {
            const auto& entry = table->classes[i];
            const auto own = layer.style.colourOf.find(entry.code);
            json["classes"].push_back({{"code", entry.code},
                                       {"label", entry.label},
                                       {"colour", (own == layer.style.colourOf.end() ? entry.colour : own->second).hex()}});
        }
    }
    return json;
}

}  // namespace

std::string describeState(Session& session, const FrameClock& clock, const engine::FrameStatus& frame, bool idle) {
    Json json{{"idle", idle}, {"busy", session.busy()}, {"moving", session.moving()}, {"complete", frame.complete}};
    json["world"] = session.isWorldView();
    json["place"] = session.place()->scene.state().title;
    json["member"] = session.selectedMember();
    json["card"] = session.memberCardOpen();
    const auto view = session.view();
    json["camera"] = {{"metresPerPixel", view.camera.metresPerPixel}, {"rotationRad", view.camera.rotationRad}};
    if (const auto centre = session.place()->toLonLat(view.camera.centre)) {
        json["camera"]["lon"] = centre->lonDeg;
        json["camera"]["lat"] = centre->latDeg;
    }
    json["window"] = {{"widthPx", view.widthPx}, {"heightPx", view.heightPx}, {"pixelRatio", view.pixelRatio}};
    const auto& free = session.freeArea();
    json["free"] = {{"left", free.left}, {"top", free.top}, {"right", free.right}, {"bottom", free.bottom}};
    json["panels"] = session.desk().openPanels;
    json["layers"] = Json::array();
    for (const auto& layer : session.place()->scene.state().layers) json["layers"].push_back(describeLayer(layer));
    json["identified"] = Json::array();
    for (const auto& layer : session.identified())
        for (const auto& found : layer.found) json["identified"].push_back({{"layer", layer.layerId}, {"title", found.title}});
    json["messages"] = Json::array();
    for (const auto& message : session.messages()) json["messages"].push_back(message.text);
    json["tasks"] = Json::array();
    for (const auto& task : session.tasks().running()) json["tasks"].push_back(task->title());
    json["frames"] = {{"all", clock.frames()}};
    for (size_t i = 0; i < kFrameReasons; ++i) json["frames"][kFrameReasonNames[i]] = clock.framesByReason()[i];
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

void StateFile::keep(const std::string& text) {
    if (text == m_written) return;
    if (geo::writeFileAtomically(m_path, text + "\n", "state")) m_written = text;
}

}  // namespace app
