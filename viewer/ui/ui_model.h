#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "geo/pyramid/layer_source.h"
#include "geo/registry/members.h"
#include "viewer/base/task.h"
#include "viewer/engine/map_engine.h"
#include "viewer/map/scene.h"
#include "viewer/text/image.h"

namespace ui {

enum class Severity { Note, Warning, Problem };

struct Message {
    Severity severity = Severity::Note;
    std::string text;
    double atSeconds = 0;  ///< since start
    size_t number = 0;     ///< counts all messages since the start
};

/// What identify found, layer by layer, top first.
struct IdentifiedInLayer {
    std::string layerId, layerTitle, attribution;
    std::vector<geo::Identified> found;
};

/// All that panels read; filled by app once per frame. Panels never change it: they emit commands.
struct UiModel {
    std::shared_ptr<const map::SceneState> scene;
    map::ViewState view;
    const geo::Members* members = nullptr;
    std::string selectedMember;  ///< id; empty: none
    bool cardOpen = false;       ///< whether the card of the selected member is to be shown
    std::string placeMember;     ///< id of the member whose city this is; empty: nobody's
    std::string memberSearch;    ///< put into the search field whenever searchRevision changes
    uint64_t searchRevision = 0;
    bool worldView = true;
    bool cityIsBare = false;  ///< no data of this city are here
    bool flying = false;      ///< on the way to another place
    std::vector<std::shared_ptr<base::Task>> tasks;
    const std::vector<Message>* messages = nullptr;
    std::vector<IdentifiedInLayer> identified;
    std::optional<geo::Point> identifiedAt;  ///< map CRS
    std::optional<geo::LonLat> cursor;       ///< geographic position under the mouse
    std::string memberUnderCursor;           ///< id of the member whose symbol the mouse is on; empty: none
    engine::FrameStatus frame;
    engine::EngineStatistics statistics;
    std::set<std::string> openPanels;  ///< names of the panels that are open
    double uiScale = 1;
    double nowSeconds = 0;
    bool dark = false;                                     ///< dark theme
    bool nativeNames = true;                               ///< labels in their own script (labels.language)
    std::function<void(const std::string& line)> command;  ///< queues a command line; runs between frames
    /// Makes an ImGui texture of an image with *straight* alpha, linear filter; names in scripts that ImGui cannot shape are
    /// painted by Pango and drawn from these. Without it such names are left out. `releaseTexture` ends one.
    std::function<uint64_t(const text::Image& image)> uploadTexture;
    std::function<void(uint64_t texture)> releaseTexture;
};

/// The part of the window that the map's furniture may use, logical px: panels take the rest.
struct FreeArea {
    double left = 0, top = 0, right = 0, bottom = 0;
};

/// Draws the whole interface for this frame (between NewFrame and Render) and says what area the map has left.
/// GL thread only.
class Interface {
public:
    Interface();
    ~Interface();
    /// Loads fonts and the theme for a pixel ratio and UI scale; again whenever they change. Needs a current ImGui context.
    /// Replaces the font texture of ImGui's OpenGL 3 backend where that runs already.
    void loadTheme(double pixelRatio, double uiScale);
    FreeArea draw(const UiModel& model);
    /// When the interface wants to be drawn again without input, seconds from the last draw: 0 at once, infinity never.
    [[nodiscard]] double nextFrameInSeconds() const;
    /// Whether a text field was asked for that has no keyboard yet: what is typed meanwhile is for it.
    [[nodiscard]] bool awaitsKeyboard() const;
    /// The member under the mouse in a list, for the map to point at; empty: none.
    [[nodiscard]] const std::string& hoveredMember() const;

private:
    struct Panels;
    std::unique_ptr<Panels> m_panels;
};

}  // namespace ui
