#include "geo/io/vector_tags.h"

#include <cstdint>

namespace geo {
namespace {

void skipSpace(std::string_view text, size_t& at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t' || text[at] == ','))
        ++at;
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<uint32_t> hexFour(std::string_view text, size_t at) {
    if (at + 4 > text.size()) return std::nullopt;
    uint32_t code = 0;
    for (size_t i = at; i < at + 4; ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0) return std::nullopt;
        code = code << 4 | static_cast<uint32_t>(digit);
    }
    return code;
}

void appendUtf8(std::string& out, uint32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | code >> 18);
        out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

// `at` stands on the character after the backslash and is left on the escape's last one.
void appendEscape(std::string& out, std::string_view text, size_t& at) {
    switch (text[at]) {
        case 'n':
            out += '\n';
            return;
        case 't':
            out += '\t';
            return;
        case 'r':
            out += '\r';
            return;
        case 'b':
        case 'f':
            out += ' ';
            return;
        case 'u':
            break;
        default:
            out += text[at];
            return;
    }
    auto code = hexFour(text, at + 1);
    if (!code) return;
    at += 4;
    if (*code >= 0xD800 && *code < 0xDC00 && at + 2 < text.size() && text[at + 1] == '\\' && text[at + 2] == 'u') {
        if (const auto low = hexFour(text, at + 3); low && *low >= 0xDC00 && *low < 0xE000) {
            code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
            at += 6;
        }
    }
    appendUtf8(out, *code);
}

// The end of a number, literal, object or array that begins at `at`.
size_t endOfValue(std::string_view text, size_t at) {
    int depth = 0;
    bool inString = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (inString) {
            if (c == '\\') ++at;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (--depth < 0) return at;
            if (depth == 0) return at + 1;
        } else if (depth == 0 && (c == ',' || c == '\n' || c == ' ' || c == '\r' || c == '\t')) {
            return at;
        }
    }
    return text.size();
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
            appendEscape(out, text, at);
        }
    }
    if (at >= text.size()) return std::nullopt;
    ++at;
    return out;
}

bool TagList::parseJson(std::string_view json) {
    clear();
    size_t at = 0;
    skipSpace(json, at);
    if (at >= json.size() || json[at] != '{') return false;
    ++at;
    for (;;) {
        skipSpace(json, at);
        if (at >= json.size()) return false;
        if (json[at] == '}') return true;
        if (json[at] != '"') return false;
        const auto key = quoted(json, at);
        if (!key) return false;
        while (at < json.size() && (json[at] == ' ' || json[at] == ':')) ++at;
        if (at >= json.size()) return false;
        if (json[at] == '"') {
            const auto value = quoted(json, at);
            if (!value) return false;
            if (!value->empty()) add(*key, *value);
        } else {
            const size_t end = endOfValue(json, at);
            if (end == at) return false;
            const auto value = json.substr(at, end - at);
            if (value != "null") add(*key, value);
            at = end;
        }
    }
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
