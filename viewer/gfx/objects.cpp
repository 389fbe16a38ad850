#include "viewer/gfx/objects.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <vector>

#include "viewer/gfx/gl.h"

namespace gfx {
namespace {

constexpr unsigned kScratchUnit = 15;  // for edits, so that no pass loses a binding

struct Layout {
    GLint internal;
    GLenum format, type;
    size_t bytes;
};

Layout layoutOf(TextureFormat format) {
    switch (format) {
        case TextureFormat::Rgba8:
            return {GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, 4};
        case TextureFormat::R8ui:
            return {GL_R8UI, GL_RED_INTEGER, GL_UNSIGNED_BYTE, 1};
        case TextureFormat::R16ui:
            return {GL_R16UI, GL_RED_INTEGER, GL_UNSIGNED_SHORT, 2};
        case TextureFormat::R32ui:
            return {GL_R32UI, GL_RED_INTEGER, GL_UNSIGNED_INT, 4};
        case TextureFormat::R32f:
            return {GL_R32F, GL_RED, GL_FLOAT, 4};
        case TextureFormat::Rgba32f:
            return {GL_RGBA32F, GL_RGBA, GL_FLOAT, 16};
    }
    return {};
}

void label(GLenum kind, unsigned name, const char* text) {
    if (GLAD_GL_KHR_debug && text) glObjectLabel(kind, name, -1, text);
}

template <class Generate>
unsigned generate(Generate&& make) {
    unsigned name = 0;
    make(1, &name);
    return name;
}

}  // namespace

size_t bytesPerTexel(TextureFormat format) { return layoutOf(format).bytes; }

Texture::Texture(TextureFormat format, int width, int height, const char* text, bool linear)
    : m_name(generate(glGenTextures)), m_format(format), m_width(width), m_height(height) {
    const auto layout = layoutOf(format);
    bind(kScratchUnit);
    glTexImage2D(GL_TEXTURE_2D, 0, layout.internal, width, height, 0, layout.format, layout.type, nullptr);
    const GLint filter = linear ? GL_LINEAR : GL_NEAREST;
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    label(GL_TEXTURE, name(), text);
}

void Texture::upload(int x, int y, int width, int height, std::span<const std::byte> texels) {
    const auto layout = layoutOf(m_format);
    assert(texels.size() >= layout.bytes * static_cast<size_t>(width) * static_cast<size_t>(height));
    bind(kScratchUnit);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, width, height, layout.format, layout.type, texels.data());
}

void Texture::bind(int unit) const {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
    glBindTexture(GL_TEXTURE_2D, name());
}

Buffer::Buffer(std::span<const std::byte> bytes, const char* text) : m_name(generate(glGenBuffers)), m_bytes(bytes.size()) {
    glBindBuffer(GL_ARRAY_BUFFER, name());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(bytes.size()), bytes.data(), GL_STATIC_DRAW);
    label(GL_BUFFER, name(), text);
}

void Buffer::replace(std::span<const std::byte> bytes) {
    m_bytes = bytes.size();
    glBindBuffer(GL_ARRAY_BUFFER, name());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(bytes.size()), bytes.data(), GL_STREAM_DRAW);
}

VertexArray VertexArray::bare() {
    VertexArray array;
    array.m_name = Owned<NameKind::VertexArray>(generate(glGenVertexArrays));
    return array;
}

VertexArray::VertexArray(const Buffer& instances, size_t stride, std::initializer_list<Attribute> attributes)
    : m_name(generate(glGenVertexArrays)) {
    glBindVertexArray(m_name.name());
    glBindBuffer(GL_ARRAY_BUFFER, instances.name());
    for (const auto& attribute : attributes) {
        const auto* offset = reinterpret_cast<const void*>(attribute.offset);
        glEnableVertexAttribArray(attribute.location);
        if (attribute.type == AttributeType::Float)
            glVertexAttribPointer(attribute.location, attribute.components, GL_FLOAT, GL_FALSE, static_cast<GLsizei>(stride),
                                  offset);
        else
            glVertexAttribIPointer(attribute.location, attribute.components, GL_UNSIGNED_INT, static_cast<GLsizei>(stride),
                                   offset);
        glVertexAttribDivisor(attribute.location, 1);
    }
}

void VertexArray::drawQuads(int instances) const {
    glBindVertexArray(m_name.name());
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, instances);
}

Framebuffer Framebuffer::make(const char* text) {
    Framebuffer framebuffer;
    framebuffer.m_name = Owned<NameKind::Framebuffer>(generate(glGenFramebuffers));
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.name());
    label(GL_FRAMEBUFFER, framebuffer.name(), text);
    return framebuffer;
}

void Framebuffer::drawInto(const Texture& target) const {
    glBindFramebuffer(GL_FRAMEBUFFER, name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, target.name(), 0);
    glViewport(0, 0, target.width(), target.height());
}

void readPixels(unsigned framebuffer, int width, int height, std::span<std::byte> rgba) {
    const size_t stride = static_cast<size_t>(width) * 4;
    assert(rgba.size() >= stride * static_cast<size_t>(height));
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
    std::vector<std::byte> row(stride);  // OpenGL's rows start at the bottom
    for (int y = 0; y < height / 2; ++y) {
        auto* top = rgba.data() + stride * static_cast<size_t>(y);
        auto* bottom = rgba.data() + stride * static_cast<size_t>(height - 1 - y);
        std::memcpy(row.data(), top, stride);
        std::memcpy(top, bottom, stride);
        std::memcpy(bottom, row.data(), stride);
    }
}

}  // namespace gfx
