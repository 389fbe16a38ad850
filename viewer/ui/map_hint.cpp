#include "viewer/ui/map_hint.h"

#include <imgui.h>

#include <algorithm>

#include "viewer/map/visibility.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace ui {
namespace {

constexpr double kSpeckPx = 12;  // logical; a point has no size, and is drawn as a symbol

bool isInside(const geo::Extent& inner, const geo::Extent& outer) {
    return inner.minX >= outer.minX && inner.maxX <= outer.maxX && inner.minY >= outer.minY && inner.maxY <= outer.maxY;
}

/// One quiet sentence in the middle of an empty map; the mouse goes through it.
class MapHint : public Panel {
public:
    void draw(Frame& frame) override {
        const auto& model = frame.model;
        if (model.worldView || model.flying || model.cityIsBare || !model.scene) return;
        const auto hint = mapHint(*model.scene, model.view, model.frame.complete, model.frame.anythingInView);
        const Rect& map = frame.layout.map;
        if (hint.empty() || map.width() < frame.px(120)) return;
        const float padX = frame.px(14), height = frame.px(34);
        const float width =
            std::min(textWidth(frame, Type::Body, hint) + 2 * padX, static_cast<float>(map.width()) - frame.px(24));
        const ImVec2 from{static_cast<float>((map.left + map.right) / 2) - width / 2,
                          static_cast<float>((map.top + map.bottom) / 2) - height / 2};
        ImGui::SetNextWindowPos(from);
        ImGui::SetNextWindowSize({width, height});
        ImGui::Begin("map hint", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing |
                         ImGuiWindowFlags_NoBringToFrontOnFocus);
        auto& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled(from, {from.x + width, from.y + height}, packed(frame.palette().surface, 0.92), height / 2);
        paintText(frame, {from.x + padX, from.y + (height - frame.theme.lineHeight(Type::Body)) / 2}, Type::Body,
                  frame.palette().inkMuted, hint, width - 2 * padX);
        ImGui::End();
    }
};

}  // namespace

std::string_view mapHint(const map::SceneState& scene, const map::ViewState& view, bool complete, bool anythingInView) {
    bool wanted = false, inScale = false;
    geo::Extent all;
    for (const auto& layer : scene.layers) {
        if (layer.status == map::LayerStatus::Loading) return {};
        if (!layer.legend || !layer.visible || layer.opacity <= 0 || !layer.source) continue;
        wanted = true;
        inScale = inScale || map::drawnAtScale(layer, view.camera.metresPerPixel);
        if (!layer.source->extent().empty()) all.add(layer.source->extent());
    }
    if (!wanted) return {};
    if (!inScale) return "No layer is drawn at this scale.";
    if (!complete) return {};
    const double side = std::max(all.width(), all.height()) / view.camera.metresPerPixel;
    if (side > 0 && side < kSpeckPx && isInside(all, view.visible()))
        return "The layers are a speck from so far. F shows everything.";
    if (anythingInView) return {};
    if (all.empty() || isInside(all, view.visible())) return "The layers hold nothing that could be drawn.";
    return "Nothing of the layers lies here. F shows everything.";
}

std::unique_ptr<Panel> makeMapHint() { return std::make_unique<MapHint>(); }

}  // namespace ui
