#include "geo/space/proj_context.h"

namespace geo {

PJ_CONTEXT* projContext() {
    struct Context {
        Context() : context(proj_context_create()) {
            proj_log_level(context, PJ_LOG_NONE);
            proj_context_set_enable_network(context, 0);
        }
        ~Context() { proj_context_destroy(context); }
        Context(const Context&) = delete;
        Context& operator=(const Context&) = delete;
        PJ_CONTEXT* context;
    };
    thread_local Context own;
    return own.context;
}

}  // namespace geo
