#include <algorithm>
#include <array>
#include <cmath>

#include "geo/pyramid/raster_source.h"

namespace geo {
namespace {

constexpr int kChunk = 256;  // cells a side; what is read at once. Files of 256 or 512 cell blocks are met at their edges
constexpr size_t kChunksAtOnce = 256;

/// For each texel the cell of one level under it; column -1 for none.
struct LevelCell {
    int32_t column, row;
};

std::vector<LevelCell> cellsOfLevel(const RasterLevel& level, const std::vector<Point>& at) {
    std::vector<LevelCell> cells(at.size());
    const double sx = 1 / level.cellsX, sy = 1 / level.cellsY;
    for (size_t i = 0; i < at.size(); ++i) {
        const Point p = at[i];
        if (p.x >= 0)
            cells[i] = {std::min(static_cast<int32_t>(p.x * sx), level.columns - 1),
                        std::min(static_cast<int32_t>(p.y * sy), level.rows - 1)};
        else
            cells[i] = {-1, -1};
    }
    return cells;
}

/// Fills texels from the chunks of the level that they fall in; each chunk is read once, row by row of chunks.
template <class Out, class ReadChunk>
Result<std::vector<Out>> gather(const RasterLevel& level, const std::vector<LevelCell>& cells, Out nothing,
                                const ReadChunk& readChunk) {
    int minX = level.columns, minY = level.rows, maxX = -1, maxY = -1;
    for (const auto& c : cells) {
        if (c.column < 0) continue;
        minX = std::min(minX, c.column), maxX = std::max(maxX, c.column), minY = std::min(minY, c.row),
        maxY = std::max(maxY, c.row);
    }
    std::vector<Out> texels(cells.size(), nothing);
    if (maxX < 0) return texels;
    const int firstX = minX / kChunk, firstY = minY / kChunk, across = maxX / kChunk - firstX + 1,
              down = maxY / kChunk - firstY + 1;
    const auto slotOf = [&](const LevelCell& c) {
        return static_cast<size_t>(c.row / kChunk - firstY) * across + static_cast<size_t>(c.column / kChunk - firstX);
    };
    std::vector<uint8_t> wanted(static_cast<size_t>(across) * down);
    for (const auto& c : cells)
        if (c.column >= 0) wanted[slotOf(c)] = 1;
    std::vector<size_t> slots;
    for (size_t slot = 0; slot < wanted.size(); ++slot)
        if (wanted[slot]) slots.push_back(slot);
    std::vector<Out> chunks;
    std::vector<const Out*> chunkOf(wanted.size());
    for (size_t begin = 0; begin < slots.size(); begin += kChunksAtOnce) {
        const size_t end = std::min(slots.size(), begin + kChunksAtOnce);
        chunks.resize((end - begin) * kChunk * kChunk);
        std::fill(chunkOf.begin(), chunkOf.end(), nullptr);
        for (size_t k = begin; k < end; ++k) {
            const int x = (firstX + static_cast<int>(slots[k] % across)) * kChunk,
                      y = (firstY + static_cast<int>(slots[k] / across)) * kChunk;
            const CellWindow window{x, y, std::min(kChunk, level.columns - x), std::min(kChunk, level.rows - y)};
            Out* chunk = &chunks[(k - begin) * kChunk * kChunk];
            if (auto done = readChunk(window, std::span<Out>(chunk, static_cast<size_t>(window.columns) * window.rows)); !done)
                return tl::make_unexpected(done.error());
            chunkOf[slots[k]] = chunk;
        }
        for (size_t i = 0; i < cells.size(); ++i) {
            const auto& c = cells[i];
            if (c.column < 0) continue;
            const Out* chunk = chunkOf[slotOf(c)];
            if (!chunk) continue;
            const int stride = std::min(kChunk, level.columns - c.column / kChunk * kChunk);
            texels[i] = chunk[(c.row % kChunk) * stride + c.column % kChunk];
        }
    }
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
        level, cellsOfLevel(level, cells.at), 0,
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
    auto values = gather<float>(
        level, cellsOfLevel(level, cells.at), kNan, [&](const CellWindow& window, std::span<float> out) -> Result<void> {
            scratch.resize(out.size());
            if (auto done = reader.read(level, window, scratch, stop); !done) return done;
            std::transform(scratch.begin(), scratch.end(), out.begin(), [](double value) { return static_cast<float>(value); });
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
    const auto level = chooseLevel(*known, cells->cellsPerTexel);
    auto content = m_classes ? readCodes(level, *cells, stop) : readValues(level, *cells, stop);
    if (content || content.error().code == ErrorCode::Cancelled || !level.kept) return content;
    // Overviews of ours that broke under way: the raster itself still has everything, and the next opening builds them again.
    discardOverviews(*m_key);
    if (known == levels()) {
        use(fileLevels(m_meaning.decoder, false));
        remark("The overviews in the cache were damaged and are set aside; they are built again when the layer is opened next.");
    }
    const auto plain = chooseLevel(*levels(), cells->cellsPerTexel);
    return m_classes ? readCodes(plain, *cells, stop) : readValues(plain, *cells, stop);
}

}  // namespace geo
