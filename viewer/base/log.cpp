#include "viewer/base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "geo/base/names.h"
#include "geo/base/text.h"

namespace base {
namespace {

spdlog::logger& logger() {
    static const auto made = [] {
        auto fresh = spdlog::stderr_color_mt("metromosaic");
        fresh->set_pattern("metromosaic: %^%l%$: %v");
        fresh->set_level(spdlog::level::warn);
        return fresh;
    }();
    return *made;
}

// Speaks of files and commands.
std::string shown(const std::string& text) { return geo::printable(geo::withoutSecrets(text)); }

}  // namespace

void setVerbose(bool verbose) { logger().set_level(verbose ? spdlog::level::info : spdlog::level::warn); }
void logInfo(const std::string& text) { logger().info(shown(text)); }
void logWarning(const std::string& text) { logger().warn(shown(text)); }

}  // namespace base
