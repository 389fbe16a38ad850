#include "geo/pyramid/raster_overviews.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "geo/raster/code_index.h"
#include "geo/raster/mean_pyramid.h"
#include "geo/raster/mode_pyramid.h"

namespace geo {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kM2PerKm2 = 1e6;

using RowSink = std::function<Result<void>(int level, std::span<const double> row)>;

/// Reads a raster strip by strip and hands out its rows.
class StripReader {
public:
    explicit StripReader(const CellDecoder& decoder) : m_decoder(decoder), m_reader(decoder) {
        const auto& facts = decoder.file->facts();
        const bool bytes = decoder.asBytes(m_full);
        // As many rows as a row of blocks has, so that each block is decoded once, within 32 MiB.
        const int64_t most = (int64_t{32} << 20) / (int64_t{facts.columns} * (bytes ? 1 : 8));
        m_rows = static_cast<int>(std::clamp<int64_t>(std::max(decoder.facts().blockRows, 16), 1, std::max<int64_t>(most, 1)));
    }

    /// Calls `take` with the first row and the cells of each strip: bytes where codes may be read so, else doubles.
    Result<void> forEachStrip(
        const Progress& progress, std::stop_token stop,
        const std::function<Result<void>(int, int, std::span<const uint8_t>, std::span<const double>)>& take) {
        const auto& facts = m_decoder.file->facts();
        const bool bytes = m_decoder.asBytes(m_full);
        std::vector<uint8_t> byteCells;
        std::vector<double> cells;
        for (int row = 0; row < facts.rows; row += m_rows) {
            if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Cancelled.");
            if (progress) progress(static_cast<double>(row) / facts.rows, "building overviews");
            const CellWindow w{0, row, facts.columns, std::min(m_rows, facts.rows - row)};
            const auto size = static_cast<size_t>(w.columns) * w.rows;
            bytes ? byteCells.resize(size) : cells.resize(size);
            auto done = bytes ? m_reader.readBytes(m_full, w, byteCells, stop) : m_reader.read(m_full, w, cells, stop);
            if (done) done = take(row, w.rows, byteCells, cells);
            if (!done) return done;
        }
        return {};
    }

private:
    const CellDecoder& m_decoder;
    RasterLevel m_full;
    CellReader m_reader;
    int m_rows = 1;
};

/// Modes: codes get numbers as they are met; rows go out as codes again.
Result<void> reduceClasses(const CellDecoder& decoder, int levels, const RowSink& sink, const Progress& progress,
                           std::stop_token stop) {
    CodeIndex index;
    std::array<uint16_t, 256> byteNumbers;
    const auto& facts = decoder.facts();
    byteNumbers.fill(CodeIndex::kUnknown);
    if (facts.nodata && *facts.nodata >= 0 && *facts.nodata <= 255) byteNumbers[static_cast<size_t>(*facts.nodata)] = 0;
    const double empty = decoder.asBytes({}) ? facts.nodata.value_or(0) : kNan;
    Result<void> trouble;
    std::vector<double> codes;
    ModePyramid modes(
        decoder.file->facts().columns, levels, [&](uint16_t a, uint16_t b) { return index.codes()[a] < index.codes()[b]; },
        [&](int level, std::span<const uint16_t> row) {
            codes.resize(row.size());
            for (size_t i = 0; i < row.size(); ++i) codes[i] = row[i] ? static_cast<double>(index.codes()[row[i]]) : empty;
            if (trouble) trouble = sink(level, codes);
        });
    std::vector<uint16_t> numbers(static_cast<size_t>(decoder.file->facts().columns));
    bool tooMany = false;
    const auto numberOf = [&](int64_t code) {
        const auto number = index.add(code);
        tooMany = tooMany || number == CodeIndex::kUnknown;
        return number;
    };
    auto done = StripReader(decoder).forEachStrip(progress, stop, [&](int, int rows, auto bytes, auto cells) -> Result<void> {
        for (int row = 0; row < rows; ++row) {
            const size_t first = static_cast<size_t>(row) * numbers.size();
            for (size_t i = 0; i < numbers.size(); ++i) {
                if (!bytes.empty()) {
                    uint16_t& number = byteNumbers[bytes[first + i]];
                    if (number == CodeIndex::kUnknown) number = numberOf(bytes[first + i]);
                    numbers[i] = number;
                } else {
                    const double code = cells[first + i];
                    numbers[i] =
                        code == std::floor(code) && std::abs(code) < 9e15 ? numberOf(static_cast<int64_t>(code)) : uint16_t{0};
                }
            }
            if (tooMany)
                return fail(ErrorCode::TooLarge,
                            "This raster has more than 65,534 codes, which is no legend; draw it as values.");
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
Result<void> reduceValues(const CellDecoder& decoder, int levels, const RowSink& sink, const Progress& progress,
                          std::stop_token stop) {
    const auto columns = static_cast<size_t>(decoder.file->facts().columns);
    Result<void> trouble;
    std::vector<double> means;
    MeanPyramid pyramid(static_cast<int>(columns), levels,
                        [&](int level, std::span<const double> amounts, std::span<const double> weights) {
                            means.resize(amounts.size());
                            for (size_t i = 0; i < means.size(); ++i) means[i] = weights[i] > 0 ? amounts[i] / weights[i] : kNan;
                            if (trouble) trouble = sink(level, means);
                        });
    std::vector<double> amounts(columns), weights(columns);
    auto done = StripReader(decoder).forEachStrip(progress, stop, [&](int top, int rows, auto, auto cells) -> Result<void> {
        for (int row = 0; row < rows; ++row) {
            for (size_t i = 0; i < columns; ++i) {
                const double value = cells[static_cast<size_t>(row) * columns + i];
                const bool something = !std::isnan(value);
                weights[i] = !something      ? 0
                             : decoder.areas ? decoder.areas->at(static_cast<double>(i) + 0.5, top + row + 0.5) / kM2PerKm2
                                             : 1;
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

Result<void> reduce(const CellDecoder& decoder, int levels, const RowSink& sink, const Progress& progress, std::stop_token stop) {
    return decoder.rule == CellRule::Classes ? reduceClasses(decoder, levels, sink, progress, stop)
                                             : reduceValues(decoder, levels, sink, progress, stop);
}

RasterLevel halvedLevel(const CellDecoder& decoder, int level) {
    const auto& facts = decoder.file->facts();
    RasterLevel made{halved(facts.columns, level), halved(facts.rows, level)};
    made.cellsX = made.cellsY = static_cast<double>(int64_t{1} << level);
    return made;
}

/// The rule as the cache's key spells it.
std::string_view ruleName(CellRule rule) {
    switch (rule) {
        case CellRule::Classes:
            return "mode";
        case CellRule::Values:
            return "mean";
        case CellRule::Densities:
            return "density";
    }
    return "";
}

}  // namespace

std::optional<OverviewKey> overviewKeyOf(const CellDecoder& decoder, const Crs& crs) {
    const bool placed = decoder.rule == CellRule::Densities;
    return overviewKey(*decoder.file, decoder.band, ruleName(decoder.rule), placed ? crs.definition() : std::string());
}

std::string whyOverviewsAreNotTrusted(CellRule rule) {
    return rule == CellRule::Classes ? "The file's own overviews do not show the most frequent class."
                                     : "Whether the file's own overviews hold sums or means of its counts, it does not say.";
}

Result<RasterLevels> levelsInMemory(const CellDecoder& decoder, std::stop_token stop) {
    const auto& facts = decoder.file->facts();
    const int levels = halvings(facts.columns, facts.rows, 1);
    std::vector<std::shared_ptr<std::vector<double>>> cells(static_cast<size_t>(levels) + 1);
    for (auto& level : cells) level = std::make_shared<std::vector<double>>();
    auto done = reduce(
        decoder, levels,
        [&](int level, std::span<const double> row) -> Result<void> {
            auto& into = *cells[static_cast<size_t>(level)];
            into.insert(into.end(), row.begin(), row.end());
            return {};
        },
        {}, stop);
    if (!done) return tl::make_unexpected(done.error());
    RasterLevels made = fileLevels(decoder, false);
    for (int level = 1; level <= levels; ++level) {
        auto& values = *cells[static_cast<size_t>(level)];
        if (decoder.asBytes({}) && decoder.facts().nodata)
            for (double& code : values)
                if (code == *decoder.facts().nodata) code = kNan;
        made.push_back(halvedLevel(decoder, level));
        made.back().memory = cells[static_cast<size_t>(level)];
    }
    return made;
}

Result<void> buildOverviews(const CellDecoder& decoder, const OverviewKey& key, const Progress& progress, std::stop_token stop) {
    const auto& facts = decoder.file->facts();
    const int levels = overviewLevels(facts.columns, facts.rows);
    OverviewCells cells = OverviewCells::Float32;
    std::optional<double> nothing = kNan;
    if (decoder.rule == CellRule::Classes) {
        const CellType type = decoder.facts().type;
        const bool wide = isFloat(type) || type == CellType::UInt32 || type == CellType::Int64 || type == CellType::UInt64;
        cells = decoder.asBytes({}) ? OverviewCells::UInt8 : wide ? OverviewCells::Float64 : OverviewCells::Int32;
        if (cells == OverviewCells::UInt8) nothing = decoder.facts().nodata;
        if (cells == OverviewCells::Int32) nothing = std::numeric_limits<int32_t>::min();
    }
    auto writer = OverviewWriter::create(key, facts.columns, facts.rows, levels, cells, nothing);
    if (!writer) return tl::make_unexpected(writer.error());
    std::vector<double> row;
    auto done = reduce(
        decoder, levels,
        [&](int level, std::span<const double> codes) {
            if (cells != OverviewCells::Int32) return (*writer)->addRow(level, codes);
            row.assign(codes.begin(), codes.end());
            for (double& code : row)
                if (std::isnan(code)) code = *nothing;
            return (*writer)->addRow(level, row);
        },
        progress, stop);
    return done ? (*writer)->commit() : done;
}

RasterLevels levelsInCache(const CellDecoder& decoder, const OverviewKey& key) {
    RasterLevels levels = fileLevels(decoder, false);
    const auto files = openOverviews(key, levels[0].columns, levels[0].rows);
    for (size_t i = 0; i < files.size(); ++i) {
        levels.push_back(halvedLevel(decoder, static_cast<int>(i) + 1));
        levels.back().kept = files[i];
    }
    return levels;
}

Result<bool> ownOverviewsHold(const CellDecoder& decoder) {
    const auto levels = fileLevels(decoder, true);
    if (levels.size() < 2) return true;
    if (decoder.rule == CellRule::Densities) return false;  // whether they hold sums or means of counts, no file says
    if (decoder.rule == CellRule::Values) return true;
    // Modes can be told from other choices only where levels halve; a share of cells may differ by how ties were broken.
    constexpr int kPatch = 64, kPatches = 3;
    constexpr double kMostWrong = 0.10;
    const RasterLevel &full = levels[0], &coarse = levels[1];
    const int factor = static_cast<int>(std::lround(coarse.cellsX));
    if (factor < 2 || factor > 16) return true;
    CellReader reader(decoder);
    size_t looked = 0, wrong = 0;
    std::vector<double> fine, own;
    for (int k = 0; k < kPatches * kPatches; ++k) {
        const int columns = std::min(kPatch, full.columns / factor), rows = std::min(kPatch, full.rows / factor);
        const CellWindow at{(full.columns / factor - columns) * (k % kPatches) / (kPatches - 1),
                            (full.rows / factor - rows) * (k / kPatches) / (kPatches - 1), columns, rows};
        own.resize(static_cast<size_t>(columns) * rows);
        fine.resize(own.size() * factor * factor);
        if (auto done = reader.read(coarse, at, own, {}); !done) return tl::make_unexpected(done.error());
        const CellWindow below{at.column * factor, at.row * factor, columns * factor, rows * factor};
        if (auto done = reader.read(full, below, fine, {}); !done) return tl::make_unexpected(done.error());
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < columns; ++column) {
                const double claimed = own[static_cast<size_t>(row) * columns + column];
                int most = 0, ofClaimed = 0;
                for (int c = 0; c < factor * factor; ++c) {
                    const auto cell = [&](int n) {
                        return fine[(static_cast<size_t>(row) * factor + n / factor) * below.columns +
                                    static_cast<size_t>(column) * factor + n % factor];
                    };
                    int same = 0;
                    for (int d = 0; d < factor * factor; ++d) same += cell(c) == cell(d);
                    most = std::max(most, same);
                    if (cell(c) == claimed) ofClaimed = same;
                }
                if (most == 0 || most == factor * factor) continue;  // nothing there, or no choice to make
                ++looked;
                wrong += ofClaimed < most;
            }
    }
    return looked == 0 || static_cast<double>(wrong) <= kMostWrong * static_cast<double>(looked);
}

}  // namespace geo
