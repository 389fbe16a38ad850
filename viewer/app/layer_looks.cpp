#include "viewer/app/layer_looks.h"

#include "geo/taxonomy/scheme.h"
#include "viewer/app/places.h"

namespace app {
namespace {

constexpr geo::Colour kPaper{243, 238, 226, 255}, kWhite{255, 255, 255, 255}, kInk{52, 47, 42, 255};
constexpr double kTesseraOutlineMetres = 16;  // per pixel: a street block is six pixels wide
constexpr geo::Colour kTesseraOutline{40, 36, 32, 150};
constexpr double kOutlinePx = 0.7, kDistrictOutlinePx = 1.1;
constexpr double kPointPx = 2.6, kCrowdPx = 1.8, kLinePx = 1.8;
constexpr double kNearMetresPerPixel = 6;  // where single houses can be told apart
constexpr double kNamesPx = 12;
constexpr uint8_t kNoFill = 3;       // of 255: nobody sees it, and outlines are drawn where something is filled
constexpr uint8_t kHintOfFill = 24;  // of 255: what lies below keeps its colours, the outlines stay

}  // namespace

map::Layer LayerLooks::layerOf(const geo::LayerProposal& proposal) {
    const auto& look = proposal.look;
    map::Layer layer;
    layer.id = kebabCase(proposal.title);
    layer.title = proposal.title;
    layer.spec = proposal.spec;
    auto& style = layer.style;
    style.colourOf = look.colourOf;
    style.hidden = look.hidden;
    style.dimension = look.dimension;
    layer.visible = look.visible;
    style.radiusPx = look.radiusPx >= 0 ? look.radiusPx : look.crowd ? kCrowdPx : kPointPx;
    style.widthPx = kLinePx;
    style.labelPx = kNamesPx;
    style.outlinePx = look.covers ? kDistrictOutlinePx : kOutlinePx;
    layer.maxMetresPerPixel = look.maxMetresPerPixel;
    if (look.crowd && m_company.many) layer.maxMetresPerPixel = kNearMetresPerPixel;
    if (style.radiusPx == 0) return layer;  // names only

    const size_t turn = m_taken++;
    const auto own = geo::categoricalColour(turn + 1);  // the first of the list is a blue, which on a map is water
    if (look.fill)
        style.fill = *look.fill;
    else if (look.covers)
        style.fill = turn == 0 ? kPaper : geo::mix(own, kWhite, 0.6);
    else
        style.fill = own;
    if (look.covers || look.fill) {
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
    if (look.covers && m_company.ground) {
        style.fill = {255, 255, 255, kHintOfFill};
        style.outline = kInk;
    }
    return layer;
}

}  // namespace app
