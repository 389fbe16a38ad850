#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace geo {

/// From a raster's codes to small numbers from 1 upwards; 0 means "nothing here". Append-only: a number once given stays.
/// A value; reading it from many threads is safe while none appends.
class CodeIndex {
public:
    static constexpr uint16_t kUnknown = 0xFFFF;
    static constexpr size_t kMost = 65534;

    [[nodiscard]] uint16_t find(int64_t code) const {
        if (code >= 0 && code < static_cast<int64_t>(m_low.size())) return m_low[static_cast<size_t>(code)];
        return findFar(code);
    }
    /// The number of a code, given now if it had none; kUnknown where all numbers are taken.
    uint16_t add(int64_t code);
    /// Lets a code share the number of another: LCZ 101 and 11 are one class.
    void alias(int64_t code, uint16_t number);
    /// Codes by number; entry 0 stands for nothing and is meaningless.
    [[nodiscard]] const std::vector<int64_t>& codes() const { return m_codes; }

private:
    static constexpr int64_t kLowCodes = 65536;  // found by a plain look-up; others by hash
    [[nodiscard]] uint16_t findFar(int64_t code) const;
    void set(int64_t code, uint16_t number);

    std::vector<uint16_t> m_low = std::vector<uint16_t>(256, kUnknown);
    std::unordered_map<int64_t, uint16_t> m_far;
    std::vector<int64_t> m_codes{0};
};

}  // namespace geo
