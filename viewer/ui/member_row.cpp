#include "viewer/ui/member_row.h"

namespace ui {

geo::Colour regionColour(const UiModel& model, const std::string& region) {
    if (model.scene) {
        for (const auto& layer : model.scene->layers) {
            const auto table = layer.source ? layer.source->classes() : nullptr;
            if (!table || table->size() > 64) continue;
            for (const auto& entry : table->classes) {
                if (entry.code != region && entry.label != region) continue;
                const auto own = layer.style.colourOf.find(entry.code);
                return own == layer.style.colourOf.end() ? entry.colour : own->second;
            }
        }
    }
    return {120, 130, 142, 255};
}

void paintMemberDot(Frame& frame, ImDrawList& list, ImVec2 centre, const geo::Member& member) {
    const auto colour = regionColour(frame.model, member.region);
    if (!member.candidate) {
        list.AddCircleFilled(centre, frame.px(5), packed(colour));
        return;
    }
    constexpr int kDashes = 6;
    for (int i = 0; i < kDashes; ++i) {
        const float from = static_cast<float>(i) * 6.2831853f / kDashes;
        list.PathArcTo(centre, frame.px(4.5), from, from + 0.62f, 4);
        list.PathStroke(packed(frame.palette().inkMuted), 0, frame.px(1.5));
    }
}

bool memberRow(Frame& frame, const geo::Member& member, const MemberText& text, bool marked) {
    const float width = ImGui::GetContentRegionAvail().x, height = frame.px(kMemberRow);
    const bool selected = member.id == frame.model.selectedMember;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const bool clicked =
        rowButton(frame, member.id.c_str(), {width, height}, {.selected = selected || marked, .rounding = 8, .inset = 4});
    ImGui::PopStyleVar();
    if (ImGui::IsItemHovered()) {
        frame.shared.hoveredMember = member.id;
        frame.shared.hoveredTop = ImGui::GetItemRectMin().y;
    }
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    auto& list = *ImGui::GetWindowDrawList();
    const Palette& p = frame.palette();
    if (marked) {
        list.AddRect({from.x - frame.px(4), from.y}, {to.x + frame.px(4), to.y}, packed(p.accent), frame.px(8), 0, frame.px(1.5));
    }
    paintMemberDot(frame, list, {from.x + frame.px(6), from.y + frame.px(15.5)}, member);

    const float left = from.x + frame.px(22), first = from.y + frame.px(6), second = first + frame.px(20);
    float right = to.x;
    const bool office = !text.office.empty();
    if (member.candidate || office) {
        const char* word = member.candidate ? "Candidate" : "Committee";
        const float badge = textWidth(frame, Type::Small, word) + frame.px(12);
        right -= badge;
        if (member.candidate)
            paintBadge(frame, list, {right, from.y + frame.px(6)}, word, p.inkMuted, p.surface, true);
        else
            paintBadge(frame, list, {right, from.y + frame.px(6)}, word, p.accent, p.selected);
        right -= frame.px(8);
    }
    const float name = paintText(frame, {left, first}, Type::Strong, p.ink, member.nameEn, right - left);
    const float rest = right - left - name - frame.px(8);
    if (!text.native.empty() && rest > frame.px(28)) {
        paintText(frame, {left + name + frame.px(8), first}, Type::Body, p.inkMuted, text.native, rest);
    }
    paintText(frame, {left, second}, Type::Small, p.inkMuted, text.detail, to.x - left);
    return clicked;
}

}  // namespace ui
