#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "geo/base/json_depth.h"
#include "geo/base/text_file.h"
#include "geo/taxonomy/scheme.h"
#include "viewer/map/scene_fields.h"

namespace map {
namespace {

using Json = nlohmann::json;
constexpr size_t kMostBytes = 4 << 20;
constexpr int kMostDepth = 16;
constexpr size_t kMostLayers = 256;

/// The reader's complaint; caught in parseScene and told as an Error.
struct Complaint {
    std::string sentence;
};

/// A file in an archive that is a plain file or a web address itself: "/vsizip/{/home/ana/a.zip}/b.fgb", as packs name theirs.
bool isArchived(const std::string& path) {
    constexpr std::string_view kOpen = "/vsizip/{", kFetched = "/vsicurl/";
    const auto close = path.find("}/");
    if (!path.starts_with(kOpen) || close == std::string::npos) return false;
    auto archive = path.substr(kOpen.size(), close - kOpen.size());
    const auto inside = path.substr(close + 2);
    const bool fetched = archive.starts_with(kFetched);
    if (fetched) archive.erase(0, kFetched.size());
    const bool address = archive.starts_with("https://") || archive.starts_with("http://");
    const bool file = archive.starts_with('/') && !archive.starts_with("/vsi") && archive.find(':') == std::string::npos;
    return (fetched ? address : file) && archive.find_first_of("{}") == std::string::npos &&
           inside.find_first_of("{}:") == std::string::npos && ("/" + inside + "/").find("/../") == std::string::npos;
}

bool isKebabCase(const std::string& id) {
    return !id.empty() && id.front() != '-' && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || static_cast<unsigned char>(c) >= 0x80;
    });
}

// One overload per type of member; `where` is the way to the value, such as layers[2].style.fill.

void read(const Json& json, std::string& to, const std::string& where) {
    if (!json.is_string()) throw Complaint{where + " must be a text."};
    to = json.get<std::string>();
}

void read(const Json& json, std::optional<std::string>& to, const std::string& where) { read(json, to.emplace(), where); }

void read(const Json& json, bool& to, const std::string& where) {
    if (!json.is_boolean()) throw Complaint{where + " must be true or false."};
    to = json.get<bool>();
}

template <class Number>
void read(const Json& json, Number& to, const std::string& where, Number least, Number most) {
    const double value = json.is_number() ? json.get<double>() : NAN;
    if (!(value >= static_cast<double>(least) && value <= static_cast<double>(most)))
        throw Complaint{where + " must be a number from " + Json(least).dump() + " to " + Json(most).dump() + "."};
    to = static_cast<Number>(value);
}

void read(const Json& json, Colour& to, const std::string& where) {
    const auto colour = json.is_string() ? Colour::parse(json.get<std::string>()) : std::nullopt;
    if (!colour) throw Complaint{where + " must be a colour such as \"#1c61a3\"."};
    to = *colour;
}

template <class Enum, size_t N>
void readWord(const Json& json, Enum& to, const std::string& where, const Word<Enum> (&words)[N]) {
    std::string list;
    for (const auto& word : words) {
        if (json == word.text) {
            to = word.value;
            return;
        }
        list += (list.empty() ? "" : ", ") + std::string(word.text);
    }
    throw Complaint{where + " must be one of " + list + "."};
}
void read(const Json& json, geo::DrawAs& to, const std::string& where) { readWord(json, to, where, kDrawWords); }
void read(const Json& json, geo::Spread& to, const std::string& where) { readWord(json, to, where, kSpreadWords); }

void read(const Json& json, std::vector<std::string>& to, const std::string& where) {
    if (!json.is_array()) throw Complaint{where + " must be a list of texts."};
    to.clear();
    for (const auto& item : json) read(item, to.emplace_back(), where + "[" + std::to_string(to.size() - 1) + "]");
}

void read(const Json& json, std::set<std::string>& to, const std::string& where) {
    std::vector<std::string> list;
    read(json, list, where);
    to = {list.begin(), list.end()};
}

void read(const Json& json, std::map<std::string, Colour>& to, const std::string& where) {
    if (!json.is_object()) throw Complaint{where + " must be an object of colours by class."};
    to.clear();
    for (const auto& item : json.items()) read(item.value(), to[item.key()], where + "." + item.key());
}

void read(const Json& json, std::map<std::string, std::set<std::string>>& to, const std::string& where) {
    if (!json.is_object()) throw Complaint{where + " must be an object of lists of classes by dimension."};
    to.clear();
    for (const auto& item : json.items()) {
        const auto dimension = geo::parseDimension(item.key());
        if (!dimension) throw Complaint{where + " names " + item.key() + ", which is none of the six dimensions."};
        read(item.value(), to[item.key()], where + "." + item.key());
        for (const auto& id : to[item.key()])
            if (std::ranges::find(geo::classIds(*dimension), id) == geo::classIds(*dimension).end())
                throw Complaint{where + "." + item.key() + " names " + id + ", which is no class of this dimension."};
    }
}

void read(const Json& json, geo::LonLat& to, const std::string& where) {
    if (!json.is_array() || json.size() != 2) throw Complaint{where + " must be [longitude, latitude] in degrees."};
    read(json[0], to.lonDeg, where + "[0]", -180.0, 180.0);
    read(json[1], to.latDeg, where + "[1]", -90.0, 90.0);
}

/// Fills the members of one object by a list of fields, and refuses keys that are not in the list.
class ObjectReader {
public:
    ObjectReader(const Json& json, std::string where) : m_json(json), m_where(std::move(where)) {
        if (!json.is_object()) throw Complaint{(m_where.empty() ? "The scene" : m_where) + " must be an object."};
    }

    template <class Member, class... Limits>
    void operator()(const char* key, Member& member, Limits... limits);

    void refuseOthers() const {
        for (const auto& item : m_json.items()) {
            if (m_known.contains(item.key())) continue;
            std::string list;
            for (const auto& key : m_known) list += (list.empty() ? "" : ", ") + key;
            throw Complaint{fmt::format("\"{}\" is not a key of a scene; known here are {}.", at(item.key()), list)};
        }
    }
    void allow(const char* key) { m_known.insert(key); }

private:
    [[nodiscard]] std::string at(const std::string& key) const { return m_where.empty() ? key : m_where + "." + key; }

    const Json& m_json;
    std::string m_where;
    std::set<std::string> m_known;
};

void read(const Json& json, LayerStyle& to, const std::string& where) {
    ObjectReader reader(json, where);
    visitStyle(to, reader);
    reader.refuseOthers();
    if (!to.dimension.empty() && !geo::parseDimension(to.dimension))
        throw Complaint{where + ".dimension names " + to.dimension + ", which is none of the six dimensions."};
}

void read(const Json& json, geo::SourceSpec& to, const std::string& where) {
    ObjectReader reader(json, where);
    visitSource(to, reader);
    reader.refuseOthers();
    if (const auto objection = objectionToSource(to.path); !objection.empty())
        throw Complaint{where + ".path " + objection + "; name a file or folder beside the scene, a web address or demo: data."};
}

void read(const Json& json, Layer& to, const std::string& where) {
    ObjectReader reader(json, where);
    visitLayer(to, reader);
    reader.refuseOthers();
    if (!isKebabCase(to.id)) throw Complaint{where + ".id must be a name of small letters, digits and hyphens."};
    if (to.spec.path.empty()) throw Complaint{where + " needs a \"source\" with a \"path\"."};
    if (to.title.empty()) to.title = to.id;
}

void read(const Json& json, std::vector<Layer>& to, const std::string& where) {
    if (!json.is_array()) throw Complaint{where + " must be a list."};
    if (json.size() > kMostLayers) throw Complaint{where + " has more than " + std::to_string(kMostLayers) + " layers."};
    to.clear();
    std::set<std::string> ids;
    for (const auto& item : json) {
        const std::string which = where + "[" + std::to_string(to.size()) + "]";
        read(item, to.emplace_back(), which);
        if (!ids.insert(to.back().id).second)
            throw Complaint{which + ".id \"" + to.back().id + "\" is used by an earlier layer."};
    }
}

template <class Member, class... Limits>
void ObjectReader::operator()(const char* key, Member& member, Limits... limits) {
    m_known.insert(key);
    if (const auto found = m_json.find(key); found != m_json.end()) read(*found, member, at(key), limits...);
}

SceneDocument readDocument(const Json& json) {
    SceneDocument scene;
    ObjectReader reader(json, "");
    reader.allow("version");
    if (const auto version = json.find("version"); version != json.end() && *version != 1)
        throw Complaint{"The scene has a version that this program does not know; it reads version 1."};
    visitDocument(scene, reader);
    reader.refuseOthers();
    if (scene.view != "city" && scene.view != "world") throw Complaint{"view must be \"city\" or \"world\"."};
    return scene;
}

}  // namespace

std::string objectionToSource(const std::string& path) {
    if (path.empty()) return "is empty";
    if (std::ranges::any_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) return "holds control characters";
    if (path.starts_with("demo:") || path.starts_with("https://") || path.starts_with("http://") || isArchived(path)) return {};
    if (path.front() == '<' || path.front() == '{') return "is a document, not the name of a file";
    if (path.starts_with("/vsi") || path.find(':') != std::string::npos)
        return "is not a plain file, folder, web address or demo: name";
    const std::filesystem::path parts(path);
    if (parts.is_relative() && std::find(parts.begin(), parts.end(), "..") != parts.end())
        return "leaves the scene's folder by \"..\"";
    return {};
}

geo::Result<SceneDocument> parseScene(const std::string& json, const std::string& subject) {
    using geo::ErrorCode;
    if (json.size() > kMostBytes) return geo::fail(ErrorCode::TooLarge, "A scene file may have 4 MiB at most.", subject);
    if (geo::jsonDepth(json) > kMostDepth)
        return geo::fail(ErrorCode::Malformed, "The brackets of this scene nest too deeply.", subject);
    try {
        return readDocument(Json::parse(json));
    } catch (const Json::exception& error) {
        return geo::fail(ErrorCode::Malformed, "This scene is not JSON.", subject, error.what());
    } catch (const Complaint& complaint) {
        return geo::fail(ErrorCode::Malformed, complaint.sentence, subject);
    }
}

geo::Result<SceneDocument> readScene(const std::string& path) {
    const auto text = geo::readTextFile(path, kMostBytes);
    if (!text) return geo::Failure(text.error());
    auto scene = parseScene(*text, path);
    if (!scene) return scene;
    std::error_code error;
    const auto folder = std::filesystem::absolute(path, error).parent_path();
    for (auto& layer : scene->layers) {
        std::string& source = layer.spec.path;
        if (source.find(':') == std::string::npos && !std::filesystem::path(source).is_absolute())
            source = (folder / source).string();
    }
    return scene;
}

}  // namespace map
