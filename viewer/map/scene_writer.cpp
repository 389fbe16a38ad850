#include <nlohmann/json.hpp>

#include "viewer/map/scene_fields.h"

namespace map {
namespace {

using Json = nlohmann::ordered_json;

template <class Plain>
Json write(const Plain& value) {
    return value;
}
Json write(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }
Json write(const Colour& colour) { return colour.hex(); }
Json write(const geo::LonLat& position) { return {position.lonDeg, position.latDeg}; }
Json write(const std::map<std::string, Colour>& colours) {
    Json json = Json::object();
    for (const auto& [code, colour] : colours) json[code] = colour.hex();
    return json;
}
template <class Enum, size_t N>
Json writeWord(Enum value, const Word<Enum> (&words)[N]) {
    for (const auto& word : words)
        if (word.value == value) return word.text;
    return words[0].text;
}
Json write(geo::DrawAs value) { return writeWord(value, kDrawWords); }
Json write(geo::Spread value) { return writeWord(value, kSpreadWords); }

/// Writes the members that differ from those of a fresh object, in the order of the list of fields.
template <class Object, class VisitFields>
Json writeChanged(const Object& object, VisitFields&& visitFields);

Json write(const LayerStyle& style) {
    return writeChanged(style, [](const LayerStyle& s, auto&& visit) { visitStyle(s, visit); });
}
Json write(const geo::SourceSpec& spec) {
    return writeChanged(spec, [](const geo::SourceSpec& s, auto&& visit) { visitSource(s, visit); });
}
Json write(const std::vector<Layer>& layers) {
    Json json = Json::array();
    for (const auto& layer : layers)
        json.push_back(writeChanged(layer, [](const Layer& l, auto&& visit) { visitLayer(l, visit); }));
    return json;
}

template <class Object, class VisitFields>
Json writeChanged(const Object& object, VisitFields&& visitFields) {
    const Object fresh;
    Json json = Json::object(), defaults = Json::object();
    const auto into = [](Json& target) {
        return [&target](const char* key, const auto& member, auto...) { target[key] = write(member); };
    };
    visitFields(object, into(json));
    visitFields(fresh, into(defaults));
    Json changed = Json::object();
    for (const auto& item : json.items())
        if (item.value() != defaults[item.key()]) changed[item.key()] = item.value();
    return changed;
}

}  // namespace

std::string writeScene(const SceneDocument& scene) {
    Json json{{"version", 1}};
    visitDocument(scene, [&](const char* key, const auto& member, auto...) { json[key] = write(member); });
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace map
