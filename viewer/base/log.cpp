#include "viewer/base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

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

}  // namespace

void setVerbose(bool verbose) { logger().set_level(verbose ? spdlog::level::info : spdlog::level::warn); }
void logInfo(const std::string& text) { logger().info(text); }
void logWarning(const std::string& text) { logger().warn(text); }

}  // namespace base
