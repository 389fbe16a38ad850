#include "geo/mosaic/surroundings.h"

#include <cmath>

#include "geo/mosaic/evidence.h"

namespace geo {
namespace {

constexpr double kCellM = 250;
constexpr int kMarginCells = 8;  // more than twice the reach of any rule

Extent boxOf(std::span<const Tessera> tesserae) {
    Extent box;
    for (const auto& tessera : tesserae)
        for (const auto& p : tessera.rings.front()) box.add(p);
    return box;
}

}  // namespace

Surroundings::Surroundings(std::span<const Tessera> tesserae)
    : m_grid(boxOf(tesserae), kCellM, kMarginCells), m_land(m_grid.size()) {
    for (const auto& tessera : tesserae) {
        m_parts.push_back(m_grid.partsOf(tessera.rings));
        m_isLand.push_back(tessera.kind != TesseraKind::Water);
        if (m_isLand.back())
            for (const auto& part : m_parts.back()) m_land[part.cell] += part.areaM2;
    }
}

std::vector<float> Surroundings::onTesserae(const CellField& field) const {
    std::vector<float> means;
    means.reserve(m_parts.size());
    for (const auto& parts : m_parts) {
        double sum = 0, area = 0;
        for (const auto& part : parts)
            if (!std::isnan(field[part.cell])) sum += field[part.cell] * part.areaM2, area += part.areaM2;
        means.push_back(area > 0 ? static_cast<float>(sum / area) : kNotCovered);
    }
    return means;
}

CellField Surroundings::around(const CellField& amount, const CellField& squareMetres, double radiusM, double factor) const {
    auto sums = m_grid.sumAround(amount, radiusM);
    const auto areas = m_grid.sumAround(squareMetres, radiusM);
    for (size_t c = 0; c < sums.size(); ++c) sums[c] = areas[c] >= kCellM * kCellM ? factor * sums[c] / areas[c] : std::nan("");
    return sums;
}

std::vector<float> Surroundings::meanAround(std::span<const float> values, double radiusM) const {
    CellField amount(m_grid.size()), known(m_grid.size());
    for (size_t t = 0; t < m_parts.size(); ++t) {
        if (!m_isLand[t] || std::isnan(values[t])) continue;
        for (const auto& part : m_parts[t]) {
            amount[part.cell] += double{values[t]} * part.areaM2;
            known[part.cell] += part.areaM2;
        }
    }
    return onTesserae(around(amount, known, radiusM, 1));
}

}  // namespace geo
