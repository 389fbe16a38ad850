#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/io/vector_dataset.h"

namespace geo {

/// The field that most likely names the features ("name", "nombre", "NOM", "EMD_KOR_NM"), or empty.
[[nodiscard]] std::string nameLikeField(const std::vector<std::string>& fields);
/// The field that most likely counts inhabitants ("population", "T" of the European census grid), or empty.
[[nodiscard]] std::string populationLikeField(const std::vector<VectorField>& fields);
/// A file or layer name made readable: "02_Macroarea_Estruturacao" becomes "Macroarea Estruturacao".
[[nodiscard]] std::string readableTitle(std::string_view name);

/// The CRS to read a layer in, by the rule all datasets share: what the user says, else what the file says, else longitude and
/// latitude where all coordinates could be such (with a remark), else NoCrs.
[[nodiscard]] Result<Crs> crsOfLayer(const std::string& wanted, const VectorLayerInfo& layer, const std::string& path,
                                     std::vector<std::string>& remarks);

}  // namespace geo
