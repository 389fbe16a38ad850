#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

/// sRGB colour, 8 bits a channel, alpha not premultiplied.
struct Colour {
    uint8_t r = 0, g = 0, b = 0, a = 255;
    friend bool operator==(const Colour&, const Colour&) = default;

    /// "#rrggbb" or "#rrggbbaa", with or without the #.
    [[nodiscard]] static std::optional<Colour> parse(std::string_view text);
    /// "#rrggbb", with alpha appended where it is not 255.
    [[nodiscard]] std::string hex() const;
};

/// Whether light ink reads better on it than dark ink: the luma of ITU-R BT.601 is low.
[[nodiscard]] bool isDark(Colour ground);

/// Mix in linear light: 0 gives a, 1 gives b.
[[nodiscard]] Colour mix(Colour a, Colour b, double t);

}  // namespace geo
