#pragma once

#include "viewer/ui/theme.h"

namespace ui {

/// Builds ImGui's font atlas: Inter in four sizes of type. Scripts that it lacks are shaped by Pango (ShapedText). Where Inter is
/// not installed, DejaVu or ImGui's own font stands in.
class Fonts {
public:
    /// Fills theme.fonts; needs a current ImGui context, outside a frame.
    void build(Theme& theme);

private:
    ImVector<ImWchar> m_ranges;  // must outlive the atlas
};

}  // namespace ui
