#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace geo {

/// The key=value pairs of one object. Views into the parsed text where possible, else into an arena of its own; both must outlive
/// their use. Reused from object to object.
class TagList {
public:
    /// PostgreSQL's hstore as GDAL's OSM driver writes it: "key"=>"value","key2"=>"value2". Appends.
    bool appendHstore(std::string_view text);
    void clear();
    void add(std::string_view key, std::string_view value) { m_tags.emplace_back(key, value); }

    [[nodiscard]] std::optional<std::string_view> find(std::string_view key) const;
    [[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& all() const { return m_tags; }

private:
    std::optional<std::string_view> quoted(std::string_view text, size_t& at);

    std::vector<std::pair<std::string_view, std::string_view>> m_tags;
    std::vector<std::unique_ptr<std::string>> m_unescaped;
};

}  // namespace geo
