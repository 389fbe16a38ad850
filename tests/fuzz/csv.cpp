#include "geo/base/csv.h"

#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const auto table = geo::parseCsv(fuzz::text(data, size), "input");
    if (!table) {
        fuzz::requireSentence(table.error());
        return 0;
    }
    for (const auto& row : table->rows) fuzz::require(row.size() == table->columns.size(), "every row is as wide as the header");
    for (const auto& column : table->columns)
        fuzz::require(table->column(column).has_value(), "every column is found by its name");
    return 0;
}
