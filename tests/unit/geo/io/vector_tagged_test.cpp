#include "geo/io/vector_tagged.h"

#include <gtest/gtest.h>

#include <cmath>

namespace geo {
namespace {

TEST(TextPool, KeepsEachTextOnce) {
    TextPool pool;
    std::vector<uint32_t> numbers;
    for (int i = 0; i < 5000; ++i) numbers.push_back(pool.add("text " + std::to_string(i)));
    const auto empty = pool.add("");
    EXPECT_EQ(pool.size(), 5001u);
    for (int i = 0; i < 5000; ++i) ASSERT_EQ(pool.add("text " + std::to_string(i)), numbers[static_cast<size_t>(i)]);
    EXPECT_EQ(pool.add(""), empty);
    EXPECT_EQ(pool.size(), 5001u);
    pool.seal();
    for (int i = 0; i < 5000; ++i) ASSERT_EQ(pool.at(numbers[static_cast<size_t>(i)]), "text " + std::to_string(i));
    EXPECT_EQ(pool.at(empty), "");
}

TaggedPart partOf(const std::vector<std::string>& names, ReadFacts facts) {
    TaggedPart part;
    const auto key = part.intern("name");
    for (const auto& name : names) {
        const std::pair<uint32_t, uint32_t> tag{key, part.intern(name)};
        part.add(GeometryKind::Line, {{1, 2}, {3, static_cast<double>(name.size())}}, {{2, false}}, {&tag, 1});
    }
    part.facts = std::move(facts);
    part.seal();
    return part;
}

TaggedFeatures threeParts() {
    std::vector<TaggedPart> parts;
    parts.push_back(partOf({"Rambla", "Sarandí"}, {3, 1, ""}));
    parts.push_back(partOf({}, {0, 0, "tile cut short"}));
    parts.push_back(partOf({"Rambla", "Colonia"}, {2, 0, "another complaint"}));
    return TaggedFeatures(std::move(parts));
}

TEST(TaggedFeatures, APartOfATextIsNoNumber) {
    const TaggedFeatures features({partOf({"12,000", "3;4", "12.5"}, {})});
    std::vector<double> numbers;
    const auto take = [&](const RawFeature& feature) {
        numbers.push_back(feature.attributes->number("name"));
        return true;
    };
    features.hand(take, {});
    ASSERT_EQ(numbers.size(), 3u);
    EXPECT_TRUE(std::isnan(numbers[0])) << "not twelve";
    EXPECT_TRUE(std::isnan(numbers[1])) << "not three";
    EXPECT_EQ(numbers[2], 12.5);
}

TEST(TaggedFeatures, CountsIdsThroughAllParts) {
    const auto features = threeParts();
    std::vector<std::string> names;
    features.hand(
        [&](const RawFeature& feature) {
            EXPECT_EQ(feature.id, static_cast<int64_t>(names.size()));
            EXPECT_EQ(feature.kind, GeometryKind::Line);
            EXPECT_EQ(feature.parts.size(), 1u);
            names.emplace_back(feature.attributes->text("name").value_or("none"));
            EXPECT_EQ(feature.points.size(), 2u);
            EXPECT_EQ(feature.points[1].y, static_cast<double>(names.back().size()));
            return true;
        },
        {});
    EXPECT_EQ(names, (std::vector<std::string>{"Rambla", "Sarandí", "Rambla", "Colonia"}));
    for (size_t i = 0; i < names.size(); ++i) {
        const auto attributes = features.attributesOf(static_cast<int64_t>(i));
        ASSERT_EQ(attributes.size(), 1u);
        EXPECT_EQ(attributes[0], (std::pair<std::string, std::string>{"name", names[i]}));
    }
    EXPECT_TRUE(features.attributesOf(4).empty());
    EXPECT_TRUE(features.attributesOf(-1).empty());
}

TEST(TaggedFeatures, StopsWhenNobodyWantsMore) {
    int taken = 0;
    threeParts().hand([&](const RawFeature&) { return ++taken < 3; }, {});
    EXPECT_EQ(taken, 3);
    std::stop_source stop;
    stop.request_stop();
    taken = 0;
    threeParts().hand([&](const RawFeature&) { return ++taken > 0; }, stop.get_token());
    EXPECT_EQ(taken, 0);
}

TEST(TaggedFeatures, AddsUpWhatReadingMet) {
    const auto features = threeParts();
    EXPECT_EQ(features.facts().features, 5);
    EXPECT_EQ(features.facts().withoutGeometry, 1);
    EXPECT_EQ(features.facts().complaint, "tile cut short");
}

}  // namespace
}  // namespace geo
