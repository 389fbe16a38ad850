#include "geo/io/vector_tagged.h"

#include <charconv>
#include <cmath>

namespace geo {
namespace {

double numberIn(std::optional<std::string_view> value) {
    double parsed = 0;
    if (!value || std::from_chars(value->data(), value->data() + value->size(), parsed).ec != std::errc())
        return std::numeric_limits<double>::quiet_NaN();
    return parsed;
}

class TaggedAttributes : public VectorAttributes {
public:
    TaggedAttributes(const std::deque<std::string>& strings, const std::pair<uint32_t, uint32_t>* first,
                     const std::pair<uint32_t, uint32_t>* last)
        : m_strings(strings), m_first(first), m_last(last) {}

    [[nodiscard]] std::optional<std::string_view> text(std::string_view key) const override {
        for (auto tag = m_first; tag != m_last; ++tag)
            if (m_strings[tag->first] == key) return m_strings[tag->second];
        return std::nullopt;
    }
    [[nodiscard]] double number(std::string_view key) const override { return numberIn(text(key)); }
    void each(const std::function<void(std::string_view, std::string_view)>& take) const override {
        for (auto tag = m_first; tag != m_last; ++tag) take(m_strings[tag->first], m_strings[tag->second]);
    }

private:
    const std::deque<std::string>& m_strings;
    const std::pair<uint32_t, uint32_t>*m_first, *m_last;
};

}  // namespace

double TagListAttributes::number(std::string_view key) const { return numberIn(text(key)); }

void TagListAttributes::each(const std::function<void(std::string_view, std::string_view)>& take) const {
    for (const auto& [key, value] : m_tags.all()) take(key, value);
}

uint32_t TaggedFeatures::intern(std::string_view text) {
    if (const auto found = m_indexOf.find(text); found != m_indexOf.end()) return found->second;
    const auto index = static_cast<uint32_t>(m_strings.size());
    m_strings.emplace_back(text);
    m_indexOf.emplace(m_strings.back(), index);
    return index;
}

void TaggedFeatures::add(GeometryKind kind, const std::vector<Point>& points, const std::vector<RawPart>& parts,
                         const TagList& tags) {
    Feature feature{kind, static_cast<uint32_t>(m_parts.size()), 0, m_points.size(), 0, m_tags.size(), 0};
    m_points.insert(m_points.end(), points.begin(), points.end());
    m_parts.insert(m_parts.end(), parts.begin(), parts.end());
    for (const auto& [key, value] : tags.all()) m_tags.emplace_back(intern(key), intern(value));
    for (const auto& p : points)
        if (std::isfinite(p.x) && std::isfinite(p.y)) m_extent.add(p);
    feature.lastPart = static_cast<uint32_t>(m_parts.size());
    feature.lastPoint = m_points.size();
    feature.lastTag = m_tags.size();
    m_features.push_back(feature);
}

void TaggedFeatures::hand(const std::function<bool(const RawFeature&)>& take, const std::stop_token& stop) const {
    for (size_t id = 0; id < m_features.size(); ++id) {
        if (id % 4096 == 0 && stop.stop_requested()) return;
        const Feature& f = m_features[id];
        const TaggedAttributes attributes(m_strings, m_tags.data() + f.firstTag, m_tags.data() + f.lastTag);
        const RawFeature raw{static_cast<int64_t>(id),
                             f.kind,
                             {m_points.data() + f.firstPoint, m_points.data() + f.lastPoint},
                             {m_parts.data() + f.firstPart, m_parts.data() + f.lastPart},
                             &attributes};
        if (!take(raw)) return;
    }
}

std::vector<std::pair<std::string, std::string>> TaggedFeatures::attributesOf(int64_t id) const {
    std::vector<std::pair<std::string, std::string>> all;
    if (id < 0 || static_cast<size_t>(id) >= m_features.size()) return all;
    const Feature& f = m_features[static_cast<size_t>(id)];
    for (size_t t = f.firstTag; t < f.lastTag; ++t) all.emplace_back(m_strings[m_tags[t].first], m_strings[m_tags[t].second]);
    return all;
}

}  // namespace geo
