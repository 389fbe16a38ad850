#include "geo/taxonomy/ramp.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <initializer_list>

#include "geo/taxonomy/oklab.h"

namespace geo {
namespace {

Ramp ramp(std::string name, std::initializer_list<const char*> hexes) {
    Ramp made{std::move(name), {}};
    for (const char* hex : hexes) made.stops.push_back(*Colour::parse(hex));
    return made;
}

}  // namespace

Colour Ramp::at(double t) const {
    assert(stops.size() >= 2);
    const double place = (std::isnan(t) ? 0 : std::clamp(t, 0.0, 1.0)) * static_cast<double>(stops.size() - 1);
    const size_t below = std::min(static_cast<size_t>(place), stops.size() - 2);
    const double part = place - static_cast<double>(below);
    const OkLab a = toOkLab(stops[below]), b = toOkLab(stops[below + 1]);
    Colour colour = toColour({std::lerp(a.lightness, b.lightness, part), std::lerp(a.a, b.a, part), std::lerp(a.b, b.b, part)});
    colour.a = static_cast<uint8_t>(std::lround(std::lerp(double(stops[below].a), double(stops[below + 1].a), part)));
    return colour;
}

// Stops are in even steps of OKLab lightness, so that equal steps of the value look equal and a grey print keeps the order.
// ember and the single hues are ours; magma and viridis follow the stops that Smith & van der Walt published (2015, CC0).
const std::vector<Ramp>& ramps() {
    static const std::vector<Ramp> all{
        ramp("ember", {"#fdf1cd", "#f2cb7d", "#e5a23c", "#d4770a", "#bc4d0c", "#9b291f", "#6f142e", "#3e0d33"}),
        ramp("magma",
             {"#000004", "#180f3d", "#440f76", "#721f81", "#9e2f7f", "#cd4071", "#f1605d", "#fd9668", "#feca8d", "#fcfdbf"}),
        ramp("viridis",
             {"#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"}),
        ramp("blues", {"#eef4fb", "#c1d5e9", "#93b7da", "#629aca", "#397bb6", "#1d5c9a", "#0f3f77", "#0a2450"}),
        ramp("greens", {"#f0f7e8", "#c7deb8", "#9ac592", "#6aad71", "#3f9258", "#1c7644", "#075834", "#063b27"}),
        ramp("greys", {"#f4f3f1", "#d5d3d0", "#b5b3af", "#989591", "#7a7773", "#5e5b58", "#44413f", "#2a2826"}),
    };
    return all;
}

const Ramp* findRamp(std::string_view name) {
    const auto found = std::ranges::find(ramps(), name, &Ramp::name);
    return found == ramps().end() ? nullptr : &*found;
}

double spreadOut(double value, Spread spread) {
    if (spread == Spread::SquareRoot) return std::sqrt(std::max(value, 0.0));
    if (spread == Spread::Logarithmic) return std::log(std::max(value, 1e-30));
    return value;
}

double undoSpread(double spreadValue, Spread spread) {
    if (spread == Spread::SquareRoot) return spreadValue * spreadValue;
    if (spread == Spread::Logarithmic) return std::exp(spreadValue);
    return spreadValue;
}

double rampValue(double position, double low, double high, Spread spread) {
    return undoSpread(std::lerp(spreadOut(low, spread), spreadOut(high, spread), position), spread);
}

double roundedLimit(double value) {
    if (value == 0 || !std::isfinite(value)) return value;
    const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 1);
    return unit >= 1 ? std::round(value / unit) * unit : std::round(value / unit) / std::round(1 / unit);
}

}  // namespace geo
