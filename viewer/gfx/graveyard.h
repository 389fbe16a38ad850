#pragma once

#include <memory>
#include <mutex>
#include <vector>

namespace gfx {

enum class NameKind { Texture, Buffer, VertexArray, Framebuffer, Program };

/// Where OpenGL names go when their owner dies, on whatever thread: deleted later by the thread whose context made them.
/// One per thread, because a thread has at most one context here.
class Graveyard {
public:
    /// The queue of the calling thread's context.
    [[nodiscard]] static const std::shared_ptr<Graveyard>& ofThisThread();

    void add(NameKind kind, unsigned name);
    /// Deletes what has gathered. GL thread, context current; called at the start of each frame.
    void bury();
    /// The context is gone, and the names with it.
    void forget();

private:
    struct Name {
        NameKind kind;
        unsigned name;
    };
    std::mutex m_mutex;
    std::vector<Name> m_names;
};

}  // namespace gfx
