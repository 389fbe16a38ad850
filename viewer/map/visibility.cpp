#include "viewer/map/visibility.h"

namespace map {

bool drawnAtScale(const Layer& layer, double metresPerPixel) {
    return geo::drawnAtScale(layer.minMetresPerPixel, layer.maxMetresPerPixel, metresPerPixel);
}

bool isDrawn(const Layer& layer, double metresPerPixel) {
    return layer.visible && layer.opacity > 0 && layer.status == LayerStatus::Ready && layer.source &&
           drawnAtScale(layer, metresPerPixel);
}

bool showsClass(const LayerStyle& style, const std::string& classCode) {
    return style.isolated ? style.isolated == classCode : !style.hidden.contains(classCode);
}

}  // namespace map
