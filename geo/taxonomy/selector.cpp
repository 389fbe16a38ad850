#include "geo/taxonomy/selector.h"

#include <algorithm>

namespace geo {

Selector::Selector(std::string_view text) {
    const auto equals = text.find('=');
    m_key = std::string(text.substr(0, equals));
    if (equals == std::string_view::npos) return;
    for (auto rest = text.substr(equals + 1); !rest.empty();) {
        const auto bar = rest.find('|');
        m_values.emplace_back(rest.substr(0, bar));
        rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
    }
    if (std::ranges::find(m_values, "*") != m_values.end()) m_values.clear();
}

bool Selector::matchesValue(std::string_view value) const {
    return m_values.empty() || std::ranges::find(m_values, value) != m_values.end();
}

bool Selector::matches(const AttributeLookup& lookup) const {
    const auto value = lookup(m_key);
    return value && matchesValue(*value);
}

std::vector<Selector> parseSelectors(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

bool matchesAny(const std::vector<Selector>& selectors, const AttributeLookup& lookup) {
    return std::ranges::any_of(selectors, [&](const Selector& selector) { return selector.matches(lookup); });
}

}  // namespace geo
