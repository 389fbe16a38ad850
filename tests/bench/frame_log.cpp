// Measures a window from outside: loaded before the program (LD_PRELOAD), it takes GLFW's calls and notes when each frame began
// and ended, so that the program measured is the one that users run. A frame begins when the program stops waiting for events
// and ends when its buffers are swapped and the pixels are there. METROMOSAIC_FRAME_LOG names the file: one line a frame,
// "begin end" in seconds of CLOCK_MONOTONIC.
#include <dlfcn.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

struct GLFWwindow;

namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

double g_begin = 0;

FILE* logFile() {
    static FILE* file = [] {
        const char* path = std::getenv("METROMOSAIC_FRAME_LOG");
        FILE* opened = path ? std::fopen(path, "w") : nullptr;
        if (opened) std::setvbuf(opened, nullptr, _IOLBF, 0);
        return opened;
    }();
    return file;
}

}  // namespace

extern "C" {

void glfwPollEvents() {
    next<void()>("glfwPollEvents")();
    g_begin = now();
}

void glfwWaitEvents() {
    next<void()>("glfwWaitEvents")();
    g_begin = now();
}

void glfwWaitEventsTimeout(double timeout) {
    next<void(double)>("glfwWaitEventsTimeout")(timeout);
    g_begin = now();
}

void glfwSwapBuffers(GLFWwindow* window) {
    using Finish = void (*)();
    static const auto finish = reinterpret_cast<Finish>(next<Finish(const char*)>("glfwGetProcAddress")("glFinish"));
    next<void(GLFWwindow*)>("glfwSwapBuffers")(window);
    if (finish) finish();
    if (FILE* file = logFile()) std::fprintf(file, "%.6f %.6f\n", g_begin, now());
}
}
