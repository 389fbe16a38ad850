#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "geo/base/paths.h"
#include "geo/io/vector_dataset.h"
#include "geo/prepare/mosaic_files.h"

#include "tests/support/polygon_area.h"

namespace geo {
namespace {

using support::areaOf;

namespace fs = std::filesystem;

std::string contentOf(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

class MosaicOfMontevideo : public testing::Test {
protected:
    void SetUp() override {
        if (!resolveDemoPath("demo:montevideo")) GTEST_SKIP() << "The demonstration data are not installed.";
        m_folder = fs::temp_directory_path() / ("metromosaic-mosaic-" + std::to_string(::getpid()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    static const PrepareCity& city() {
        static const PrepareCity montevideo{"montevideo", "Montevideo", {-56.1882, -34.9033}, "URY", true};
        return montevideo;
    }
    static PrepareRequest request() {
        PrepareRequest request;
        request.box = GeographicExtent{-56.23, -34.93, -56.13, -34.86};  // the old town, the port and the centre
        request.osm = demonstrationSources(city());
        return request;
    }
    fs::path m_folder;
};

TEST_F(MosaicOfMontevideo, CoversItsTerritoryOnceAndForAll) {
    const auto mosaic = makeMosaic(request(), city(), {}, {});
    ASSERT_TRUE(mosaic) << describe(mosaic.error());
    double sum = 0, water = 0;
    size_t withAddresses = 0, withUse = 0;
    for (size_t i = 0; i < mosaic->tesserae.size(); ++i) {
        sum += mosaic->tesserae[i].areaM2;
        if (mosaic->tesserae[i].kind == TesseraKind::Water) water += mosaic->tesserae[i].areaM2;
        withAddresses += !mosaic->addresses.empty() && mosaic->addresses[i] > 0;
        const auto use = mosaic->verdicts[i][static_cast<size_t>(Dimension::Use)].classIndex;
        withUse += use > 0 && use < 5;
    }
    const double whole = areaOf(mosaic->territory.parts);
    EXPECT_NEAR(sum / whole, 1, 1e-6);
    EXPECT_GT(water / whole, 0.2) << "the bay and the river";
    EXPECT_LT(water / whole, 0.6);
    EXPECT_GT(mosaic->tesserae.size(), 2000u);
    EXPECT_GT(withAddresses, 1500u);
    EXPECT_GT(withUse, 1000u);
}

TEST_F(MosaicOfMontevideo, IsWrittenTheSameTwiceAndReadBack) {
    for (const char* name : {"a", "b"}) {
        const auto mosaic = makeMosaic(request(), city(), {}, {});
        ASSERT_TRUE(mosaic) << describe(mosaic.error());
        fs::create_directories(m_folder / name);
        const auto written = writeMosaic(*mosaic, city(), m_folder / name);
        ASSERT_TRUE(written) << describe(written.error());
        EXPECT_GE(written->size(), 4u);
        for (const auto& file : *written) {
            const auto dataset = VectorDataset::open((m_folder / name / file.file).string());
            ASSERT_TRUE(dataset) << describe(dataset.error());
            EXPECT_EQ(dataset->layers().front().features, static_cast<int64_t>(file.features)) << file.file;
        }
    }
    for (const auto& entry : fs::directory_iterator(m_folder / "a"))
        EXPECT_TRUE(contentOf(entry.path()) == contentOf(m_folder / "b" / entry.path().filename())) << entry.path();
}

TEST_F(MosaicOfMontevideo, OfAFileThatIsNotThereSaysSo) {
    auto wrong = request();
    wrong.osm = {{(m_folder / "nothing.osm.pbf").string(), 0}};
    const auto mosaic = makeMosaic(wrong, city(), {}, {});
    ASSERT_FALSE(mosaic);
    EXPECT_EQ(mosaic.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace geo
