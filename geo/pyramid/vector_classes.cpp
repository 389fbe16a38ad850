#include "geo/pyramid/vector_classes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "geo/base/counted.h"
#include "geo/base/text.h"
#include "geo/pyramid/vector_tesserae.h"

namespace geo {
namespace {

constexpr size_t kMostClasses = 255;

uint16_t dimensionIndex(Dimension dimension, const std::string& id) {
    const auto& table = dimensionTable(dimension);
    const auto index = table.indexOf(id.empty() ? "unknown" : id);
    return index.value_or(0);
}

// "r3": a letter and a digit, which people read in order.
bool isGrade(const std::string& value) {
    return value.size() == 2 && std::isalpha(static_cast<unsigned char>(value[0])) &&
           std::isdigit(static_cast<unsigned char>(value[1]));
}

// A key of a data base as a legend shows it: "christian_protestant" becomes "Christian protestant"; text of people stays.
std::string readableValue(const std::string& value) {
    const bool key = std::all_of(value.begin(), value.end(), [](unsigned char c) { return std::islower(c) || c == '_'; });
    if (!key || value.size() < 3) return value;
    std::string text = value;
    std::replace(text.begin(), text.end(), '_', ' ');
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

std::string noField(const std::string& field) {
    return "This layer has no field named \"" + field + "\"; `metromosaic info` lists the fields.";
}

}  // namespace

KeyAlias KeyAlias::parse(const std::string& classField) {
    KeyAlias alias;
    const auto equals = classField.find('=');
    if (equals == std::string::npos) {
        alias.field = classField;
        return alias;
    }
    alias.field = classField.substr(equals + 1);
    if (!alias.field.empty() && alias.field[0] == '=') alias.constant = alias.field.substr(1), alias.field.clear();
    for (size_t at = 0; at < equals;) {
        const size_t bar = std::min(classField.find('|', at), equals);
        alias.keys.push_back(classField.substr(at, bar - at));
        at = bar + 1;
    }
    return alias;
}

std::optional<std::string_view> KeyAlias::value(const VectorAttributes& attributes) const {
    if (!constant.empty()) return constant;
    return attributes.text(field);
}

Result<VectorClassifier> VectorClassifier::make(const SourceSpec& spec, const VectorLayerInfo& layer) {
    VectorClassifier c;
    c.m_alias = KeyAlias::parse(spec.classField);
    c.m_field = c.m_alias.keys.empty() ? spec.classField : std::string();
    c.m_select = parseSelectors(spec.select);
    c.m_exclude = parseSelectors(spec.exclude);
    if (!layer.tagged && !c.m_alias.field.empty() &&
        std::none_of(layer.fields.begin(), layer.fields.end(), [&](const auto& f) { return f.name == c.m_alias.field; }))
        return fail(ErrorCode::NotFound, noField(c.m_alias.field), layer.name);
    if (!spec.dimension.empty()) {
        c.m_dimension = parseDimension(spec.dimension);
        if (!c.m_dimension)
            return fail(
                ErrorCode::Malformed,
                "There is no dimension of this name; the six are density, use, settlement, surface, tenure and infrastructure.",
                spec.dimension);
    }
    if (!spec.ranks.empty()) {
        auto ranks = loadRanks(spec.ranks, spec.unranked);
        if (!ranks) return Failure(ranks.error());
        c.m_ranks = *ranks;
        for (const auto& rank : c.m_ranks->ranks) c.m_rankSelectors.push_back(parseSelectors(rank.match));
        c.m_way = Way::Ranks;
    } else if (spec.scheme == kMosaicScheme) {
        if (!layer.tagged && !hasTesseraColumns(layer))
            return fail(ErrorCode::NotFound, "This layer lacks the columns of tesserae: one for each dimension, by its name.",
                        layer.name);
        c.m_way = Way::Mosaic;
        if (!c.m_dimension) c.m_dimension = Dimension::Use;
    } else if (!spec.scheme.empty()) {
        auto scheme = loadScheme(spec.scheme);
        if (!scheme) return Failure(scheme.error());
        c.m_scheme = *scheme, c.m_schemeId = spec.scheme;
        c.m_way = c.m_scheme->tags ? Way::Tags : Way::Codes;
        if (c.m_way == Way::Codes && c.m_field.empty())
            return fail(ErrorCode::Malformed, "Say which field holds the codes of the scheme (classField).", layer.name);
    } else if (!c.m_field.empty()) {
        c.m_way = Way::Field;
    }
    c.wantFields(spec, layer);
    return c;
}

void VectorClassifier::wantFields(const SourceSpec& spec, const VectorLayerInfo& layer) {
    if (m_way == Way::Tags && m_alias.keys.empty()) return;  // every field may be a tag
    auto& fields = m_fields.emplace();
    if (m_way == Way::Mosaic) {
        for (int d = 0; d < kDimensions; ++d) fields.emplace(dimensionId(static_cast<Dimension>(d)));
        wantConfidence(layer);
        fields.insert(m_confidenceFields.begin(), m_confidenceFields.end());
    }
    for (const auto& name : {m_alias.field, spec.valueField, spec.labelField})
        if (!name.empty()) fields.insert(name);
    for (const auto& s : m_select) fields.insert(s.key());
    for (const auto& s : m_exclude) fields.insert(s.key());
    for (const auto& selectors : m_rankSelectors)
        for (const auto& s : selectors) fields.insert(s.key());
    for (const auto& field : layer.fields)
        if (field.name == "other_tags") fields.insert(field.name);
}

void VectorClassifier::wantConfidence(const VectorLayerInfo& layer) {
    std::vector<std::string> names;
    for (int d = 0; d < kDimensions; ++d) {
        auto name = std::string(dimensionId(static_cast<Dimension>(d))) + "_confidence";
        if (std::ranges::find(layer.fields, name, &VectorField::name) != layer.fields.end()) names.push_back(std::move(name));
    }
    if (names.size() == static_cast<size_t>(kDimensions)) m_confidenceFields = std::move(names);
}

std::optional<std::string_view> VectorClassifier::lookUp(std::string_view key) const {
    if (auto value = m_current->text(key)) return value;
    if (std::find(m_alias.keys.begin(), m_alias.keys.end(), key) != m_alias.keys.end()) return m_alias.value(*m_current);
    return std::nullopt;
}

std::optional<uint32_t> VectorClassifier::classify(const VectorAttributes& attributes) {
    m_current = &attributes;
    if (!m_select.empty() || !m_exclude.empty()) {
        const AttributeLookup lookup = [this](std::string_view key) { return lookUp(key); };
        if (!m_select.empty() && !matchesAny(m_select, lookup)) return std::nullopt;
        if (matchesAny(m_exclude, lookup)) return std::nullopt;
    }
    uint32_t provisional = 1;
    switch (m_way) {
        case Way::None:
            return 1;
        case Way::Ranks:
            provisional = rankOf();
            break;
        case Way::Tags:
            provisional = tagClass();
            break;
        case Way::Codes:
            return codeClass();
        case Way::Field:
            return fieldClass();
        case Way::Mosaic:
            return mosaicClass();
    }
    return provisional == 0 ? std::nullopt : std::optional(provisional);
}

uint32_t VectorClassifier::rankOf() const {
    const AttributeLookup lookup = [this](std::string_view key) { return lookUp(key); };
    for (size_t i = m_rankSelectors.size(); i-- > 0;)
        if (matchesAny(m_rankSelectors[i], lookup)) return static_cast<uint32_t>(i + 1);
    if (const auto value =
            m_alias.keys.empty() ? std::nullopt : m_alias.value(*m_current))  // a rank by its own code, or by its place
        for (size_t i = 0; i < m_ranks->ranks.size(); ++i)
            if (m_ranks->ranks[i].code == *value || (m_alias.field == "rank" && *value == std::to_string(m_ranks->placeOf(i))))
                return static_cast<uint32_t>(i + 1);
    return m_ranks->others ? 1 : 0;
}

uint32_t VectorClassifier::tagClass() {
    std::vector<Tag> tags;
    std::string fromAlias;
    m_current->each([&](std::string_view key, std::string_view value) {
        if (!key.empty() && key[0] != '@') tags.push_back({key, value});
    });
    if (!m_alias.keys.empty()) {
        const auto value = m_alias.value(*m_current);
        if (!value) return 0;
        fromAlias = *value;
        std::string key = m_alias.keys.front();
        for (const auto& candidate : m_alias.keys) {
            if (!m_scheme->table.indexOf(candidate + "=" + fromAlias)) continue;
            key = candidate;
            break;
        }
        const auto known = std::find(m_alias.keys.begin(), m_alias.keys.end(), key);
        tags.assign(1, Tag{*known, fromAlias});
        noteDimensions(tags);
        if (!m_dimension) return mostSpecificTag(*m_scheme, tags);
        return mostSpecificTag(*m_scheme, tags) ? classifyTags(*m_scheme, tags, *m_dimension) : dimensionIndex(*m_dimension, {});
    }
    noteDimensions(tags);
    if (m_dimension) return m_dimensions[static_cast<size_t>(*m_dimension)];
    return mostSpecificTag(*m_scheme, tags);
}

void VectorClassifier::noteDimensions(std::span<const Tag> tags) {
    for (size_t d = 0; d < m_dimensions.size(); ++d)
        m_dimensions[d] = static_cast<uint8_t>(classifyTags(*m_scheme, tags, static_cast<Dimension>(d)));
}

uint32_t VectorClassifier::codeClass() {
    const auto value = m_current->text(m_field);
    if (!value) return 0;
    std::string code(*value);
    auto index = m_scheme->table.indexOf(code);
    if (const auto number = wholeNumber(code); !index && number && *number == std::floor(*number) && std::abs(*number) < 1e15)
        index = m_scheme->table.indexOf(std::to_string(normaliseCode(m_schemeId, static_cast<int64_t>(*number))));
    m_dimensions = dimensionClasses(m_scheme->table.classes[index.value_or(0)]);
    if (!index) {
        ++m_unknownCodes;
        return m_dimension ? dimensionIndex(*m_dimension, {}) : 0;
    }
    if (!m_dimension) return *index;
    return dimensionIndex(*m_dimension, m_scheme->table.classes[*index].dimensions[static_cast<size_t>(*m_dimension)]);
}

uint32_t VectorClassifier::mosaicClass() {
    for (size_t d = 0; d < m_dimensions.size(); ++d) {
        const auto dimension = static_cast<Dimension>(d);
        const auto id = m_current->text(dimensionId(dimension));
        const auto known = id ? dimensionTable(dimension).indexOf(*id) : std::nullopt;
        m_dimensions[d] = static_cast<uint8_t>(known && *known > 0 ? *known : dimensionIndex(dimension, {}));
    }
    for (size_t d = 0; d < m_confidenceFields.size(); ++d) {
        const double confidence = m_current->number(m_confidenceFields[d]);  // what is not told is not sure
        m_confidence[d] = std::isfinite(confidence) ? static_cast<uint8_t>(std::clamp(confidence, 0.0, 1.0) * 100 + 1e-6) : 0;
    }
    return m_dimensions[static_cast<size_t>(*m_dimension)];
}

uint32_t VectorClassifier::fieldClass() {
    const auto value = m_current->text(m_field);
    if (!value) return 0;
    const auto [found, isNew] = m_valueIds.try_emplace(std::string(*value), static_cast<uint32_t>(m_values.size() + 1));
    if (isNew) m_values.emplace_back(*value);
    return found->second;
}

VectorClassifier::Classes VectorClassifier::finish(const std::vector<size_t>& counts, Diagnostics& remarks) const {
    if (m_way == Way::Field) return fieldTable(counts, remarks);
    if (m_unknownCodes > 0)
        remarks.add(fmt::format("{} that the scheme {} lacks.",
                                counted(m_unknownCodes, "feature carries a code", "features carry codes"), m_schemeId));
    auto table = std::make_shared<ClassTable>();
    Classes classes;
    if (m_way == Way::Ranks) {
        table->name = m_ranks->name, table->title = m_ranks->title;
        for (const auto& rank : m_ranks->ranks) table->classes.push_back({rank.code, rank.label, rank.fill, {}, ""});
    } else if (m_dimension) {
        *table = dimensionTable(*m_dimension);
    } else {  // only the classes that occur, in the scheme's order
        table->name = m_scheme->table.name, table->title = m_scheme->table.title;
        classes.indexOf.resize(m_scheme->table.size());
        for (size_t i = 1; i < m_scheme->table.size(); ++i) {
            if (i >= counts.size() || counts[i] == 0) continue;
            classes.indexOf[i] = static_cast<uint16_t>(table->size());
            table->classes.push_back(m_scheme->table.classes[i]);
        }
    }
    for (size_t i = classes.indexOf.size(); i < std::max(table->size(), counts.size()); ++i)
        classes.indexOf.push_back(static_cast<uint16_t>(i < table->size() ? i : 0));
    classes.table = std::move(table);
    return classes;
}

VectorClassifier::Classes VectorClassifier::fieldTable(const std::vector<size_t>& counts, Diagnostics& remarks) const {
    struct Value {
        uint32_t id;
        size_t count;
        std::optional<double> number;
    };
    std::vector<Value> values;
    for (uint32_t id = 1; id <= m_values.size(); ++id)
        values.push_back({id, id < counts.size() ? counts[id] : 0, wholeNumber(m_values[id - 1])});
    std::erase_if(values, [](const Value& v) { return v.count == 0; });
    std::stable_sort(values.begin(), values.end(), [](const Value& a, const Value& b) { return a.count > b.count; });
    const bool crowded = values.size() > kMostClasses;
    const size_t kept = crowded ? kMostClasses - 1 : values.size();
    if (crowded)
        remarks.add(fmt::format("The field {} has {} different values; all but the {} most frequent are shown as \"other\".",
                                m_field, values.size(), kept));
    const auto end = values.begin() + static_cast<ptrdiff_t>(kept);
    if (std::all_of(values.begin(), end, [](const Value& v) { return v.number.has_value(); }))
        std::sort(values.begin(), end, [](const Value& a, const Value& b) { return *a.number < *b.number; });
    else if (std::all_of(values.begin(), end, [&](const Value& v) { return isGrade(m_values[v.id - 1]); }))
        std::sort(values.begin(), end, [&](const Value& a, const Value& b) { return m_values[a.id - 1] < m_values[b.id - 1]; });
    auto table = std::make_shared<ClassTable>();
    table->name = table->title = m_field;
    Classes classes;
    classes.indexOf.assign(m_values.size() + 1, static_cast<uint16_t>(crowded ? kept + 1 : 0));
    classes.indexOf[0] = 0;
    for (size_t i = 0; i < kept; ++i) {
        const auto& value = m_values[values[i].id - 1];
        classes.indexOf[values[i].id] = static_cast<uint16_t>(i + 1);
        table->classes.push_back({value, readableValue(value), categoricalColour(i), {}, ""});
    }
    if (crowded) table->classes.push_back({"other", "Other", Colour{170, 170, 170, 255}, {}, ""});
    if (!counts.empty() && counts[0] > 0) {  // features without a value are drawn too, and say so
        classes.indexOf[0] = static_cast<uint16_t>(table->size());
        table->classes.push_back({"", "No value", Colour{205, 205, 205, 255}, {}, ""});
    }
    classes.table = std::move(table);
    return classes;
}

}  // namespace geo
