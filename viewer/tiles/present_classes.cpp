#include "viewer/tiles/present_classes.h"

#include <algorithm>
#include <cstring>
#include <unordered_set>

namespace tiles {
namespace {

class Seen {
public:
    explicit Seen(const geo::FeatureTable* features) : m_features(features) {}

    void addClass(uint16_t index) { m_seen[index] = true; }
    void addFeature(uint32_t feature) {
        if (m_features && feature < m_features->dimensionsOf.size())
            m_dimensions.insert(packed(m_features->dimensionsOf[feature]));
        if (!m_features || m_features->classOf.empty())
            addClass(1);
        else if (feature < m_features->classOf.size())
            addClass(m_features->classOf[feature]);
    }
    [[nodiscard]] Present list() const {
        Present present;
        for (size_t i = 1; i < m_seen.size(); ++i)
            if (m_seen[i]) present.classes.push_back(static_cast<uint16_t>(i));
        for (const auto key : m_dimensions) present.dimensions.push_back(unpacked(key));
        std::ranges::sort(present.dimensions);
        return present;
    }

private:
    static_assert(sizeof(geo::DimensionClasses) <= sizeof(uint64_t));
    static uint64_t packed(const geo::DimensionClasses& classes) {
        uint64_t key = 0;
        std::memcpy(&key, classes.data(), sizeof(classes));
        return key;
    }
    static geo::DimensionClasses unpacked(uint64_t key) {
        geo::DimensionClasses classes;
        std::memcpy(classes.data(), &key, sizeof(classes));
        return classes;
    }

    const geo::FeatureTable* m_features;
    std::vector<bool> m_seen = std::vector<bool>(65536);
    std::unordered_set<uint64_t> m_dimensions;
};

struct Visit {
    Seen& seen;
    void operator()(const geo::EmptyContent&) const {}
    void operator()(const geo::ValueContent&) const {}
    void operator()(const geo::CodeContent& c) const {
        for (const auto code : c.codes8) seen.addClass(code);
        for (const auto code : c.codes16) seen.addClass(code);
    }
    void operator()(const geo::AreaContent& c) const {
        uint32_t last = 0;  // neighbours mostly repeat
        for (const auto* entries : {&c.first, &c.second})
            for (const uint32_t entry : *entries)
                if (const uint32_t id = entry >> 8; id != 0 && id != last) seen.addFeature(id - 1), last = id;
    }
    void operator()(const geo::LineContent& c) const {
        for (const auto& segment : c.segments) seen.addFeature(segment.feature);
    }
    void operator()(const geo::PointContent& c) const {
        for (const auto& point : c.points) seen.addFeature(point.feature);
    }
};

}  // namespace

Present presentClasses(const geo::TileContent& content, const geo::FeatureTable* features) {
    Seen seen(features);
    std::visit(Visit{seen}, content.data);
    return seen.list();
}

}  // namespace tiles
