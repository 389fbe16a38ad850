#pragma once

#include <condition_variable>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <unordered_map>
#include <variant>
#include <vector>

#include "geo/pyramid/layer_source.h"
#include "viewer/tiles/area_runs.h"
#include "viewer/tiles/present_classes.h"

namespace tiles {

/// One tile of one source. `source` numbers a source in one map CRS; the number is never used again for another.
struct TileKey {
    uint32_t source = 0;
    double resolution0 = 0;  ///< of the scheme
    geo::TileId id;
    friend bool operator==(const TileKey&, const TileKey&) = default;
};

struct TileKeyHash {
    size_t operator()(const TileKey& key) const noexcept {
        return std::hash<geo::TileId>()(key.id) ^ std::hash<double>()(key.resolution0) * 31 ^ key.source * 0x9E3779B97F4A7C15ull;
    }
};

/// A tile somebody wants to see.
struct TileWish {
    TileKey key;
    geo::TileScheme scheme;
    std::shared_ptr<const geo::LayerSource> source;
    uint64_t revision = 0;  ///< data revision of the source when it was asked
    double priority = 0;    ///< lower comes first
};

/// A geo::TileContent as it goes to the GPU.
using LoadedContent =
    std::variant<geo::EmptyContent, geo::CodeContent, geo::ValueContent, AreasWithRuns, geo::LineContent, geo::PointContent>;

/// A finished read. Cancelled reads are not reported.
struct LoadedTile {
    TileKey key;
    uint64_t revision = 0;
    geo::Result<LoadedContent> content;
    Present present;
};

/// Reads tiles on threads of its own, most wanted first. The wish list is replaced as a whole each frame: that ranks waiting
/// jobs anew, and asks running ones that nobody wants any more to stop. Exceptions of a source end as failed tiles.
/// Destruction stops and joins. All functions are safe from any thread; `wake` is called from the readers.
class TileLoader {
public:
    /// `threads` 0: no threads; the caller runs jobs by runOne() (tests).
    TileLoader(int threads, std::function<void()> wake);
    ~TileLoader();
    TileLoader(const TileLoader&) = delete;
    TileLoader& operator=(const TileLoader&) = delete;

    /// No more than `room` are read before the next call, those included that were read and not yet taken: a reader that is
    /// faster than the uploads would otherwise fill the memory.
    void wish(std::vector<TileWish> wishes, size_t room = std::numeric_limits<size_t>::max());
    /// What was read since the last call.
    [[nodiscard]] std::vector<LoadedTile> take();
    /// Waits until something was read, nothing is left to read, or the time is up.
    void waitForNews(std::chrono::milliseconds atMost);
    /// Waiting and running.
    [[nodiscard]] int pending() const;

    /// Reads the most wanted tile on this thread; false if there is none waiting.
    bool runOne();

private:
    struct Running {
        std::stop_source stop;
        uint64_t revision = 0;
    };
    [[nodiscard]] std::unique_lock<std::mutex> readNext(std::unique_lock<std::mutex> lock);
    void work(const std::stop_token& stop);

    std::function<void()> m_wake;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_jobs, m_news;
    std::vector<TileWish> m_waiting;  // least wanted first, so that the next one is at the back
    size_t m_room = 0;                // how many of them may be begun
    std::unordered_map<TileKey, Running, TileKeyHash> m_running;
    std::vector<LoadedTile> m_loaded;
    std::vector<std::jthread> m_threads;  // last: joined before the rest dies
};

}  // namespace tiles
