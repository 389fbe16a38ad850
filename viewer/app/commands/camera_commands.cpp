#include <fmt/format.h>

#include <cmath>

#include "viewer/app/commands/commands.h"
#include "viewer/app/picture_size.h"

namespace app {
namespace {

using control::Arguments;
using Done = geo::Result<void>;

geo::Result<std::vector<double>> numbers(const Arguments& words, const std::vector<std::string>& names) {
    std::vector<double> values;
    for (size_t i = 0; i < names.size(); ++i) {
        const auto value = control::parseNumber(words[i], names[i]);
        if (!value) return geo::Failure(value.error());
        values.push_back(*value);
    }
    return values;
}

geo::Result<geo::LonLat> position(const Arguments& a) {
    const auto values = numbers(a, {"longitude", "latitude"});
    if (!values) return geo::Failure(values.error());
    const geo::LonLat at{(*values)[0], (*values)[1]};
    if (std::abs(at.lonDeg) > 180 || std::abs(at.latDeg) > 90)
        return geo::fail(geo::ErrorCode::Malformed,
                         "A position is a longitude (-180 to 180) and a latitude (-90 to 90), in this order.", a[0] + " " + a[1]);
    return at;
}

// What the next step starts from: where the camera will be, so that keys pressed quickly add up.
map::ViewState targetView(const Session& session) {
    auto view = session.view();
    view.camera = session.targetCamera();
    return view;
}

geo::Point middle(const Session& session) {
    const auto& free = session.freeArea();
    return {(free.left + free.right) / 2, (free.top + free.bottom) / 2};
}

Done centre(Session& session, const Arguments& a) {
    const auto at = position(a);
    if (!at) return geo::Failure(at.error());
    auto camera = session.cameraFor(*at, session.targetCamera().metresPerPixel);
    if (!std::isfinite(camera.centre.x) || !std::isfinite(camera.centre.y))
        return geo::fail(geo::ErrorCode::NotFound, "This position does not lie on this map; run world first.", a[0] + " " + a[1]);
    session.moveTo(camera);
    return {};
}

Done zoom(Session& session, const Arguments& a) {
    const auto factor = control::parseNumber(a[0], "factor");
    if (!factor) return geo::Failure(factor.error());
    if (*factor <= 0 || *factor > 1e6)
        return geo::fail(geo::ErrorCode::Malformed, "The factor must be above 0, and a million at most; 2 is twice as near.",
                         a[0]);
    session.moveTo(map::zoomAround(targetView(session), middle(session), session.allowedZoom(*factor)));
    return {};
}

Done scale(Session& session, const Arguments& a) {
    const auto metresPerPixel = parseScale(a[0]);
    if (!metresPerPixel) return geo::Failure(metresPerPixel.error());
    const auto view = targetView(session);
    session.moveTo(map::zoomAround(view, middle(session), view.camera.metresPerPixel / *metresPerPixel));
    return {};
}

Done pan(Session& session, const Arguments& a) {
    const auto by = numbers(a, {"pixels to the right", "pixels down"});
    if (!by) return geo::Failure(by.error());
    session.moveTo(map::pan(targetView(session), -(*by)[0], -(*by)[1]));
    return {};
}

Done rotate(Session& session, const Arguments& a) {
    const auto degrees = control::parseNumber(a[0], "angle");
    if (!degrees) return geo::Failure(degrees.error());
    session.moveTo(map::rotateAround(targetView(session), middle(session), *degrees * M_PI / 180));
    return {};
}

Done north(Session& session) {
    const auto view = targetView(session);
    session.moveTo(map::rotateAround(view, middle(session), -view.camera.rotationRad));
    return {};
}

Done look(Session& session, const Arguments& a) {
    const auto at = position(a);
    if (!at) return geo::Failure(at.error());
    const auto rest = numbers({a[2], a[3]}, {"metres per pixel", "rotation"});
    if (!rest) return geo::Failure(rest.error());
    if ((*rest)[0] < map::kNearest || (*rest)[0] > map::kFarthest)
        return geo::fail(geo::ErrorCode::Malformed,
                         fmt::format("The metres per pixel must be from {} to {}.", map::kNearest, map::kFarthest), a[2]);
    const auto centrePoint = session.place()->toMap(*at);
    if (!std::isfinite(centrePoint.x))
        return geo::fail(geo::ErrorCode::NotFound, "This position does not lie on this map.", a[0] + " " + a[1]);
    session.moveTo({centrePoint, (*rest)[0], (*rest)[1] * M_PI / 180});
    return {};
}

void addIdentifyCommands(control::CommandRegistry& registry, Session& session) {
    registry.add({"identify", "LON LAT", "Say what lies at a position.", 2, 2, [&session](const Arguments& a) -> Done {
                      const auto at = position(a);
                      if (!at) return geo::Failure(at.error());
                      session.identify(session.place()->toMap(*at));
                      return {};
                  }});
    registry.add({"identify.at", "X Y", "Say what lies at a point of the window, in pixels from the top left.", 2, 2,
                  [&session](const Arguments& a) -> Done {
                      const auto at = numbers(a, {"pixel from the left", "pixel from the top"});
                      if (!at) return geo::Failure(at.error());
                      session.identify(session.view().toMap({(*at)[0], (*at)[1]}));
                      return {};
                  }});
    registry.add({"identify.clear", "", "Take the answer and its outline away.", 0, 0, [&session](const Arguments&) -> Done {
                      session.clearIdentified();
                      return {};
                  }});
}

}  // namespace

void addCameraCommands(control::CommandRegistry& registry, Session& session) {
    const auto add = [&](const char* name, const char* usage, const char* help, size_t count, auto run) {
        registry.add({name, usage, help, count, count, [&session, run](const Arguments& a) { return run(session, a); }});
    };
    add("camera.center", "LON LAT", "Bring a position to the middle.", 2, centre);
    add("camera.zoom", "FACTOR", "Zoom around the middle; 2 is twice as near, 0.5 twice as far.", 1, zoom);
    add("camera.scale", "1:N", "Zoom to a scale, such as 1:25000, for a screen of 96 dpi.", 1, scale);
    add("camera.pan", "DX DY", "Look further right and down by so many pixels.", 2, pan);
    add("camera.rotate", "DEGREES", "Turn the map counter-clockwise.", 1, rotate);
    add("camera.look", "LON LAT METRES_PER_PIXEL DEGREES", "Set the whole camera; drags and wheels are noted like this.", 4,
        look);
    add("camera.north", "", "Turn the map north up.", 0, [](Session& s, const Arguments&) { return north(s); });
    add("camera.fit", "", "Show the whole map.", 0, [](Session& s, const Arguments&) -> Done {
        s.moveTo(s.homeCamera(*s.place()));
        return {};
    });
    addIdentifyCommands(registry, session);
}

}  // namespace app
