#include "viewer/ui/legend.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/map/layer_classes.h"
#include "viewer/map/visibility.h"
#include "viewer/plan/confidence.h"
#include "viewer/plan/legend_words.h"
#include "viewer/plan/style_tables.h"
#include "viewer/text/furniture.h"
#include "viewer/ui/legend_math.h"

namespace ui {
namespace {

constexpr double kRow = 28, kKey = 18;  // unscaled px

geo::Colour colourOf(const map::LayerStyle& style, const geo::ClassEntry& entry) {
    const auto own = style.colourOf.find(entry.code);
    return own == style.colourOf.end() ? entry.colour : own->second;
}

void paintLineSample(Frame& frame, ImDrawList& list, ImVec2 from, const geo::Rank& rank, geo::Colour colour,
                     const map::LayerStyle& style) {
    const double scale = frame.model.view.camera.metresPerPixel;
    const auto width = static_cast<float>(std::clamp(geo::widthAt(rank.width, scale) * style.widthScale, 1.2, 8.0));
    const float y = from.y + frame.px(kKey / 2), right = from.x + frame.px(28);
    if (style.casing && rank.casingPx > 0) {
        list.AddLine({from.x, y}, {right, y}, packed(rank.casing), width + 2 * static_cast<float>(rank.casingPx));
    }
    if (rank.dashPx <= 0) {
        list.AddLine({from.x, y}, {right, y}, packed(colour), width);
        return;
    }
    const auto dash = static_cast<float>(std::max(rank.dashPx, 2.0));
    for (float x = from.x; x < right; x += 2 * dash) list.AddLine({x, y}, {std::min(x + dash, right), y}, packed(colour), width);
}

// Strokes like those of compose_areas.frag.
void paintHatch(Frame& frame, ImDrawList& list, ImVec2 from, float size) {
    list.PushClipRect({from.x + 1, from.y + 1}, {from.x + size - 1, from.y + size - 1}, true);
    for (float at = -size; at < size; at += frame.px(8))
        list.AddLine({from.x + at, from.y + size}, {from.x + at + size, from.y}, IM_COL32(115, 117, 122, 82), frame.px(2));
    list.PopClipRect();
}

}  // namespace

void Legend::draw(Frame& frame, const map::Layer& layer) {
    if (!layer.source || !layer.legend || hasOneSymbol(layer)) return;
    const auto table = map::classesOf(*layer.source, layer.style);
    const auto range = layer.source->valueRange();
    const auto kind = layer.source->kind();
    const bool hasClasses = table && table->size() > 1;
    words(layer);
    ImGui::PushID("legend");
    const bool byDimension = map::hasDimensions(*layer.source);
    if (byDimension) drawDimensions(frame, layer);
    if (map::colouredBy(*layer.source, layer.style) && map::tellsConfidence(*layer.source)) drawConfidence(frame, layer);
    if (kind == geo::SourceKind::Points && range) drawSizes(frame, layer);
    if (hasClasses && !(kind == geo::SourceKind::Values))
        drawClasses(frame, layer, *table);
    else if (range && kind != geo::SourceKind::Points)
        drawRamp(frame, layer);
    ImGui::PopID();
}

const Legend::Words& Legend::words(const map::Layer& layer) {
    Words& words = m_words[layer.id];
    const auto range = layer.source->valueRange();
    const bool own = layer.style.low != layer.style.high;
    const double low = own ? layer.style.low : range ? range->low : 0, high = own ? layer.style.high : range ? range->high : 0;
    const auto spread = layer.style.ownSpread && range ? range->spread : layer.style.spread;
    if (words.source == layer.source.get() && words.revision == layer.source->classesRevision() && words.low == low &&
        words.high == high && words.spread == spread) {
        return words;
    }
    words = {};
    words.source = layer.source.get();
    words.revision = layer.source->classesRevision();
    words.low = low, words.high = high, words.spread = spread;
    if (range) {
        auto labels = plan::rampLabels(*layer.source, plan::rampTable(*layer.source, layer.style));
        words.lowText = std::move(labels[0]), words.middleText = std::move(labels[1]), words.highText = std::move(labels[2]);
        words.unit = range->unit;
        if (range->minimum < low || range->maximum > high) {
            words.clipped =
                fmt::format("Data from {} to {}", text::formatNumber(range->minimum), text::formatNumber(range->maximum));
        }
    }
    return words;
}

// One dimension at a time; pressing the one that is shown gives the source its own classes back, where it has others.
void Legend::drawDimensions(Frame& frame, const map::Layer& layer) {
    ImGui::PushID("dimensions");
    gap(frame, 2);
    line(frame, Type::Small, frame.palette().inkMuted, "Colour by");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(4), frame.px(4)});
    for (int d = 0; d < geo::kDimensions; ++d) {
        const auto dimension = static_cast<geo::Dimension>(d);
        const std::string id(geo::dimensionId(dimension));
        const bool on = layer.style.dimension == id;
        if (!chip(frame, geo::dimensionTable(dimension).title.c_str(), on, d > 0)) continue;
        if (on)
            frame.command({"layer.dimension", layer.id});
        else
            frame.command({"layer.dimension", layer.id, id});
    }
    ImGui::PopStyleVar();
    gap(frame, 4);
    ImGui::PopID();
}

// The switch, and what the paler colours mean.
void Legend::drawConfidence(Frame& frame, const map::Layer& layer) {
    const bool on = layer.style.confidence;
    if (chip(frame, "Paler where less sure", on, false)) frame.command({"layer.confidence", layer.id, on ? "off" : "on"});
    if (!on) return;
    auto& list = *ImGui::GetWindowDrawList();
    const float size = frame.px(kSymbol), row = frame.px(kRow);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    for (const auto& step : plan::sureSteps()) {
        const ImVec2 at = ImGui::GetCursorScreenPos(), key{at.x, at.y + (row - size) / 2};
        list.AddRectFilled(key, {key.x + size, key.y + size}, packed(plan::paler(frame.palette().inkMuted, step)), frame.px(4));
        list.AddRect(key, {key.x + size, key.y + size}, IM_COL32(0, 0, 0, 40), frame.px(4));
        paintText(frame, {at.x + size + frame.px(12), at.y + (row - frame.theme.lineHeight(Type::Small)) / 2}, Type::Small,
                  frame.palette().ink, step.label);
        ImGui::Dummy({ImGui::GetContentRegionAvail().x, row});
    }
    ImGui::PopStyleVar();
    gap(frame, 8);
}

void Legend::drawClasses(Frame& frame, const map::Layer& layer, const geo::ClassTable& table) {
    if (table.size() > 2) drawAllOrNone(frame, layer);
    if (layer.style.isolated) {
        const auto index = table.indexOf(*layer.style.isolated);
        const std::string label = "Only " + (index ? table.classes[*index].label : *layer.style.isolated) + "  ×";
        if (chip(frame, label.c_str(), true, false)) frame.command({"layer.isolate", layer.id});
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(table.size()) - 1, frame.px(kRow));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            ImGui::PushID(i);
            drawClassRow(frame, layer, table, static_cast<size_t>(i) + 1);
            ImGui::PopID();
        }
    }
    ImGui::PopStyleVar();
    if (m_editedLayer == layer.id) drawColourPicker(frame, layer);
}

void Legend::drawAllOrNone(Frame& frame, const map::Layer& layer) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x - frame.px(6), at.y});
    if (linkButton(frame, "Show all", Type::Small)) frame.command({"layer.classes", layer.id, "all"});
    ImGui::SameLine(0, frame.px(4));
    if (linkButton(frame, "Hide all", Type::Small)) frame.command({"layer.classes", layer.id, "none"});
}

void Legend::drawClassRow(Frame& frame, const map::Layer& layer, const geo::ClassTable& table, size_t index) {
    const geo::ClassEntry& entry = table.classes[index];
    const Palette& p = frame.palette();
    const bool held = !plan::DimensionFilter(layer.style).passes(*layer.source, entry);
    const bool shown = map::showsClass(layer.style, entry.code);
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, keyWidth = frame.px(layer.source->ranks() ? 36 : 28);

    const bool keyPressed = ImGui::InvisibleButton("key", {keyWidth, frame.px(kRow)});
    const bool keyHovered = ImGui::IsItemHovered();
    if (keyHovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        tooltip(frame, "Change the colour");
    }
    ImGui::SameLine(0, 0);
    const bool pressed = rowButton(frame, "row", {width - keyWidth, frame.px(kRow)}, {.rounding = 5});
    const bool hovered = ImGui::IsItemHovered();
    if ((pressed && ImGui::GetIO().KeyAlt) || ImGui::IsItemClicked(ImGuiMouseButton_Right)) {
        if (layer.style.isolated == entry.code)
            frame.command({"layer.isolate", layer.id});
        else
            frame.command({"layer.isolate", layer.id, entry.code});
    } else if (pressed) {
        frame.command({"layer.toggle", layer.id, entry.code});
    }
    drawKey(frame, layer, table, index, {from.x, from.y + frame.px((kRow - kKey) / 2)}, shown && !held);
    if (keyPressed) {
        const geo::Colour colour = colourOf(layer.style, entry);
        m_editedLayer = layer.id, m_editedCode = entry.code;
        m_edited[0] = static_cast<float>(colour.r) / 255, m_edited[1] = static_cast<float>(colour.g) / 255;
        m_edited[2] = static_cast<float>(colour.b) / 255;
        m_pickerWanted = true;
    }

    const std::string& label = entry.label.empty() ? entry.code : entry.label;
    const float y = from.y + (frame.px(kRow) - frame.theme.lineHeight(Type::Body)) / 2;
    float right = from.x + width - frame.px(6);
    if (!shown || hovered) {
        drawIcon(*ImGui::GetWindowDrawList(), shown ? Icon::Eye : Icon::EyeOff,
                 {right - frame.px(8), from.y + frame.px(kRow / 2)}, frame.px(16), packed(p.inkMuted));
        right -= frame.px(22);
    } else if (entry.code != label && entry.code.size() <= 6 && entry.code.find_first_of("0123456789") == 0) {
        right = paintTextRight(frame, {right, y + frame.px(1)}, Type::Small, p.inkMuted, entry.code) - frame.px(6);
    }
    const float textLeft = from.x + keyWidth + frame.px(2), room = right - textLeft;
    const float painted = paintText(frame, {textLeft, y}, Type::Body, shown && !held ? p.ink : p.inkMuted, label, room);
    if (hovered && (held || painted >= room || !entry.note.empty()))
        tooltip(frame, label + (entry.note.empty() ? "" : "\n" + entry.note) + (held ? "\nHeld back by the filter" : ""));
}

void Legend::drawKey(Frame& frame, const map::Layer& layer, const geo::ClassTable& table, size_t index, ImVec2 from, bool shown) {
    auto& list = *ImGui::GetWindowDrawList();
    const geo::ClassEntry& entry = table.classes[index];
    geo::Colour colour = colourOf(layer.style, entry);
    const float size = frame.px(kKey);
    if (!shown) {
        list.AddRect({from.x + 1, from.y + 1}, {from.x + size - 1, from.y + size - 1}, packed(frame.palette().control),
                     frame.px(4));
        return;
    }
    const geo::RankTable* ranks = layer.source->ranks();
    const auto kind = layer.source->kind();
    if (ranks && index <= ranks->ranks.size() && kind == geo::SourceKind::Lines) {
        paintLineSample(frame, list, from, ranks->ranks[index - 1], colour, layer.style);
    } else if (ranks && index <= ranks->ranks.size() && ranks->ranks[index - 1].labelPx > 0) {
        const auto type = ranks->ranks[index - 1].labelBold ? Type::Strong : Type::Body;
        paintText(frame, {from.x, from.y + (size - frame.theme.lineHeight(type)) / 2}, type, frame.palette().ink, "Aa");
    } else if (kind == geo::SourceKind::Lines) {
        list.AddLine({from.x, from.y + size / 2}, {from.x + size, from.y + size / 2}, packed(colour), frame.px(2.5));
    } else if (kind == geo::SourceKind::Points) {
        list.AddCircleFilled({from.x + size / 2, from.y + size / 2}, frame.px(5.5), packed(colour));
        list.AddCircle({from.x + size / 2, from.y + size / 2}, frame.px(5.5), IM_COL32(0, 0, 0, 40));
    } else {
        list.AddRectFilled(from, {from.x + size, from.y + size}, packed(colour), frame.px(4));
        if (index == plan::hatchedClass(*layer.source, layer.style)) paintHatch(frame, list, from, size);
        list.AddRect(from, {from.x + size, from.y + size}, IM_COL32(0, 0, 0, 28), frame.px(4));
    }
}

void Legend::drawColourPicker(Frame& frame, const map::Layer& layer) {
    if (std::exchange(m_pickerWanted, false)) ImGui::OpenPopup("colour");
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {frame.px(12), frame.px(12)});
    if (ImGui::BeginPopup("colour")) {
        ImGui::SetNextItemWidth(frame.px(220));
        ImGui::ColorPicker3("##picker", m_edited,
                            ImGuiColorEditFlags_NoSidePreview | ImGuiColorEditFlags_NoSmallPreview |
                                ImGuiColorEditFlags_DisplayHex | ImGuiColorEditFlags_InputRGB | ImGuiColorEditFlags_PickerHueBar);
        if (ImGui::IsItemDeactivatedAfterEdit()) {
            const auto byte = [](float v) { return static_cast<uint8_t>(std::lround(std::clamp(v, 0.0f, 1.0f) * 255)); };
            frame.command({"layer.colour", layer.id, m_editedCode,
                           geo::Colour{byte(m_edited[0]), byte(m_edited[1]), byte(m_edited[2]), 255}.hex()});
        }
        ImGui::EndPopup();
    } else {
        m_editedLayer.clear(), m_editedCode.clear();
    }
    ImGui::PopStyleVar();
}

void Legend::drawSymbol(Frame& frame, const map::Layer& layer, ImVec2 from) {
    if (!layer.legend || !hasOneSymbol(layer)) return;
    auto& list = *ImGui::GetWindowDrawList();
    const float size = frame.px(kSymbol);
    const ImU32 colour = packed(layer.style.fill, layer.visible ? 1 : 0.4);
    const auto kind = layer.source->kind();
    if (kind == geo::SourceKind::Lines) {
        list.AddLine({from.x, from.y + size / 2}, {from.x + size, from.y + size / 2}, colour,
                     static_cast<float>(std::max(1.5, layer.style.widthPx)));
    } else if (kind == geo::SourceKind::Points) {
        list.AddCircleFilled({from.x + size / 2, from.y + size / 2},
                             static_cast<float>(std::clamp(layer.style.radiusPx, 2.0, 9.0)), colour);
    } else {
        list.AddRectFilled(from, {from.x + size, from.y + size}, colour, frame.px(4));
        const bool onlyOutline = layer.style.fill.a < map::kLeastFill && layer.style.outlinePx > 0;
        const ImU32 edge = onlyOutline ? packed(layer.style.outline, layer.visible ? 1 : 0.4) : IM_COL32(0, 0, 0, 40);
        list.AddRect(from, {from.x + size, from.y + size}, edge, frame.px(4));
    }
}

}  // namespace ui
