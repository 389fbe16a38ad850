#include <imgui.h>

#include <algorithm>

#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace ui {
namespace {

/// Says what to do when a city has nothing to show.
class EmptyCard : public Panel {
public:
    void draw(Frame& frame) override {
        const bool empty = frame.model.scene && frame.model.scene->layers.empty();
        if (frame.model.worldView || !frame.model.scene || !(empty || frame.model.cityIsBare)) return;
        if (frame.model.scene->revision != m_revision) {
            m_revision = frame.model.scene->revision;
            m_title = frame.model.scene->title.empty() ? "No data yet" : "No data of " + frame.model.scene->title + " yet";
        }
        const Rect& map = frame.layout.map;
        const double width = std::min<double>(frame.px(400), map.width() - frame.px(24)), height = frame.px(m_height);
        if (width < frame.px(160) || map.height() < height + frame.px(24)) return;
        // Below the city's symbol, above scale bar and sources.
        const double x = (map.left + map.right - width) / 2,
                     y = std::min((map.top + map.bottom) / 2 + frame.px(40), map.bottom - height - frame.px(64));
        beginCard(frame, "empty", {x, y, x + width, y + height}, 24);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        auto& list = *ImGui::GetWindowDrawList();
        list.AddCircleFilled({at.x + frame.px(20), at.y + frame.px(22)}, frame.px(20), packed(frame.palette().selected));
        drawIcon(list, Icon::DropFile, {at.x + frame.px(20), at.y + frame.px(22)}, frame.px(22), packed(frame.palette().accent));
        ImGui::Indent(frame.px(56));
        line(frame, Type::Title, frame.palette().ink, m_title);
        paragraph(frame, Type::Body, frame.palette().inkMuted,
                  "Drop a file of the city on this window: a GeoTIFF, GeoPackage, Shapefile, GeoJSON or FlatGeobuf. "
                  "It is drawn on this map.");
        ImGui::Unindent(frame.px(56));
        frame.measured(m_height, endCard(frame, 24));
    }

private:
    uint64_t m_revision = static_cast<uint64_t>(-1);
    std::string m_title;
    double m_height = 150;  // unscaled px, as measured
};

}  // namespace

std::unique_ptr<Panel> makeEmptyCard() { return std::make_unique<EmptyCard>(); }

}  // namespace ui
