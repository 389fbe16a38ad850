#include "geo/pyramid/raster_classes.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace geo {
namespace {

/// The code of a class of a scheme, where it is a number and no range or name.
std::optional<int64_t> plainCode(const std::string& text) {
    constexpr size_t kMostDigits = 9;
    const bool digits = std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
    return digits && !text.empty() && text.size() <= kMostDigits ? std::optional(std::stoll(text)) : std::nullopt;
}

}  // namespace

RasterClasses::RasterClasses(const Scheme* scheme, std::string schemeId, std::span<const LegendEntry> legend,
                             std::span<const int64_t> codes, std::optional<Dimension> dimension, const std::string& title)
    : m_scheme(scheme), m_schemeId(std::move(schemeId)), m_dimension(dimension) {
    for (const auto& entry : legend) {
        m_legend[entry.code] = entry;
        m_hasPalette = m_hasPalette || entry.colour;
    }
    ClassTable table;
    CodeIndex index;
    if (m_dimension) {
        table = dimensionTable(*m_dimension);
    } else {
        table.name = m_scheme ? m_schemeId : title;
        table.title = m_scheme ? m_scheme->table.title : title;
    }
    if (m_scheme) {  // a legend shows every class of a known scheme, in the scheme's order, also those not seen yet
        for (size_t i = 1; i < m_scheme->table.size(); ++i)
            if (const auto code = plainCode(m_scheme->table.classes[i].code)) addTo(table, index, *code);
    }
    for (const auto& [code, entry] : m_legend)
        if (!entry.label.empty()) addTo(table, index, code);
    for (const int64_t code : codes) addTo(table, index, code);
    m_table = std::make_shared<const ClassTable>(std::move(table));
    m_index = std::make_shared<const CodeIndex>(std::move(index));
}

const ClassEntry* RasterClasses::schemeEntry(int64_t code) const {
    if (!m_scheme) return nullptr;
    const auto number = m_scheme->table.indexOf(std::to_string(normaliseCode(m_schemeId, code)));
    return number ? &m_scheme->table.classes[*number] : nullptr;
}

bool RasterClasses::meansNothing(int64_t code) const {
    const auto own = m_legend.find(code);
    if (own != m_legend.end() && own->second.colour && own->second.colour->a == 0) return true;
    const ClassEntry* entry = schemeEntry(code);
    if (entry) return entry->note.rfind("treat as no data", 0) == 0;
    // Zero in a raster of a scheme without a class 0 is how most producers write "outside".
    return m_scheme && code == 0 && (own == m_legend.end() || own->second.label.empty());
}

uint16_t RasterClasses::classOfDimension(int64_t code) const {
    if (meansNothing(code)) return 0;
    const ClassTable& classes = dimensionTable(*m_dimension);
    const ClassEntry* entry = schemeEntry(code);
    const auto found = entry ? classes.indexOf(entry->dimensions[static_cast<size_t>(*m_dimension)]) : std::nullopt;
    return found && *found ? *found : static_cast<uint16_t>(classes.size() - 1);  // the last one is: unknown
}

std::shared_ptr<const CodeMerging> RasterClasses::merging() const {
    if (!m_dimension) return nullptr;
    CodeMerging merging;
    merging.name = fmt::format("{} by {}", dimensionId(*m_dimension), m_schemeId);
    std::set<int64_t> codes;
    for (const auto& entry : m_scheme->table.classes)
        if (const auto code = plainCode(entry.code)) codes.insert(*code);
    for (const auto& [code, entry] : m_legend) codes.insert(code);
    for (const auto code : codes) merging.table += fmt::format("{}:{} ", code, classOfDimension(code));
    merging.classOf = [this](int64_t code) { return classOfDimension(code); };
    return std::make_shared<const CodeMerging>(std::move(merging));
}

bool RasterClasses::addTo(ClassTable& table, CodeIndex& index, int64_t code) {
    if (index.find(code) != CodeIndex::kUnknown) return true;
    if (meansNothing(code)) {
        index.alias(code, 0);
        return true;
    }
    if (m_dimension) {
        index.alias(code, classOfDimension(code));
        if (!schemeEntry(code)) m_foreign.push_back(code);
        return true;
    }
    if (m_scheme)
        if (const int64_t normal = normaliseCode(m_schemeId, code); normal != code) {
            if (!addTo(table, index, normal)) return false;
            index.alias(code, index.find(normal));
            return true;
        }
    return addOwnClass(table, index, code);
}

bool RasterClasses::addOwnClass(ClassTable& table, CodeIndex& index, int64_t code) {
    if (table.size() > CodeIndex::kMost) return false;
    const auto number = static_cast<uint16_t>(table.size());
    const ClassEntry* known = schemeEntry(code);
    const auto own = m_legend.find(code);
    ClassEntry entry;
    if (known) entry = *known;
    entry.code = std::to_string(code);
    if (entry.label.empty() && own != m_legend.end()) entry.label = own->second.label;
    if (entry.label.empty()) entry.label = "Class " + entry.code;
    if (own != m_legend.end() && own->second.colour)
        entry.colour = *own->second.colour;
    else if (!known)
        entry.colour = categoricalColour(number - 1u);
    if (m_scheme && !known) m_foreign.push_back(code);
    table.classes.push_back(std::move(entry));
    index.alias(code, number);
    return true;
}

std::shared_ptr<const ClassTable> RasterClasses::table() const {
    const std::lock_guard lock(m_mutex);
    return m_table;
}

std::shared_ptr<const CodeIndex> RasterClasses::index() const {
    const std::lock_guard lock(m_mutex);
    return m_index;
}

Result<void> RasterClasses::learn(std::span<const int64_t> codes) {
    const std::lock_guard lock(m_mutex);
    auto table = std::make_shared<ClassTable>(*m_table);
    auto index = std::make_shared<CodeIndex>(*m_index);
    for (const int64_t code : codes)
        if (!addTo(*table, *index, code)) return fail(ErrorCode::TooLarge, kTooManyCodes);
    if (table->size() != m_table->size()) ++m_revision;
    m_table = std::move(table);
    m_index = std::move(index);
    return {};
}

Diagnostics RasterClasses::diagnostics() const {
    const std::lock_guard lock(m_mutex);
    Diagnostics diagnostics;
    if (m_foreign.empty()) return diagnostics;
    std::string list;
    for (size_t i = 0; i < std::min<size_t>(m_foreign.size(), 8); ++i) list += (i ? ", " : "") + std::to_string(m_foreign[i]);
    if (m_foreign.size() > 8) list += fmt::format(" and {} more", m_foreign.size() - 8);
    diagnostics.add(m_foreign.size() == 1
                        ? fmt::format("Code {} is not in the legend {}.", list, m_scheme ? m_scheme->table.title : "")
                        : fmt::format("Codes {} are not in the legend {}.", list, m_scheme ? m_scheme->table.title : ""));
    return diagnostics;
}

}  // namespace geo
