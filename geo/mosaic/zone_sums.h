#pragma once

#include "geo/mosaic/population.h"

namespace geo {

/// Shares the people of a source's units (cells, polygons) out to the zones that cover them, by the rule of populationOf().
/// First all zones of a unit, then its people. One thread.
class ZoneSums {
public:
    explicit ZoneSums(std::span<const PopulationZone> zones, std::vector<double> zoneAreas);

    /// What the zones cover of one unit.
    struct Covered {
        double land = 0, water = 0;
        void add(bool isWater, double share) { (isWater ? water : land) += share; }
    };
    /// Zone `zone` covers `share` of a unit of `people`; `all` is what all zones cover of it. `area` is that of the covered
    /// part, in the unit of the zone areas.
    void add(size_t zone, double people, double share, double area, const Covered& all) {
        m_coveredAreas[zone] += area;
        if (m_zones[zone].water)
            m_people[zone] += all.land > 0 ? 0 : people * share;
        else
            m_people[zone] += people * (share + all.water * (share / all.land));
    }
    void addInside(double people) { m_inside += people; }
    [[nodiscard]] ZonePopulation finish();

private:
    std::span<const PopulationZone> m_zones;
    std::vector<double> m_zoneAreas, m_coveredAreas, m_people;
    double m_inside = 0;
};

}  // namespace geo
