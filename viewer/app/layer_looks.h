#pragma once

#include <vector>

#include "geo/pyramid/open_layer.h"
#include "viewer/app/layer_roles.h"
#include "viewer/map/scene.h"

namespace app {

/// Gives the layers of newly opened files their looks: what the data suggest, and for what they leave open colours that tell the
/// layers apart. Districts become a light ground with outlines, things upon it stand out. No two fills, two kinds of lines or two
/// kinds of points of one call have colours that are easily confused (CIEDE2000), as far as colours reach.
class LayerLooks {
public:
    struct Company {
        size_t opened = 0;     ///< layers opened earlier, whose colours are taken
        bool many = false;     ///< crowds would hide the others, and are shown from near only
        bool ground = false;   ///< there is a map or a raster below that districts must not hide: only their outlines are drawn
        bool crowded = false;  ///< so many layers that lines and names have to be light
        map::Colour background{232, 234, 237, 255};
    };
    explicit LayerLooks(Company company) : m_company(company), m_taken(company.opened), m_tints{company.background} {}

    /// Colours of classes in layers still to come: fills keep away from them.
    void reserve(const geo::LayerProposal& proposal);
    [[nodiscard]] map::Layer layerOf(const StagedLayer& staged);

private:
    [[nodiscard]] map::Colour fillOf(const geo::LayerProposal& proposal, AreaRole role, size_t turn);

    Company m_company;
    size_t m_taken;
    std::vector<map::Colour> m_tints, m_fills, m_outlines, m_lines, m_points;
};

}  // namespace app
