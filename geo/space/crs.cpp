#include "geo/space/crs.h"

#include <fmt/format.h>
#include <proj.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "geo/space/proj_context.h"

namespace geo {

struct Crs::Facts {
    std::string definition;
    std::string name;
    std::string authorityCode;
    bool geographic = false;
};

namespace {

constexpr size_t kLongestName = 120;

std::string authorityCodeOf(const PJ* crs) {
    const char* authority = proj_get_id_auth_name(crs, 0);
    const char* code = proj_get_id_code(crs, 0);
    return authority && code ? fmt::format("{}:{}", authority, code) : std::string();
}

bool isGeographicType(PJ_TYPE type) { return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS; }

// A PROJ string names a CRS only if it says so; people leave that out. (WKT may quote a PROJ string inside: it begins otherwise.)
std::string completed(const std::string& definition) {
    const auto first = definition.find_first_not_of(" \t\n");
    const bool isProjString = first != std::string::npos && definition[first] == '+';
    return isProjString && definition.find("+type=crs") == std::string::npos ? definition + " +type=crs" : definition;
}

// What lies on the ground: without the ties to WGS 84 and without heights, however these are nested.
ProjPtr horizontalPart(PJ_CONTEXT* context, ProjPtr crs) {
    while (crs) {
        const auto type = proj_get_type(crs.get());
        if (type == PJ_TYPE_BOUND_CRS)
            crs.reset(proj_get_source_crs(context, crs.get()));
        else if (type == PJ_TYPE_COMPOUND_CRS)
            crs.reset(proj_crs_get_sub_crs(context, crs.get(), 0));
        else
            break;
    }
    return crs;
}

}  // namespace

Result<Crs> Crs::parse(const std::string& given) {
    PJ_CONTEXT* context = projContext();
    const std::string definition = completed(given);
    const ProjPtr crs(proj_create(context, definition.c_str()));
    if (!crs || !proj_is_crs(crs.get()))
        return fail(ErrorCode::NoCrs, "This is no coordinate reference system that PROJ knows; give one such as EPSG:4326.",
                    given.substr(0, 80));
    const ProjPtr ground = horizontalPart(context, ProjPtr(proj_clone(context, crs.get())));
    const PJ* read = ground ? ground.get() : crs.get();
    if (const auto type = proj_get_type(read); type == PJ_TYPE_ENGINEERING_CRS || type == PJ_TYPE_VERTICAL_CRS ||
                                               type == PJ_TYPE_GEOCENTRIC_CRS || type == PJ_TYPE_TEMPORAL_CRS)
        return fail(ErrorCode::NoCrs,
                    "This coordinate reference system has no place on the Earth's surface; assign the true one to the file, for "
                    "instance with gdal_edit.py -a_srs EPSG:32721.",
                    given.substr(0, 80));
    auto facts = std::make_shared<Facts>();
    facts->definition = definition;
    const std::string name = proj_get_name(read) ? proj_get_name(read) : "";
    facts->name = (name.empty() || name == "unknown") && given.size() <= kLongestName ? given : name;
    facts->authorityCode = authorityCodeOf(read);
    facts->geographic = isGeographicType(proj_get_type(read));
    return Crs(std::move(facts));
}

Crs Crs::wgs84() { return Crs::parse("OGC:CRS84").value(); }

Crs Crs::cityEqualArea(LonLat centre) {
    assert(std::isfinite(centre.lonDeg) && std::isfinite(centre.latDeg));
    centre.latDeg = std::clamp(centre.latDeg, -90.0, 90.0);
    return Crs::parse(fmt::format("+proj=laea +lat_0={:.6f} +lon_0={:.6f} +datum=WGS84 +units=m +no_defs +type=crs",
                                  centre.latDeg, centre.lonDeg))
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

bool operator==(const Crs& a, const Crs& b) { return a.m_facts == b.m_facts || a.m_facts->definition == b.m_facts->definition; }

}  // namespace geo
