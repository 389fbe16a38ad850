#include <imgui.h>
#include <imgui_internal.h>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "viewer/map/visibility.h"
#include "viewer/ui/filter_section.h"
#include "viewer/ui/legend.h"
#include "viewer/ui/legend_math.h"
#include "viewer/ui/panels.h"

namespace ui {
namespace {

constexpr double kHeader = 48;       // unscaled px
constexpr int kRevealingFrames = 3;  // in which the card finds its height, and its list how far it can be scrolled

/// The layers, top first: visibility, order, opacity and legend.
class LayersPanel : public Panel {
public:
    void draw(Frame& frame) override {
        if (leftPanel(frame.model.openPanels, frame.model.worldView) != LeftPanel::Layers || frame.layout.left.empty()) return;
        const bool empty = !frame.model.scene || frame.model.scene->layers.empty();
        Rect rect = frame.layout.left;
        rect.bottom = std::min(rect.bottom, rect.top + (empty ? frame.px(104) : m_height));
        beginCard(frame, "layers", rect);
        if (cardTitle(frame, "Layers", true)) frame.command({"panel.toggle", "layers"});
        if (empty) {
            paragraph(frame, Type::Body, frame.palette().inkMuted, "Nothing is on the map. Drop a file on the window to add it.");
            endCard(frame);
            return;
        }
        const float top = ImGui::GetCursorScreenPos().y, bottom = static_cast<float>(rect.bottom) - frame.px(8);
        beginScroll(frame, "list", 16, std::max(frame.px(40), bottom - top));
        drawLayers(frame);
        const double height = top - rect.top + endScroll() + frame.px(16);
        endCard(frame);
        frame.measured(m_height, height);  // no taller than its content: the map is worth more than a white ground
    }

private:
    void drawLayers(Frame& frame) {
        const auto& layers = frame.model.scene->layers;
        m_tops.clear();
        chooseUnfolded(frame);
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(8), frame.px(4)});
        for (size_t row = 0; row < layers.size(); ++row) {
            const map::Layer& layer = layers[layers.size() - 1 - row];
            ImGui::PushID(layer.id.c_str());
            if (row > 0) separator(frame);
            m_tops.push_back(ImGui::GetCursorScreenPos().y);
            const float top = ImGui::GetCursorPosY();
            drawHeader(frame, layer, static_cast<int>(row));
            if (isExpanded(layer)) drawBody(frame, layer);
            if (layer.id == m_unfolded && m_reveal > 0) reveal(frame, top, ImGui::GetCursorPosY());
            ImGui::PopID();
        }
        m_tops.push_back(ImGui::GetCursorScreenPos().y);
        ImGui::PopStyleVar();
        if (!m_dragged.empty()) drawDrag(frame, static_cast<int>(layers.size()));
    }

    [[nodiscard]] bool isExpanded(const map::Layer& layer) const {
        const auto own = m_expanded.find(layer.id);
        if (own != m_expanded.end()) return own->second;
        if (layer.status == map::LayerStatus::Failed) return true;  // its problem stays readable
        return layer.id == m_unfolded;
    }

    /// Decided while layers arrive and on the way to a place; then kept as long as the map shows the layer.
    void chooseUnfolded(const Frame& frame) {
        const auto& layers = frame.model.scene->layers;
        const double scale = frame.model.view.camera.metresPerPixel;
        std::set<std::string> ids;
        for (const auto& layer : layers) ids.insert(layer.id);
        const bool anyNew = !std::ranges::includes(m_known, ids);
        m_known = std::move(ids);
        const bool appears = ImGui::GetFrameCount() - std::exchange(m_lastFrame, ImGui::GetFrameCount()) > 1;
        if (anyNew || appears) m_arriving = true, m_reveal = kRevealingFrames;
        const auto current = std::ranges::find(layers, m_unfolded, &map::Layer::id);
        if (m_arriving || current == layers.end() || !map::isDrawn(*current, scale)) {
            const auto before = std::exchange(m_unfolded, legendToUnfold(layers, scale));
            if (m_arriving && m_unfolded != before) m_reveal = kRevealingFrames;
        }
        const auto isLoading = [](const map::Layer& layer) { return layer.status == map::LayerStatus::Loading; };
        m_arriving = m_arriving && (frame.model.flying || std::ranges::any_of(layers, isLoading));
    }

    /// Once after opening; then the list stays where hands put it.
    void reveal(Frame& frame, float top, float bottom) {
        ImGui::SetScrollY(scrollToShow(top, bottom, ImGui::GetWindowHeight()));
        --m_reveal;
        frame.outgrown = true;
    }

    void drawHeader(Frame& frame, const map::Layer& layer, int row) {
        const Palette& p = frame.palette();
        auto& list = *ImGui::GetWindowDrawList();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x, height = frame.px(kHeader), eye = frame.px(32);
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
        ImGui::SetCursorScreenPos({at.x - frame.px(7), at.y + (height - eye) / 2});
        if (iconButton(frame, "eye", layer.visible ? Icon::Eye : Icon::EyeOff, layer.visible ? "Hide" : "Show")) {
            frame.command({"layer.toggle", layer.id});
        }
        ImGui::SetCursorScreenPos({at.x + frame.px(26), at.y + frame.px(2)});
        const bool pressed =
            rowButton(frame, "header", {width - frame.px(26), height - frame.px(4)}, {.rounding = 6, .inset = 4});
        ImGui::PopStyleVar();
        const bool hovered = ImGui::IsItemHovered();
        if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, frame.px(6)))
            m_dragged = layer.id, m_fromRow = row;
        if (pressed && m_dragged.empty()) m_expanded[layer.id] = !isExpanded(layer);

        const float middle = at.y + height / 2, left = at.x + frame.px(30);
        float right = at.x + width - frame.px(20);
        drawIcon(list, isExpanded(layer) ? Icon::ChevronDown : Icon::ChevronRight, {at.x + width - frame.px(10), middle},
                 frame.px(14), packed(p.inkMuted));
        if (hovered) {
            drawIcon(list, Icon::Grip, {right - frame.px(8), middle}, frame.px(16), packed(p.inkMuted));
            right -= frame.px(20);
        }
        if (layer.status == map::LayerStatus::Loading) {
            paintSpinner(frame, list, {right - frame.px(8), middle}, frame.px(6.5));
            right -= frame.px(20);
        }
        if (layer.legend && hasOneSymbol(layer)) {
            const float symbol = frame.px(Legend::kSymbol);
            Legend::drawSymbol(frame, layer, {right - symbol - frame.px(2), middle - symbol / 2});
            right -= symbol + frame.px(8);
        }
        const bool failed = layer.status == map::LayerStatus::Failed;
        const std::string& title = layer.title.empty() ? layer.id : layer.title;
        paintText(frame, {left, at.y + frame.px(6)}, Type::Strong, layer.visible ? p.ink : p.inkMuted, title, right - left);
        paintText(frame, {left, at.y + frame.px(25)}, Type::Small, failed ? p.danger : p.inkMuted, summary(layer), right - left);
        if (hovered && textWidth(frame, Type::Strong, title) > right - left) tooltip(frame, title);
        ImGui::SetCursorScreenPos({at.x, at.y + height});
    }

    /// Written once per state of the layer.
    const std::string& summary(const map::Layer& layer) {
        Summary& summary = m_summaries[layer.id];
        const uint64_t revision = layer.source ? layer.source->classesRevision() : 0;
        if (summary.text.empty() || summary.status != layer.status || summary.source != layer.source.get() ||
            summary.revision != revision || summary.dimension != layer.style.dimension) {
            summary = {layer.status, layer.source.get(), revision, layer.style.dimension, layerSummary(layer)};
        }
        return summary.text;
    }

    void drawBody(Frame& frame, const map::Layer& layer) {
        const float inset = frame.px(30);
        ImGui::Indent(inset);
        if (layer.status == map::LayerStatus::Failed) {
            paragraph(frame, Type::Small, frame.palette().danger, layer.problem);
            if (linkButton(frame, "Remove")) frame.command({"layer.remove", layer.id});
        } else {
            drawTools(frame, layer);
            m_filter.draw(frame, layer);
            m_legend.draw(frame, layer);
        }
        ImGui::Unindent(inset);
        gap(frame, 4);
    }

    void drawTools(Frame& frame, const map::Layer& layer) {
        const float width = ImGui::GetContentRegionAvail().x;
        double opacity = layer.opacity;
        bool released = false;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float tools = frame.px(32 + 32), percent = frame.px(44);
        if (slider(frame, "opacity", opacity, width - tools - percent, released)) {
            frame.command({"layer.opacity", layer.id, fmt::format("{:.2f}", opacity)});
        }
        if (ImGui::IsItemHovered() && !ImGui::IsItemActive()) tooltip(frame, "Opacity");
        char text[8];
        *fmt::format_to_n(text, 7, "{:.0f} %", layer.opacity * 100).out = 0;
        paintTextRight(frame,
                       {at.x + width - tools - frame.px(4), at.y + (frame.px(28) - frame.theme.lineHeight(Type::Small)) / 2},
                       Type::Small, frame.palette().inkMuted, text);
        ImGui::SetCursorScreenPos({at.x + width - tools, at.y - frame.px(2)});
        if (iconButton(frame, "zoom", Icon::Target, "Zoom to the layer")) frame.command({"layer.zoom", layer.id});
        ImGui::SameLine(0, 0);
        if (iconButton(frame, "remove", Icon::Trash, "Remove from the map")) frame.command({"layer.remove", layer.id});
        ImGui::SetCursorScreenPos({at.x, at.y + frame.px(32)});
    }

    /// The gap under the mouse, drawn as a line; letting go moves the layer there.
    void drawDrag(Frame& frame, int layers) {
        const float y = ImGui::GetIO().MousePos.y;
        int target = layers;
        for (int i = 0; i < layers; ++i) {
            const auto row = static_cast<size_t>(i);
            if (y < (m_tops[row] + m_tops[row + 1]) / 2) {
                target = i;
                break;
            }
        }
        auto& list = *ImGui::GetWindowDrawList();
        const float left = ImGui::GetWindowPos().x + frame.px(12),
                    right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - frame.px(12);
        const float lineY = m_tops[static_cast<size_t>(target)] - frame.px(2);
        list.AddLine({left, lineY}, {right, lineY}, packed(frame.palette().accent), frame.px(2));
        list.AddCircleFilled({left, lineY}, frame.px(4), packed(frame.palette().accent));
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
        if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
        if (target != m_fromRow && target != m_fromRow + 1) {
            frame.command({"layer.move", m_dragged, std::to_string(sceneIndexAfterDrop(layers, m_fromRow, target))});
        }
        m_dragged.clear();
    }

    struct Summary {
        map::LayerStatus status = map::LayerStatus::Loading;
        const geo::LayerSource* source = nullptr;
        uint64_t revision = 0;
        std::string dimension, text;
    };

    Legend m_legend;
    FilterSection m_filter;
    std::map<std::string, bool> m_expanded;
    std::map<std::string, Summary> m_summaries;
    std::string m_unfolded;  // the layer whose legend is open where nobody chose; empty: none
    std::set<std::string> m_known;
    bool m_arriving = false;  // layers are still opened, or the place is not reached
    int m_lastFrame = -2, m_reveal = 0;
    double m_height = 0;        // of the card around all layers, logical px
    std::vector<float> m_tops;  // of each row on the screen, and the end of the last
    std::string m_dragged;
    int m_fromRow = 0;
};

}  // namespace

std::unique_ptr<Panel> makeLayersPanel() { return std::make_unique<LayersPanel>(); }

}  // namespace ui
