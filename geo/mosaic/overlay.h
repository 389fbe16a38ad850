#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/mosaic/tessellate.h"
#include "geo/vector/rings.h"

namespace geo {

/// A polygon as it is overlaid; borrowed.
struct OverlayArea {
    std::span<const Rings> polygons;  ///< disjoint and valid
    double areaM2 = 0;                ///< of the whole original polygon: the smaller one wins where two overlap
};

/// What the areas say in one respect: a class each, 0 for those that say nothing.
struct AreaTheme {
    std::vector<uint8_t> classOf;   ///< per area, 0..classes
    std::vector<uint16_t> labelOf;  ///< per area; empty: no labels are wanted
    int classes = 0;
};

/// Shares of the tesserae by class of one theme.
struct ThemeShares {
    std::vector<std::vector<float>> share;     ///< [class - 1][tessera], 0..1
    std::vector<std::vector<uint16_t>> label;  ///< the same: the label with the largest part of that share; 0: none
};

/// Which share of every tessera belongs to which class, per theme. Where areas of one theme overlap the one with the smallest
/// original area counts (of equal ones the first): exact areas, and the shares of a tessera add up to 1 at most. Everything in
/// metres of one plane. The answer does not depend on the order of the tesserae, and on the order of the areas only where two are
/// equally large. Runs on `threads` threads (0: one a core), with the same answer for any number; `progress` is called on the
/// calling one. Work grows with the number of edges of areas in and near each tessera. Errors: Cancelled.
[[nodiscard]] Result<std::vector<ThemeShares>> overlayAreas(std::span<const Tessera> tesserae, std::span<const OverlayArea> areas,
                                                            std::span<const AreaTheme> themes, const Progress& progress,
                                                            const std::stop_token& stop, unsigned threads = 0);

/// The ground that a line of some width covers: its sides, with flat ends. Empty where it covers none.
[[nodiscard]] std::vector<Rings> bandAround(std::span<const Point> line, double widthM);

}  // namespace geo
