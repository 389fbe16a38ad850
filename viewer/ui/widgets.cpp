#include "viewer/ui/widgets.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

ImVec2 middle(ImVec2 a, ImVec2 b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

/// Ground of something pressable, and the hand that says so.
void paintGround(Frame& frame, ImVec2 from, ImVec2 to, bool selected, double rounding) {
    auto& list = *ImGui::GetWindowDrawList();
    const Palette& p = frame.palette();
    if (ImGui::IsItemActive())
        list.AddRectFilled(from, to, packed(p.pressed), frame.px(rounding));
    else if (selected)
        list.AddRectFilled(from, to, packed(p.selected), frame.px(rounding));
    else if (ImGui::IsItemHovered())
        list.AddRectFilled(from, to, packed(p.hover), frame.px(rounding));
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
}

/// Hints wait until the mouse rests, so that crossing the interface does not light them up one after the other.
bool isDue(Frame& frame, std::string_view text) {
    constexpr double kRestSeconds = 0.35;
    SharedState& shared = frame.shared;
    const double now = frame.model.nowSeconds;
    const int count = ImGui::GetFrameCount();
    if (shared.hint != text || count - shared.hintFrame > 1) shared.hint = text, shared.hintSince = now;
    shared.hintFrame = count;
    const double left = shared.hintSince + kRestSeconds - now;
    if (left > 0) frame.redrawIn(left);
    return left <= 0;
}

void centredText(Frame& frame, ImVec2 from, ImVec2 to, Type type, geo::Colour colour, std::string_view text) {
    const float width = textWidth(frame, type, text);
    paintText(frame, {middle(from, to).x - width / 2, middle(from, to).y - frame.theme.lineHeight(type) / 2}, type, colour, text);
}

}  // namespace

void beginCard(Frame& frame, const char* name, const Rect& rect, double padding) {
    const ImVec2 from{static_cast<float>(rect.left), static_cast<float>(rect.top)};
    const ImVec2 size{static_cast<float>(rect.width()), static_cast<float>(rect.height())};
    ImGui::SetNextWindowPos(from);
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {frame.px(padding), frame.px(padding * 0.75)});
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse |
                     ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::PopStyleVar();
    auto& list = *ImGui::GetWindowDrawList();
    const ImVec2 to{from.x + size.x, from.y + size.y};
    const float rounding = frame.px(10);
    list.PushClipRectFullScreen();
    paintShadow(frame, list, from, to, rounding);
    list.AddRectFilled(from, to, packed(frame.palette().surface), rounding);
    list.AddRect(from, to, packed(frame.palette().hairline, 0.8), rounding);
    list.PopClipRect();
}

void keepInFront() { ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow()); }

double endCard(Frame& frame, double padding) {
    const float height =
        ImGui::GetCursorPosY() + ImGui::GetScrollY() - ImGui::GetStyle().ItemSpacing.y + frame.px(padding * 0.75);
    ImGui::End();
    return height / frame.theme.scale;
}

void beginScroll(Frame& frame, const char* id, double padding, float heightPx) {
    const auto& window = *ImGui::GetCurrentWindow();
    // ImGui clips a child half the padding inside its window: what lies beyond would be cut from the scrollbar.
    const float clipped = std::floor(frame.px(padding) / 2);
    const float left = window.Pos.x + clipped, width = window.Size.x - 2 * clipped;
    ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {frame.px(padding) - clipped, 0});
    ImGui::BeginChild(id, {width, heightPx}, false, ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar();
}

float endScroll() {
    const float height = ImGui::GetCursorPosY() - ImGui::GetStyle().ItemSpacing.y;
    ImGui::EndChild();
    return height;
}

bool cardTitle(Frame& frame, std::string_view title, bool closable) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, button = closable ? frame.px(32) : 0;
    paintText(frame, {at.x, at.y + (frame.px(32) - frame.theme.lineHeight(Type::Title)) / 2}, Type::Title, frame.palette().ink,
              title, width - button - frame.px(4));
    bool close = false;
    if (closable) {
        ImGui::SetCursorScreenPos({at.x + width - button + frame.px(6), at.y});
        close = iconButton(frame, "close", Icon::Close, "Close");
        ImGui::SetCursorScreenPos(at);
    }
    ImGui::Dummy({width, frame.px(32)});
    return close;
}

void gap(Frame& frame, double unscaledPx) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x, at.y + frame.px(unscaledPx)});
}

void separator(Frame& frame) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paintHairline(frame, *ImGui::GetWindowDrawList(), at, {at.x + ImGui::GetContentRegionAvail().x, at.y});
    ImGui::Dummy({1, 1});
}

bool rowButton(Frame& frame, const char* id, ImVec2 size, const RowLook& look) {
    const bool clicked = ImGui::InvisibleButton(id, size);
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    const float inset = frame.px(look.inset);
    paintGround(frame, {from.x - inset, from.y}, {to.x + inset, to.y}, look.selected, look.rounding);
    return clicked;
}

bool iconButton(Frame& frame, const char* id, Icon icon, const char* hint, bool active, double size) {
    const bool clicked = rowButton(frame, id, {frame.px(size), frame.px(size)}, {.selected = active});
    const Palette& p = frame.palette();
    const geo::Colour colour = active ? p.accent : ImGui::IsItemHovered() ? p.ink : p.inkMuted;
    drawIcon(*ImGui::GetWindowDrawList(), icon, middle(ImGui::GetItemRectMin(), ImGui::GetItemRectMax()), frame.px(18),
             packed(colour));
    if (ImGui::IsItemHovered() && hint) tooltip(frame, hint);
    return clicked;
}

bool navButton(Frame& frame, const char* id, Icon icon, const char* word, bool active, bool compact) {
    if (compact) return iconButton(frame, id, icon, word, active, 36);
    const float text = textWidth(frame, Type::Body, word), height = frame.px(36);
    const bool clicked = rowButton(frame, id, {text + frame.px(44), height}, {.selected = active, .rounding = 8});
    const ImVec2 from = ImGui::GetItemRectMin();
    const Palette& p = frame.palette();
    const geo::Colour colour = active ? p.accent : ImGui::IsItemHovered() ? p.ink : p.inkMuted;
    drawIcon(*ImGui::GetWindowDrawList(), icon, {from.x + frame.px(20), from.y + height / 2}, frame.px(18), packed(colour));
    paintText(frame, {from.x + frame.px(34), from.y + (height - frame.theme.lineHeight(Type::Body)) / 2}, Type::Body,
              active ? p.accent : p.ink, word);
    return clicked;
}

bool textButton(Frame& frame, const char* label, bool primary) {
    const float width = textWidth(frame, Type::Strong, label) + frame.px(28), height = frame.px(32);
    const bool clicked = ImGui::InvisibleButton(label, {width, height});
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    const Palette& p = frame.palette();
    auto& list = *ImGui::GetWindowDrawList();
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    const geo::Colour ground = primary ? (hovered ? geo::mix(p.accent, p.ink, 0.2) : p.accent) : (hovered ? p.pressed : p.sunken);
    list.AddRectFilled(from, to, packed(ground), frame.px(7));
    centredText(frame, from, to, Type::Strong, primary ? p.onAccent : p.ink, label);
    return clicked;
}

bool linkButton(Frame& frame, const char* label, Type type) {
    const float width = textWidth(frame, type, label);
    const bool clicked = rowButton(frame, label, {width + frame.px(12), frame.px(type == Type::Small ? 24 : 28)});
    centredText(frame, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), type, frame.palette().accent, label);
    return clicked;
}

bool chip(Frame& frame, const char* label, bool on, bool wrap, const geo::Colour* colour) {
    const float dot = colour ? frame.px(16) : 0, height = frame.px(28);
    const float width = textWidth(frame, Type::Small, label) + frame.px(20) + dot;
    if (wrap) {
        const float spacing = frame.px(6);
        const float lastRight = ImGui::GetItemRectMax().x, limit = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x;
        if (lastRight + spacing + width < limit) ImGui::SameLine(0, spacing);
    }
    const bool clicked = ImGui::InvisibleButton(label, {width, height});
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    const Palette& p = frame.palette();
    auto& list = *ImGui::GetWindowDrawList();
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    list.AddRectFilled(from, to, packed(on ? p.selected : hovered ? p.hover : p.surface), height / 2);
    list.AddRect(from, to, packed(on ? p.accent : p.control), height / 2, 0, frame.px(1));
    if (colour) {
        const ImVec2 centre{from.x + frame.px(15), middle(from, to).y};
        list.AddCircleFilled(centre, frame.px(6), packed(*colour));
        list.AddCircle(centre, frame.px(6), IM_COL32(0, 0, 0, 50));
    }
    centredText(frame, {from.x + dot, from.y}, to, Type::Small, on ? p.accent : p.ink, label);
    return clicked;
}

bool slider(Frame& frame, const char* id, double& value, float widthPx, bool& released) {
    const float height = frame.px(28), knob = frame.px(7);
    ImGui::InvisibleButton(id, {widthPx, height});
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    const float left = from.x + knob, right = to.x - knob, y = middle(from, to).y;
    bool changed = false;
    if (ImGui::IsItemActive() && right > left) {
        const double wanted = std::clamp<double>((ImGui::GetIO().MousePos.x - left) / (right - left), 0, 1);
        const double snapped = std::round(wanted * 100) / 100;
        changed = snapped != value;
        value = snapped;
    }
    released = ImGui::IsItemDeactivated();
    const Palette& p = frame.palette();
    auto& list = *ImGui::GetWindowDrawList();
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
    if (hot) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    const float x = left + static_cast<float>(value) * (right - left), half = frame.px(1.5);
    list.AddRectFilled({left, y - half}, {right, y + half}, packed(p.hairline), half);
    const geo::Colour colour = hot ? p.accent : p.inkMuted;
    list.AddRectFilled({left, y - half}, {x, y + half}, packed(colour), half);
    if (hot) list.AddCircleFilled({x, y}, knob + frame.px(4), packed(p.accent, 0.14));
    list.AddCircleFilled({x, y}, knob, packed(colour));
    list.AddCircleFilled({x, y}, knob - frame.px(2), packed(p.surface));
    return changed;
}

void tooltip(Frame& frame, std::string_view text) {
    if (text.empty() || !isDue(frame, text)) return;
    const Palette& p = frame.palette();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {frame.px(10), frame.px(7)});
    ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, 0.0f);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, frame.px(6));
    ImGui::PushStyleColor(ImGuiCol_PopupBg, floats(p.tooltip));
    ImGui::BeginTooltip();
    const float widest = frame.px(320);
    if (text.find('\n') == std::string_view::npos && textWidth(frame, Type::Small, text) <= widest) {
        const float width = textWidth(frame, Type::Small, text);
        paintText(frame, ImGui::GetCursorScreenPos(), Type::Small, p.onTooltip, text);
        ImGui::Dummy({width, frame.theme.lineHeight(Type::Small)});
    } else {
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
        ImGui::Dummy({widest, 0});
        paragraph(frame, Type::Small, p.onTooltip, text);
        ImGui::PopStyleVar();
    }
    ImGui::EndTooltip();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(3);
}

}  // namespace ui
