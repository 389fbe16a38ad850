#include "viewer/control/command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace control {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(SplitLine, takesQuotedArgumentsWithBlanks) {
    EXPECT_THAT(*splitLine("open \"São Paulo/land use.tif\" x"), ElementsAre("open", "São Paulo/land use.tif", "x"));
    EXPECT_THAT(*splitLine("  a\t b \r\n"), ElementsAre("a", "b"));
    EXPECT_THAT(*splitLine(R"(say "a \"b\" \\ c" "")"), ElementsAre("say", R"(a "b" \ c)", ""));
    EXPECT_TRUE(splitLine("")->empty());
}

TEST(SplitLine, keepsBackslashesOutsideQuotes) {
    EXPECT_THAT(*splitLine(R"(open C:\maps\a.tif)"), ElementsAre("open", R"(C:\maps\a.tif)"));
}

TEST(SplitLine, refusesAnOpenQuote) { EXPECT_EQ(splitLine("open \"a b").error().code, geo::ErrorCode::Malformed); }

TEST(JoinLine, isReadBackAsItWas) {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"a", "b c", "", "\"", "\\", "a\\b", "x\ty", "#ff0000", "né"}, {"one"}}) {
        EXPECT_EQ(*splitLine(joinLine(words)), words) << joinLine(words);
    }
}

CommandRegistry registryWith(std::vector<Arguments>& calls) {
    CommandRegistry registry;
    for (const char* name : {"layer.toggle", "layer.opacity", "member.fly", "quit"}) {
        registry.add({name, "LAYER [CLASS]", "Help.", 1, 2, [&calls](const Arguments& arguments) -> geo::Result<void> {
                          calls.push_back(arguments);
                          if (arguments[0] == "missing") return geo::fail(geo::ErrorCode::NotFound, "No such layer.");
                          return {};
                      }});
    }
    return registry;
}

TEST(CommandRegistry, runsALineAndRemembersIt) {
    std::vector<Arguments> calls;
    auto registry = registryWith(calls);
    EXPECT_TRUE(registry.run("layer.toggle   \"land use\" forest"));
    EXPECT_THAT(calls, ElementsAre(ElementsAre("land use", "forest")));
    EXPECT_THAT(registry.history(), ElementsAre("layer.toggle \"land use\" forest"));
}

TEST(CommandRegistry, remembersNoPassword) {
    CommandRegistry registry;
    std::string opened;
    registry.add({"open", "FILE", "Open.", 1, 1, [&](const Arguments& words) {
                      opened = words[0];
                      return geo::Result<void>();
                  }});
    ASSERT_TRUE(registry.run("open \"PG:host=a dbname=b password=s3cret\""));
    EXPECT_EQ(opened, "PG:host=a dbname=b password=s3cret");
    EXPECT_THAT(registry.history(), ElementsAre("open \"PG:host=a dbname=b\""));
}

TEST(CommandRegistry, doesNotRememberWhatFailed) {
    std::vector<Arguments> calls;
    auto registry = registryWith(calls);
    EXPECT_FALSE(registry.run("layer.toggle missing"));
    EXPECT_TRUE(registry.history().empty());
}

TEST(CommandRegistry, saysTheNearestNamesOfAnUnknownCommand) {
    std::vector<Arguments> calls;
    auto registry = registryWith(calls);
    const auto typo = registry.run("layer.togle a");
    ASSERT_FALSE(typo);
    EXPECT_EQ(typo.error().code, geo::ErrorCode::NotFound);
    EXPECT_THAT(typo.error().message, HasSubstr("layer.toggle"));
    EXPECT_THAT(registry.run("fly x").error().message, HasSubstr("member.fly"));
    EXPECT_THAT(registry.run("zzzzzzzz").error().message, HasSubstr("help"));
}

TEST(CommandRegistry, saysHowACommandIsUsed) {
    std::vector<Arguments> calls;
    auto registry = registryWith(calls);
    EXPECT_THAT(registry.run("layer.toggle").error().message, HasSubstr("layer.toggle LAYER [CLASS]"));
    EXPECT_THAT(registry.run("layer.toggle a b c").error().message, HasSubstr("too much"));
    EXPECT_TRUE(calls.empty());
}

TEST(CommandRegistry, skipsCommentsAndEmptyLines) {
    std::vector<Arguments> calls;
    auto registry = registryWith(calls);
    EXPECT_TRUE(registry.run("# a remark"));
    EXPECT_TRUE(registry.run("   "));
    EXPECT_TRUE(calls.empty());
    EXPECT_TRUE(registry.history().empty());
}

TEST(ParseNumber, takesWholeFiniteNumbersOnly) {
    EXPECT_DOUBLE_EQ(*parseNumber("-12.5", "longitude"), -12.5);
    EXPECT_DOUBLE_EQ(*parseNumber("+3", "longitude"), 3);
    for (const char* word : {"", "x", "1x", "nan", "inf", "1e999", "1,5", "+"})
        EXPECT_THAT(parseNumber(word, "longitude").error().message, HasSubstr("longitude")) << word;
}

TEST(FormatNumber, comesBackAsTheSameNumber) {
    for (const double value : {0.0, 1e-7, 5e-7, -56.19123456789012, 0.02, 1.0 / 3, 1e15, -1e-300, 123456789.125})
        EXPECT_EQ(*parseNumber(formatNumber(value), "value"), value) << formatNumber(value);
    EXPECT_EQ(formatNumber(12.5), "12.5");
}

}  // namespace
}  // namespace control
