#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "viewer/app/camera_motion.h"
#include "viewer/app/errands.h"
#include "viewer/app/look.h"
#include "viewer/app/place_flight.h"
#include "viewer/app/places.h"
#include "viewer/ui/ui_model.h"

namespace app {

/// The panels that panel.toggle knows.
inline constexpr const char* kPanels[] = {"members", "layers", "identify", "messages", "statistics", "help"};

/// What a script waits for before its next line.
struct Wait {
    bool complete = false;    ///< flights over, everything loaded, the map whole
    double untilSeconds = 0;  ///< else: this time
};

/// A picture to be written as soon as everything is loaded.
struct PictureOrder {
    std::string path;
    int widthPx = 0, heightPx = 0;  ///< 0: as the view
};

/// A state of all that can be seen: of the session, and of the scene that it shows.
struct Changes {
    uint64_t session = 0, scene = 0;
    friend bool operator==(const Changes&, const Changes&) = default;
};

/// The document and all that commands change, without a window: headless runs use it as it is. Main thread only; long work goes
/// to workers and comes back in update(). Time is passed in.
class Session {
public:
    /// `wake` is called from any thread when update() has something to do.
    explicit Session(std::function<void()> wake = [] {});
    ~Session();

    /// Takes in what workers finished and moves the camera. Once per turn of the main loop.
    void update(double nowSeconds);
    [[nodiscard]] double now() const { return m_now; }
    /// Differs where anything that can be seen does.
    [[nodiscard]] Changes changes() const { return {m_changes, m_place->scene.state().revision}; }
    /// Loading, identifying, writing pictures: work whose result will be seen.
    [[nodiscard]] bool busy() const;
    /// Looking into files, identifying, writing pictures: what a line of a script asked for.
    [[nodiscard]] bool answering() const { return m_errands.underWay() > 0 || !m_pictures.empty(); }
    /// On the way to another place.
    [[nodiscard]] bool flying() const { return m_flight.has_value(); }
    /// The camera is under way.
    [[nodiscard]] bool moving() const { return m_flight || m_motion.moving(); }

    // The map.
    [[nodiscard]] const std::shared_ptr<Place>& place() const { return m_place; }
    [[nodiscard]] map::Scene& scene() { return m_place->scene; }
    [[nodiscard]] bool isWorldView() const { return m_place->kind == PlaceKind::World; }
    /// The layer of this id, or the sentence that says which there are.
    [[nodiscard]] geo::Result<const map::Layer*> layer(const std::string& id) const;
    geo::Result<void> removeLayer(const std::string& id);

    // Where we look.
    [[nodiscard]] map::ViewState view() const;
    void setViewSize(int widthPx, int heightPx, double pixelRatio);
    /// The part of the view that panels leave free: fitting and flights aim at its middle.
    void setFreeArea(const ui::FreeArea& area) { m_free = area; }
    [[nodiscard]] const ui::FreeArea& freeArea() const { return m_free; }
    /// Whether moves take their time (a person watches) or arrive at once (scripts).
    void setEased(bool eased) { m_eased = eased; }
    [[nodiscard]] map::Camera targetCamera() const { return m_motion.target(); }
    void moveTo(const map::Camera& camera);
    /// At once, ending flights: a hand is on the map.
    void jumpTo(const map::Camera& camera);
    void zoomAround(geo::Point screen, double factor);
    /// As much of a zoom by `factor` as the place allows: see Place::farthest().
    [[nodiscard]] double allowedZoom(double factor) const;
    /// Slides on at a speed in logical px a second, after a drag.
    void glide(double speedX, double speedY);
    /// Ends whatever the camera is doing, where it is.
    void stopMoving();
    /// The view that shows a box in the free area; `boxMarginPx` around it.
    [[nodiscard]] map::Camera cameraFor(const geo::Extent& box, double boxMarginPx = 24) const;
    [[nodiscard]] map::Camera cameraFor(geo::LonLat centre, double metresPerPixel) const;
    [[nodiscard]] map::Camera homeCamera(const Place& place) const;

    // Ways to other places.
    void showWorld();
    geo::Result<void> loadScene(const std::string& nameOrPath);
    geo::Result<void> flyToMember(const std::string& id);
    /// Looks into the files on a worker, then adds their layers; scene files are loaded as scenes.
    geo::Result<void> open(const std::vector<std::string>& paths);
    /// The part of the Earth that is wanted of files opened from now on: it chooses the plane and the view.
    void setFocus(const std::optional<geo::GeographicExtent>& box) { m_focus = box; }
    /// Whether overviews and the like are built in the background for what is open.
    void setImproving(bool improving) { m_loader.setImproving(improving); }
    /// The map as it is. What a scene may not hold is left out, and named in a message.
    geo::Result<void> saveScene(const std::string& path);

    // Members.
    [[nodiscard]] const geo::Members* members() const { return m_members ? &*m_members : nullptr; }
    geo::Result<const geo::Member*> member(const std::string& id) const;
    void selectMember(const std::string& id);
    [[nodiscard]] const std::string& selectedMember() const { return m_selectedMember; }
    /// Whether the card of the selected member is shown: always over the world, on request over a city.
    [[nodiscard]] bool memberCardOpen() const { return !m_selectedMember.empty() && (isWorldView() || m_desk.cityCard); }
    void setLanguage(Language language);
    [[nodiscard]] Language language() const { return m_language; }

    // What is here.
    void identify(geo::Point at);
    /// The member whose symbol is drawn at a point of the map; empty: none.
    [[nodiscard]] std::string memberAt(geo::Point at) const;
    void clearIdentified();
    [[nodiscard]] const std::vector<ui::IdentifiedInLayer>& identified() const { return m_identified; }
    [[nodiscard]] std::optional<geo::Point> identifiedAt() const { return m_identifiedAt; }

    // Pictures.
    void orderPicture(PictureOrder order);

    // Messages and tasks.
    void say(ui::Severity severity, const std::string& text);
    void clearMessages();
    [[nodiscard]] const std::vector<ui::Message>& messages() const { return m_messages; }
    /// Answers a question of a script in lines of text; a window shows the same in its panels.
    void reply(const std::vector<std::string>& lines);
    /// Replies and notes since the last call, in their order: what a script says.
    [[nodiscard]] std::vector<std::string> takeReplies() { return std::exchange(m_replies, {}); }
    /// Problems said since the start: a script stops when one of its lines raises it.
    [[nodiscard]] size_t problems() const { return m_problems; }
    [[nodiscard]] const std::string& lastProblem() const { return m_lastProblem; }
    [[nodiscard]] base::TaskList& tasks() { return m_tasks; }

    // The window's furniture, kept here because commands change it.
    struct Desk {
        std::set<std::string> openPanels{"members", "layers"};
        std::string memberSearch;
        uint64_t searchRevision = 0;  ///< rises when member.search sets the text
        double uiScale = 1;
        bool dark = false;
        bool cityCard = false;  ///< memberCardOpen() over a city
        bool quit = false;
    };
    [[nodiscard]] const Desk& desk() const { return m_desk; }
    /// For changing; counts as a change.
    [[nodiscard]] Desk& editDesk() {
        touch();
        return m_desk;
    }

    // Scripts.
    void requestWait(const Wait& wait) { m_wait = wait; }
    /// When a wait for a time ends, on the clock of update(); infinity without one.
    [[nodiscard]] double waitEndsAtSeconds() const;
    /// Whether a wait is still on; `mapComplete`: the picture on screen is whole.
    [[nodiscard]] bool waiting(bool mapComplete);

    [[nodiscard]] Places& places() { return m_places; }

private:
    void touch() { ++m_changes; }
    [[nodiscard]] map::Camera cameraAt(geo::Point middle, double metresPerPixel) const;
    void arrive(const std::shared_ptr<Place>& place, const map::Camera& camera);
    void endFlight();
    void go(const std::shared_ptr<Place>& place, const map::Camera& camera, bool flying);
    void adopt(Look look);
    void sendPictures();
    geo::Result<LayerLoader::Source> openSource(const geo::SourceSpec& spec, const geo::Crs& crs, const geo::Progress& progress,
                                                std::stop_token stop) const;
    [[nodiscard]] std::shared_ptr<Place> world();

    base::TaskList m_tasks;
    base::MainQueue m_queue;
    std::optional<geo::Members> m_members;
    std::atomic<Language> m_language{Language::English};  // read by workers that open the layer of members
    LayerLoader m_loader;
    Places m_places;
    std::shared_ptr<Place> m_place;

    double m_now = 0;
    uint64_t m_changes = 0;
    bool m_eased = false;
    int m_widthPx = 1920, m_heightPx = 1080;
    double m_pixelRatio = 1;
    ui::FreeArea m_free{0, 0, 1920, 1080};
    CameraMotion m_motion;
    std::optional<PlaceFlight> m_flight;

    std::optional<geo::GeographicExtent> m_focus;
    std::string m_selectedMember;
    std::vector<ui::IdentifiedInLayer> m_identified;
    std::optional<geo::Point> m_identifiedAt;
    uint64_t m_identifyTurn = 0;
    std::deque<PictureOrder> m_pictures;
    std::vector<ui::Message> m_messages;
    size_t m_said = 0;  // messages since the start
    std::vector<std::string> m_replies;
    size_t m_problems = 0;
    std::string m_lastProblem;
    Desk m_desk;
    std::optional<Wait> m_wait;

    Errands m_errands;  // last: what workers still send back finds everything in place
};

}  // namespace app
