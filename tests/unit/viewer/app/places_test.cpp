#include "viewer/app/places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace app {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

/// Places whose layers never open: what is on which map is all that matters here.
class OwnLayers : public testing::Test {
protected:
    OwnLayers() { std::ofstream(m_folder / "world.json") << R"({"version":1,"title":"World","view":"world","layers":[]})"; }
    ~OwnLayers() override { fs::remove_all(m_folder); }

    static fs::path newFolder() {
        auto pattern = (fs::temp_directory_path() / "places-XXXXXX").string();
        return ::mkdtemp(pattern.data());
    }
    static std::shared_ptr<Place> city(double lon) { return Place::city({lon, 10}, "City"); }
    static map::Layer parcels() {
        map::Layer layer;
        layer.id = "parcels", layer.title = "Parcels", layer.spec.path = "/none/parcels.gpkg";
        return layer;
    }
    static std::vector<std::string> idsOf(const Place& place) {
        std::vector<std::string> ids;
        for (const auto& layer : place.scene.state().layers) ids.push_back(layer.id);
        return ids;
    }

    fs::path m_folder = newFolder();
    base::TaskList m_tasks;
    base::MainQueue m_queue;
    LayerLoader m_loader{m_tasks,
                         m_queue,
                         [](const auto&, const auto&, const auto&, std::stop_token) -> geo::Result<LayerLoader::Source> {
                             return geo::fail(geo::ErrorCode::Cancelled, "Nothing opens here.");
                         },
                         [](const auto&, const auto&) {},
                         [](const auto&, const auto&) {},
                         1};
    Places m_places{m_loader, m_folder.string()};
};

TEST_F(OwnLayers, ComeAlongOnceWhateverTheirNameIsThere) {
    const auto here = city(0), there = city(20);
    m_places.add(there, parcels());  // the scene there has a layer of this name
    m_places.addOwn(here, parcels());
    m_places.bringOwn(*here, there);
    m_places.bringOwn(*there, here);
    m_places.bringOwn(*here, there);
    EXPECT_THAT(idsOf(*here), ElementsAre("parcels"));
    EXPECT_THAT(idsOf(*there), ElementsAre("parcels", "parcels-2"));
}

TEST_F(OwnLayers, TwoFilesOfOneNameBothComeAlong) {
    const auto here = city(0), there = city(20);
    m_places.addOwn(here, parcels());
    m_places.addOwn(here, parcels());
    m_places.bringOwn(*here, there);
    EXPECT_THAT(idsOf(*there), ElementsAre("parcels", "parcels-2"));
}

TEST_F(OwnLayers, DoNotComeBackOnceRemoved) {
    std::string remark;
    const auto here = city(0), there = city(20), world = m_places.world(remark);
    const auto id = m_places.addOwn(here, parcels());
    m_places.bringOwn(*here, world);
    m_places.bringOwn(*world, there);
    m_places.forgetOwn(there->ownLayers.at(id));
    there->removeLayer(id);
    EXPECT_THAT(idsOf(*world), ElementsAre()) << "flights pass over the world";
    m_places.bringOwn(*there, here);
    EXPECT_THAT(idsOf(*here), ElementsAre());
}

TEST_F(OwnLayers, KeepTheLookTheyHaveNow) {
    const auto here = city(0), there = city(20);
    const auto id = m_places.addOwn(here, parcels());
    m_places.bringOwn(*here, there);
    there->scene.edit(id, [](map::Layer& layer) { layer.opacity = 0.5, layer.style.isolated = "a"; });
    m_places.bringOwn(*there, here);
    EXPECT_EQ(here->scene.find(id)->opacity, 0.5);
    EXPECT_EQ(here->scene.find(id)->style.isolated, "a");
}

TEST_F(OwnLayers, StayAwayFromCitiesThatTheyAreFarFrom) {
    std::string remark;
    const auto here = city(0), near = city(1), far = city(20), world = m_places.world(remark);
    m_places.addOwn(here, parcels(), geo::GeographicExtent{-0.2, 9.9, 0.2, 10.1});
    m_places.bringOwn(*here, world);
    EXPECT_THAT(idsOf(*world), ElementsAre("parcels"));
    m_places.bringOwn(*world, far);
    EXPECT_THAT(idsOf(*far), ElementsAre()) << "the card says that there are no data of it yet";
    m_places.bringOwn(*far, near);
    EXPECT_THAT(idsOf(*near), ElementsAre("parcels")) << "not forgotten";
}

// As after a flight that was broken off: the place it stopped at has nothing, the next one has it all.
TEST_F(OwnLayers, AreNotLostByAPlaceWithoutThem) {
    const auto here = city(0), passed = city(20), there = city(40);
    m_places.addOwn(here, parcels());
    m_places.bringOwn(*passed, there);
    EXPECT_THAT(idsOf(*there), ElementsAre("parcels"));
}

class Territories : public OwnLayers {
protected:
    Territories() { m_places.setMembers(&m_registry); }
    [[nodiscard]] std::shared_ptr<Place> cityOf(const char* id) {
        std::string remark;
        auto place = m_places.city(*m_registry.find(id), remark);
        EXPECT_TRUE(place) << id;
        return place ? *place : nullptr;
    }
    void scene(const char* name) const {
        std::ofstream(m_folder / (std::string(name) + ".json"))
            << R"({"version":1,"title":"From a scene","view":"city","centre":[2,41],"widthKm":20,"layers":[]})";
    }

    geo::Members m_registry = *geo::Members::parse(
        "id,status,office,name_en,name_native,name_fr,name_es,government,government_level,territory,country_iso3,country_en,"
        "region,lat,lon,population_metro,population_year,population_source,timezone,utm_epsg,member_source,notes\n"
        "area,member,,Area,,,,,,town,ESP,Spain,Europe,41.4,2.2,,,,,,,\n"
        "town,member,,Town,,,,,,town,ESP,Spain,Europe,41.4,2.2,,,,,,,\n"
        "state,candidate,,State,,,,,,town,ESP,Spain,Europe,41.4,2.2,,,,,,,\n"
        "alone,member,,Alone,孤独,,Solo,,,,ESP,Spain,Europe,40,3,,,,,,,\n",
        "test");
};

TEST_F(Territories, HaveOneSceneForAllTheirGovernments) {
    scene("state");  // named after the least of them
    for (const char* id : {"town", "area", "state"}) {
        const auto place = cityOf(id);
        EXPECT_EQ(place->title, "From a scene");
        EXPECT_EQ(place->memberId, id);
        EXPECT_FALSE(place->bare);
    }
    EXPECT_TRUE(cityOf("alone")->bare);
    EXPECT_TRUE(cityOf("alone")->scene.state().isNamed("孤独")) << "its labels are in its own script";
    EXPECT_FALSE(cityOf("alone")->scene.state().isNamed("Area"));
    EXPECT_EQ(m_places.governmentOf("town")->id, "town");
    EXPECT_EQ(m_places.governmentOf("nowhere"), nullptr);
}

TEST_F(Territories, WithoutASceneHaveOneMapUnderTheNameOfTheTerritory) {
    for (const char* id : {"town", "area", "state"}) EXPECT_EQ(cityOf(id)->title, "Town") << id;
    EXPECT_EQ(cityOf("alone")->title, "Alone");
}

}  // namespace
}  // namespace app
