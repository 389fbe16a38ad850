#include "geo/mosaic/rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "geo/mosaic/classify.h"
#include "geo/taxonomy/scheme.h"

namespace {

using geo::Condition;
using geo::Rule;
using geo::RuleKind;

const std::set<std::string> kMeasures{"a.b", "shares.*", "shares.cover"};
const std::string kHeader = "id,dimension,class,kind,speaker,condition,confidence,evidence,reason,source\n";

geo::Result<geo::RuleBook> parse(const std::string& row) { return geo::parseRules(kHeader + row + "\n", kMeasures, "rules.csv"); }

TEST(Rules, AreReadAsTheyAreWritten) {
    const auto book = parse(
        "x,use,residential,inferred,osm,shares.homes largest 0.4; a.b >= -2; a.b absent,0.5 * a.b,{a.b} of {shares.homes%} "
        "{a.b#},because,us");
    ASSERT_TRUE(book) << describe(book.error());
    const Rule& rule = book->rules.at(0);
    EXPECT_EQ(rule.dimension, geo::Dimension::Use);
    EXPECT_EQ(rule.classIndex, 1);
    EXPECT_EQ(rule.kind, RuleKind::Inferred);
    ASSERT_EQ(rule.conditions.size(), 3u);
    EXPECT_EQ(rule.conditions[0].test, Condition::Test::Largest);
    EXPECT_EQ(rule.conditions[0].measure, "shares.homes");
    EXPECT_FLOAT_EQ(rule.conditions[1].number, -2);
    EXPECT_EQ(rule.conditions[2].test, Condition::Test::Absent);
    EXPECT_FLOAT_EQ(rule.confidence, 0.5f);
    EXPECT_EQ(rule.confidenceMeasure, "a.b");
}

TEST(Rules, AreRefusedWithTheRuleAndTheReason) {
    const struct {
        const char *row, *says;
    } kWrong[] = {
        {"x,usage,residential,stated,o,a.b > 1,0.5,t,r,s", "no dimension"},
        {"x,use,homes,stated,o,a.b > 1,0.5,t,r,s", "no class of the dimension"},
        {"x,use,residential,guessed,o,a.b > 1,0.5,t,r,s", "stated or inferred"},
        {"x,use,residential,stated,o,a.c > 1,0.5,t,r,s", "no measure \"a.c\""},
        {"x,use,residential,stated,o,a.b => 1,0.5,t,r,s", "condition \"a.b => 1\""},
        {"x,use,residential,stated,o,a.b > much,0.5,t,r,s", "condition \"a.b > much\""},
        {"x,use,residential,stated,o,a.b > nan,0.5,t,r,s", "condition"},
        {"x,use,residential,stated,o,,0.5,t,r,s", "condition \"\""},
        {"x,use,residential,stated,o,a.b > 1,1.5,t,r,s", "confidence \"1.5\""},
        {"x,use,residential,stated,o,a.b > 1,0,t,r,s", "confidence \"0\""},
        {"x,use,residential,stated,o,a.b > 1,0.5 * a.b * a.b,t,r,s", "confidence"},
        {"x,use,residential,stated,o,a.b > 1,0.5,,r,s", "evidence text"},
        {"x,use,residential,stated,o,a.b > 1,0.5,{a.b,r,s", "braces"},
        {"x,use,residential,stated,o,a.b > 1,0.5,a.b},r,s", "braces"},
        {"x,use,residential,stated,o,a.b > 1,0.5,{q},r,s", "no measure \"q\""},
        {"x,use,residential,stated,o,a.b > 1,0.5,t,,s", "reason"},
        {"x,use,residential,stated,,a.b > 1,0.5,t,r,s", "speaker"},
        {",use,residential,stated,o,a.b > 1,0.5,t,r,s", "id"},
        {"x,use,residential,stated,o,a.b > 1,0.5,t,r,s\nx,use,residential,stated,o,a.b > 1,0.5,t,r,s", "twice"},
        {"", "no rule"},
    };
    for (const auto& [row, says] : kWrong) {
        const auto book = parse(row);
        ASSERT_FALSE(book) << row;
        EXPECT_EQ(book.error().code, geo::ErrorCode::Malformed);
        EXPECT_NE(book.error().message.find(says), std::string::npos) << describe(book.error());
    }
    EXPECT_FALSE(geo::parseRules("id,dimension\n", kMeasures, "rules.csv"));
}

TEST(Rules, OfMeasuresKnowEveryNameOnce) {
    EXPECT_TRUE(geo::parseMeasureNames("measure,unit\na,m\nb.*,m\n", "m.csv"));
    EXPECT_FALSE(geo::parseMeasureNames("measure,unit\na,m\na,m\n", "m.csv"));
    EXPECT_FALSE(geo::parseMeasureNames("name\na\n", "m.csv"));
}

/// Evidence of one tessera on which this rule fires.
geo::EvidenceTable evidenceFor(const Rule& rule) {
    std::map<std::string, float> values;
    for (const auto& condition : rule.conditions) {
        const float n = condition.number;
        switch (condition.test) {
            case Condition::Test::Least:
            case Condition::Test::Largest:
                values[condition.measure] = std::max(values[condition.measure], n);
                break;
            case Condition::Test::More:
                values[condition.measure] = std::max(values[condition.measure], n + 0.01f);
                break;
            case Condition::Test::Most:
            case Condition::Test::Less:
                values.try_emplace(condition.measure, n / 2);
                break;
            case Condition::Test::Absent:
                break;
        }
    }
    if (!rule.confidenceMeasure.empty()) values.try_emplace(rule.confidenceMeasure, 0.8f);
    geo::EvidenceTable evidence(1);
    for (const auto& [name, value] : values) evidence.add(name, {value});
    return evidence;
}

TEST(RuleBook, OfTheProgramCanFireEveryRule) {
    const auto book = geo::loadRules();
    ASSERT_TRUE(book) << describe(book.error());
    for (const auto& rule : book->rules) {
        const auto verdict = geo::classify(evidenceFor(rule), {{rule}})[0][static_cast<size_t>(rule.dimension)];
        EXPECT_EQ(verdict.rule, 0) << rule.id;
        EXPECT_EQ(verdict.classIndex, rule.classIndex) << rule.id;
        EXPECT_GT(verdict.confidence, 0) << rule.id;
        EXPECT_EQ(verdict.evidence.starts_with("inferred: "), rule.kind == RuleKind::Inferred) << verdict.evidence;
    }
}

TEST(RuleBook, OfTheProgramReachesEveryClassAndNeverInfersWithMuchConfidence) {
    const auto book = geo::loadRules();
    ASSERT_TRUE(book) << describe(book.error());
    std::set<std::pair<int, int>> reached;
    for (const auto& rule : book->rules) {
        reached.emplace(static_cast<int>(rule.dimension), rule.classIndex);
        EXPECT_LE(rule.kind == RuleKind::Inferred ? rule.confidence : 0, 0.6f) << rule.id;
    }
    for (int d = 0; d < geo::kDimensions; ++d)
        for (size_t c = 1; c + 1 < geo::dimensionTable(static_cast<geo::Dimension>(d)).size(); ++c)
            EXPECT_TRUE(reached.contains({d, static_cast<int>(c)})) << "nothing leads to class " << c << " of dimension " << d;
}

}  // namespace
