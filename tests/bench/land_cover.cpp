#include "tests/bench/land_cover.h"

#include <algorithm>
#include <cmath>

#include "tests/bench/noise.h"

namespace bench {
namespace {

enum Cover : uint8_t {
    DenseTown = 1,
    LooseTown,
    Industry,
    Road,
    Quarry,
    Park,
    Arable,
    Orchard,
    Pasture,
    MixedFarm,
    BroadLeaf,
    Conifer,
    Scrub,
    Sand,
    Marsh,
    Water
};

constexpr std::array<CoverClass, 16> kClasses{{
    {"Dense urban fabric", {176, 58, 46}},
    {"Loose urban fabric", {222, 134, 110}},
    {"Industry and commerce", {142, 104, 158}},
    {"Roads and railways", {92, 92, 98}},
    {"Quarries and building sites", {168, 148, 132}},
    {"Parks and sports grounds", {142, 190, 118}},
    {"Arable land", {240, 224, 158}},
    {"Orchards and vineyards", {214, 176, 92}},
    {"Pasture", {214, 220, 146}},
    {"Mixed farmland", {232, 206, 146}},
    {"Broad-leaved forest", {98, 150, 84}},
    {"Coniferous forest", {58, 112, 82}},
    {"Scrub", {168, 184, 110}},
    {"Beaches and bare land", {232, 222, 200}},
    {"Wetlands", {134, 172, 168}},
    {"Water", {126, 174, 208}},
}};

constexpr int kBlock = 32;     // mean side of a block or field, cells
constexpr int kTownStep = 64;  // cells between nodes of the town grid
constexpr int kTowns = 90;
constexpr uint32_t kHeight = 101, kWetness = 202, kTown = 303, kDetail = 404, kSeedX = 505, kSeedY = 606, kUse = 707,
                   kGrain = 808, kSpeckle = 909;

uint8_t townCover(uint32_t block, float town, float edge) {
    if (edge < 1.1f && town > 0.30f) return Road;
    const float pick = unit(hash(block, 1, kUse));
    if (town > 0.62f) return pick < 0.72f ? DenseTown : pick < 0.84f ? Industry : pick < 0.94f ? Park : LooseTown;
    return pick < 0.62f ? LooseTown : pick < 0.74f ? Industry : pick < 0.84f ? Park : pick < 0.86f ? Quarry : MixedFarm;
}

uint8_t openCover(uint32_t block, float height, float wetness, float detail) {
    const float wood = wetness * 0.65f + height * 0.35f + (detail - 0.5f) * 0.2f;
    if (wood > 0.585f) return height + (detail - 0.5f) * 0.1f > 0.6f ? Conifer : BroadLeaf;
    if (wood > 0.565f) return Scrub;
    const float pick = unit(hash(block, 2, kUse));
    if (wetness < 0.44f) return pick < 0.66f ? Arable : pick < 0.80f ? Pasture : pick < 0.92f ? Orchard : MixedFarm;
    return pick < 0.34f ? Arable : pick < 0.74f ? Pasture : pick < 0.80f ? Orchard : pick < 0.96f ? MixedFarm : BroadLeaf;
}

// What satellites see between the patches: single trees, houses, clearings, two cells wide.
uint8_t speckle(uint8_t cover, int column, int row) {
    const uint32_t h = hash(column / 2, row / 2, kSpeckle);
    if (h % 41 != 0) return cover;
    if (cover <= Park) return h & 64 ? Park : LooseTown;
    return h & 64 ? BroadLeaf : h & 128 ? Pasture : Scrub;
}

}  // namespace

std::span<const CoverClass> coverClasses() { return kClasses; }

LandCover::LandCover(int cells) : m_cells(cells), m_townSide(cells / kTownStep + 2) {
    struct Centre {
        float x, y, reach;
    };
    const float side = static_cast<float>(cells);
    std::vector<Centre> centres{{side * 0.5f, side * 0.70f, side * 0.045f}};
    for (int i = 0; i < kTowns; ++i) {
        const float size = unit(hash(i, 3, kTown));
        centres.push_back(
            {unit(hash(i, 1, kTown)) * side, unit(hash(i, 2, kTown)) * side * 0.76f, side * (0.003f + 0.012f * size * size)});
    }
    m_townGrid.resize(static_cast<size_t>(m_townSide) * m_townSide);
    for (int j = 0; j < m_townSide; ++j)
        for (int i = 0; i < m_townSide; ++i) {
            float most = 0;
            for (const auto& c : centres) {
                const float d = std::hypot(static_cast<float>(i * kTownStep) - c.x, static_cast<float>(j * kTownStep) - c.y);
                most = std::max(most, std::exp(-d / c.reach));
            }
            m_townGrid[static_cast<size_t>(j) * m_townSide + i] = most;
        }
}

void LandCover::fillTown(int row, std::span<float> out) const {
    const int j = row / kTownStep;
    const float v = static_cast<float>(row % kTownStep) / kTownStep;
    const float* upper = &m_townGrid[static_cast<size_t>(j) * m_townSide];
    const float* lower = upper + m_townSide;
    for (int i = 0; i * kTownStep < m_cells; ++i) {
        const float left = upper[i] * (1 - v) + lower[i] * v, right = upper[i + 1] * (1 - v) + lower[i + 1] * v;
        const int count = std::min(kTownStep, m_cells - i * kTownStep);
        for (int k = 0; k < count; ++k)
            out[static_cast<size_t>(i) * kTownStep + k] = left + (right - left) * static_cast<float>(k) / kTownStep;
    }
}

// Voronoi cells of a jittered lattice: squared distances to the nearest and second nearest seed, and the nearest seed's hash.
void LandCover::fillBlocks(int row, Scratch& s) const {
    const int latticeY = row / kBlock;
    for (int begin = 0; begin < m_cells; begin += kBlock) {
        const int latticeX = begin / kBlock, count = std::min(kBlock, m_cells - begin);
        float* nearest = &s.nearest[static_cast<size_t>(begin)];
        float* second = &s.secondNearest[static_cast<size_t>(begin)];
        uint32_t* block = &s.block[static_cast<size_t>(begin)];
        std::fill_n(nearest, count, 1e9f);
        std::fill_n(second, count, 1e9f);
        for (int n = 0; n < 9; ++n) {
            const int x = latticeX + n % 3 - 1, y = latticeY + n / 3 - 1;
            const uint32_t id = hash(x, y, kSeedX);
            const float seedX = (static_cast<float>(n % 3 - 1) + 0.1f + 0.8f * unit(id)) * kBlock;
            const float seedY = (static_cast<float>(y) + 0.1f + 0.8f * unit(hash(x, y, kSeedY))) * kBlock;
            const float dy = static_cast<float>(row) - seedY, dy2 = dy * dy;
            for (int i = 0; i < count; ++i) {
                const float dx = static_cast<float>(i) - seedX, d = dx * dx + dy2;
                second[i] = std::min(second[i], std::max(nearest[i], d));
                block[i] = d < nearest[i] ? id : block[i];
                nearest[i] = std::min(nearest[i], d);
            }
        }
    }
}

void LandCover::paintRow(int row, std::span<uint8_t> codes, Scratch& s) const {
    const size_t width = static_cast<size_t>(m_cells);
    for (auto* field : {&s.height, &s.wetness, &s.town, &s.detail, &s.grain, &s.nearest, &s.secondNearest}) field->resize(width);
    s.block.resize(width);
    fillNoise(s.height, row, 4096, 8, kHeight);
    fillNoise(s.wetness, row, 2048, 16, kWetness);
    fillNoise(s.detail, row, 256, 4, kDetail);
    fillNoise(s.grain, row, 32, 2, kGrain);
    fillTown(row, s.town);
    fillBlocks(row, s);
    // The sea lies in the south, as the Río de la Plata does; the coast is the contour of a sloping, noisy height.
    const float slope = (static_cast<float>(row) / static_cast<float>(m_cells) - 0.74f) * 2.4f;
    for (size_t i = 0; i < width; ++i) {
        const float height = s.height[i], detail = s.detail[i] + (s.grain[i] - 0.5f) * 0.7f, wetness = s.wetness[i];
        const float shore = height - slope - 0.36f;
        const float town = s.town[i] + (detail - 0.5f) * 0.30f;
        const float river = std::abs(wetness - 0.5f);
        if (shore < 0)
            codes[i] = Water;
        else if (shore < 0.004f)
            codes[i] = Sand;
        else if (river < 0.0035f)
            codes[i] = Water;
        else if (town > 0.26f)
            codes[i] = townCover(s.block[i], town, std::sqrt(s.secondNearest[i]) - std::sqrt(s.nearest[i]));
        else if (river < 0.009f + (detail - 0.5f) * 0.02f && height < 0.52f)
            codes[i] = Marsh;
        else
            codes[i] = openCover(s.block[i], height, wetness, detail);
        if (codes[i] < Water) codes[i] = speckle(codes[i], static_cast<int>(i), row);
    }
}

}  // namespace bench
