#include "viewer/plan/confidence.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "viewer/map/layer_classes.h"
#include "viewer/plan/style_tables.h"

namespace plan {
namespace {

// Three steps: no more are told apart among four colours.
constexpr std::array kSteps{SureStep{75, 0, "75 % sure and more"}, SureStep{50, 0.38, "50 to 75 %"},
                            SureStep{0, 0.72, "Less than 50 %"}};
constexpr int kPaper = 252;

}  // namespace

std::span<const SureStep> sureSteps() { return kSteps; }

const SureStep& sureStep(uint8_t percent) {
    return *std::ranges::find_if(kSteps, [percent](const SureStep& step) { return percent >= step.leastPercent; });
}

geo::Colour paler(geo::Colour colour, const SureStep& step) {
    const double paper = kPaper * colour.a / 255.0;
    const auto channel = [&](uint8_t c) { return static_cast<uint8_t>(std::lround(c + (paper - c) * step.paler)); };
    return {channel(colour.r), channel(colour.g), channel(colour.b), colour.a};
}

bool showsConfidence(const geo::LayerSource& source, const map::LayerStyle& style) {
    return style.confidence && map::tellsConfidence(source) && map::colouredBy(source, style);
}

void makeUnsurePaler(std::vector<geo::Colour>& colours, const geo::FeatureTable& table, geo::Dimension dimension) {
    const auto at = static_cast<size_t>(dimension);
    const size_t unknown = geo::dimensionTable(dimension).size() - 1;
    const size_t features = std::min({colours.size(), table.confidenceOf.size(), table.dimensionsOf.size()});
    for (size_t f = 0; f < features; ++f)
        if (colours[f].a > 0 && drawnClass(table.dimensionsOf[f], dimension) < unknown)
            colours[f] = paler(colours[f], sureStep(table.confidenceOf[f][at]));
}

}  // namespace plan
