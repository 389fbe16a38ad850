#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>

#include "viewer/base/main_queue.h"
#include "viewer/base/task.h"
#include "viewer/base/worker_pool.h"

namespace {

TEST(MainQueue, RunsInOrderAndOnlyWhenAsked) {
    int woken = 0;
    std::vector<int> ran;
    base::MainQueue queue([&] { ++woken; });
    for (int i = 0; i < 3; ++i) queue.post([&ran, i] { ran.push_back(i); });
    EXPECT_TRUE(ran.empty());
    EXPECT_EQ(woken, 3);
    EXPECT_EQ(queue.runOnMain(), 3u);
    EXPECT_EQ(ran, (std::vector{0, 1, 2}));
    EXPECT_EQ(queue.runOnMain(), 0u);
}

TEST(MainQueue, JobsPostedByJobsWait) {
    base::MainQueue queue;
    int ran = 0;
    queue.post([&] { queue.post([&] { ++ran; }); });
    EXPECT_EQ(queue.runOnMain(), 1u);
    EXPECT_EQ(ran, 0);
    queue.runOnMain();
    EXPECT_EQ(ran, 1);
}

TEST(MainQueue, TakesFromManyThreads) {
    base::MainQueue queue;
    int ran = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 100; ++i) queue.post([&] { ++ran; });
            });
    }
    EXPECT_EQ(queue.runOnMain(), 400u);
    EXPECT_EQ(ran, 400);
}

TEST(WorkerPool, OneThreadKeepsTheOrder) {
    std::vector<int> ran;
    std::promise<void> done;
    base::WorkerPool pool(1);
    for (int i = 0; i < 10; ++i) pool.submit([&ran, i](std::stop_token) { ran.push_back(i); });
    pool.submit([&](std::stop_token) { done.set_value(); });
    done.get_future().wait();
    EXPECT_EQ(ran, (std::vector{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(WorkerPool, EndAsksRunningJobsToStopAndDropsTheRest) {
    std::atomic<bool> stopped = false, ranLater = false;
    {
        std::promise<void> started;
        base::WorkerPool pool(1);
        pool.submit([&](std::stop_token stop) {
            started.set_value();
            while (!stop.stop_requested()) std::this_thread::yield();
            stopped = true;
        });
        pool.submit([&](std::stop_token) { ranLater = true; });
        started.get_future().wait();
    }
    EXPECT_TRUE(stopped);
    EXPECT_FALSE(ranLater);
}

TEST(WorkerPool, OutlivesAJobThatThrows) {
    std::promise<void> done;
    base::WorkerPool pool(1);
    pool.submit([](std::stop_token) { throw std::runtime_error("a test's own trouble"); });
    pool.submit([&](std::stop_token) { done.set_value(); });
    done.get_future().wait();
}

TEST(WorkerPool, HasAtLeastOneThread) {
    std::promise<void> done;
    base::WorkerPool pool(0);
    pool.submit([&](std::stop_token) { done.set_value(); });
    done.get_future().wait();
}

TEST(Task, ReportsAndCancels) {
    base::Task task("Building overviews");
    EXPECT_EQ(task.title(), "Building overviews");
    EXPECT_LT(task.fraction(), 0);
    task.report(0.25, "level 3 of 12");
    EXPECT_EQ(task.fraction(), 0.25);
    EXPECT_EQ(task.phrase(), "level 3 of 12");
    const auto stop = task.stopToken();
    EXPECT_FALSE(stop.stop_requested());
    task.cancel();
    EXPECT_TRUE(stop.stop_requested());
}

TEST(TaskList, ForgetsWhatFinished) {
    base::TaskList tasks;
    const auto first = tasks.add("one"), second = tasks.add("two");
    EXPECT_EQ(tasks.running().size(), 2u);
    first->finish();
    const auto left = tasks.running();
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0]->title(), "two");
    EXPECT_EQ(left[0]->number(), 2) << "whatever ended before it";
    EXPECT_EQ(tasks.add("three")->number(), 3);
    EXPECT_EQ(tasks.last(), 3);
}

}  // namespace
