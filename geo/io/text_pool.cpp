#include "geo/io/text_pool.h"

#include <functional>

namespace geo {

uint32_t TextPool::add(std::string_view text) {
    if (m_slots.size() < 2 * (m_end.size() + 1)) grow();
    const auto hash = static_cast<uint32_t>(std::hash<std::string_view>()(text));
    const size_t mask = m_slots.size() - 1;
    size_t at = hash & mask;
    for (; m_slots[at].number != 0; at = (at + 1) & mask)
        if (m_slots[at].hash == hash && this->at(m_slots[at].number - 1) == text) return m_slots[at].number - 1;
    m_bytes += text;
    m_end.push_back(static_cast<uint32_t>(m_bytes.size()));
    m_slots[at] = {hash, static_cast<uint32_t>(m_end.size())};
    return static_cast<uint32_t>(m_end.size() - 1);
}

void TextPool::grow() {
    std::vector<Slot> larger(m_slots.empty() ? 1024 : 2 * m_slots.size());
    const size_t mask = larger.size() - 1;
    for (const auto& slot : m_slots) {
        if (slot.number == 0) continue;
        size_t at = slot.hash & mask;
        while (larger[at].number != 0) at = (at + 1) & mask;
        larger[at] = slot;
    }
    m_slots = std::move(larger);
}

void TextPool::seal() {
    m_slots = {};
    m_bytes.shrink_to_fit();
    m_end.shrink_to_fit();
}

}  // namespace geo
