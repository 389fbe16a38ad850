#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

inline constexpr float kNotCovered = std::numeric_limits<float>::quiet_NaN();

/// One number per tessera; NaN: the source does not cover it, which is not the same as 0.
struct Measure {
    std::string name;  ///< "osm.use.residential", "addresses.per_ha"; see data/mosaic/measures.csv
    std::vector<float> values;
    /// What is named beside the number in the evidence: labels[label[t]], such as "landuse=residential". Both may be empty.
    std::vector<uint16_t> label;
    std::vector<std::string> labels;
};

/// What the sources say of each tessera: named columns of equal length. One thread while it is filled, any number after.
class EvidenceTable {
public:
    explicit EvidenceTable(size_t tesserae) : m_size(tesserae) {}

    /// Number of tesserae.
    [[nodiscard]] size_t size() const { return m_size; }
    /// A column of size() values. A name may be added once.
    void add(Measure measure);
    void add(std::string name, std::vector<float> values) { add({std::move(name), std::move(values), {}, {}}); }
    /// nullptr where no source gave it.
    [[nodiscard]] const Measure* find(std::string_view name) const;
    /// In the order they were added.
    [[nodiscard]] const std::vector<Measure>& measures() const { return m_measures; }

private:
    size_t m_size;
    std::vector<Measure> m_measures;
    std::map<std::string, size_t, std::less<>> m_indexOf;
};

}  // namespace geo
