#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "geo/base/counted.h"
#include "geo/base/paths.h"
#include "geo/base/text.h"
#include "geo/registry/members.h"
#include "geo/space/transform.h"
#include "viewer/app/cli/cli.h"
#include "viewer/app/cli/coordinates.h"
#include "viewer/app/cli/print.h"
#include "viewer/app/text_table.h"

namespace app {
namespace {

std::string rounded(double count) { return geo::grouped(std::llround(count)); }

nlohmann::ordered_json toJson(const geo::Member& member) {
    nlohmann::ordered_json json{{"id", member.id},
                                {"status", member.candidate ? "candidate" : "member"},
                                {"office", member.office},
                                {"name_en", member.nameEn},
                                {"name_native", member.nameNative},
                                {"name_fr", member.nameFr},
                                {"name_es", member.nameEs},
                                {"government", member.government},
                                {"government_level", member.governmentLevel},
                                {"territory", member.territory},
                                {"country_iso3", member.countryIso3},
                                {"country_en", member.country},
                                {"region", member.region},
                                {"lon", member.position.lonDeg},
                                {"lat", member.position.latDeg}};
    if (member.population)
        json["population_metro"] = *member.population;
    else
        json["population_metro"] = nullptr;
    if (member.populationYear > 0) json["population_year"] = member.populationYear;
    json["population_source"] = member.populationSource;
    json["timezone"] = member.timezone;
    json["utm_epsg"] = member.utmEpsg;
    json["member_source"] = member.memberSource;
    json["notes"] = member.notes;
    return json;
}

void printTable(const std::vector<const geo::Member*>& found, const geo::MemberFilter& filter) {
    std::vector<TextTable::Column> columns{{"Name", false, 26},   {"Native name", false, 24}, {"Country", false, 22},
                                           {"Region", false, 26}, {"Population", true, 12},   {"Office", false, 44}};
    if (filter.withCandidates) columns.insert(columns.begin(), {"Status", false, 12});
    if (filter.near) columns.push_back({"km", true, 8});
    TextTable table(columns);
    size_t candidates = 0;
    for (const auto* member : found) {
        std::vector<std::string> row{member->nameEn,
                                     member->nameNative,
                                     member->country,
                                     member->region,
                                     member->population ? rounded(*member->population) : "",
                                     member->office};
        if (filter.withCandidates) row.insert(row.begin(), member->candidate ? "? candidate" : "member");
        if (filter.near) row.push_back(rounded(geo::geodesicDistance(*filter.near, member->position) / 1000));
        table.add(std::move(row));
        candidates += member->candidate;
    }
    printLines(table.text());
    const auto members = static_cast<int64_t>(found.size() - candidates), unsure = static_cast<int64_t>(candidates);
    auto line = geo::counted(members, "member");
    if (candidates)
        line += fmt::format(", and {} (?): {} that nobody has confirmed as {}", geo::counted(unsure, "candidate"),
                            unsure == 1 ? "a city" : "cities", unsure == 1 ? "a member" : "members");
    printLine("");
    printLine(line);
}

}  // namespace

int listMembers(const MembersRequest& request) {
    geo::MemberFilter filter;
    filter.text = request.search;
    filter.region = request.region;
    filter.country = request.country;
    filter.withCandidates = request.candidates;
    filter.withOffice = request.office;
    if (!request.near.empty()) {
        const auto near = parseLonLat(request.near);
        if (!near) return reportWrongUsage(near.error());
        filter.near = *near;
    }
    const auto members = geo::Members::load((geo::dataFolder() / "members.csv").string());
    if (!members) return reportFailure(members.error());
    const auto found = members->search(filter);
    if (request.json) {
        auto list = nlohmann::ordered_json::array();
        for (const auto* member : found) list.push_back(toJson(*member));
        printJson(list.dump(2));
        return kDone;
    }
    if (found.empty()) {
        std::string regions;
        for (const auto& region : members->regions()) regions += (regions.empty() ? "" : ", ") + region;
        return reportFailure({geo::ErrorCode::NotFound,
                              "No member matches; try fewer words, --candidates, or a region: " + regions + ".",
                              {},
                              {}});
    }
    printTable(found, filter);
    return kDone;
}

}  // namespace app
