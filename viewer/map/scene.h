#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/pyramid/layer_source.h"
#include "geo/pyramid/source_spec.h"
#include "viewer/map/camera.h"
#include "viewer/map/style.h"

namespace map {

enum class LayerStatus { Loading, Ready, Failed };

/// One styled entry of the map, bottom to top in the scene.
struct Layer {
    std::string id;  ///< unique in the scene, kebab-case, stable: commands name layers by it
    std::string title;
    geo::SourceSpec spec;
    LayerStyle style;
    bool visible = true;
    bool legend = true;  ///< explained by legends; not so a plain ground that explains itself
    double opacity = 1;
    double maxMetresPerPixel = 0;  ///< not drawn when zoomed out beyond this; 0: always drawn
    double minMetresPerPixel = 0;  ///< not drawn when zoomed in beyond this

    LayerStatus status = LayerStatus::Loading;
    std::string problem;                             ///< the sentence, when Failed
    std::shared_ptr<const geo::LayerSource> source;  ///< set when Ready
};

/// What the renderer sees of the document: frozen once per frame, shared between threads.
struct SceneState {
    geo::Crs crs = geo::Crs::wgs84();
    std::string title;
    std::vector<std::string> names;  ///< what its city is called, in its languages, besides the title
    std::string crsKey;              ///< changes with the CRS: tiles of another CRS are not reused
    Colour background{232, 234, 237, 255};
    std::vector<Layer> layers;  ///< bottom to top
    uint64_t revision = 0;      ///< rises with every change; no other state, of whatever scene, has the same
    bool graticule = false;

    /// Whether this is a map of a place of that name.
    [[nodiscard]] bool isNamed(std::string_view name) const;
};

/// For a state that differs from all others so far. Any thread.
[[nodiscard]] uint64_t nextRevision();

/// The editable document. Main thread only. Every change bumps the revision; `freeze()` is cheap when nothing changed.
class Scene {
public:
    Scene();

    void setCrs(geo::Crs crs, std::string title);
    void setNames(std::vector<std::string> names);
    void setBackground(Colour colour);
    void setGraticule(bool shown);
    [[nodiscard]] const SceneState& state() const { return *m_state; }
    [[nodiscard]] std::shared_ptr<const SceneState> freeze() const { return m_state; }

    /// Adds on top; makes the id unique by a suffix. Returns the id given.
    std::string add(Layer layer);
    [[nodiscard]] const Layer* find(const std::string& id) const;
    bool remove(const std::string& id);
    bool move(const std::string& id, int toIndex);

    /// Edits one layer in place through a function; false if there is no such layer.
    template <class Edit>
    bool edit(const std::string& id, Edit&& change) {
        auto* layer = mutableLayer(id);
        if (!layer) return false;
        change(*layer);
        return true;
    }

private:
    SceneState& mutate();
    Layer* mutableLayer(const std::string& id);
    std::shared_ptr<SceneState> m_state;  // copied on write while somebody else holds it
};

/// A scene file: map CRS centre, camera, background and layers as JSON (data/scenes). Sources are not opened here.
struct SceneDocument {
    std::string title;
    std::string view = "city";  ///< "city" or "world"
    geo::LonLat centre;         ///< of the city's equal-area CRS, and of the camera
    double widthKm = 20;        ///< ground width that the camera shows
    Colour background{232, 234, 237, 255};
    std::vector<Layer> layers;
    bool graticule = false;
};
inline constexpr double kNarrowestKm = 0.01, kWidestKm = 50000;
/// Why a source may not stand in a scene file, as the rest of a sentence about its path; empty if it may. GDAL reads far more
/// than files (databases, inline documents, commands for its drivers), and a scene file may come from anyone.
[[nodiscard]] std::string objectionToSource(const std::string& path);
/// Text from outside: at most 4 MiB, known keys only, and paths that are files, folders, web addresses or "demo:" names,
/// never a GDAL connection string: objectionToSource(). Malformed says which key, where, and what is allowed there.
[[nodiscard]] geo::Result<SceneDocument> parseScene(const std::string& json, const std::string& subject);
/// Relative paths in the file are taken from the file's folder.
[[nodiscard]] geo::Result<SceneDocument> readScene(const std::string& path);
[[nodiscard]] std::string writeScene(const SceneDocument& scene);

}  // namespace map
