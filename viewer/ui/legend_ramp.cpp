#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/control/command.h"
#include "viewer/plan/style_tables.h"
#include "viewer/text/furniture.h"
#include "viewer/ui/formats.h"
#include "viewer/ui/legend.h"
#include "viewer/ui/legend_math.h"

namespace ui {
namespace {

constexpr int kSegments = 32;

void paintGradient(Frame& frame, ImDrawList& list, ImVec2 from, ImVec2 to, const geo::Ramp& ramp, bool reversed) {
    const auto at = [&](int i) {
        const double t = static_cast<double>(i) / kSegments;
        return packed(ramp.at(reversed ? 1 - t : t));
    };
    const float step = (to.x - from.x) / kSegments;
    for (int i = 0; i < kSegments; ++i) {
        const float left = from.x + step * static_cast<float>(i);
        list.AddRectFilledMultiColor({left, from.y}, {left + step, to.y}, at(i), at(i + 1), at(i + 1), at(i));
    }
    // Rounded corners: the card's ground painted over the square ones.
    list.AddRect({from.x - 1, from.y - 1}, {to.x + 1, to.y + 1}, packed(frame.palette().surface), frame.px(4), 0, 2);
    list.AddRect(from, to, IM_COL32(0, 0, 0, 28), frame.px(3));
}

const geo::Ramp& rampOf(const map::LayerStyle& style) {
    const geo::Ramp* ramp = geo::findRamp(style.ramp);
    return ramp ? *ramp : geo::ramps().front();
}

}  // namespace

void Legend::drawRamp(Frame& frame, const map::Layer& layer) {
    if (geo::ramps().empty()) return;
    const Words& words = m_words[layer.id];
    const Palette& p = frame.palette();
    const float width = ImGui::GetContentRegionAvail().x;
    const bool choose = ImGui::InvisibleButton("ramp", {width, frame.px(20)});
    if (ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        tooltip(frame, "Choose a colour ramp");
    }
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    auto& list = *ImGui::GetWindowDrawList();
    paintGradient(frame, list, {from.x, from.y + frame.px(2)}, {to.x, to.y - frame.px(2)}, rampOf(layer.style),
                  layer.style.reversed);
    if (choose) {
        ImGui::OpenPopup("ramps");
        ImGui::SetNextWindowPos({from.x, to.y + frame.px(2)}, ImGuiCond_Appearing);
    }
    drawRampChoice(frame, layer);

    const ImVec2 at = ImGui::GetCursorScreenPos();
    paintText(frame, at, Type::Small, p.ink, words.lowText);
    const float middle = textWidth(frame, Type::Small, words.middleText);
    paintText(frame, {at.x + (width - middle) / 2, at.y}, Type::Small, p.inkMuted, words.middleText);
    paintTextRight(frame, {at.x + width, at.y}, Type::Small, p.ink, words.highText);
    ImGui::Dummy({1, frame.theme.lineHeight(Type::Small)});
    if (!words.clipped.empty()) line(frame, Type::Small, p.inkMuted, words.clipped);
    drawRangeFields(frame, layer, words.low, words.high);
}

void Legend::drawRampChoice(Frame& frame, const map::Layer& layer) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {frame.px(12), frame.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    if (ImGui::BeginPopup("ramps")) {
        for (const geo::Ramp& ramp : geo::ramps()) {
            const bool current = &ramp == &rampOf(layer.style);
            if (rowButton(frame, ramp.name.c_str(), {frame.px(260), frame.px(32)}, {.selected = current, .inset = 4})) {
                frame.command({"layer.ramp", layer.id, ramp.name});
                ImGui::CloseCurrentPopup();
            }
            const ImVec2 from = ImGui::GetItemRectMin();
            auto& list = *ImGui::GetWindowDrawList();
            paintGradient(frame, list, {from.x + frame.px(4), from.y + frame.px(9)},
                          {from.x + frame.px(150), from.y + frame.px(23)}, ramp, false);
            paintText(frame, {from.x + frame.px(162), from.y + (frame.px(32) - frame.theme.lineHeight(Type::Body)) / 2},
                      Type::Body, frame.palette().ink, capitalised(ramp.name), frame.px(94));
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
}

void Legend::drawRangeFields(Frame& frame, const map::Layer& layer, double low, double high) {
    const Palette& p = frame.palette();
    double edited[2] = {low, high};
    const float field = frame.px(84);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paintText(frame, {at.x, at.y + (frame.px(29) - frame.theme.lineHeight(Type::Body)) / 2}, Type::Body, p.inkMuted, "Range");
    ImGui::SetCursorScreenPos({at.x + frame.px(52), at.y});
    bool changed = false;
    for (int i = 0; i < 2; ++i) {
        ImGui::PushID(i);
        ImGui::SetNextItemWidth(field);
        ImGui::InputDouble("##bound", &edited[i], 0, 0, "%.6g",
                           ImGuiInputTextFlags_CharsScientific | ImGuiInputTextFlags_AutoSelectAll);
        changed = changed || ImGui::IsItemDeactivatedAfterEdit();
        ImGui::PopID();
        ImGui::SameLine(0, frame.px(8));
    }
    if (changed && edited[0] < edited[1])
        frame.command({"layer.range", layer.id, control::formatNumber(edited[0]), control::formatNumber(edited[1])});
    if (layer.style.low != layer.style.high && linkButton(frame, "Reset"))
        frame.command({"layer.range", layer.id, "0", "0"});
    else
        ImGui::NewLine();
}

void Legend::drawSizes(Frame& frame, const map::Layer& layer) {
    const auto keys = plan::sizeKeys(*layer.source, layer.style);
    if (keys.empty()) return;
    const Palette& p = frame.palette();
    if (!m_words[layer.id].unit.empty()) line(frame, Type::Small, p.inkMuted, m_words[layer.id].unit);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    auto& list = *ImGui::GetWindowDrawList();
    const float height = frame.px(2) * static_cast<float>(layer.style.radiusMaxPx),
                right = at.x + ImGui::GetContentRegionAvail().x;
    const float gapPx = frame.px(6);
    float x = at.x;
    for (const auto& key : keys) {
        const auto radius = static_cast<float>(frame.px(key.radiusPx));
        const auto words = text::formatAmount(key.value);
        list.AddCircle({x + radius, at.y + height / 2}, radius, packed(p.inkMuted), 0, frame.px(1.5));
        x += 2 * radius + gapPx;
        x += gapPx * 2 + paintText(frame, {x, at.y + (height - frame.theme.lineHeight(Type::Small)) / 2}, Type::Small, p.ink,
                                   words, std::max(0.01f, right - x));
    }
    ImGui::Dummy({1, height + frame.px(4)});
}

}  // namespace ui
