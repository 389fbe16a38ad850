#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"

namespace geo {

/// A comma-separated table with a header row (RFC 4180). Every row has as many fields as the header.
struct CsvTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;

    /// Position of a column by its name.
    [[nodiscard]] std::optional<size_t> column(std::string_view name) const;
};

/// `subject` names the text in errors. Malformed with the number of the line where a row is too short, too long or never ends.
[[nodiscard]] Result<CsvTable> parseCsv(std::string_view text, const std::string& subject);

}  // namespace geo
