#include "geo/pyramid/vector_names.h"

#include <algorithm>
#include <array>

#include "geo/base/names.h"

namespace geo {
namespace {

// Best first, names in the local script before others; a field matches when it is the whole name.
constexpr std::array kNames{
    "name_local", "name_native", "name_greek", "name",   "nombre",  "nome",       "nom",      "emd_kor_nm", "adm_nm",  "namn",
    "naam",       "bezeichnung", "ortsteilna", "barrio", "barri",   "bairro",     "district", "distrito",   "estacao", "title",
    "titulo",     "label",       "ward_name",  "ward",   "ward_no", "emd_eng_nm", "sgg_nm",   "name_en",    "name_eng"};
constexpr std::array kNameParts{"_nm", "name", "nombre", "nome"};
constexpr std::array kPopulation{"population", "pop",    "poblacion", "populacao",   "pob_total", "pop_total",
                                 "tot_p",      "totpop", "pop_tot",   "inhabitants", "einwohner", "habitants"};

}  // namespace

std::string nameLikeField(const std::vector<std::string>& fields) {
    for (const auto* wanted : kNames)
        for (const auto& field : fields)
            if (lowered(field) == wanted) return field;
    for (const auto* part : kNameParts)
        for (const auto& field : fields)
            if (lowered(field).find(part) != std::string::npos && lowered(field).find("id") != 0) return field;
    return {};
}

std::string populationLikeField(const std::vector<VectorField>& fields) {
    const auto isNumber = [](const VectorField& f) { return f.type == FieldType::Integer || f.type == FieldType::Real; };
    for (const auto* wanted : kPopulation)
        for (const auto& field : fields)
            if (isNumber(field) && lowered(field.name) == wanted) return field.name;
    const bool census = std::any_of(fields.begin(), fields.end(), [](const auto& f) { return lowered(f.name) == "grd_id"; });
    for (const auto& field : fields)
        if (census && isNumber(field) && (field.name == "T" || field.name == "TOT_P_2018" || field.name == "TOT_P_2021"))
            return field.name;
    return {};
}

std::string schemeOfField(const std::string& field) {
    const auto name = lowered(field);
    if (name.rfind("code_2", 0) == 0 || name == "fua_code" || name.rfind("urban_atlas", 0) == 0) return "urban_atlas";
    if (name.rfind("code_", 0) == 0 || name == "clc_code") return "corine";
    return "";
}

}  // namespace geo
