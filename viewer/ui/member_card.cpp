#include <imgui.h>

#include <algorithm>

#include "viewer/ui/member_facts.h"
#include "viewer/ui/member_row.h"
#include "viewer/ui/panels.h"

namespace ui {
namespace {

/// What both cards say of a member, written once.
struct Heading {
    std::string id, native, office, place, population;

    void write(const geo::Member& m, const MemberText& text) {
        id = m.id;
        native = text.native;
        office = text.office;
        place = m.country + " · " + m.region;
        population = text.detail;
    }
};

void badges(Frame& frame, const geo::Member& member, const std::string& office) {
    const Palette& p = frame.palette();
    auto& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = member.candidate
                            ? paintBadge(frame, list, at, "Candidate, not a confirmed member", p.inkMuted, p.surface, true)
                            : paintBadge(frame, list, at, "Member", p.accent, p.selected);
    if (!office.empty()) paintBadge(frame, list, {at.x + width + frame.px(6), at.y}, office, p.warning, p.warningGround);
    ImGui::Dummy({1, frame.px(20)});
}

/// The chosen member, with everything the registry knows of it; and beside the list a short card of the one under the mouse.
class MemberCard : public Panel {
public:
    void draw(Frame& frame) override {
        drawPreview(frame);
        double& wanted = frame.shared.wantedHeightPx[static_cast<size_t>(RightCard::Member)];
        const geo::Member* member = chosen(frame);
        if (!member) {
            wanted = 0;
            return;
        }
        if (m_heading.id != member->id) {
            m_heading.write(*member, m_texts.text(*member));
            m_facts = memberFacts(*frame.model.members, *member);
        }
        const Rect& rect = frame.layout.card(RightCard::Member);
        if (rect.empty()) {  // opens with the next frame, when the layout knows of it
            wanted = 320;
            return;
        }
        beginCard(frame, "member card", rect);
        if (cardTitle(frame, member->nameEn, true)) frame.command({"member.select"});
        const float header = ImGui::GetCursorPosY();
        beginScroll(frame, "facts", 16);
        drawBody(frame, *member);
        const float content = endScroll();
        endCard(frame);
        frame.measured(wanted, (header + content) / frame.theme.scale + 28);
    }

private:
    static const geo::Member* chosen(const Frame& frame) {
        if (!frame.model.members || !frame.model.cardOpen || frame.model.flying || frame.model.selectedMember.empty())
            return nullptr;
        return frame.model.members->find(frame.model.selectedMember);
    }

    void drawPreview(Frame& frame) {
        const SharedState& shared = frame.shared;
        const Rect& list = frame.layout.left;
        if (!frame.model.members || shared.hoveredMember.empty() || list.empty()) return;
        if (shared.hoveredMember == frame.model.selectedMember) return;
        const geo::Member* member = frame.model.members->find(shared.hoveredMember);
        if (!member) return;
        if (m_preview.id != member->id) m_preview.write(*member, m_texts.text(*member));
        const double width = frame.px(272), height = frame.px(m_preview.native.empty() ? 112 : 133);
        const double left = list.right + frame.px(8);
        if (left + width > frame.layout.topBar.right) return;
        const double top = std::clamp<double>(shared.hoveredTop, list.top,
                                              std::max(list.top, frame.layout.statusBar.top - height - frame.px(12)));
        beginCard(frame, "member preview", {left, top, left + width, top + height});
        keepInFront();
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(8), frame.px(4)});
        const Palette& p = frame.palette();
        line(frame, Type::Title, p.ink, member->nameEn);
        if (!m_preview.native.empty()) line(frame, Type::Body, p.inkMuted, m_preview.native);
        line(frame, Type::Small, p.inkMuted, member->government);
        line(frame, Type::Small, p.inkMuted, m_preview.population);
        gap(frame, 2);
        badges(frame, *member, m_preview.office);
        ImGui::PopStyleVar();
        endCard(frame);
    }

    void drawBody(Frame& frame, const geo::Member& member) {
        const Palette& p = frame.palette();
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(8), frame.px(6)});
        if (!m_heading.native.empty()) line(frame, Type::Body, p.inkMuted, m_heading.native);
        line(frame, Type::Body, p.inkMuted, m_heading.place);
        gap(frame, 2);
        badges(frame, member, m_heading.office);
        gap(frame, 6);
        const geo::Member* here = frame.model.members->find(frame.model.placeMember);
        if (frame.model.worldView || !here || !geo::shareTerritory(*here, member)) {
            if (textButton(frame, "Open the city", true)) frame.command({"member.fly", member.id});
            gap(frame, 6);
        }
        int row = 0;
        for (const MemberFact& fact : m_facts) drawFact(frame, fact, row++);
        ImGui::PopStyleVar();
    }

    static void drawFact(Frame& frame, const MemberFact& fact, int row) {
        const Palette& p = frame.palette();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float label = frame.px(88);
        if (!fact.name.empty() && row > 0)
            paintHairline(frame, *ImGui::GetWindowDrawList(), {at.x, at.y}, {at.x + ImGui::GetContentRegionAvail().x, at.y});
        const float top = at.y + frame.px(fact.name.empty() ? 0 : 6);
        paintText(frame, {at.x, top}, Type::Small, p.inkMuted, fact.name, label);
        ImGui::SetCursorScreenPos({at.x + label, top});
        ImGui::BeginGroup();
        if (!fact.memberId.empty()) {
            paragraph(frame, Type::Small, p.accent, fact.value);
            if (ImGui::IsItemHovered()) {
                ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
                tooltip(frame, "Another government of the same territory, on the same map");
            }
            if (ImGui::IsItemClicked()) frame.command({"member.select", fact.memberId});
        } else if (fact.address.empty()) {
            paragraph(frame, Type::Small, p.ink, fact.value);
        } else {
            line(frame, Type::Small, p.accent, fact.value);
            if (ImGui::IsItemHovered()) {
                ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
                tooltip(frame, "Click to copy the address\n" + fact.address);
            }
            if (ImGui::IsItemClicked()) ImGui::SetClipboardText(fact.address.c_str());
        }
        ImGui::EndGroup();
        ImGui::SetCursorScreenPos({at.x, ImGui::GetCursorScreenPos().y});
    }

    MemberSearch m_texts;
    Heading m_heading, m_preview;
    std::vector<MemberFact> m_facts;
};

}  // namespace

std::unique_ptr<Panel> makeMemberCard() { return std::make_unique<MemberCard>(); }

}  // namespace ui
