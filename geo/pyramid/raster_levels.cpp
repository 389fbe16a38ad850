#include "geo/pyramid/raster_levels.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "geo/pyramid/raster_reduce.h"

namespace geo {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kM2PerKm2 = 1e6;

Failure cancelled() { return fail(ErrorCode::Cancelled, "Cancelled."); }

}  // namespace

bool CellDecoder::asBytes(const RasterLevel& level) const {
    if (rule != CellRule::Classes || level.memory || level.counted || facts().type != CellType::UInt8 || facts().masked)
        return false;
    return !level.kept || level.kept->facts().bands[0].type == CellType::UInt8;
}

Result<const RasterReader*> CellReader::readerOf(const std::shared_ptr<const RasterFile>& file) {
    for (const auto& held : m_held)
        if (held->file == file) return &held->reader;
    auto reader = file->reader();
    if (!reader) return tl::make_unexpected(reader.error());
    m_held.push_back(std::unique_ptr<Held>(new Held{file, std::move(*reader)}));
    return &m_held.back()->reader;
}

template <class T>
Result<void> CellReader::readStored(const RasterLevel& level, const CellWindow& w, std::span<T> out, std::stop_token stop) {
    if (stop.stop_requested()) return cancelled();
    const auto reader = readerOf(level.kept ? level.kept : m_decoder.file);
    if (!reader) return tl::make_unexpected(reader.error());
    const int band = level.kept ? 1 : m_decoder.band, overview = level.kept ? -1 : level.overview;
    if (level.step == 1) return (*reader)->read(band, overview, w, out);
    const int middle = level.step / 2;
    std::vector<T> line(static_cast<size_t>(w.columns - 1) * level.step + 1);
    for (int row = 0; row < w.rows; ++row) {
        if (stop.stop_requested()) return cancelled();
        const CellWindow from{w.column * level.step + middle, (w.row + row) * level.step + middle, static_cast<int>(line.size()),
                              1};
        if (auto done = (*reader)->read(band, overview, from, std::span<T>(line)); !done) return done;
        for (int i = 0; i < w.columns; ++i)
            out[static_cast<size_t>(row) * w.columns + i] = line[static_cast<size_t>(i) * level.step];
    }
    return {};
}

Result<void> CellReader::readBytes(const RasterLevel& level, const CellWindow& window, std::span<uint8_t> out,
                                   std::stop_token stop) {
    return readStored(level, window, out, stop);
}

Result<void> CellReader::clearNothing(const RasterLevel& level, const CellWindow& w, std::span<double> out) {
    const BandFacts& facts = level.kept ? level.kept->facts().bands[0] : m_decoder.facts();
    if (facts.nodata && !std::isnan(*facts.nodata)) {
        const double nodata = *facts.nodata;
        for (double& value : out)
            if (value == nodata) value = kNan;
    }
    if (!facts.masked || level.kept) return {};
    const auto reader = readerOf(m_decoder.file);
    if (!reader) return tl::make_unexpected(reader.error());
    m_mask.resize(out.size());
    if (level.step == 1) {
        if (auto done = (*reader)->readMask(m_decoder.band, level.overview, w, m_mask); !done) return done;
    } else {
        std::vector<uint8_t> line(static_cast<size_t>(w.columns - 1) * level.step + 1);
        for (int row = 0; row < w.rows; ++row) {
            const int middle = level.step / 2;
            const CellWindow from{w.column * level.step + middle, (w.row + row) * level.step + middle,
                                  static_cast<int>(line.size()), 1};
            if (auto done = (*reader)->readMask(m_decoder.band, level.overview, from, line); !done) return done;
            for (int i = 0; i < w.columns; ++i)
                m_mask[static_cast<size_t>(row) * w.columns + i] = line[static_cast<size_t>(i) * level.step];
        }
    }
    for (size_t i = 0; i < out.size(); ++i)
        if (m_mask[i] == 0) out[i] = kNan;
    return {};
}

void CellReader::finish(const RasterLevel& level, const CellWindow& w, std::span<double> out) const {
    const BandFacts& facts = m_decoder.facts();
    if (m_decoder.rule == CellRule::Classes) return;
    for (double& value : out)
        if (!std::isfinite(value)) value = kNan;
    if (facts.scale != 1 || facts.offset != 0)
        for (double& value : out) value = value * facts.scale + facts.offset;
    if (m_decoder.rule != CellRule::Densities) return;
    const int lastColumn = m_decoder.grid.columns - 1, lastRow = m_decoder.grid.rows - 1;
    for (int row = 0; row < w.rows; ++row)
        for (int column = 0; column < w.columns; ++column) {
            const double x = std::min<double>(std::floor((w.column + column + 0.5) * level.cellsX), lastColumn),
                         y = std::min<double>(std::floor((w.row + row + 0.5) * level.cellsY), lastRow);
            out[static_cast<size_t>(row) * w.columns + column] *= kM2PerKm2 / m_decoder.areas->at(x + 0.5, y + 0.5);
        }
}

Result<void> CellReader::read(const RasterLevel& level, const CellWindow& w, std::span<double> out, std::stop_token stop) {
    if (level.memory) {
        for (int row = 0; row < w.rows; ++row)
            std::copy_n(level.memory->begin() + (static_cast<std::ptrdiff_t>(w.row + row) * level.columns + w.column), w.columns,
                        out.begin() + static_cast<std::ptrdiff_t>(row) * w.columns);
        return {};
    }
    if (level.counted) return readCounted(*this, level, w, out, stop);
    if (auto done = readStored(level, w, out, stop); !done) return done;
    if (auto done = clearNothing(level, w, out); !done) return done;
    if (!level.kept) finish(level, w, out);
    return {};
}

Result<void> CellReader::readCounts(const CellWindow& window, std::span<double> out) {
    const RasterLevel full;
    if (auto done = readStored(full, window, out, {}); !done) return done;
    if (auto done = clearNothing(full, window, out); !done) return done;
    const BandFacts& facts = m_decoder.facts();
    for (double& value : out) value = std::isfinite(value) ? value * facts.scale + facts.offset : kNan;
    return {};
}

RasterLevels fileLevels(const CellDecoder& decoder, bool trustOverviews) {
    const auto& facts = decoder.file->facts();
    RasterLevels levels{RasterLevel{facts.columns, facts.rows}};
    if (!trustOverviews) return levels;
    for (size_t i = 0; i < decoder.facts().overviews.size(); ++i) {
        const auto [columns, rows] = decoder.facts().overviews[i];
        if (columns <= 0 || rows <= 0 || columns >= levels.back().columns || rows > levels.back().rows) continue;
        RasterLevel level{columns, rows};
        level.cellsX = static_cast<double>(facts.columns) / columns;
        level.cellsY = static_cast<double>(facts.rows) / rows;
        level.overview = static_cast<int>(i);
        levels.push_back(level);
    }
    return levels;
}

bool isQuicklyCounted(const RasterLevel& level) {
    constexpr int64_t kQuick = int64_t{1} << 22;
    return int64_t{level.columns} * level.rows <= kQuick;
}

RasterLevel storedLevel(const CellDecoder& decoder, RasterLevel level) {
    const auto& facts = level.kept ? level.kept->facts() : decoder.file->facts();
    level.columns = facts.columns, level.rows = facts.rows;
    if (!level.kept && level.overview >= 0)
        std::tie(level.columns, level.rows) = decoder.facts().overviews[static_cast<size_t>(level.overview)];
    level.cellsX /= level.step, level.cellsY /= level.step;
    level.step = 1;
    level.counted = false;
    return level;
}

RasterLevel chooseLevel(const RasterLevels& levels, double cellsPerTexel, bool exact) {
    constexpr double kCoarsest = 1.4143;  // texels a cell may span: half a level of a halving pyramid
    constexpr int kMostStep = 1 << 20;
    const RasterLevel* chosen = &levels.front();
    for (const auto& level : levels)
        if (!(exact && level.provisional) && level.cells() <= cellsPerTexel * kCoarsest) chosen = &level;
    RasterLevel level = *chosen;
    if (level.memory) return level;
    const double gap = cellsPerTexel * kCoarsest / level.cells();
    while (level.step * 2 <= gap && level.step < kMostStep) level.step *= 2;
    if (level.step == 1) return level;
    level.counted = exact || isQuicklyCounted(*chosen);
    // Of single cells only whole steps: a last one that would look for its middle beyond the raster is left out.
    const int spare = level.counted ? 0 : level.step / 2;
    level.columns = std::max(1, (level.columns + level.step - 1 - spare) / level.step);
    level.rows = std::max(1, (level.rows + level.step - 1 - spare) / level.step);
    if (spare >= chosen->columns || spare >= chosen->rows) return *chosen;
    level.cellsX *= level.step;
    level.cellsY *= level.step;
    return level;
}

}  // namespace geo
