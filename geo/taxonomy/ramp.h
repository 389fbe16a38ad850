#pragma once

#include <string>
#include <vector>

#include "geo/taxonomy/colour.h"

namespace geo {

/// A sequential colour ramp for continuous values: evenly spaced stops, mixed between in OKLab.
struct Ramp {
    std::string name;
    std::vector<Colour> stops;  ///< at least two, low to high

    /// t is clamped to 0..1.
    [[nodiscard]] Colour at(double t) const;
};

/// The ramps the program offers, in menu order; the first is the default. Perceptually ordered, safe for colour-blind readers.
[[nodiscard]] const std::vector<Ramp>& ramps();
/// By name, or nullptr.
[[nodiscard]] const Ramp* findRamp(std::string_view name);

/// How values are spread over a ramp.
enum class Spread { Linear, SquareRoot, Logarithmic };

/// A value on the scale over which a ramp's colours are even: itself, its square root (negative values count as 0) or its natural
/// logarithm (of 1e-30 at least). As lib/ramp.glsl.
[[nodiscard]] double spreadOut(double value, Spread spread);
/// The way back.
[[nodiscard]] double undoSpread(double spreadValue, Spread spread);
/// The value at a place 0..1 of a ramp from `low` to `high`.
[[nodiscard]] double rampValue(double position, double low, double high, Spread spread);

/// The nearest number of two significant digits: what a legend can say of a limit that is only an estimate.
[[nodiscard]] double roundedLimit(double value);

}  // namespace geo
