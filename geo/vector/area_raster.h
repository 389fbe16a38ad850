#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/vector/feature_store.h"

namespace geo {

/// Per texel the two features that cover most of it: (feature + 1) << 8 | coverage 0..255; 0 is nothing. Row 0 at the north.
struct CoverageTile {
    std::vector<uint32_t> first;
    std::vector<uint32_t> second;  ///< empty where no texel has a runner-up
};

/// Where a tile lies in a store's steps, and how large its texels are.
struct TexelFrame {
    double west = 0, north = 0;  ///< steps
    double perStep = 1;          ///< texels per step
    int sizePx = 512;

    TexelFrame() = default;
    /// `box` in the map's CRS.
    TexelFrame(const Extent& box, int size, const FeatureStore& store)
        : west(box.minX / store.unit()),
          north(box.maxY / store.unit()),
          perStep(size * store.unit() / box.width()),
          sizePx(size) {}
    [[nodiscard]] Point texel(StoredPoint p) const { return {(p.x - west) * perStep, (north - p.y) * perStep}; }
};

/// Scan conversion with exact area coverage: every edge adds its signed area to the texels it passes, a running sum along the row
/// turns that into coverage (after the font rasterisers of LibArt, FreeType and font-rs). No tessellation, no sampling.
///
/// Features are added from bottom to top. Where a feature covers a texel wholly it hides what is below; where several share one
/// their coverages add up and what exceeds the texel is taken from the earlier ones. One thread; reused from tile to tile.
class AreaRaster {
public:
    /// Begins a tile.
    void begin(int sizePx);
    /// Adds a polygon feature of a store. Parts that lie apart add up; a ring that crosses itself is filled by the even-odd rule.
    void addPolygon(const FeatureStore& store, uint32_t feature, const TexelFrame& frame);
    /// Adds one ring, in texels, to the feature being collected; orientation counts.
    void addRing(std::span<const Point> texels);
    /// Paints what addRing collected: overlapping rings of one orientation unite.
    void paintRings(uint32_t feature);
    [[nodiscard]] bool empty() const { return !m_painted; }
    [[nodiscard]] CoverageTile finish();

private:
    // Coverage is counted in 1/65535 while features come in, so that many that are far below a texel still add up.
    struct Texel {
        uint32_t firstId, secondId;  // feature + 1
        uint16_t first, second, rest, spare;
    };
    static void blend(Texel& texel, uint32_t id, uint32_t coverage);
    void addSmall(const FeatureStore& store, uint32_t feature, const TexelFrame& frame, int x0, int y0, int width, int height);
    void addEdge(Point a, Point b);
    void addClippedEdge(double x0, double y0, double x1, double y1);
    void mark(int row, int column) {
        m_marks[static_cast<size_t>(row) * m_markWords + (column >> 6)] |= uint64_t{1} << (column & 63);
    }
    template <class Fold>
    void paint(uint32_t id, Fold fold);
    template <class Fold>
    void paintRow(uint32_t id, int row, Fold fold);

    int m_size = 0;
    bool m_painted = false;
    std::vector<Texel> m_texels;
    // The accumulator of one feature: signed area per texel and a bit for each that was touched. Zero between features.
    std::vector<float> m_area;      // m_size rows of m_size + 2
    std::vector<uint64_t> m_marks;  // m_size rows of m_markWords
    size_t m_markWords = 0;
    int m_firstRow = 0, m_lastRow = -1;
};

}  // namespace geo
