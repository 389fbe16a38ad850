#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "geo/mosaic/ring_clip.h"

namespace geo {

/// A set of small numbers.
class NumberSet {
public:
    explicit NumberSet(size_t numbers = 0) : m_words((numbers + 63) / 64) {}
    void toggle(size_t i) { m_words[i / 64] ^= uint64_t{1} << i % 64; }
    [[nodiscard]] bool has(size_t i) const { return m_words[i / 64] >> i % 64 & 1; }
    /// The smallest number in both sets, or `none`.
    [[nodiscard]] size_t firstIn(const NumberSet& other, size_t none) const {
        for (size_t w = 0; w < m_words.size(); ++w)
            if (const uint64_t both = m_words[w] & other.m_words[w]) return w * 64 + static_cast<size_t>(__builtin_ctzll(both));
        return none;
    }
    friend bool operator==(const NumberSet&, const NumberSet&) = default;

private:
    std::vector<uint64_t> m_words;
};

/// How much is seen of layers that lie over each other within a window, from above: of the layers of a group, at each place the
/// first. Layers are polygons by the even-odd rule, in any number of rings; so is the window, and layer 0 is the uppermost.
///
/// The plane is halved until few edges are left in a box; there, vertical lines through all ends and crossings of edges make
/// strips in which edges only lie above each other, and what lies between two of them is a trapezoid. Areas are exact but for
/// the rounding of doubles, whatever touches, coincides or nearly does; no step can fail. O(n log n) for n edges of which few
/// cross at one place. One thread at a time; an object may be used again.
class VisibleAreas {
public:
    /// Starts anew. Coordinates of rings lie near 0; `box` holds all that counts.
    void start(const Extent& box, size_t layers);
    void addWindow(std::span<const Point> ring) { addRing(kWindow, ring); }
    void addLayer(size_t layer, std::span<const Point> ring) { addRing(static_cast<uint32_t>(layer) + 1, ring); }
    /// groups[g] has the layers that group g is about. Answers with [group][layer], the squared unit of the coordinates; with
    /// too little once `stop` is requested, which it looks at in every box.
    [[nodiscard]] const std::vector<std::vector<double>>& seen(const std::vector<NumberSet>& groups, const std::stop_token& stop);

private:
    static constexpr uint32_t kWindow = 0;  // owners: the window, then the layers
    struct Ring {
        uint32_t owner;
        uint32_t begin, end;  // in m_points
        Extent box;
    };
    struct Edge {
        double x0, y0, x1, y1;  // x0 < x1
        uint32_t owner;         // local
        [[nodiscard]] double at(double x) const { return y0 + (y1 - y0) * ((x - x0) / (x1 - x0)); }
    };
    struct Crossed {
        double y;
        uint32_t edge;
    };

    void addRing(uint32_t owner, std::span<const Point> ring);
    void keepRing(uint32_t owner, size_t begin, const Extent& box, std::vector<uint32_t>& covers);
    void solve(const Extent& box, size_t firstRing, const std::vector<uint32_t>& covers, int depth, int stuck);
    void sweep(const Extent& box, size_t firstRing, const std::vector<uint32_t>& covers);
    void addEdges(const Ring& ring, uint32_t owner);
    void findEvents(const Extent& box);
    void sweepStrip(const Extent& box, double from, double to, NumberSet& active);
    void take(const NumberSet& active, double area);

    Extent m_box;
    size_t m_layers = 0;
    std::vector<uint32_t> m_covers;  // owners of the whole box
    std::vector<Point> m_points, m_part;
    std::vector<Ring> m_rings;
    const std::vector<NumberSet>* m_groups = nullptr;
    const std::stop_token* m_stop = nullptr;
    std::vector<std::vector<double>> m_seen;

    // Of the box that is being swept.
    std::vector<uint32_t> m_owners;  // local to global, ascending
    std::vector<NumberSet> m_localGroups;
    std::vector<Edge> m_edges;
    std::vector<double> m_events;
    std::vector<Crossed> m_crossed;  // from below
};

}  // namespace geo
