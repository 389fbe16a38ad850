#include "viewer/app/layer_roles.h"

#include <algorithm>
#include <map>

namespace app {
namespace {

constexpr size_t kFewAreas = 3;
constexpr double kMuch = 0.1;       // of the largest layer's area: what a series must cover to be the ground
constexpr double kSameKind = 0.05;  // of its largest member: smaller members of a series do not become outlines with it
constexpr double kFinestPx = 0.7, kWiderPx = 0.9, kWidestPx = 4;
constexpr size_t kMostSteps = 5;
constexpr int kTintHeight = 5, kOutlineHeight = 43;  // among the heights of the proposals: below areas, above small ones

bool isPlainArea(const geo::LayerProposal& proposal) {
    const auto& spec = proposal.spec;
    return proposal.objectKm2 > 0 && proposal.look.radiusPx != 0 && spec.drawAs != geo::DrawAs::Points &&
           spec.classField.empty() && spec.valueField.empty() && spec.scheme.empty() && !proposal.look.crowd &&
           !proposal.look.outline && proposal.look.dimension.empty();
}

// Areas coloured by a value: what lies beneath is not seen.
bool isChoropleth(const geo::LayerProposal& proposal) {
    return proposal.objectKm2 > 0 && proposal.spec.drawAs != geo::DrawAs::Points && !proposal.spec.valueField.empty();
}

struct Series {
    std::vector<size_t> members;
    double km2 = 0, largest = 0;
};

double medianKm2(const std::vector<geo::LayerProposal>& proposals, const Series& series) {
    std::vector<double> sizes;
    for (const size_t i : series.members) sizes.push_back(proposals[i].objectKm2);
    std::sort(sizes.begin(), sizes.end());
    return sizes[sizes.size() / 2];
}

/// Numbers of the layers of districts, the finest first.
std::vector<size_t> divisionsOf(const std::vector<geo::LayerProposal>& proposals) {
    std::vector<size_t> divisions;
    for (size_t i = 0; i < proposals.size(); ++i)
        if (isPlainArea(proposals[i]) && proposals[i].look.covers) divisions.push_back(i);
    std::stable_sort(divisions.begin(), divisions.end(),
                     [&](size_t a, size_t b) { return proposals[a].objectKm2 < proposals[b].objectKm2; });
    return divisions;
}

std::vector<AreaRole> rolesOf(const std::vector<geo::LayerProposal>& proposals) {
    std::vector<AreaRole> roles(proposals.size(), AreaRole::Own);
    const auto divisions = divisionsOf(proposals);
    const bool choropleth = std::any_of(proposals.begin(), proposals.end(), isChoropleth);
    for (size_t i = choropleth ? 0 : 1; i < divisions.size(); ++i) roles[divisions[i]] = AreaRole::Outline;
    std::map<std::string, Series> all;
    size_t areas = 0;
    double largest = 0;
    for (size_t i = 0; i < proposals.size(); ++i) {
        if (!isPlainArea(proposals[i]) || roles[i] == AreaRole::Outline) continue;
        auto& series = all[seriesOf(proposals[i].title)];
        series.members.push_back(i);
        series.km2 += proposals[i].objectKm2;
        series.largest = std::max(series.largest, proposals[i].objectKm2);
        largest = std::max(largest, proposals[i].objectKm2);
        ++areas;
    }
    if (areas <= kFewAreas || all.size() == 1) return roles;  // a series alone is the subject, not the ground

    const Series* ground = nullptr;
    for (const auto& [word, series] : all) {
        if (series.km2 < kMuch * largest) continue;
        const bool better = !ground || series.members.size() > ground->members.size() ||
                            (series.members.size() == ground->members.size() && series.km2 > ground->km2);
        if (better) ground = &series;
    }
    for (const size_t i : ground->members) roles[i] = AreaRole::Tint;
    const double large = medianKm2(proposals, *ground);
    for (const auto& [word, series] : all) {
        if (&series == ground || series.largest < large) continue;
        for (const size_t i : series.members)
            if (proposals[i].objectKm2 >= kSameKind * series.largest) roles[i] = AreaRole::Outline;
    }
    if (!divisions.empty() && roles[divisions[0]] == AreaRole::Own) roles[divisions[0]] = AreaRole::Outline;  // upon the ground
    return roles;
}

}  // namespace

std::string seriesOf(const std::string& title) { return title.substr(0, title.find(' ')); }

std::vector<StagedLayer> staged(std::vector<geo::LayerProposal> proposals) {
    const auto roles = rolesOf(proposals);
    const auto divisions = divisionsOf(proposals);
    std::vector<StagedLayer> layers;
    for (size_t i = 0; i < proposals.size(); ++i) {
        if (roles[i] == AreaRole::Tint) proposals[i].height = kTintHeight;
        if (roles[i] == AreaRole::Outline) proposals[i].height = kOutlineHeight;
        layers.push_back({std::move(proposals[i]), roles[i]});
    }
    for (size_t i = 0; i < divisions.size() && divisions.size() > 1; ++i) {  // the finest is the thinnest, and lies lowest
        auto& layer = layers[divisions[i]];
        layer.outlinePx = std::min(kFinestPx + kWiderPx * static_cast<double>(i), kWidestPx);
        if (layer.role == AreaRole::Outline)
            layer.proposal.height = kOutlineHeight + static_cast<int>(std::min<size_t>(i, kMostSteps));
    }
    std::stable_sort(layers.begin(), layers.end(),
                     [](const StagedLayer& a, const StagedLayer& b) { return geo::liesBelow(a.proposal, b.proposal); });
    return layers;
}

}  // namespace app
