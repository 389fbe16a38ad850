#include <fmt/format.h>

#include <algorithm>

#include "geo/taxonomy/scheme.h"
#include "viewer/app/commands/commands.h"
#include "viewer/map/layer_classes.h"

namespace app {
namespace {

using control::Arguments;
using Done = geo::Result<void>;
using Edit = std::function<Done(map::Layer&, const Arguments&)>;

Done malformed(std::string sentence, const std::string& word) {
    return geo::fail(geo::ErrorCode::Malformed, std::move(sentence), word);
}

// The code of the class that a person means by code or label.
geo::Result<std::string> classCode(const map::Layer& layer, const std::string& word) {
    const auto table = layer.source ? map::classesOf(*layer.source, layer.style) : nullptr;
    if (!layer.source) return geo::fail(geo::ErrorCode::NotFound, "This layer is not open yet; run: wait.", layer.id);
    if (!table) return geo::fail(geo::ErrorCode::NotFound, "This layer has no classes.", layer.id);
    const auto folded = geo::fold(word);
    std::vector<std::string> codes, labels;
    for (size_t i = 1; i < table->classes.size(); ++i) {
        const auto& entry = table->classes[i];
        if (entry.code == word || geo::fold(entry.label) == folded) return entry.code;
        codes.push_back(entry.code);
        labels.push_back(entry.label);
    }
    auto near = control::didYouMean(word, codes);
    if (near.empty()) near = control::didYouMean(word, labels);
    return geo::fail(geo::ErrorCode::NotFound, "The layer " + layer.id + " has no class of this code or label." + near, word);
}

// Finds the layer, lets `edit` change a copy of it, and keeps the copy if that went well.
Done editLayer(Session& session, const Arguments& arguments, const Edit& edit) {
    const auto found = session.layer(arguments[0]);
    if (!found) return geo::Failure(found.error());
    map::Layer changed = **found;
    if (auto done = edit(changed, arguments); !done) return done;
    session.scene().edit(changed.id, [&](map::Layer& layer) { layer = changed; });
    return {};
}

Done toggle(map::Layer& layer, const Arguments& a) {
    if (a.size() < 2) {
        layer.visible = !layer.visible;
        return {};
    }
    const auto code = classCode(layer, a[1]);
    if (!code) return geo::Failure(code.error());
    if (!layer.style.hidden.erase(*code)) layer.style.hidden.insert(*code);
    return {};
}

Done show(map::Layer& layer, const Arguments& a, bool visible) {
    if (a.size() < 2) {
        layer.visible = visible;
        return {};
    }
    const auto code = classCode(layer, a[1]);
    if (!code) return geo::Failure(code.error());
    if (visible)
        layer.style.hidden.erase(*code);
    else
        layer.style.hidden.insert(*code);
    return {};
}

// Codes that the data bring later (classes() may grow) are shown: only what is hidden now is listed.
Done showClasses(map::Layer& layer, const Arguments& a) {
    if (a[1] != "all" && a[1] != "none") return malformed("Show all classes of a layer, or none.", a[1]);
    layer.style.hidden.clear();
    layer.style.isolated.reset();
    const auto table = layer.source ? map::classesOf(*layer.source, layer.style) : nullptr;
    for (size_t i = 1; table && a[1] == "none" && i < table->classes.size(); ++i)
        layer.style.hidden.insert(table->classes[i].code);
    return {};
}

Done isolate(map::Layer& layer, const Arguments& a) {
    if (a.size() < 2) {
        layer.style.isolated.reset();
        return {};
    }
    const auto code = classCode(layer, a[1]);
    if (!code) return geo::Failure(code.error());
    if (layer.style.isolated == *code)
        layer.style.isolated.reset();
    else
        layer.style.isolated = *code;
    return {};
}

// "layer.filter blocks use residential commercial": only those classes of the dimension; without classes the dimension is free
// again.
Done filter(map::Layer& layer, const Arguments& a) {
    if (a.size() == 1) {
        layer.style.filter.clear();
        return {};
    }
    const auto dimension = geo::parseDimension(a[1]);
    if (!dimension) return malformed("The dimensions are density, use, settlement, surface, tenure and infrastructure.", a[1]);
    std::set<std::string> kept;
    const auto ids = geo::classIds(*dimension);
    for (size_t i = 2; i < a.size(); ++i) {
        if (std::ranges::find(ids, a[i]) == ids.end())
            return malformed("The dimension " + a[1] + " has no class of this name." +
                                 control::didYouMean(a[i], std::vector<std::string>(ids.begin(), ids.end())),
                             a[i]);
        kept.insert(a[i]);
    }
    if (kept.empty())
        layer.style.filter.erase(a[1]);
    else
        layer.style.filter[a[1]] = std::move(kept);
    return {};
}

Done dimension(map::Layer& layer, const Arguments& a) {
    if (!layer.source) return geo::fail(geo::ErrorCode::NotFound, "This layer is not open yet; run: wait.", layer.id);
    if (!map::hasDimensions(*layer.source))
        return geo::fail(geo::ErrorCode::Unsupported, "This layer has no crosswalk to the six dimensions.", layer.id);
    const std::string id = a.size() > 1 ? a[1] : "";
    if (!id.empty() && !geo::parseDimension(id))
        return malformed("The dimensions are density, use, settlement, surface, tenure and infrastructure.", id);
    if (layer.style.dimension == id) return {};
    layer.style.dimension = id;
    layer.style.hidden.clear();  // were classes of another legend
    layer.style.isolated.reset();
    return {};
}

Done confidence(map::Layer& layer, const Arguments& a) {
    if (a[1] != "on" && a[1] != "off") return malformed("Say on or off.", a[1]);
    if (!layer.source) return geo::fail(geo::ErrorCode::NotFound, "This layer is not open yet; run: wait.", layer.id);
    if (!map::tellsConfidence(*layer.source))
        return geo::fail(geo::ErrorCode::Unsupported,
                         "This layer does not tell how sure its classes are; tesserae of a city pack do.", layer.id);
    layer.style.confidence = a[1] == "on";
    return {};
}

Done opacity(map::Layer& layer, const Arguments& a) {
    const auto value = control::parseNumber(a[1], "opacity");
    if (!value) return geo::Failure(value.error());
    if (*value < 0 || *value > 1) return malformed("The opacity must lie between 0 (unseen) and 1 (full).", a[1]);
    layer.opacity = *value;
    return {};
}

Done colour(map::Layer& layer, const Arguments& a) {
    const auto parsed = geo::Colour::parse(a.back());
    if (!parsed) return malformed("A colour is written #rrggbb, such as #2a9d8f.", a.back());
    if (a.size() == 2) {
        layer.style.fill = *parsed;
        return {};
    }
    const auto code = classCode(layer, a[1]);
    if (!code) return geo::Failure(code.error());
    layer.style.colourOf[*code] = *parsed;
    return {};
}

Done ramp(map::Layer& layer, const Arguments& a) {
    if (!geo::findRamp(a[1])) {
        std::string names;
        for (const auto& known : geo::ramps()) names += (names.empty() ? "" : ", ") + known.name;
        return geo::fail(geo::ErrorCode::NotFound, "There is no ramp of this name; there are: " + names + ".", a[1]);
    }
    if (a.size() > 2 && a[2] != "reversed") return malformed("After the ramp only the word reversed may follow.", a[2]);
    layer.style.ramp = a[1];
    layer.style.reversed = a.size() > 2;
    return {};
}

Done range(map::Layer& layer, const Arguments& a) {
    if (a.size() == 2 && a[1] == "auto") {
        layer.style.low = layer.style.high = 0;
        return {};
    }
    if (a.size() < 3) return malformed("A range needs two numbers, or the word auto.", a[1]);
    const auto low = control::parseNumber(a[1], "low end of the range"),
               high = control::parseNumber(a[2], "high end of the range");
    if (!low) return geo::Failure(low.error());
    if (!high) return geo::Failure(high.error());
    if (!(*low < *high) && !(*low == 0 && *high == 0))
        return malformed("The low end of a range must be below its high end.", a[1] + " " + a[2]);
    if (*low < -map::kFarthestValue || *high > map::kFarthestValue)
        return malformed(fmt::format("The ends of a range must be from {} to {}.", -map::kFarthestValue, map::kFarthestValue),
                         a[1] + " " + a[2]);
    layer.style.low = *low, layer.style.high = *high;
    return {};
}

Done spread(map::Layer& layer, const Arguments& a) {
    layer.style.ownSpread = a[1] == "auto";
    if (a[1] == "linear")
        layer.style.spread = geo::Spread::Linear;
    else if (a[1] == "root")
        layer.style.spread = geo::Spread::SquareRoot;
    else if (a[1] == "log")
        layer.style.spread = geo::Spread::Logarithmic;
    else if (a[1] != "auto")
        return malformed("Values are spread over the ramp: linear, root, log or auto.", a[1]);
    return {};
}

Done outline(map::Layer& layer, const Arguments& a) {
    const auto width = control::parseNumber(a[1], "outline's width");
    if (!width) return geo::Failure(width.error());
    if (*width < 0 || *width > 10) return malformed("An outline is 0 (none) to 10 pixels wide.", a[1]);
    if (a.size() > 2) {
        const auto parsed = geo::Colour::parse(a[2]);
        if (!parsed) return malformed("A colour is written #rrggbb, such as #2a9d8f.", a[2]);
        layer.style.outline = *parsed;
    }
    layer.style.outlinePx = *width;
    return {};
}

Done width(map::Layer& layer, const Arguments& a) {
    const auto scale = control::parseNumber(a[1], "width");
    if (!scale) return geo::Failure(scale.error());
    if (*scale <= 0 || *scale > 20) return malformed("The width is a factor above 0 and up to 20.", a[1]);
    layer.style.widthScale = *scale;
    return {};
}

Done moveBy(Session& session, const Arguments& a, int steps) {
    const auto found = session.layer(a[0]);
    if (!found) return geo::Failure(found.error());
    const auto& layers = session.scene().state().layers;
    session.scene().move(a[0], static_cast<int>(*found - layers.data()) + steps);
    return {};
}

Done moveTo(Session& session, const Arguments& a) {
    const auto found = session.layer(a[0]);
    if (!found) return geo::Failure(found.error());
    const auto place = control::parseNumber(a[1], "place in the order");
    if (!place) return geo::Failure(place.error());
    if (*place < 0 || *place > 10000) return malformed("The place in the order counts from 0, the lowest layer.", a[1]);
    session.scene().move(a[0], static_cast<int>(*place));
    return {};
}

Done zoomTo(Session& session, const Arguments& a) {
    const auto found = session.layer(a[0]);
    if (!found) return geo::Failure(found.error());
    if (!(*found)->source) return geo::fail(geo::ErrorCode::NotFound, "This layer is not open yet; run: wait.", a[0]);
    const auto box = (*found)->source->extent();
    if (box.empty()) return geo::fail(geo::ErrorCode::NotFound, "Nothing of this layer lies on this map.", a[0]);
    session.moveTo(session.cameraFor(box));
    return {};
}

}  // namespace

void addLayerCommands(control::CommandRegistry& registry, Session& session) {
    const auto add = [&](const char* name, const char* usage, const char* help, size_t least, size_t most, auto run) {
        registry.add({name, usage, help, least, most, std::move(run)});
    };
    const auto addEdit = [&](const char* name, const char* usage, const char* help, size_t least, size_t most, Edit edit) {
        add(name, usage, help, least, most,
            [&session, edit = std::move(edit)](const Arguments& a) { return editLayer(session, a, edit); });
    };
    addEdit("layer.toggle", "LAYER [CLASS]", "Show or hide a layer, or one of its classes.", 1, 2, toggle);
    addEdit("layer.show", "LAYER [CLASS]", "Show a layer, or one of its classes.", 1, 2,
            [](map::Layer& layer, const Arguments& a) { return show(layer, a, true); });
    addEdit("layer.hide", "LAYER [CLASS]", "Hide a layer, or one of its classes.", 1, 2,
            [](map::Layer& layer, const Arguments& a) { return show(layer, a, false); });
    addEdit("layer.classes", "LAYER all|none", "Show all classes of a layer, or none.", 2, 2, showClasses);
    addEdit("layer.isolate", "LAYER [CLASS]", "Draw one class alone; again, or without a class: all.", 1, 2, isolate);
    addEdit("layer.filter", "LAYER [DIMENSION [CLASS ...]]",
            "Draw only these classes of a dimension; filters of several dimensions hold together. Without classes: all of it.", 1,
            8, filter);
    addEdit("layer.dimension", "LAYER [DIMENSION]",
            "Colour by one dimension of the mosaic; without a dimension: by the layer's own classes.", 1, 2, dimension);
    addEdit("layer.confidence", "LAYER on|off",
            "With a dimension: draw what is less sure paler, in three steps that the legend explains.", 2, 2, confidence);
    addEdit("layer.opacity", "LAYER 0..1", "Make a layer see-through.", 2, 2, opacity);
    addEdit("layer.colour", "LAYER [CLASS] #rrggbb", "Colour a class, or a layer without classes.", 2, 3, colour);
    addEdit("layer.ramp", "LAYER RAMP [reversed]", "Choose the colours of a continuous layer.", 2, 3, ramp);
    addEdit("layer.range", "LAYER LOW HIGH|auto", "Choose the values at the two ends of the ramp.", 2, 3, range);
    addEdit("layer.spread", "LAYER linear|root|log|auto", "Choose how values are spread over the ramp.", 2, 2, spread);
    addEdit("layer.outline", "LAYER PX [#rrggbb]", "Draw thin lines between areas; 0: none.", 2, 3, outline);
    addEdit("layer.width", "LAYER FACTOR", "Make lines wider or narrower.", 2, 2, width);
    add("layer.raise", "LAYER", "Move a layer one up.", 1, 1, [&session](const Arguments& a) { return moveBy(session, a, 1); });
    add("layer.lower", "LAYER", "Move a layer one down.", 1, 1,
        [&session](const Arguments& a) { return moveBy(session, a, -1); });
    add("layer.move", "LAYER PLACE", "Move a layer to a place in the order; 0 is the lowest.", 2, 2,
        [&session](const Arguments& a) { return moveTo(session, a); });
    add("layer.remove", "LAYER", "Take a layer off the map; its file stays.", 1, 1,
        [&session](const Arguments& a) { return session.removeLayer(a[0]); });
    add("layer.zoom", "LAYER", "Show all of a layer.", 1, 1, [&session](const Arguments& a) { return zoomTo(session, a); });
}

}  // namespace app
