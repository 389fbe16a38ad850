#pragma once

#include <string>
#include <vector>

#include "viewer/ui/ui_model.h"

namespace ui {

/// The credits of all layers that answered, each once, in one line.
[[nodiscard]] std::string creditsOf(const std::vector<IdentifiedInLayer>& answers);

}  // namespace ui
