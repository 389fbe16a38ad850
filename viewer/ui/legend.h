#pragma once

#include <map>
#include <string>

#include "viewer/ui/widgets.h"

namespace ui {

/// The legend of one layer inside the layers panel: every class, no matter how many, with switches and colours; a ramp with its
/// numbers; or the one symbol. Keeps what it wrote as text until the data change.
class Legend {
public:
    void draw(Frame& frame, const map::Layer& layer);
    /// The symbol of a layer that has only one, in a box of kSymbol px; nothing for others.
    static void drawSymbol(Frame& frame, const map::Layer& layer, ImVec2 from);
    static constexpr double kSymbol = 18;  ///< unscaled px

private:
    struct Words {
        const geo::LayerSource* source = nullptr;
        uint64_t revision = 0;
        double low = 0, high = 0;
        geo::Spread spread = geo::Spread::Linear;
        std::string lowText, middleText, highText, unit, clipped;
    };

    const Words& words(const map::Layer& layer);
    static void drawConfidence(Frame& frame, const map::Layer& layer);
    void drawDimensions(Frame& frame, const map::Layer& layer);
    void drawClasses(Frame& frame, const map::Layer& layer, const geo::ClassTable& table);
    void drawAllOrNone(Frame& frame, const map::Layer& layer);
    void drawClassRow(Frame& frame, const map::Layer& layer, const geo::ClassTable& table, size_t index);
    void drawKey(Frame& frame, const map::Layer& layer, const geo::ClassTable& table, size_t index, ImVec2 from, bool shown);
    void drawColourPicker(Frame& frame, const map::Layer& layer);
    void drawRamp(Frame& frame, const map::Layer& layer);
    void drawRampChoice(Frame& frame, const map::Layer& layer);
    void drawRangeFields(Frame& frame, const map::Layer& layer, double low, double high);
    void drawSizes(Frame& frame, const map::Layer& layer);

    std::map<std::string, Words> m_words;  // by layer id
    std::string m_editedLayer, m_editedCode;
    float m_edited[3] = {0, 0, 0};
    bool m_pickerWanted = false;  ///< open the colour picker in this frame
};

}  // namespace ui
