#include "tests/bench/noise.h"

#include <algorithm>
#include <cmath>

namespace bench {
namespace {

constexpr float smooth(float t) { return t * t * (3 - 2 * t); }

}  // namespace

void addOctave(std::span<float> row, int64_t y, int wavelength, float amplitude, uint32_t seed) {
    const int64_t latticeY = y / wavelength;
    const float v = smooth(static_cast<float>(y - latticeY * wavelength) / static_cast<float>(wavelength));
    const auto lattice = [&](int64_t x) {
        return unit(hash(x, latticeY, seed)) * (1 - v) + unit(hash(x, latticeY + 1, seed)) * v;
    };
    const size_t wave = static_cast<size_t>(wavelength);
    float left = lattice(0);
    for (size_t begin = 0; begin < row.size(); begin += wave) {
        const float right = lattice(static_cast<int64_t>(begin / wave) + 1);
        const size_t count = std::min(wave, row.size() - begin);
        float* out = row.data() + begin;
        const float step = 1.0f / static_cast<float>(wavelength);
        for (size_t i = 0; i < count; ++i) {
            out[i] += amplitude * (left + (right - left) * smooth(static_cast<float>(static_cast<int>(i)) * step));
        }
        left = right;
    }
}

void fillNoise(std::span<float> row, int64_t y, int longest, int shortest, uint32_t seed) {
    std::fill(row.begin(), row.end(), 0.0f);
    float whole = 0;
    for (int wave = longest, octave = 0; wave >= shortest; wave /= 2, ++octave) whole += std::ldexp(1.0f, -octave);
    for (int wave = longest, octave = 0; wave >= shortest; wave /= 2, ++octave)
        addOctave(row, y, wave, std::ldexp(1.0f, -octave) / whole, seed + static_cast<uint32_t>(octave));
}

double noiseAt(double x, double y, double wavelength, uint32_t seed) {
    const double u = x / wavelength, v = y / wavelength;
    const double i = std::floor(u), j = std::floor(v);
    const auto corner = [&](int dx, int dy) {
        return static_cast<double>(unit(hash(static_cast<int64_t>(i) + dx, static_cast<int64_t>(j) + dy, seed)));
    };
    const double s = smooth(static_cast<float>(u - i)), t = smooth(static_cast<float>(v - j));
    return (corner(0, 0) * (1 - s) + corner(1, 0) * s) * (1 - t) + (corner(0, 1) * (1 - s) + corner(1, 1) * s) * t;
}

}  // namespace bench
