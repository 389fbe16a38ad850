#pragma once

#include <optional>
#include <string>
#include <vector>

namespace bench {

/// One measured number with its unit and, where the product promises one, the most it may be.
struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    std::optional<double> atMost;
};

/// What one scenario measured, in the order of the table.
struct Report {
    std::string scenario;
    std::vector<Figure> figures;

    void add(std::string name, double value, std::string unit, std::optional<double> atMost = std::nullopt) {
        figures.push_back({std::move(name), value, std::move(unit), atMost});
    }
    /// p50, p95, p99 and the longest of frame times; the promise is on p95.
    void addFrames(const std::string& name, std::vector<double> milliseconds, std::optional<double> p95AtMost = std::nullopt);
};

/// The value below which `share` (0..1) of the values lie; nearest rank. 0 where there are none.
[[nodiscard]] double percentile(std::vector<double> values, double share);

[[nodiscard]] std::string toTable(const std::vector<Report>& reports);
[[nodiscard]] std::string toJson(const std::vector<Report>& reports,
                                 const std::vector<std::pair<std::string, std::string>>& machine);
/// The reports of a document written by toJson(); empty if it is none.
[[nodiscard]] std::vector<Report> fromJson(const std::string& json);

/// Largest resident memory of this process so far, MiB (VmHWM).
[[nodiscard]] double peakMemoryMiB();

}  // namespace bench
