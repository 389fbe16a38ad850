#pragma once

#include <atomic>
#include <cmath>
#include <functional>
#include <mutex>

#include "geo/pyramid/layer_source.h"

namespace fake {

/// A layer that computes its tiles: no file, no randomness. Counts its reads.
class Source : public geo::LayerSource {
public:
    using Read = std::function<geo::Result<geo::TileContent>(const geo::TileScheme&, const geo::TileId&)>;

    Source(geo::SourceKind kind, geo::Extent extent, Read read) : m_kind(kind), m_extent(extent), m_read(std::move(read)) {}

    [[nodiscard]] geo::SourceKind kind() const override { return m_kind; }
    [[nodiscard]] geo::Extent extent() const override { return m_extent; }
    [[nodiscard]] double nativeResolution() const override { return native; }
    [[nodiscard]] geo::Result<geo::TileContent> read(const geo::TileScheme& scheme, const geo::TileId& id,
                                                     std::stop_token) const override {
        ++reads;
        return m_read(scheme, id);
    }
    [[nodiscard]] std::shared_ptr<const geo::ClassTable> classes() const override { return table; }
    [[nodiscard]] uint64_t classesRevision() const override { return tableRevision; }
    [[nodiscard]] std::optional<geo::ValueRange> valueRange() const override { return range; }
    [[nodiscard]] const geo::RankTable* ranks() const override { return rankTable ? &*rankTable : nullptr; }
    [[nodiscard]] std::shared_ptr<const geo::FeatureTable> features() const override { return featureTable; }
    [[nodiscard]] std::vector<geo::Identified> identify(geo::Point, double, const geo::IsDrawn&) const override { return {}; }
    [[nodiscard]] const std::string& attribution() const override { return credit; }
    [[nodiscard]] geo::Diagnostics diagnostics() const override { return {}; }
    [[nodiscard]] uint64_t dataRevision() const override { return revision; }

    mutable std::atomic<int> reads{0};
    std::atomic<uint64_t> revision{0}, tableRevision{0};
    double native = 0;
    std::shared_ptr<geo::ClassTable> table;
    std::optional<geo::ValueRange> range;
    std::optional<geo::RankTable> rankTable;
    std::shared_ptr<geo::FeatureTable> featureTable;
    std::string credit = "a test";

private:
    geo::SourceKind m_kind;
    geo::Extent m_extent;
    Read m_read;
};

inline constexpr geo::Extent kWorld{-20000, -20000, 20000, 20000};

inline std::shared_ptr<geo::ClassTable> threeClasses() {
    auto table = std::make_shared<geo::ClassTable>();
    table->classes.push_back({"1", "Built", {200, 80, 70, 255}, {}, ""});
    table->classes.push_back({"2", "Green", {120, 170, 90, 255}, {}, ""});
    table->classes.push_back({"3", "Water", {90, 150, 200, 255}, {}, ""});
    return table;
}

/// Calls `texel` with the map position of every texel's middle.
template <class T, class Texel>
std::vector<T> raster(const geo::TileScheme& scheme, const geo::TileId& id, Texel&& texel) {
    const auto box = scheme.extent(id);
    const double res = scheme.resolution(id.level);
    std::vector<T> texels(static_cast<size_t>(scheme.tilePx) * static_cast<size_t>(scheme.tilePx));
    for (int row = 0; row < scheme.tilePx; ++row)
        for (int column = 0; column < scheme.tilePx; ++column)
            texels[static_cast<size_t>(row) * static_cast<size_t>(scheme.tilePx) + static_cast<size_t>(column)] =
                texel(geo::Point{box.minX + (column + 0.5) * res, box.maxY - (row + 0.5) * res});
    return texels;
}

/// Squares of `cell` metres in the classes 1..3, with holes.
inline std::shared_ptr<Source> chessboard(double cell = 500) {
    auto source = std::make_shared<Source>(geo::SourceKind::Classes, kWorld, [cell](const auto& scheme, const auto& id) {
        geo::CodeContent content;
        content.codes8 = raster<uint8_t>(scheme, id, [cell](geo::Point p) {
            const auto i = static_cast<int64_t>(std::floor(p.x / cell)), j = static_cast<int64_t>(std::floor(p.y / cell));
            return static_cast<uint8_t>(((i * 7 + j * 3) % 4 + 4) % 4);
        });
        return geo::Result<geo::TileContent>(geo::TileContent{std::move(content)});
    });
    source->table = threeClasses();
    return source;
}

inline std::shared_ptr<Source> gradient() {
    auto source = std::make_shared<Source>(geo::SourceKind::Values, kWorld, [](const auto& scheme, const auto& id) {
        geo::ValueContent content;
        content.values = raster<float>(scheme, id, [](geo::Point p) {
            if (std::hypot(p.x - 1000, p.y) < 400) return std::numeric_limits<float>::quiet_NaN();
            return static_cast<float>(50 + p.x / 100 + 10 * std::sin(p.y / 300));
        });
        return geo::Result<geo::TileContent>(geo::TileContent{std::move(content)});
    });
    source->range = geo::ValueRange{0, 100, -100, 300, "addresses per ha", geo::Spread::Linear};
    return source;
}

/// Touching discs of radius 300 m on a grid of 500 m, later ones over earlier ones, with coverage at their edges.
inline std::shared_ptr<Source> circles() {
    constexpr double kGrid = 500, kRadius = 280;
    constexpr int kAcross = 80;
    auto source = std::make_shared<Source>(geo::SourceKind::Areas, kWorld, [](const auto& scheme, const auto& id) {
        const double res = scheme.resolution(id.level);
        geo::AreaContent content;
        content.second.resize(static_cast<size_t>(scheme.tilePx) * static_cast<size_t>(scheme.tilePx));
        size_t at = 0;
        content.first = raster<uint32_t>(scheme, id, [&](geo::Point p) {
            std::array<std::pair<double, uint32_t>, 2> best{};
            double left = 1;
            const auto ci = std::lround(p.x / kGrid), cj = std::lround(p.y / kGrid);
            for (long j = cj - 1; j <= cj + 1; ++j)
                for (long i = ci + 1; i >= ci - 1; --i) {
                    const long column = i + kAcross / 2, row = j + kAcross / 2;
                    if (column < 0 || row < 0 || column >= kAcross || row >= kAcross) continue;
                    const double inside = std::clamp(
                        (kRadius - std::hypot(p.x - static_cast<double>(i) * kGrid, p.y - static_cast<double>(j) * kGrid)) / res +
                            0.5,
                        0.0, 1.0);
                    const double share = inside * left;
                    left -= share;
                    const auto feature = static_cast<uint32_t>(row * kAcross + column);
                    if (share > best[0].first)
                        best = {std::pair(share, feature + 1), best[0]};
                    else if (share > best[1].first)
                        best[1] = {share, feature + 1};
                }
            const auto pack = [](std::pair<double, uint32_t> e) {
                const auto coverage = static_cast<uint32_t>(std::lround(e.first * 255));
                return coverage == 0 ? 0u : e.second << 8 | coverage;
            };
            content.second[at++] = pack(best[1]);
            return pack(best[0]);
        });
        return geo::Result<geo::TileContent>(geo::TileContent{std::move(content)});
    });
    source->table = threeClasses();
    auto features = std::make_shared<geo::FeatureTable>();
    features->features = kAcross * kAcross;
    for (size_t i = 0; i < features->features; ++i)
        features->classOf.push_back(static_cast<uint16_t>(1 + (i * 5 + i / kAcross) % 3));
    source->featureTable = features;
    return source;
}

/// Features as polylines in map metres, cut to each tile with a margin.
struct Polyline {
    std::vector<geo::Point> points;
    uint16_t rank = 1;
};
inline std::shared_ptr<Source> network(std::vector<Polyline> lines, geo::RankTable ranks) {
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
    auto features = std::make_shared<geo::FeatureTable>();
    features->features = lines.size();
    for (const auto& line : lines) features->classOf.push_back(line.rank);
    auto source = std::make_shared<Source>(geo::SourceKind::Lines, kWorld, [lines](const auto& scheme, const auto& id) {
        constexpr double kMarginTexels = 24;
        const auto box = scheme.extent(id);
        const auto grown = box.grown(kMarginTexels * scheme.resolution(id.level));
        geo::LineContent content;
        for (size_t f = 0; f < lines.size(); ++f)
            for (size_t i = 0; i + 1 < lines[f].points.size(); ++i) {
                const auto &a = lines[f].points[i], &b = lines[f].points[i + 1];
                geo::Extent reach;
                reach.add(a), reach.add(b);
                if (!reach.intersects(grown)) continue;
                const auto local = [&](geo::Point p) {
                    return std::pair(static_cast<float>((p.x - box.minX) / box.width()),
                                     static_cast<float>((box.maxY - p.y) / box.height()));
                };
                const auto [x0, y0] = local(a);
                const auto [x1, y1] = local(b);
                content.segments.push_back({x0, y0, x1, y1, static_cast<uint32_t>(f)});
            }
        if (content.segments.empty()) return geo::Result<geo::TileContent>(geo::TileContent{geo::EmptyContent{}});
        return geo::Result<geo::TileContent>(geo::TileContent{std::move(content)});
    });
    source->featureTable = features;
    source->rankTable = std::move(ranks);
    return source;
}

struct Place {
    geo::Point at;
    uint16_t rank = 1;
    std::string name;
    float value = 1;
};
inline std::shared_ptr<Source> places(std::vector<Place> all, std::optional<geo::RankTable> ranks = std::nullopt) {
    auto features = std::make_shared<geo::FeatureTable>();
    features->features = all.size();
    for (const auto& place : all) {
        features->classOf.push_back(place.rank);
        features->labelOf.push_back(place.name);
        features->valueOf.push_back(place.value);
    }
    auto source = std::make_shared<Source>(geo::SourceKind::Points, kWorld, [all](const auto& scheme, const auto& id) {
        const auto box = scheme.extent(id);
        geo::PointContent content;
        for (size_t f = 0; f < all.size(); ++f)
            if (scheme.at(all[f].at, id.level) == id)
                content.points.push_back({static_cast<float>((all[f].at.x - box.minX) / box.width()),
                                          static_cast<float>((box.maxY - all[f].at.y) / box.height()), static_cast<uint32_t>(f)});
        return geo::Result<geo::TileContent>(geo::TileContent{std::move(content)});
    });
    source->table = threeClasses();
    source->featureTable = features;
    source->rankTable = std::move(ranks);
    return source;
}

}  // namespace fake
