#include "geo/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace geo {

bool inParallel(size_t count, size_t chunk, const std::function<void(size_t begin, size_t end)>& work,
                const std::function<bool(double fraction)>& goesOn, unsigned threads) {
    assert(chunk > 0);
    const size_t chunks = (count + chunk - 1) / chunk;
    std::atomic<size_t> next = 0;
    std::atomic<bool> ended = false;
    std::exception_ptr thrown;
    std::mutex mutex;
    const auto run = [&](bool asks) {
        try {
            for (;;) {
                if (asks && goesOn && !goesOn(static_cast<double>(std::min(next.load(), chunks)) / static_cast<double>(chunks)))
                    ended = true;
                if (ended) return;
                const size_t mine = next++;
                if (mine >= chunks) return;
                work(mine * chunk, std::min(count, (mine + 1) * chunk));
            }
        } catch (...) {
            ended = true;
            const std::scoped_lock lock(mutex);
            if (!thrown) thrown = std::current_exception();
        }
    };
    if (chunks == 0) return !goesOn || goesOn(1);
    {
        const size_t wanted = threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
        std::vector<std::jthread> others;
        for (size_t t = 1; t < std::min(wanted, chunks); ++t) others.emplace_back([&] { run(false); });
        run(true);
    }
    if (thrown) std::rethrow_exception(thrown);
    return !ended;
}

}  // namespace geo
