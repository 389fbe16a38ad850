#pragma once

#include <string>
#include <vector>

#include "geo/pyramid/open_layer.h"

namespace app {

/// How an area layer without classes is drawn in company.
enum class AreaRole {
    Own,     ///< as alone; also all that is no such layer
    Tint,    ///< one of a partition of the ground: a quiet fill below all others
    Outline  ///< large, and lying over or under others: a strong outline above the fills, with a hint of one inside
};

struct StagedLayer {
    geo::LayerProposal proposal;
    AreaRole role = AreaRole::Own;
    double outlinePx = 0;  ///< of one of several divisions into districts; 0: the viewer's own
};

/// Brings the layers of many files into the order in which they are drawn, bottom to top, and gives them roles. Up to three areas
/// without classes are told apart by their colours alone, and so are those of one series. Of more, the series of files with the
/// most members (by the first word of their titles) among those that cover much is the ground; other large areas would hide it,
/// or be hidden, and become outlines.
[[nodiscard]] std::vector<StagedLayer> staged(std::vector<geo::LayerProposal> proposals);

/// The first word of a title: what the files of a series have in common.
[[nodiscard]] std::string seriesOf(const std::string& title);

}  // namespace app
