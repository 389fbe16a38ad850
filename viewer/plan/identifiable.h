#pragma once

#include "viewer/map/scene.h"

namespace plan {

/// What of an open layer is seen at a scale (metres per logical pixel), and may therefore be answered with: its class is shown,
/// its rank has a place at the scale, its filter lets it pass, it has the value that it is coloured by. Keeps what it needs of
/// the layer; may be called from any thread.
[[nodiscard]] geo::IsDrawn identifiable(const map::Layer& layer, double metresPerPixel);

}  // namespace plan
