#include <imgui.h>

#include <fmt/format.h>

#include "viewer/ui/formats.h"
#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace ui {
namespace {

/// What drawing cost: for those who make it faster.
class StatisticsPanel : public Panel {
public:
    void draw(Frame& frame) override {
        double& wanted = frame.shared.wantedHeightPx[static_cast<size_t>(RightCard::Statistics)];
        wanted = frame.isOpen("statistics") ? 12 + 40 + 8 * 28 + 12 : 0;
        const Rect& rect = frame.layout.card(RightCard::Statistics);
        if (wanted == 0 || rect.empty()) return;
        beginCard(frame, "statistics", rect);
        if (cardTitle(frame, "Statistics", true)) frame.command({"panel.toggle", "statistics"});
        const auto& s = frame.model.statistics;
        const auto& f = frame.model.frame;
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
        row(frame, "Update, draw", fmt::format("{:.1f} ms, {:.1f} ms", s.lastUpdateMs, s.lastDrawMs));
        row(frame, "Frames", grouped(static_cast<long long>(s.frames)));
        row(frame, "Draw calls", grouped(static_cast<long long>(s.drawCalls)));
        row(frame, "Tiles wanted, loading, failed", fmt::format("{}, {}, {}", f.tilesWanted, f.tilesLoading, f.tilesFailed));
        row(frame, "Tiles loaded, uploaded", fmt::format("{}, {}", s.tilesLoaded, s.tilesUploaded));
        row(frame, "Tiles composed", grouped(static_cast<long long>(s.tilesComposed)));
        row(frame, "Uploaded", fmt::format("{:.1f} MiB", static_cast<double>(s.bytesUploaded) / (1 << 20)));
        row(frame, "GPU memory",
            fmt::format("{:.1f} MiB in {} textures", static_cast<double>(s.gpuBytes) / (1 << 20), s.textures));
        ImGui::PopStyleVar();
        endCard(frame);
    }

private:
    static void row(Frame& frame, const char* name, const std::string& value) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x, y = at.y + (frame.px(28) - frame.theme.lineHeight(Type::Small)) / 2;
        const float left = paintTextRight(frame, {at.x + width, y}, Type::Small, frame.palette().ink, value);
        paintText(frame, {at.x, y}, Type::Small, frame.palette().inkMuted, name, left - at.x - frame.px(8));
        ImGui::Dummy({width, frame.px(28)});
    }
};

}  // namespace

std::unique_ptr<Panel> makeStatisticsPanel() { return std::make_unique<StatisticsPanel>(); }

}  // namespace ui
