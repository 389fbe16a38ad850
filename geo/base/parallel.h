#pragma once

#include <cstddef>
#include <functional>

namespace geo {

/// Calls `work(begin, end)` for chunks of `chunk` items that cover 0..count, on as many threads as the machine has cores: the
/// calling one among them, the others live within the call. Chunks are handed out in order, each is one thread's; whoever writes
/// only what belongs to its items gives the same answer whatever the number of threads. `goesOn`, which may be empty, is asked
/// on the calling thread between its chunks with the share handed out so far, 0..1; after a false no chunk is begun any more.
/// `threads`: 0 for one a core. Answers whether all was done. What `work` throws is thrown here, after the others have ended.
bool inParallel(size_t count, size_t chunk, const std::function<void(size_t begin, size_t end)>& work,
                const std::function<bool(double fraction)>& goesOn, unsigned threads = 0);

}  // namespace geo
