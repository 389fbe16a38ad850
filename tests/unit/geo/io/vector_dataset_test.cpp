#include "geo/io/vector_dataset.h"

#include <gtest/gtest.h>

#include "tests/support/scratch_folder.h"

namespace geo {
namespace {

std::string points(int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += (i ? "," : "") + std::string(R"({"type":"Feature","properties":{"n":)") + std::to_string(i) +
                R"(},"geometry":{"type":"Point","coordinates":[)" + std::to_string(-56.0 - i) + ",-34]}}";
    return R"({"type":"FeatureCollection","features":[)" + text + "]}";
}

TEST(VectorDataset, WhatWouldTakeAReadingIsNotAskedForByOpening) {
    const support::ScratchFolder folder("dataset");
    const auto dataset = VectorDataset::open(folder.write("points.geojson", points(3)));
    ASSERT_TRUE(dataset) << describe(dataset.error());
    const auto& layer = dataset->layers().front();
    EXPECT_TRUE(layer.extent.empty()) << "the text does not say it";

    std::stop_source stop;
    stop.request_stop();
    const auto cancelled = dataset->measured(layer, stop.get_token());
    ASSERT_FALSE(cancelled);
    EXPECT_EQ(cancelled.error().code, ErrorCode::Cancelled);

    const auto measured = dataset->measured(layer, {});
    ASSERT_TRUE(measured);
    EXPECT_EQ(measured->features, 3);
    EXPECT_EQ(measured->extent.minX, -58);
    EXPECT_EQ(measured->extent.maxX, -56);
    EXPECT_TRUE(dataset->measured(layer, stop.get_token())) << "known by now";
    int64_t read = 0;
    const auto take = [&](const RawFeature& feature) {
        read += feature.attributes->number("n") >= 0 ? 1 : 0;
        return true;
    };
    ASSERT_TRUE(dataset->read({layer.name, std::nullopt}, take, {}));
    EXPECT_EQ(read, 3) << "from the beginning, and with all fields";
}

}  // namespace
}  // namespace geo
