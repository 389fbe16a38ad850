#pragma once

#include "viewer/map/scene.h"

namespace map {

// The keys of a scene file, each named once: the reader and the writer both walk these lists.
// `visit(key, member)`, or `visit(key, member, least, most)` where a number has limits.

template <class Style, class Visit>
void visitStyle(Style& style, Visit&& visit) {
    constexpr double kMostPx = 400;
    visit("dimension", style.dimension);
    visit("confidence", style.confidence);
    visit("colours", style.colourOf);
    visit("hidden", style.hidden);
    visit("isolated", style.isolated);
    visit("filter", style.filter);
    visit("ramp", style.ramp);
    visit("reversed", style.reversed);
    visit("low", style.low, -kFarthestValue, kFarthestValue);
    visit("high", style.high, -kFarthestValue, kFarthestValue);
    visit("ownSpread", style.ownSpread);
    visit("spread", style.spread);
    visit("outlinePx", style.outlinePx, 0.0, kMostPx);
    visit("outline", style.outline);
    visit("outlineMaxMetresPerPixel", style.outlineMaxMetresPerPixel, 0.0, 1e6);
    visit("fill", style.fill);
    visit("widthScale", style.widthScale, 0.0, 100.0);
    visit("widthPx", style.widthPx, 0.0, kMostPx);
    visit("casing", style.casing);
    visit("radiusPx", style.radiusPx, 0.0, kMostPx);
    visit("radiusMaxPx", style.radiusMaxPx, 0.0, kMostPx);
    visit("labelPx", style.labelPx, 1.0, kMostPx);
    visit("labelColour", style.labelColour);
    visit("labelHalo", style.labelHalo);
}

template <class Spec, class Visit>
void visitSource(Spec& spec, Visit&& visit) {
    visit("path", spec.path);
    visit("guest", spec.guest);
    visit("layer", spec.layer);
    visit("band", spec.band, 0, 100000);
    visit("crs", spec.crs);
    visit("encoding", spec.encoding);
    visit("draw", spec.drawAs);
    visit("scheme", spec.scheme);
    visit("dimension", spec.dimension);
    visit("classField", spec.classField);
    visit("valueField", spec.valueField);
    visit("perArea", spec.perArea);
    visit("labelField", spec.labelField);
    visit("select", spec.select);
    visit("exclude", spec.exclude);
    visit("geometry", spec.geometry);
    visit("ranks", spec.ranks);
    visit("unranked", spec.unranked);
    visit("legend", spec.legend);
    visit("attribution", spec.attribution);
    visit("cellMetres", spec.cellMetres, 1.0, 1e6);
}

template <class L, class Visit>
void visitLayer(L& layer, Visit&& visit) {
    constexpr double kMostMetresPerPixel = 1e6;
    visit("id", layer.id);
    visit("title", layer.title);
    visit("source", layer.spec);
    visit("style", layer.style);
    visit("visible", layer.visible);
    visit("legend", layer.legend);
    visit("opacity", layer.opacity, 0.0, 1.0);
    visit("maxMetresPerPixel", layer.maxMetresPerPixel, 0.0, kMostMetresPerPixel);
    visit("minMetresPerPixel", layer.minMetresPerPixel, 0.0, kMostMetresPerPixel);
}

template <class Document, class Visit>
void visitDocument(Document& scene, Visit&& visit) {
    visit("title", scene.title);
    visit("view", scene.view);
    visit("centre", scene.centre);
    visit("widthKm", scene.widthKm, kNarrowestKm, kWidestKm);
    visit("background", scene.background);
    visit("graticule", scene.graticule);
    visit("layers", scene.layers);
}

template <class Enum>
struct Word {
    Enum value;
    const char* text;
};
inline constexpr Word<geo::DrawAs> kDrawWords[]{{geo::DrawAs::Auto, "auto"},
                                                {geo::DrawAs::Classes, "classes"},
                                                {geo::DrawAs::Values, "values"},
                                                {geo::DrawAs::Areas, "areas"},
                                                {geo::DrawAs::Lines, "lines"},
                                                {geo::DrawAs::Points, "points"},
                                                {geo::DrawAs::PointDensity, "density"},
                                                {geo::DrawAs::Sea, "sea"}};
inline constexpr Word<geo::Spread> kSpreadWords[]{
    {geo::Spread::Linear, "linear"}, {geo::Spread::SquareRoot, "square-root"}, {geo::Spread::Logarithmic, "logarithmic"}};

}  // namespace map
