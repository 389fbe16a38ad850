#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "geo/base/diagnostics.h"
#include "geo/io/vector_dataset.h"
#include "geo/pyramid/source_spec.h"
#include "geo/taxonomy/class_table.h"
#include "geo/taxonomy/rank_table.h"
#include "geo/taxonomy/scheme.h"
#include "geo/taxonomy/selector.h"

namespace geo {

/// "landuse|leisure=type": the field `type` holds values of these OpenStreetMap keys. A class field without '=' is just a field.
/// "natural==water": every feature of the layer has this tag, whatever its fields.
struct KeyAlias {
    std::vector<std::string> keys;
    std::string field;  ///< empty where constant
    std::string constant;
    /// The value under any of the keys.
    [[nodiscard]] std::optional<std::string_view> value(const VectorAttributes& attributes) const;
    [[nodiscard]] static KeyAlias parse(const std::string& classField);
};

/// Decides which features a spec keeps, and the class of each. Filled while reading; one thread.
class VectorClassifier {
public:
    /// Loads the scheme or ranks the spec names. Errors: NotFound, Malformed from those; NotFound for a field the layer lacks.
    [[nodiscard]] static Result<VectorClassifier> make(const SourceSpec& spec, const VectorLayerInfo& layer);

    /// Fields that must be read for it; nullopt: all.
    [[nodiscard]] const std::optional<std::set<std::string>>& fields() const { return m_fields; }
    /// Whether any classes exist; without, all features are of class 1.
    [[nodiscard]] bool any() const { return m_way != Way::None; }
    /// Whether later classes are more important (ranks).
    [[nodiscard]] const RankTable* ranks() const { return m_ranks; }
    /// Whether features are objects of a land-use legend that may overlap, the smaller within the larger.
    [[nodiscard]] bool nests() const { return m_way == Way::Tags || m_way == Way::Codes; }

    /// A provisional class of a kept feature; nullopt for one to drop.
    [[nodiscard]] std::optional<uint32_t> classify(const VectorAttributes& attributes);

    /// Whether a crosswalk tells the other dimensions of features, too.
    [[nodiscard]] bool hasDimensions() const { return nests() || m_way == Way::Mosaic; }
    /// Of the feature classified last.
    [[nodiscard]] const DimensionClasses& dimensions() const { return m_dimensions; }
    /// Whether the layer tells how sure these are, in a column for each dimension: use_confidence.
    [[nodiscard]] bool tellsConfidence() const { return !m_confidenceFields.empty(); }
    [[nodiscard]] const DimensionConfidence& confidence() const { return m_confidence; }

    struct Classes {
        std::shared_ptr<const ClassTable> table;
        std::vector<uint16_t> indexOf;  ///< provisional class to index
    };
    /// After the last feature: `counts` features per provisional class.
    [[nodiscard]] Classes finish(const std::vector<size_t>& counts, Diagnostics& remarks) const;

private:
    enum class Way { None, Ranks, Tags, Codes, Field, Mosaic };
    [[nodiscard]] std::optional<std::string_view> lookUp(std::string_view key) const;
    [[nodiscard]] uint32_t rankOf() const;
    [[nodiscard]] uint32_t tagClass();
    void noteDimensions(std::span<const Tag> tags);
    [[nodiscard]] uint32_t codeClass();
    [[nodiscard]] uint32_t fieldClass();
    [[nodiscard]] uint32_t mosaicClass();
    [[nodiscard]] Classes fieldTable(const std::vector<size_t>& counts, Diagnostics& remarks) const;
    void wantConfidence(const VectorLayerInfo& layer);
    void wantFields(const SourceSpec& spec, const VectorLayerInfo& layer);

    Way m_way = Way::None;
    KeyAlias m_alias;
    std::string m_field, m_schemeId;
    const RankTable* m_ranks = nullptr;
    std::vector<std::vector<Selector>> m_rankSelectors;
    const Scheme* m_scheme = nullptr;
    std::optional<Dimension> m_dimension;
    std::vector<Selector> m_select, m_exclude;
    std::optional<std::set<std::string>> m_fields;
    std::unordered_map<std::string, uint32_t> m_valueIds;
    std::vector<std::string> m_values;
    size_t m_unknownCodes = 0;
    DimensionClasses m_dimensions{};
    DimensionConfidence m_confidence{};
    std::vector<std::string> m_confidenceFields;  // by dimension, or none
    const VectorAttributes* m_current = nullptr;
};

}  // namespace geo
