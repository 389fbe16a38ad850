#include "geo/pyramid/raster_overviews.h"

#include <algorithm>
#include <cmath>

#include "geo/pyramid/raster_reduce.h"

namespace geo {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Levels 1..levels of the whole raster.
Result<void> reduceAll(const CellDecoder& decoder, int levels, const BlockRows& take, const Progress& progress,
                       std::stop_token stop) {
    CellReader reader(decoder);
    const auto& facts = decoder.file->facts();
    const RasterLevel full{facts.columns, facts.rows};
    return reduceCells(reader, full, {0, 0, facts.columns, facts.rows}, 1, levels, take, progress, stop);
}

RasterLevel halvedLevel(const CellDecoder& decoder, int level) {
    const auto& facts = decoder.file->facts();
    RasterLevel made{halved(facts.columns, level), halved(facts.rows, level)};
    made.cellsX = made.cellsY = static_cast<double>(int64_t{1} << level);
    return made;
}

/// The rule as the cache's key spells it.
std::string ruleName(const CellDecoder& decoder) {
    switch (decoder.rule) {
        case CellRule::Classes:
            return decoder.merging ? "mode of " + decoder.merging->name : "mode";
        case CellRule::Values:
            return "mean";
        case CellRule::Densities:
            return "density";
    }
    return "";
}

/// How cells are kept, and how an empty one is written.
struct KeptCells {
    OverviewCells type = OverviewCells::Float32;
    std::optional<double> nothing = kNan;
};

KeptCells keptCells(const CellDecoder& decoder) {
    if (decoder.rule != CellRule::Classes) return {};
    const CellType type = decoder.facts().type;
    if (decoder.asBytes({})) {
        KeptCells bytes{OverviewCells::UInt8, decoder.facts().nodata};
        for (int code = 0; !bytes.nothing && decoder.merging && code < 256; ++code)
            if (decoder.merging->classOf(code) == 0) bytes.nothing = code;
        return bytes;
    }
    const bool wide = isFloat(type) || type == CellType::UInt32 || type == CellType::Int64 || type == CellType::UInt64;
    return wide ? KeptCells{OverviewCells::Float64, kNan} : KeptCells{OverviewCells::Int32, std::numeric_limits<int32_t>::min()};
}

}  // namespace

std::optional<OverviewKey> overviewKeyOf(const CellDecoder& decoder, const Crs& crs) {
    const bool placed = decoder.rule == CellRule::Densities;
    return overviewKey(*decoder.file, decoder.band, ruleName(decoder), placed ? crs.definition() : std::string(),
                       decoder.merging ? decoder.merging->table : std::string());
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
    auto done = reduceAll(
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
        made.push_back(halvedLevel(decoder, level));
        made.back().memory = cells[static_cast<size_t>(level)];
    }
    return made;
}

Result<void> buildOverviews(const CellDecoder& decoder, const OverviewKey& key, const Progress& progress, std::stop_token stop) {
    const auto& facts = decoder.file->facts();
    const int levels = overviewLevels(facts.columns, facts.rows);
    const auto [type, nothing] = keptCells(decoder);
    auto writer = OverviewWriter::create(key, facts.columns, facts.rows, levels, type, nothing);
    if (!writer) return tl::make_unexpected(writer.error());
    std::vector<double> row;
    const double empty = nothing.value_or(kNan);
    auto done = reduceAll(
        decoder, levels,
        [&](int level, std::span<const double> cells) {
            row.assign(cells.begin(), cells.end());
            for (double& cell : row)
                if (std::isnan(cell)) cell = empty;
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

namespace {

/// The cells of a finer level that a cell of an overview touches, along one axis: those GDAL makes it from.
std::pair<int, int> cellsUnder(int cell, double cellsPerCell, int size) {
    constexpr double kRounding = 1e-8;
    const int begin = std::min(static_cast<int>(std::floor(cell * cellsPerCell + kRounding)), size - 1);
    return {begin, std::clamp(static_cast<int>(std::ceil((cell + 1) * cellsPerCell - kRounding)), begin + 1, size)};
}

/// How often cells of an overview show something else than a most frequent code of the cells under them, of those that had a
/// choice.
struct ModeCheck {
    size_t looked = 0, wrong = 0;

    void look(double claimed, std::vector<double>& under) {
        std::erase_if(under, [](double code) { return std::isnan(code); });
        std::sort(under.begin(), under.end());
        size_t most = 0, ofClaimed = 0;
        for (size_t i = 0, run = 0; i < under.size(); i += run) {
            run = static_cast<size_t>(std::upper_bound(under.begin() + static_cast<std::ptrdiff_t>(i), under.end(), under[i]) -
                                      under.begin()) -
                  i;
            most = std::max(most, run);
            if (under[i] == claimed) ofClaimed = run;
        }
        const bool right = under.empty() ? std::isnan(claimed) : ofClaimed == most;
        if (right && most == under.size()) return;  // nothing there, or no choice to make
        ++looked;
        wrong += !right;
    }
    [[nodiscard]] bool holds() const {
        constexpr double kMostWrong = 0.01;  // ties may be broken either way and are not wrong
        constexpr size_t kFew = 1;           // of the few cells of the coarsest
        return wrong <= std::max(kFew, static_cast<size_t>(kMostWrong * static_cast<double>(looked)));
    }
};

Result<void> checkPatch(CellReader& reader, const RasterLevel& fine, const RasterLevel& coarse, const CellWindow& at,
                        ModeCheck& check) {
    const double ratioX = coarse.cellsX / fine.cellsX, ratioY = coarse.cellsY / fine.cellsY;
    std::vector<double> claimed(static_cast<size_t>(at.columns) * at.rows);
    if (auto done = reader.read(coarse, at, claimed, {}); !done) return done;
    const auto left = cellsUnder(at.column, ratioX, fine.columns).first,
               right = cellsUnder(at.column + at.columns - 1, ratioX, fine.columns).second,
               top = cellsUnder(at.row, ratioY, fine.rows).first,
               bottom = cellsUnder(at.row + at.rows - 1, ratioY, fine.rows).second;
    const CellWindow below{left, top, right - left, bottom - top};
    std::vector<double> cells(static_cast<size_t>(below.columns) * below.rows), under;
    if (auto done = reader.read(fine, below, cells, {}); !done) return done;
    for (int row = 0; row < at.rows; ++row)
        for (int column = 0; column < at.columns; ++column) {
            const auto [x0, x1] = cellsUnder(at.column + column, ratioX, fine.columns);
            const auto [y0, y1] = cellsUnder(at.row + row, ratioY, fine.rows);
            under.clear();
            for (int y = y0; y < y1; ++y) {
                const auto begin = cells.begin() + (static_cast<std::ptrdiff_t>(y - top) * below.columns - left);
                under.insert(under.end(), begin + x0, begin + x1);
            }
            check.look(claimed[static_cast<size_t>(row) * at.columns + column], under);
        }
    return {};
}

/// Whether a level shows the mode of a finer one, judged on `patches` x `patches` places of it. Of a level so coarse that one of
/// its cells is made from more than can be looked at, false.
Result<bool> showsModeOf(CellReader& reader, const RasterLevel& fine, const RasterLevel& coarse, int patches) {
    constexpr int kMostPatch = 64, kMostBelow = 512;  // a patch is so many cells a side, and those under it
    const double ratio = coarse.cells() / fine.cells();
    if (ratio > kMostBelow) return false;
    const int patch = std::clamp(static_cast<int>(kMostBelow / ratio), 1, kMostPatch);
    const int columns = std::min(patch, coarse.columns), rows = std::min(patch, coarse.rows);
    ModeCheck check;
    for (int k = 0; k < patches * patches; ++k) {
        const double x = (k % patches + 0.5) / patches, y = (k / patches + 0.5) / patches;
        const CellWindow at{static_cast<int>((coarse.columns - columns) * x), static_cast<int>((coarse.rows - rows) * y), columns,
                            rows};
        if (auto done = checkPatch(reader, fine, coarse, at, check); !done) return tl::make_unexpected(done.error());
    }
    return check.holds();
}

}  // namespace

Result<bool> ownOverviewsHold(const CellDecoder& decoder) {
    const auto levels = fileLevels(decoder, true);
    if (levels.size() < 2) return true;
    if (decoder.rule == CellRule::Densities) return false;  // whether they hold sums or means of counts, no file says
    if (decoder.rule == CellRule::Values) return true;
    CellReader reader(decoder);
    if (decoder.file->isRemote()) return showsModeOf(reader, levels[0], levels[1], 1);  // over the network the middle must do
    for (size_t k = 1; k < levels.size(); ++k) {
        auto holds = showsModeOf(reader, levels[k - 1], levels[k], 3);
        if (holds && !*holds && k > 1) holds = showsModeOf(reader, levels[0], levels[k], 3);  // made from all cells at once
        if (!holds || !*holds) return holds;
    }
    return true;
}

}  // namespace geo
