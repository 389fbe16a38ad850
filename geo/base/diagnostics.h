#pragma once

#include <string>
#include <vector>

namespace geo {

/// Remarks that travel beside a value that did load: "212 pixels carry code 47, which this scheme lacks."
struct Diagnostics {
    std::vector<std::string> remarks;  ///< sentences for a person

    void add(std::string remark) { remarks.push_back(std::move(remark)); }
};

}  // namespace geo
