#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace bench {

/// Deterministic hash of a lattice point; the same on every machine and compiler.
[[nodiscard]] constexpr uint32_t hash(int64_t x, int64_t y, uint32_t seed) {
    uint64_t h = static_cast<uint64_t>(x) * 0x9E3779B97F4A7C15ull ^ static_cast<uint64_t>(y) * 0xC2B2AE3D27D4EB4Full;
    h ^= static_cast<uint64_t>(seed) * 0x165667B19E3779F9ull;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93ull;
    h ^= h >> 29;
    h *= 0xD6E8FEB86659FD93ull;
    return static_cast<uint32_t>(h >> 32);
}

/// 0 <= unit < 1.
[[nodiscard]] constexpr float unit(uint32_t h) { return static_cast<float>(h >> 8) * (1.0f / 16777216.0f); }

/// Adds one octave of value noise, `amplitude` x (0..1), to a row of cells at `y`. `wavelength`: cells, a power of two.
void addOctave(std::span<float> row, int64_t y, int wavelength, float amplitude, uint32_t seed);

/// Fractal value noise of a row, 0..1: octaves from `longest` down to `shortest`, each half as strong as the one before.
void fillNoise(std::span<float> row, int64_t y, int longest, int shortest, uint32_t seed);

/// Value noise at a point, 0..1; `wavelength` in the unit of x and y.
[[nodiscard]] double noiseAt(double x, double y, double wavelength, uint32_t seed);

}  // namespace bench
