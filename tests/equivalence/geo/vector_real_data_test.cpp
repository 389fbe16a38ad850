#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "geo/pyramid/vector_layer.h"

namespace geo {
namespace {

const std::string kData = METROMOSAIC_SOURCE_DIR "/../shared/data/";

#define NEEDS(path)                               \
    if (!std::filesystem::exists(kData + (path))) \
    GTEST_SKIP() << "The development data lack " << (path) << "; nothing to compare."

std::shared_ptr<const LayerSource> openAt(SourceSpec spec, LonLat centre) {
    spec.path = kData + spec.path;
    auto layer = openVectorLayer(spec, Crs::cityEqualArea(centre), {}, {});
    EXPECT_TRUE(layer) << describe(layer.error());
    return layer ? *layer : nullptr;
}

TEST(VectorRealData, KoreanNamesComeOutOfTheCodePageOfTheDbf) {
    NEEDS("seoul/juso2015_dong.shp");
    SourceSpec spec;
    spec.path = "seoul/juso2015_dong.shp", spec.labelField = "EMD_KOR_NM";
    const auto layer = openAt(spec, {126.98, 37.56});
    ASSERT_TRUE(layer);
    EXPECT_EQ(layer->features()->labelOf[0], "대방동");
    EXPECT_TRUE(layer->diagnostics().remarks.empty());
    spec.encoding = "UTF-8";  // a wrong override is noticed
    const auto wrong = openAt(spec, {126.98, 37.56});
    ASSERT_TRUE(wrong);
    ASSERT_EQ(wrong->diagnostics().remarks.size(), 1u);
    EXPECT_NE(wrong->diagnostics().remarks[0].find("encoding"), std::string::npos);
}

TEST(VectorRealData, CyrillicNamesOfMoscow) {
    NEEDS("moscow-west/places.shp");
    SourceSpec spec;
    spec.path = "moscow-west/places.shp", spec.ranks = "places", spec.classField = "place=type", spec.geometry = "point";
    const auto layer = openAt(spec, {37.27, 55.67});
    ASSERT_TRUE(layer);
    EXPECT_EQ(layer->features()->labelOf[0], "Одинцово") << "the only city comes first";
}

TEST(VectorRealData, PeopleOfMadridPerGeodesicSquareKilometre) {
    NEEDS("madrid/census2021_grid_1km.gpkg");
    SourceSpec spec;
    spec.path = "madrid/census2021_grid_1km.gpkg", spec.valueField = "T", spec.perArea = "km2";
    const auto layer = openAt(spec, {-3.7, 40.46});
    ASSERT_TRUE(layer);
    EXPECT_NEAR(layer->valueRange()->maximum, 43599, 15) << "LAEA cells measure 1 km² within a few parts in ten thousand";
}

TEST(VectorRealData, AddressesOfMontevideoAreAllCounted) {
    NEEDS("montevideo/osm-qa/12");
    SourceSpec spec;
    spec.path = "montevideo/osm-qa", spec.drawAs = DrawAs::PointDensity, spec.geometry = "point",
    spec.select = {"addr:housenumber"};
    const auto layer = openAt(spec, {-56.16, -34.886});
    ASSERT_TRUE(layer);
    EXPECT_EQ(layer->valueRange()->unit, "addresses per ha");
    const TileScheme scheme;
    const int level = 10;  // 128 m a texel
    double sum = 0;
    for (const auto& id : scheme.covering(layer->extent(), level)) {
        const auto tile = layer->read(scheme, id, {});
        ASSERT_TRUE(tile);
        if (const auto* values = std::get_if<ValueContent>(&tile->data))
            for (const float v : values->values)
                if (!std::isnan(v)) sum += v * scheme.resolution(level) * scheme.resolution(level) / 10000;
    }
    EXPECT_NEAR(sum, static_cast<double>(layer->features()->features), 20);
}

TEST(VectorRealData, AreasOfSaoPauloAreWhatTheCitySays) {
    NEEDS("sao-paulo/pde/04_ZEIS1.geojson");
    SourceSpec spec;
    spec.path = "sao-paulo/pde/04_ZEIS1.geojson", spec.valueField = "AREA_M2", spec.perArea = "km2";
    const auto layer = openAt(spec, {-46.63, -23.6});
    ASSERT_TRUE(layer);
    auto values = layer->features()->valueOf;  // square metres per square kilometre
    std::sort(values.begin(), values.end());
    EXPECT_NEAR(values[values.size() / 2], 1e6, 3000);
}

}  // namespace
}  // namespace geo
