#include <imgui.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/ui/formats.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace ui {
namespace {

constexpr size_t kTasksShown = 2;

/// Position and scale on the right, work under way on the left, messages in between.
class StatusBar : public Panel {
public:
    void draw(Frame& frame) override {
        const Rect& bar = frame.layout.statusBar;
        const ImVec2 from{static_cast<float>(bar.left), static_cast<float>(bar.top)};
        const ImVec2 size{static_cast<float>(bar.width()), static_cast<float>(bar.height())};
        ImGui::SetNextWindowPos(from);
        ImGui::SetNextWindowSize(size);
        ImGui::Begin("status bar", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
        auto& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled(from, {from.x + size.x, from.y + size.y}, packed(frame.palette().surface));
        paintHairline(frame, list, from, {from.x + size.x, from.y});
        m_y = from.y + (size.y - frame.theme.lineHeight(Type::Small)) / 2;
        m_middle = from.y + size.y / 2;
        const float right = drawWhere(frame, from.x + size.x - frame.px(16));
        drawWork(frame, from.x + frame.px(8), right - frame.px(16));
        ImGui::End();
    }

private:
    /// Written again only when the view or the mouse moved.
    float drawWhere(Frame& frame, float right) {
        const double metresPerPixel = frame.model.view.camera.metresPerPixel;
        if (metresPerPixel != m_metresPerPixel) {
            m_metresPerPixel = metresPerPixel;
            m_scale = formatScale(metresPerPixel);
            m_zoom = "Zoom " + formatZoom(metresPerPixel);
        }
        if (frame.model.cursor != m_cursor) {
            m_cursor = frame.model.cursor;
            m_position = m_cursor ? formatLonLat(*m_cursor) : std::string();
        }
        const Palette& p = frame.palette();
        right = paintTextRight(frame, {right, m_y}, Type::Small, p.inkMuted, m_zoom) - frame.px(16);
        right = paintTextRight(frame, {right, m_y}, Type::Small, p.ink, m_scale) - frame.px(16);
        // A fixed width for the position keeps its neighbours still while the mouse moves.
        const float width = frame.px(190);
        if (right - width < frame.px(120)) return right;
        if (!m_position.empty()) paintTextRight(frame, {right, m_y}, Type::Small, p.ink, m_position, width);
        return right - width;
    }

    void drawWork(Frame& frame, float left, float right) {
        ImGui::SetCursorScreenPos({left, m_middle - frame.px(14)});
        drawMessageButton(frame);
        left = ImGui::GetItemRectMax().x + frame.px(12);
        const auto& tasks = frame.model.tasks;
        const size_t shown = std::min(kTasksShown, tasks.size());
        size_t drawn = 0;
        for (; drawn < shown && right - left > frame.px(160); ++drawn) {
            left = drawTask(frame, *tasks[drawn], left, std::min(right, left + frame.px(340)));
        }
        if (tasks.size() > drawn && right - left > frame.px(60)) {
            left += paintText(frame, {left, m_y}, Type::Small, frame.palette().inkMuted,
                              fmt::format("and {} more", tasks.size() - drawn));
        }
        const auto& status = frame.model.frame;
        if (tasks.empty() && status.tilesLoading > 0 && right - left > frame.px(140)) {
            paintSpinner(frame, *ImGui::GetWindowDrawList(), {left + frame.px(8), m_middle}, frame.px(5.5));
            paintText(frame, {left + frame.px(22), m_y}, Type::Small, frame.palette().inkMuted, "Drawing the map", right - left);
        }
    }

    void drawMessageButton(Frame& frame) {
        const size_t count = frame.model.messages ? frame.model.messages->size() : 0;
        if (count != m_counted) m_counted = count, m_count = count == 1 ? "1 message" : fmt::format("{} messages", count);
        const float width = count == 0 ? frame.px(32) : frame.px(34) + textWidth(frame, Type::Small, m_count);
        if (rowButton(frame, "messages", {width, frame.px(28)}, {.selected = frame.isOpen("messages")})) {
            frame.command({"panel.toggle", "messages"});
        }
        if (ImGui::IsItemHovered() && count == 0) tooltip(frame, "Messages");
        const ImVec2 from = ImGui::GetItemRectMin();
        drawIcon(*ImGui::GetWindowDrawList(), Icon::Message, {from.x + frame.px(15), m_middle}, frame.px(15),
                 packed(frame.palette().inkMuted));
        if (count > 0) paintText(frame, {from.x + frame.px(28), m_y}, Type::Small, frame.palette().ink, m_count);
    }

    /// Title, phrase, bar and a way to stop it. Returns where the next one begins.
    float drawTask(Frame& frame, const base::Task& task, float left, float right) {
        const Palette& p = frame.palette();
        auto& list = *ImGui::GetWindowDrawList();
        const float cancel = frame.px(28), barWidth = frame.px(72);
        const double fraction = task.fraction();
        float x = left;
        const bool stopping = task.stopToken().stop_requested();
        const auto phrase = stopping ? std::string("being cancelled") : task.phrase();
        const float most = right - left - cancel - barWidth - frame.px(20),
                    titleWidth = textWidth(frame, Type::Small, task.title());
        const float both = titleWidth + frame.px(9) + textWidth(frame, Type::Small, phrase);
        const float textRoom = std::min(phrase.empty() || both > most ? titleWidth + frame.px(1) : both, most);
        const float title = paintText(frame, {x, m_y}, Type::Small, p.ink, task.title(), textRoom);
        if (!phrase.empty() && textRoom - title > frame.px(40)) {
            paintText(frame, {x + title + frame.px(8), m_y}, Type::Small, p.inkMuted, phrase, textRoom - title - frame.px(8));
        }
        x += textRoom + frame.px(12);
        const float half = frame.px(2);
        list.AddRectFilled({x, m_middle - half}, {x + barWidth, m_middle + half}, packed(p.hairline), half);
        if (fraction >= 0) {
            const float done = std::max(2 * half, barWidth * static_cast<float>(std::min(fraction, 1.0)));
            list.AddRectFilled({x, m_middle - half}, {x + done, m_middle + half}, packed(p.accent), half);
            frame.redrawIn(0.2);
        } else {
            const auto at = static_cast<float>(std::fmod(frame.model.nowSeconds * 0.8, 1.0)) * (barWidth * 0.7f);
            list.AddRectFilled({x + at, m_middle - half}, {x + at + barWidth * 0.3f, m_middle + half}, packed(p.accent), half);
            frame.redrawIn(1.0 / 20);
        }
        ImGui::PushID(task.number());
        ImGui::SetCursorScreenPos({x + barWidth + frame.px(4), m_middle - frame.px(14)});
        if (!stopping && iconButton(frame, "cancel", Icon::Close, "Cancel", false, 28))
            frame.command({"task.cancel", std::to_string(task.number())});
        ImGui::PopID();
        return x + barWidth + cancel + frame.px(16);
    }

    float m_y = 0, m_middle = 0;
    double m_metresPerPixel = -1;
    std::optional<geo::LonLat> m_cursor;
    std::string m_scale, m_zoom, m_position, m_count;
    size_t m_counted = 0;
};

}  // namespace

std::unique_ptr<Panel> makeStatusBar() { return std::make_unique<StatusBar>(); }

}  // namespace ui
