#pragma once

#include "geo/pyramid/open_layer.h"
#include "viewer/map/scene.h"

namespace app {

/// Gives the layers of newly opened files their looks: what the data suggest, and for what they leave open colours that tell the
/// layers apart. Districts become a light ground with outlines, things upon it stand out.
class LayerLooks {
public:
    struct Company {
        size_t opened = 0;    ///< layers opened earlier, whose colours are taken
        bool many = false;    ///< crowds would hide the others, and are shown from near only
        bool ground = false;  ///< there is a map or a raster below that districts must not hide: only their outlines are drawn
    };
    explicit LayerLooks(Company company) : m_company(company), m_taken(company.opened) {}

    [[nodiscard]] map::Layer layerOf(const geo::LayerProposal& proposal);

private:
    Company m_company;
    size_t m_taken;
};

}  // namespace app
