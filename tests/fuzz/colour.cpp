#include "geo/taxonomy/colour.h"

#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (const auto colour = geo::Colour::parse(fuzz::text(data, size)))
        fuzz::require(geo::Colour::parse(colour->hex()) == colour, "a colour survives being written and read");
    return 0;
}
