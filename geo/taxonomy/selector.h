#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// The value of an attribute by name, or nullopt where the object lacks it (or it is empty).
using AttributeLookup = std::function<std::optional<std::string_view>(std::string_view key)>;

/// "key" (present), "key=value", "key=a|b|c"; a value of * means present.
class Selector {
public:
    explicit Selector(std::string_view text);
    [[nodiscard]] bool matches(const AttributeLookup& lookup) const;
    [[nodiscard]] bool matchesValue(std::string_view value) const;
    [[nodiscard]] const std::string& key() const { return m_key; }

private:
    std::string m_key;
    std::vector<std::string> m_values;  // empty: any
};

[[nodiscard]] std::vector<Selector> parseSelectors(const std::vector<std::string>& texts);
[[nodiscard]] bool matchesAny(const std::vector<Selector>& selectors, const AttributeLookup& lookup);

}  // namespace geo
