#pragma once

#include <string>

namespace base {

/// The program's log on stderr; quiet below warnings unless --verbose. Any thread.
void setVerbose(bool verbose);
void logInfo(const std::string& text);
void logWarning(const std::string& text);

}  // namespace base
