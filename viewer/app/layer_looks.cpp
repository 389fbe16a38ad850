#include "viewer/app/layer_looks.h"

#include "geo/taxonomy/colour_difference.h"
#include "geo/taxonomy/scheme.h"
#include "viewer/app/places.h"

namespace app {
namespace {

constexpr geo::Colour kPaper{243, 238, 226, 255}, kWhite{255, 255, 255, 255}, kInk{52, 47, 42, 255};
constexpr double kTesseraOutlineMetres = 16;  // per pixel: a street block is six pixels wide
constexpr geo::Colour kTesseraOutline{40, 36, 32, 150};
constexpr double kOutlinePx = 0.7, kDistrictOutlinePx = 1.1, kRegionOutlinePx = 3;
constexpr double kPointPx = 2.6, kCrowdPx = 1.8, kLinePx = 1.8, kLightLinePx = 1.5;
constexpr double kNearMetresPerPixel = 6;  // where single houses can be told apart
constexpr double kNamesPx = 12, kLightNamesPx = 10.5;
constexpr int kLinesHeight = 60, kPointsHeight = 80;  // of proposals: areas below, lines between, points above
// CIEDE2000: below 10 two flat areas are easily confused, and small ones sooner; tints lie beside each other and have outlines.
constexpr double kLeastOfFills = 14, kLeastOfTints = 9, kLeastOfLines = 12;
constexpr double kQuiet = 0.45;  // how much nearer to white a ground is than the publisher's colour
constexpr geo::ColourBounds kTintBounds{0.8, 0.96, 0.1}, kOutlineBounds{0.35, 0.62, 0.4};
constexpr uint8_t kNoFill = 3;        // of 255: nobody sees it, and outlines are drawn where something is filled
constexpr uint8_t kHintOfRegion = 8;  // several lie on each other
constexpr uint8_t kHintOfFill = 24;   // below map::kLeastFill: what lies beneath keeps its colours, the outlines stay

}  // namespace

void LayerLooks::reserve(const geo::LayerProposal& proposal) {
    if (!proposal.spec.dimension.empty()) return;  // the soft colours of land use and the like, which what is on it may resemble
    if (!proposal.look.dimension.empty()) return;  // of tesserae only "unknown" has a colour of its own, and that is hatched
    for (const auto& [code, colour] : proposal.look.colourOf) m_fills.push_back(colour);
}

// Lines, points and fills are told apart among themselves: a line may have the colour of its stations.
map::Colour LayerLooks::fillOf(const geo::LayerProposal& proposal, AreaRole role, size_t turn) {
    const auto& look = proposal.look;
    const auto own = geo::categoricalColour(turn + 1);  // the first of the list is a blue, which on a map is water
    const auto wanted = look.fill.value_or(own);
    const auto kept = [](std::vector<map::Colour>& taken, map::Colour colour) {
        taken.push_back(colour);
        return colour;
    };
    if (role == AreaRole::Tint)
        return kept(m_tints, geo::distinctFrom(geo::mix(wanted, kWhite, kQuiet), m_tints, kLeastOfTints, kTintBounds));
    if (role == AreaRole::Outline) return kept(m_outlines, geo::distinctFrom(wanted, m_outlines, kLeastOfLines, kOutlineBounds));
    if (!look.fill && look.covers) return turn == 0 ? kPaper : geo::mix(own, kWhite, 0.6);
    if (!proposal.spec.classField.empty()) return wanted;  // its classes have the say
    if (proposal.height >= kPointsHeight) return kept(m_points, geo::distinctFrom(wanted, m_points, kLeastOfFills));
    if (proposal.height >= kLinesHeight) return kept(m_lines, geo::distinctFrom(wanted, m_lines, kLeastOfLines));
    auto taken = m_fills;
    taken.insert(taken.end(), m_tints.begin() + 1, m_tints.end());
    return kept(m_fills, geo::distinctFrom(wanted, taken, kLeastOfFills));
}

map::Layer LayerLooks::layerOf(const StagedLayer& staged) {
    const auto& proposal = staged.proposal;
    const auto& look = proposal.look;
    auto role = staged.role;
    map::Layer layer;
    layer.id = kebabCase(proposal.id.empty() ? proposal.title : proposal.id);
    layer.title = proposal.title;
    layer.spec = proposal.spec;
    auto& style = layer.style;
    style.colourOf = look.colourOf;
    style.hidden = look.hidden;
    style.dimension = look.dimension;
    layer.visible = look.visible;
    style.radiusPx = look.radiusPx >= 0 ? look.radiusPx : look.crowd ? kCrowdPx : kPointPx;
    style.widthPx = m_company.crowded ? kLightLinePx : kLinePx;
    style.labelPx = m_company.crowded ? kLightNamesPx : kNamesPx;
    style.outlinePx = staged.outlinePx > 0 ? staged.outlinePx : look.covers ? kDistrictOutlinePx : kOutlinePx;
    layer.maxMetresPerPixel = look.maxMetresPerPixel;
    if (look.crowd && m_company.many) layer.maxMetresPerPixel = kNearMetresPerPixel;
    if (style.radiusPx == 0) return layer;  // names only

    if (role == AreaRole::Tint && m_company.ground) role = AreaRole::Outline;
    style.fill = fillOf(proposal, role, m_taken++);
    if (role == AreaRole::Outline) {
        style.outlinePx = staged.outlinePx > 0 ? staged.outlinePx : kRegionOutlinePx;
        style.outline = look.covers ? kInk : style.fill;
        style.fill.a = kHintOfRegion;
    } else if (look.covers || look.fill) {
        style.outline = geo::mix(style.fill, kInk, look.covers ? 0.55 : 0.45);
        style.outline.a = look.covers ? 235 : 150;
    }
    if (!look.dimension.empty()) style.outline = kTesseraOutline, style.outlineMaxMetresPerPixel = kTesseraOutlineMetres;
    if (look.outline) {
        style.fill = *look.outline;
        style.fill.a = kNoFill;
        style.outline = *look.outline;
        style.outlinePx = kDistrictOutlinePx;
    }
    if (look.covers && m_company.ground && role == AreaRole::Own) {
        style.fill = {255, 255, 255, kHintOfFill};
        style.outline = kInk;
    }
    return layer;
}

}  // namespace app
