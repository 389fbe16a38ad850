#pragma once

#include <optional>
#include <string>

#include "geo/registry/members.h"
#include "geo/space/types.h"

namespace ui {

/// "34.9011° S  56.1645° W"
[[nodiscard]] std::string formatLonLat(geo::LonLat position);
/// "1 : 25 000" for a logical pixel of 1/96 inch, three significant digits.
[[nodiscard]] std::string formatScale(double metresPerPixel);
/// The zoom level web maps would call this, at 256 px tiles on the equator: "12.4".
[[nodiscard]] std::string formatZoom(double metresPerPixel);
/// "20.9 million", "834 000".
[[nodiscard]] std::string formatPopulation(double people);
/// 1234567 -> "1 234 567" with thin no-break spaces.
[[nodiscard]] std::string grouped(long long value);
/// "168 governments listed, 91 confirmed members"
[[nodiscard]] std::string registrySentence(const geo::Members& members);
/// "metropolitan" -> "Metropolitan".
[[nodiscard]] std::string capitalised(std::string text);

}  // namespace ui
