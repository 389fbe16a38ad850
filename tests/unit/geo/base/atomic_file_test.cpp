#include "geo/base/atomic_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class AtomicFile : public testing::Test {
protected:
    AtomicFile() {
        auto pattern = (fs::temp_directory_path() / "atomic-file-XXXXXX").string();
        m_folder = ::mkdtemp(pattern.data());
    }
    ~AtomicFile() override { fs::remove_all(m_folder); }

    [[nodiscard]] std::string at(const std::string& name) const { return (m_folder / name).string(); }
    static std::string contentOf(const std::string& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    }
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const auto& entry : fs::directory_iterator(m_folder)) all.push_back(entry.path().filename().string());
        return all;
    }

    fs::path m_folder;
};

TEST_F(AtomicFile, ReplacesTheWholeFileAndLeavesNothingElse) {
    ASSERT_TRUE(geo::writeFileAtomically(at("a.txt"), "long, and the first"));
    const auto written = geo::writeFileAtomically(at("a.txt"), std::string("two\0parts\n", 10));
    ASSERT_TRUE(written) << geo::describe(written.error());
    EXPECT_EQ(contentOf(at("a.txt")), std::string("two\0parts\n", 10));
    EXPECT_THAT(names(), testing::ElementsAre("a.txt"));
}

TEST_F(AtomicFile, IsNotThereBeforeItIsWhole) {
    ASSERT_TRUE(geo::writeFileAtomically(at("a.txt"), "old"));
    {
        auto file = geo::AtomicFile::create(at("a.txt"));
        ASSERT_TRUE(file);
        std::fputs("half", file->stream());
        std::fflush(file->stream());
        EXPECT_EQ(contentOf(at("a.txt")), "old");
    }
    EXPECT_EQ(contentOf(at("a.txt")), "old");
    EXPECT_THAT(names(), testing::ElementsAre("a.txt"));
}

TEST_F(AtomicFile, TwoWritersOfOneFileDoNotMix) {
    auto first = geo::AtomicFile::create(at("a.txt")), second = geo::AtomicFile::create(at("a.txt"));
    ASSERT_TRUE(first && second);
    std::fputs("first", first->stream());
    std::fputs("2nd", second->stream());
    ASSERT_TRUE(second->commit());
    EXPECT_EQ(contentOf(at("a.txt")), "2nd");
    ASSERT_TRUE(first->commit());
    EXPECT_EQ(contentOf(at("a.txt")), "first");
    EXPECT_THAT(names(), testing::ElementsAre("a.txt"));
}

// A file size limit stands in for a full disk: root may write anywhere, but not beyond it.
TEST_F(AtomicFile, LeavesTheTargetAloneWhereTheDiskIsFull) {
    ASSERT_TRUE(geo::writeFileAtomically(at("a.txt"), "old"));
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit little{1000, before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &little), 0);
    const auto written = geo::writeFileAtomically(at("a.txt"), std::string(100000, 'x'), "scene");
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, geo::ErrorCode::Output);
    EXPECT_THAT(geo::describe(written.error()), HasSubstr("The scene cannot be written here; check"));
    EXPECT_EQ(contentOf(at("a.txt")), "old");
    EXPECT_THAT(names(), testing::ElementsAre("a.txt"));
}

TEST_F(AtomicFile, SaysWhichFolderIsMissing) {
    const auto written = geo::writeFileAtomically(at("none/a.txt"), "x");
    ASSERT_FALSE(written);
    EXPECT_THAT(geo::describe(written.error()), HasSubstr("There is no folder " + at("none") + "; make it first."));
}

TEST_F(AtomicFile, RefusesWhatIsNoFile) {
    for (const auto& path : {std::string(), m_folder.string(), std::string("/dev/null")}) {
        const auto written = geo::writeFileAtomically(path, "x");
        ASSERT_FALSE(written) << path;
        EXPECT_EQ(written.error().code, geo::ErrorCode::Output);
    }
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(AtomicFile, KeepsPermissionsAndLinks) {
    ASSERT_TRUE(geo::writeFileAtomically(at("a.txt"), "old"));
    fs::permissions(at("a.txt"), fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("a.txt", at("link.txt"));
    ASSERT_TRUE(geo::writeFileAtomically(at("link.txt"), "new"));
    fs::create_symlink("b.txt", at("early.txt"));  // to what is not there yet
    ASSERT_TRUE(geo::writeFileAtomically(at("early.txt"), "first"));
    EXPECT_TRUE(fs::is_symlink(at("early.txt")) && fs::is_regular_file(at("b.txt")));
    EXPECT_TRUE(fs::is_symlink(at("link.txt")));
    EXPECT_EQ(contentOf(at("a.txt")), "new");
    EXPECT_EQ(fs::status(at("a.txt")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace
