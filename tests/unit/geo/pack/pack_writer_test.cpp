#include "geo/pack/pack_writer.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "geo/pack/checksums.h"
#include "geo/pack/pack_folder.h"
#include "geo/pack/read_pack.h"
#include "geo/pack/stac_item.h"
#include "tests/pack/sample_pack.h"

namespace {
std::string refusedName;  // no file can be given this one
}

// In place of the C library's, as a disk that refuses a name cannot be had at will.
extern "C" int rename(const char* from, const char* to) noexcept {
    if (to != refusedName) return ::renameat(AT_FDCWD, from, AT_FDCWD, to);
    errno = EACCES;
    return -1;
}

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const sample::Size kSmall{8, 6, 700};

std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::map<std::string, std::string> filesOf(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(folder)) files[entry.path().filename().string()] = bytesOf(entry.path());
    return files;
}

class PackWriterTest : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("metromosaic-pack-" + std::to_string(getpid()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }
    [[nodiscard]] size_t entries(const fs::path& folder) const {
        return static_cast<size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }
    [[nodiscard]] size_t entries() const { return entries(m_folder); }
    fs::path m_folder;
};

TEST_F(PackWriterTest, TheSameCityGivesTheSameBytes) {
    const auto first = sample::write(m_folder / "a", kSmall), second = sample::write(m_folder / "b", kSmall);
    ASSERT_TRUE(first) << geo::describe(first.error());
    ASSERT_TRUE(second);
    const auto a = filesOf(m_folder / "a"), b = filesOf(m_folder / "b");
    ASSERT_EQ(a.size(), b.size());
    for (const auto& [name, bytes] : a) EXPECT_EQ(bytes, b.at(name)) << name;
    EXPECT_EQ(entries(), 2u) << "no staging folder is left";
    for (const char* name : {"item.json", "ATTRIBUTION.md", "SHA256SUMS"})
        EXPECT_EQ(a.at(name).find(m_folder.string()), std::string::npos) << name << " names a path of this machine";
}

TEST_F(PackWriterTest, ChecksumsAreThoseOfTheFiles) {
    ASSERT_TRUE(sample::write(m_folder / "a", kSmall));
    EXPECT_EQ(std::system(("cd '" + (m_folder / "a").string() + "' && sha256sum --quiet --strict -c SHA256SUMS").c_str()), 0);
    const auto listed = geo::parseChecksums(bytesOf(m_folder / "a" / "SHA256SUMS"));
    EXPECT_EQ(listed.size() + 1, filesOf(m_folder / "a").size());
    const auto item = Json::parse(bytesOf(m_folder / "a" / "item.json"));
    for (const auto& entry : listed)
        if (entry.name == "tesserae.fgb") {
            EXPECT_EQ(item["assets"]["tesserae"]["file:checksum"], "1220" + entry.sha256);
        }
}

TEST_F(PackWriterTest, TheItemSaysWhatTheFilesAre) {
    ASSERT_TRUE(sample::write(m_folder / "a", kSmall));
    const auto item = Json::parse(bytesOf(m_folder / "a" / "item.json"));
    EXPECT_EQ(item["type"], "Feature");
    EXPECT_EQ(item["stac_version"], "1.0.0");
    EXPECT_TRUE(item["properties"]["datetime"].is_null());
    EXPECT_EQ(item["properties"]["start_datetime"], "2020-01-01T00:00:00Z");
    EXPECT_EQ(item["geometry"]["type"], "Polygon");
    EXPECT_TRUE(item["links"].is_array());
    const auto& cover = item["assets"]["landcover"];
    EXPECT_EQ(cover["href"], "./landcover.tif");
    EXPECT_EQ(cover["type"], "image/tiff; application=geotiff; profile=cloud-optimized");
    EXPECT_EQ(cover["roles"], Json({"landcover", "data"}));
    EXPECT_EQ(cover["proj:epsg"], 32721);
    EXPECT_EQ(cover["proj:shape"], Json({700, 700}));
    EXPECT_EQ(cover["proj:transform"][0], 10);
    EXPECT_EQ(cover["proj:transform"][4], -10);
    EXPECT_EQ(cover["raster:bands"][0]["data_type"], "uint8");
    EXPECT_EQ(cover["raster:bands"][0]["nodata"], 0);
    const auto& classes = cover["raster:bands"][0]["classification:classes"];
    ASSERT_GE(classes.size(), 6u);
    EXPECT_EQ(classes[0]["value"], 10);
    EXPECT_EQ(classes[0]["name"], "tree_cover");
    EXPECT_EQ(classes[0]["color_hint"].get<std::string>().size(), 6u);
    EXPECT_EQ(item["assets"]["density"]["proj:epsg"], 4326);
    EXPECT_EQ(item["assets"]["density"]["raster:bands"][0]["unit"], "inhabitants");
    EXPECT_EQ(item["assets"]["tesserae"]["type"], "application/vnd.flatgeobuf");
    EXPECT_GT(item["assets"]["tesserae"]["file:size"], 1000);
    EXPECT_EQ(item["stac_extensions"].size(), 4u);
}

TEST_F(PackWriterTest, WhatWasWrittenIsReadBack) {
    const auto written = sample::write(m_folder / "a", kSmall);
    ASSERT_TRUE(written);
    const auto read = geo::readPack((m_folder / "a").string(), {});
    ASSERT_TRUE(read) << geo::describe(read.error());
    EXPECT_EQ(geo::writeItem(*read), bytesOf(m_folder / "a" / "item.json"));
    EXPECT_TRUE(read->remarks.remarks.empty());
    ASSERT_EQ(read->assets.size(), written->assets.size());
    for (size_t i = 0; i < read->assets.size(); ++i) EXPECT_EQ(read->assets[i].location, written->assets[i].location);
}

TEST_F(PackWriterTest, APackThatIsNotFinishedLeavesTheFormerOne) {
    ASSERT_TRUE(sample::write(m_folder / "a", kSmall));
    const auto before = filesOf(m_folder / "a");
    {
        auto writer = geo::PackWriter::create(m_folder / "a", sample::head());
        ASSERT_TRUE(writer);
        ASSERT_TRUE(sample::fill(*writer, {4, 4, 600}));
        ASSERT_TRUE(writer->writeDraft());
        EXPECT_TRUE(geo::readPack(writer->folder().string(), {})) << "a draft can be opened";
    }
    EXPECT_EQ(filesOf(m_folder / "a"), before);
    EXPECT_EQ(entries(), 1u);
    ASSERT_TRUE(sample::write(m_folder / "a", {4, 4, 600}));
    EXPECT_NE(filesOf(m_folder / "a"), before);
    EXPECT_EQ(entries(), 1u);
}

TEST_F(PackWriterTest, FoldersOfKilledWritersAreSweptAndThoseAtWorkAreNot) {
    fs::create_directories(m_folder / ".a.part-1-1");
    std::ofstream(m_folder / ".a.part-1-1" / "tesserae.fgb") << "half";
    std::ofstream(m_folder / ".a.part-1-1" / ".lock");
    fs::create_directories(m_folder / ".a.part-2-1");  // just made, about to be locked
    auto other = geo::PackWriter::create(m_folder / "a", sample::head());
    ASSERT_TRUE(other);
    EXPECT_FALSE(fs::exists(m_folder / ".a.part-1-1"));
    EXPECT_TRUE(fs::exists(m_folder / ".a.part-2-1"));
    ASSERT_TRUE(sample::write(m_folder / "a", kSmall));
    EXPECT_TRUE(fs::exists(other->folder()));
}

TEST_F(PackWriterTest, AFolderThatTakesItsPlaceIsNotSweptByAnotherWriterOfTheSameTarget) {
    constexpr int kFiles = 400;  // each is brought to the disk, which takes a while
    for (int round = 0; round < 3; ++round) {
        const auto target = m_folder / ("a" + std::to_string(round));
        auto staging = geo::StagingFolder::create(target);
        ASSERT_TRUE(staging);
        for (int i = 0; i < kFiles; ++i) std::ofstream(staging->path() / std::to_string(i)) << i;
        std::atomic<bool> done = false;
        std::thread other([&] {
            while (!done) (void)geo::StagingFolder::create(target);
        });
        const auto taken = staging->takePlace("a", geo::Replace::Unchanged);
        done = true;
        other.join();
        ASSERT_TRUE(taken) << geo::describe(taken.error());
        EXPECT_EQ(filesOf(target).size(), size_t{kFiles}) << "all of it, and no lock";
    }
}

TEST_F(PackWriterTest, TheLockOfAWriterThatWasKilledLastOfAllIsNoChange) {
    ASSERT_TRUE(sample::write(m_folder / "a", kSmall));
    std::ofstream(m_folder / "a" / ".lock").flush();
    EXPECT_TRUE(sample::write(m_folder / "a", {4, 4, 600}));
    EXPECT_FALSE(fs::exists(m_folder / "a" / ".lock"));
}

TEST_F(PackWriterTest, WhatIsNoPackIsNeverReplaced) {
    fs::create_directories(m_folder / "home");
    std::ofstream(m_folder / "home" / "letter.txt") << "dear";
    auto refused = geo::PackWriter::create(m_folder / "home", sample::head());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, geo::ErrorCode::Output);
    ASSERT_TRUE(sample::write(m_folder / "a", kSmall));
    std::ofstream(m_folder / "a" / "notes.txt") << "mine";
    const auto again = geo::PackWriter::create(m_folder / "a", sample::head());
    ASSERT_FALSE(again);
    EXPECT_NE(again.error().message.find("notes.txt"), std::string::npos);
    EXPECT_FALSE(geo::PackWriter::create(m_folder / "no" / "such" / "pack", sample::head()));
    std::ofstream(m_folder / "file") << "x";
    EXPECT_FALSE(geo::PackWriter::create(m_folder / "file", sample::head()));
    EXPECT_TRUE(fs::exists(m_folder / "home" / "letter.txt"));
}

TEST_F(PackWriterTest, WhatAPersonChangedIsNotLost) {
    ASSERT_TRUE(sample::write(m_folder / "a", kSmall));
    const auto made = filesOf(m_folder / "a");
    std::ofstream(m_folder / "a" / "ATTRIBUTION.md", std::ios::app) << "and our own survey";
    const auto refused = geo::PackWriter::create(m_folder / "a", sample::head());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message,
              "Of the pack in this folder ATTRIBUTION.md was changed since it was made; choose another folder, or say --replace: "
              "then it is kept as a-former.");
    const auto changed = filesOf(m_folder / "a");
    for (const char* kept : {"a-former", "a-former-2"}) {
        auto writer = geo::PackWriter::create(m_folder / "a", sample::head(), geo::Replace::Any);
        ASSERT_TRUE(writer) << geo::describe(writer.error());
        ASSERT_TRUE(sample::fill(*writer, kSmall));
        ASSERT_TRUE(writer->finish());
        EXPECT_EQ(writer->kept(), m_folder / kept);
        EXPECT_EQ(filesOf(m_folder / "a"), made);
        EXPECT_EQ(filesOf(m_folder / kept), changed);
        std::ofstream(m_folder / "a" / "ATTRIBUTION.md", std::ios::app) << "and our own survey";
    }
}

TEST_F(PackWriterTest, WhatIsChangedWhileAPackIsMadeIsNotLostEither) {
    ASSERT_TRUE(sample::write(m_folder / "a", kSmall));
    auto writer = geo::PackWriter::create(m_folder / "a", sample::head());
    ASSERT_TRUE(writer);
    ASSERT_TRUE(sample::fill(*writer, kSmall));
    std::ofstream(m_folder / "a" / "places.fgb") << "corrected";
    EXPECT_FALSE(writer->finish());
    EXPECT_EQ(bytesOf(m_folder / "a" / "places.fgb"), "corrected");
}

TEST_F(PackWriterTest, AnotherCitysPackIsKeptWhereItIsToMakeRoom) {
    ASSERT_TRUE(sample::write(m_folder / "a", kSmall));
    auto head = sample::head();
    head.id = "elsewhere";
    const auto refused = geo::PackWriter::create(m_folder / "a", head);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("holds the pack of Sample city"), std::string::npos);
    auto writer = geo::PackWriter::create(m_folder / "a", head, geo::Replace::Any);
    ASSERT_TRUE(writer);
    ASSERT_TRUE(sample::fill(*writer, kSmall));
    ASSERT_TRUE(writer->finish());
    EXPECT_EQ(geo::readPack((m_folder / "a").string(), {})->id, "elsewhere");
    EXPECT_EQ(geo::readPack((m_folder / "a-former").string(), {})->id, sample::head().id);
}

TEST_F(PackWriterTest, ALinkStaysALinkAndWhatItLeadsToIsReplaced) {
    fs::create_directories(m_folder / "disk");
    fs::create_directory_symlink("disk/pack", m_folder / "a");  // leads nowhere yet
    for (int turn = 0; turn < 2; ++turn) {
        ASSERT_TRUE(sample::write(m_folder / "a", kSmall));
        EXPECT_TRUE(fs::is_symlink(m_folder / "a"));
        EXPECT_TRUE(geo::readPack((m_folder / "disk" / "pack").string(), {}));
    }
    fs::create_directory_symlink("disk/pack/", m_folder / "slashed");
    fs::create_directory_symlink("disk/../slashed/.", m_folder / "b");
    for (const char* link : {"slashed", "b", "b/"}) {
        const auto written = sample::write(m_folder / link, kSmall);
        EXPECT_TRUE(written) << link << ": " << geo::describe(written.error());
        EXPECT_TRUE(fs::is_symlink(m_folder / "slashed"));
    }
    EXPECT_EQ(entries(m_folder / "disk"), 1u) << "nothing is left beside the pack";
    std::ofstream(m_folder / "disk" / "pack" / "notes.txt") << "mine";
    EXPECT_FALSE(sample::write(m_folder / "a", kSmall));
    EXPECT_EQ(bytesOf(m_folder / "disk" / "pack" / "notes.txt"), "mine");
    fs::create_directory_symlink("circle", m_folder / "circle");
    const auto refused = geo::PackWriter::create(m_folder / "circle", sample::head());
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("leads in a circle"), std::string::npos);
}

TEST_F(PackWriterTest, AFolderThatIsNotThereIsToldBeforeTheWork) {
    const auto target = m_folder / "no" / "such" / "pack";
    const auto refused = geo::mayReplace(target, sample::head().id, geo::Replace::Unchanged);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "There is no folder " + target.parent_path().string() + "; make it first.");
}

TEST_F(PackWriterTest, WhereAFormerPackCannotBeKeptItStays) {
    ASSERT_TRUE(sample::write(m_folder / "a", kSmall));
    std::ofstream(m_folder / "a" / "notes.txt") << "mine";
    const auto former = filesOf(m_folder / "a");
    {
        auto writer = geo::PackWriter::create(m_folder / "a", sample::head(), geo::Replace::Any);
        ASSERT_TRUE(writer);
        ASSERT_TRUE(sample::fill(*writer, {4, 4, 600}));
        refusedName = (m_folder / "a-former").string();
        const auto finished = writer->finish();
        refusedName.clear();
        ASSERT_FALSE(finished);
        EXPECT_EQ(finished.error().code, geo::ErrorCode::Output);
        EXPECT_TRUE(writer->kept().empty());
    }
    EXPECT_EQ(filesOf(m_folder / "a"), former);
    EXPECT_EQ(entries(), 1u) << "the new one goes without a trace";
}

TEST_F(PackWriterTest, AHeadThatLacksWhatMattersIsRefused) {
    for (const auto& spoil : std::vector<std::function<void(geo::CityPack&)>>{[](auto& pack) { pack.id = "../x"; },
                                                                              [](auto& pack) { pack.start.clear(); },
                                                                              [](auto& pack) { pack.licence.clear(); }}) {
        auto head = sample::head();
        spoil(head);
        const auto refused = geo::PackWriter::create(m_folder / "a", head);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, geo::ErrorCode::Malformed);
    }
    auto writer = geo::PackWriter::create(m_folder / "a", sample::head());
    ASSERT_TRUE(writer);
    EXPECT_FALSE(writer->finish()) << "nothing to show";
    EXPECT_FALSE(writer->add({geo::PackRole::Green, "../green.fgb", {}, {}, {}, {}, {}, {}}));
    EXPECT_FALSE(writer->add({geo::PackRole::Green, "green.vrt", {}, {}, {}, {}, {}, {}}));
    EXPECT_EQ(entries(), 1u);
}

TEST_F(PackWriterTest, APackThatMadeRoomIsNoneOfAnAtlas) {
    for (const char* name : {"a", "b-formerly"}) ASSERT_TRUE(sample::write(m_folder / name, {4, 4, 600}));
    for (int turn = 0; turn < 2; ++turn) {
        std::ofstream(m_folder / "a" / "notes.txt") << "mine";
        auto writer = geo::PackWriter::create(m_folder / "a", sample::head(), geo::Replace::Any);
        ASSERT_TRUE(writer);
        ASSERT_TRUE(sample::fill(*writer, {4, 4, 600}));
        ASSERT_TRUE(writer->finish());
        EXPECT_TRUE(fs::exists(writer->kept() / "notes.txt"));
    }
    const auto atlas = geo::writeAtlas(m_folder, "atlas", "Two cities");
    ASSERT_TRUE(atlas) << geo::describe(atlas.error());
    std::vector<std::string> locations;
    for (const auto& pack : atlas->packs) locations.push_back(pack.location);
    EXPECT_EQ(locations, (std::vector<std::string>{"./a/item.json", "./b-formerly/item.json"}));
}

TEST_F(PackWriterTest, AnAtlasNamesThePacksOfItsFolder) {
    ASSERT_TRUE(sample::write(m_folder / "b", {4, 4, 600}));
    ASSERT_TRUE(sample::write(m_folder / "a", {4, 4, 600}));
    const auto atlas = geo::writeAtlas(m_folder, "atlas", "Two cities");
    ASSERT_TRUE(atlas) << geo::describe(atlas.error());
    EXPECT_TRUE(geo::mayReplaceCatalog(m_folder));
    const auto catalogue = bytesOf(m_folder / "catalog.json");
    std::ofstream(m_folder / "catalog.json") << catalogue << " ";
    EXPECT_FALSE(geo::mayReplaceCatalog(m_folder)) << "somebody wrote in it";
    std::ofstream(m_folder / "catalog.json") << catalogue;
    const auto read = geo::readPackOrAtlas(m_folder.string(), {});
    ASSERT_TRUE(read) << geo::describe(read.error());
    const auto& packs = std::get<geo::Atlas>(*read).packs;
    ASSERT_EQ(packs.size(), 2u);
    EXPECT_TRUE(packs[0].location.ends_with("/a/item.json"));
    const auto one = geo::readPack(m_folder.string(), {});
    ASSERT_FALSE(one);
    EXPECT_NE(one.error().message.find("Sample city"), std::string::npos);
    const auto pack = geo::readPack(packs[1].location, {});
    ASSERT_TRUE(pack);
    std::stop_source stop;
    stop.request_stop();
    geo::Diagnostics remarks;
    const auto layers = geo::proposePackLayers(*pack, remarks, stop.get_token());
    ASSERT_FALSE(layers);
    EXPECT_EQ(layers.error().code, geo::ErrorCode::Cancelled);
    EXPECT_TRUE(remarks.gaps.empty()) << "nothing is missing where nobody looked";
    fs::create_directories(m_folder / "above");
    std::ofstream(m_folder / "above" / "catalog.json")
        << R"({"type":"Catalog","stac_version":"1.0.0","id":"above","description":"Above","links":[{"rel":"child","href":"./catalogs/catalog.json"}]})";
    const auto nothing = geo::readPackOrAtlas((m_folder / "above").string(), stop.get_token());
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().code, geo::ErrorCode::Cancelled);
}

}  // namespace
