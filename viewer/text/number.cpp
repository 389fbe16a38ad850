#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/text/furniture.h"

namespace text {
namespace {

constexpr const char* kNarrowSpace = "\u202F";
constexpr double kLargest = 1e15, kSmallest = 1e-6;  // beyond: powers of ten

}  // namespace

std::string formatNumber(double value, int significant) {
    if (std::isnan(value)) return "–";
    const std::string sign = value < 0 ? "\u2212" : "";
    const double size = std::abs(value);
    if (std::isinf(size)) return sign + "∞";
    if (size == 0) return "0";
    const int digits = std::clamp(significant, 1, 15);
    if (size >= kLargest || size < kSmallest) {
        int power = static_cast<int>(std::floor(std::log10(size)));
        double mantissa = std::round(size / std::pow(10.0, power) * std::pow(10.0, digits - 1)) / std::pow(10.0, digits - 1);
        if (mantissa >= 10) mantissa /= 10, ++power;
        return sign + fmt::format("{:.{}g}\u202F×\u202F10^{}", mantissa, digits, power);
    }
    const int decimals = std::max(0, digits - 1 - static_cast<int>(std::floor(std::log10(size))));
    std::string text = fmt::format("{:.{}f}", size, decimals);
    const size_t point = std::min(text.find('.'), text.size());
    if (point < text.size()) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    for (size_t at = point; at > 3; at -= 3) text.insert(at - 3, kNarrowSpace);
    return sign + text;
}

std::string formatAmount(double value) {
    return value >= 1e6 && value < kLargest ? fmt::format("{:.3g} million", value / 1e6) : formatNumber(value, 2);
}

}  // namespace text
