#include <algorithm>
#include <array>

#include "geo/taxonomy/scheme.h"

namespace geo {
namespace {

struct Class {
    std::string_view id, label;
    Colour colour;
};

// The colours of the mosaic: 20 CIEDE2000 units and more apart within a dimension, for normal and for simulated colour-blind
// vision (Machado et al. 2009). Unknown is a warm grey just off the paper, so that a gap in the data is seen, but not read as a
// class.
constexpr Colour kUnknown{232, 230, 226, 255};
constexpr std::array kDensity{Class{"high", "High density", {0x7e, 0x22, 0x06}},
                              Class{"medium", "Medium density", {0xd8, 0x83, 0x1c}},
                              Class{"low", "Low density", {0xf6, 0xd9, 0xa8}}, Class{"unknown", "Density unknown", kUnknown}};
constexpr std::array kUse{Class{"residential", "Residential", {0xf4, 0xe4, 0x88}},
                          Class{"industrial", "Industrial", {0x7a, 0x4a, 0x9f}},
                          Class{"commercial", "Commercial", {0xde, 0x33, 0x05}},
                          Class{"recreational", "Recreational", {0x11, 0xb8, 0x96}}, Class{"unknown", "Use unknown", kUnknown}};
constexpr std::array kSettlement{Class{"urban", "Urban", {0x8e, 0x25, 0x17}},
                                 Class{"agricultural", "Agricultural", {0xf7, 0xd7, 0x48}},
                                 Class{"rural", "Rural", {0x2b, 0x9b, 0x9c}}, Class{"unknown", "Settlement unknown", kUnknown}};
constexpr std::array kSurface{Class{"natural", "Natural surface", {0x76, 0xb5, 0x66}},
                              Class{"man-made", "Man-made surface", {0x5b, 0x51, 0x67}},
                              Class{"unknown", "Surface unknown", kUnknown}};
constexpr std::array kTenure{Class{"formal", "Formal tenure", {0x1c, 0x61, 0xa3}},
                             Class{"informal", "Informal tenure", {0xf4, 0x7c, 0x08}},
                             Class{"unknown", "Tenure unknown", kUnknown}};
constexpr std::array kInfrastructure{
    Class{"green", "Green infrastructure", {0x4b, 0xa5, 0x54}}, Class{"blue", "Blue infrastructure", {0x14, 0x49, 0x90}},
    Class{"grey", "Grey infrastructure", {0xc4, 0xc4, 0xc4}}, Class{"unknown", "Infrastructure unknown", kUnknown}};

struct Axis {
    std::string_view id, title;
    std::span<const Class> classes;
};
constexpr std::array<Axis, kDimensions> kAxes{Axis{"density", "Density", kDensity},
                                              Axis{"use", "Land use", kUse},
                                              Axis{"settlement", "Settlement", kSettlement},
                                              Axis{"surface", "Surface", kSurface},
                                              Axis{"tenure", "Tenure", kTenure},
                                              Axis{"infrastructure", "Infrastructure", kInfrastructure}};

const Axis& axis(Dimension dimension) { return kAxes[static_cast<size_t>(dimension)]; }

ClassTable tableOf(size_t dimension) {
    const Axis& of = kAxes[dimension];
    ClassTable table;
    table.name = of.id;
    table.title = of.title;
    for (const Class& c : of.classes) {
        ClassEntry entry{std::string(c.id), std::string(c.label), c.colour, {}, ""};
        if (c.id != "unknown") entry.dimensions[dimension] = c.id;
        table.classes.push_back(std::move(entry));
    }
    return table;
}

}  // namespace

std::span<const std::string_view> classIds(Dimension dimension) {
    static const auto ids = [] {
        std::array<std::vector<std::string_view>, kDimensions> all;
        for (size_t i = 0; i < all.size(); ++i)
            for (const Class& c : kAxes[i].classes) all[i].push_back(c.id);
        return all;
    }();
    return ids[static_cast<size_t>(dimension)];
}

std::string_view dimensionId(Dimension dimension) { return axis(dimension).id; }

std::optional<Dimension> parseDimension(std::string_view id) {
    const auto found = std::ranges::find(kAxes, id, &Axis::id);
    if (found == kAxes.end()) return std::nullopt;
    return static_cast<Dimension>(found - kAxes.begin());
}

const ClassTable& dimensionTable(Dimension dimension) {
    static const auto tables = [] {
        std::array<ClassTable, kDimensions> all;
        for (size_t i = 0; i < all.size(); ++i) all[i] = tableOf(i);
        return all;
    }();
    return tables[static_cast<size_t>(dimension)];
}

DimensionClasses dimensionClasses(const ClassEntry& entry) {
    DimensionClasses classes{};
    for (size_t d = 0; d < classes.size(); ++d) {
        const auto& table = dimensionTable(static_cast<Dimension>(d));
        classes[d] = static_cast<uint8_t>(table.indexOf(entry.dimensions[d]).value_or(table.size() - 1));
    }
    return classes;
}

}  // namespace geo
