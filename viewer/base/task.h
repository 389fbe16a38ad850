#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

namespace base {

/// Long work that a person can see and cancel: a row of the status bar. Written by its worker, read by the main thread.
class Task {
public:
    explicit Task(std::string title, int number = 0) : m_title(std::move(title)), m_number(number) {}

    [[nodiscard]] const std::string& title() const { return m_title; }
    /// What commands know it by: no other task of its list ever has it.
    [[nodiscard]] int number() const { return m_number; }
    /// 0..1; negative: unknown.
    [[nodiscard]] double fraction() const { return m_fraction.load(std::memory_order_relaxed); }
    [[nodiscard]] std::string phrase() const {
        const std::scoped_lock lock(m_mutex);
        return m_phrase;
    }
    [[nodiscard]] bool finished() const { return m_finished.load(std::memory_order_acquire); }

    void report(double fraction, std::string phrase) {
        m_fraction.store(fraction, std::memory_order_relaxed);
        const std::scoped_lock lock(m_mutex);
        m_phrase = std::move(phrase);
    }
    void finish() { m_finished.store(true, std::memory_order_release); }
    void cancel() { m_stop.request_stop(); }
    [[nodiscard]] std::stop_token stopToken() const { return m_stop.get_token(); }

private:
    std::string m_title;
    int m_number;
    mutable std::mutex m_mutex;
    std::string m_phrase;
    std::atomic<double> m_fraction{-1};
    std::atomic<bool> m_finished{false};
    std::stop_source m_stop;
};

/// The tasks under way. Any thread adds; the main thread lists, and forgets those that finished.
class TaskList {
public:
    [[nodiscard]] std::shared_ptr<Task> add(std::string title) {
        const std::scoped_lock lock(m_mutex);
        auto task = std::make_shared<Task>(std::move(title), ++m_last);
        m_tasks.push_back(task);
        return task;
    }
    /// The number of the last one that was added; they count from 1.
    [[nodiscard]] int last() const {
        const std::scoped_lock lock(m_mutex);
        return m_last;
    }
    [[nodiscard]] std::vector<std::shared_ptr<Task>> running() {
        const std::scoped_lock lock(m_mutex);
        std::erase_if(m_tasks, [](const auto& task) { return task->finished(); });
        return m_tasks;
    }

private:
    mutable std::mutex m_mutex;
    int m_last = 0;
    std::vector<std::shared_ptr<Task>> m_tasks;
};

}  // namespace base
