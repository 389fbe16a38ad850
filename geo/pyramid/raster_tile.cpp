#include <algorithm>
#include <array>
#include <cmath>

#include "geo/pyramid/raster_source.h"

namespace geo {
namespace {

// Cells a side, where a tile's cells are scattered; files of 256 or 512 cell blocks are met at their edges.
constexpr int kChunk = 256;
constexpr size_t kChunksAtOnce = 256;

/// For each texel the cell of one level under it; column -1 for none.
struct LevelCell {
    int32_t column = -1, row = -1;
};

struct LevelCells {
    std::vector<LevelCell> of;
    CellWindow box;  // around them all; no columns where there are none
};

LevelCells cellsOfLevel(const RasterLevel& level, const TexelCells& texels, const RasterGrid& grid) {
    LevelCells cells;
    cells.of.resize(static_cast<size_t>(texels.tilePx) * texels.tilePx);
    const double sx = 1 / level.cellsX, sy = 1 / level.cellsY;
    const int lastColumn = level.columns - 1, lastRow = level.rows - 1;
    int minX = level.columns, minY = level.rows, maxX = -1, maxY = -1;
    texels.forEach(grid, [&](size_t texel, double x, double y) {
        const LevelCell c{std::min(static_cast<int32_t>(x * sx), lastColumn), std::min(static_cast<int32_t>(y * sy), lastRow)};
        cells.of[texel] = c;
        minX = std::min(minX, c.column), maxX = std::max(maxX, c.column), minY = std::min(minY, c.row),
        maxY = std::max(maxY, c.row);
    });
    if (maxX >= 0) cells.box = {minX, minY, maxX - minX + 1, maxY - minY + 1};
    return cells;
}

/// The usual case: the cells lie close together and are read as one window, in strips so that a cancelled tile ends early.
template <class Out, class ReadWindow>
Result<void> gatherFromWindow(const LevelCells& cells, std::vector<Out>& texels, const ReadWindow& readWindow) {
    const CellWindow& box = cells.box;
    std::vector<Out> window(static_cast<size_t>(box.columns) * box.rows);
    for (int row = 0; row < box.rows;) {
        const int rows = std::min(kChunk - (box.row + row) % kChunk, box.rows - row);  // strips end where blocks do
        const std::span<Out> strip(&window[static_cast<size_t>(row) * box.columns], static_cast<size_t>(rows) * box.columns);
        if (auto done = readWindow(CellWindow{box.column, box.row + row, box.columns, rows}, strip); !done) return done;
        row += rows;
    }
    for (size_t i = 0; i < texels.size(); ++i) {
        const LevelCell c = cells.of[i];
        if (c.column >= 0) texels[i] = window[static_cast<size_t>(c.row - box.row) * box.columns + (c.column - box.column)];
    }
    return {};
}

/// Which chunks of a level a tile's cells fall in.
class ChunkMap {
public:
    explicit ChunkMap(const LevelCells& cells)
        : m_firstX(cells.box.column / kChunk),
          m_firstY(cells.box.row / kChunk),
          m_across((cells.box.column + cells.box.columns - 1) / kChunk - m_firstX + 1) {
        const int down = (cells.box.row + cells.box.rows - 1) / kChunk - m_firstY + 1;
        std::vector<uint8_t> wanted(static_cast<size_t>(m_across) * down);
        for (const auto& c : cells.of)
            if (c.column >= 0) wanted[slotOf(c)] = 1;
        for (size_t slot = 0; slot < wanted.size(); ++slot)
            if (wanted[slot]) m_wanted.push_back(slot);
        m_slots = wanted.size();
    }
    [[nodiscard]] size_t slotOf(const LevelCell& c) const {
        return static_cast<size_t>(c.row / kChunk - m_firstY) * m_across + static_cast<size_t>(c.column / kChunk - m_firstX);
    }
    [[nodiscard]] CellWindow window(size_t slot, const RasterLevel& level) const {
        const int x = (m_firstX + static_cast<int>(slot % m_across)) * kChunk,
                  y = (m_firstY + static_cast<int>(slot / m_across)) * kChunk;
        return {x, y, std::min(kChunk, level.columns - x), std::min(kChunk, level.rows - y)};
    }
    [[nodiscard]] const std::vector<size_t>& wanted() const { return m_wanted; }
    [[nodiscard]] size_t slots() const { return m_slots; }

private:
    int m_firstX, m_firstY, m_across;
    std::vector<size_t> m_wanted;
    size_t m_slots = 0;
};

/// Cells far apart (across the antimeridian, about a pole): only the chunks that are needed, each read once.
template <class Out, class ReadWindow>
Result<void> gatherFromChunks(const RasterLevel& level, const LevelCells& cells, std::vector<Out>& texels,
                              const ReadWindow& readWindow) {
    const ChunkMap map(cells);
    std::vector<Out> chunks;
    std::vector<const Out*> chunkOf(map.slots());
    for (size_t begin = 0; begin < map.wanted().size(); begin += kChunksAtOnce) {
        const size_t end = std::min(map.wanted().size(), begin + kChunksAtOnce);
        chunks.resize((end - begin) * kChunk * kChunk);
        std::fill(chunkOf.begin(), chunkOf.end(), nullptr);
        for (size_t k = begin; k < end; ++k) {
            const size_t slot = map.wanted()[k];
            const CellWindow window = map.window(slot, level);
            Out* chunk = &chunks[(k - begin) * kChunk * kChunk];
            if (auto done = readWindow(window, std::span<Out>(chunk, static_cast<size_t>(window.columns) * window.rows)); !done)
                return done;
            chunkOf[slot] = chunk;
        }
        for (size_t i = 0; i < cells.of.size(); ++i) {
            const auto& c = cells.of[i];
            const Out* chunk = c.column < 0 ? nullptr : chunkOf[map.slotOf(c)];
            if (!chunk) continue;
            const int stride = std::min(kChunk, level.columns - c.column / kChunk * kChunk);
            texels[i] = chunk[(c.row % kChunk) * stride + c.column % kChunk];
        }
    }
    return {};
}

template <class Out, class ReadWindow>
Result<std::vector<Out>> gather(const RasterLevel& level, const LevelCells& cells, Out nothing, const ReadWindow& readWindow) {
    constexpr size_t kWindowPerTexel = 6;  // a tile needs up to 2 cells a texel, its box up to twice that where grids are turned
    std::vector<Out> texels(cells.of.size(), nothing);
    if (cells.box.columns == 0) return texels;
    const bool close = static_cast<size_t>(cells.box.columns) * cells.box.rows <= texels.size() * kWindowPerTexel;
    auto done = close ? gatherFromWindow(cells, texels, readWindow) : gatherFromChunks(level, cells, texels, readWindow);
    if (!done) return tl::make_unexpected(done.error());
    return texels;
}

}  // namespace

Result<void> RasterSource::readCodeWindow(CellReader& reader, const RasterLevel& level, const CellWindow& window,
                                          std::span<uint16_t> out, std::stop_token stop) const {
    std::vector<int64_t> unknown;
    auto index = m_classes->index();
    if (m_meaning.decoder.asBytes(level)) {
        std::vector<uint8_t> bytes(out.size());
        if (auto done = reader.readBytes(level, window, bytes, stop); !done) return done;
        const auto& nodata = m_meaning.decoder.facts().nodata;
        std::array<uint16_t, 256> numbers;
        const auto fillNumbers = [&] {
            for (int code = 0; code < 256; ++code)
                numbers[static_cast<size_t>(code)] = nodata == code ? uint16_t{0} : index->find(code);
        };
        fillNumbers();
        std::array<bool, 256> missing{};
        for (size_t i = 0; i < bytes.size(); ++i) {
            out[i] = numbers[bytes[i]];
            if (out[i] == CodeIndex::kUnknown) missing[bytes[i]] = true;
        }
        for (int code = 0; code < 256; ++code)
            if (missing[static_cast<size_t>(code)]) unknown.push_back(code);
        if (unknown.empty()) return {};
        if (auto done = m_classes->learn(unknown); !done) return done;
        index = m_classes->index();
        fillNumbers();
        for (size_t i = 0; i < bytes.size(); ++i) out[i] = numbers[bytes[i]];
        return {};
    }
    std::vector<double> codes(out.size());
    if (auto done = reader.read(level, window, codes, stop); !done) return done;
    const auto numberOf = [&](double code) {
        return code == std::floor(code) && std::abs(code) < 9e15 ? index->find(static_cast<int64_t>(code)) : uint16_t{0};
    };
    for (size_t i = 0; i < codes.size(); ++i) {
        out[i] = numberOf(codes[i]);
        if (out[i] == CodeIndex::kUnknown) unknown.push_back(static_cast<int64_t>(codes[i]));
    }
    if (unknown.empty()) return {};
    std::sort(unknown.begin(), unknown.end());
    unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
    if (auto done = m_classes->learn(unknown); !done) return done;
    index = m_classes->index();
    for (size_t i = 0; i < codes.size(); ++i) out[i] = numberOf(codes[i]);
    return {};
}

Result<TileContent> RasterSource::readCodes(const RasterLevel& level, const TexelCells& cells, std::stop_token stop) const {
    CellReader reader(m_meaning.decoder);
    auto numbers = gather<uint16_t>(
        level, cellsOfLevel(level, cells, m_meaning.decoder.grid), 0,
        [&](const CellWindow& window, std::span<uint16_t> out) { return readCodeWindow(reader, level, window, out, stop); });
    if (!numbers) return tl::make_unexpected(numbers.error());
    uint16_t highest = 0;
    for (const auto number : *numbers) highest = std::max(highest, number);
    if (highest == 0) return TileContent{};
    CodeContent content;
    if (m_classes->table()->size() <= 256)
        content.codes8.assign(numbers->begin(), numbers->end());
    else
        content.codes16 = std::move(*numbers);
    return TileContent{std::move(content)};
}

Result<TileContent> RasterSource::readValues(const RasterLevel& level, const TexelCells& cells, std::stop_token stop) const {
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    CellReader reader(m_meaning.decoder);
    std::vector<double> scratch;
    auto values = gather<float>(level, cellsOfLevel(level, cells, m_meaning.decoder.grid), kNan,
                                [&](const CellWindow& window, std::span<float> out) -> Result<void> {
                                    scratch.resize(out.size());
                                    if (auto done = reader.read(level, window, scratch, stop); !done) return done;
                                    std::transform(scratch.begin(), scratch.end(), out.begin(),
                                                   [](double value) { return static_cast<float>(value); });
                                    return {};
                                });
    if (!values) return tl::make_unexpected(values.error());
    if (std::all_of(values->begin(), values->end(), [](float value) { return std::isnan(value); })) return TileContent{};
    return TileContent{ValueContent{std::move(*values)}};
}

Result<TileContent> RasterSource::read(const TileScheme& scheme, const TileId& id, std::stop_token stop) const {
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Cancelled.");
    const auto cells = m_locator->locate(scheme, id, stop);
    if (!cells) return tl::make_unexpected(cells.error());
    if (!cells->any) return TileContent{};
    const auto known = levels();
    const auto level = chooseLevel(*known, cells->cellsPerTexel, scheme.finished);
    auto content = m_classes ? readCodes(level, *cells, stop) : readValues(level, *cells, stop);
    if (content || content.error().code != ErrorCode::Unreadable || !level.kept) return content;
    // Overviews of ours that broke under way: the raster itself still has everything, and the next opening builds them again.
    if (known == levels()) {
        discardOverviews(*m_key);
        use(fileLevels(m_meaning.decoder, false));
        remark("The overviews in the cache were damaged and are set aside; they are built again when the layer is opened next.");
    }
    const auto plain = chooseLevel(*levels(), cells->cellsPerTexel, scheme.finished);
    return m_classes ? readCodes(plain, *cells, stop) : readValues(plain, *cells, stop);
}

}  // namespace geo
