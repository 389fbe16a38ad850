#include <gtest/gtest.h>

#include <algorithm>

#include "viewer/ui/member_facts.h"
#include "viewer/ui/member_search.h"

namespace {

geo::Member montevideo() {
    geo::Member m;
    m.id = "montevideo";
    m.nameEn = m.nameNative = "Montevideo";
    m.country = "Uruguay";
    m.office = "interim presidency (presentation, 2025)";
    m.population = 1752000;
    m.populationYear = 2020;
    m.populationSource = "UN WUP 2018";
    m.notes = "evidence: board; source year: 2023; also https://example.org/page";
    return m;
}

const ui::MemberFact* factNamed(const std::vector<ui::MemberFact>& facts, const std::string& name) {
    const auto found = std::find_if(facts.begin(), facts.end(), [&](const auto& fact) { return fact.name == name; });
    return found == facts.end() ? nullptr : &*found;
}

}  // namespace

TEST(Members, OfficesAreShortInALine) {
    EXPECT_EQ(ui::shortOffice("treasurer and co-presidency (presentation, 2025)"), "Treasurer and co-presidency");
    EXPECT_EQ(ui::shortOffice(""), "");
}

TEST(Members, TheRowLeavesOutANativeNameThatSaysTheSame) {
    ui::MemberSearch search;
    const auto member = montevideo();
    EXPECT_EQ(search.text(member).native, "");
    EXPECT_EQ(search.text(member).detail, "Uruguay · 1.75 million");
}

TEST(Members, FactsLeaveOutWhatIsBlankAndKeepSourcesApart) {
    const geo::Members registry;
    const auto facts = ui::memberFacts(registry, montevideo());
    EXPECT_EQ(factNamed(facts, "French"), nullptr);
    ASSERT_NE(factNamed(facts, "Population"), nullptr);
    EXPECT_EQ(factNamed(facts, "Population")->value, "1.75 million");
    ASSERT_NE(factNamed(facts, "Evidence"), nullptr);
    EXPECT_EQ(factNamed(facts, "Evidence")->value, "Board");
    ASSERT_NE(factNamed(facts, "Also"), nullptr);
    EXPECT_EQ(factNamed(facts, "Also")->value, "example.org/page");
    EXPECT_EQ(factNamed(facts, "Also")->address, "https://example.org/page");
}
