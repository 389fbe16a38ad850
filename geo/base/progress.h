#pragma once

#include <algorithm>
#include <functional>
#include <string>

namespace geo {

/// Called from the working thread with 0..1 and a short phrase ("reading 240,070 features").
using Progress = std::function<void(double fraction, const std::string& phrase)>;

/// The part of a longer work between two fractions of it, as a work of its own. `whole` may be empty.
[[nodiscard]] inline Progress partOf(const Progress& whole, double from, double to) {
    return [whole, from, to](double fraction, const std::string& phrase) {
        if (whole) whole(from + (to - from) * std::clamp(fraction, 0.0, 1.0), phrase);
    };
}

}  // namespace geo
