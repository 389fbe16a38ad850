#pragma once

#include <imgui.h>

namespace ui {

/// Line icons on a 20 px grid, drawn as vectors: crisp at every scale, coloured like text.
enum class Icon {
    Globe,
    Layers,
    People,
    Help,
    Search,
    Close,
    Eye,
    EyeOff,
    ChevronDown,
    ChevronRight,
    Trash,
    Target,
    Grip,
    Info,
    Warning,
    Check,
    Star,
    Message,
    Clock,
    Pin,
    DropFile,
    Palette,
};

void drawIcon(ImDrawList& list, Icon icon, ImVec2 centre, float sizePx, ImU32 colour);

/// The product's mark: four tesserae, one of them split.
void drawMark(ImDrawList& list, ImVec2 topLeft, float sizePx);

}  // namespace ui
