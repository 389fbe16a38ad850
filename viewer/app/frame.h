#pragma once

#include "viewer/app/session.h"
#include "viewer/engine/map_engine.h"
#include "viewer/export/map_furniture.h"

namespace app {

/// Fills what a frame depends on: scene, view, outlines of what was identified, rings around chosen members, and the furniture
/// of the map inside the free area. Remembers painted furniture, so a frame that changes nothing paints nothing.
class FrameBuilder {
public:
    /// `hoveredMember`: under the mouse in a list, ringed on the map; empty: none.
    [[nodiscard]] engine::FrameInput build(const Session& session, bool moving, const std::string& hoveredMember);

private:
    exporting::MapFurniture m_furniture;
};

}  // namespace app
