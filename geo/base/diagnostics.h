#pragma once

#include <string>
#include <vector>

#include "geo/base/error.h"

namespace geo {

/// Remarks that travel beside a value that did load: "212 pixels carry code 47, which this scheme lacks."
struct Diagnostics {
    std::vector<std::string> remarks;  ///< sentences for a person
    std::vector<Error> gaps;           ///< what is there and could not be read: the rest may be looked at, but is not the whole

    void add(std::string remark) { remarks.push_back(std::move(remark)); }
};

}  // namespace geo
