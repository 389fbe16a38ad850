#include <imgui.h>

#include <cmath>
#include <map>

#include "viewer/ui/credits.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace ui {
namespace {

constexpr size_t kFewAttributes = 4;

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
            return;
        }
        beginCard(frame, "identify", rect);
        if (cardTitle(frame, "What is here", true)) frame.command({"identify.clear"});
        const float header = ImGui::GetCursorPosY();
        beginScroll(frame, "found", 16);
        bool any = false;
        if (frame.model.identifiedAt != m_at) m_at = frame.model.identifiedAt, m_opened.clear();
        size_t index = 0;  // of the object, over all layers
        for (const auto& layer : frame.model.identified) {
            if (layer.found.empty()) continue;
            if (any) separator(frame);
            any = true;
            drawLayer(frame, layer, index);
        }
        if (!any) paragraph(frame, Type::Body, frame.palette().inkMuted, "No layer has anything here.");
        if (const auto credits = creditsOf(frame.model.identified); any && !credits.empty()) {
            separator(frame);
            paragraph(frame, Type::Small, frame.palette().inkMuted, credits);
        }
        const float content = endScroll();
        endCard(frame);
        frame.measured(wanted, (header + content) / frame.theme.scale + 28);
    }

private:
    /// The first object says all it knows; the others do when asked.
    void drawLayer(Frame& frame, const IdentifiedInLayer& layer, size_t& index) {
        const Palette& p = frame.palette();
        ImGui::PushID(layer.layerId.c_str());
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(8), frame.px(3)});
        line(frame, Type::Small, p.inkMuted, layer.layerTitle);
        for (const auto& object : layer.found) {
            ImGui::PushID(static_cast<int>(index));
            const auto own = m_opened.find(index);
            const bool open = own == m_opened.end() ? index == 0 || object.attributes.size() <= kFewAttributes : own->second;
            if (drawTitle(frame, object, open)) m_opened[index] = !open;
            if (open) {
                for (const auto& sentence : object.sentences) paragraph(frame, Type::Body, p.ink, sentence);
                drawAttributes(frame, object);
            }
            ImGui::PopID();
            ++index;
        }
        ImGui::PopStyleVar();
        ImGui::PopID();
    }

    static bool drawTitle(Frame& frame, const geo::Identified& object, bool open) {
        const Palette& p = frame.palette();
        const float width = ImGui::GetContentRegionAvail().x, height = frame.px(28);
        const bool pressed = rowButton(frame, "title", {width, height}, {.rounding = 5, .inset = 6});
        const ImVec2 from = ImGui::GetItemRectMin();
        const float y = from.y + (height - frame.theme.lineHeight(Type::Strong)) / 2;
        const float named = paintText(frame, {from.x, y}, Type::Strong, p.ink, object.title, width - frame.px(24));
        // What it is, where the title is its own name.
        if (!open && !object.attributes.empty() && object.attributes[0].value != object.title && width - named > frame.px(90))
            paintText(frame, {from.x + named + frame.px(8), y + frame.px(1)}, Type::Small, p.inkMuted, object.attributes[0].value,
                      width - named - frame.px(36));
        drawIcon(*ImGui::GetWindowDrawList(), open ? Icon::ChevronDown : Icon::ChevronRight,
                 {from.x + width - frame.px(8), from.y + height / 2}, frame.px(14), packed(p.inkMuted));
        return pressed;
    }

    static void drawAttributes(Frame& frame, const geo::Identified& object) {
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

    std::map<size_t, bool> m_opened;  // objects whose attributes a person opened or closed
    std::optional<geo::Point> m_at;
};

}  // namespace

std::unique_ptr<Panel> makeIdentifyCard() { return std::make_unique<IdentifyCard>(); }

}  // namespace ui
