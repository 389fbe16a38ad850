#include "geo/io/vector_tags.h"

namespace geo {
namespace {

void skipSpace(std::string_view text, size_t& at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t' || text[at] == ','))
        ++at;
}

}  // namespace

void TagList::clear() {
    m_tags.clear();
    m_unescaped.clear();
}

std::optional<std::string_view> TagList::find(std::string_view key) const {
    for (const auto& [k, v] : m_tags)
        if (k == key) return v;
    return std::nullopt;
}

// The string whose opening quote stands at `at`; leaves `at` behind the closing quote.
std::optional<std::string_view> TagList::quoted(std::string_view text, size_t& at) {
    const size_t begin = ++at;
    while (at < text.size() && text[at] != '"' && text[at] != '\\') ++at;
    if (at >= text.size()) return std::nullopt;
    if (text[at] == '"') return text.substr(begin, at++ - begin);
    auto& out = *m_unescaped.emplace_back(std::make_unique<std::string>(text.substr(begin, at - begin)));
    for (; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] != '\\') {
            out += text[at];
        } else if (++at < text.size()) {
            out += text[at];
        }
    }
    if (at >= text.size()) return std::nullopt;
    ++at;
    return out;
}

bool TagList::appendHstore(std::string_view text) {
    for (size_t at = 0;;) {
        skipSpace(text, at);
        if (at >= text.size()) return true;
        if (text[at] != '"') return false;
        const auto key = quoted(text, at);
        if (!key || text.substr(at, 3) != "=>\"") return false;
        at += 2;
        const auto value = quoted(text, at);
        if (!value) return false;
        if (!value->empty()) add(*key, *value);
    }
}

}  // namespace geo
