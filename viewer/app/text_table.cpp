#include "viewer/app/text_table.h"

#include <algorithm>
#include <cwchar>

#include "geo/base/text.h"

namespace app {
namespace {

constexpr const char* kIsolate = "\u2068";     // first strong isolate
constexpr const char* kEndIsolate = "\u2069";  // pop directional isolate

// The code point at `i`, which moves behind it; U+FFFD for what is not UTF-8.
char32_t next(const std::string& text, size_t& i) {
    const auto character = geo::characterAt(text, i);
    i += character.bytes;
    return character.point;
}

int columnsOf(char32_t point) { return std::max(0, wcwidth(static_cast<wchar_t>(point))); }

bool isRightToLeft(const std::string& text) {
    for (size_t i = 0; i < text.size();) {
        const char32_t point = next(text, i);
        if ((point >= 0x0590 && point <= 0x08FF) || (point >= 0xFB1D && point <= 0xFEFC)) return true;
    }
    return false;
}

std::string padded(const std::string& text, int width, bool right) {
    const std::string gap(static_cast<size_t>(std::max(0, width - terminalWidth(text))), ' ');
    const auto fenced = isRightToLeft(text) ? kIsolate + text + kEndIsolate : text;
    return right ? gap + fenced : fenced + gap;
}

}  // namespace

int terminalWidth(const std::string& utf8) {
    int width = 0;
    for (size_t i = 0; i < utf8.size();) width += columnsOf(next(utf8, i));
    return width;
}

std::string fitted(const std::string& utf8, int columns) {
    if (terminalWidth(utf8) <= columns) return utf8;
    int width = 0;
    for (size_t i = 0, start = 0; i < utf8.size(); start = i) {
        width += columnsOf(next(utf8, i));
        if (width > columns - 1) return utf8.substr(0, start) + "…";
    }
    return utf8;
}

std::string TextTable::text() const {
    std::vector<int> widths;
    for (size_t c = 0; c < m_columns.size(); ++c) {
        int width = terminalWidth(m_columns[c].title);
        for (const auto& row : m_rows) width = std::max(width, std::min(m_columns[c].most, terminalWidth(row[c])));
        widths.push_back(width);
    }
    std::string all;
    const auto addRow = [&](const auto& cellOf) {
        std::string line;
        for (size_t c = 0; c < m_columns.size(); ++c)
            line += (c ? "  " : "") + padded(fitted(cellOf(c), m_columns[c].most), widths[c], m_columns[c].right);
        line.erase(line.find_last_not_of(' ') + 1);
        all += line + "\n";
    };
    addRow([&](size_t c) { return m_columns[c].title; });
    for (const auto& row : m_rows) addRow([&](size_t c) { return row[c]; });
    return all;
}

}  // namespace app
