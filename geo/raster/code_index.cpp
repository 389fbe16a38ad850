#include "geo/raster/code_index.h"

#include <algorithm>

namespace geo {

uint16_t CodeIndex::findFar(int64_t code) const {
    const auto found = m_far.find(code);
    return found == m_far.end() ? kUnknown : found->second;
}

void CodeIndex::set(int64_t code, uint16_t number) {
    if (code < 0 || code >= kLowCodes) {
        m_far[code] = number;
        return;
    }
    if (code >= static_cast<int64_t>(m_low.size()))
        m_low.resize(std::min<size_t>(kLowCodes, std::max<size_t>(static_cast<size_t>(code) + 1, m_low.size() * 2)), kUnknown);
    m_low[static_cast<size_t>(code)] = number;
}

uint16_t CodeIndex::add(int64_t code) {
    if (const auto known = find(code); known != kUnknown) return known;
    if (m_codes.size() > kMost) return kUnknown;
    const auto number = static_cast<uint16_t>(m_codes.size());
    m_codes.push_back(code);
    set(code, number);
    return number;
}

void CodeIndex::alias(int64_t code, uint16_t number) { set(code, number); }

}  // namespace geo
