#pragma once

#include <string>
#include <vector>

#include "geo/io/vector_dataset.h"

namespace geo {

/// The field that most likely names the features ("name", "nombre", "NOM", "EMD_KOR_NM"), or empty.
[[nodiscard]] std::string nameLikeField(const std::vector<std::string>& fields);
/// The field that most likely counts inhabitants ("population", "T" of the European census grid), or empty.
[[nodiscard]] std::string populationLikeField(const std::vector<VectorField>& fields);
/// The published legend whose codes usually stand under this field name ("code_2018" of Urban Atlas, "CODE_18" of CORINE), or
/// empty.
[[nodiscard]] std::string schemeOfField(const std::string& field);

}  // namespace geo
