#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/pyramid/open_layer.h"

namespace geo {

/// A public data set of data/sources/sources.csv, as far as one box needs it. Strings of file names and texts; nothing is opened.
struct NamedSource {
    std::string name;     ///< "worldcover:2021"
    std::string role;     ///< "landcover", "population", "builtup"
    std::string title;    ///< "ESA WorldCover 2021"
    std::string scheme;   ///< crosswalk of its codes; empty: values
    std::string unit;     ///< of values; empty: codes
    std::string date;     ///< of the data: a year
    std::string licence;  ///< SPDX where there is one
    std::string attribution;
    std::string doi;
    /// As GDAL opens them (https or /vsizip//vsicurl/…), from west to east, then north to south. Tiles that lie on the sea may
    /// not exist at the publisher's.
    std::vector<std::string> files;
};

/// Whether a text is meant as a named source ("worldcover:2021", "worldcover"), not as a path or URL. The table is read once;
/// errors are those of reading it. Any thread.
[[nodiscard]] Result<bool> isNamedSource(std::string_view text);

/// The files of a named source that `box` touches. Without a version the newest one (epochs: 2020). `iso3` is the country, for
/// sources that are published by country. Errors: NotFound (unknown name or version, with those that are known), Malformed
/// (role: not what this source tells; a country is needed), and those of reading the table. Any thread.
[[nodiscard]] Result<NamedSource> findNamedSource(std::string_view text, std::string_view role, const GeographicExtent& box,
                                                  std::string_view iso3 = {});

/// The same from the text of a table, for tests and for tables of a person's own; `subject` names it in errors.
[[nodiscard]] Result<NamedSource> findNamedSource(const std::string& csv, const std::string& subject, std::string_view text,
                                                  std::string_view role, const GeographicExtent& box, std::string_view iso3);

/// What to do where the network is not there: "… download … and give the files instead: --landcover FILE".
[[nodiscard]] std::string adviceWithoutNetwork(const NamedSource& source);

}  // namespace geo
