#include "geo/mosaic/zone_sums.h"

#include <algorithm>
#include <limits>

namespace geo {

ZoneSums::ZoneSums(std::span<const PopulationZone> zones, std::vector<double> zoneAreas)
    : m_zones(zones), m_zoneAreas(std::move(zoneAreas)), m_coveredAreas(zones.size()), m_people(zones.size()) {}

ZonePopulation ZoneSums::finish() {
    ZonePopulation result;
    result.insideTerritory = m_inside;
    result.coveredShare.resize(m_zones.size());
    for (size_t zone = 0; zone < m_zones.size(); ++zone) {
        const double covered = m_coveredAreas[zone];
        result.coveredShare[zone] = covered > 0 && m_zoneAreas[zone] > 0 ? std::min(1.0, covered / m_zoneAreas[zone]) : 0;
        if (!(covered > 0)) m_people[zone] = std::numeric_limits<double>::quiet_NaN();
    }
    result.inhabitants = std::move(m_people);
    return result;
}

}  // namespace geo
