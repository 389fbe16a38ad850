#pragma once

#include <memory>
#include <optional>
#include <string>

#include "geo/registry/members.h"
#include "viewer/app/layer_loader.h"
#include "viewer/app/member_source.h"
#include "viewer/app/place.h"

namespace app {

/// Builds places from scene files and the registry, and starts the loading of their layers. Main thread only.
class Places {
public:
    /// The loader must outlive this.
    Places(LayerLoader& loader, std::string scenesFolder);
    /// The registry must outlive this; without it there is no layer of members.
    void setMembers(const geo::Members* members) { m_members = members; }

    /// The world; built once, because every flight goes through it. `remark` receives a sentence where its scene is missing.
    [[nodiscard]] std::shared_ptr<Place> world(std::string& remark);
    /// The world if it has been shown; it is not read for this.
    [[nodiscard]] std::shared_ptr<Place> worldSoFar() const { return m_world; }
    /// A city's place, the same for all governments of its territory: its scene data/scenes/<territory>.json, else that of any of
    /// them by id, else countries and members with a sentence in `remark` how to add data. Its member is the one asked for.
    [[nodiscard]] geo::Result<std::shared_ptr<Place>> city(const geo::Member& member, std::string& remark);
    /// From a scene file. A world scene becomes the world's place.
    [[nodiscard]] geo::Result<std::shared_ptr<Place>> fromScene(const std::string& path);

    /// The scene file that a name such as "montevideo" or a path ending in .json stands for; empty: not a scene.
    [[nodiscard]] std::string sceneFile(const std::string& nameOrPath) const;
    /// The government whose map a scene is, by the scene's name: a member's id, or a territory's; nullptr: nobody's.
    [[nodiscard]] const geo::Member* governmentOf(const std::string& sceneName) const;
    /// Names that sceneFile() knows, sorted.
    [[nodiscard]] std::vector<std::string> sceneNames() const;

    /// Adds a layer, below the labels of members where there are any, and starts loading it. Returns its id.
    std::string add(const std::shared_ptr<Place>& place, map::Layer layer);
    /// The same for a layer that the person opened: it comes along to other places until it is forgotten, to cities only where it
    /// lies near them. `box`: where it lies, as far as that is known.
    std::string addOwn(const std::shared_ptr<Place>& place, map::Layer layer,
                       const std::optional<geo::GeographicExtent>& box = {});
    /// Brings the person's layers along, as they look and lie over each other in `from`: added where they are missing, restyled
    /// where they are, taken away where they were forgotten meanwhile.
    void bringOwn(const Place& from, const std::shared_ptr<Place>& to);
    /// The person does not want it any more, anywhere.
    void forgetOwn(uint64_t number);

private:
    /// A layer of the person's, as it looked where it was last seen.
    struct Own {
        uint64_t number = 0;
        map::Layer layer;
        std::optional<geo::GeographicExtent> box;
    };
    void noteOwn(const Place& from);
    [[nodiscard]] std::string sceneOf(const geo::Member& member) const;
    void addMembersLayer(const std::shared_ptr<Place>& place);

    LayerLoader& m_loader;
    const geo::Members* m_members = nullptr;
    std::string m_scenesFolder;
    std::shared_ptr<Place> m_world;
    std::vector<Own> m_own;  // bottom to top
    uint64_t m_lastOwn = 0;
};

/// "Land use (OSM)" -> "land-use-osm": how commands name layers.
[[nodiscard]] std::string kebabCase(const std::string& title);

}  // namespace app
