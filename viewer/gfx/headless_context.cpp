#include "viewer/gfx/headless_context.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>

#include <string_view>

#include "viewer/gfx/gl.h"
#include "viewer/gfx/graveyard.h"

namespace gfx {
namespace {

bool offers(const char* extensions, std::string_view wanted) {
    return extensions && std::string_view(extensions).find(wanted) != std::string_view::npos;
}

EGLDisplay initialised(EGLDisplay display) {
    if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr)) return EGL_NO_DISPLAY;
    if (offers(eglQueryString(display, EGL_EXTENSIONS), "EGL_KHR_surfaceless_context") && eglBindAPI(EGL_OPENGL_API))
        return display;
    eglTerminate(display);
    return EGL_NO_DISPLAY;
}

EGLDisplay openDisplay() {
    const char* client = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    const auto platformDisplay = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (platformDisplay && offers(client, "EGL_MESA_platform_surfaceless"))
        if (auto display = initialised(platformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr)))
            return display;
    if (platformDisplay && offers(client, "EGL_EXT_platform_device")) {
        const auto queryDevices = reinterpret_cast<PFNEGLQUERYDEVICESEXTPROC>(eglGetProcAddress("eglQueryDevicesEXT"));
        EGLDeviceEXT devices[8];
        EGLint count = 0;
        if (queryDevices && queryDevices(8, devices, &count))
            for (EGLint i = 0; i < count; ++i)
                if (auto display = initialised(platformDisplay(EGL_PLATFORM_DEVICE_EXT, devices[i], nullptr))) return display;
    }
    return initialised(eglGetDisplay(EGL_DEFAULT_DISPLAY));
}

}  // namespace

struct HeadlessContext::Handles {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;

    ~Handles() {
        if (context != EGL_NO_CONTEXT) {
            eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
            eglDestroyContext(display, context);
            Graveyard::ofThisThread()->forget();
        }
        eglReleaseThread();  // the display stays: it is shared by every context of the process
    }
};

HeadlessContext::HeadlessContext(std::unique_ptr<Handles> handles) : m_handles(std::move(handles)) {}
HeadlessContext::HeadlessContext(HeadlessContext&&) noexcept = default;
HeadlessContext::~HeadlessContext() = default;

geo::Result<HeadlessContext> HeadlessContext::make() {
    const auto unsupported = [](const char* message) { return geo::fail(geo::ErrorCode::Unsupported, message); };
    auto handles = std::make_unique<Handles>();
    handles->display = openDisplay();
    if (handles->display == EGL_NO_DISPLAY)
        return unsupported(
            "No OpenGL without a display: EGL offers no surfaceless context; install Mesa (libegl-mesa0, libgl1-mesa-dri).");

    const EGLint configWanted[] = {EGL_SURFACE_TYPE, 0, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint configs = 0;
    if (!eglChooseConfig(handles->display, configWanted, &config, 1, &configs) || configs == 0) config = nullptr;
    const EGLint contextWanted[] = {
        EGL_CONTEXT_MAJOR_VERSION,           4,       EGL_CONTEXT_MINOR_VERSION, 1, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    handles->context = eglCreateContext(handles->display, config, EGL_NO_CONTEXT, contextWanted);
    if (handles->context == EGL_NO_CONTEXT)
        return unsupported("The graphics driver offers no OpenGL 4.1 core context; install a newer driver or Mesa.");
    if (!eglMakeCurrent(handles->display, EGL_NO_SURFACE, EGL_NO_SURFACE, handles->context))
        return unsupported("The OpenGL context could not be used on this thread; is another context current here?");
    if (auto loaded = loadGl(eglGetProcAddress); !loaded) return geo::Failure(loaded.error());
    return HeadlessContext(std::move(handles));
}

}  // namespace gfx
