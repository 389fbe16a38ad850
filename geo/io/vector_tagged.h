#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "geo/io/text_pool.h"
#include "geo/io/vector_dataset.h"

namespace geo {

/// Some features of an OpenStreetMap-like layer with all their tags: those of one tile, or a run of an extract. Filled by one
/// thread; after seal() immutable.
class TaggedPart {
public:
    using Tags = std::span<const std::pair<uint32_t, uint32_t>>;  ///< key and value by number

    /// The number of a key or value, for add().
    uint32_t intern(std::string_view text) { return m_texts.add(text); }
    void add(GeometryKind kind, const std::vector<Point>& points, const std::vector<RawPart>& parts, Tags tags);
    /// Frees what only filling needs.
    void seal();

    [[nodiscard]] size_t size() const { return m_features.size(); }
    [[nodiscard]] size_t points() const { return m_points.size(); }
    /// Hands every feature to `take` until it answers false, with ids from `firstId`; false where it was stopped.
    bool hand(int64_t firstId, const std::function<bool(const RawFeature&)>& take, const std::stop_token& stop) const;
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> attributesOf(size_t index) const;

    ReadFacts facts;  ///< of the reading that filled it

private:
    // Ends in the vectors below; each feature begins where the one before ends.
    struct Feature {
        GeometryKind kind = GeometryKind::Point;
        uint32_t lastPart = 0, lastPoint = 0, lastTag = 0;
    };
    [[nodiscard]] Feature before(size_t index) const { return index == 0 ? Feature{} : m_features[index - 1]; }

    std::vector<Feature> m_features;
    std::vector<Point> m_points;
    std::vector<RawPart> m_parts;  // ends are relative to the feature's first point
    std::vector<std::pair<uint32_t, uint32_t>> m_tags;
    TextPool m_texts;
};

/// All features of an OpenStreetMap-like layer, kept in memory: such sources have no random access and are slow to read, and
/// several layers (land use, roads, addresses) are made from one. Immutable once loaded; shared.
class TaggedFeatures {
public:
    explicit TaggedFeatures(std::vector<TaggedPart> parts);

    /// Ids are 0..size-1, part by part.
    void hand(const std::function<bool(const RawFeature&)>& take, const std::stop_token& stop) const;
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> attributesOf(int64_t id) const;
    /// Of all parts together; the first complaint.
    [[nodiscard]] const ReadFacts& facts() const { return m_facts; }

private:
    std::vector<TaggedPart> m_parts;
    ReadFacts m_facts;
};

}  // namespace geo
