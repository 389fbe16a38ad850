#include "viewer/app/cli/coordinates.h"

#include <cmath>
#include <vector>

#include "viewer/control/command.h"

namespace app {
namespace {

geo::Result<std::vector<double>> numbers(const std::string& word) {
    std::vector<double> values;
    for (size_t at = 0; at <= word.size();) {
        const size_t comma = std::min(word.find(',', at), word.size());
        const auto value = control::parseNumber(word.substr(at, comma - at), "coordinate");
        if (!value) return geo::Failure(value.error());
        values.push_back(*value);
        at = comma + 1;
    }
    return values;
}

bool onEarth(double lon, double lat) { return std::abs(lon) <= 180 && std::abs(lat) <= 90; }

}  // namespace

geo::Result<geo::LonLat> parseLonLat(const std::string& word) {
    const auto values = numbers(word);
    if (!values || values->size() != 2 || !onEarth((*values)[0], (*values)[1]))
        return geo::fail(geo::ErrorCode::Malformed, "A position is written LON,LAT in degrees, such as -56.19,-34.90.", word);
    return geo::LonLat{(*values)[0], (*values)[1]};
}

geo::Result<geo::GeographicExtent> parseBox(const std::string& word) {
    const auto values = numbers(word);
    if (!values || values->size() != 4 || !onEarth((*values)[0], (*values)[1]) || !onEarth((*values)[2], (*values)[3]) ||
        (*values)[1] >= (*values)[3] || (*values)[0] == (*values)[2])
        return geo::fail(geo::ErrorCode::Malformed, "A box is written W,S,E,N in degrees, such as -56.4,-35.0,-56.0,-34.7.",
                         word);
    return geo::GeographicExtent{(*values)[0], (*values)[1], (*values)[2], (*values)[3]};
}

}  // namespace app
