#include "geo/mosaic/class_shares.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/raster/cell_coverage.h"
#include "geo/space/transform.h"

namespace geo {
namespace {

constexpr float kLeastCover = 0.5f;

/// Cells of each class of the scheme under one tessera; [0]: cells without data.
class ClassCounter {
public:
    ClassCounter(const ClassGrid& raster, size_t classes, const Transform& toRaster)
        : m_raster(raster), m_toRaster(toRaster), m_cells(classes) {}

    /// In cells. False where the tessera cannot be placed on the raster.
    bool count(const Tessera& tessera) {
        std::ranges::fill(m_cells, 0);
        Rings rings = tessera.rings;
        for (auto& ring : rings) {
            m_toRaster.forward(ring);
            for (auto& p : ring) {
                p = m_raster.grid.transform.toCell(p);
                if (!std::isfinite(p.x) || !std::isfinite(p.y)) return false;
            }
        }
        m_total = polygonArea(rings);
        for (const auto& run : m_coverage.of(rings, {0, 0, m_raster.grid.columns, m_raster.grid.rows})) {
            const auto* cell =
                m_raster.classes.data() + static_cast<size_t>(run.row) * static_cast<size_t>(m_raster.grid.columns) + run.column;
            for (int c = 0; c < run.columns; ++c) m_cells[cell[c]] += run.share;
        }
        return true;
    }
    [[nodiscard]] double total() const { return m_total; }
    [[nodiscard]] const std::vector<double>& cells() const { return m_cells; }

private:
    const ClassGrid& m_raster;
    const Transform& m_toRaster;
    CellCoverage m_coverage;
    std::vector<double> m_cells;
    double m_total = 0;
};

/// The columns of one dimension while they are filled.
struct DimensionColumns {
    std::vector<uint8_t> classOf;  // per class of the scheme: 1.. of the dimension, 0 where it is silent
    std::vector<Measure> measures;
};

DimensionColumns columnsOf(const Scheme& scheme, Dimension dimension, const std::string& prefix, size_t tesserae) {
    DimensionColumns columns;
    const auto& table = dimensionTable(dimension);
    bool speaks = false;
    for (const auto& entry : scheme.table.classes) {
        const auto index = table.indexOf(entry.dimensions[static_cast<size_t>(dimension)]);
        columns.classOf.push_back(static_cast<uint8_t>(index.value_or(0)));
        speaks = speaks || columns.classOf.back() != 0;
    }
    std::vector<std::string> labels;
    for (const auto& entry : scheme.table.classes) labels.push_back(entry.label);
    for (size_t c = 1; speaks && c + 1 < table.size(); ++c)
        columns.measures.push_back({prefix + "." + std::string(dimensionId(dimension)) + "." + table.classes[c].code,
                                    std::vector<float>(tesserae, kNotCovered), std::vector<uint16_t>(tesserae), labels});
    return columns;
}

void fill(DimensionColumns& columns, size_t tessera, const std::vector<double>& cells, double covered) {
    std::array<double, 8> sum{}, most{};
    for (size_t c = 1; c < cells.size(); ++c) {
        const auto to = columns.classOf[c];
        if (to == 0 || cells[c] <= 0) continue;
        sum[to] += cells[c];
        if (cells[c] > most[to]) most[to] = cells[c], columns.measures[to - size_t{1}].label[tessera] = static_cast<uint16_t>(c);
    }
    for (size_t c = 0; c < columns.measures.size(); ++c)
        columns.measures[c].values[tessera] = static_cast<float>(std::min(1.0, sum[c + 1] / covered));
}

}  // namespace

Result<void> gatherClasses(EvidenceTable& evidence, std::span<const Tessera> tesserae, const Crs& plane, const ClassGrid& raster,
                           const Scheme& scheme, const std::string& prefix, const std::stop_token& stop) {
    if (scheme.quantity || scheme.tags)
        return fail(ErrorCode::Unsupported, "The scheme " + scheme.table.name + " has no classes of cells; name one that has.");
    const auto toRaster = Transform::between(plane, raster.crs);
    if (!toRaster) return Failure(toRaster.error());
    std::vector<DimensionColumns> dimensions;
    for (int d = 0; d < kDimensions; ++d)
        dimensions.push_back(columnsOf(scheme, static_cast<Dimension>(d), prefix, tesserae.size()));
    std::vector<float> cover(tesserae.size(), 0);
    ClassCounter counter(raster, scheme.table.size(), *toRaster);
    for (size_t t = 0; t < tesserae.size(); ++t) {
        if (t % 1024 == 0 && stop.stop_requested()) return fail(ErrorCode::Cancelled, "Reading land cover was cancelled.");
        if (!counter.count(tesserae[t]) || counter.total() <= 0) continue;
        double covered = 0;
        for (size_t c = 1; c < counter.cells().size(); ++c) covered += counter.cells()[c];
        cover[t] = static_cast<float>(std::min(1.0, covered / counter.total()));
        if (cover[t] < kLeastCover) continue;
        for (auto& columns : dimensions)
            if (!columns.measures.empty()) fill(columns, t, counter.cells(), covered);
    }
    evidence.add(prefix + ".cover", std::move(cover));
    for (auto& columns : dimensions)
        for (auto& measure : columns.measures) evidence.add(std::move(measure));
    return {};
}

}  // namespace geo
