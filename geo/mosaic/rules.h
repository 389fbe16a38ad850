#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/taxonomy/class_table.h"

namespace geo {

/// One comparison of a rule: "addresses.per_ha >= 5", "osm.use.residential largest 0.4", "population.per_km2 absent".
struct Condition {
    enum class Test : uint8_t {
        Least,    ///< >= number
        Most,     ///< <= number
        More,     ///< > number
        Less,     ///< < number
        Largest,  ///< at least the number, and no measure beside it (same name up to the last dot) is larger; `cover` aside
        Absent,   ///< no source covers the tessera
    };
    std::string measure;
    Test test = Test::Least;
    float number = 0;
};

enum class RuleKind : uint8_t {
    Stated,    ///< a source says so
    Inferred,  ///< concluded from what sources say of something else
};

/// A row of data/mosaic/rules.csv; data/mosaic/README.md tells how to write one.
struct Rule {
    std::string id;
    Dimension dimension = Dimension::Density;
    uint8_t classIndex = 0;  ///< into dimensionTable(dimension); its last, unknown, states that no class of it applies
    RuleKind kind = RuleKind::Stated;
    std::string speaker;  ///< the source that speaks; of each source the first rule that fires is heard
    std::vector<Condition> conditions;
    float confidence = 0;           ///< 0..1
    std::string confidenceMeasure;  ///< times this measure; empty: alone
    std::string evidence;           ///< template: "{m}" a number, "{m%}" a percentage, "{m#}" the label beside it
    std::string reason, source;
};

/// The rules in the order in which they are asked.
struct RuleBook {
    std::vector<Rule> rules;
};

/// A placeholder of an evidence text: {measure}, {measure%}, {measure#}.
struct Placeholder {
    size_t begin = 0, end = 0;  ///< of the text, braces included
    std::string_view measure;
    char form = 0;  ///< 0, '%' or '#'
};

/// All placeholders of a template in order, or Malformed.
[[nodiscard]] Result<std::vector<Placeholder>> placeholders(std::string_view text, const std::string& subject);

/// Names of the measures that rules may speak of: the column `measure` of a CSV. `*` as a last part stands for any.
[[nodiscard]] Result<std::set<std::string>> parseMeasureNames(std::string_view csv, const std::string& subject);

/// Columns id, dimension, class, kind, speaker, condition, confidence, evidence, reason, source. Malformed, with the rule's id,
/// where anything is not as data/mosaic/README.md says; `subject` names the text.
[[nodiscard]] Result<RuleBook> parseRules(std::string_view csv, const std::set<std::string>& measures,
                                          const std::string& subject);

/// data/mosaic/rules.csv against data/mosaic/measures.csv. Read anew at each call.
[[nodiscard]] Result<RuleBook> loadRules();

}  // namespace geo
