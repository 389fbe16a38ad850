#include "geo/mosaic/evidence.h"

#include <cassert>

namespace geo {

void EvidenceTable::add(Measure measure) {
    assert(measure.values.size() == m_size);
    assert(measure.label.empty() || measure.label.size() == m_size);
    [[maybe_unused]] const bool isNew = m_indexOf.emplace(measure.name, m_measures.size()).second;
    assert(isNew);
    m_measures.push_back(std::move(measure));
}

const Measure* EvidenceTable::find(std::string_view name) const {
    const auto found = m_indexOf.find(name);
    return found == m_indexOf.end() ? nullptr : &m_measures[found->second];
}

}  // namespace geo
