#pragma once

#include <functional>
#include <string>

namespace geo {

/// Called from the working thread with 0..1 and a short phrase ("reading 240,070 features").
using Progress = std::function<void(double fraction, const std::string& phrase)>;

}  // namespace geo
