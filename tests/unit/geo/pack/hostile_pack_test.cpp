// Packs that lie: every one is refused with a sentence, before anything of it is opened.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "geo/pack/pack_href.h"
#include "geo/pack/read_pack.h"
#include "geo/pack/stac_item.h"
#include "geo/pack/zip_directory.h"
#include "tests/pack/sample_pack.h"

namespace {

namespace fs = std::filesystem;
using geo::ErrorCode;
using geo::PackOrigin;
using Json = nlohmann::json;

Json item(const std::string& href) {
    return {{"type", "Feature"},
            {"stac_version", "1.0.0"},
            {"id", "x"},
            {"bbox", {-57, -35, -56, -34}},
            {"geometry", nullptr},
            {"properties", {{"datetime", "2020-01-01T00:00:00Z"}}},
            {"links", Json::array()},
            {"assets", {{"a", {{"href", href}}}}}};
}

void expectSentence(const geo::Error& error) {
    EXPECT_FALSE(error.message.empty());
    EXPECT_EQ(error.message.back(), '.') << error.message;
    EXPECT_EQ(geo::describe(error).find('\n'), std::string::npos);
}

class HostilePack : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("metromosaic-hostile-pack-" + std::to_string(getpid()));
        fs::create_directories(m_folder / "pack");
    }
    void TearDown() override { fs::remove_all(m_folder); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(m_folder / name, std::ios::binary) << text;
    }
    void expectRefused(ErrorCode code) const {
        const auto read = geo::readPackOrAtlas((m_folder / "pack").string(), {});
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, code) << geo::describe(read.error());
        expectSentence(read.error());
    }
    fs::path m_folder;
};

TEST_F(HostilePack, LinksThatLeaveThePackAreRefused) {
    write("secret.fgb", "x");
    for (const char* href : {"/etc/passwd",
                             "../secret.fgb",
                             "a/../../secret.fgb",
                             "%2e%2e/secret.fgb",
                             "%252e%252e%252fsecret.fgb",
                             "..%2fsecret.fgb",
                             "%2Fetc%2Fpasswd",
                             "~/secret.fgb",
                             "..\\secret.fgb",
                             "C:\\secret.fgb",
                             "C:/secret.fgb",
                             "",
                             "file:///etc/passwd",
                             "PG:dbname=x",
                             "MVT:/tmp",
                             "WMS:http://x",
                             "/vsicurl/http://x/y.tif",
                             "%2Fvsicurl%2Fhttp://x",
                             "vsimem:x",
                             "<VRTDataset></VRTDataset>",
                             "<GDAL_WMS/>",
                             "{\"type\":\"FeatureCollection\"}",
                             "GTIFF_DIR:1:/etc/passwd",
                             "NETCDF:\"x\":y",
                             "http://example.com/a.tif",
                             "https://user:pw@example.com/a.tif",
                             "https://",
                             "https:// x",
                             "a\nb.tif",
                             "a|layername=b.fgb",
                             "jdbc:x",
                             "javascript://x",
                             "HTTP://example.com/a.tif"}) {
        write("pack/item.json", item(href).dump());
        SCOPED_TRACE(href);
        expectRefused(ErrorCode::Malformed);
    }
}

TEST_F(HostilePack, SymbolicLinksStayInside) {
    write("secret.fgb", "x");
    fs::create_symlink(m_folder / "secret.fgb", m_folder / "pack" / "a.fgb");
    fs::create_directory_symlink(m_folder, m_folder / "pack" / "up");
    for (const char* href : {"a.fgb", "./up/secret.fgb"}) {
        write("pack/item.json", item(href).dump());
        expectRefused(ErrorCode::Malformed);
    }
    write("pack/b.fgb", "x");
    fs::create_symlink("b.fgb", m_folder / "pack" / "c.fgb");
    write("pack/item.json", item("c.fgb").dump());
    EXPECT_TRUE(geo::readPack((m_folder / "pack").string(), {}));
}

TEST_F(HostilePack, OtherWebSchemesAreLeftOutWithARemark) {
    write("pack/item.json", item("s3://bucket/a.tif").dump());
    const auto read = geo::readPack((m_folder / "pack").string(), {});
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->assets.empty());
    ASSERT_EQ(read->remarks.remarks.size(), 1u);
}

TEST_F(HostilePack, MissingFilesAreSaid) {
    write("pack/item.json", item("a.tif").dump());
    const auto read = geo::readPack((m_folder / "pack").string(), {});
    ASSERT_TRUE(read);
    ASSERT_EQ(read->remarks.remarks.size(), 1u);
    EXPECT_NE(read->remarks.remarks[0].find("a.tif"), std::string::npos);
}

TEST_F(HostilePack, HttpIsAllowedOnlyWhereThePackItselfCameFrom) {
    const PackOrigin web{PackOrigin::Kind::Web, "http://127.0.0.1:8080/packs/a/", {}};
    EXPECT_EQ(geo::resolveHref("http://127.0.0.1:8080/b.tif", web).value(), "http://127.0.0.1:8080/b.tif");
    EXPECT_FALSE(geo::resolveHref("http://127.0.0.1:8081/b.tif", web));
    EXPECT_FALSE(geo::resolveHref("http://127.0.0.1:8080@evil/b.tif", web));
    EXPECT_EQ(geo::resolveHref("./b.tif", web).value(), "http://127.0.0.1:8080/packs/a/b.tif");
    EXPECT_FALSE(geo::resolveHref("%2e%2e/b.tif", web));
    const PackOrigin secure{PackOrigin::Kind::Web, "https://example.com/packs/", {}};
    EXPECT_FALSE(geo::resolveHref("http://example.com/b.tif", secure));
    EXPECT_TRUE(geo::resolveHref("https://other.example/b.tif", secure));
}

TEST_F(HostilePack, DocumentsBeyondMeasureAreRefused) {
    write("pack/item.json", std::string(geo::kMostStacBytes + 1, ' '));
    expectRefused(ErrorCode::TooLarge);
    write("pack/item.json", std::string(100'000, '['));
    expectRefused(ErrorCode::Malformed);
    auto many = item("a.tif");
    for (size_t i = 0; i <= geo::kMostAssets; ++i) many["assets"]["a" + std::to_string(i)] = {{"href", "a.tif"}};
    write("pack/item.json", many.dump());
    expectRefused(ErrorCode::TooLarge);
}

TEST_F(HostilePack, DocumentsThatAreNoItemsAreRefused) {
    const auto spoiled = [&](const std::function<void(Json&)>& spoil) {
        auto json = item("a.tif");
        spoil(json);
        write("pack/item.json", json.dump());
        expectRefused(ErrorCode::Malformed);
    };
    spoiled([](Json& json) { json["stac_version"] = "0.9.0"; });
    spoiled([](Json& json) { json.erase("id"); });
    spoiled([](Json& json) { json.erase("bbox"); });
    spoiled([](Json& json) { json["bbox"] = {0, 0, 1000, 1}; });
    spoiled([](Json& json) { json["bbox"] = {0, 0, "x", 1}; });
    spoiled([](Json& json) { json["assets"] = Json::array(); });
    spoiled([](Json& json) { json["assets"]["a"] = "x"; });
    spoiled([](Json& json) { json["assets"]["a"]["href"] = 7; });
    spoiled([](Json& json) { json["assets"]["a"]["raster:bands"] = 7; });
    spoiled([](Json& json) { json["properties"] = nullptr; });
    spoiled([](Json& json) { json["geometry"] = {{"type", "Polygon"}, {"coordinates", {{{1, "x"}}}}}; });
    spoiled([](Json& json) { json = Json::array(); });
    write("pack/item.json", "{ not json");
    expectRefused(ErrorCode::Malformed);
}

Json catalog(const std::string& rel, const std::string& href) {
    return {{"type", "Catalog"},
            {"stac_version", "1.0.0"},
            {"id", "c"},
            {"description", "d"},
            {"links", {{{"rel", rel}, {"href", href}}}}};
}

TEST_F(HostilePack, AtlasesThatContainThemselvesAreRefused) {
    write("pack/catalog.json", catalog("child", "./catalog.json").dump());
    expectRefused(ErrorCode::Malformed);
    fs::create_directories(m_folder / "pack" / "b");
    write("pack/catalog.json", catalog("child", "./b/catalog.json").dump());
    write("pack/b/catalog.json", catalog("child", "../catalog.json").dump());
    expectRefused(ErrorCode::Malformed);
}

TEST_F(HostilePack, AtlasesThatNestWithoutEndAreRefused) {
    std::string folder = "pack";
    for (int i = 0; i < 8; ++i) {
        write(folder + "/catalog.json", catalog("child", "d/catalog.json").dump());
        folder += "/d";
        fs::create_directories(m_folder / folder);
    }
    write(folder + "/catalog.json", catalog("item", "item.json").dump());
    expectRefused(ErrorCode::TooLarge);
}

TEST_F(HostilePack, AssetsThatAreNotWhatTheySayStayShut) {
    write("pack/other.tif", "");
    const std::string vrt =
        "<VRTDataset rasterXSize=\"9\" rasterYSize=\"9\"><SRS>EPSG:4326</SRS><GeoTransform>-57,0.1,0,-34,0,-0.1"
        "</GeoTransform><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename>/etc/passwd"
        "</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>";
    const std::string csv = "lon,lat\n1,2\n", geojson = R"({"type":"Point","coordinates":[-56,-34]})";
    for (const auto& [bytes, type] :
         {std::pair{vrt, "image/tiff"}, {csv, "application/vnd.flatgeobuf"}, {geojson, "application/vnd.flatgeobuf"}}) {
        write("pack/a.tif", bytes);
        auto json = item("a.tif");
        json["assets"]["a"]["type"] = type;
        json["assets"]["a"]["roles"] = {"density"};
        write("pack/item.json", json.dump());
        const auto read = geo::readPack((m_folder / "pack").string(), {});
        ASSERT_TRUE(read);
        geo::Diagnostics remarks;
        const auto layers = geo::proposePackLayers(*read, remarks, {});
        ASSERT_FALSE(layers);
        expectSentence(layers.error());
        EXPECT_EQ(remarks.gaps.size(), 1u);
    }
}

TEST_F(HostilePack, AFileCannotSendGdalForItsOverviewsElsewhere) {
    ASSERT_TRUE(sample::write(m_folder / "good", {4, 4, 600}));
    fs::copy_file(m_folder / "good" / "landcover.tif", m_folder / "pack" / "a.tif");
    write("pack/a.tif.aux.xml", "<PAMDataset><Metadata domain=\"OVERVIEWS\"><MDI key=\"OVERVIEW_FILE\">" +
                                    (m_folder / "good" / "density.tif").string() + "</MDI></Metadata></PAMDataset>");
    auto json = item("a.tif");
    json["assets"]["a"]["type"] = "image/tiff";
    write("pack/item.json", json.dump());
    const auto read = geo::readPack((m_folder / "pack").string(), {});
    ASSERT_TRUE(read);
    geo::Diagnostics remarks;
    EXPECT_TRUE(geo::proposePackLayers(*read, remarks, {})) << "what lies beside the file is not looked at";
}

std::string little(uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
    return text;
}

// A .zip of stored files that claims any sizes and modes.
std::string zip(const std::vector<std::pair<std::string, std::string>>& files, uint32_t claimedSize = 0,
                uint32_t mode = 0100644) {
    std::string body, directory;
    for (const auto& [name, bytes] : files) {
        const auto size = claimedSize ? claimedSize : static_cast<uint32_t>(bytes.size());
        const auto offset = body.size();
        const std::string facts = little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(0, 4) +
                                  little(bytes.size(), 4) + little(size, 4) + little(name.size(), 2) + little(0, 2);
        body += "PK\3\4" + facts + name + bytes;
        directory += "PK\1\2" + little(0x0314, 2) + facts + little(0, 2) + little(0, 2) + little(0, 2) +
                     little(uint64_t{mode} << 16, 4) + little(offset, 4) + name;
    }
    return body + directory + "PK\5\6" + little(0, 2) + little(0, 2) + little(files.size(), 2) + little(files.size(), 2) +
           little(directory.size(), 4) + little(body.size(), 4) + little(0, 2);
}

TEST_F(HostilePack, ArchivesThatLieAreRefused) {
    const auto refused = [&](const std::string& bytes, ErrorCode code) {
        write("a.zip", bytes);
        const auto read = geo::readPack((m_folder / "a.zip").string(), {});
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, code) << geo::describe(read.error());
        expectSentence(read.error());
    };
    const auto text = item("a.tif").dump();
    refused(zip({{"item.json", text}}, 0xFFFFFF00), ErrorCode::TooLarge);
    refused(zip({{"item.json", text}, {"link", "/etc/passwd"}}, 0, 0120777), ErrorCode::Malformed);
    refused(zip({{"item.json", text}, {"../x", "y"}}), ErrorCode::Malformed);
    refused(zip({{"item.json", text}, {"/etc/x", "y"}}), ErrorCode::Malformed);
    refused(zip({{"readme.txt", text}}), ErrorCode::NotFound);
    refused("PK\3\4 nothing", ErrorCode::Unreadable);
    auto cut = zip({{"item.json", text}});
    refused(cut.substr(0, cut.size() - 30), ErrorCode::Unreadable);
    std::vector<std::pair<std::string, std::string>> many(5000, {"f", ""});
    refused(zip(many), ErrorCode::TooLarge);
}

TEST_F(HostilePack, AnArchiveOfAPackIsRead) {
    ASSERT_TRUE(sample::write(m_folder / "good", {4, 4, 600}));
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry : fs::directory_iterator(m_folder / "good")) {
        std::ifstream file(entry.path(), std::ios::binary);
        files.emplace_back("good/" + entry.path().filename().string(), std::string{std::istreambuf_iterator<char>(file), {}});
    }
    write("a.zip", zip(files));
    EXPECT_TRUE(geo::namesPack((m_folder / "a.zip").string()));
    const auto read = geo::readPack((m_folder / "a.zip").string(), {});
    ASSERT_TRUE(read) << geo::describe(read.error());
    EXPECT_TRUE(read->remarks.remarks.empty());
    geo::Diagnostics remarks;
    const auto layers = geo::proposePackLayers(*read, remarks, {});
    ASSERT_TRUE(layers) << geo::describe(layers.error());
    EXPECT_TRUE(remarks.remarks.empty() && remarks.gaps.empty());
    EXPECT_GE(layers->size(), 8u);
}

}  // namespace
