#pragma once

#include <functional>
#include <mutex>
#include <vector>

namespace base {

/// Work handed to the main thread: any thread posts, the main thread runs all of it between frames, in order.
class MainQueue {
public:
    /// `wake` is called after every post, from the posting thread (glfwPostEmptyEvent in the window).
    explicit MainQueue(std::function<void()> wake = [] {}) : m_wake(std::move(wake)) {}

    void post(std::function<void()> job) {
        {
            const std::scoped_lock lock(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        m_wake();
    }
    /// Returns how many ran. Jobs posted while running wait for the next call.
    size_t runOnMain() {
        std::vector<std::function<void()>> jobs;
        {
            const std::scoped_lock lock(m_mutex);
            jobs.swap(m_jobs);
        }
        for (auto& job : jobs) job();
        return jobs.size();
    }

private:
    std::function<void()> m_wake;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_jobs;
};

}  // namespace base
