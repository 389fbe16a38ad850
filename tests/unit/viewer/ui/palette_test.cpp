#include "viewer/ui/palette.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace {

constexpr double kReadable = 4.5;  // WCAG 2.1, 1.4.3

void expectReadable(const ui::Palette& p) {
    const std::vector<std::pair<geo::Colour, geo::Colour>> pairs{
        {p.ink, p.surface},      {p.ink, p.sunken},          {p.ink, p.hover},
        {p.ink, p.pressed},      {p.ink, p.selected},        {p.inkMuted, p.surface},
        {p.inkMuted, p.sunken},  {p.inkMuted, p.hover},      {p.inkMuted, p.selected},
        {p.accent, p.surface},   {p.accent, p.selected},     {p.onAccent, p.accent},
        {p.danger, p.surface},   {p.danger, p.dangerGround}, {p.warning, p.warningGround},
        {p.onTooltip, p.tooltip}};
    for (size_t i = 0; i < pairs.size(); ++i) {
        EXPECT_GE(ui::contrast(pairs[i].first, pairs[i].second), kReadable)
            << "pair " << i << ": " << pairs[i].first.hex() << " on " << pairs[i].second.hex();
    }
}

}  // namespace

TEST(Palette, TextIsReadableInTheLightTheme) { expectReadable(ui::lightPalette()); }
TEST(Palette, TextIsReadableInTheDarkTheme) { expectReadable(ui::darkPalette()); }

TEST(Palette, ContrastIsThatOfWcag) {
    EXPECT_NEAR(ui::contrast({0, 0, 0, 255}, {255, 255, 255, 255}), 21, 1e-9);
    EXPECT_NEAR(ui::contrast({118, 118, 118, 255}, {255, 255, 255, 255}), 4.54, 0.01);
}
