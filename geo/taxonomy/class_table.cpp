#include "geo/taxonomy/class_table.h"

#include <algorithm>

namespace geo {

std::optional<uint16_t> ClassTable::indexOf(std::string_view code) const {
    const auto found =
        std::find_if(classes.begin() + 1, classes.end(), [&](const ClassEntry& entry) { return entry.code == code; });
    if (found == classes.end()) return std::nullopt;
    return static_cast<uint16_t>(found - classes.begin());
}

}  // namespace geo
