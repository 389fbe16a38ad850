#include "geo/io/vector_tagged.h"

#include <limits>

#include "geo/base/text.h"

namespace geo {
namespace {

class TaggedAttributes : public VectorAttributes {
public:
    TaggedAttributes(const TextPool& texts, TaggedPart::Tags tags) : m_texts(texts), m_tags(tags) {}

    [[nodiscard]] std::optional<std::string_view> text(std::string_view key) const override {
        for (const auto& [k, v] : m_tags)
            if (m_texts.at(k) == key) return m_texts.at(v);
        return std::nullopt;
    }
    [[nodiscard]] double number(std::string_view key) const override {
        const auto value = text(key);
        return wholeNumber(value.value_or(std::string_view())).value_or(std::numeric_limits<double>::quiet_NaN());
    }
    void each(const std::function<void(std::string_view, std::string_view)>& take) const override {
        for (const auto& [k, v] : m_tags) take(m_texts.at(k), m_texts.at(v));
    }

private:
    const TextPool& m_texts;
    TaggedPart::Tags m_tags;
};

}  // namespace

void TaggedPart::add(GeometryKind kind, const std::vector<Point>& points, const std::vector<RawPart>& parts, Tags tags) {
    m_points.insert(m_points.end(), points.begin(), points.end());
    m_parts.insert(m_parts.end(), parts.begin(), parts.end());
    m_tags.insert(m_tags.end(), tags.begin(), tags.end());
    m_features.push_back({kind, static_cast<uint32_t>(m_parts.size()), static_cast<uint32_t>(m_points.size()),
                          static_cast<uint32_t>(m_tags.size())});
}

void TaggedPart::seal() {
    m_features.shrink_to_fit();
    m_points.shrink_to_fit();
    m_parts.shrink_to_fit();
    m_tags.shrink_to_fit();
    m_texts.seal();
}

bool TaggedPart::hand(int64_t firstId, const std::function<bool(const RawFeature&)>& take, const std::stop_token& stop) const {
    Feature from;
    for (size_t i = 0; i < m_features.size(); ++i) {
        if (i % 64 == 0 && stop.stop_requested()) return false;
        const Feature& f = m_features[i];
        const TaggedAttributes attributes(m_texts, {m_tags.data() + from.lastTag, m_tags.data() + f.lastTag});
        const RawFeature raw{firstId + static_cast<int64_t>(i),
                             f.kind,
                             {m_points.data() + from.lastPoint, m_points.data() + f.lastPoint},
                             {m_parts.data() + from.lastPart, m_parts.data() + f.lastPart},
                             &attributes};
        if (!take(raw)) return false;
        from = f;
    }
    return true;
}

std::vector<std::pair<std::string, std::string>> TaggedPart::attributesOf(size_t index) const {
    std::vector<std::pair<std::string, std::string>> all;
    for (size_t t = before(index).lastTag; t < m_features[index].lastTag; ++t)
        all.emplace_back(m_texts.at(m_tags[t].first), m_texts.at(m_tags[t].second));
    return all;
}

TaggedFeatures::TaggedFeatures(std::vector<TaggedPart> parts) : m_parts(std::move(parts)) {
    for (const auto& part : m_parts) m_facts.add(part.facts);
}

void TaggedFeatures::hand(const std::function<bool(const RawFeature&)>& take, const std::stop_token& stop) const {
    int64_t firstId = 0;
    for (const auto& part : m_parts) {
        if (!part.hand(firstId, take, stop)) return;
        firstId += static_cast<int64_t>(part.size());
    }
}

std::vector<std::pair<std::string, std::string>> TaggedFeatures::attributesOf(int64_t id) const {
    if (id < 0) return {};
    auto index = static_cast<size_t>(id);
    for (const auto& part : m_parts) {
        if (index < part.size()) return part.attributesOf(index);
        index -= part.size();
    }
    return {};
}

}  // namespace geo
