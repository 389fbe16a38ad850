// Files that lie: the answer is one sentence or a layer, never a crash, a hang or a gigabyte.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "geo/pyramid/open_layer.h"

namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

class HostileFiles : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("metromosaic-hostile-" + std::to_string(getpid()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    std::string write(const std::string& name, const std::string& bytes) {
        const auto path = m_folder / name;
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }

    static void expectSentence(const geo::Error& error) {
        EXPECT_FALSE(error.message.empty());
        EXPECT_EQ(error.message.find('\n'), std::string::npos) << error.message;
        EXPECT_EQ(error.message.back(), '.') << error.message;
    }

    /// Goes the whole way of a dropped file. Returns whether anything could be drawn.
    static bool opens(const std::string& path) {
        bool drawn = false;
        if (const auto explained = geo::explain(path); !explained) expectSentence(explained.error());
        const auto proposals = geo::proposeLayers(path, {});
        if (!proposals) {
            expectSentence(proposals.error());
            return false;
        }
        for (const auto& proposal : *proposals) {
            const auto source =
                geo::openLayer(proposal.spec, geo::Crs::cityEqualArea({10, 50}), [](double, const std::string&) {}, {});
            if (!source) {
                expectSentence(source.error());
                continue;
            }
            const geo::TileScheme scheme;
            const auto middle = (*source)->extent().empty() ? geo::Point{} : (*source)->extent().centre();
            const auto tile = (*source)->read(scheme, scheme.at(middle, 10), {});
            if (!tile) expectSentence(tile.error());
            drawn |= tile.has_value();
        }
        return drawn;
    }

    static size_t peakMiB() {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return static_cast<size_t>(usage.ru_maxrss) / 1024;
    }

    fs::path m_folder;
};

std::string little32(uint32_t v) {
    return {static_cast<char>(v), static_cast<char>(v >> 8), static_cast<char>(v >> 16), static_cast<char>(v >> 24)};
}
std::string big32(uint32_t v) {
    return {static_cast<char>(v >> 24), static_cast<char>(v >> 16), static_cast<char>(v >> 8), static_cast<char>(v)};
}
std::string little16(uint16_t v) { return {static_cast<char>(v), static_cast<char>(v >> 8)}; }

std::string tiffTag(uint16_t tag, uint16_t type, uint32_t count, uint32_t value) {
    return little16(tag) + little16(type) + little32(count) + little32(value);
}

/// A TIFF of one uncompressed strip that claims a size; its pixels are wherever `stripOffset` says.
std::string tiff(uint32_t width, uint32_t height, uint32_t stripOffset, uint32_t stripBytes) {
    const std::string tags = tiffTag(256, 4, 1, width) + tiffTag(257, 4, 1, height) + tiffTag(258, 3, 1, 8) +
                             tiffTag(259, 3, 1, 1) + tiffTag(262, 3, 1, 1) + tiffTag(273, 4, 1, stripOffset) +
                             tiffTag(277, 3, 1, 1) + tiffTag(278, 4, 1, height) + tiffTag(279, 4, 1, stripBytes);
    return "II*\0"s + little32(8) + little16(9) + tags + little32(0);
}

std::string polygon(const std::string& coordinates) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"use":"a"},"geometry":{"type":"Polygon","coordinates":)" +
           coordinates + "}}]}";
}

/// A shapefile header that claims `words` 16-bit words and this box.
std::string shapeHeader(uint32_t words, uint32_t type) {
    std::string header = big32(9994) + std::string(20, '\0') + big32(words) + little32(1000) + little32(type);
    return header + std::string(64, '\0');
}

TEST_F(HostileFiles, EmptyAndMissing) {
    for (const char* name : {"a.tif", "a.geojson", "a.shp", "a.vrt", "a.fgb", "a.nc", "a.csv", "a.png"})
        EXPECT_FALSE(opens(write(name, ""))) << name;
    EXPECT_FALSE(opens((m_folder / "not there.tif").string()));
    EXPECT_FALSE(opens(m_folder.string())) << "a folder without data";
    EXPECT_FALSE(opens(""));
    EXPECT_FALSE(opens("a\0b.tif"s));
}

TEST_F(HostileFiles, TruncatedTiff) {
    const std::string whole = tiff(64, 64, 122, 4096) + std::string(4096, '\1');
    for (const size_t kept : {size_t{4}, size_t{9}, size_t{40}, size_t{121}, size_t{130}, whole.size() - 1})
        opens(write("cut.tif", whole.substr(0, kept)));
    EXPECT_FALSE(opens(write("cut.tif", whole.substr(0, 40))));
}

TEST_F(HostileFiles, ClaimedSizesAreNotAllocated) {
    const size_t before = peakMiB();
    opens(write("huge.tif", tiff(0x7FFFFFFF, 0x7FFFFFFF, 122, 0xFFFFFFFF)));
    opens(write("tall.tif", tiff(1, 0x7FFFFFFF, 122, 0x7FFFFFFF)));
    opens(write("wide.tif", tiff(0x7FFFFFFF, 1, 122, 0x7FFFFFFF)));
    opens(write("zero.tif", tiff(0, 0, 122, 0)));
    opens(write("huge.vrt", R"(<VRTDataset rasterXSize="2147483647" rasterYSize="2147483647">
        <SRS>EPSG:4326</SRS><GeoTransform>0,1e-7,0,50,0,-1e-7</GeoTransform><VRTRasterBand dataType="Byte" band="1"/></VRTDataset>)"));
    EXPECT_LT(peakMiB() - before, 600u);
}

TEST_F(HostileFiles, ASideOfMoreCellsThanNumbersCount) {
    for (const auto& [columns, rows] :
         {std::pair("2147483647", "128"), std::pair("128", "2147483647"), std::pair("1073741825", "2")}) {
        const auto path =
            write("side.vrt", "<VRTDataset rasterXSize=\""s + columns + "\" rasterYSize=\"" + rows + R"("><SRS>EPSG:4326</SRS>
            <GeoTransform>0,1e-8,0,50,0,-1e-8</GeoTransform><VRTRasterBand dataType="Byte" band="1"/></VRTDataset>)");
        EXPECT_FALSE(opens(path));
        const auto proposals = geo::proposeLayers(path, {});
        ASSERT_FALSE(proposals) << columns << " x " << rows;
        EXPECT_EQ(proposals.error().code, geo::ErrorCode::TooLarge) << geo::describe(proposals.error());
        EXPECT_NE(proposals.error().message.find("a side"), std::string::npos) << proposals.error().message;
    }
}

TEST_F(HostileFiles, DeepJson) {
    opens(write("deep.geojson", polygon(std::string(20'000, '[') + std::string(20'000, ']'))));
    std::string nested = R"({"type":"GeometryCollection","geometries":[)";
    std::string all;
    for (int i = 0; i < 5'000; ++i) all += nested;
    for (int i = 0; i < 5'000; ++i) all += "]}";
    opens(write("collections.geojson", all));
    EXPECT_FALSE(opens(write("open.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":)")));
}

TEST_F(HostileFiles, HugeAndNonsenseCoordinates) {
    opens(write("far.geojson", polygon("[[[1e300,1e300],[-1e300,1e300],[0,-1e300],[1e300,1e300]]]")));
    opens(write("infinite.geojson", polygon("[[[1e999,0],[0,1e999],[1,1],[1e999,0]]]")));
    opens(write("off.geojson", polygon("[[[500,500],[600,500],[600,600],[500,500]]]")));
    opens(write("same.geojson", polygon("[[[1,1],[1,1],[1,1],[1,1]]]")));
    opens(write("few.geojson", polygon("[[[1,1]],[],[[2,2],[3,3]]]")));
    opens(write("strings.geojson", polygon(R"([[["a","b"],[null,{}],[[],[]]]])")));
    EXPECT_TRUE(opens(write("plain.geojson", polygon("[[[10,50],[10.1,50],[10.1,50.1],[10,50]]]"))))
        << "the honest one must still open";
}

TEST_F(HostileFiles, LyingShapefiles) {
    const auto shp = [&](const std::string& bytes) { return write("lie.shp", bytes); };
    opens(shp(shapeHeader(50, 5)));
    opens(shp(shapeHeader(0xFFFFFFFF, 5)));
    opens(shp(shapeHeader(0x7FFFFFFF, 5) + big32(1) + big32(0x7FFFFFF0) + little32(5)));
    // A polygon record that claims 2^31 - 1 parts and points.
    const std::string record = little32(5) + std::string(32, '\0') + little32(0x7FFFFFFF) + little32(0x7FFFFFFF);
    write("lie.shx", shapeHeader(54, 5) + big32(50) + big32(static_cast<uint32_t>(record.size() / 2)));
    opens(shp(shapeHeader(static_cast<uint32_t>(50 + 4 + record.size() / 2), 5) + big32(1) +
              big32(static_cast<uint32_t>(record.size() / 2)) + record));
    // Attributes that claim more records and wider fields than there are bytes.
    std::string dbf(32, '\0');
    dbf[0] = 3;
    dbf.replace(4, 4, little32(0x7FFFFFFF));
    dbf.replace(8, 4, little16(65) + little16(65535));
    std::string field(32, '\0');
    field.replace(0, 3, "use");
    field[11] = 'C';
    field[16] = static_cast<char>(254);
    write("lie.dbf", dbf + field + "\r");
    opens(shp(shapeHeader(50, 5)));
}

TEST_F(HostileFiles, VrtsThatPointElsewhere) {
    const auto vrt = [](const std::string& source) {
        return R"(<VRTDataset rasterXSize="8" rasterYSize="8"><SRS>EPSG:4326</SRS><GeoTransform>10,0.1,0,50,0,-0.1</GeoTransform>
            <VRTRasterBand dataType="Byte" band="1"><SimpleSource><SourceFilename relativeToVRT="1">)" +
               source + R"(</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>)";
    };
    opens(write("gone.vrt", vrt("gone.tif")));
    opens(write("self.vrt", vrt("self.vrt")));
    write("a.vrt", vrt("b.vrt"));
    opens(write("b.vrt", vrt("a.vrt")));
    write("secret.txt", "not a raster");
    opens(write("text.vrt", vrt("secret.txt")));
    EXPECT_FALSE(opens(write("broken.vrt", "<VRTDataset rasterXSize=\"8\"")));
    EXPECT_FALSE(opens(write(
        "layer.vrt", R"(<OGRVRTDataSource><OGRVRTLayer name="layer"><SrcDataSource relativeToVRT="1">layer.vrt</SrcDataSource>
        </OGRVRTLayer></OGRVRTDataSource>)")));
}

TEST_F(HostileFiles, AFileThatIsSomethingElse) {
    opens(write("text.tif", "This is a letter, not a picture."));
    opens(write("picture.geojson", tiff(8, 8, 122, 64) + std::string(64, '\1')));
    opens(write("zip.fgb", "PK\3\4"s + std::string(100, '\0')));
    opens(write("magic.fgb", "fgb\3fgb\0"s + std::string(64, '\xff')));
    opens(write("magic.nc", "CDF\1"s + std::string(64, '\x7f')));
    opens(write("table.csv", "x,y\n1e400,nan\n,,,,\n"));
}

TEST_F(HostileFiles, NothingIsLeftBesideTheUsersFile) {
    const auto folder = m_folder / "theirs";
    fs::create_directories(folder);
    std::ofstream(folder / "a.tif", std::ios::binary) << tiff(64, 64, 122, 4096) + std::string(4096, '\1');
    std::ofstream(folder / "b.geojson") << polygon("[[[10,50],[10.1,50],[10.1,50.1],[10,50]]]");
    opens((folder / "a.tif").string());
    opens((folder / "b.geojson").string());
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 2);
}

}  // namespace
