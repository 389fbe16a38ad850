#pragma once

#include <cairo.h>

#include <string>

#include "geo/space/types.h"
#include "geo/taxonomy/colour.h"
#include "viewer/text/image.h"
#include "viewer/text/typeset.h"

namespace text {

/// Pixel ratios from 0.25 to 16 are drawn; others, NaN included, are brought to the nearest, or 1.
[[nodiscard]] double usableRatio(double pixelRatio);

/// A picture under way, in logical px, y down; device px are `pixelRatio` times finer. One thread.
class Canvas {
public:
    Canvas(double widthPx, double heightPx, double pixelRatio);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    [[nodiscard]] cairo_t* cairo() const { return m_cairo; }
    [[nodiscard]] double ratio() const { return m_ratio; }
    void setColour(geo::Colour colour) const;
    /// A closed path, corners rounded.
    void roundedBox(const geo::Extent& box, double radiusPx) const;
    /// Fills text with its first baseline at y; `align` 0 puts x at its left, 0.5 at its middle, 1 at its right. A halo of
    /// `haloPx` lies under it where asked for.
    void write(const Typeset& text, double x, double baseline, geo::Colour colour, double align = 0, double haloPx = 0,
               geo::Colour halo = {}) const;
    /// The nearest middle (`odd`) or edge of a device pixel: thin straight lines are sharp there.
    [[nodiscard]] double snapped(double px, bool odd = false) const;

    /// The picture; `trimmed` cuts empty edges, to nothing if nothing was drawn.
    [[nodiscard]] Image take(bool trimmed = false) const;

private:
    double m_ratio;
    cairo_surface_t* m_surface;
    cairo_t* m_cairo;
};

}  // namespace text
