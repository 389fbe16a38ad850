#include <imgui.h>
#include <imgui_internal.h>

#include <fmt/format.h>

#include <algorithm>

#include "viewer/ui/formats.h"
#include "viewer/ui/member_row.h"
#include "viewer/ui/panels.h"

namespace ui {
namespace {

constexpr double kLowPanel = 480;  // unscaled px: below this the filters wait behind a button

/// The registry as a list: filters, and who is found.
class MembersPanel : public Panel {
public:
    void draw(Frame& frame) override {
        if (leftPanel(frame.model.openPanels, frame.model.worldView) != LeftPanel::Members || frame.layout.left.empty()) return;
        beginCard(frame, "members", frame.layout.left);
        if (cardTitle(frame, "Members", true)) frame.command({"panel.toggle", "members"});
        if (!frame.model.members) {
            paragraph(frame, Type::Body, frame.palette().inkMuted, "The registry is not loaded.");
            endCard(frame);
            return;
        }
        if (m_listed != frame.model.members) listRegions(*frame.model.members);
        paragraph(frame, Type::Small, frame.palette().inkMuted, m_sentence);
        const bool low = frame.layout.left.height() < frame.px(kLowPanel);
        if (low && chip(frame, "Filters", m_filtersOpen, false)) m_filtersOpen = !m_filtersOpen;
        if (!low || m_filtersOpen) drawFilters(frame, *frame.model.members);
        m_filter.text = frame.shared.query;
        const auto& hits = m_search.find(*frame.model.members, m_filter);
        drawCount(frame, hits.size());
        drawHits(frame, hits);
        endCard(frame);
    }

private:
    void listRegions(const geo::Members& members) {
        m_listed = &members;
        m_regions = members.regions();
        m_sentence = registrySentence(members);
    }

    void drawFilters(Frame& frame, const geo::Members& members) {
        if (chip(frame, "All regions", m_filter.region.empty(), false)) setRegion({});
        for (const auto& region : m_regions) {
            if (chip(frame, region.c_str(), m_filter.region == region))
                setRegion(m_filter.region == region ? std::string() : region);
        }
        drawCountries(frame, members);
        if (chip(frame, "On the steering committee", m_filter.withOffice, false)) m_filter.withOffice = !m_filter.withOffice;
        if (chip(frame, "With candidates", m_filter.withCandidates)) m_filter.withCandidates = !m_filter.withCandidates;
        if (m_filter.withCandidates) {
            paragraph(frame, Type::Small, frame.palette().inkMuted,
                      "A candidate is a government whose membership no source confirms yet. It is not shown as a member.");
        }
    }

    void drawCountries(Frame& frame, const geo::Members& members) {
        ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
        const char* shown = m_filter.country.empty() ? "All countries" : m_filter.country.c_str();
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {frame.px(8), frame.px(8)});
        const float arrow = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x - frame.px(16);
        if (ImGui::BeginCombo("##country", shown, ImGuiComboFlags_HeightLarge | ImGuiComboFlags_NoArrowButton)) {
            if (ImGui::IsWindowAppearing()) m_countries = countriesOf(members, m_filter.region, m_filter.withCandidates);
            if (ImGui::Selectable("All countries", m_filter.country.empty())) m_filter.country.clear();
            for (const auto& country : m_countries) {
                if (ImGui::Selectable(country.c_str(), m_filter.country == country)) m_filter.country = country;
            }
            ImGui::EndCombo();
        }
        ImGui::PopStyleVar();
        if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        const float middle = (ImGui::GetItemRectMin().y + ImGui::GetItemRectMax().y) / 2;
        drawIcon(*ImGui::GetWindowDrawList(), Icon::ChevronDown, {arrow, middle}, frame.px(14), packed(frame.palette().inkMuted));
    }

    void setRegion(std::string region) {
        m_filter.region = std::move(region);
        m_filter.country.clear();
    }

    void drawCount(Frame& frame, size_t hits) {
        if (hits != m_counted || frame.shared.query != m_countedQuery) {
            m_counted = hits;
            m_countedQuery = frame.shared.query;
            m_countText = hits == 1 ? "1 government" : fmt::format("{} governments", hits);
            if (!m_countedQuery.empty()) m_countText += " for “" + m_countedQuery + "”";
        }
        separator(frame);
        line(frame, Type::Small, frame.palette().inkMuted, m_countText);
    }

    void drawHits(Frame& frame, const std::vector<const geo::Member*>& hits) {
        const SharedState& shared = frame.shared;
        const bool keyboard = shared.searchFocused || shared.acceptHit;
        const int before = m_marked;
        m_marked = hits.empty() ? 0 : std::clamp(m_marked + shared.moveHit, 0, static_cast<int>(hits.size()) - 1);
        if (m_markedQuery != shared.query) m_marked = 0, m_markedQuery = shared.query;
        if (shared.acceptHit && !hits.empty()) frame.command({"member.fly", hits[static_cast<size_t>(m_marked)]->id});

        const float bottom = static_cast<float>(frame.layout.left.bottom) - frame.px(8);
        beginScroll(frame, "hits", 16, std::max(frame.px(40), bottom - ImGui::GetCursorScreenPos().y));
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
        if (hits.empty()) drawNothingFound(frame);
        if (m_marked != before && keyboard) scrollTo(frame, m_marked);
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(hits.size()), frame.px(kMemberRow));
        while (clipper.Step()) {
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
                const geo::Member& member = *hits[static_cast<size_t>(i)];
                if (memberRow(frame, member, m_search.text(member), keyboard && i == m_marked))
                    frame.command({"member.fly", member.id});
            }
        }
        ImGui::PopStyleVar();
        endScroll();
    }

    static void scrollTo(Frame& frame, int row) {
        const float top = static_cast<float>(row) * frame.px(kMemberRow), height = ImGui::GetWindowHeight();
        if (top < ImGui::GetScrollY())
            ImGui::SetScrollY(top);
        else if (top + frame.px(kMemberRow) > ImGui::GetScrollY() + height)
            ImGui::SetScrollY(top + frame.px(kMemberRow) - height);
    }

    void drawNothingFound(Frame& frame) {
        gap(frame, 16);
        line(frame, Type::Strong, frame.palette().ink, "No match");
        gap(frame, 4);
        paragraph(
            frame, Type::Small, frame.palette().inkMuted,
            m_filter.withCandidates
                ? "The registry is a partial list: a city that is missing here may still be a member."
                : "Candidates are hidden. The registry is a partial list: a city that is missing here may still be a member.");
        gap(frame, 12);
        if (textButton(frame, "Clear search and filters")) {
            m_filter = {};
            m_filter.withCandidates = true;
            frame.shared.query.clear();
        }
    }

    MemberSearch m_search;
    geo::MemberFilter m_filter;
    const geo::Members* m_listed = nullptr;
    std::vector<std::string> m_regions, m_countries;
    std::string m_sentence, m_countText, m_countedQuery, m_markedQuery;
    size_t m_counted = static_cast<size_t>(-1);
    int m_marked = 0;
    bool m_filtersOpen = false;  ///< where the panel is low
};

}  // namespace

std::unique_ptr<Panel> makeMembersPanel() { return std::make_unique<MembersPanel>(); }

}  // namespace ui
