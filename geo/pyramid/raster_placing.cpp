#include "geo/pyramid/raster_placing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "geo/pyramid/geographic_box.h"
#include "geo/pyramid/layer_crs.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

bool isPicture(const RasterFacts& facts) {
    const auto has = [&](BandRole role) {
        return std::any_of(facts.bands.begin(), facts.bands.end(), [&](const BandFacts& band) { return band.role == role; });
    };
    return has(BandRole::Red) && has(BandRole::Green) && has(BandRole::Blue);
}

std::string bandName(const RasterFacts& facts, size_t index) {
    const auto& description = facts.bands[index].description;
    return description.empty() ? fmt::format("band {}", index + 1) : fmt::format("band {} ({})", index + 1, description);
}

std::string otherBands(const RasterFacts& facts, size_t chosen) {
    std::string list;
    constexpr size_t kMostNamed = 8;
    size_t named = 0;
    for (size_t i = 0; i < facts.bands.size(); ++i) {
        if (i == chosen || facts.bands[i].role == BandRole::Alpha) continue;
        if (named++ >= kMostNamed) continue;
        list += (list.empty() ? "" : ", ") + bandName(facts, i);
    }
    if (named > kMostNamed) list += fmt::format(" and {} more", named - kMostNamed);
    return list;
}

}  // namespace

Result<RasterPlace> placeRaster(const RasterFile& file, const std::string& crsOfUser, Diagnostics& remarks) {
    const auto& facts = file.facts();
    const auto& path = file.path();
    if (facts.columns <= 0 || facts.rows <= 0)
        return fail(ErrorCode::Malformed, "This raster has no cells: its width or height is zero.", path);
    if (facts.curved)
        return fail(ErrorCode::Unsupported,
                    "This raster lies on a curved grid (positions per cell or a camera model); warp it with gdalwarp first.",
                    path);
    if (!facts.transform) {
        if (facts.controlPoints > 0)
            return fail(
                ErrorCode::Unsupported,
                fmt::format("This raster is tied to the ground by {} control points that no straight grid fits; warp it with "
                            "gdalwarp first.",
                            facts.controlPoints),
                path);
        return fail(ErrorCode::NoCrs,
                    "This raster does not say where on Earth it lies; give it a georeference (world file or gdal_edit) first.",
                    path);
    }
    RasterPlace place;
    place.grid = {facts.columns, facts.rows, *facts.transform};
    const double determinant = place.grid.transform.determinant();
    const bool finite =
        std::all_of(facts.transform->c.begin(), facts.transform->c.end(), [](double c) { return std::isfinite(c); });
    if (!finite || determinant == 0 || !std::isfinite(determinant))
        return fail(ErrorCode::Malformed, "The georeference of this raster gives its cells no area; repair it with gdal_edit.",
                    path);
    const std::string& definition = crsOfUser.empty() ? facts.crs : crsOfUser;
    if (definition.empty()) {
        if (!looksLikeDegrees(place.grid.extent(), -180, 360))
            return fail(ErrorCode::NoCrs,
                        "This raster names no coordinate reference system and its coordinates are no degrees; assign the right "
                        "one, for instance with gdal_edit.py -a_srs EPSG:32721.",
                        path);
        remarks.add(
            "The file names no coordinate reference system; its coordinates look like longitude and latitude and are read so.");
        return place;
    }
    auto crs = Crs::parse(definition);
    if (!crs) {
        crs.error().subject = path;
        return tl::make_unexpected(crs.error());
    }
    place.crs = *crs;
    if (place.crs.isGeographic() && !looksLikeDegrees(place.grid.extent(), -360, 540))
        return fail(ErrorCode::Malformed,
                    "This raster claims longitude and latitude, but its coordinates lie beyond any on Earth; assign the "
                    "right system, for instance with gdal_edit.py -a_srs EPSG:32721.",
                    path);
    return place;
}

Result<GeographicExtent> geographicExtentOf(const RasterPlace& place) {
    constexpr int kSteps = 33;
    GeographicBox box;
    if (place.crs.isGeographic() && place.grid.isAxisAligned()) {
        box.add(place.grid.extent());
        return box.narrowest();
    }
    const auto toLonLat = Transform::between(place.crs, Crs::wgs84());
    if (!toLonLat) return tl::make_unexpected(toLonLat.error());
    for (int j = 0; j < kSteps; ++j) {
        std::vector<Point> row;
        for (int i = 0; i < kSteps; ++i)
            row.push_back(place.grid.transform.toCrs(place.grid.columns * static_cast<double>(i) / (kSteps - 1),
                                                     place.grid.rows * static_cast<double>(j) / (kSteps - 1)));
        toLonLat->forward(row);
        box.addPath(row);
    }
    if (box.empty())
        return fail(ErrorCode::Unsupported,
                    "No part of this raster can be placed on the Earth; check its coordinate reference system.");
    return box.narrowest();
}

Result<int> chooseBand(const RasterFile& file, const SourceSpec& spec, Diagnostics& remarks) {
    const auto& facts = file.facts();
    const auto count = static_cast<int>(facts.bands.size());
    if (spec.band > count || spec.band < 0)
        return fail(ErrorCode::NotFound, fmt::format("There is no band {}: this raster has {}.", spec.band, count), file.path());
    int band = spec.band;
    if (band == 0) {
        if (spec.drawAs == DrawAs::Auto && isPicture(facts))
            return fail(ErrorCode::Unsupported,
                        "This is a picture (red, green and blue bands), not classes or values: there is nothing to "
                        "draw in a legend.",
                        file.path());
        const auto first = std::find_if(facts.bands.begin(), facts.bands.end(), [](const BandFacts& b) {
            return b.role != BandRole::Alpha && b.type != CellType::Complex;
        });
        if (first == facts.bands.end())
            return fail(ErrorCode::Unsupported,
                        "The cells of this raster are complex numbers or transparency only; convert a part of them to "
                        "real numbers first.",
                        file.path());
        band = static_cast<int>(first - facts.bands.begin()) + 1;
        if (const auto others = otherBands(facts, static_cast<size_t>(band) - 1); !others.empty())
            remarks.add(
                fmt::format("Drawn is {}; the file also has {}.", bandName(facts, static_cast<size_t>(band) - 1), others));
    }
    const BandFacts& chosen = facts.bands[static_cast<size_t>(band) - 1];
    if (chosen.type == CellType::Complex)
        return fail(ErrorCode::Unsupported,
                    "The cells of this band are complex numbers; convert a part of them to real numbers first.", file.path());
    constexpr int64_t kMostBlockCells = int64_t{1} << 28;
    if (static_cast<int64_t>(chosen.blockColumns) * chosen.blockRows > kMostBlockCells)
        return fail(
            ErrorCode::TooLarge,
            fmt::format(
                "This raster is stored in pieces of {} x {} cells, too large to read; tile it with gdal_translate -of COG.",
                chosen.blockColumns, chosen.blockRows),
            file.path());
    constexpr int64_t kMostCellsWithoutOverviews = int64_t{1} << 38;  // 524,288 x 524,288: more is never prepared in an afternoon
    if (chosen.overviews.empty() && static_cast<int64_t>(facts.columns) * facts.rows > kMostCellsWithoutOverviews)
        return fail(
            ErrorCode::TooLarge,
            fmt::format("This raster claims {} x {} cells and has no overviews; add them with gdaladdo -r mode (classes) or "
                        "-r average (values), or cut the part that matters with gdal_translate -projwin.",
                        facts.columns, facts.rows),
            file.path());
    return band;
}

namespace {

/// Remote files are sampled from one overview, which lies together at their head; near ones from the cells themselves.
RasterLevel levelToSample(const CellDecoder& decoder) {
    const auto levels = fileLevels(decoder, true);
    if (!decoder.file->isRemote()) return levels.front();
    constexpr int kEnough = 256;
    RasterLevel level = levels.front();
    for (const auto& coarser : levels)
        if (std::max(coarser.columns, coarser.rows) >= kEnough) level = coarser;
    return level;
}

constexpr int kPatch = 256;  // cells a side

/// Reads windows of one level into a sample.
class CellSampler {
public:
    CellSampler(const CellDecoder& decoder, const RasterLevel& level, std::stop_token stop)
        : m_reader(decoder), m_level(level), m_stop(std::move(stop)) {}

    Result<void> take(const CellWindow& window) {
        m_cells.resize(static_cast<size_t>(window.columns) * window.rows);
        if (auto done = m_reader.read(m_level, window, m_cells, m_stop); !done) return done;
        for (int row = 0; row < window.rows; ++row)
            sample.addRun(
                std::span(m_cells).subspan(static_cast<size_t>(row) * window.columns, static_cast<size_t>(window.columns)));
        return {};
    }
    /// Looks on where a first sample is empty: patch by patch, all over the raster, until there are enough cells with data.
    Result<void> search() {
        constexpr size_t kEnough = 4096;
        constexpr int64_t kMostCells = int64_t{1} << 28;
        const int64_t across = (m_level.columns + kPatch - 1) / kPatch, patches = across * ((m_level.rows + kPatch - 1) / kPatch);
        auto stride = std::max<int64_t>(1, static_cast<int64_t>(0.618 * static_cast<double>(patches)));  // the golden section
        while (std::gcd(stride, patches) != 1) ++stride;
        for (int64_t i = 0; i < patches; ++i) {
            if (sample.values.size() >= kEnough || i * kPatch * kPatch > kMostCells) return {};
            const int64_t patch = i * stride % patches;
            const int column = static_cast<int>(patch % across) * kPatch, row = static_cast<int>(patch / across) * kPatch;
            const CellWindow window{column, row, std::min(kPatch, m_level.columns - column),
                                    std::min(kPatch, m_level.rows - row)};
            if (auto done = take(window); !done) return done;
        }
        sample.complete = true;
        return {};
    }

    ValueSample sample;

private:
    CellReader m_reader;
    const RasterLevel& m_level;
    std::stop_token m_stop;
    std::vector<double> m_cells;
};

}  // namespace

Result<ValueSample> sampleCells(const CellDecoder& decoder, const std::stop_token& stop) {
    constexpr int kWhole = 1024, kPatches = 3;
    const RasterLevel level = levelToSample(decoder);
    CellSampler sampler(decoder, level, stop);
    if (level.columns <= kWhole && level.rows <= kWhole) {
        for (int row = 0; row < level.rows; row += kPatch)
            if (auto done = sampler.take({0, row, level.columns, std::min(kPatch, level.rows - row)}); !done)
                return tl::make_unexpected(done.error());
        sampler.sample.complete = level.overview < 0;
        return std::move(sampler.sample);
    }
    for (int j = 0; j < kPatches; ++j)
        for (int i = 0; i < kPatches; ++i) {
            CellWindow w{0, 0, std::min(kPatch, level.columns), std::min(kPatch, level.rows)};
            w.column = static_cast<int>(static_cast<int64_t>(level.columns - w.columns) * (2 * i + 1) / (2 * kPatches)) / kPatch *
                       kPatch;
            w.row = static_cast<int>(static_cast<int64_t>(level.rows - w.rows) * (2 * j + 1) / (2 * kPatches)) / kPatch * kPatch;
            if (auto done = sampler.take(w); !done) return tl::make_unexpected(done.error());
        }
    if (sampler.sample.values.empty() && !decoder.file->isRemote())
        if (auto done = sampler.search(); !done) return tl::make_unexpected(done.error());
    return std::move(sampler.sample);
}

}  // namespace geo
