#pragma once

#include "geo/taxonomy/colour.h"

namespace text {

/// Colours of map furniture. Ink and quiet ink keep a contrast of 4.5 or more on card and halo (WCAG 2, AA).
struct Theme {
    geo::Colour ink;
    geo::Colour quietInk;
    geo::Colour halo;  ///< under text that stands on the map itself
    geo::Colour card;
    geo::Colour ground;    ///< translucent, under the attribution
    geo::Colour hairline;  ///< borders
    geo::Colour swatchEdge;
};

[[nodiscard]] constexpr Theme themeFor(bool dark) {
    if (dark)
        return {.ink = {240, 242, 245, 255},
                .quietInk = {176, 184, 194, 255},
                .halo = {18, 21, 26, 225},
                .card = {27, 31, 37, 247},
                .ground = {18, 21, 26, 210},
                .hairline = {255, 255, 255, 38},
                .swatchEdge = {255, 255, 255, 90}};
    return {.ink = {30, 34, 40, 255},
            .quietInk = {87, 95, 106, 255},
            .halo = {255, 255, 255, 225},
            .card = {255, 255, 255, 247},
            .ground = {255, 255, 255, 210},
            .hairline = {16, 20, 26, 34},
            .swatchEdge = {16, 20, 26, 80}};
}

}  // namespace text
