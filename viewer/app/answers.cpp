#include "viewer/app/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "viewer/map/layer_classes.h"
#include "viewer/plan/style_tables.h"
#include "viewer/ui/credits.h"
#include "viewer/ui/formats.h"

namespace app {
namespace {

constexpr size_t kMostValues = 4;  // of one attribute of a thing in many pieces

// Who changed an object of OpenStreetMap when says nothing of the place.
constexpr std::array kLeftOut{"@uid",    "@user",    "@changeset",    "@timestamp",    "@version",
                              "osm_uid", "osm_user", "osm_changeset", "osm_timestamp", "osm_version"};
constexpr std::array kForComputers{"osm_id", "osm_way_id", "osm_type", "full_id", "fid", "ogc_fid", "objectid"};

bool isNumber(const std::string& text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

void tidyAttributes(const map::Layer& layer, geo::Identified& found) {
    const bool ranked = layer.source->ranks() != nullptr;
    std::erase_if(found.attributes, [&](const geo::Attribute& attribute) {
        if (ranked && attribute.name == "rank" && isNumber(attribute.value)) return true;  // its class says it in words
        return std::ranges::find(kLeftOut, attribute.name) != kLeftOut.end();
    });
    std::stable_partition(found.attributes.begin(), found.attributes.end(), [](const geo::Attribute& attribute) {
        return !attribute.name.starts_with('@') && std::ranges::find(kForComputers, attribute.name) == kForComputers.end();
    });
    if (layer.source->kind() == geo::SourceKind::Values && !found.attributes.empty()) found.title = found.attributes[0].value;
}

bool sameAttributes(const geo::Identified& a, const geo::Identified& b) {
    return std::ranges::equal(a.attributes, b.attributes, [](const geo::Attribute& x, const geo::Attribute& y) {
        return x.name == y.name && x.value == y.value;
    });
}

/// A thing that grows piece by piece.
struct Whole {
    geo::Identified thing;
    std::vector<std::vector<std::string>> values;  // of each attribute, each once

    explicit Whole(geo::Identified first) : thing(std::move(first)) {
        for (const auto& attribute : thing.attributes) values.push_back({attribute.value});
    }
    void add(geo::Identified piece) {
        thing.outline.insert(thing.outline.end(), piece.outline.begin(), piece.outline.end());
        for (auto& attribute : piece.attributes) {
            const auto own = std::ranges::find(thing.attributes, attribute.name, &geo::Attribute::name);
            const auto at = static_cast<size_t>(own - thing.attributes.begin());
            if (own == thing.attributes.end()) {
                values.push_back({attribute.value});
                thing.attributes.push_back(std::move(attribute));
            } else if (std::ranges::find(values[at], attribute.value) == values[at].end()) {
                values[at].push_back(std::move(attribute.value));
            }
        }
    }
    [[nodiscard]] geo::Identified finished() && {
        for (size_t i = 0; i < values.size(); ++i) {
            const size_t more = values[i].size() - std::min(values[i].size(), kMostValues);
            values[i].resize(values[i].size() - more);
            thing.attributes[i].value = fmt::format("{}{}", fmt::join(values[i], "; "), more > 0 ? "; …" : "");
        }
        return std::move(thing);
    }
};

}  // namespace

ui::IdentifiedInLayer answerOf(const map::Layer& layer, std::vector<geo::Identified> found) {
    const bool lines = layer.source->kind() == geo::SourceKind::Lines;
    std::vector<Whole> wholes;
    for (auto& piece : found) {
        tidyAttributes(layer, piece);
        const auto whole = std::ranges::find_if(wholes, [&](const Whole& other) {
            return other.thing.title == piece.title && (lines || sameAttributes(other.thing, piece));
        });
        if (whole == wholes.end())
            wholes.emplace_back(std::move(piece));
        else
            whole->add(std::move(piece));
    }
    ui::IdentifiedInLayer answer{layer.id, layer.title, layer.source->attribution(), {}};
    for (auto& whole : wholes) answer.found.push_back(std::move(whole).finished());
    return answer;
}

int turnOf(const map::Layer& layer) {
    const auto kind = layer.source->kind();
    if (kind == geo::SourceKind::Points) return 0;
    if (kind == geo::SourceKind::Lines) return 2;
    if (kind != geo::SourceKind::Areas) return 3;
    if (map::colouredBy(*layer.source, layer.style) || layer.source->valueRange()) return 1;
    const auto palette = plan::classPalette(*layer.source, layer.style);
    const bool fills =
        std::any_of(palette.begin() + 1, palette.end(), [](const auto& colour) { return colour.a >= map::kLeastFill; });
    return fills ? 1 : 3;
}

std::vector<std::string> inWords(const std::vector<ui::IdentifiedInLayer>& answers) {
    std::vector<std::string> lines;
    for (const auto& layer : answers)
        for (const auto& object : layer.found) {
            lines.push_back(layer.layerTitle + ": " + object.title);
            for (const auto& sentence : object.sentences) lines.push_back("  " + sentence);
            for (const auto& attribute : object.attributes) lines.push_back("  " + attribute.name + ": " + attribute.value);
        }
    if (lines.empty()) return {"No layer has anything here."};
    if (const auto credits = ui::creditsOf(answers); !credits.empty()) lines.push_back(credits);
    return lines;
}

std::vector<std::string> inWords(const std::vector<const geo::Member*>& members, const std::string& asked) {
    if (members.empty()) return {"No member is found by \"" + asked + "\"; try another name, a country or a region."};
    std::vector<std::string> lines;
    for (const auto* member : members) {
        auto line = member->id + ": " + member->nameEn;
        if (member->nameNative != member->nameEn && !member->nameNative.empty()) line += " (" + member->nameNative + ")";
        line += ", " + member->country;
        if (member->population) line += ", " + ui::formatPopulation(*member->population) + " inhabitants";
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace app
