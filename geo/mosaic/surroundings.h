#pragma once

#include <span>
#include <vector>

#include "geo/mosaic/city_grid.h"
#include "geo/mosaic/tessellate.h"

namespace geo {

/// What lies around the tesserae, on cells of 250 m over all of them. Plane metres; immutable, any thread.
class Surroundings {
public:
    explicit Surroundings(std::span<const Tessera> tesserae);

    [[nodiscard]] const CityGrid& grid() const { return m_grid; }
    /// Square metres of land per cell.
    [[nodiscard]] const CellField& land() const { return m_land; }

    /// Mean of a cell's values over each tessera; NaN where no cell under it has one.
    [[nodiscard]] std::vector<float> onTesserae(const CellField& field) const;
    /// Sum around each cell over the square metres around it, times a factor; NaN where there is less than one cell of them.
    [[nodiscard]] CellField around(const CellField& amount, const CellField& squareMetres, double radiusM, double factor) const;
    /// Mean of what is known of the tesserae (NaN: not known) over the land around each; NaN as above.
    [[nodiscard]] std::vector<float> meanAround(std::span<const float> values, double radiusM) const;

private:
    CityGrid m_grid;
    CellField m_land;
    std::vector<std::vector<CityGrid::Part>> m_parts;  // of each tessera
    std::vector<bool> m_isLand;
};

}  // namespace geo
