#pragma once

#include <string>
#include <string_view>

#include "geo/base/result.h"

namespace geo {

/// Where a document of a pack came from: what its relative links start at, and what they may reach.
struct PackOrigin {
    enum class Kind { Folder, Archive, Web };
    Kind kind = Kind::Folder;
    std::string base;    ///< a folder, the path of a .zip, or an address up to its last slash
    std::string prefix;  ///< folder inside an archive, ending in a slash; else empty
};

/// Turns a link of a pack into what may be opened, or says why not. A pack comes from strangers, so a link is either
/// - relative, and stays below the document: no "..", no leading slash, no backslash, colon or control character, also not when
///   percent-encoded once or several times; in a folder, no symbolic link leads out of it; or
/// - https; http only where the document itself came from the same http origin (scheme, host, port).
/// Everything else that names files, databases or drivers to GDAL (PG:, MVT:, /vsi..., <VRTDataset ...) is Malformed, and the
/// whole pack is to be refused. Other web schemes (s3://, gs://, ftp://) are Unsupported: that asset cannot be read.
[[nodiscard]] Result<std::string> resolveHref(const std::string& href, const PackOrigin& origin);

/// The origin of the documents that a resolved link leads to.
[[nodiscard]] PackOrigin originBelow(const PackOrigin& origin, const std::string& href, const std::string& location);

/// %41 becomes A, again and again until nothing changes; malformed sequences stay.
[[nodiscard]] std::string fullyDecoded(std::string text);
[[nodiscard]] bool isWebAddress(std::string_view text);

}  // namespace geo
