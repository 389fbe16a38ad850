#pragma once

#include <string>
#include <vector>

#include "geo/registry/members.h"
#include "viewer/map/scene.h"
#include "viewer/ui/ui_model.h"

namespace app {

/// What one layer has at a place, for people: pieces of one thing (lines of one title; other objects whose attributes agree too)
/// are one entry with all their outlines and values, what only computers read comes last or is left out, and a cell is called by
/// its value. Pure.
[[nodiscard]] ui::IdentifiedInLayer answerOf(const map::Layer& layer, std::vector<geo::Identified> found);

/// The order of layers in an answer to "what is here", the former order kept within: 0 points, 1 areas that fill, which a person
/// means who clicks beside a street, 2 lines, 3 cells and mere outlines.
[[nodiscard]] int turnOf(const map::Layer& layer);

/// The same as lines of text, for scripts.
[[nodiscard]] std::vector<std::string> inWords(const std::vector<ui::IdentifiedInLayer>& answers);
/// One line for each member, or one that says that there is none.
[[nodiscard]] std::vector<std::string> inWords(const std::vector<const geo::Member*>& members, const std::string& asked);

}  // namespace app
