#pragma once

#include <string>
#include <vector>

namespace app {

/// Columns of a terminal that a text takes: 서울 takes four, marks above letters none.
[[nodiscard]] int terminalWidth(const std::string& utf8);

/// Cuts to at most `columns`, with an ellipsis where something is missing.
[[nodiscard]] std::string fitted(const std::string& utf8, int columns);

/// Text in columns, for terminals. Right-to-left cells are fenced with direction marks so that they keep their column.
class TextTable {
public:
    struct Column {
        std::string title;
        bool right = false;  ///< flush right: numbers
        int most = 40;       ///< widest, in terminal columns
    };
    explicit TextTable(std::vector<Column> columns) : m_columns(std::move(columns)) {}
    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    [[nodiscard]] std::string text() const;

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

}  // namespace app
