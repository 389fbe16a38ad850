#include "geo/mosaic/classify.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geo/taxonomy/scheme.h"

namespace geo {
namespace {

// "34", "3.4", "0.34": three significant digits at most, none that mean nothing.
std::string readable(float value) {
    if (std::abs(value) >= 100) return fmt::format("{:.0f}", value);
    return fmt::format("{:.2g}", value);
}

std::string percent(float share) {
    const float hundred = share * 100;
    return hundred > 0 && hundred < 1 ? "under 1 %" : fmt::format("{:.0f} %", hundred);
}

/// A condition with its columns found.
struct BoundCondition {
    Condition::Test test;
    float number;
    const Measure* measure;                // nullptr: no source
    std::vector<const Measure*> siblings;  // of Largest
};

struct BoundPlaceholder {
    Placeholder place;
    const Measure* measure;
};

struct BoundRule {
    const Rule* rule;
    uint16_t index;
    std::vector<BoundCondition> conditions;
    const Measure* confidence = nullptr;
    std::vector<BoundPlaceholder> places;
    bool possible = true;  // false: a measure it needs is in no column

    [[nodiscard]] bool fires(size_t tessera) const;
    [[nodiscard]] float confidenceAt(size_t tessera) const {
        const float factor = confidence ? confidence->values[tessera] : 1;
        return std::clamp(rule->confidence * factor, 0.0f, 1.0f);
    }
    [[nodiscard]] std::string evidenceAt(size_t tessera) const;
};

std::vector<const Measure*> siblingsOf(const EvidenceTable& evidence, const Measure& measure) {
    const auto stem = std::string_view(measure.name).substr(0, measure.name.rfind('.') + 1);
    std::vector<const Measure*> siblings;
    for (const auto& other : evidence.measures()) {
        const std::string_view name = other.name;
        if (&other != &measure && name.starts_with(stem) && name.find('.', stem.size()) == std::string_view::npos &&
            name.substr(stem.size()) != "cover")
            siblings.push_back(&other);
    }
    return siblings;
}

BoundRule bind(const Rule& rule, uint16_t index, const EvidenceTable& evidence) {
    BoundRule bound{&rule, index, {}, nullptr, {}, true};
    for (const auto& condition : rule.conditions) {
        const auto* measure = evidence.find(condition.measure);
        bound.possible = bound.possible && (measure || condition.test == Condition::Test::Absent);
        auto& added = bound.conditions.emplace_back(BoundCondition{condition.test, condition.number, measure, {}});
        if (measure && condition.test == Condition::Test::Largest) added.siblings = siblingsOf(evidence, *measure);
    }
    if (!rule.confidenceMeasure.empty()) {
        bound.confidence = evidence.find(rule.confidenceMeasure);
        bound.possible = bound.possible && bound.confidence;
    }
    if (const auto places = placeholders(rule.evidence, rule.id))
        for (const auto& place : *places) bound.places.push_back({place, evidence.find(place.measure)});
    return bound;
}

// Comparisons with NaN are false: what a source does not cover fires nothing but `absent`.
bool holds(const BoundCondition& condition, size_t tessera) {
    if (condition.test == Condition::Test::Absent) return !condition.measure || std::isnan(condition.measure->values[tessera]);
    const float value = condition.measure->values[tessera];
    switch (condition.test) {
        case Condition::Test::Least:
            return value >= condition.number;
        case Condition::Test::Most:
            return value <= condition.number;
        case Condition::Test::More:
            return value > condition.number;
        case Condition::Test::Less:
            return value < condition.number;
        default:
            break;
    }
    return value >= condition.number &&
           std::ranges::none_of(condition.siblings, [&](const Measure* sibling) { return sibling->values[tessera] > value; });
}

bool BoundRule::fires(size_t tessera) const {
    return possible && std::ranges::all_of(conditions, [&](const auto& c) { return holds(c, tessera); }) &&
           !(confidence && std::isnan(confidence->values[tessera]));
}

std::string BoundRule::evidenceAt(size_t tessera) const {
    std::string text;
    size_t at = 0;
    for (const auto& [place, measure] : places) {
        text += rule->evidence.substr(at, place.begin - at);
        at = place.end;
        const float value = measure ? measure->values[tessera] : kNotCovered;
        if (place.form == '#')
            text += measure && !measure->label.empty() ? measure->labels[measure->label[tessera]] : "";
        else
            text += std::isnan(value) ? "?" : place.form == '%' ? percent(value) : readable(value);
    }
    return text + rule->evidence.substr(at);
}

void hear(const std::vector<BoundRule>& rules, size_t tessera, Verdict& verdict) {
    std::vector<std::string_view> heard;
    for (const auto& bound : rules) {
        const Rule& rule = *bound.rule;
        if (std::ranges::find(heard, rule.speaker) != heard.end() || !bound.fires(tessera)) continue;
        heard.push_back(rule.speaker);
        const float own = bound.confidenceAt(tessera);
        const std::string text = (rule.kind == RuleKind::Inferred ? "inferred: " : "") + bound.evidenceAt(tessera);
        if (verdict.rule == Verdict::kNoRule) {
            verdict.classIndex = rule.classIndex, verdict.confidence = own, verdict.rule = bound.index;
            verdict.inferred = rule.kind == RuleKind::Inferred;
            verdict.evidence = text;
        } else if (rule.classIndex == verdict.classIndex) {
            verdict.confidence += (1 - verdict.confidence) * own / 2;
            verdict.evidence += "; " + text;
        } else {
            verdict.confidence *= 1 - own / 2;
            verdict.evidence += "; but " + text;
        }
    }
}

}  // namespace

std::vector<Verdicts> classify(const EvidenceTable& evidence, const RuleBook& rules) {
    std::array<std::vector<BoundRule>, kDimensions> bound;
    for (size_t r = 0; r < rules.rules.size(); ++r)
        bound[static_cast<size_t>(rules.rules[r].dimension)].push_back(bind(rules.rules[r], static_cast<uint16_t>(r), evidence));
    std::vector<Verdicts> all(evidence.size());
    for (size_t d = 0; d < bound.size(); ++d) {
        const auto unknown = static_cast<uint8_t>(dimensionTable(static_cast<Dimension>(d)).size() - 1);
        for (size_t t = 0; t < all.size(); ++t) {
            all[t][d].classIndex = unknown;
            hear(bound[d], t, all[t][d]);
        }
    }
    return all;
}

}  // namespace geo
