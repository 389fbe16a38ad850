#include "viewer/ui/paint.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "viewer/ui/scripts.h"

namespace ui {
namespace {

constexpr const char* kEllipsis = "…";
constexpr int kMostLines = 24;  // of a paragraph that is shaped

float plainWidth(const Theme& theme, Type type, std::string_view text) {
    return theme.font(type)->CalcTextSizeA(theme.lineHeight(type), FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

void plainText(const Theme& theme, ImVec2 at, Type type, geo::Colour colour, std::string_view text) {
    at = {std::floor(at.x * static_cast<float>(theme.pixelRatio)) / static_cast<float>(theme.pixelRatio), at.y};
    ImGui::GetWindowDrawList()->AddText(theme.font(type), theme.lineHeight(type), at, packed(colour), text.data(),
                                        text.data() + text.size());
}

/// The longest beginning of `text` that fits `width`, whole characters only.
std::string_view beginningWithin(const Theme& theme, Type type, std::string_view text, float width) {
    const char* end = nullptr;
    theme.font(type)->CalcTextSizeA(theme.lineHeight(type), width, 0, text.data(), text.data() + text.size(), &end);
    auto shortened = text.substr(0, static_cast<size_t>(end - text.data()));
    while (!shortened.empty() && shortened.back() == ' ') shortened.remove_suffix(1);
    return shortened;
}

/// Shaped text lies on the line by its middle: its picture is trimmed to the ink. What an ellipsis cannot make fit, a very long
/// word, is scaled.
float paintShaped(Frame& frame, ImVec2 at, Type type, geo::Colour colour, std::string_view text, float maxWidth) {
    const bool tooWide = maxWidth > 0 && frame.shaped.picture(frame.theme, type, text).widthPx > maxWidth;
    const auto& picture = frame.shaped.picture(frame.theme, type, text, tooWide ? maxWidth : 0);
    if (picture.texture == 0) return 0;
    const float shrink = maxWidth > 0 ? std::min(1.0f, maxWidth / picture.widthPx) : 1.0f;
    const float w = picture.widthPx * shrink, h = picture.heightPx * shrink;
    const auto ratio = static_cast<float>(frame.theme.pixelRatio);
    const ImVec2 topLeft{std::round(at.x * ratio) / ratio,
                         std::round((at.y + (frame.theme.lineHeight(type) - h) / 2) * ratio) / ratio};
    ImGui::GetWindowDrawList()->AddImage(reinterpret_cast<ImTextureID>(static_cast<uintptr_t>(picture.texture)), topLeft,
                                         {topLeft.x + w, topLeft.y + h}, {0, 0}, {1, 1}, packed(colour));
    return w;
}

}  // namespace

float textWidth(Frame& frame, Type type, std::string_view utf8) {
    return isPlain(utf8) ? plainWidth(frame.theme, type, utf8) : frame.shaped.picture(frame.theme, type, utf8).widthPx;
}

float paintText(Frame& frame, ImVec2 at, Type type, geo::Colour colour, std::string_view utf8, float maxWidth) {
    if (utf8.empty() || maxWidth < 0) return 0;
    if (!isPlain(utf8)) return paintShaped(frame, at, type, colour, utf8, maxWidth);
    const float width = plainWidth(frame.theme, type, utf8);
    if (maxWidth <= 0 || width <= maxWidth) {
        plainText(frame.theme, at, type, colour, utf8);
        return width;
    }
    const float dots = plainWidth(frame.theme, type, kEllipsis);
    const auto start = beginningWithin(frame.theme, type, utf8, std::max(0.0f, maxWidth - dots));
    plainText(frame.theme, at, type, colour, start);
    plainText(frame.theme, {at.x + plainWidth(frame.theme, type, start), at.y}, type, colour, kEllipsis);
    return maxWidth;
}

float paintTextRight(Frame& frame, ImVec2 rightTop, Type type, geo::Colour colour, std::string_view utf8, float maxWidth) {
    float width = textWidth(frame, type, utf8);
    if (maxWidth > 0) width = std::min(width, maxWidth);
    paintText(frame, {rightTop.x - width, rightTop.y}, type, colour, utf8, maxWidth);
    return rightTop.x - width;
}

float paragraphHeight(Frame& frame, Type type, std::string_view utf8, float width) {
    const float size = frame.theme.lineHeight(type);
    if (!isPlain(utf8)) return std::max(size, frame.shaped.picture(frame.theme, type, utf8, width, kMostLines).heightPx);
    return frame.theme.font(type)->CalcTextSizeA(size, FLT_MAX, width, utf8.data(), utf8.data() + utf8.size()).y;
}

void paragraph(Frame& frame, Type type, geo::Colour colour, std::string_view utf8, float rightMargin) {
    if (utf8.empty()) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = std::max(20.0f, ImGui::GetContentRegionAvail().x - rightMargin), size = frame.theme.lineHeight(type);
    if (isPlain(utf8)) {
        const char *begin = utf8.data(), *end = begin + utf8.size();
        ImGui::GetWindowDrawList()->AddText(frame.theme.font(type), size, at, packed(colour), begin, end, width);
        ImGui::Dummy({width, paragraphHeight(frame, type, utf8, width)});
        return;
    }
    const auto& picture = frame.shaped.picture(frame.theme, type, utf8, width, kMostLines);
    if (picture.texture != 0) {
        ImGui::GetWindowDrawList()->AddImage(reinterpret_cast<ImTextureID>(static_cast<uintptr_t>(picture.texture)), at,
                                             {at.x + picture.widthPx, at.y + picture.heightPx}, {0, 0}, {1, 1}, packed(colour));
    }
    ImGui::Dummy({width, std::max(size, picture.heightPx)});
}

void line(Frame& frame, Type type, geo::Colour colour, std::string_view utf8) {
    const float width = ImGui::GetContentRegionAvail().x;
    paintText(frame, ImGui::GetCursorScreenPos(), type, colour, utf8, width);
    ImGui::Dummy({width, frame.theme.lineHeight(type)});
}

void paintShadow(Frame& frame, ImDrawList& list, ImVec2 from, ImVec2 to, float rounding) {
    const float down = frame.px(2);
    const int rings = static_cast<int>(frame.px(10));
    for (int i = 0; i < rings; ++i) {
        const auto out = static_cast<float>(i) + 0.5f;
        const float fade = 1 - static_cast<float>(i) / static_cast<float>(rings);
        const auto alpha = static_cast<int>(static_cast<float>(frame.palette().shadowAlpha) * fade * fade * 1.6f);
        if (alpha <= 0) break;
        list.AddRect({from.x - out, from.y - out + down}, {to.x + out, to.y + out + down}, IM_COL32(16, 24, 40, alpha),
                     rounding + out, 0, 1.5f);
    }
}

void paintHairline(Frame& frame, ImDrawList& list, ImVec2 from, ImVec2 to) {
    const auto thin =
        static_cast<float>(1 / frame.theme.pixelRatio) * std::max(1.0f, std::floor(frame.px(frame.theme.pixelRatio)));
    if (from.y == to.y)
        list.AddRectFilled(from, {to.x, to.y + thin}, packed(frame.palette().hairline));
    else
        list.AddRectFilled(from, {to.x + thin, to.y}, packed(frame.palette().hairline));
}

void paintSpinner(Frame& frame, ImDrawList& list, ImVec2 centre, float radiusPx) {
    const auto turn = static_cast<float>(std::fmod(frame.model.nowSeconds, 1.0) * 2 * 3.14159265);
    list.AddCircle(centre, radiusPx, packed(frame.palette().hairline), 0, frame.px(1.8));
    list.PathArcTo(centre, radiusPx, turn, turn + 1.9f);
    list.PathStroke(packed(frame.palette().accent), 0, frame.px(1.8));
    frame.redrawIn(1.0 / 20);
}

float paintBadge(Frame& frame, ImDrawList& list, ImVec2 at, std::string_view text, geo::Colour ink, geo::Colour ground,
                 bool dashed) {
    const float pad = frame.px(6), height = frame.px(20), width = textWidth(frame, Type::Small, text) + 2 * pad;
    const ImVec2 to{at.x + width, at.y + height};
    if (dashed) {
        const float dash = frame.px(3);
        for (float x = at.x; x < to.x; x += 2 * dash) {
            const float end = std::min(x + dash, to.x);
            list.AddLine({x, at.y}, {end, at.y}, packed(ink)), list.AddLine({x, to.y}, {end, to.y}, packed(ink));
        }
        for (float y = at.y; y < to.y; y += 2 * dash) {
            const float end = std::min(y + dash, to.y);
            list.AddLine({at.x, y}, {at.x, end}, packed(ink)), list.AddLine({to.x, y}, {to.x, end}, packed(ink));
        }
    } else {
        list.AddRectFilled(at, to, packed(ground), frame.px(5));
    }
    paintText(frame, {at.x + pad, at.y + (height - frame.theme.lineHeight(Type::Small)) / 2}, Type::Small, ink, text);
    return width;
}

}  // namespace ui
