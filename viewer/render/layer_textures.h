#pragma once

#include <memory>
#include <string>

#include "viewer/gfx/program.h"
#include "viewer/map/scene.h"
#include "viewer/plan/style_tables.h"

namespace render {

/// Per feature of one source: class and value, as textures. Made once; of restyling, only a filter and another dimension write
/// the classes anew.
struct FeatureTextures {
    std::shared_ptr<const geo::FeatureTable> table;
    gfx::Texture classOf, valueOf;  ///< 4096 features a row
    float largestValue = 0;

    [[nodiscard]] static FeatureTextures make(std::shared_ptr<const geo::FeatureTable> table);
};

/// What the passes need of a layer's style: small textures that are all that restyling changes. GL thread only.
class LayerTextures {
public:
    /// Brings the textures up to the layer's style and tables. Returns true if anything looks different now.
    bool update(const map::Layer& layer);
    /// Widths at a scale, in device px; cheap when neither changed.
    void updateLines(const map::Layer& layer, double metresPerPixel, double pixelRatio);

    /// Areas: a colour for each feature, or one for all.
    void bindColours(const gfx::Program& program, int unit) const;
    void bindFeatures(const gfx::Program& program, int unit) const;  ///< uses `unit` and `unit` + 1
    void bindPalette(const gfx::Program& program, int unit) const;
    void bindRamp(const gfx::Program& program, int unit) const;
    void bindLineStyles(const gfx::Program& program, int unit) const;
    [[nodiscard]] bool anyCasing() const { return m_anyCasing; }
    [[nodiscard]] float largestValue() const { return m_features.largestValue; }
    [[nodiscard]] bool hasValues() const { return static_cast<bool>(m_features.valueOf); }
    /// Rises whenever a picture made with the former style would look different.
    [[nodiscard]] uint64_t revision() const { return m_revision; }

private:
    void rebuild(const map::Layer& layer);
    void chooseClasses(const map::LayerStyle& style);
    void colourFeatures(const std::vector<geo::Colour>& palette, bool byValue);

    std::shared_ptr<const geo::LayerSource> m_source;
    map::LayerStyle m_style;
    double m_opacity = -1;
    uint64_t m_classesRevision = 0, m_revision = 0;
    FeatureTextures m_features;
    std::vector<uint16_t> m_drawnClasses;  // empty: the source's own, all of them
    gfx::Texture m_palette, m_ramp, m_lineStyles, m_colours;
    bool m_oneColour = false;
    plan::RampTable m_rampTable;
    std::vector<plan::LineClassStyle> m_lineRows;
    double m_linesAt = 0, m_linesRatio = 0;
    uint64_t m_linesRevision = 0;
    bool m_anyCasing = false;
};

}  // namespace render
