#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace base {

/// Threads that take jobs in the order they were given. For opening layers and for exports: tile jobs have a pool of their own
/// with priorities (tiles::TileLoader). Destruction asks running jobs to stop and waits for them; waiting jobs are dropped.
class WorkerPool {
public:
    using Job = std::function<void(std::stop_token)>;

    explicit WorkerPool(int threads);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    void submit(Job job);

private:
    void work(std::stop_token stop);

    std::mutex m_mutex;
    std::condition_variable_any m_ready;
    std::vector<Job> m_jobs;
    std::vector<std::jthread> m_threads;  // last: joined before the rest dies
};

}  // namespace base
