#include "geo/space/crs.h"

#include <fmt/format.h>
#include <proj.h>

#include "geo/space/proj_context.h"

namespace geo {

struct Crs::Facts {
    std::string definition;
    std::string name;
    std::string authorityCode;
    bool geographic = false;
};

namespace {

std::string authorityCodeOf(const PJ* crs) {
    const char* authority = proj_get_id_auth_name(crs, 0);
    const char* code = proj_get_id_code(crs, 0);
    return authority && code ? fmt::format("{}:{}", authority, code) : std::string();
}

bool isGeographicType(PJ_TYPE type) {
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

}  // namespace

Result<Crs> Crs::parse(const std::string& definition) {
    PJ_CONTEXT* context = projContext();
    const ProjPtr crs(proj_create(context, definition.c_str()));
    if (!crs || !proj_is_crs(crs.get()))
        return fail(ErrorCode::NoCrs, "This is no coordinate reference system that PROJ knows; give one such as EPSG:4326.",
                    definition.substr(0, 80));
    ProjPtr horizontal;
    const PJ* read = crs.get();
    if (proj_get_type(read) == PJ_TYPE_BOUND_CRS) {
        horizontal.reset(proj_get_source_crs(context, read));
        if (horizontal) read = horizontal.get();
    }
    ProjPtr part;
    if (proj_get_type(read) == PJ_TYPE_COMPOUND_CRS) {
        part.reset(proj_crs_get_sub_crs(context, read, 0));
        if (part) read = part.get();
    }
    if (const auto type = proj_get_type(read); type == PJ_TYPE_ENGINEERING_CRS || type == PJ_TYPE_VERTICAL_CRS ||
                                               type == PJ_TYPE_GEOCENTRIC_CRS || type == PJ_TYPE_TEMPORAL_CRS)
        return fail(ErrorCode::NoCrs,
                    "This coordinate reference system has no place on the Earth's surface; give the true one with --crs.",
                    definition.substr(0, 80));
    auto facts = std::make_shared<Facts>();
    facts->definition = definition;
    facts->name = proj_get_name(read) ? proj_get_name(read) : definition;
    facts->authorityCode = authorityCodeOf(read);
    facts->geographic = isGeographicType(proj_get_type(read));
    return Crs(std::move(facts));
}

Crs Crs::wgs84() { return Crs::parse("OGC:CRS84").value(); }

Crs Crs::cityEqualArea(LonLat centre) {
    return Crs::parse(fmt::format("+proj=laea +lat_0={:.6f} +lon_0={:.6f} +datum=WGS84 +units=m +no_defs +type=crs", centre.latDeg,
                                  centre.lonDeg))
        .value();
}

Crs Crs::equalEarth() { return Crs::parse("+proj=eqearth +lon_0=0 +datum=WGS84 +units=m +no_defs +type=crs").value(); }

const std::string& Crs::definition() const { return m_facts->definition; }
const std::string& Crs::name() const { return m_facts->name; }
const std::string& Crs::authorityCode() const { return m_facts->authorityCode; }
bool Crs::isGeographic() const { return m_facts->geographic; }

std::string Crs::esriWkt() const {
    PJ_CONTEXT* context = projContext();
    const ProjPtr crs(proj_create(context, m_facts->definition.c_str()));
    const char* options[] = {"MULTILINE=NO", nullptr};
    const char* wkt = proj_as_wkt(context, crs.get(), PJ_WKT1_ESRI, options);
    return wkt ? wkt : std::string();
}

bool operator==(const Crs& a, const Crs& b) {
    return a.m_facts == b.m_facts || a.m_facts->definition == b.m_facts->definition;
}

}  // namespace geo
