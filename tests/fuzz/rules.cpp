#include "geo/mosaic/rules.h"

#include "geo/mosaic/classify.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const std::set<std::string> measures{"osm.use.*", "osm.use.cover", "addresses.per_ha", "tessera.area_ha"};
    const auto book = geo::parseRules(fuzz::text(data, size), measures, "rules.csv");
    if (!book) {
        fuzz::requireSentence(book.error());
        return 0;
    }
    geo::EvidenceTable evidence(2);
    evidence.add({"osm.use.residential", {0.6f, geo::kNotCovered}, {1, 0}, {"", "landuse=residential"}});
    evidence.add("osm.use.cover", {0.9f, geo::kNotCovered});
    evidence.add("addresses.per_ha", {0, 34});
    const auto verdicts = geo::classify(evidence, *book);
    for (const auto& verdict : verdicts)
        for (const auto& v : verdict) {
            fuzz::require(v.confidence >= 0 && v.confidence <= 1, "a confidence is a share");
            fuzz::require((v.rule == geo::Verdict::kNoRule) == v.evidence.empty(), "what is decided has evidence");
        }
    return 0;
}
