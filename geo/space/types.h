#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace geo {

/// Geographic position on WGS 84, degrees; longitude -180..180 unless said otherwise.
struct LonLat {
    double lonDeg = 0;
    double latDeg = 0;
    friend bool operator==(const LonLat&, const LonLat&) = default;
};

/// A position in a projected plane: the map's CRS (metres) or a dataset's own CRS and unit. x east, y north.
struct Point {
    double x = 0;
    double y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// An axis-aligned box in a plane. Default is empty; an empty box grows to whatever is added.
struct Extent {
    double minX = std::numeric_limits<double>::infinity();
    double minY = std::numeric_limits<double>::infinity();
    double maxX = -std::numeric_limits<double>::infinity();
    double maxY = -std::numeric_limits<double>::infinity();

    [[nodiscard]] bool empty() const { return !(minX <= maxX && minY <= maxY); }
    [[nodiscard]] double width() const { return empty() ? 0 : maxX - minX; }
    [[nodiscard]] double height() const { return empty() ? 0 : maxY - minY; }
    [[nodiscard]] Point centre() const { return {(minX + maxX) / 2, (minY + maxY) / 2}; }
    [[nodiscard]] bool contains(Point p) const { return p.x >= minX && p.x <= maxX && p.y >= minY && p.y <= maxY; }
    [[nodiscard]] bool intersects(const Extent& o) const {
        return minX <= o.maxX && o.minX <= maxX && minY <= o.maxY && o.minY <= maxY;
    }
    void add(Point p) {
        minX = std::min(minX, p.x), maxX = std::max(maxX, p.x);
        minY = std::min(minY, p.y), maxY = std::max(maxY, p.y);
    }
    void add(const Extent& o) {
        minX = std::min(minX, o.minX), maxX = std::max(maxX, o.maxX);
        minY = std::min(minY, o.minY), maxY = std::max(maxY, o.maxY);
    }
    [[nodiscard]] Extent grown(double margin) const { return {minX - margin, minY - margin, maxX + margin, maxY + margin}; }
    [[nodiscard]] Extent intersection(const Extent& o) const {
        return {std::max(minX, o.minX), std::max(minY, o.minY), std::min(maxX, o.maxX), std::min(maxY, o.maxY)};
    }
    friend bool operator==(const Extent&, const Extent&) = default;
};

/// Affine map from (column, row) of a raster, 0,0 at the outer corner of the first cell, to its CRS; GDAL's six numbers.
/// Rotated and south-up rasters are ordinary values of it.
struct GeoTransform {
    std::array<double, 6> c{0, 1, 0, 0, 0, 1};

    [[nodiscard]] Point toCrs(double column, double row) const {
        return {c[0] + column * c[1] + row * c[2], c[3] + column * c[4] + row * c[5]};
    }
    [[nodiscard]] double determinant() const { return c[1] * c[5] - c[2] * c[4]; }
    /// CRS to (column, row) as x, y. The determinant must not be 0.
    [[nodiscard]] Point toCell(Point p) const {
        const double d = determinant(), dx = p.x - c[0], dy = p.y - c[3];
        return {(dx * c[5] - dy * c[2]) / d, (dy * c[1] - dx * c[4]) / d};
    }
};

}  // namespace geo
