#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "geo/taxonomy/colour_difference.h"
#include "geo/taxonomy/oklab.h"
#include "geo/taxonomy/scheme.h"

namespace {

/// Machado, Oliveira & Fernandes 2009, severity 1, in linear light.
struct Vision {
    const char* name;
    std::array<std::array<double, 3>, 3> rows;
};
constexpr std::array kVisions{
    Vision{"normal", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    Vision{"protanopia", {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    Vision{"deuteranopia", {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    Vision{"tritanopia", {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}}};

geo::Colour seen(geo::Colour c, const Vision& vision) {
    const std::array linear{geo::toLinear(c.r), geo::toLinear(c.g), geo::toLinear(c.b)};
    const auto channel = [&](size_t i) {
        double light = 0;
        for (size_t k = 0; k < 3; ++k) light += vision.rows[i][k] * linear[k];
        light = std::clamp(light, 0.0, 1.0);
        const double coded = light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
        return static_cast<uint8_t>(std::lround(255 * coded));
    };
    return {channel(0), channel(1), channel(2), 255};
}

void expectApart(geo::Colour a, geo::Colour b, double least, const std::string& pair) {
    for (const auto& vision : kVisions)
        EXPECT_GE(geo::colourDifference(seen(a, vision), seen(b, vision)), least) << pair << ", " << vision.name;
}

double chroma(geo::Colour colour) {
    const auto lab = geo::toCieLab(colour);
    return std::hypot(lab.a, lab.b);
}

geo::Colour osm(const std::string& code) {
    const auto scheme = geo::loadScheme("osm");
    const auto index = (*scheme)->table.indexOf(code);
    EXPECT_TRUE(index) << code;
    return (*scheme)->table.classes[index.value_or(0)].colour;
}

TEST(Palette, ClassesOfADimensionAreToldApartByEveryReader) {
    for (int d = 0; d < geo::kDimensions; ++d) {
        const auto& table = geo::dimensionTable(static_cast<geo::Dimension>(d));
        for (size_t i = 1; i + 1 < table.size(); ++i)  // the last is unknown, which is hatched
            for (size_t j = 1; j < i; ++j)
                expectApart(table.classes[i].colour, table.classes[j].colour, 19.5,
                            table.classes[i].code + " and " + table.classes[j].code);
    }
}

TEST(Palette, WhereMostOfACityIsResidentialItsYellowIsCalmAndOtherUsesStandOut) {
    constexpr double kCalm = 50;
    const auto& use = geo::dimensionTable(geo::Dimension::Use);
    const auto homes = use.classes[*use.indexOf("residential")].colour;
    EXPECT_LT(chroma(homes), kCalm);
    for (const char* id : {"industrial", "commercial", "recreational"}) {
        const auto other = use.classes[*use.indexOf(id)].colour;
        EXPECT_LT(geo::toCieLab(other).l + 20, geo::toCieLab(homes).l) << id;
    }
    const auto landUse = osm("landuse=residential");
    EXPECT_LT(chroma(landUse), kCalm);
    for (const char* code : {"landuse=commercial", "landuse=retail", "landuse=industrial", "landuse=institutional",
                             "residential=slum", "amenity=hospital"})
        expectApart(landUse, osm(code), 12, code);
    expectApart(landUse, osm("landuse=farmland"), 5, "homes and fields");
}

TEST(Palette, ResidentialIsYellow) {
    for (const char* code : {"landuse=residential", "residential=urban", "residential=apartments", "residential=single_family"}) {
        const auto lab = geo::toCieLab(osm(code));
        const double hueDeg = std::atan2(lab.b, lab.a) * 180 / M_PI;
        EXPECT_TRUE(hueDeg > 82 && hueDeg < 105 && lab.l > 80) << code << ": hue " << hueDeg;
    }
}

}  // namespace
