#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

#include "geo/mosaic/population.h"
#include "geo/space/transform.h"

namespace {

using geo::Crs;
using geo::Extent;
using geo::Point;
using geo::Rings;

double between(double low, double high) { return low + (high - low) * *rc::gen::inRange(0, 1000001) / 1e6; }

/// A crooked lattice of zones over a city of 12 km, some of them water, in the city's plane.
struct Territory {
    std::vector<Rings> rings;
    std::vector<geo::PopulationZone> zones;
};

Territory anyTerritory() {
    Territory territory;
    const int across = *rc::gen::inRange(1, 12), down = *rc::gen::inRange(1, 12);
    std::vector<std::vector<Point>> knots(static_cast<size_t>(down + 1));
    for (int j = 0; j <= down; ++j)
        for (int i = 0; i <= across; ++i)
            knots[static_cast<size_t>(j)].push_back(
                {-6000 + (i + between(-0.24, 0.24)) * 12000 / across, -6000 + (j + between(-0.24, 0.24)) * 12000 / down});
    for (size_t j = 0; j < static_cast<size_t>(down); ++j)
        for (size_t i = 0; i < static_cast<size_t>(across); ++i)
            territory.rings.push_back({{knots[j][i], knots[j][i + 1], knots[j + 1][i + 1], knots[j + 1][i]}});
    for (const auto& rings : territory.rings) territory.zones.push_back({std::span(&rings, 1), *rc::gen::inRange(0, 4) == 0});
    return territory;
}

/// A raster in one of the coordinate systems that population comes in, larger than the territory or cut off inside it.
geo::CountGrid anyCounts(const Crs& plane) {
    struct Kind {
        const char* crs;
        double cell;
    };
    const auto kind = *rc::gen::elementOf(std::vector<Kind>{{"ESRI:54009", 250}, {"EPSG:4326", 0.004}, {"EPSG:3035", 1000}});
    const Crs crs = Crs::parse(kind.crs).value();
    const auto there = geo::Transform::between(plane, crs);
    Extent box = there->forward(Extent{-9000, -9000, 9000, 9000});
    if (*rc::gen::inRange(0, 3) == 0) box.maxX -= box.width() / 3;
    geo::CountGrid grid{{static_cast<int>(box.width() / kind.cell) + 1,
                         static_cast<int>(box.height() / kind.cell) + 1,
                         {{box.minX, kind.cell, 0, box.maxY, 0, -kind.cell}}},
                        crs,
                        {}};
    const uint32_t seed = *rc::gen::arbitrary<uint32_t>();
    for (int i = 0; i < grid.grid.columns * grid.grid.rows; ++i) {
        const uint32_t hash = (static_cast<uint32_t>(i) * 2654435761U) ^ seed;
        grid.counts.push_back(hash % 17 == 0 ? std::numeric_limits<double>::quiet_NaN() : hash % 5 == 0 ? 0 : hash % 10007 / 7.0);
    }
    return grid;
}

RC_GTEST_PROP(PopulationLaws, ZonesSumToThePeopleInsideTheTerritory, ()) {
    const Crs plane = Crs::cityEqualArea({between(-9, 30), between(36, 68)});
    const auto territory = anyTerritory();
    const auto counts = anyCounts(plane);
    const auto result = geo::populationOf(territory.zones, plane, geo::rasterOf(counts));
    RC_ASSERT(result.has_value());
    double sum = 0;
    for (size_t z = 0; z < territory.zones.size(); ++z) {
        RC_ASSERT(result->coveredShare[z] >= 0 && result->coveredShare[z] <= 1);
        RC_ASSERT(std::isnan(result->inhabitants[z]) == (result->coveredShare[z] == 0));
        if (!std::isnan(result->inhabitants[z])) sum += result->inhabitants[z];
    }
    RC_ASSERT(std::abs(sum - result->insideTerritory) <= 1e-9 * result->insideTerritory);
    RC_ASSERT(result->remarks.remarks.empty());
}

RC_GTEST_PROP(PopulationLaws, HowTheTerritoryIsCutDoesNotChangeItsPeople, ()) {
    const Crs plane = Crs::cityEqualArea({between(-9, 30), between(36, 68)});
    const auto counts = anyCounts(plane);
    // Crooked quadrangles inside, a frame of four around them: their sum is the square, whatever lies within.
    const Point middle{between(-4000, 4000), between(-4000, 4000)};
    const Rings square{{{-6000, -6000}, {6000, -6000}, {6000, 6000}, {-6000, 6000}}};
    std::vector<Rings> quarters;
    for (size_t k = 0; k < 4; ++k) quarters.push_back({{square[0][k], square[0][(k + 1) % 4], middle}});
    std::vector<geo::PopulationZone> zones;
    for (const auto& quarter : quarters) zones.push_back({std::span(&quarter, 1), false});
    const geo::PopulationZone whole{std::span(&square, 1), false};
    const auto parts = geo::populationOf(zones, plane, geo::rasterOf(counts)),
               one = geo::populationOf(std::span(&whole, 1), plane, geo::rasterOf(counts));
    RC_ASSERT(parts && one);
    RC_ASSERT(std::abs(parts->insideTerritory - one->insideTerritory) <= 1e-9 * one->insideTerritory);
}

}  // namespace
