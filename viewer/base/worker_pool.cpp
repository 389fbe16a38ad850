#include "viewer/base/worker_pool.h"

#include <algorithm>
#include <exception>

#include "viewer/base/log.h"

namespace base {

WorkerPool::WorkerPool(int threads) {
    for (int i = 0; i < std::max(1, threads); ++i) m_threads.emplace_back([this](std::stop_token stop) { work(stop); });
}

WorkerPool::~WorkerPool() {
    for (auto& thread : m_threads) thread.request_stop();
    m_ready.notify_all();
}

void WorkerPool::submit(Job job) {
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_ready.notify_one();
}

void WorkerPool::work(std::stop_token stop) {
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_ready.wait(lock, stop, [this] { return !m_jobs.empty(); })) return;
            if (stop.stop_requested()) return;
            job = std::move(m_jobs.front());
            m_jobs.erase(m_jobs.begin());
        }
        try {
            job(stop);
        } catch (const std::exception& problem) {
            logWarning(std::string("A background job stopped: ") + problem.what() + ".");
        }
    }
}

}  // namespace base
