#include "geo/pyramid/raster_reduce.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "geo/raster/code_index.h"
#include "geo/raster/mean_pyramid.h"
#include "geo/raster/mode_pyramid.h"

namespace geo {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kM2PerKm2 = 1e6;
constexpr int64_t kMostCodes = 9'000'000'000'000'000;  // whole numbers that a double tells apart

/// Reads a window strip by strip and hands out its rows.
class StripReader {
public:
    StripReader(CellReader& reader, const RasterLevel& level, const CellWindow& window)
        : m_reader(reader), m_level(level), m_window(window), m_bytes(reader.decoder().asBytes(level)) {
        // As many rows as a row of blocks has, so that each block is decoded once, within 32 MiB.
        const int64_t most = (int64_t{32} << 20) / (int64_t{window.columns} * (m_bytes ? 1 : 8));
        const int block = level.kept ? level.kept->facts().bands[0].blockRows : reader.decoder().facts().blockRows;
        m_rows = static_cast<int>(std::clamp<int64_t>(std::max(block, 16), 1, std::max<int64_t>(most, 1)));
    }

    /// Calls `take` with the first row, counted from the window's, and the cells of each strip: bytes where codes may be read so,
    /// else doubles.
    Result<void> forEachStrip(
        const Progress& progress, std::stop_token stop,
        const std::function<Result<void>(int, int, std::span<const uint8_t>, std::span<const double>)>& take) {
        std::vector<uint8_t> byteCells;
        std::vector<double> cells;
        for (int row = 0, rows = 0; row < m_window.rows; row += rows) {
            if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Cancelled.");
            if (progress) progress(static_cast<double>(row) / m_window.rows, "building overviews");
            rows = std::min(m_rows - (m_window.row + row) % m_rows, m_window.rows - row);  // strips end where blocks do
            const CellWindow w{m_window.column, m_window.row + row, m_window.columns, rows};
            const auto size = static_cast<size_t>(w.columns) * w.rows;
            m_bytes ? byteCells.resize(size) : cells.resize(size);
            auto done = m_bytes ? m_reader.readBytes(m_level, w, byteCells, stop) : m_reader.read(m_level, w, cells, stop);
            if (done) done = take(row, rows, byteCells, cells);
            if (!done) return done;
        }
        return {};
    }

private:
    CellReader& m_reader;
    const RasterLevel& m_level;
    CellWindow m_window;
    bool m_bytes;
    int m_rows = 1;
};

/// Gives codes the numbers under which they are counted: one each, or one for all that are drawn as one class, which then go by
/// the first code of it that was met.
class CodeCounters {
public:
    explicit CodeCounters(const CodeMerging* merging) : m_merging(merging) {}

    uint16_t numberOf(int64_t code) {
        uint16_t number = m_index.find(code);
        if (number != CodeIndex::kUnknown) return number;
        number = m_merging ? numberOfClass(code) : m_index.add(code);
        m_tooMany = m_tooMany || number == CodeIndex::kUnknown;
        return number;
    }
    [[nodiscard]] bool tooMany() const { return m_tooMany; }
    [[nodiscard]] double codeOf(uint16_t number) const { return static_cast<double>(m_index.codes()[number]); }
    [[nodiscard]] bool isLower(uint16_t a, uint16_t b) const {
        return m_merging ? m_classOf[a] < m_classOf[b] : m_index.codes()[a] < m_index.codes()[b];
    }

private:
    uint16_t numberOfClass(int64_t code) {
        const uint16_t wanted = m_merging->classOf(code);
        const auto met = wanted == 0 ? m_classOf.begin() : std::find(m_classOf.begin() + 1, m_classOf.end(), wanted);
        if (met != m_classOf.end()) {
            const auto number = static_cast<uint16_t>(met - m_classOf.begin());
            m_index.alias(code, number);
            return number;
        }
        m_classOf.push_back(wanted);
        return m_index.add(code);
    }

    const CodeMerging* m_merging;
    CodeIndex m_index;
    std::vector<uint16_t> m_classOf{0};  // by number
    bool m_tooMany = false;
};

/// The rows that a strip is counted in, as numbers; 0 is nothing.
class RowNumbers {
public:
    RowNumbers(CodeCounters& counters, const BandFacts& facts) : m_counters(counters) {
        m_ofByte.fill(CodeIndex::kUnknown);
        if (facts.nodata && *facts.nodata >= 0 && *facts.nodata <= 255 && *facts.nodata == std::floor(*facts.nodata))
            m_ofByte[static_cast<size_t>(*facts.nodata)] = 0;
    }
    void fill(std::span<const uint8_t> bytes, std::vector<uint16_t>& numbers) {
        for (size_t i = 0; i < numbers.size(); ++i) {
            uint16_t& number = m_ofByte[bytes[i]];
            if (number == CodeIndex::kUnknown) number = m_counters.numberOf(bytes[i]);
            numbers[i] = number;
        }
    }
    void fill(std::span<const double> cells, std::vector<uint16_t>& numbers) {
        for (size_t i = 0; i < numbers.size(); ++i) {
            const double code = cells[i];
            const bool isCode = code == std::floor(code) && std::abs(code) < static_cast<double>(kMostCodes);
            numbers[i] = isCode ? m_counters.numberOf(static_cast<int64_t>(code)) : uint16_t{0};
        }
    }

private:
    CodeCounters& m_counters;
    std::array<uint16_t, 256> m_ofByte;
};

/// Modes: codes get numbers as they are met; rows go out as codes again.
Result<void> reduceClasses(CellReader& reader, const RasterLevel& from, const CellWindow& window, int first, int last,
                           const BlockRows& take, const Progress& progress, std::stop_token stop) {
    const CellDecoder& decoder = reader.decoder();
    CodeCounters counters(decoder.merging.get());
    RowNumbers rowNumbers(counters, decoder.facts());
    Result<void> trouble;
    std::vector<double> codes;
    ModePyramid modes(
        window.columns, last, [&](uint16_t a, uint16_t b) { return counters.isLower(a, b); },
        [&](int level, std::span<const uint16_t> row) {
            codes.resize(row.size());
            for (size_t i = 0; i < row.size(); ++i) codes[i] = row[i] ? counters.codeOf(row[i]) : kNan;
            if (trouble) trouble = take(level, codes);
        },
        first);
    std::vector<uint16_t> numbers(static_cast<size_t>(window.columns));
    auto done = StripReader(reader, from, window)
                    .forEachStrip(progress, stop, [&](int, int rows, auto bytes, auto cells) -> Result<void> {
                        for (int row = 0; row < rows; ++row) {
                            const size_t begin = static_cast<size_t>(row) * numbers.size();
                            bytes.empty() ? rowNumbers.fill(cells.subspan(begin), numbers)
                                          : rowNumbers.fill(bytes.subspan(begin), numbers);
                            if (counters.tooMany()) return fail(ErrorCode::TooLarge, kTooManyCodes, decoder.file->path());
                            modes.addRow(numbers);
                            if (!trouble) return trouble;
                        }
                        return {};
                    });
    if (!done) return done;
    modes.finish();
    return trouble;
}

/// Means of values, or counts over areas.
Result<void> reduceValues(CellReader& reader, const RasterLevel& from, const CellWindow& window, int first, int last,
                          const BlockRows& take, const Progress& progress, std::stop_token stop) {
    const auto columns = static_cast<size_t>(window.columns);
    const CellAreas* areas = reader.decoder().areas.get();
    Result<void> trouble;
    std::vector<double> means;
    MeanPyramid pyramid(window.columns, last, [&](int level, std::span<const double> amounts, std::span<const double> weights) {
        if (level < first) return;
        means.resize(amounts.size());
        for (size_t i = 0; i < means.size(); ++i) means[i] = weights[i] > 0 ? amounts[i] / weights[i] : kNan;
        if (trouble) trouble = take(level, means);
    });
    std::vector<double> amounts(columns), weights(columns);
    const auto areaAt = [&](size_t column, int row) {
        return areas->at((window.column + static_cast<double>(column) + 0.5) * from.cellsX,
                         (window.row + row + 0.5) * from.cellsY) /
               kM2PerKm2;
    };
    auto done =
        StripReader(reader, from, window).forEachStrip(progress, stop, [&](int top, int rows, auto, auto cells) -> Result<void> {
            for (int row = 0; row < rows; ++row) {
                for (size_t i = 0; i < columns; ++i) {
                    const double value = cells[static_cast<size_t>(row) * columns + i];
                    weights[i] = std::isnan(value) ? 0 : areas ? areaAt(i, top + row) : 1;
                    if (!(weights[i] > 0)) weights[i] = 0;
                    amounts[i] = weights[i] > 0 ? value * weights[i] : 0;
                }
                pyramid.addRow(amounts, weights);
                if (!trouble) return trouble;
            }
            return {};
        });
    if (!done) return done;
    pyramid.finish();
    return trouble;
}

}  // namespace

Result<void> reduceCells(CellReader& reader, const RasterLevel& from, const CellWindow& window, int first, int last,
                         const BlockRows& take, const Progress& progress, std::stop_token stop) {
    return reader.decoder().rule == CellRule::Classes ? reduceClasses(reader, from, window, first, last, take, progress, stop)
                                                      : reduceValues(reader, from, window, first, last, take, progress, stop);
}

Result<void> readCounted(CellReader& reader, const RasterLevel& level, const CellWindow& window, std::span<double> out,
                         std::stop_token stop) {
    constexpr int kMostColumns = 1 << 20;  // of cells at once
    const RasterLevel stored = storedLevel(reader.decoder(), level);
    const int levels = std::countr_zero(static_cast<unsigned>(level.step));
    const int across = std::max(1, kMostColumns / level.step);
    for (int column = 0; column < window.columns; column += across) {
        const int columns = std::min(across, window.columns - column);
        const int left = (window.column + column) * level.step, top = window.row * level.step;
        const CellWindow cells{left, top, std::min(columns * level.step, stored.columns - left),
                               std::min(window.rows * level.step, stored.rows - top)};
        size_t row = 0;
        const auto take = [&](int, std::span<const double> blocks) -> Result<void> {
            std::copy(blocks.begin(), blocks.end(),
                      out.begin() + static_cast<std::ptrdiff_t>(row++ * static_cast<size_t>(window.columns)) + column);
            return {};
        };
        if (auto done = reduceCells(reader, stored, cells, levels, levels, take, {}, stop); !done) return done;
    }
    return {};
}

}  // namespace geo
