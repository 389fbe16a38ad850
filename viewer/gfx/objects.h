#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "viewer/gfx/graveyard.h"

namespace gfx {

/// Sole owner of an OpenGL name; 0 is none. Move-only.
template <NameKind kKind>
class Owned {
public:
    Owned() = default;
    explicit Owned(unsigned name) : m_name(name), m_graveyard(Graveyard::ofThisThread()) {}
    Owned(Owned&& other) noexcept : m_name(std::exchange(other.m_name, 0)), m_graveyard(std::move(other.m_graveyard)) {}
    Owned& operator=(Owned&& other) noexcept {
        std::swap(m_name, other.m_name);
        std::swap(m_graveyard, other.m_graveyard);
        return *this;
    }
    ~Owned() {
        if (m_name) m_graveyard->add(kKind, m_name);
    }
    [[nodiscard]] unsigned name() const { return m_name; }
    explicit operator bool() const { return m_name != 0; }

private:
    unsigned m_name = 0;
    std::shared_ptr<Graveyard> m_graveyard;
};

enum class TextureFormat { Rgba8, R8ui, R16ui, R32ui, R32f, Rgba32f };
[[nodiscard]] size_t bytesPerTexel(TextureFormat format);

/// A 2D texture without mipmaps, clamped at its edges, sampled nearest unless `linear`.
class Texture {
public:
    Texture() = default;
    Texture(TextureFormat format, int width, int height, const char* label, bool linear = false);

    /// Replaces texels of a part; rows follow each other without padding, the first row has y = `y`.
    void upload(int x, int y, int width, int height, std::span<const std::byte> texels);
    void bind(int unit) const;

    [[nodiscard]] unsigned name() const { return m_name.name(); }
    [[nodiscard]] TextureFormat format() const { return m_format; }
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] size_t bytes() const {
        return bytesPerTexel(m_format) * static_cast<size_t>(m_width) * static_cast<size_t>(m_height);
    }
    explicit operator bool() const { return static_cast<bool>(m_name); }

private:
    Owned<NameKind::Texture> m_name;
    TextureFormat m_format = TextureFormat::Rgba8;
    int m_width = 0, m_height = 0;
};

/// A vertex buffer.
class Buffer {
public:
    Buffer() = default;
    Buffer(std::span<const std::byte> bytes, const char* label);
    /// Replaces everything; for data that changes each frame.
    void replace(std::span<const std::byte> bytes);

    [[nodiscard]] unsigned name() const { return m_name.name(); }
    [[nodiscard]] size_t bytes() const { return m_bytes; }

private:
    Owned<NameKind::Buffer> m_name;
    size_t m_bytes = 0;
};

enum class AttributeType { Float, UnsignedInt };
/// One per-instance input of a vertex shader.
struct Attribute {
    unsigned location = 0;
    int components = 1;
    AttributeType type = AttributeType::Float;
    size_t offset = 0;
};

/// Instances of one buffer; each is drawn as a quad whose corner the vertex shader derives from gl_VertexID.
class VertexArray {
public:
    VertexArray() = default;
    /// Without a buffer: for quads that live in uniforms alone.
    [[nodiscard]] static VertexArray bare();
    VertexArray(const Buffer& instances, size_t stride, std::initializer_list<Attribute> attributes);
    void drawQuads(int instances) const;
    explicit operator bool() const { return static_cast<bool>(m_name); }

private:
    Owned<NameKind::VertexArray> m_name;
};

/// A framebuffer with one colour attachment.
class Framebuffer {
public:
    Framebuffer() = default;
    [[nodiscard]] static Framebuffer make(const char* label);
    /// Binds for drawing into `target` and sets the viewport to all of it.
    void drawInto(const Texture& target) const;
    [[nodiscard]] unsigned name() const { return m_name.name(); }

private:
    Owned<NameKind::Framebuffer> m_name;
};

/// RGBA bytes of a framebuffer's colour, `width` x `height` pixels from its lower left corner, rows from the top.
void readPixels(unsigned framebuffer, int width, int height, std::span<std::byte> rgba);

template <class T>
[[nodiscard]] std::span<const std::byte> bytesOf(const T& container) {
    return std::as_bytes(std::span(container.data(), container.size()));
}

}  // namespace gfx
