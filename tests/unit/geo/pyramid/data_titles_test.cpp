#include "geo/pyramid/data_titles.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace geo {
namespace {

struct Row {
    const char *name, *title;
};

TEST(DataTitles, PublishedNamesAreReadable) {
    const Row rows[] = {
        {"02_Macroarea_Estruturacao_Metropolitana", "Macroarea Estruturacao Metropolitana"},
        {"04A_ZEIS2", "ZEIS 2"},
        {"04_ZEIS-1_poly", "ZEIS-1"},
        {"01A_Zona_Rural.geojson", "Zona Rural"},
        {"05_Parques_Municipais_existentes", "Parques Municipais existentes"},
        {"09_Corredor_onibus_municipal_existente", "Corredor onibus municipal existente"},
        {"15_Viario_Estrutural_N1", "Viario Estrutural N1"},
        {"15_RPPN.geojson", "RPPN"},
        {"0301040100_Barris_UNITATS_ADM.shp", "Barris"},
        {"0301040100_TermeMunicipal_UNITATS_ADM", "Terme municipal"},
        {"0301040100_SecCens_UNITATS_ADM", "Seccions censals"},
        {"gis_osm_water_a_free_1", "Water"},
        {"gis_osm_pofw_a_free_1.shp", "Places of worship"},
        {"BMC_Wards.geojson", "BMC Wards"},
        {"slumClusters.geojson", "Slum clusters"},
        {"RBS_OD_ORT_1412.shp", "Districts (Ortsteile)"},
        {"juso2015_dong.shp", "Dong 2015"},
        {"kostat2013_gu.geojson", "Gu 2013"},
        {"admdongkor_dong.geojson", "Dong"},
        {"census2021_grid_1km.gpkg", "Census 2021 grid, 1 km"},
        {"madrid_centre_heights_2m.tif", "Madrid centre heights, 2 m"},
        {"madrid_nbhds.gpkg", "Madrid neighbourhoods"},
        {"moabit_landuse.gpkg", "Moabit land use"},
        {"landuse.shp", "Land use"},
        {"spo_hexgrid.csv", "Hexagons"},
        {"spo_osm_centre.osm.pbf", "Osm centre"},
        {"derived_address_points_per_ha.tif", "Derived address points per ha"},
        {"berlin_lcz_100m.tif", "Local climate zones"},
        {"sydney_global_lcz_3band.tif", "Local climate zones"},
        {"ghs_pop_250m_sao_paulo.tif", "Population (GHS-POP)"},
        {"GHS_POP_E2015_GLOBE_R2023A_54009_100_V1_0.tif", "Population 2015 (GHS-POP)"},
        {"GHS_BUILT_C_MSZ_E2018_GLOBE_R2023A_54009_10_V1_0", "Built-up classes 2018 (GHS-BUILT-C)"},
        {"GHS_SMOD_E2030_GLOBE_R2023A_54009_1000_V2_0", "Degree of urbanisation 2030 (GHS-SMOD)"},
        {"ESA_WorldCover_10m_2021_v200_N39W009_Map", "Land cover 2021 (ESA WorldCover)"},
        {"bra_ppp_2020_UNadj.tif", "Population 2020 (WorldPop)"},
        {"bern_valais_g100_clc00.tif", "Land cover 2000 (CORINE)"},
        {"2015_land_use", "Land use 2015"},
        {"123", "123"},
        {"", ""},
        {"_-_", "_-_"},
    };
    for (const auto& row : rows) EXPECT_EQ(readableTitle(row.name), row.title) << row.name;
}

TEST(DataTitles, NoNameOfTheRealDataKeepsItsUnderscores) {
    const auto folder = std::filesystem::path(METROMOSAIC_SOURCE_DIR).parent_path() / "shared" / "data";
    if (!std::filesystem::is_directory(folder))
        GTEST_SKIP() << "the real data are not here: no folder shared/data beside the source";
    const std::set<std::string> endings{".tif", ".shp", ".geojson", ".gpkg", ".pbf"};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!endings.contains(entry.path().extension().string())) continue;
        const auto title = readableTitle(entry.path().filename().string());
        EXPECT_EQ(title.find_first_of("_."), std::string::npos) << title;
        EXPECT_FALSE(std::isdigit(static_cast<unsigned char>(title[0]))) << title;
        EXPECT_FALSE(std::islower(static_cast<unsigned char>(title[0]))) << title;
    }
}

TEST(DataTitles, AFilesOwnTitleIsTakenWhereItIsMeantForReaders) {
    EXPECT_EQ(ownTitle("Land cover of the canton", "lc_2018"), "Land cover of the canton");
    EXPECT_EQ(ownTitle("  population per hectare. ", "x"), "Population per hectare");
    EXPECT_EQ(ownTitle("madrid_nbhds", "madrid_nbhds"), std::nullopt);
    EXPECT_EQ(ownTitle("C:\\work\\my file", "x"), std::nullopt);
    EXPECT_EQ(ownTitle("Created by a program in the year of our lord and with many more words than fit", "x"), std::nullopt);
    EXPECT_EQ(ownTitle("", "x"), std::nullopt);
}

TEST(DataTitles, AssetsOfPacksSpeakAsPlannersDo) {
    EXPECT_EQ(assetTitle(knownTitles(), "Grey infrastructure, lines"), "Roads and railways");
    EXPECT_EQ(assetTitle(knownTitles(), "Blue infrastructure"), "Water");
    EXPECT_EQ(assetTitle(knownTitles(), "Tesserae"), "Street blocks");
    EXPECT_EQ(assetTitle(knownTitles(), "Grey infrastructure of the port"), "Grey infrastructure of the port") << "its own words";
    EXPECT_FALSE(parseTitles("kind,words,title\nasset,tesserae,\n", "titles.csv")) << "an asset without a title";
}

TEST(DataTitles, ATableSaysWhichLineIsWrong) {
    const auto bad = parseTitles("kind,words,title\nseries,lcz,Zones\nsentence,a,b\n", "titles.csv");
    ASSERT_FALSE(bad);
    EXPECT_NE(bad.error().message.find("Line 3"), std::string::npos);
    EXPECT_FALSE(parseTitles("a,b\n1,2\n", "titles.csv"));
    const auto good = parseTitles("kind,words,title\nseries,my maps,Maps of {year}\n", "titles.csv");
    ASSERT_TRUE(good);
    EXPECT_EQ(seriesTitle(*good, "My_Maps_1999"), "Maps of 1999");
    EXPECT_EQ(seriesTitle(*good, "maps_my"), std::nullopt);
}

}  // namespace
}  // namespace geo
