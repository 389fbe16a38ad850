#include "geo/taxonomy/colour_difference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "geo/taxonomy/oklab.h"

namespace geo {
namespace {

constexpr double kRadians = std::numbers::pi / 180;

double hueDeg(double a, double b) {
    if (a == 0 && b == 0) return 0;
    const double degrees = std::atan2(b, a) / kRadians;
    return degrees < 0 ? degrees + 360 : degrees;
}

double pow7(double x) { return std::pow(x, 7); }

double nearestDifference(Colour colour, std::span<const CieLab> taken) {
    const auto lab = toCieLab(colour);
    double nearest = std::numeric_limits<double>::infinity();
    for (const auto& other : taken) nearest = std::min(nearest, colourDifference(lab, other));
    return nearest;
}

}  // namespace

CieLab toCieLab(Colour colour) {
    const double r = toLinear(colour.r), g = toLinear(colour.g), b = toLinear(colour.b);
    // IEC 61966-2-1, divided by the white point of D65.
    const double x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047;
    const double y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    const double z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883;
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

double colourDifference(const CieLab& p, const CieLab& q) {
    const double meanChroma = (std::hypot(p.a, p.b) + std::hypot(q.a, q.b)) / 2;
    const double g = 0.5 * (1 - std::sqrt(pow7(meanChroma) / (pow7(meanChroma) + pow7(25))));
    const double a1 = (1 + g) * p.a, a2 = (1 + g) * q.a;
    const double c1 = std::hypot(a1, p.b), c2 = std::hypot(a2, q.b);
    const double h1 = hueDeg(a1, p.b), h2 = hueDeg(a2, q.b);
    const bool grey = c1 * c2 == 0;
    double turn = grey ? 0 : h2 - h1;
    if (turn > 180) turn -= 360;
    if (turn < -180) turn += 360;
    double hue = h1 + h2;
    if (!grey) hue = std::abs(h1 - h2) <= 180 ? hue / 2 : hue < 360 ? (hue + 360) / 2 : (hue - 360) / 2;
    const double l = (p.l + q.l) / 2, c = (c1 + c2) / 2;
    const double t = 1 - 0.17 * std::cos((hue - 30) * kRadians) + 0.24 * std::cos(2 * hue * kRadians) +
                     0.32 * std::cos((3 * hue + 6) * kRadians) - 0.20 * std::cos((4 * hue - 63) * kRadians);
    const double rotation =
        -2 * std::sqrt(pow7(c) / (pow7(c) + pow7(25))) * std::sin(60 * std::exp(-std::pow((hue - 275) / 25, 2)) * kRadians);
    const double sl = 1 + 0.015 * std::pow(l - 50, 2) / std::sqrt(20 + std::pow(l - 50, 2));
    const double dl = (q.l - p.l) / sl, dc = (c2 - c1) / (1 + 0.045 * c);
    const double dh = 2 * std::sqrt(c1 * c2) * std::sin(turn / 2 * kRadians) / (1 + 0.015 * c * t);
    return std::sqrt(dl * dl + dc * dc + dh * dh + rotation * dc * dh);
}

double colourDifference(Colour a, Colour b) { return colourDifference(toCieLab(a), toCieLab(b)); }

Colour distinctFrom(Colour wanted, std::span<const Colour> taken, double least, const ColourBounds& bounds) {
    std::vector<CieLab> others;
    for (const auto colour : taken) others.push_back(toCieLab(colour));
    const auto from = toOkLab(wanted);
    wanted.a = 255;
    const bool within =
        from.lightness >= bounds.darkest && from.lightness <= bounds.lightest && std::hypot(from.a, from.b) <= bounds.mostChroma;
    if (within && nearestDifference(wanted, others) >= least) return wanted;
    const double chroma = std::hypot(from.a, from.b), hue = std::atan2(from.b, from.a);
    struct Try {
        double cost;
        Colour colour;
    };
    std::vector<Try> tries;
    constexpr int kHues = 24, kLightnesses = 9;
    constexpr std::array kChromas{1.0, 0.75, 1.3, 1.7};
    for (int h = 0; h < kHues; ++h)
        for (int l = -kLightnesses; l <= kLightnesses; ++l)
            for (const double factor : kChromas) {
                const double turn = (h <= kHues / 2 ? h : h - kHues) * 2 * std::numbers::pi / kHues;
                const double lightness = std::clamp(from.lightness + l * 0.035, bounds.darkest, bounds.lightest);
                const double c = std::min(std::max(chroma, h == 0 ? 0.0 : 0.05) * factor, bounds.mostChroma);
                const auto colour = toColour({lightness, c * std::cos(hue + turn), c * std::sin(hue + turn)});
                const auto got = toOkLab(colour);  // after clipping
                tries.push_back(
                    {std::hypot(got.lightness - from.lightness, 1.4 * (got.a - from.a), 1.4 * (got.b - from.b)), colour});
            }
    std::stable_sort(tries.begin(), tries.end(), [](const Try& a, const Try& b) { return a.cost < b.cost; });
    Colour best = tries.front().colour;
    double most = -1;
    for (const auto& attempt : tries) {
        const double difference = nearestDifference(attempt.colour, others);
        if (difference >= least) return attempt.colour;
        if (difference > most) most = difference, best = attempt.colour;
    }
    return best;
}

}  // namespace geo
