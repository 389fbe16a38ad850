#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "geo/base/paths.h"
#include "geo/io/vector_dataset.h"
#include "geo/mosaic/tessellate.h"
#include "geo/space/transform.h"

namespace {

using geo::Barrier;
using geo::BarrierKind;
using geo::Point;

const geo::LonLat kMontevideo{-56.162, -34.878};
const geo::Extent kInnerCity{-6000, -6000, 6000, 4000};  // metres of the city's plane; all of it lies within the tiles

std::optional<BarrierKind> kindOf(const geo::RawFeature& feature) {
    static const std::set<std::string_view> kStreets{
        "motorway",       "motorway_link", "trunk",         "trunk_link",  "primary",      "primary_link",  "secondary",
        "secondary_link", "tertiary",      "tertiary_link", "residential", "unclassified", "living_street", "pedestrian"};
    const auto is = [&](const char* key, const auto& accept) {
        const auto value = feature.attributes->text(key);
        return value && accept(*value);
    };
    if (feature.kind != geo::GeometryKind::Line || is("tunnel", [](auto v) { return v != "no"; })) return std::nullopt;
    if (is("highway", [](auto v) { return kStreets.contains(v); })) return BarrierKind::Road;
    if (is("railway", [](auto v) { return v == "rail"; })) return BarrierKind::Railway;
    if (is("waterway", [](auto v) { return v == "river" || v == "stream" || v == "canal"; })) return BarrierKind::Waterway;
    return std::nullopt;
}

// The lines of Montevideo's vector tiles in the city's plane; empty where they are not installed.
std::vector<Barrier> barriersOfMontevideo() {
    const auto path = geo::resolveDemoPath("demo:montevideo");
    if (!path) return {};
    const auto file = geo::VectorDataset::open(*path);
    if (!file || !file->find("osm")) return {};
    const auto toCity = geo::Transform::between(*file->find("osm")->crs, geo::Crs::cityEqualArea(kMontevideo));
    std::vector<Barrier> barriers;
    const auto take = [&](const geo::RawFeature& feature) {
        const auto kind = kindOf(feature);
        uint32_t begin = 0;
        for (const auto& part : feature.parts) {
            if (kind) {
                auto& barrier = barriers.emplace_back(Barrier{*kind, {}});
                barrier.line.assign(feature.points.begin() + begin, feature.points.begin() + part.end);
                toCity->forward(barrier.line);
            }
            begin = part.end;
        }
        return true;
    };
    const auto read = file->read({"osm", std::nullopt}, take, {});
    return read ? barriers : std::vector<Barrier>{};
}

TEST(TessellateRealData, MontevideoIsMadeOfBlocksInAnyOrderOfItsStreets) {
    auto barriers = barriersOfMontevideo();
    if (barriers.empty()) GTEST_SKIP() << "The demonstration data are not installed.";
    const auto& box = kInnerCity;
    const geo::Rings territory{{{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}}};
    const auto t = geo::tessellate({territory}, barriers, {}, {}, {}, {});
    ASSERT_TRUE(t.has_value());
    double area = 0;
    std::vector<double> blocks;
    for (const auto& tessera : t->tesserae) {
        area += tessera.areaM2;
        if (tessera.kind == geo::TesseraKind::Block) blocks.push_back(tessera.areaM2);
    }
    EXPECT_NEAR(area, box.width() * box.height(), 1);
    // A Spanish colonial grid: blocks of a hundred varas (86 m) between the middles of streets of 17 m, some 1.0 to 1.2 hectares.
    ASSERT_GT(blocks.size(), 4000u);
    std::sort(blocks.begin(), blocks.end());
    EXPECT_GT(blocks[blocks.size() / 2], 8000);
    EXPECT_LT(blocks[blocks.size() / 2], 14000);
    EXPECT_GT(blocks[blocks.size() / 100], 500) << "no confetti";

    std::reverse(barriers.begin(), barriers.end());
    const auto again = geo::tessellate({territory}, barriers, {}, {}, {}, {});
    ASSERT_TRUE(again.has_value());
    ASSERT_EQ(again->tesserae.size(), t->tesserae.size());
    for (size_t i = 0; i < t->tesserae.size(); ++i) EXPECT_EQ(again->tesserae[i].rings, t->tesserae[i].rings);
}

}  // namespace
