#include "viewer/app/layer_looks.h"

#include <gtest/gtest.h>

namespace app {
namespace {

geo::LayerProposal districts() {
    geo::LayerProposal proposal{"Barrios", {}, {}, 5, 1};
    proposal.look.covers = true;
    return proposal;
}

TEST(LayerLooks, FilesAreToldApart) {
    LayerLooks looks({0, false, false});
    const geo::LayerProposal plain{"Plain", {}, {}, 15, 1};
    EXPECT_NE(looks.layerOf({plain}).style.fill, looks.layerOf({plain}).style.fill);
    EXPECT_NE(LayerLooks({3, false, false}).layerOf({plain}).style.fill,
              LayerLooks({0, false, false}).layerOf({plain}).style.fill);
}

TEST(LayerLooks, DistrictsAreAGroundAloneAndOutlinesOverAMap) {
    EXPECT_EQ(LayerLooks({0, false, false}).layerOf({districts()}).style.fill.a, 255);
    const auto over = LayerLooks({0, false, true}).layerOf({districts()});
    EXPECT_LT(over.style.fill.a, 40);
    EXPECT_EQ(over.style.outline.a, 255);
}

TEST(LayerLooks, NetworksOverAMosaicKeepTheirColours) {
    geo::LayerProposal mosaic{"Street blocks", {}, {}, 0, 0.01}, grey{"Transport and utility areas", {}, {}, 1, 0.01};
    mosaic.look.dimension = "use";
    mosaic.look.colourOf["unknown"] = {241, 240, 237, 255};
    grey.look.fill = geo::Colour{0xcf, 0xcc, 0xc6, 255};
    LayerLooks looks({0, false, false});
    looks.reserve(mosaic);
    looks.reserve(grey);
    EXPECT_EQ(looks.layerOf({grey}).style.fill, *grey.look.fill) << "near to unknown, which is hatched";
}

TEST(LayerLooks, CrowdsStepBackInCompanyOnly) {
    geo::LayerProposal crowd{"Points", {}, {}, 85, 0};
    crowd.look.crowd = true;
    EXPECT_EQ(LayerLooks({0, false, false}).layerOf({crowd}).maxMetresPerPixel, 0);
    EXPECT_GT(LayerLooks({0, true, false}).layerOf({crowd}).maxMetresPerPixel, 0);
}

TEST(LayerLooks, TheDataHaveTheirSay) {
    geo::LayerProposal own{"Parques", {}, {}, 15, 1};
    own.look.fill = geo::Colour{1, 2, 3, 255};
    own.look.hidden = {"unknown"};
    own.look.colourOf["green"] = {4, 5, 6, 255};
    const auto layer = LayerLooks({0, false, false}).layerOf({own});
    EXPECT_EQ(layer.id, "parques");
    EXPECT_EQ(layer.style.fill, *own.look.fill);
    EXPECT_EQ(layer.style.hidden, own.look.hidden);
    EXPECT_EQ(layer.style.colourOf, own.look.colourOf);
}

}  // namespace
}  // namespace app
