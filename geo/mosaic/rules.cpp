#include "geo/mosaic/rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "geo/base/csv.h"
#include "geo/base/paths.h"
#include "geo/base/text_file.h"
#include "geo/taxonomy/scheme.h"

namespace geo {
namespace {

constexpr size_t kMostBytes = 1 << 20;
constexpr std::array<std::string_view, 10> kColumns{"id",        "dimension",  "class",    "kind",   "speaker",
                                                    "condition", "confidence", "evidence", "reason", "source"};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(at);
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<float> number(std::string_view text) {
    float value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

bool known(const std::set<std::string>& measures, std::string_view name) {
    if (measures.contains(std::string(name))) return true;
    const auto dot = name.rfind('.');
    return dot != std::string_view::npos && measures.contains(std::string(name.substr(0, dot + 1)) + "*");
}

/// Reads the cells of one rule; the first complaint is kept.
class RuleReader {
public:
    RuleReader(const std::set<std::string>& measures, const std::string& subject, std::string id)
        : m_measures(measures), m_subject(subject), m_id(std::move(id)) {}

    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    void complain(const std::string& sentence) {
        if (!m_error) m_error = Error{ErrorCode::Malformed, "Rule " + m_id + ": " + sentence, m_subject, {}};
    }

    void readClass(Rule& rule, const std::string& dimension, const std::string& classId) {
        const auto parsed = parseDimension(dimension);
        if (!parsed) return complain("\"" + dimension + "\" is no dimension.");
        rule.dimension = *parsed;
        const auto index = dimensionTable(*parsed).indexOf(classId);
        if (!index || *index == 0) return complain("\"" + classId + "\" is no class of the dimension " + dimension + ".");
        rule.classIndex = static_cast<uint8_t>(*index);
    }

    void readKind(Rule& rule, const std::string& kind) {
        if (kind != "stated" && kind != "inferred") return complain("its kind must be stated or inferred, not \"" + kind + "\".");
        rule.kind = kind == "stated" ? RuleKind::Stated : RuleKind::Inferred;
    }

    void readConditions(Rule& rule, const std::string& text) {
        for (const auto part : split(text, ';')) rule.conditions.push_back(condition(part));
    }

    void readConfidence(Rule& rule, const std::string& text) {
        const auto factors = split(text, '*');
        const auto value = number(factors[0]);
        if (!value || *value <= 0 || *value > 1 || factors.size() > 2)
            return complain("the confidence \"" + text + "\" is no number above 0 and up to 1, nor one times a measure.");
        rule.confidence = *value;
        if (factors.size() == 2) rule.confidenceMeasure = measure(factors[1]);
    }

    void readEvidence(Rule& rule, const std::string& text) {
        rule.evidence = text;
        if (text.empty()) return complain("it needs an evidence text.");
        const auto found = placeholders(text, m_subject);
        if (!found) return complain(found.error().message);
        for (const auto& placeholder : *found) measure(placeholder.measure);
    }

private:
    std::string measure(std::string_view name) {
        if (!known(m_measures, name))
            complain("there is no measure \"" + std::string(name) + "\"; see data/mosaic/measures.csv.");
        return std::string(name);
    }

    Condition condition(std::string_view text) {
        std::vector<std::string_view> words;
        for (const auto word : split(text, ' '))
            if (!word.empty()) words.push_back(word);
        Condition result;
        if (words.size() == 2 && words[1] == "absent") {
            result.measure = measure(words[0]);
            result.test = Condition::Test::Absent;
            return result;
        }
        static constexpr std::array<std::pair<std::string_view, Condition::Test>, 5> kTests{
            {{">=", Condition::Test::Least},
             {"<=", Condition::Test::Most},
             {">", Condition::Test::More},
             {"<", Condition::Test::Less},
             {"largest", Condition::Test::Largest}}};
        const auto test = words.size() == 3
                              ? std::ranges::find(kTests, words[1], &std::pair<std::string_view, Condition::Test>::first)
                              : kTests.end();
        const auto value = words.size() == 3 ? number(words[2]) : std::nullopt;
        if (test == kTests.end() || !value) {
            complain("the condition \"" + std::string(text) +
                     "\" is not like `measure >= number`, `measure largest number` or `measure absent`.");
            return result;
        }
        return {measure(words[0]), test->second, *value};
    }

    const std::set<std::string>& m_measures;
    const std::string& m_subject;
    std::string m_id;
    std::optional<Error> m_error;
};

}  // namespace

Result<std::vector<Placeholder>> placeholders(std::string_view text, const std::string& subject) {
    std::vector<Placeholder> found;
    for (size_t at = 0;;) {
        const auto begin = text.find_first_of("{}", at);
        if (begin == std::string_view::npos) return found;
        const auto end = text.find_first_of("{}", begin + 1);
        if (text[begin] == '}' || end == std::string_view::npos || text[end] == '{')
            return fail(ErrorCode::Malformed, "the braces of the evidence text do not match.", subject);
        Placeholder placeholder{begin, end + 1, text.substr(begin + 1, end - begin - 1), 0};
        if (placeholder.measure.ends_with('%') || placeholder.measure.ends_with('#')) {
            placeholder.form = placeholder.measure.back();
            placeholder.measure.remove_suffix(1);
        }
        found.push_back(placeholder);
        at = end + 1;
    }
}

Result<std::set<std::string>> parseMeasureNames(std::string_view csv, const std::string& subject) {
    const auto table = parseCsv(csv, subject);
    if (!table) return Failure(table.error());
    const auto column = table->column("measure");
    if (!column) return fail(ErrorCode::Malformed, "The list of measures needs a column measure.", subject);
    std::set<std::string> names;
    for (const auto& row : table->rows)
        if (row[*column].empty() || !names.insert(row[*column]).second)
            return fail(ErrorCode::Malformed, "The measure \"" + row[*column] + "\" is empty or stands there twice.", subject);
    return names;
}

Result<RuleBook> parseRules(std::string_view csv, const std::set<std::string>& measures, const std::string& subject) {
    const auto table = parseCsv(csv, subject);
    if (!table) return Failure(table.error());
    std::array<size_t, kColumns.size()> columns{};
    for (size_t i = 0; i < kColumns.size(); ++i) {
        const auto column = table->column(kColumns[i]);
        if (!column) return fail(ErrorCode::Malformed, "The rules need a column " + std::string(kColumns[i]) + ".", subject);
        columns[i] = *column;
    }
    RuleBook book;
    std::set<std::string> ids;
    for (const auto& row : table->rows) {
        Rule rule;
        rule.id = row[columns[0]];
        RuleReader reader(measures, subject, rule.id);
        if (rule.id.empty() || !ids.insert(rule.id).second) reader.complain("the id is empty or stands there twice.");
        reader.readClass(rule, row[columns[1]], row[columns[2]]);
        reader.readKind(rule, row[columns[3]]);
        rule.speaker = row[columns[4]];
        reader.readConditions(rule, row[columns[5]]);
        reader.readConfidence(rule, row[columns[6]]);
        reader.readEvidence(rule, row[columns[7]]);
        rule.reason = row[columns[8]], rule.source = row[columns[9]];
        if (rule.speaker.empty() || rule.reason.empty() || rule.source.empty())
            reader.complain("speaker, reason and source must not be empty.");
        if (reader.error()) return Failure(*reader.error());
        book.rules.push_back(std::move(rule));
    }
    if (book.rules.empty()) return fail(ErrorCode::Malformed, "There is no rule.", subject);
    return book;
}

Result<RuleBook> loadRules() {
    const auto rulesPath = (dataFolder() / "mosaic" / "rules.csv").string();
    const auto measuresPath = (dataFolder() / "mosaic" / "measures.csv").string();
    const auto measures =
        readTextFile(measuresPath, kMostBytes).and_then([&](const auto& text) { return parseMeasureNames(text, measuresPath); });
    if (!measures) return Failure(measures.error());
    return readTextFile(rulesPath, kMostBytes).and_then([&](const auto& text) { return parseRules(text, *measures, rulesPath); });
}

}  // namespace geo
