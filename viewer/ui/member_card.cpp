#include <imgui.h>

#include <fmt/format.h>

#include "viewer/ui/formats.h"
#include "viewer/ui/member_row.h"
#include "viewer/ui/panels.h"

namespace ui {
namespace {

/// All that the registry knows of one government: the one under the mouse, else the chosen one.
class MemberCard : public Panel {
public:
    void draw(Frame& frame) override {
        double& wanted = frame.shared.wantedHeightPx[static_cast<size_t>(RightCard::Member)];
        const geo::Member* member = shown(frame);
        if (!member) {
            wanted = 0;
            return;
        }
        if (m_id != member->id) prepare(*frame.model.members, *member);
        const Rect& rect = frame.layout.card(RightCard::Member);
        if (rect.empty()) {  // opens with the next frame, when the layout knows of it
            wanted = 320;
            frame.redrawIn(0);
            return;
        }
        beginCard(frame, "member card", rect);
        const bool chosen = member->id == frame.model.selectedMember;
        if (cardTitle(frame, member->nameEn, chosen)) frame.command({"member.select"});
        const float header = ImGui::GetCursorPosY();
        beginScroll(frame, "facts", 16);
        drawBody(frame, *member);
        const float content = endScroll();
        endCard(frame);
        const double height = (header + content) / frame.theme.scale + 28;
        if (std::abs(height - wanted) > 0.5) {
            wanted = height;
            frame.redrawIn(0);
        }
    }

private:
    struct Fact {
        std::string name, value;
    };

    static const geo::Member* shown(const Frame& frame) {
        if (!frame.model.members) return nullptr;
        if (!frame.shared.hoveredMember.empty()) return frame.model.members->find(frame.shared.hoveredMember);
        if (!frame.model.worldView || frame.model.selectedMember.empty()) return nullptr;
        return frame.model.members->find(frame.model.selectedMember);
    }

    void prepare(const geo::Members& members, const geo::Member& m) {
        m_id = m.id;
        m_native = m.nameNative != m.nameEn ? m.nameNative : std::string();
        m_office = shortOffice(m.office);
        m_place = m.country + " · " + m.region;
        m_facts.clear();
        const auto add = [&](const char* name, std::string value) {
            if (!value.empty()) m_facts.push_back({name, std::move(value)});
        };
        add("Government", m.government);
        add("Level", capitalised(m.governmentLevel));
        if (m.population) {
            add("Population", fmt::format("{} ({}{}{})", formatPopulation(*m.population), m.populationYear,
                                          m.populationSource.empty() ? "" : ", ", m.populationSource));
        }
        add("Français", m.nameFr);
        add("Español", m.nameEs);
        add("Time zone", m.timezone);
        add("Position", formatLonLat(m.position));
        add("Office", m.office.empty() ? "" : capitalised(m.office));
        std::string shared;
        for (const auto* other : members.sharing(m))
            shared += (shared.empty() ? "" : "\n") + other->nameEn + " — " + other->government;
        add("Shares its territory with", shared);
        add("Evidence", m.notes.empty() ? "" : capitalised(m.notes));
        add("Source", m.memberSource);
    }

    void drawBody(Frame& frame, const geo::Member& member) {
        const Palette& p = frame.palette();
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(8), frame.px(4)});
        if (!m_native.empty()) line(frame, Type::Body, p.inkMuted, m_native);
        line(frame, Type::Body, p.inkMuted, m_place);
        gap(frame, 4);
        auto& list = *ImGui::GetWindowDrawList();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        float width = member.candidate
                          ? paintBadge(frame, list, at, "Candidate, not a confirmed member", p.inkMuted, p.surface, true)
                          : paintBadge(frame, list, at, "Member", p.accent, p.selected);
        width += frame.px(6);
        if (!m_office.empty()) paintBadge(frame, list, {at.x + width, at.y}, m_office, p.warning, p.warningGround);
        ImGui::Dummy({1, frame.px(20)});
        gap(frame, 8);
        if (textButton(frame, "Open the city", true)) frame.command({"member.fly", member.id});
        gap(frame, 6);
        for (const Fact& fact : m_facts) {
            gap(frame, 4);
            line(frame, Type::Small, p.inkMuted, fact.name);
            ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, ImGui::GetCursorScreenPos().y - frame.px(2)});
            paragraph(frame, Type::Body, p.ink, fact.value);
        }
        ImGui::PopStyleVar();
    }

    std::string m_id, m_native, m_office, m_place;
    std::vector<Fact> m_facts;
};

}  // namespace

std::unique_ptr<Panel> makeMemberCard() { return std::make_unique<MemberCard>(); }

}  // namespace ui
