#include "viewer/app/frame.h"

#include <cmath>

namespace app {
namespace {

constexpr double kRingRadiusPx = 17;
constexpr int kRingCorners = 48;
constexpr geo::Colour kOutlineColour{255, 255, 255, 255}, kRingColour{32, 92, 196, 255};

engine::Highlight ringAround(geo::Point centre, double metresPerSymbolPixel) {
    std::vector<geo::Point> ring;
    for (int i = 0; i <= kRingCorners; ++i) {
        const double angle = 2 * M_PI * i / kRingCorners, radius = kRingRadiusPx * metresPerSymbolPixel;
        ring.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    return {{std::move(ring)}, kRingColour};
}

}  // namespace

engine::FrameInput FrameBuilder::build(const Session& session, bool moving, const std::string& hoveredMember) {
    engine::FrameInput input;
    const auto& place = *session.place();
    input.scene = place.scene.freeze();
    input.view = session.view();
    input.moving = moving;

    for (const auto& layer : session.identified())
        if (layer.found.front().outline.size() && input.highlights.empty())
            input.highlights.push_back({layer.found.front().outline, kOutlineColour});
    for (const auto* id : {&session.selectedMember(), &hoveredMember}) {
        const auto* member = session.isWorldView() && session.members() ? session.members()->find(*id) : nullptr;
        if (member)
            input.highlights.push_back(
                ringAround(place.toMap(member->position), input.view.camera.metresPerPixel * input.view.magnification));
    }

    const auto& free = session.freeArea();
    exporting::FurnitureSpec furniture;
    furniture.scene = input.scene;
    furniture.view = input.view;
    furniture.enlarged = input.view.magnification;
    furniture.area = {free.left, free.top, free.right, free.bottom};
    // In Equal Earth a metre is not the same length everywhere: a scale bar for the whole world would lie.
    furniture.scaleBar = !session.isWorldView();
    furniture.northArrow = !session.isWorldView();
    input.overlays = m_furniture.arrange(furniture);
    return input;
}

}  // namespace app
