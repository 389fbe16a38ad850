#pragma once

#include <span>

namespace ui {

/// One row of the help overlay.
struct HelpRow {
    const char *group, *keys, *meaning;
};

/// What mouse and keys do, in reading order, grouped.
[[nodiscard]] std::span<const HelpRow> helpRows();

}  // namespace ui
