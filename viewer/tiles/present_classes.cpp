#include "viewer/tiles/present_classes.h"

namespace tiles {
namespace {

class Seen {
public:
    explicit Seen(const geo::FeatureTable* features) : m_features(features) {}

    void addClass(uint16_t index) { m_seen[index] = true; }
    void addFeature(uint32_t feature) {
        if (!m_features || m_features->classOf.empty())
            addClass(1);
        else if (feature < m_features->classOf.size())
            addClass(m_features->classOf[feature]);
    }
    [[nodiscard]] std::vector<uint16_t> list() const {
        std::vector<uint16_t> classes;
        for (size_t i = 1; i < m_seen.size(); ++i)
            if (m_seen[i]) classes.push_back(static_cast<uint16_t>(i));
        return classes;
    }

private:
    const geo::FeatureTable* m_features;
    std::vector<bool> m_seen = std::vector<bool>(65536);
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

std::vector<uint16_t> presentClasses(const geo::TileContent& content, const geo::FeatureTable* features) {
    Seen seen(features);
    std::visit(Visit{seen}, content.data);
    return seen.list();
}

}  // namespace tiles
