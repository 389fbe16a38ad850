#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Texts, each kept once and known by a number. Filled by one thread; after seal() immutable.
class TextPool {
public:
    /// The number of a text, new or known.
    uint32_t add(std::string_view text);
    /// Lives until the next add().
    [[nodiscard]] std::string_view at(uint32_t number) const {
        const uint32_t begin = number == 0 ? 0 : m_end[number - 1];
        return {m_bytes.data() + begin, m_end[number] - begin};
    }
    [[nodiscard]] size_t size() const { return m_end.size(); }
    /// Frees what only add() needs; nothing may be added afterwards.
    void seal();

private:
    struct Slot {
        uint32_t hash = 0, number = 0;  // number + 1; 0 is free
    };
    void grow();

    std::string m_bytes;
    std::vector<uint32_t> m_end;  // by number, in m_bytes
    std::vector<Slot> m_slots;    // open addressing; a power of two
};

}  // namespace geo
