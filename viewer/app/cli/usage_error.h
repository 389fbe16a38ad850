#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace app {

/// One sentence about a command line that cannot be understood: what is wrong, what is allowed, and where to read more.
/// `subcommand` is the one that was meant; nullptr: none.
[[nodiscard]] std::string usageSentence(const CLI::ParseError& problem, const CLI::App* subcommand);

/// The subcommands that a first word may be a misspelling of; empty for the name of a file, and where nothing is near.
[[nodiscard]] std::string misspeltCommand(const std::string& word, const std::vector<std::string>& commands);

}  // namespace app
