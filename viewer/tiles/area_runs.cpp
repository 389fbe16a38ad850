#include "viewer/tiles/area_runs.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tiles {
namespace {

enum class Kind { Bare, Plain, Mixed };

struct Block {
    Kind kind = Kind::Bare;
    uint32_t entry = 0;
    friend bool operator==(const Block&, const Block&) = default;
};

/// `texel`: index of the block's north-west corner in rows of `side` texels.
Block look(const geo::AreaContent& content, size_t side, size_t texel, size_t width, size_t height) {
    constexpr uint32_t kCoverage = 255;
    const uint32_t entry = content.first[texel];
    uint32_t differences = 0, firsts = 0, seconds = 0;
    for (size_t row = 0; row < height; ++row)
        for (size_t at = texel + row * side; at < texel + row * side + width; ++at) {
            differences |= content.first[at] ^ entry;
            firsts |= content.first[at];
        }
    for (size_t row = 0; row < height && !content.second.empty(); ++row)
        for (size_t at = texel + row * side; at < texel + row * side + width; ++at) seconds |= content.second[at];
    if (((firsts | seconds) & kCoverage) == 0) return {};
    if (differences != 0 || (seconds & kCoverage) != 0) return {Kind::Mixed, 0};
    return {Kind::Plain, entry};
}

/// Runs of one kind, row of blocks after row.
class RunList {
public:
    explicit RunList(size_t side) : m_begunAt(side, SIZE_MAX) {}

    /// A run of one row of blocks: lengthens the one above if that is as wide and the same.
    void add(size_t x, size_t y, size_t width, size_t height, uint32_t entry) {
        const AreaRun run{static_cast<float>(x), static_cast<float>(y), static_cast<float>(width), static_cast<float>(height),
                          entry};
        auto& above = m_begunAt[x];
        if (above != SIZE_MAX) {
            auto& former = m_runs[above];
            if (former.y + former.height == run.y && former.width == run.width && former.entry == entry) {
                former.height += run.height;
                return;
            }
        }
        above = m_runs.size();
        m_runs.push_back(run);
    }
    [[nodiscard]] std::vector<AreaRun> take() { return std::move(m_runs); }

private:
    std::vector<AreaRun> m_runs;
    std::vector<size_t> m_begunAt;  // by column of texels: the last run that begins there
};

}  // namespace

AreaRuns areaRuns(const geo::AreaContent& content) {
    const auto side = static_cast<size_t>(std::lround(std::sqrt(static_cast<double>(content.first.size()))));
    constexpr size_t kBlock = kRunBlockTexels;
    RunList plain(side), mixed(side);
    for (size_t y = 0; y < side; y += kBlock) {
        const size_t height = std::min(kBlock, side - y);
        Block open;
        size_t begin = 0;
        const auto close = [&](size_t end) {
            if (open.kind == Kind::Plain) plain.add(begin, y, end - begin, height, open.entry);
            if (open.kind == Kind::Mixed) mixed.add(begin, y, end - begin, height, 0);
        };
        for (size_t x = 0; x < side; x += kBlock) {
            const auto block = look(content, side, y * side + x, std::min(kBlock, side - x), height);
            if (block == open) continue;
            close(x);
            open = block, begin = x;
        }
        close(side);
    }
    return {plain.take(), mixed.take()};
}

}  // namespace tiles
