#include "tests/bench/figures.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

namespace bench {

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<size_t>(rank, 1, values.size()) - 1];
}

void Report::addFrames(const std::string& name, std::vector<double> milliseconds, std::optional<double> p95AtMost) {
    add(name + " frames", static_cast<double>(milliseconds.size()), "");
    add(name + " frame p50", percentile(milliseconds, 0.50), "ms");
    add(name + " frame p95", percentile(milliseconds, 0.95), "ms", p95AtMost);
    add(name + " frame p99", percentile(milliseconds, 0.99), "ms");
    add(name + " frame longest", percentile(milliseconds, 1), "ms");
}

std::string toTable(const std::vector<Report>& reports) {
    std::string table;
    for (const auto& report : reports) {
        table += fmt::format("\n{}\n", report.scenario);
        for (const auto& f : report.figures) {
            const std::string goal =
                f.atMost ? fmt::format("  at most {:g}{}", *f.atMost, f.value <= *f.atMost ? "" : "  MISSED") : std::string();
            const int decimals = f.value == std::round(f.value) && f.unit.empty() ? 0 : 2;
            table += fmt::format("  {:<44}{:>12.{}f} {:<6}{}\n", f.name, f.value, decimals, f.unit, goal);
        }
    }
    return table;
}

std::string toJson(const std::vector<Report>& reports, const std::vector<std::pair<std::string, std::string>>& machine) {
    nlohmann::ordered_json document;
    for (const auto& [key, value] : machine) document["machine"][key] = value;
    document["scenarios"] = nlohmann::ordered_json::array();
    for (const auto& report : reports) {
        auto figures = nlohmann::ordered_json::array();
        for (const auto& f : report.figures) {
            nlohmann::ordered_json figure{{"name", f.name}, {"value", f.value}, {"unit", f.unit}};
            if (f.atMost) figure["atMost"] = *f.atMost;
            figures.push_back(std::move(figure));
        }
        document["scenarios"].push_back({{"name", report.scenario}, {"figures", std::move(figures)}});
    }
    return document.dump(2) + "\n";
}

std::vector<Report> fromJson(const std::string& json) {
    std::vector<Report> reports;
    const auto document = nlohmann::json::parse(json, nullptr, false);
    if (!document.is_object() || !document.contains("scenarios")) return reports;
    for (const auto& scenario : document["scenarios"]) {
        Report report{scenario["name"], {}};
        for (const auto& f : scenario["figures"]) {
            report.add(f["name"], f["value"].is_number() ? f["value"].get<double>() : NAN, f["unit"]);
            if (f.contains("atMost")) report.figures.back().atMost = f["atMost"].get<double>();
        }
        reports.push_back(std::move(report));
    }
    return reports;
}

double peakMemoryMiB() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
    return NAN;
}

}  // namespace bench
