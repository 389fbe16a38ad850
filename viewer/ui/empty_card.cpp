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
        if (frame.model.worldView || !frame.model.scene || !frame.model.scene->layers.empty()) return;
        if (frame.model.scene->revision != m_revision) {
            m_revision = frame.model.scene->revision;
            m_title = frame.model.scene->title.empty() ? "No data yet" : "No data for " + frame.model.scene->title + " yet";
        }
        const Rect& map = frame.layout.map;
        const double width = std::min<double>(frame.px(400), map.width() - frame.px(24)), height = frame.px(194);
        if (width < frame.px(160) || map.height() < height) return;
        const double x = (map.left + map.right - width) / 2, y = (map.top + map.bottom - height) / 2;
        beginCard(frame, "empty", {x, y, x + width, y + height}, 24);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        auto& list = *ImGui::GetWindowDrawList();
        list.AddCircleFilled({at.x + frame.px(24), at.y + frame.px(24)}, frame.px(24), packed(frame.palette().selected));
        drawIcon(list, Icon::DropFile, {at.x + frame.px(24), at.y + frame.px(24)}, frame.px(24), packed(frame.palette().accent));
        ImGui::Dummy({1, frame.px(52)});
        line(frame, Type::Title, frame.palette().ink, m_title);
        paragraph(frame, Type::Body, frame.palette().inkMuted,
                  "Drop a GeoTIFF, FlatGeobuf, GeoPackage, Shapefile or GeoJSON on this window, or run");
        paragraph(frame, Type::Body, frame.palette().ink, "metromosaic view FILE");
        endCard(frame, 24);
    }

private:
    uint64_t m_revision = static_cast<uint64_t>(-1);
    std::string m_title;
};

}  // namespace

std::unique_ptr<Panel> makeEmptyCard() { return std::make_unique<EmptyCard>(); }

}  // namespace ui
