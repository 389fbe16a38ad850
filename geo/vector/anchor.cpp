#include "geo/vector/anchor.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

// The middle of the widest stretch inside the polygon on one of a few horizontal lines; the line nearest the ring's centroid wins
// ties by being tried with a small bonus.
Point insidePolygon(const FeatureStore& store, uint32_t feature) {
    StoredPart largest;
    double most = -1;
    for (uint32_t p = store.firstPart(feature); p < store.lastPart(feature); ++p) {
        const auto part = store.part(p);
        const double area = std::abs(doubleArea(part.points));
        if (!part.hole && area > most) most = area, largest = part;
    }
    if (largest.points.empty()) largest = store.part(store.firstPart(feature));
    StoredBox box;
    for (const auto& p : largest.points) box.add(p);
    constexpr int kLines = 9;
    Point best{(static_cast<double>(box.minX) + box.maxX) / 2, (static_cast<double>(box.minY) + box.maxY) / 2};
    double widest = -1;
    std::vector<double> crossings;
    for (int i = 1; i <= kLines; ++i) {
        const double y = box.minY + (static_cast<double>(box.maxY) - box.minY) * i / (kLines + 1.0) + 0.25;
        crossings.clear();
        for (uint32_t p = store.firstPart(feature); p < store.lastPart(feature); ++p) {
            const auto points = store.part(p).points;
            StoredPoint a = points.back();
            for (const auto& b : points) {
                if ((a.y > y) != (b.y > y))
                    crossings.push_back(a.x + (y - a.y) / (static_cast<double>(b.y) - a.y) * (static_cast<double>(b.x) - a.x));
                a = b;
            }
        }
        std::sort(crossings.begin(), crossings.end());
        const double centred = 1 - 0.5 * std::abs(i - (kLines + 1) / 2) / static_cast<double>(kLines);
        for (size_t k = 0; k + 1 < crossings.size(); k += 2) {
            const double width = (crossings[k + 1] - crossings[k]) * centred;
            if (width > widest) widest = width, best = {(crossings[k] + crossings[k + 1]) / 2, y};
        }
    }
    return best;
}

Point alongLine(const FeatureStore& store, uint32_t feature) {
    StoredPart longest = store.part(store.firstPart(feature));
    for (uint32_t p = store.firstPart(feature); p < store.lastPart(feature); ++p)
        if (store.part(p).points.size() > longest.points.size()) longest = store.part(p);
    const auto middle = longest.points[longest.points.size() / 2];
    return {static_cast<double>(middle.x), static_cast<double>(middle.y)};
}

}  // namespace

FeatureStore anchorsOf(const FeatureStore& store) {
    FeatureStoreBuilder builder(GeometryKind::Point, store.unit());
    builder.reserve(store.size(), store.size());
    for (uint32_t f = 0; f < store.size(); ++f) {
        const Point at = store.kind() == GeometryKind::Polygon ? insidePolygon(store, f) : alongLine(store, f);
        builder.addPoint({at.x * store.unit(), at.y * store.unit()});
        builder.endPart();
        builder.endFeature();
    }
    return builder.finish();
}

}  // namespace geo
