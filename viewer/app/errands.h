#pragma once

#include <functional>
#include <string>

#include "viewer/app/layer_loader.h"

namespace app {

/// Single long works off the main thread: looking into files, identifying, writing pictures. Each result comes back on the main
/// thread. Main thread only.
class Errands {
public:
    /// Tasks and queue must outlive the errands.
    Errands(base::TaskList& tasks, base::MainQueue& queue, int threads) : m_tasks(tasks), m_queue(queue), m_pool(threads) {}

    /// `title` names the task in the status bar; empty: too short to be shown.
    template <class T>
    void send(const std::string& title, const std::string& subject, std::function<geo::Result<T>(base::Task&)> job,
              std::function<void(geo::Result<T>)> done) {
        auto task = title.empty() ? std::make_shared<base::Task>(subject) : m_tasks.add(title);
        ++m_underWay;
        m_pool.submit([this, task, subject, job = std::move(job), done = std::move(done)](std::stop_token stop) {
            const std::stop_callback cancelWithPool(stop, [&] { task->cancel(); });
            auto result = guarded<T>(subject, [&] { return job(*task); });
            m_queue.post([this, task, done, result = std::move(result)]() mutable {
                task->finish();
                --m_underWay;
                done(std::move(result));
            });
        });
    }
    [[nodiscard]] int underWay() const { return m_underWay; }

private:
    base::TaskList& m_tasks;
    base::MainQueue& m_queue;
    int m_underWay = 0;
    base::WorkerPool m_pool;  // last: its threads end before what they use
};

}  // namespace app
