#include "geo/prepare/found_source.h"

#include <charconv>
#include <filesystem>

#include "geo/base/names.h"
#include "geo/base/paths.h"
#include "geo/prepare/named_sources.h"

namespace geo {
namespace {

constexpr const char* kAnyCountry = "ZZZ";  // user-assigned in ISO 3166-1: a year does not depend on the country

bool mayBeNamed(SourceRole role) {
    return role == SourceRole::Landcover || role == SourceRole::Population || role == SourceRole::Builtup;
}

int yearIn(std::string_view date) {
    int year = 0;
    std::from_chars(date.data(), date.data() + date.size(), year);
    return year;
}

Result<FoundSource> findFile(const SourceArgument& argument, SourceRole role) {
    const auto path = resolveDemoPath(argument.where);
    if (!path) return Failure(path.error());
    const bool remote = path->find("://") != std::string::npos || path->starts_with("/vsi") || namesDatabase(*path);
    std::error_code error;
    if (!remote && !std::filesystem::exists(*path, error))
        return fail(ErrorCode::NotFound, "There is no such file or folder.", argument.where);
    FoundSource source;
    source.role = role, source.path = *path, source.year = argument.year;
    source.title = shortName(argument.where);
    if (source.title.empty()) source.title = argument.where;
    return source;
}

Result<FoundSource> findNamed(const SourceArgument& argument, SourceRole role, const GeographicExtent& box,
                              const std::string& iso3) {
    const auto named = findNamedSource(argument.where, kSourceRoles[static_cast<size_t>(role)], box, iso3);
    if (!named) return Failure(named.error());
    FoundSource source;
    source.role = role, source.title = named->title;
    source.year = argument.year > 0 ? argument.year : yearIn(named->date);
    source.scheme = named->scheme, source.unit = named->unit;
    source.licence = named->licence, source.attribution = named->attribution;
    if (!named->doi.empty()) source.url = "https://doi.org/" + named->doi;
    source.advice = adviceWithoutNetwork(*named);
    auto tiles = TileMosaic::of(named->files);
    if (!tiles) return Failure(advised(tiles.error(), source));
    source.tiles = std::move(*tiles);
    source.path = source.tiles->path();
    return source;
}

}  // namespace

Result<FoundSource> findSource(const SourceArgument& argument, SourceRole role, const GeographicExtent& box,
                               const std::string& iso3) {
    const auto named = mayBeNamed(role) ? isNamedSource(argument.where) : Result<bool>(false);
    if (!named) return Failure(named.error());
    return *named ? findNamed(argument, role, box, iso3) : findFile(argument, role);
}

Result<int> yearOf(const SourceArgument& argument, SourceRole role) {
    if (argument.year > 0 || !mayBeNamed(role)) return argument.year;
    const auto hasName = isNamedSource(argument.where);
    if (!hasName) return Failure(hasName.error());
    if (!*hasName) return argument.year;
    const auto named = findNamedSource(argument.where, kSourceRoles[static_cast<size_t>(role)], {}, kAnyCountry);
    if (!named) return Failure(named.error());
    return yearIn(named->date);
}

Error advised(Error error, const FoundSource& source) {
    if (!source.isNamed()) return error;
    if (error.code == ErrorCode::Network) return {ErrorCode::Network, source.advice, {}, std::move(error.cause)};
    if (error.code == ErrorCode::Unreadable) error.subject = source.title;  // not the name of a mosaic of tiles
    return error;
}

}  // namespace geo
