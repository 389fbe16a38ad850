#pragma once

#include <chrono>
#include <vector>

#include "viewer/plan/label_wishes.h"
#include "viewer/plan/screen.h"
#include "viewer/render/image_pass.h"
#include "viewer/render/label_atlas.h"

namespace engine {

/// The map's lettering: paints what is wished within a budget, places all layers' labels together, and keeps them where they are
/// while the map moves. GL thread only.
class Labels {
public:
    struct Input {
        std::vector<plan::LabelWish> wishes;
        map::ViewState view;
        plan::Screen page{map::ViewState{}, {}, false};  ///< of the whole view, device px
        uint64_t contents = 0;                           ///< what the wishes were made of: the same number, the same wishes
        bool moving = false;
        double budgetMs = 2;
        bool unlimited = false;
    };
    /// Whether another frame with these contents would find new wishes: gathering them is not free.
    [[nodiscard]] bool wantsWishes(uint64_t contents, const map::ViewState& view, bool moving) const;
    /// Returns true when every label that is wanted is painted and placed.
    bool place(Input input);
    /// Draws what was placed, moved along with the map. Labels that the furniture would cover in part are left out.
    void draw(const render::Target& target, const plan::Screen& page, const plan::DeviceRect& piece, double symbolRatio,
              std::span<const plan::DeviceRect> furniture, render::ImagePass& pass, render::Counters& counters);
    void trim() { m_atlas.trim(); }
    [[nodiscard]] size_t bytes() const { return m_atlas.bytes(); }
    [[nodiscard]] bool complete() const { return m_complete; }

private:
    struct Shown {
        uint64_t key = 0;
        std::string text;
        text::LabelStyle style;
        geo::Point at;              ///< map CRS
        geo::Point offset;          ///< of the top left from the anchor, px of lettering
        int width = 0, height = 0;  ///< device px
    };
    /// The most important wishes on the page that are painted, at most as many as the page bears.
    [[nodiscard]] std::vector<text::LabelCandidate> candidates(Input& input);

    render::LabelAtlas m_atlas;
    std::vector<Shown> m_shown;
    std::vector<text::PlacedLabel> m_placed;
    uint64_t m_contents = 0;
    map::ViewState m_view;
    bool m_complete = true;
    int m_framesSince = 0;
};

}  // namespace engine
