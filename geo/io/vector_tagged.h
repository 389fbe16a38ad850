#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "geo/io/vector_dataset.h"
#include "geo/io/vector_tags.h"

namespace geo {

/// The tags of the feature at hand.
class TagListAttributes : public VectorAttributes {
public:
    explicit TagListAttributes(const TagList& tags) : m_tags(tags) {}
    [[nodiscard]] std::optional<std::string_view> text(std::string_view key) const override { return m_tags.find(key); }
    [[nodiscard]] double number(std::string_view key) const override;
    void each(const std::function<void(std::string_view key, std::string_view value)>& take) const override;

private:
    const TagList& m_tags;
};

/// All features of an OpenStreetMap-like layer with all their tags, kept in memory: such sources have no random access and are
/// slow to read, and several layers (land use, roads, addresses) are made from one. Immutable once loaded; shared.
class TaggedFeatures {
public:
    void add(GeometryKind kind, const std::vector<Point>& points, const std::vector<RawPart>& parts, const TagList& tags);

    [[nodiscard]] size_t size() const { return m_features.size(); }
    [[nodiscard]] const Extent& extent() const { return m_extent; }
    /// Ids are 0..size()-1.
    void hand(const std::function<bool(const RawFeature&)>& take, const std::stop_token& stop) const;
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> attributesOf(int64_t id) const;

    ReadFacts facts;

private:
    struct Feature {
        GeometryKind kind;
        uint32_t firstPart, lastPart;
        size_t firstPoint, lastPoint;
        size_t firstTag, lastTag;
    };
    uint32_t intern(std::string_view text);

    std::vector<Feature> m_features;
    std::vector<Point> m_points;
    std::vector<RawPart> m_parts;  // ends are relative to the feature's first point
    std::vector<std::pair<uint32_t, uint32_t>> m_tags;
    std::deque<std::string> m_strings;
    std::unordered_map<std::string_view, uint32_t> m_indexOf;  // views into m_strings
    Extent m_extent;
};

}  // namespace geo
