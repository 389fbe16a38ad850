#include "viewer/ui/filter_section.h"

namespace ui {
namespace {

constexpr double kRow = 28;  // unscaled px

}  // namespace

void FilterSection::draw(Frame& frame, const map::Layer& layer) {
    if (!layer.source || !layer.legend) return;
    Known& known = this->known(layer);
    if (known.facts.dimensions.empty()) return;
    ImGui::PushID("filter");
    if (drawHeader(frame, known)) known.open = !known.open;
    if (known.open) {
        for (const auto& dimension : known.facts.dimensions) drawDimension(frame, layer, dimension);
        if (known.facts.restricted()) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            ImGui::SetCursorScreenPos({at.x - frame.px(6), at.y});
            if (linkButton(frame, "Clear all filters", Type::Small)) frame.command({"layer.filter", layer.id});
        }
        gap(frame, 4);
        separator(frame);
    }
    ImGui::PopID();
}

FilterSection::Known& FilterSection::known(const map::Layer& layer) {
    Known& known = m_known[layer.id];
    const auto features = layer.source->features();
    const uint64_t revision = layer.source->classesRevision();
    if (known.source == layer.source.get() && known.features == features.get() && known.revision == revision &&
        known.filter == layer.style.filter)
        return known;
    auto facts = filterFacts(layer);
    auto summary = filterSummary(facts);
    known = {layer.source.get(), features.get(), revision, layer.style.filter, std::move(facts), std::move(summary), known.open};
    return known;
}

/// Whether it was pressed. What is held back is said even while the section is closed.
bool FilterSection::drawHeader(Frame& frame, const Known& known) {
    const Palette& p = frame.palette();
    const float width = ImGui::GetContentRegionAvail().x, height = frame.px(kRow);
    const bool pressed = rowButton(frame, "header", {width, height}, {.rounding = 5, .inset = 6});
    const ImVec2 from = ImGui::GetItemRectMin();
    const float middle = from.y + height / 2;
    const float line = middle - frame.theme.lineHeight(Type::Small) / 2, chevron = from.x + width - frame.px(10);
    drawIcon(*ImGui::GetWindowDrawList(), known.open ? Icon::ChevronDown : Icon::ChevronRight, {chevron, middle}, frame.px(14),
             packed(p.inkMuted));
    const float name = paintText(frame, {from.x, line}, Type::Small, p.ink, "Filter");
    const bool filtered = known.facts.restricted();
    if (known.open || filtered)
        paintTextRight(frame, {chevron - frame.px(12), line}, Type::Small, filtered ? p.accent : p.inkMuted, known.summary,
                       width - name - frame.px(36));
    return pressed;
}

void FilterSection::drawDimension(Frame& frame, const map::Layer& layer, const FilterDimension& dimension) {
    ImGui::PushID(dimension.id.c_str());
    line(frame, Type::Small, frame.palette().inkMuted, dimension.title);
    bool wrap = false;
    for (const auto& choice : dimension.choices) {
        if (chip(frame, choice.label.c_str(), choice.on, wrap, &choice.colour))
            frame.command(filterCommand(layer.id, dimension, choice.id));
        wrap = true;
    }
    gap(frame, 2);
    ImGui::PopID();
}

}  // namespace ui
