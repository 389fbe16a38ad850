#include "geo/vector/packed_index.h"

#include <array>

#include "geo/vector/hilbert.h"

namespace geo {
namespace {

// Least significant digit first, 11 bits at a time.
void radixSort(std::vector<uint64_t>& keyed) {
    std::vector<uint64_t> other(keyed.size());
    for (const int shift : {32, 43, 54}) {
        std::array<size_t, 2049> start{};
        for (const auto k : keyed) ++start[((k >> shift) & 2047) + 1];
        for (size_t i = 1; i < start.size(); ++i) start[i] += start[i - 1];
        for (const auto k : keyed) other[start[(k >> shift) & 2047]++] = k;
        keyed.swap(other);
    }
}

}  // namespace

PackedIndex::PackedIndex(std::span<const StoredBox> boxes) {
    if (boxes.empty()) return;
    StoredBox all;
    for (const auto& box : boxes) all.add(box);
    const auto scale = [](int32_t low, int32_t high) { return 65535.0 / std::max(1.0, static_cast<double>(high) - low); };
    const double scaleX = scale(all.minX, all.maxX), scaleY = scale(all.minY, all.maxY);
    std::vector<uint64_t> keyed(boxes.size());
    for (size_t i = 0; i < boxes.size(); ++i) {
        const double cx = (static_cast<double>(boxes[i].minX) + boxes[i].maxX) / 2 - all.minX;
        const double cy = (static_cast<double>(boxes[i].minY) + boxes[i].maxY) / 2 - all.minY;
        keyed[i] = hilbertPosition(static_cast<uint32_t>(cx * scaleX), static_cast<uint32_t>(cy * scaleY), 16) << 32 | i;
    }
    radixSort(keyed);
    m_order.reserve(boxes.size());
    for (const auto k : keyed) m_order.push_back(static_cast<uint32_t>(k));

    std::vector<StoredBox> nodes((boxes.size() + kNode - 1) / kNode);
    for (size_t i = 0; i < m_order.size(); ++i) nodes[i / kNode].add(boxes[m_order[i]]);
    m_levels.push_back(std::move(nodes));
    while (m_levels.back().size() > 1) {
        const auto& below = m_levels.back();
        std::vector<StoredBox> above((below.size() + kNode - 1) / kNode);
        for (size_t i = 0; i < below.size(); ++i) above[i / kNode].add(below[i]);
        m_levels.push_back(std::move(above));
    }
}

void PackedIndex::query(std::span<const StoredBox> boxes, const StoredBox& box, std::vector<uint32_t>& found) const {
    found.clear();
    if (m_levels.empty()) return;
    struct Node {
        size_t level, index;
    };
    std::vector<Node> stack{{m_levels.size() - 1, 0}};
    while (!stack.empty()) {
        const auto [level, index] = stack.back();
        stack.pop_back();
        const auto& nodeBox = m_levels[level][index];
        if (!nodeBox.intersects(box)) continue;
        size_t span = kNode;
        for (size_t l = 0; l < level; ++l) span *= kNode;
        if (box.contains(nodeBox)) {
            const size_t end = std::min(m_order.size(), (index + 1) * span);
            found.insert(found.end(), m_order.begin() + static_cast<ptrdiff_t>(index * span),
                         m_order.begin() + static_cast<ptrdiff_t>(end));
        } else if (level == 0) {
            const size_t end = std::min(m_order.size(), (index + 1) * kNode);
            for (size_t i = index * kNode; i < end; ++i)
                if (boxes[m_order[i]].intersects(box)) found.push_back(m_order[i]);
        } else {
            const size_t end = std::min(m_levels[level - 1].size(), (index + 1) * kNode);
            for (size_t i = index * kNode; i < end; ++i) stack.push_back({level - 1, i});
        }
    }
    if (found.size() < boxes.size() / 64) {
        std::sort(found.begin(), found.end());
        return;
    }
    // Many: marking them in a bitmap sorts faster.
    std::vector<uint64_t> marks((boxes.size() + 63) / 64);
    for (const auto i : found) marks[i >> 6] |= uint64_t{1} << (i & 63);
    found.clear();
    for (size_t word = 0; word < marks.size(); ++word)
        for (uint64_t bits = marks[word]; bits; bits &= bits - 1)
            found.push_back(static_cast<uint32_t>(word * 64 + static_cast<size_t>(__builtin_ctzll(bits))));
}

}  // namespace geo
