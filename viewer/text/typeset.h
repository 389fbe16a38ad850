#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "geo/space/types.h"

namespace text {

/// How a piece of text is set. Lengths in logical px.
struct Type {
    double sizePx = 12;  ///< em
    int weight = 400;    ///< CSS weight
    bool italic = false;
    double maxWidthPx = 0;  ///< wraps beyond this; 0: one line
    int maxLines = 1;       ///< with maxWidthPx; what does not fit ends in an ellipsis
    bool centred = false;   ///< lines of a wrapped text
    double lineHeight = 0;  ///< multiple of the em between baselines; 0: the font's own
};

/// The longest text that is set; more ends in an ellipsis.
constexpr int kMostCharacters = 200;

/// Text that Pango can take: valid UTF-8 of at most `most` characters, no control characters; line breaks only if `breaks`.
[[nodiscard]] std::string validText(const std::string& utf8, bool breaks, int most = kMostCharacters);
/// The same without blanks at its ends.
[[nodiscard]] std::string cleanText(const std::string& utf8, bool breaks, int most = kMostCharacters);

/// Text shaped into glyphs, for one thread. Measures in device px, from the top left of the layout; y down.
class Typeset {
public:
    Typeset(const std::string& utf8, const Type& type, double pixelRatio);

    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double height() const { return m_height; }
    /// From the top to the first baseline.
    [[nodiscard]] double baseline() const { return m_baseline; }
    [[nodiscard]] int lines() const { return m_lines; }
    /// Box of what shows; empty where nothing does.
    [[nodiscard]] const geo::Extent& ink() const { return m_ink; }
    /// Leading and trailing edge of each character, device px from the left: `utf8` is what was set, on one line.
    [[nodiscard]] std::vector<std::pair<double, double>> edges(const std::string& utf8) const;
    /// Adds the outlines of the glyphs to the current path, the layout's top left at x, y. Baselines are put on whole units of y
    /// if `snap`, which keeps small text sharp.
    void addPath(cairo_t* cairo, double x, double y, bool snap = true) const;

private:
    struct Release {
        void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    };
    std::unique_ptr<PangoLayout, Release> m_layout;
    double m_width = 0, m_height = 0, m_baseline = 0;
    int m_lines = 0;
    geo::Extent m_ink;
};

}  // namespace text
