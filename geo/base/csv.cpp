#include "geo/base/csv.h"

#include <fmt/format.h>

#include <algorithm>

namespace geo {
namespace {

/// Walks over the text field by field; a field in quotes may hold commas, line breaks and doubled quotes.
class Reader {
public:
    explicit Reader(std::string_view text) : m_rest(text) {
        if (m_rest.starts_with("\xEF\xBB\xBF")) m_rest.remove_prefix(3);
    }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    [[nodiscard]] size_t line() const { return m_line; }
    [[nodiscard]] bool unfinished() const { return m_unfinished; }

    std::vector<std::string> row() {
        std::vector<std::string> fields;
        do fields.push_back(field());
        while (take(','));
        take('\r');
        if (take('\n')) ++m_line;
        return fields;
    }

private:
    bool take(char c) {
        if (!m_rest.starts_with(c)) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    std::string field() {
        if (take('"')) return quoted();
        const auto end = std::min(m_rest.find_first_of(",\n"), m_rest.size());
        std::string text(m_rest.substr(0, end));
        m_rest.remove_prefix(end);
        if (text.ends_with('\r')) text.pop_back();
        return text;
    }
    std::string quoted() {
        std::string text;
        while (!m_rest.empty()) {
            const auto end = std::min(m_rest.find('"'), m_rest.size());
            text += m_rest.substr(0, end);
            m_line += static_cast<size_t>(std::count(m_rest.begin(), m_rest.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
            m_rest.remove_prefix(end);
            if (!take('"')) break;
            if (!take('"')) return text;
            text += '"';
        }
        m_unfinished = true;
        return text;
    }

    std::string_view m_rest;
    size_t m_line = 1;
    bool m_unfinished = false;
};

}  // namespace

std::optional<size_t> CsvTable::column(std::string_view name) const {
    const auto found = std::ranges::find(columns, name);
    if (found == columns.end()) return std::nullopt;
    return static_cast<size_t>(found - columns.begin());
}

Result<CsvTable> parseCsv(std::string_view text, const std::string& subject) {
    Reader reader(text);
    if (reader.atEnd()) return fail(ErrorCode::Malformed, "The table is empty; it needs a header row.", subject);
    CsvTable table;
    table.columns = reader.row();
    while (!reader.atEnd()) {
        const size_t line = reader.line();
        auto row = reader.row();
        if (reader.unfinished())
            return fail(ErrorCode::Malformed, fmt::format("The quotation mark opened in line {} is never closed.", line),
                        subject);
        if (row.size() == 1 && row[0].empty()) continue;
        if (row.size() != table.columns.size())
            return fail(ErrorCode::Malformed,
                        fmt::format("Line {} has {} fields, but the header has {}.", line, row.size(), table.columns.size()),
                        subject);
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace geo
