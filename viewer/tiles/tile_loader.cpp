#include "viewer/tiles/tile_loader.h"

#include <algorithm>

#ifdef __linux__
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace tiles {
namespace {

/// Drawing goes before reading: on two cores a reader would otherwise take the frame's time.
void lowerOwnPriority() {
#ifdef __linux__
    constexpr int kNice = 10;
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNice);  // Linux: of the thread alone
#endif
}

LoadedContent withRuns(geo::TileContent&& content) {
    return std::visit(
        [](auto&& data) -> LoadedContent {
            if constexpr (std::is_same_v<std::decay_t<decltype(data)>, geo::AreaContent>)
                return AreasWithRuns(std::forward<decltype(data)>(data));
            else
                return std::forward<decltype(data)>(data);
        },
        std::move(content.data));
}

LoadedTile readGuarded(const TileWish& wish, const std::stop_token& stop) {
    const auto failed = [&](geo::Failure why) { return LoadedTile{wish.key, wish.revision, std::move(why), {}}; };
    try {
        auto content = wish.source->read(wish.scheme, wish.key.id, stop);
        if (!content) return failed(geo::Failure(std::move(content.error())));
        auto present = presentClasses(*content, wish.source->features().get());
        return {wish.key, wish.revision, withRuns(std::move(*content)), std::move(present)};
    } catch (const std::bad_alloc&) {
        return failed(geo::fail(geo::ErrorCode::TooLarge, "There is not enough memory to read a tile; close other programs."));
    } catch (const std::exception& problem) {
        return failed(geo::fail(geo::ErrorCode::Unreadable, "Reading a tile failed unexpectedly.", {}, problem.what()));
    }
}

}  // namespace

TileLoader::TileLoader(int threads, std::function<void()> wake) : m_wake(std::move(wake)) {
    for (int i = 0; i < threads; ++i) m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

TileLoader::~TileLoader() {
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.clear();
        for (auto& [key, running] : m_running) running.stop.request_stop();
    }
    for (auto& thread : m_threads) thread.request_stop();
}

void TileLoader::wish(std::vector<TileWish> wishes, size_t room) {
    std::ranges::sort(wishes, [](const TileWish& a, const TileWish& b) {
        return a.priority != b.priority ? a.priority > b.priority : b.key.id < a.key.id;
    });
    const std::scoped_lock lock(m_mutex);
    size_t begun = m_loaded.size();
    for (auto& [key, running] : m_running) {
        const auto asksFor = [&key = key, &running = running](const TileWish& w) {
            return w.key == key && w.revision == running.revision;
        };
        if (std::ranges::none_of(wishes, asksFor)) running.stop.request_stop();
        begun += !running.stop.stop_requested();  // what was stopped takes no room: nobody is woken when it ends
    }
    const auto underWay = [this](const TileWish& w) {
        const auto running = m_running.find(w.key);
        if (running != m_running.end() && !running->second.stop.stop_requested()) return true;
        return std::ranges::any_of(m_loaded, [&](const LoadedTile& l) { return l.key == w.key && l.revision == w.revision; });
    };
    std::erase_if(wishes, underWay);
    m_waiting = std::move(wishes);
    m_room = room - std::min(room, begun);
    m_jobs.notify_all();
}

std::vector<LoadedTile> TileLoader::take() {
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_loaded, {});
}

void TileLoader::waitForNews(std::chrono::milliseconds atMost) {
    std::unique_lock lock(m_mutex);
    m_news.wait_for(lock, atMost, [this] { return !m_loaded.empty() || (m_waiting.empty() && m_running.empty()); });
}

int TileLoader::pending() const {
    const std::scoped_lock lock(m_mutex);
    return static_cast<int>(m_waiting.size() + m_running.size());
}

bool TileLoader::runOne() {
    std::unique_lock lock(m_mutex);
    if (m_waiting.empty() || m_room == 0) return false;
    lock = readNext(std::move(lock));
    return true;
}

std::unique_lock<std::mutex> TileLoader::readNext(std::unique_lock<std::mutex> lock) {
    const auto job = std::move(m_waiting.back());
    m_waiting.pop_back();
    --m_room;
    auto& running = m_running[job.key];  // a stopped reader of the same tile may still be under way: its entry is replaced
    running = Running{std::stop_source(), job.revision};
    const auto stop = running.stop;
    lock.unlock();

    auto loaded = readGuarded(job, stop.get_token());
    const bool cancelled = !loaded.content && loaded.content.error().code == geo::ErrorCode::Cancelled;

    lock.lock();
    if (const auto own = m_running.find(job.key); own != m_running.end() && own->second.stop == stop) m_running.erase(own);
    if (!cancelled) m_loaded.push_back(std::move(loaded));
    m_news.notify_all();
    lock.unlock();
    if (!cancelled) m_wake();
    lock.lock();
    return lock;
}

void TileLoader::work(const std::stop_token& stop) {
    lowerOwnPriority();
    std::unique_lock lock(m_mutex);
    while (m_jobs.wait(lock, stop, [this] { return !m_waiting.empty() && m_room > 0; })) {
        if (stop.stop_requested()) return;
        lock = readNext(std::move(lock));
    }
}

}  // namespace tiles
