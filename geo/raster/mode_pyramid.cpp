#include "geo/raster/mode_pyramid.h"

#include <algorithm>
#include <utility>

namespace geo {
namespace {

template <class Count>
void countCells(std::vector<Count>& counts, size_t first, uint16_t number, uint32_t cells) {
    for (size_t i = first; i < counts.size(); ++i)
        if (counts[i].number == number) {
            counts[i].cells += cells;
            return;
        }
    counts.push_back({number, cells});
}

}  // namespace

ModePyramid::ModePyramid(int columns, int levels, LowerCode lowerCode, Sink sink, int first)
    : m_columns(columns),
      m_levels(levels),
      m_first(first),
      m_lowerCode(std::move(lowerCode)),
      m_sink(std::move(sink)),
      m_pending(static_cast<size_t>(levels) + 1) {}

void ModePyramid::addRow(std::span<const uint16_t> numbers) {
    if (m_levels == 0) return;
    if (m_pendingCells.empty()) {
        m_pendingCells.assign(numbers.begin(), numbers.end());
        return;
    }
    firstLevel(m_pendingCells, numbers);
    m_pendingCells.clear();
}

void ModePyramid::firstLevel(std::span<const uint16_t> upper, std::span<const uint16_t> lower) {
    Row row;
    const int blocks = (m_columns + 1) / 2;
    row.begin.reserve(static_cast<size_t>(blocks) + 1);
    row.counts.reserve(static_cast<size_t>(blocks) + 16);
    const auto add = [&](size_t first, uint16_t number) {
        if (number) countCells(row.counts, first, number, 1);
    };
    for (int i = 0; i < blocks; ++i) {
        const size_t first = row.counts.size(), left = static_cast<size_t>(i) * 2;
        const bool hasRight = left + 1 < static_cast<size_t>(m_columns);
        const uint16_t a = upper[left];
        if (hasRight && !lower.empty() && a == upper[left + 1] && a == lower[left] && a == lower[left + 1]) {
            if (a) row.counts.push_back({a, 4});
        } else {
            add(first, a);
            if (hasRight) add(first, upper[left + 1]);
            if (!lower.empty()) add(first, lower[left]);
            if (!lower.empty() && hasRight) add(first, lower[left + 1]);
        }
        row.begin.push_back(static_cast<uint32_t>(row.counts.size()));
    }
    pass(1, std::move(row));
}

ModePyramid::Row ModePyramid::merge(const Row& upper, const Row& lower) {
    Row merged;
    const size_t blocks = (upper.blocks() + 1) / 2;
    merged.begin.reserve(blocks + 1);
    merged.counts.reserve(upper.counts.size());
    for (size_t i = 0; i < blocks; ++i) {
        const size_t first = merged.counts.size();
        for (const Row* row : {&upper, &lower}) {
            if (row->blocks() == 0) continue;
            const size_t end = row->begin[std::min(i * 2 + 2, row->blocks())];
            for (size_t k = row->begin[i * 2]; k < end; ++k)
                countCells(merged.counts, first, row->counts[k].number, row->counts[k].cells);
        }
        merged.begin.push_back(static_cast<uint32_t>(merged.counts.size()));
    }
    return merged;
}

void ModePyramid::pass(int level, Row&& row) {
    emit(level, row);
    if (level == m_levels) return;
    Row& waiting = m_pending[static_cast<size_t>(level)];
    if (waiting.blocks() == 0) {
        waiting = std::move(row);
        return;
    }
    Row merged = merge(waiting, row);
    waiting = Row{};
    pass(level + 1, std::move(merged));
}

void ModePyramid::emit(int level, const Row& row) {
    if (level < m_first) return;
    m_modes.resize(row.blocks());
    for (size_t i = 0; i < row.blocks(); ++i) {
        Count best{0, 0};
        for (size_t k = row.begin[i]; k < row.begin[i + 1]; ++k) {
            const Count& count = row.counts[k];
            if (count.cells > best.cells || (count.cells == best.cells && m_lowerCode(count.number, best.number))) best = count;
        }
        m_modes[i] = best.number;
    }
    m_sink(level, m_modes);
}

void ModePyramid::finish() {
    if (!m_pendingCells.empty()) {
        firstLevel(m_pendingCells, {});
        m_pendingCells.clear();
    }
    for (int level = 1; level < m_levels; ++level) {
        Row& waiting = m_pending[static_cast<size_t>(level)];
        if (waiting.blocks() == 0) continue;
        Row merged = merge(waiting, Row{});
        waiting = Row{};
        pass(level + 1, std::move(merged));
    }
}

}  // namespace geo
