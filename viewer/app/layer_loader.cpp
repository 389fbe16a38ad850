#include "viewer/app/layer_loader.h"

namespace app {

LayerLoader::LayerLoader(base::TaskList& tasks, base::MainQueue& queue, Opener opener, OnFailure onFailure, OnRemark onRemark,
                         int threads)
    : m_tasks(tasks),
      m_queue(queue),
      m_opener(std::move(opener)),
      m_onFailure(std::move(onFailure)),
      m_onRemark(std::move(onRemark)),
      m_pool(threads) {}

void LayerLoader::open(const std::shared_ptr<Place>& place, const std::string& layerId) {
    const auto* layer = place->scene.find(layerId);
    if (!layer) return;
    const uint64_t ticket = ++m_lastTicket;
    auto task = m_tasks.add("Opening " + layer->title);
    auto& load = place->loads[layerId];
    if (load.task) load.task->cancel();
    load = {ticket, task};
    if (m_underWay == 0) m_told.clear();
    ++m_underWay;

    m_pool.submit([this, weak = std::weak_ptr(place), layerId, ticket, task, spec = layer->spec,
                   crs = place->scene.state().crs](std::stop_token stop) {
        const std::stop_callback cancelWithPool(stop, [&] { task->cancel(); });
        const geo::Progress progress = [&](double fraction, const std::string& phrase) { task->report(fraction, phrase); };
        auto result = guarded<Source>(spec.path, [&] { return m_opener(spec, crs, progress, task->stopToken()); });
        m_queue.post([this, weak, layerId, ticket, task, result = std::move(result)]() mutable {
            task->finish();
            finish(weak, layerId, ticket, std::move(result));
        });
    });
}

void LayerLoader::finish(const std::weak_ptr<Place>& weak, const std::string& layerId, uint64_t ticket,
                         geo::Result<Source> result) {
    --m_underWay;
    const auto place = weak.lock();
    if (!place) return;
    const auto awaited = place->loads.find(layerId);
    if (awaited == place->loads.end() || awaited->second.ticket != ticket || !place->scene.find(layerId)) return;
    place->loads.erase(awaited);

    place->scene.edit(layerId, [&](map::Layer& layer) {
        layer.status = result ? map::LayerStatus::Ready : map::LayerStatus::Failed;
        layer.source = result ? std::move(*result) : nullptr;
        if (!result)
            layer.problem =
                result.error().code == geo::ErrorCode::Cancelled ? "Opening was cancelled." : geo::describe(result.error());
        else
            layer.problem.clear();
    });
    if (const auto* layer = place->scene.find(layerId); layer->source) {
        const auto told = layer->source->diagnostics();
        for (const auto& remark : told.remarks) m_onRemark(layer->title, remark);
        for (const auto& gap : told.gaps) tell(layer->title, gap);
        improve(layer->source, layer->title);
    }
    if (!result && result.error().code != geo::ErrorCode::Cancelled) tell(place->scene.find(layerId)->title, result.error());
}

void LayerLoader::tell(const std::string& title, const geo::Error& error) {
    if (error.subject.empty() || m_told.insert(geo::describe(error)).second) m_onFailure(title, error);
}

void LayerLoader::improve(const Source& source, const std::string& title) {
    auto work = m_improving && source ? source->backgroundWork() : geo::BackgroundWork();
    if (!work) return;
    auto task = m_tasks.add(title + " is provisional");
    m_improvers.submit([this, work = std::move(work), task, title](std::stop_token stop) {
        const std::stop_callback cancelWithPool(stop, [&] { task->cancel(); });
        const geo::Progress progress = [&](double fraction, const std::string& phrase) { task->report(fraction, phrase); };
        auto result = guarded<void>(title, [&] { return work(progress, task->stopToken()); });
        m_queue.post([this, task, title, result = std::move(result)] {
            task->finish();
            if (result) return;
            if (result.error().code != geo::ErrorCode::Cancelled) m_onFailure(title, result.error());
            m_onRemark(title,
                       "Zoomed out it stays provisional, with single cells in place of the classes or means of whole "
                       "places, until it is opened again; pictures are exact.");
        });
    });
}

}  // namespace app
