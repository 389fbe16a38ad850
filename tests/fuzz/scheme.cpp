#include "geo/taxonomy/scheme.h"

#include "tests/fuzz/data_folder.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static fuzz::DataFolder folder;
    const auto name = folder.freshName(), file = "crosswalks/" + name + ".csv";
    folder.write(file, fuzz::text(data, size));
    const auto scheme = geo::loadScheme(name);
    folder.remove(file);
    if (!scheme) {
        fuzz::requireSentence(scheme.error());
        return 0;
    }
    const auto& classes = (*scheme)->table.classes;
    fuzz::require(!classes.empty() && classes.front().code.empty(), "the first class is nothing");
    for (size_t i = 1; i < classes.size(); ++i)
        fuzz::require((*scheme)->table.indexOf(classes[i].code) == i, "every class is found by its code");
    return 0;
}
