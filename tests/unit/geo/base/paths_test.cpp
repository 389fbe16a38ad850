#include "geo/base/paths.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/scratch_folder.h"

namespace {

TEST(DataFolder, HoldsTheRegistry) { EXPECT_TRUE(std::filesystem::exists(geo::dataFolder() / "members.csv")); }

TEST(DemoPath, LeavesOtherPathsAlone) {
    for (const char* path : {"", "a.tif", "/data/demo:x.tif", "https://example.org/a.tif"})
        EXPECT_EQ(*geo::resolveDemoPath(path), path);
}

TEST(DemoPath, StaysBelowTheDemonstrationData) {
    for (const char* path : {"demo:", "demo:/etc/passwd", "demo:../members.csv", "demo:a/../../members.csv"}) {
        const auto resolved = geo::resolveDemoPath(path);
        ASSERT_FALSE(resolved) << path;
        EXPECT_EQ(resolved.error().code, geo::ErrorCode::Malformed);
    }
}

TEST(DemoPath, FindsWhatIsThere) {
    const auto own = geo::resolveDemoPath("demo:package.json");
    ASSERT_TRUE(own) << geo::describe(own.error());
    EXPECT_EQ(*own, (geo::dataFolder() / "demo/package.json").string());
    const auto missing = geo::resolveDemoPath("demo:atlantis");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, geo::ErrorCode::NotFound);
    if (!std::filesystem::exists(geo::dataFolder() / "demo/tiles")) GTEST_SKIP() << "The demonstration data are not installed.";
    EXPECT_EQ(*geo::resolveDemoPath("demo:montevideo"), (geo::dataFolder() / "demo/tiles/montevideo/12").string());
}

TEST(Paths, PipesAreNotWaitedFor) {
    const support::ScratchFolder folder("pipes");
    ASSERT_EQ(mkfifo(folder.at("pipe.tif").c_str(), 0600), 0);
    const auto pipe = geo::checkReadable(folder.at("pipe.tif"));
    ASSERT_FALSE(pipe);
    EXPECT_NE(pipe.error().message.find("pipe or a device"), std::string::npos);
    EXPECT_FALSE(geo::checkReadable("/dev/zero"));
    for (const auto& path : {folder.write("a.tif", "x"), folder.path().string(), folder.at("absent"), std::string("PG:dbname=x")})
        EXPECT_TRUE(geo::checkReadable(path)) << path;
}

}  // namespace
