#include "geo/vector/store_polygons.h"

namespace geo {

std::vector<Rings> polygonsOf(const FeatureStore& store, uint32_t feature) {
    std::vector<Rings> polygons;
    for (uint32_t i = store.firstPart(feature); i < store.lastPart(feature); ++i) {
        const auto part = store.part(i);
        if (!part.hole || polygons.empty()) polygons.emplace_back();
        auto& ring = polygons.back().emplace_back();
        for (const auto point : part.points) ring.push_back(store.toMap(point));
    }
    return polygons;
}

}  // namespace geo
