#pragma once

#include <string>

namespace app {

// What the program says is made of its own words and of what files and servers say. Everything goes through here, so that none
// of it steers a terminal: control characters become blanks, as in geo::printable().

/// One line on stdout.
void printLine(const std::string& text);
/// Several lines on stdout, the last with or without its line feed.
void printLines(const std::string& text);
/// A JSON document on stdout: control characters that JSON lets stand are written as \u009b.
void printJson(const std::string& document);
/// "metromosaic: ..." on stderr.
void complain(const std::string& sentence);

}  // namespace app
