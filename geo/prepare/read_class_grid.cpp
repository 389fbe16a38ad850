#include "geo/prepare/read_class_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "geo/base/counted.h"
#include "geo/base/paths.h"
#include "geo/pyramid/raster_meaning.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr int64_t kMostCells = 150'000'000;
constexpr int64_t kCellsAtOnce = 1 << 22;

/// Cells that the box touches, and one more on each side.
CellWindow windowOver(const RasterGrid& grid, const Extent& box) {
    Extent cells;
    for (const Point corner : {Point{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}})
        cells.add(grid.transform.toCell(corner));
    const auto clamped = [](double value, int most) {
        return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(most)));
    };
    const int left = clamped(std::floor(cells.minX) - 1, grid.columns), right = clamped(std::ceil(cells.maxX) + 1, grid.columns);
    const int top = clamped(std::floor(cells.minY) - 1, grid.rows), bottom = clamped(std::ceil(cells.maxY) + 1, grid.rows);
    return {left, top, right - left, bottom - top};
}

/// Codes to classes of a scheme, remembering those it lacks.
class CodeTable {
public:
    explicit CodeTable(const Scheme& scheme) : m_scheme(scheme) {}

    uint16_t classOf(double code) {
        if (!std::isfinite(code) || std::abs(code) > 1e9) return 0;
        const auto [found, isNew] = m_classOf.try_emplace(std::llround(code), uint16_t{0});
        if (isNew) {
            const auto normal = std::to_string(normaliseCode(m_scheme.table.name, found->first));
            if (const auto known = m_scheme.indexOfCode.find(normal); known != m_scheme.indexOfCode.end())
                found->second = known->second;
        }
        if (found->second == 0) ++m_strangers[found->first];
        return found->second;
    }
    void remark(Diagnostics& remarks) const {
        for (const auto& [code, cells] : m_strangers)
            remarks.add(fmt::format("{} the code {}, which the scheme {} lacks; {} as no data.",
                                    counted(cells, "cell carries", "cells carry"), code, m_scheme.table.name,
                                    nounFor(cells, "it counts", "they count")));
    }

private:
    const Scheme& m_scheme;
    std::map<int64_t, uint16_t> m_classOf;
    std::map<int64_t, size_t> m_strangers;
};

Result<void> readCells(const CellDecoder& decoder, const CellWindow& window, CodeTable& codes, std::vector<uint16_t>& classes,
                       const std::stop_token& stop) {
    RasterLevel full;
    full.columns = decoder.grid.columns, full.rows = decoder.grid.rows;
    CellReader reader(decoder);
    const int rows = static_cast<int>(std::max(int64_t{1}, kCellsAtOnce / window.columns));
    std::vector<double> strip;
    classes.reserve(static_cast<size_t>(window.columns) * static_cast<size_t>(window.rows));
    for (int row = 0; row < window.rows; row += rows) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "Reading was cancelled.", decoder.file->path());
        const CellWindow part{window.column, window.row + row, window.columns, std::min(rows, window.rows - row)};
        strip.resize(static_cast<size_t>(part.columns) * static_cast<size_t>(part.rows));
        if (auto done = reader.read(full, part, strip, stop); !done) return done;
        for (const double code : strip) classes.push_back(codes.classOf(code));
    }
    return {};
}

}  // namespace

Result<ClassSource> readClassGrid(const SourceSpec& spec, const Crs& plane, const Extent& within, const std::stop_token& stop) {
    const auto path = resolveDemoPath(spec.path);
    if (!path) return Failure(path.error());
    auto file = RasterFile::open(*path);
    if (!file) return Failure(file.error());
    if (!*file) return fail(ErrorCode::Unsupported, "This is no raster; name a land cover raster.", spec.path);
    auto meaning = understandRaster(*file, spec, stop);
    if (!meaning) return Failure(meaning.error());
    if (meaning->rule() != CellRule::Classes || meaning->scheme.empty())
        return fail(ErrorCode::Unsupported,
                    "It is not known what the cells of this raster mean; name its scheme, one of data/crosswalks, with --scheme.",
                    spec.path);
    const auto scheme = loadScheme(meaning->scheme);
    if (!scheme) return Failure(scheme.error());
    const auto toRaster = Transform::between(plane, meaning->crs);
    if (!toRaster) return Failure(toRaster.error());
    const auto& grid = meaning->decoder.grid;
    const Extent box = toRaster->forward(within);
    const auto window = box.empty() ? CellWindow{} : windowOver(grid, box);
    if (window.columns <= 0 || window.rows <= 0)
        return fail(ErrorCode::NotFound, "This raster lies elsewhere; name one that covers the city.", spec.path);
    if (static_cast<int64_t>(window.columns) * window.rows > kMostCells)
        return fail(
            ErrorCode::TooLarge,
            fmt::format("The city covers {} x {} cells of this raster, more than can be kept at once; name a coarser one.",
                        window.columns, window.rows),
            spec.path);
    ClassSource source{{grid, meaning->crs, {}},
                       meaning->scheme,
                       meaning->decoder.band,
                       rasterAttribution(*meaning),
                       std::move(meaning->remarks)};
    CodeTable codes(**scheme);
    if (auto done = readCells(meaning->decoder, window, codes, source.raster.classes, stop); !done) return Failure(done.error());
    const Point origin = grid.transform.toCrs(window.column, window.row);
    source.raster.grid.columns = window.columns, source.raster.grid.rows = window.rows;
    source.raster.grid.transform.c[0] = origin.x, source.raster.grid.transform.c[3] = origin.y;
    codes.remark(source.remarks);
    return source;
}

}  // namespace geo
