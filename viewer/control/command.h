#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "geo/base/result.h"

namespace control {

/// One line, split: the name and its arguments. Arguments with blanks stand in double quotes; \" and \\ inside.
using Arguments = std::vector<std::string>;

/// A named action. Keys, menus, panels, scripts and tests all run commands; what a user did is a text file.
struct Command {
    std::string name;    ///< "layer.toggle"
    std::string usage;   ///< "LAYER [CLASS]"
    std::string help;    ///< one sentence
    size_t atLeast = 0;  ///< arguments
    size_t atMost = 0;
    std::function<geo::Result<void>(const Arguments&)> run;
};

/// Main thread only.
class CommandRegistry {
public:
    /// A name is given once.
    void add(Command command);
    [[nodiscard]] const std::map<std::string, Command>& all() const { return m_commands; }
    /// Parses and runs one line. An unknown name fails with the nearest known ones in the sentence. Empty lines and lines that
    /// begin with # do nothing.
    geo::Result<void> run(const std::string& line);
    /// Notes a line that was done by other means, such as the camera at the end of a drag.
    void record(std::string line) { m_history.push_back(std::move(line)); }
    /// What ran well since the start, one line each, as a script. Sources stand in it as geo::shownSource() has them.
    [[nodiscard]] const std::vector<std::string>& history() const { return m_history; }

private:
    std::map<std::string, Command> m_commands;
    std::vector<std::string> m_history;
};

/// Splits a line as described at Arguments; the first word is the command's name. Malformed: an open quote.
[[nodiscard]] geo::Result<std::vector<std::string>> splitLine(const std::string& line);
/// The reverse: quotes where needed.
[[nodiscard]] std::string joinLine(const std::vector<std::string>& words);

/// The candidates most like a word, best first, at most three: prefixes, parts, or few typing errors away.
[[nodiscard]] std::vector<std::string> nearestNames(const std::string& word, const std::vector<std::string>& candidates);
/// " Did you mean a, b or c?" from nearestNames(); empty where nothing is near.
[[nodiscard]] std::string didYouMean(const std::string& word, const std::vector<std::string>& candidates);

/// The words of a command as numbers; Malformed with a sentence that names the argument.
[[nodiscard]] geo::Result<double> parseNumber(const std::string& word, const std::string& what);
/// The shortest word that parseNumber() reads as this very number.
[[nodiscard]] std::string formatNumber(double value);

}  // namespace control
