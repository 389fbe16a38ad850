#include "viewer/ui/frame.h"

#include "viewer/control/command.h"

namespace ui {

void Frame::command(const std::vector<std::string>& words) const {
    if (model.command) model.command(control::joinLine(words));
}

}  // namespace ui
