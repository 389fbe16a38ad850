#include "geo/vector/area_raster.h"

#include <algorithm>
#include <cmath>

#include "geo/raster/edge_area.h"

namespace geo {
namespace {

constexpr uint32_t kWhole = 65535;
constexpr int kSmallPx = 8;  // features up to this size take the short way

uint32_t toUnits(float coverage) { return static_cast<uint32_t>(coverage * static_cast<float>(kWhole) + 0.5f); }

// Even-odd: coverage 0 and 2 are outside, 1 is inside.
struct EvenOdd {
    uint32_t operator()(float sum) const {
        float a = std::abs(sum);
        if (a <= 1) return toUnits(a);
        if (a <= 1.0005f) return kWhole;
        a -= 2 * std::floor(a / 2);
        return toUnits(a > 1 ? 2 - a : a);
    }
};

struct Union {
    uint32_t operator()(float sum) const { return toUnits(std::min(1.f, std::abs(sum))); }
};

}  // namespace

void AreaRaster::begin(int sizePx) {
    m_painted = false;
    m_texels.assign(static_cast<size_t>(sizePx) * sizePx, Texel{});
    if (sizePx == m_size) return;
    m_size = sizePx;
    m_markWords = static_cast<size_t>(sizePx + 2 + 63) / 64;
    m_area.assign(static_cast<size_t>(sizePx) * (sizePx + 2), 0.f);
    m_marks.assign(static_cast<size_t>(sizePx) * m_markWords, 0);
    m_firstRow = sizePx, m_lastRow = -1;
}

void AreaRaster::blend(Texel& t, uint32_t id, uint32_t coverage) {
    if (coverage >= kWhole) {
        t = {id, 0, kWhole, 0, 0, 0};
        return;
    }
    const uint32_t sum = t.first + t.second + t.rest + coverage;
    if (sum > kWhole) {
        uint32_t excess = sum - kWhole;
        const auto take = [&](uint16_t& from) {
            const uint32_t part = std::min<uint32_t>(excess, from);
            from = static_cast<uint16_t>(from - part);
            excess -= part;
        };
        take(t.rest);
        take(t.firstId < t.secondId ? t.first : t.second);
        take(t.firstId < t.secondId ? t.second : t.first);
        if (t.second > t.first) std::swap(t.first, t.second), std::swap(t.firstId, t.secondId);
    }
    const auto amount = static_cast<uint16_t>(coverage);
    if (amount > t.first) {
        t.rest = static_cast<uint16_t>(t.rest + t.second);
        t.second = t.first, t.secondId = t.firstId;
        t.first = amount, t.firstId = id;
    } else if (amount > t.second) {
        t.rest = static_cast<uint16_t>(t.rest + t.second);
        t.second = amount, t.secondId = id;
    } else {
        t.rest = static_cast<uint16_t>(t.rest + amount);
    }
}

void AreaRaster::addPolygon(const FeatureStore& store, uint32_t feature, const TexelFrame& frame) {
    const auto& box = store.boxOf(feature);
    const Point a = frame.texel({box.minX, box.maxY}), b = frame.texel({box.maxX, box.minY});  // north-west, south-east
    if (b.x < 0 || b.y < 0 || a.x >= m_size || a.y >= m_size) return;
    if (a.x >= 0 && a.y >= 0 && b.x < m_size && b.y < m_size) {
        const int x0 = static_cast<int>(a.x), y0 = static_cast<int>(a.y);
        const int width = static_cast<int>(b.x) - x0 + 1, height = static_cast<int>(b.y) - y0 + 1;
        if (width <= kSmallPx && height <= kSmallPx) return addSmall(store, feature, frame, x0, y0, width, height);
    }
    int shells = 0;
    for (uint32_t p = store.firstPart(feature); p < store.lastPart(feature); ++p) {
        const auto part = store.part(p);
        shells += !part.hole;
        Point previous = frame.texel(part.points.back());
        for (const auto& stored : part.points) {
            const Point next = frame.texel(stored);
            addEdge(previous, next);
            previous = next;
        }
    }
    shells > 1 ? paint(feature + 1, Union{}) : paint(feature + 1, EvenOdd{});
}

void AreaRaster::addSmall(const FeatureStore& store, uint32_t feature, const TexelFrame& frame, int x0, int y0, int width,
                          int height) {
    m_painted = true;
    const uint32_t firstPart = store.firstPart(feature), lastPart = store.lastPart(feature);
    Texel* corner = &m_texels[static_cast<size_t>(y0) * m_size + x0];
    if (width == 1 && height == 1) {
        double area = 0;
        for (uint32_t p = firstPart; p < lastPart; ++p) area += doubleArea(store.part(p).points);
        const double covered = std::min(1.0, std::abs(area) * 0.5 * frame.perStep * frame.perStep);
        // At least one unit: a million features in one texel still fill it.
        blend(*corner, feature + 1, std::max(1u, static_cast<uint32_t>(covered * kWhole + 0.5)));
        return;
    }
    constexpr ptrdiff_t kStride = kSmallPx + 2;
    float area[kSmallPx * kStride];
    std::fill_n(area, height * kStride, 0.f);
    const TexelFrame local = [&] {
        TexelFrame f = frame;
        f.west += x0 / frame.perStep, f.north -= y0 / frame.perStep;
        return f;
    }();
    const double mostX = width, mostY = height;
    const auto inside = [&](StoredPoint p) {
        const Point t = local.texel(p);  // rounding of west and north may put it a hair outside
        return Point{std::clamp(t.x, 0.0, mostX), std::clamp(t.y, 0.0, mostY)};
    };
    int shells = 0;
    for (uint32_t p = firstPart; p < lastPart; ++p) {
        const auto part = store.part(p);
        shells += !part.hole;
        Point previous = inside(part.points.back());
        for (const auto& stored : part.points) {
            const Point next = inside(stored);
            addEdgeArea(previous.x, previous.y, next.x, next.y, [&](int row, int column, double here, double right) {
                float* cell = area + row * kStride + column;
                cell[0] += static_cast<float>(here);
                cell[1] += static_cast<float>(right);
            });
            previous = next;
        }
    }
    for (int row = 0; row < height; ++row) {
        float sum = 0;
        Texel* line = corner + static_cast<ptrdiff_t>(row) * m_size;
        for (int column = 0; column < width; ++column) {
            sum += area[row * kStride + column];
            const uint32_t coverage = shells > 1 ? Union{}(sum) : EvenOdd{}(sum);
            if (coverage) blend(line[column], feature + 1, coverage);
        }
    }
}

void AreaRaster::addRing(std::span<const Point> texels) {
    if (texels.size() < 3) return;
    Point previous = texels.back();
    for (const auto& next : texels) {
        addEdge(previous, next);
        previous = next;
    }
}

void AreaRaster::paintRings(uint32_t feature) { paint(feature + 1, Union{}); }

void AreaRaster::addEdge(Point a, Point b) {
    clipEdge(a, b, m_size, m_size, [this](double x0, double y0, double x1, double y1) { addClippedEdge(x0, y0, x1, y1); });
}

void AreaRaster::addClippedEdge(double x0, double y0, double x1, double y1) {
    if (y0 == y1) return;
    m_firstRow = std::min(m_firstRow, static_cast<int>(std::min(y0, y1)));
    m_lastRow = std::max(m_lastRow, static_cast<int>(std::ceil(std::max(y0, y1))) - 1);
    addEdgeArea(x0, y0, x1, y1, [this](int row, int column, double here, double right) {
        float* cell = &m_area[static_cast<size_t>(row) * (m_size + 2) + column];
        cell[0] += static_cast<float>(here);
        cell[1] += static_cast<float>(right);
        mark(row, column);
        mark(row, column + 1);
    });
}

template <class Fold>
void AreaRaster::paint(uint32_t id, Fold fold) {
    const int last = std::min(m_lastRow, m_size - 1);
    for (int row = m_firstRow; row <= last; ++row) paintRow(id, row, fold);
    m_firstRow = m_size, m_lastRow = -1;
}

template <class Fold>
void AreaRaster::paintRow(uint32_t id, int row, Fold fold) {
    float* area = &m_area[static_cast<size_t>(row) * (m_size + 2)];
    uint64_t* marks = &m_marks[static_cast<size_t>(row) * m_markWords];
    Texel* line = &m_texels[static_cast<size_t>(row) * m_size];
    float sum = 0;
    int filledTo = 0;
    const auto span = [&](int from, int to, uint32_t coverage) {
        if (coverage == 0 || from >= to) return;
        m_painted = true;
        if (coverage >= kWhole - 2)
            std::fill(line + from, line + to, Texel{id, 0, kWhole, 0, 0, 0});
        else
            for (int column = from; column < to; ++column) blend(line[column], id, coverage);
    };
    for (size_t word = 0; word < m_markWords; ++word) {
        for (uint64_t bits = marks[word]; bits; bits &= bits - 1) {
            const int column = static_cast<int>(word * 64) + __builtin_ctzll(bits);
            span(filledTo, std::min(column, m_size), std::abs(sum) < 1e-4f ? 0 : fold(sum));
            sum += area[column];
            area[column] = 0;
            if (column < m_size) span(column, column + 1, std::abs(sum) < 1e-5f ? 0 : fold(sum));
            filledTo = column + 1;
        }
        marks[word] = 0;
    }
    span(filledTo, m_size, std::abs(sum) < 1e-4f ? 0 : fold(sum));
}

CoverageTile AreaRaster::finish() {
    CoverageTile tile;
    tile.first.resize(m_texels.size());
    bool anySecond = false;
    const auto entry = [](uint32_t id, uint32_t coverage) { return coverage ? id << 8 | coverage : 0; };
    std::vector<uint32_t> second(m_texels.size());
    for (size_t i = 0; i < m_texels.size(); ++i) {
        const Texel& t = m_texels[i];
        if (t.first == 0) continue;
        if (t.first == kWhole) {
            tile.first[i] = t.firstId << 8 | 255;
            continue;
        }
        // What fell to third and further features is shared out, so that no background shines through where many meet.
        const uint32_t kept = t.first + t.second, total = kept + t.rest;
        const uint32_t all = (total * 255 + kWhole / 2) / kWhole;
        const uint32_t runnerUp =
            static_cast<uint32_t>((static_cast<uint64_t>(total) * 255 * t.second / kept + kWhole / 2) / kWhole);
        tile.first[i] = entry(t.firstId, all - std::min(all, runnerUp));
        second[i] = entry(t.secondId, std::min(all, runnerUp));
        anySecond = anySecond || second[i] != 0;
    }
    if (anySecond) tile.second = std::move(second);
    return tile;
}

}  // namespace geo
