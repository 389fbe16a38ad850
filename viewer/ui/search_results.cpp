#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "viewer/ui/member_row.h"
#include "viewer/ui/panels.h"

namespace ui {
namespace {

constexpr size_t kShown = 7;

/// The hits under the search field, where the members panel is not there to show them.
class SearchResults : public Panel {
public:
    void draw(Frame& frame) override {
        SharedState& shared = frame.shared;
        const bool listed = leftPanel(frame.model.openPanels, frame.model.worldView) == LeftPanel::Members;
        m_filter.withCandidates = true;
        if (listed || shared.query.empty() || !frame.model.members) return;
        m_filter.text = shared.query;
        const auto& hits = m_search.find(*frame.model.members, m_filter);
        const size_t shown = std::min(kShown, hits.size());
        m_marked = shown == 0 ? 0 : std::clamp(m_marked + shared.moveHit, 0, static_cast<int>(shown) - 1);
        if (shared.acceptHit && shown > 0) return fly(frame, *hits[static_cast<size_t>(m_marked)]);

        const Rect& bar = frame.layout.topBar;
        const double gapPx = frame.px(12);
        const double width = std::min<double>(frame.px(420), bar.width() - frame.px(24)),
                     centre = (shared.searchField.left + shared.searchField.right) / 2,
                     left = std::clamp(centre - width / 2, gapPx, std::max(gapPx, bar.width() - width - frame.px(12)));
        const double height = frame.px(24 + (shown == 0 ? 48 : kMemberRow * static_cast<double>(shown)));
        beginCard(frame, "search results", {left, bar.bottom + frame.px(4), left + width, bar.bottom + frame.px(4) + height});
        keepInFront();
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
        if (shown == 0) {
            gap(frame, 12);
            line(frame, Type::Body, frame.palette().inkMuted, "No government of this name is listed.");
        }
        for (size_t i = 0; i < shown; ++i) {
            if (memberRow(frame, *hits[i], m_search.text(*hits[i]), static_cast<int>(i) == m_marked)) fly(frame, *hits[i]);
        }
        ImGui::PopStyleVar();
        endCard(frame);
    }

private:
    void fly(Frame& frame, const geo::Member& member) {
        frame.command({"member.fly", member.id});
        frame.shared.query.clear();
        m_marked = 0;
    }

    MemberSearch m_search;
    geo::MemberFilter m_filter;
    int m_marked = 0;
};

}  // namespace

std::unique_ptr<Panel> makeSearchResults() { return std::make_unique<SearchResults>(); }

}  // namespace ui
