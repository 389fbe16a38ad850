#pragma once

#include <cstddef>

#include "viewer/map/scene.h"

namespace plan {

/// What a map is about, chosen among the layers that fill ground: a mosaic before all others, then what shows all of its classes
/// or values before areas that leave some out, then the topmost.
class Subject {
public:
    /// Whether `layer` is the best so far. Layers come topmost first, only those that are drawn; with what a legend would say of
    /// them: `entries` classes, at least two where it is a ramp.
    bool consider(const map::Layer& layer, size_t entries);

private:
    int m_rank = 0;
};

}  // namespace plan
