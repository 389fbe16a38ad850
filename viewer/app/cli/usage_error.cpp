#include "viewer/app/cli/usage_error.h"

#include <algorithm>
#include <filesystem>

#include "geo/base/names.h"
#include "viewer/control/command.h"

namespace app {
namespace {

std::vector<std::string> optionsOf(const CLI::App& command) {
    std::vector<std::string> names;
    for (const auto* option : command.get_options())
        for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

std::string afterColon(const std::string& text) {
    const auto at = text.find(": ");
    return at == std::string::npos ? "" : text.substr(at + 2);
}

// "--lang: de not in {en,fr}" and "--dpi: Value 0 not in range 10 to 2400", as CLI11 puts them.
std::string aboutValue(const std::string& said) {
    const auto option = said.substr(0, said.find(':')), rest = afterColon(said);
    if (const auto set = rest.find(" not in {"); set != std::string::npos) {
        std::vector<std::string> names;
        const std::string allowed = rest.substr(set + 9);
        for (size_t at = 0; at < allowed.size();) {
            const size_t end = std::min(allowed.find_first_of(",}", at), allowed.size());
            names.push_back(allowed.substr(at, end - at));
            at = end + 1;
        }
        std::erase(names, "");
        const auto word = rest.substr(0, set);
        auto list = geo::listed(names);
        if (const auto last = list.rfind(" and "); last != std::string::npos) list.replace(last, 5, " or ");
        return option + " takes " + list + ", not " + word + "." + (word.size() > 2 ? control::didYouMean(word, names) : "");
    }
    if (const auto range = rest.find(" not in range "); range != std::string::npos) {
        const auto word = rest.substr(rest.find(' ') + 1, range - rest.find(' ') - 1);
        return option + " takes a number from " + rest.substr(range + 14) + ", not " + word + ".";
    }
    return said + ".";
}

}  // namespace

std::string usageSentence(const CLI::ParseError& problem, const CLI::App* subcommand) {
    const std::string said = problem.what(), name = subcommand ? subcommand->get_name() : "";
    const std::string more = " See: metromosaic " + name + (name.empty() ? "" : " ") + "--help";
    if (dynamic_cast<const CLI::ExtrasError*>(&problem)) {
        auto word = afterColon(said);
        word = word.substr(0, word.find(' '));
        if (!word.starts_with("-")) return "The word " + word + " is one too many." + more;
        return "There is no option " + word + (subcommand ? " of " + name : "") + "." +
               (subcommand ? control::didYouMean(word, optionsOf(*subcommand)) : "") + more;
    }
    if (dynamic_cast<const CLI::ValidationError*>(&problem)) return aboutValue(said) + more;
    if (dynamic_cast<const CLI::RequiredError*>(&problem)) {
        if (said.starts_with("--output") && name == "prepare")
            return "Where is the pack to be written? Name its folder with -o FOLDER." + more;
        if (said.starts_with("--output")) return "Where is the picture to be written? Name it with -o OUT.png." + more;
        if (said.starts_with("FILE")) return "What is to be shown? Name a file, a folder, a web address or a scene." + more;
    }
    if (dynamic_cast<const CLI::ExcludesError*>(&problem)) {
        const auto at = said.find(" excludes ");
        if (at != std::string::npos)
            return said.substr(0, at) + " and " + said.substr(at + 10) + " exclude each other; give one of them." + more;
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&problem)) {
        const bool missing = said.find("missing") != std::string::npos || said.find("received 0") != std::string::npos;
        return said.substr(0, said.find(':')) + (missing ? " needs a value after it." : " is to be given once.") + more;
    }
    return said + (said.ends_with('.') || said.ends_with(';') ? "" : ".") + more;
}

std::string misspeltCommand(const std::string& word, const std::vector<std::string>& commands) {
    constexpr size_t kShortest = 4;  // "rio" is a city rather than a misspelt "run"
    const bool letters = std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::islower(c) != 0; });
    std::error_code error;
    if (!letters || word.size() < kShortest || std::filesystem::exists(word, error)) return {};
    std::string near;
    for (const auto& name : control::nearestNames(word, commands)) near += (near.empty() ? "" : " or ") + name;
    return near;
}

}  // namespace app
