#include "viewer/app/window_app.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "viewer/app/commands/commands.h"
#include "viewer/app/frame.h"
#include "viewer/app/frame_clock.h"
#include "viewer/app/imgui_host.h"
#include "viewer/app/input_queue.h"
#include "viewer/app/script_player.h"
#include "viewer/app/state_file.h"
#include "viewer/base/log.h"

namespace app {
namespace {

/// The program with its window: waits for events, lets the session take them in, and draws when there is a reason to.
class WindowApp {
public:
    WindowApp(std::unique_ptr<Window> window, const WindowOptions& options);
    [[nodiscard]] geo::Result<void> run();
    void hide() { m_window->hide(); }

private:
    void listen();
    void begin(const WindowOptions& options);
    void recordGesture();
    [[nodiscard]] InputQueue::Keyboard keyboard() const;
    void handle(const InputEvent& event, InputQueue::Keyboard keyboard);
    void pressKey(const InputEvent& event, InputQueue::Keyboard keyboard);
    void runQueued();
    [[nodiscard]] bool playScript();
    [[nodiscard]] FrameWishes wishes();
    void drawFrame(const FrameWishes& reasons);
    [[nodiscard]] ui::UiModel model();
    void takeProblems(const engine::FrameStatus& status);
    void keepState(bool idle);

    std::unique_ptr<Window> m_window;
    std::atomic<bool> m_arrived{false};  // set by workers: tiles to take in
    control::CommandRegistry m_commands;
    Session m_session{[] { Window::wake(); }};
    ImGuiHost m_imgui{*m_window};
    ui::Interface m_interface;
    engine::MapEngine m_engine{engine::EngineOptions{}, [this] {
                                   m_arrived = true;
                                   Window::wake();
                               }};
    FrameBuilder m_frames;
    FrameClock m_clock;
    StateFile m_state;
    std::optional<Navigation> m_navigation;
    std::optional<ScriptPlayer> m_player;
    std::string m_scriptPath;

    // What hands did waits for the frame, because only then ImGui knows whether the interface was meant.
    InputQueue m_hand;
    std::optional<geo::Point> m_cursor;  // empty: outside the window
    std::deque<std::string> m_queued;    // command lines of keys and panels
    std::set<std::string> m_saidProblems;
    WindowSize m_size;
    double m_uiScale = 0;
    bool m_windowChanged = true, m_input = true, m_gestureOpen = false, m_begun = false;
    Changes m_drawnChanges;
    bool m_wasMoving = false;
    double m_lastFrameSeconds = 0;
    size_t m_lastTasks = 0;
    engine::FrameStatus m_status;
};

WindowApp::WindowApp(std::unique_ptr<Window> window, const WindowOptions& options)
    : m_window(std::move(window)), m_state(options.stateFile), m_scriptPath(options.script) {
    addAllCommands(m_commands, m_session);
    m_session.setImproving(true);
    listen();
    // One frame that nobody sees, to learn what room the panels leave: the first view is made to fit it.
    drawFrame(wishes());
    begin(options);
    m_begun = true;
}

void WindowApp::listen() {
    m_navigation.emplace(Navigation::Actions{
        [this] { return m_session.view(); },
        [this] { m_session.stopMoving(); },
        [this](const map::Camera& camera) {
            m_session.jumpTo(camera);
            m_gestureOpen = true;
        },
        [this](geo::Point at, double factor) {
            m_session.zoomAround(at, factor);
            m_gestureOpen = true;
        },
        [this](double x, double y) { m_session.glide(x, y); },
        [this](const std::string& line) { m_queued.push_back(line); },
    });
    WindowEvents events;
    events.any = [this] { m_input = true; };
    events.input = [this](const InputEvent& event) { m_hand.push(event); };
    events.left = [this] { m_cursor.reset(); };
    events.drop = [this](const std::vector<std::string>& paths) {
        std::vector<std::string> words{"open"};
        words.insert(words.end(), paths.begin(), paths.end());
        m_queued.push_back(control::joinLine(words));
    };
    m_window->listen(std::move(events));
}

void WindowApp::begin(const WindowOptions& options) {
    m_session.update(Window::seconds());
    if (!m_scriptPath.empty()) return;
    if (options.paths.empty()) {
        m_queued.emplace_back("world");
    } else {
        std::vector<std::string> words{"open"};
        words.insert(words.end(), options.paths.begin(), options.paths.end());
        m_queued.push_back(control::joinLine(words));
    }
    runQueued();
    m_session.setEased(true);
}

InputQueue::Keyboard WindowApp::keyboard() const {
    if (m_interface.awaitsKeyboard()) return InputQueue::Keyboard::Awaited;
    return m_imgui.takesKeyboard() ? InputQueue::Keyboard::Text : InputQueue::Keyboard::Map;
}

// What the map is meant by.
void WindowApp::handle(const InputEvent& event, InputQueue::Keyboard keyboard) {
    const bool ofInterface = m_imgui.takesMouse();
    switch (event.kind) {
        case InputEvent::Kind::Move:
            m_navigation->move(event.at, event.seconds);
            break;
        case InputEvent::Kind::Button:
            if (!event.pressed)
                m_navigation->release(event.button, event.at, event.seconds);
            else if (!ofInterface)
                m_navigation->press(event.button, event.modifiers, event.at, event.seconds);
            break;
        case InputEvent::Kind::Scroll:
            if (!ofInterface) m_navigation->scroll(event.scrollY, event.modifiers, event.at);
            break;
        case InputEvent::Kind::Key:
            if (event.pressed) pressKey(event, keyboard);
            break;
        case InputEvent::Kind::Character:
            if (keyboard != InputQueue::Keyboard::Map) break;
            if (const auto line = commandOfCharacter(event.character); !line.empty()) m_queued.push_back(line);
            break;
    }
}

void WindowApp::pressKey(const InputEvent& event, InputQueue::Keyboard keyboard) {
    const auto& desk = m_session.desk();
    const KeyContext context{.worldView = m_session.isWorldView(),
                             .somethingIdentified = m_session.identifiedAt().has_value(),
                             .cardOpen = m_session.memberCardOpen(),
                             .helpOpen = desk.openPanels.contains("help"),
                             .messagesOpen = desk.openPanels.contains("messages"),
                             .typing = keyboard != InputQueue::Keyboard::Map,
                             .uiScale = desk.uiScale};
    if (const auto line = commandOfKey(event.key, event.modifiers, context); !line.empty()) m_queued.push_back(line);
}

// A drag or a turn of the wheel stands in the history as the camera where it ended.
void WindowApp::recordGesture() {
    if (!m_gestureOpen || m_session.moving() || m_navigation->dragging()) return;
    m_gestureOpen = false;
    const auto camera = m_session.view().camera;
    const auto centre = m_session.place()->toLonLat(camera.centre);
    if (!centre) return;
    std::string line = "camera.look";
    for (const double number : {centre->lonDeg, centre->latDeg, camera.metresPerPixel, camera.rotationRad * 180 / M_PI})
        line += " " + control::formatNumber(number);
    m_commands.record(line);
}

void WindowApp::runQueued() {
    while (!m_queued.empty()) {
        const auto line = m_queued.front();
        m_queued.pop_front();
        base::logInfo("command: " + line);
        if (const auto done = runLine(m_commands, line); !done) m_session.say(ui::Severity::Problem, geo::describe(done.error()));
    }
}

// False: the script failed.
bool WindowApp::playScript() {
    if (!m_player) return true;
    const bool shown = m_session.changes() == m_drawnChanges && m_status.complete && !m_status.needsRedraw && !m_arrived;
    auto state = m_player->step(shown);
    while (state == ScriptPlayer::State::Running) state = m_player->step(false);
    if (state == ScriptPlayer::State::Failed) return false;
    if (state == ScriptPlayer::State::Done) {
        m_player.reset();
        m_session.setEased(true);
    }
    return true;
}

FrameWishes WindowApp::wishes() {
    FrameWishes wishes;
    wishes.windowChanged = m_windowChanged || m_size != m_window->size() || m_uiScale != m_session.desk().uiScale;
    wishes.input = m_input || !m_hand.empty();
    wishes.documentChanged = m_session.changes() != m_drawnChanges;
    wishes.cameraMoving = m_session.moving() || m_wasMoving;
    wishes.tiles = m_arrived || m_status.needsRedraw;
    const size_t tasks = m_session.tasks().running().size();
    wishes.tasksRunning = tasks > 0;
    if (tasks != m_lastTasks) wishes.documentChanged = true;
    wishes.interfaceInSeconds = m_interface.nextFrameInSeconds();
    return wishes;
}

geo::Result<void> WindowApp::run() {
    if (!m_scriptPath.empty()) {
        m_player.emplace(m_commands, m_session);
        if (auto read = m_player->read(m_scriptPath); !read) return read;
    }
    while (!m_window->wantsToClose() && !m_session.desk().quit) {
        m_session.update(Window::seconds());
        runQueued();
        if (!playScript()) return geo::fail(geo::ErrorCode::Malformed, m_player->failure());
        recordGesture();
        const auto now = wishes();
        const double seconds = m_clock.untilFrame(now, Window::seconds());
        if (seconds <= 0) {
            drawFrame(now);
            m_window->waitForEvents(0);
            continue;
        }
        const bool idle = !std::isfinite(seconds);
        keepState(idle && !m_session.busy() && !m_player);
        m_window->waitForEvents(std::min(seconds, std::max(0.0, m_session.waitEndsAtSeconds() - Window::seconds())));
    }
    return {};
}

ui::UiModel WindowApp::model() {
    ui::UiModel model;
    model.scene = m_session.place()->scene.freeze();
    model.view = m_session.view();
    model.members = m_session.members();
    model.selectedMember = m_session.selectedMember();
    model.cardOpen = m_session.memberCardOpen();
    model.placeMember = m_session.place()->memberId;
    model.memberSearch = m_session.desk().memberSearch;
    model.searchRevision = m_session.desk().searchRevision;
    model.worldView = m_session.isWorldView();
    model.flying = m_session.flying();
    model.cityIsBare = m_session.place()->bare && m_session.place()->ownLayers.empty() && !m_session.moving();
    model.tasks = m_session.tasks().running();
    model.messages = &m_session.messages();
    model.identified = m_session.identified();
    model.identifiedAt = m_session.identifiedAt();
    if (m_cursor && !m_imgui.takesMouse() && !m_navigation->dragging()) {
        const auto under = model.view.toMap(*m_cursor);
        model.cursor = m_session.place()->toLonLat(under);
        model.memberUnderCursor = m_session.moving() ? std::string() : m_session.memberAt(under);
    }
    model.frame = m_status;
    model.statistics = m_engine.statistics();
    model.openPanels = m_session.desk().openPanels;
    model.uiScale = m_session.desk().uiScale;
    model.nowSeconds = m_session.now();
    model.dark = m_session.desk().dark;
    model.nativeNames = m_session.language() == Language::Native;
    model.command = [this](const std::string& line) { m_queued.push_back(line); };
    model.uploadTexture = [this](const text::Image& image) { return m_imgui.uploadTexture(image); };
    model.releaseTexture = [this](uint64_t texture) { m_imgui.releaseTexture(texture); };
    return model;
}

void WindowApp::drawFrame(const FrameWishes& reasons) {
    const auto size = m_window->size();
    const double uiScale = m_session.desk().uiScale;
    if (size.pixelRatio != m_size.pixelRatio || uiScale != m_uiScale || m_uiScale == 0)
        m_interface.loadTheme(size.pixelRatio, uiScale);
    m_size = size, m_uiScale = uiScale;
    m_windowChanged = m_input = false;
    m_arrived = false;
    m_clock.drawn(reasons, Window::seconds());
    if (size.framebufferWidth <= 0 || size.framebufferHeight <= 0) return;  // minimised

    m_session.setViewSize(size.widthPx(), size.heightPx(), size.pixelRatio);
    m_lastTasks = m_session.tasks().running().size();

    const auto keys = keyboard();
    const auto events = m_hand.take(keys);
    for (const auto& event : events)
        if (event.kind == InputEvent::Kind::Move) m_cursor = event.at;
    m_imgui.beginFrame(size, events, m_cursor);
    for (const auto& event : events) handle(event, keys);
    m_drawnChanges = m_session.changes();
    m_wasMoving = m_session.moving();  // one more frame after the last moving one, for the full sampling
    const auto shown = model();
    m_session.setFreeArea(m_interface.draw(shown));
    m_imgui.endFrame(m_navigation->dragging()           ? CursorShape::Grabbing
                     : !shown.memberUnderCursor.empty() ? CursorShape::Hand
                                                        : CursorShape::Arrow);
    const auto& pointedAt = shown.memberUnderCursor.empty() ? m_interface.hoveredMember() : shown.memberUnderCursor;
    const auto input = m_frames.build(m_session, m_session.moving() || m_navigation->dragging(), pointedAt);
    const auto before = m_status;
    m_status = m_engine.update(input);
    takeProblems(m_status);
    m_engine.draw(0, size.framebufferWidth, size.framebufferHeight);
    m_imgui.render();
    if (m_begun) m_window->swap();

    const auto& title = m_session.place()->scene.state().title;
    m_window->setTitle(title.empty() ? "Metromosaic" : title + " - Metromosaic");
    // The status bar has shown what was true before this frame.
    if (before.complete != m_status.complete || before.tilesFailed != m_status.tilesFailed ||
        before.anythingInView != m_status.anythingInView)
        m_windowChanged = true;
}

void WindowApp::takeProblems(const engine::FrameStatus& status) {
    for (const auto& problem : status.problems)
        if (m_saidProblems.insert(problem).second) m_session.say(ui::Severity::Problem, problem);
}

void WindowApp::keepState(bool idle) {
    if (m_state.wanted()) m_state.keep(describeState(m_session, m_clock, m_status, idle));
}

/// Cancels what is under way and waits for it, out of sight. Threads that do not come back, deep in a driver that nothing
/// interrupts, are not waited for: whatever they were writing has no name yet.
void leave(std::unique_ptr<WindowApp> app, int status) {
    constexpr std::chrono::seconds kPatience{3};
    const std::jthread patience([kPatience, status](const std::stop_token& over) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any gone;
        gone.wait_for(lock, over, kPatience, [] { return false; });
        if (!over.stop_requested()) std::_Exit(status);
    });
    app->hide();
    app.reset();
}

}  // namespace

geo::Result<void> showWindow(const WindowOptions& options) {
    auto window = Window::open(options.widthPx, options.heightPx);
    if (!window) return geo::Failure(window.error());
    auto app = std::make_unique<WindowApp>(std::move(*window), options);
    auto done = app->run();
    leave(std::move(app), done.has_value() ? EXIT_SUCCESS : EXIT_FAILURE);
    return done;
}

}  // namespace app
