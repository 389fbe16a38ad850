#include "viewer/gfx/graveyard.h"

#include "viewer/gfx/gl.h"

namespace gfx {

const std::shared_ptr<Graveyard>& Graveyard::ofThisThread() {
    static thread_local const auto graveyard = std::make_shared<Graveyard>();
    return graveyard;
}

void Graveyard::add(NameKind kind, unsigned name) {
    const std::scoped_lock lock(m_mutex);
    m_names.push_back({kind, name});
}

void Graveyard::bury() {
    std::vector<Name> names;
    {
        const std::scoped_lock lock(m_mutex);
        names.swap(m_names);
    }
    for (const auto& [kind, name] : names) switch (kind) {
            case NameKind::Texture:
                glDeleteTextures(1, &name);
                break;
            case NameKind::Buffer:
                glDeleteBuffers(1, &name);
                break;
            case NameKind::VertexArray:
                glDeleteVertexArrays(1, &name);
                break;
            case NameKind::Framebuffer:
                glDeleteFramebuffers(1, &name);
                break;
            case NameKind::Program:
                glDeleteProgram(name);
                break;
        }
}

void Graveyard::forget() {
    const std::scoped_lock lock(m_mutex);
    m_names.clear();
}

}  // namespace gfx
