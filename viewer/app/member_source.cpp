#include "viewer/app/member_source.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "geo/base/text.h"
#include "geo/space/transform.h"
#include "geo/taxonomy/scheme.h"

namespace app {
namespace {

// Okabe & Ito's hues, deepened so that symbols stand on light land; in the order of Members::regions().
constexpr geo::Colour kRegionColours[] = {
    {204, 93, 15, 255}, {0, 110, 173, 255}, {122, 82, 166, 255}, {0, 138, 104, 255}, {192, 57, 105, 255}};
constexpr geo::Colour kCandidateColour{158, 160, 166, 255};

geo::Identified describe(const geo::Member& member) {
    geo::Identified found{member.nameEn, {}, {}};
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) found.attributes.push_back({name, value});
    };
    add("Status", member.candidate ? "candidate: not confirmed as a member" : "member");
    add("Native name", member.nameNative == member.nameEn ? "" : member.nameNative);
    add("Government", member.government);
    add("Country", member.country);
    add("Region", member.region);
    if (member.population)
        add("Population",
            geo::grouped(std::llround(*member.population), "\u202F") + " (" + std::to_string(member.populationYear) + ")");
    add("Population source", member.populationSource);
    add("Office", member.office);
    add("Member source", member.memberSource);
    return found;
}

}  // namespace

std::optional<Language> parseLanguage(const std::string& word) {
    if (word == "en") return Language::English;
    if (word == "fr") return Language::French;
    if (word == "es") return Language::Spanish;
    if (word == "native") return Language::Native;
    return std::nullopt;
}

const std::string& nameIn(const geo::Member& member, Language language) {
    const std::string* name = &member.nameEn;
    if (language == Language::French) name = &member.nameFr;
    if (language == Language::Spanish) name = &member.nameEs;
    if (language == Language::Native) name = &member.nameNative;
    return name->empty() ? member.nameEn : *name;
}

MemberSource::MemberSource(const geo::Members& members, const geo::Crs& mapCrs, Language language) {
    gather(members, mapCrs);
    tabulate(members, language);
}

void MemberSource::gather(const geo::Members& members, const geo::Crs& mapCrs) {
    const auto toMap = geo::Transform::between(geo::Crs::wgs84(), mapCrs);
    assert(toMap);
    for (const auto& member : members.all()) {
        const auto same = std::find_if(m_spots.begin(), m_spots.end(), [&](const Spot& spot) {
            return spot.governments[0]->territory == member.territory && spot.governments[0]->position == member.position;
        });
        if (same != m_spots.end() && !member.territory.empty()) {
            same->governments.push_back(&member);
            continue;
        }
        const auto at = toMap->forward(geo::Point{member.position.lonDeg, member.position.latDeg});
        if (!std::isfinite(at.x) || !std::isfinite(at.y)) continue;  // the other side of the Earth from a city's plane
        m_spots.push_back({at, {&member}});
        m_extent.add(at);
    }
    // A territory is named by a member before a candidate, and by the city that gave it its name before its other governments.
    for (auto& spot : m_spots)
        std::stable_sort(spot.governments.begin(), spot.governments.end(), [](const geo::Member* a, const geo::Member* b) {
            return std::pair(a->candidate, a->id != a->territory) < std::pair(b->candidate, b->id != b->territory);
        });
    std::stable_sort(m_spots.begin(), m_spots.end(), [](const Spot& a, const Spot& b) {
        return a.governments[0]->population.value_or(0) > b.governments[0]->population.value_or(0);
    });
}

void MemberSource::tabulate(const geo::Members& members, Language language) {
    auto classes = std::make_shared<geo::ClassTable>();
    classes->name = "region", classes->title = "Member cities";
    for (const auto& region : members.regions()) {
        const size_t i = classes->size() - 1;
        classes->classes.push_back(
            {region, region, i < std::size(kRegionColours) ? kRegionColours[i] : geo::categoricalColour(i), {}, {}});
    }
    classes->classes.push_back({kCandidateClass, "Candidate: not confirmed as a member", kCandidateColour, {}, {}});

    auto table = std::make_shared<geo::FeatureTable>();
    table->features = m_spots.size();
    m_range = {0, 1, 0, 1, "inhabitants", geo::Spread::SquareRoot};
    for (const auto& spot : m_spots) {
        const auto& member = *spot.governments[0];
        table->classOf.push_back(classes->indexOf(member.candidate ? kCandidateClass : member.region).value_or(0));
        table->valueOf.push_back(static_cast<float>(member.population.value_or(std::numeric_limits<double>::quiet_NaN())));
        table->labelOf.push_back(nameIn(member, language));
        m_range.high = std::max(m_range.high, member.population.value_or(0));
    }
    m_range.maximum = m_range.high;
    m_classes = std::move(classes), m_features = std::move(table);
}

geo::Result<geo::TileContent> MemberSource::read(const geo::TileScheme& scheme, const geo::TileId& id, std::stop_token) const {
    const auto box = scheme.extent(id);
    const double span = scheme.span(id.level);
    geo::PointContent content;
    for (size_t i = 0; i < m_spots.size(); ++i) {
        const auto at = m_spots[i].at;
        if (!(scheme.at(at, id.level) == id)) continue;
        content.points.push_back({static_cast<float>((at.x - box.minX) / span), static_cast<float>((box.maxY - at.y) / span),
                                  static_cast<uint32_t>(i)});
    }
    if (content.points.empty()) return geo::TileContent{geo::EmptyContent{}};
    return geo::TileContent{std::move(content)};
}

const MemberSource::Spot* MemberSource::nearest(geo::Point at, double tolerance, const geo::IsDrawn& isDrawn) const {
    const Spot* best = nullptr;
    for (size_t i = 0; i < m_spots.size(); ++i) {
        const auto& spot = m_spots[i];
        if (!isDrawn(m_features->classOf[i], static_cast<uint32_t>(i))) continue;
        const double distance = std::hypot(spot.at.x - at.x, spot.at.y - at.y);
        if (distance <= tolerance) best = &spot, tolerance = distance;
    }
    return best;
}

std::vector<geo::Identified> MemberSource::identify(geo::Point at, double tolerance, const geo::IsDrawn& isDrawn) const {
    std::vector<geo::Identified> found;
    if (const auto* spot = nearest(at, tolerance, isDrawn))
        for (const auto* member : spot->governments) found.push_back(describe(*member));
    return found;
}

std::string MemberSource::memberAt(geo::Point at, double tolerance, const geo::IsDrawn& isDrawn) const {
    const auto* spot = nearest(at, tolerance, isDrawn);
    return spot ? spot->governments[0]->id : std::string();
}

}  // namespace app
