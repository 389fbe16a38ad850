#include "geo/taxonomy/rank_table.h"
#include "tests/fuzz/data_folder.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static fuzz::DataFolder folder;
    const auto name = folder.freshName(), file = "ranks/" + name + ".json";
    folder.write(file, fuzz::text(data, size));
    const auto ranks = geo::loadRanks(name);
    folder.remove(file);
    if (!ranks) {
        fuzz::requireSentence(ranks.error());
        return 0;
    }
    for (const auto& rank : (*ranks)->ranks)
        for (const double metresPerPixel : {0.01, 1.0, 1000.0})
            fuzz::require(geo::widthAt(rank.width, metresPerPixel) >= 0, "no line is thinner than nothing");
    return 0;
}
