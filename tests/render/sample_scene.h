#pragma once

#include "picture.h"

namespace picture {

inline geo::RankTable sampleRanks() {
    geo::RankTable table{"sample", "Sample", {}};
    const auto add = [&](const char* code, geo::Colour fill, geo::Colour casing, double width, double casingPx, double dashPx) {
        geo::Rank rank;
        rank.code = rank.label = code;
        rank.fill = fill, rank.casing = casing;
        rank.width = {{100, width / 4}, {1, width}};
        rank.casingPx = casingPx, rank.dashPx = dashPx;
        table.ranks.push_back(rank);
    };
    add("path", {120, 110, 100, 255}, {}, 3, 0, 6);
    add("street", {255, 255, 255, 255}, {150, 145, 140, 255}, 10, 1, 0);
    add("motorway", {240, 170, 90, 255}, {160, 100, 40, 255}, 18, 1.5, 0);
    return table;
}

/// Wavy streets and motorways, and dashed paths across them.
inline std::shared_ptr<fake::Source> sampleRoads() {
    std::vector<fake::Polyline> lines;
    for (int i = -5; i <= 5; ++i) {
        fake::Polyline east, north, path;
        east.rank = 2;
        north.rank = i % 3 == 0 ? 3 : 2;
        path.rank = 1;
        for (int k = -50; k <= 50; ++k) {
            east.points.push_back({k * 60.0, i * 450.0 + 40 * std::sin(k * 0.2 + i)});
            north.points.push_back({i * 600.0 + 70 * std::sin(k * 0.15), k * 60.0});
            path.points.push_back({k * 60.0, i * 450.0 + k * 60.0});
        }
        lines.insert(lines.end(), {east, north, path});
    }
    return fake::network(std::move(lines), sampleRanks());
}

inline std::shared_ptr<fake::Source> samplePlaces() {
    const char* names[] = {"Montevideo", "서울", "القاهرة", "تهران", "Ciudad Vieja", "Москва"};
    std::vector<fake::Place> places;
    for (int i = 0; i < 40; ++i)
        places.push_back({{(i * 797 % 4000) - 2000.0, (i * 389 % 3000) - 1500.0},
                          static_cast<uint16_t>(1 + i % 3),
                          names[i % 6],
                          static_cast<float>(1 + i * i)});
    return fake::places(std::move(places));
}

/// Everything at once: values, areas, lines, symbols and labels.
inline void addSampleCity(SceneBuilder& scene) {
    scene.add("density", fake::gradient());
    scene.add("use", fake::circles()).opacity = 0.8;
    scene.add("roads", sampleRoads());
    scene.add("places", samplePlaces());
}

}  // namespace picture
