#pragma once

#include <proj.h>

#include <memory>

namespace geo {

/// This thread's own PROJ context: contexts are not shared between threads. Silent; PROJ's errors come back as values.
[[nodiscard]] PJ_CONTEXT* projContext();

struct ProjDelete {
    void operator()(PJ* pj) const { proj_destroy(pj); }
};
using ProjPtr = std::unique_ptr<PJ, ProjDelete>;

}  // namespace geo
