#pragma once

#include <set>
#include <string>

#include "viewer/ui/theme.h"

namespace ui {

/// Builds ImGui's font atlas: Inter in four sizes of type, with the East Asian characters in `extra` from Noto Sans CJK.
/// Every other script is shaped by Pango (ShapedText). Where Inter is not installed, DejaVu or ImGui's own font stands in.
class Fonts {
public:
    /// Fills theme.fonts; needs a current ImGui context, outside a frame.
    void build(Theme& theme, const std::set<char32_t>& extra);

private:
    ImVector<ImWchar> m_baseRanges, m_extraRanges;  // must outlive the atlas
};

}  // namespace ui
