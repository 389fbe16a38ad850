#include "geo/taxonomy/colour.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "geo/taxonomy/oklab.h"

namespace geo {

std::optional<Colour> Colour::parse(std::string_view text) {
    if (text.starts_with('#')) text.remove_prefix(1);
    if (text.size() != 6 && text.size() != 8) return std::nullopt;
    std::array<uint8_t, 4> channels{0, 0, 0, 255};
    for (size_t i = 0; i * 2 < text.size(); ++i) {
        const char* first = text.data() + i * 2;
        const auto [end, error] = std::from_chars(first, first + 2, channels[i], 16);
        if (error != std::errc() || end != first + 2) return std::nullopt;
    }
    return Colour{channels[0], channels[1], channels[2], channels[3]};
}

std::string Colour::hex() const {
    return a == 255 ? fmt::format("#{:02x}{:02x}{:02x}", r, g, b) : fmt::format("#{:02x}{:02x}{:02x}{:02x}", r, g, b, a);
}

bool isDark(Colour ground) { return 0.299 * ground.r + 0.587 * ground.g + 0.114 * ground.b < 110; }

Colour mix(Colour a, Colour b, double t) {
    t = std::clamp(t, 0.0, 1.0);
    const auto channel = [t](uint8_t from, uint8_t to) { return toSrgb(std::lerp(toLinear(from), toLinear(to), t)); };
    return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b),
            static_cast<uint8_t>(std::lround(std::lerp(double(a.a), double(b.a), t)))};
}

}  // namespace geo
