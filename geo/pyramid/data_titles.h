#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/result.h"

namespace geo {

/// What publishers' names mean, from data/titles.csv. Words are lower case.
struct TitleTable {
    struct Series {
        std::vector<std::string> words;  ///< a name that has all of them, one after the other, is of this series
        std::string title;               ///< "{year}" is replaced by the year in the name, or left out
    };
    std::vector<Series> series;                              ///< the first that fits counts
    std::vector<std::pair<std::string, std::string>> words;  ///< one word for another; empty: it says nothing to a reader
    std::vector<Series> assets;                              ///< a title that has just these words is meant for programs
};

/// Columns kind (series, word or asset), words, title. Malformed says which line.
[[nodiscard]] Result<TitleTable> parseTitles(std::string_view csv, const std::string& subject);
/// The table of the data folder; empty where it cannot be read. Thread-safe; read once.
[[nodiscard]] const TitleTable& knownTitles();

/// The title of the series that a name belongs to: "GHS_POP_E2015_GLOBE_R2023A" is "Population 2015 (GHS-POP)".
[[nodiscard]] std::optional<std::string> seriesTitle(const TitleTable& table, std::string_view name);

/// The title of a city pack's asset in words of planners: "Grey infrastructure, lines" is "Roads and railways". Others stay.
[[nodiscard]] std::string assetTitle(const TitleTable& table, std::string_view title);

/// A file or layer name, with or without its ending, made readable: known series by their title; else without order numbers
/// ("04A_"), what its format needs ("gis_osm_", "_free_1") and words that say nothing, with spaces for underscores and between
/// the words of camelCase, a year that led it at its end, and cell sizes after a comma.
[[nodiscard]] std::string readableTitle(const TitleTable& table, std::string_view name);
/// By the table of the data folder.
[[nodiscard]] std::string readableTitle(std::string_view name);

/// What a file calls itself, where that is meant for readers: a few words, not again its name. Else nothing.
[[nodiscard]] std::optional<std::string> ownTitle(std::string_view metadata, std::string_view name);

}  // namespace geo
