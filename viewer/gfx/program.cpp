#include "viewer/gfx/program.h"

#include <stdexcept>

#include "viewer/gfx/gl.h"

namespace gfx {
namespace {

unsigned compile(GLenum stage, std::string_view source, const char* label) {
    const unsigned shader = glCreateShader(stage);
    const char* text = source.data();
    const auto length = static_cast<GLint>(source.size());
    glShaderSource(shader, 1, &text, &length);
    glCompileShader(shader);
    GLint compiled = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
    if (compiled) return shader;
    std::string log(4096, '\0');
    GLsizei used = 0;
    glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()), &used, log.data());
    log.resize(static_cast<size_t>(used));
    throw std::runtime_error(std::string("The shader \"") + label + "\" does not compile: " + log);
}

}  // namespace

Program::Program(std::string_view vertexSource, std::string_view fragmentSource, const char* label) : m_name(glCreateProgram()) {
    const unsigned vertex = compile(GL_VERTEX_SHADER, vertexSource, label);
    const unsigned fragment = compile(GL_FRAGMENT_SHADER, fragmentSource, label);
    glAttachShader(m_name.name(), vertex);
    glAttachShader(m_name.name(), fragment);
    glLinkProgram(m_name.name());
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    GLint linked = 0;
    glGetProgramiv(m_name.name(), GL_LINK_STATUS, &linked);
    if (!linked) {
        std::string log(4096, '\0');
        GLsizei used = 0;
        glGetProgramInfoLog(m_name.name(), static_cast<GLsizei>(log.size()), &used, log.data());
        log.resize(static_cast<size_t>(used));
        throw std::runtime_error(std::string("The shader \"") + label + "\" does not link: " + log);
    }
    if (GLAD_GL_KHR_debug) glObjectLabel(GL_PROGRAM, m_name.name(), -1, label);
}

void Program::use() const { glUseProgram(m_name.name()); }
void Program::set(const char* uniform, int value) const { glUniform1i(location(uniform), value); }
void Program::set(const char* uniform, unsigned value) const { glUniform1ui(location(uniform), value); }
void Program::set(const char* uniform, float x) const { glUniform1f(location(uniform), x); }
void Program::set(const char* uniform, float x, float y) const { glUniform2f(location(uniform), x, y); }
void Program::set(const char* uniform, float x, float y, float z) const { glUniform3f(location(uniform), x, y, z); }
void Program::set(const char* uniform, float x, float y, float z, float w) const { glUniform4f(location(uniform), x, y, z, w); }

int Program::location(const char* uniform) const {
    const auto known = m_locations.find(uniform);
    if (known != m_locations.end()) return known->second;
    return m_locations.emplace(uniform, glGetUniformLocation(m_name.name(), uniform)).first->second;
}

}  // namespace gfx
