#include "geo/space/crs.h"

#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const auto crs = geo::Crs::parse(std::string(fuzz::text(data, size)));
    if (!crs) {
        fuzz::requireSentence(crs.error());
        return 0;
    }
    fuzz::require(geo::Crs::parse(crs->definition()).has_value(), "a CRS's definition parses again");
    (void)crs->esriWkt();
    return 0;
}
