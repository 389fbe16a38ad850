#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>

#include "geo/pyramid/open_layer.h"
#include "viewer/app/place.h"
#include "viewer/base/main_queue.h"
#include "viewer/base/task.h"
#include "viewer/base/worker_pool.h"

namespace app {

/// Opens the layers of places on workers, each as a task that can be seen and cancelled, and puts the results into the layers on
/// the main thread. A result whose place or layer is gone, or that was overtaken by a later open() of the same layer, is dropped.
/// Main thread only.
class LayerLoader {
public:
    using Source = std::shared_ptr<const geo::LayerSource>;
    using Opener =
        std::function<geo::Result<Source>(const geo::SourceSpec&, const geo::Crs&, const geo::Progress&, std::stop_token)>;
    /// What went wrong with the layer of this title, also where the rest of it is shown. Not called for what was cancelled.
    using OnFailure = std::function<void(const std::string& title, const geo::Error&)>;
    /// What a person should know of a layer that did open: one sentence of its diagnostics.
    using OnRemark = std::function<void(const std::string& title, const std::string& remark)>;

    /// Tasks and queue must outlive the loader.
    LayerLoader(base::TaskList& tasks, base::MainQueue& queue, Opener opener, OnFailure onFailure, OnRemark onRemark,
                int threads);

    /// Opens, or opens again, one layer in the CRS of its place.
    void open(const std::shared_ptr<Place>& place, const std::string& layerId);
    /// Whether work that improves a layer already shown (building overviews) is started too. It does not count as under way.
    void setImproving(bool improving) { m_improving = improving; }
    [[nodiscard]] int underWay() const { return m_underWay; }

private:
    void finish(const std::weak_ptr<Place>& place, const std::string& layerId, uint64_t ticket, geo::Result<Source> result);
    void tell(const std::string& title, const geo::Error& error);
    void improve(const Source& source, const std::string& title);

    base::TaskList& m_tasks;
    base::MainQueue& m_queue;
    bool m_improving = false;
    Opener m_opener;
    OnFailure m_onFailure;
    OnRemark m_onRemark;
    uint64_t m_lastTicket = 0;
    int m_underWay = 0;
    std::set<std::string> m_told;  // since work began: a file makes several layers, and is wrong once
    base::WorkerPool m_improvers{1};
    base::WorkerPool m_pool;  // last: its threads end before what they use
};

/// Runs `job` so that whatever it throws comes back as an Error about `subject`: the door for exceptions of a worker's job.
template <class T>
[[nodiscard]] geo::Result<T> guarded(const std::string& subject, const std::function<geo::Result<T>()>& job) {
    try {
        return job();
    } catch (const std::bad_alloc&) {
        return geo::fail(geo::ErrorCode::TooLarge, "There is not enough memory for this; try a smaller part of the data.",
                         subject);
    } catch (const std::exception& trouble) {
        return geo::fail(geo::ErrorCode::Unreadable, "Something unforeseen went wrong; the data may be damaged.", subject,
                         trouble.what());
    }
}

}  // namespace app
