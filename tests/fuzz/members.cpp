#include "geo/registry/members.h"

#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string text(fuzz::text(data, size));
    const auto members = geo::Members::parse(text, "input");
    if (!members) {
        fuzz::requireSentence(members.error());
        return 0;
    }
    for (const auto& member : members->all()) {
        fuzz::require(members->find(member.id) != nullptr, "every member is found by its id");
        geo::MemberFilter filter;
        filter.text = member.nameEn;
        filter.withCandidates = true;
        fuzz::require(!members->search(filter).empty(), "every member is found by its name");
    }
    geo::MemberFilter filter;
    filter.text = text.substr(0, 40);
    (void)members->search(filter);
    fuzz::require(geo::fold(geo::fold(text)) == geo::fold(text), "folding twice is folding once");
    return 0;
}
