#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "viewer/gfx/objects.h"

namespace gfx {

/// A linked pair of shaders. Uniforms are set by name; names that the linker dropped are ignored.
/// Sources are part of the program, so one that does not compile is our own fault and ends it with the driver's words.
class Program {
public:
    Program() = default;
    Program(std::string_view vertexSource, std::string_view fragmentSource, const char* label);

    void use() const;
    void set(const char* uniform, int value) const;
    void set(const char* uniform, unsigned value) const;
    void set(const char* uniform, float x) const;
    void set(const char* uniform, float x, float y) const;
    void set(const char* uniform, float x, float y, float z) const;
    void set(const char* uniform, float x, float y, float z, float w) const;

private:
    [[nodiscard]] int location(const char* uniform) const;

    Owned<NameKind::Program> m_name;
    mutable std::unordered_map<std::string, int> m_locations;
};

}  // namespace gfx
