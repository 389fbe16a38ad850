#include "geo/pyramid/vector_attribution.h"

#include <algorithm>

#include "geo/base/names.h"
#include "geo/pyramid/layer_source.h"
#include "geo/pyramid/vector_sample.h"

namespace geo {
namespace {

// The one text of a field "attribution", its credits (separated by ;) joined as a map prints them; empty where there is none.
std::string creditsIn(const VectorDataset& dataset, const VectorLayerInfo& layer) {
    constexpr size_t kFeatures = 50, kLongest = 200;
    const auto sample = sampleLayer(dataset, layer, kFeatures);
    const auto* field = sample.find("attribution");
    if (!field || field->values.size() != 1 || field->values.begin()->first.size() > kLongest) return {};
    std::string text = field->values.begin()->first;
    for (size_t at = text.find(';'); at != std::string::npos; at = text.find(';', at)) {
        const size_t next = std::min(text.find_first_not_of(' ', at + 1), text.size());
        text.replace(at, next - at, kCreditMark);
        at += kCreditMark.size();
    }
    return text;
}

}  // namespace

std::string attributionOf(const SourceSpec& spec, const VectorLayerInfo& layer, const VectorDataset& dataset) {
    if (!spec.attribution.empty()) return spec.attribution;
    const auto has = [&](const char* name) {
        return std::any_of(layer.fields.begin(), layer.fields.end(), [&](const auto& f) { return f.name == name; });
    };
    const auto from = [&](const char* part) { return spec.path.find(part) != std::string::npos; };
    if (layer.tagged || has("osm_id") || has("other_tags") || has("@id") || from("earth-waterbodies"))
        return "© OpenStreetMap contributors";
    if (from("world-atlas") || from("countries-1")) return "Made with Natural Earth";
    if (auto credits = has("attribution") ? creditsIn(dataset, layer) : ""; !credits.empty()) return credits;
    return "Source: " + shortName(spec.path) + (namesDatabase(spec.path) ? ", " + layer.name : "");
}

}  // namespace geo
