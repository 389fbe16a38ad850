#include <imgui.h>

#include <cmath>

#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace ui {
namespace {

/// What is at the clicked place, layer by layer.
class IdentifyCard : public Panel {
public:
    void draw(Frame& frame) override {
        double& wanted = frame.shared.wantedHeightPx[static_cast<size_t>(RightCard::Identify)];
        if (!frame.model.identifiedAt) {
            wanted = 0;
            return;
        }
        const Rect& rect = frame.layout.card(RightCard::Identify);
        if (rect.empty()) {
            wanted = std::max(wanted, 200.0);
            frame.redrawIn(0);
            return;
        }
        beginCard(frame, "identify", rect);
        if (cardTitle(frame, "What is here", true)) frame.command({"identify.clear"});
        const float header = ImGui::GetCursorPosY();
        beginScroll(frame, "found", 16);
        bool any = false;
        for (const auto& layer : frame.model.identified) {
            if (layer.found.empty()) continue;
            if (any) separator(frame);
            any = true;
            drawLayer(frame, layer);
        }
        if (!any) paragraph(frame, Type::Body, frame.palette().inkMuted, "No layer has anything here.");
        const float content = endScroll();
        endCard(frame);
        const double height = (header + content) / frame.theme.scale + 20;
        if (std::abs(height - wanted) > 0.5) {
            wanted = height;
            frame.redrawIn(0);
        }
    }

private:
    static void drawLayer(Frame& frame, const IdentifiedInLayer& layer) {
        const Palette& p = frame.palette();
        ImGui::PushID(layer.layerId.c_str());
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(8), frame.px(3)});
        line(frame, Type::Small, p.inkMuted, layer.layerTitle);
        for (const auto& object : layer.found) {
            paragraph(frame, Type::Strong, p.ink, object.title);
            ImGuiListClipper clipper;
            clipper.Begin(static_cast<int>(object.attributes.size()), frame.px(24));
            ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
            while (clipper.Step()) {
                for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
                    drawAttribute(frame, object.attributes[static_cast<size_t>(i)]);
                }
            }
            ImGui::PopStyleVar();
            gap(frame, 4);
        }
        if (!layer.attribution.empty()) paragraph(frame, Type::Small, p.inkMuted, layer.attribution);
        ImGui::PopStyleVar();
        ImGui::PopID();
    }

    static void drawAttribute(Frame& frame, const geo::Attribute& attribute) {
        const float width = ImGui::GetContentRegionAvail().x, split = std::floor(width * 0.42f), height = frame.px(24);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float y = at.y + (height - frame.theme.lineHeight(Type::Small)) / 2;
        paintText(frame, {at.x, y}, Type::Small, frame.palette().inkMuted, attribute.name, split - frame.px(8));
        const float painted =
            paintText(frame, {at.x + split, y}, Type::Small, frame.palette().ink, attribute.value, width - split);
        ImGui::Dummy({width, height});
        if (ImGui::IsItemHovered() && painted >= width - split) tooltip(frame, attribute.name + "\n" + attribute.value);
    }
};

}  // namespace

std::unique_ptr<Panel> makeIdentifyCard() { return std::make_unique<IdentifyCard>(); }

}  // namespace ui
