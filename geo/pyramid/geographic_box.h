#pragma once

#include <span>

#include "geo/pyramid/open_layer.h"

namespace geo {

/// The box around places on the Earth, across the antimeridian where that makes it narrower.
class GeographicBox {
public:
    /// An unbroken stretch of longitudes and latitudes: degrees, longitudes of any turn (-360..540), minX at its western end.
    void add(const Extent& stretch);
    void add(const GeographicBox& other) { m_plain.add(other.m_plain), m_turned.add(other.m_turned); }
    /// Places in longitude and latitude along a line, joined the short way round; what is not finite breaks the line.
    void addPath(std::span<const Point> lonLat);
    [[nodiscard]] bool empty() const { return m_plain.empty(); }
    /// Must not be empty. West > east across the antimeridian.
    [[nodiscard]] GeographicExtent narrowest() const;
    /// Whether it goes round the Earth, so that nothing more can change it.
    [[nodiscard]] bool goesRound() const { return m_plain.width() >= 360 && m_turned.width() >= 360; }
    /// Degrees.
    [[nodiscard]] double width() const { return std::min(m_plain.width(), m_turned.width()); }

private:
    Extent m_plain;   // longitudes -180..180
    Extent m_turned;  // longitudes 0..360
};

}  // namespace geo
