#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "viewer/control/command.h"

namespace control {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

geo::Result<std::vector<std::string>> splitLine(const std::string& line) {
    std::vector<std::string> words;
    size_t i = 0;
    while (true) {
        while (i < line.size() && isBlank(line[i])) ++i;
        if (i == line.size()) return words;
        std::string word;
        bool quoted = false;
        for (; i < line.size() && (quoted || !isBlank(line[i])); ++i) {
            if (line[i] == '"') {
                quoted = !quoted;
            } else if (quoted && line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == '"' || line[i + 1] == '\\')) {
                word += line[++i];
            } else {
                word += line[i];
            }
        }
        if (quoted)
            return geo::fail(geo::ErrorCode::Malformed, "A quotation mark is opened but never closed; add the missing \".", line);
        words.push_back(std::move(word));
    }
}

std::string joinLine(const std::vector<std::string>& words) {
    std::string line;
    for (const auto& word : words) {
        if (!line.empty()) line += ' ';
        const bool plain = !word.empty() && word.find_first_of(" \t\r\n\"") == std::string::npos && word[0] != '#';
        if (plain) {
            line += word;
            continue;
        }
        line += '"';
        for (const char c : word) {
            if (c == '"' || c == '\\') line += '\\';
            line += c;
        }
        line += '"';
    }
    return line;
}

geo::Result<double> parseNumber(const std::string& word, const std::string& what) {
    double value = 0;
    const char* begin = word.data() + (word.starts_with('+') ? 1 : 0);
    const auto [end, problem] = std::from_chars(begin, word.data() + word.size(), value);
    if (problem != std::errc() || end != word.data() + word.size() || !std::isfinite(value))
        return geo::fail(geo::ErrorCode::Malformed, "The " + what + " must be a number such as 12.5, but is \"" + word + "\".");
    return value;
}

std::string formatNumber(double value) { return fmt::format("{}", value); }

}  // namespace control
