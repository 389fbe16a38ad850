#include "viewer/ui/icons.h"

#include <cmath>
#include <initializer_list>

namespace ui {
namespace {

constexpr float kPi = 3.14159265f;

/// A pen on the 20 x 20 grid of one icon.
class Pen {
public:
    Pen(ImDrawList& list, ImVec2 centre, float sizePx, ImU32 colour)
        : m_list(list),
          m_origin(centre.x - sizePx / 2, centre.y - sizePx / 2),
          m_unit(sizePx / 20),
          m_colour(colour),
          m_width(1.5f * sizePx / 20) {}

    void line(std::initializer_list<ImVec2> points, bool closed = false) {
        for (const ImVec2 p : points) m_list.PathLineTo(at(p));
        m_list.PathStroke(m_colour, closed ? ImDrawFlags_Closed : 0, m_width);
    }
    void circle(ImVec2 c, float r) { m_list.AddCircle(at(c), r * m_unit, m_colour, 0, m_width); }
    void dot(ImVec2 c, float r) { m_list.AddCircleFilled(at(c), r * m_unit, m_colour); }
    void arc(ImVec2 c, float r, float fromTurn, float toTurn) {
        m_list.PathArcTo(at(c), r * m_unit, fromTurn * 2 * kPi, toTurn * 2 * kPi);
        m_list.PathStroke(m_colour, 0, m_width);
    }
    void ellipse(ImVec2 c, float rx, float ry) {
        for (int i = 0; i < 24; ++i) {
            const float a = static_cast<float>(i) * kPi / 12;
            m_list.PathLineTo(at({c.x + rx * std::cos(a), c.y + ry * std::sin(a)}));
        }
        m_list.PathStroke(m_colour, ImDrawFlags_Closed, m_width);
    }
    void curve(ImVec2 a, ImVec2 b, ImVec2 c, ImVec2 d) { m_list.AddBezierCubic(at(a), at(b), at(c), at(d), m_colour, m_width); }
    void box(ImVec2 a, ImVec2 b, float r) { m_list.AddRect(at(a), at(b), m_colour, r * m_unit, 0, m_width); }

private:
    [[nodiscard]] ImVec2 at(ImVec2 p) const { return {m_origin.x + p.x * m_unit, m_origin.y + p.y * m_unit}; }
    ImDrawList& m_list;
    ImVec2 m_origin;
    float m_unit;
    ImU32 m_colour;
    float m_width;
};

void eye(Pen& pen) {
    pen.curve({1.8f, 10}, {5, 4}, {15, 4}, {18.2f, 10});
    pen.curve({1.8f, 10}, {5, 16}, {15, 16}, {18.2f, 10});
    pen.circle({10, 10}, 2.6f);
}

void star(Pen& pen) {
    ImVec2 points[10];
    for (int i = 0; i < 10; ++i) {
        const float r = i % 2 == 0 ? 8.0f : 3.6f, a = static_cast<float>(i) * kPi / 5 - kPi / 2;
        points[i] = {10 + r * std::cos(a), 10.6f + r * std::sin(a)};
    }
    pen.line({points[0], points[1], points[2], points[3], points[4], points[5], points[6], points[7], points[8], points[9]},
             true);
}

void drawObject(Pen& pen, Icon icon) {
    switch (icon) {
        case Icon::Globe:
            pen.circle({10, 10}, 7.5f), pen.ellipse({10, 10}, 3.4f, 7.5f), pen.line({{2.5f, 10}, {17.5f, 10}});
            break;
        case Icon::Layers:
            pen.line({{10, 3}, {17.5f, 7}, {10, 11}, {2.5f, 7}}, true);
            pen.line({{2.5f, 10.3f}, {10, 14.3f}, {17.5f, 10.3f}}), pen.line({{2.5f, 13.4f}, {10, 17.4f}, {17.5f, 13.4f}});
            break;
        case Icon::People:
            pen.circle({7.6f, 6.8f}, 3), pen.arc({7.6f, 17}, 5.4f, 0.5f, 1.0f), pen.arc({13.2f, 6.8f}, 2.8f, -0.25f, 0.25f);
            pen.arc({13.2f, 17}, 5.2f, -0.22f, 0);
            break;
        case Icon::Pin:
            pen.curve({10, 18}, {1, 9}, {4.6f, 2.4f}, {10, 2.4f}), pen.curve({10, 18}, {19, 9}, {15.4f, 2.4f}, {10, 2.4f});
            pen.circle({10, 8.4f}, 2.2f);
            break;
        case Icon::Trash:
            pen.line({{3.6f, 5.4f}, {16.4f, 5.4f}}), pen.line({{5.2f, 5.4f}, {6, 17}, {14, 17}, {14.8f, 5.4f}});
            pen.line({{7.6f, 5.2f}, {7.6f, 3}, {12.4f, 3}, {12.4f, 5.2f}});
            break;
        case Icon::DropFile:
            pen.line({{11.5f, 2.5f},
                      {4.5f, 2.5f},
                      {4.5f, 17.5f},
                      {15.5f, 17.5f},
                      {15.5f, 6.5f},
                      {11.5f, 2.5f},
                      {11.5f, 6.5f},
                      {15.5f, 6.5f}});
            pen.line({{10, 9}, {10, 14.5f}}), pen.line({{7.6f, 12.3f}, {10, 14.7f}, {12.4f, 12.3f}});
            break;
        case Icon::Message:
            pen.line({{3, 4}, {17, 4}, {17, 14}, {9.5f, 14}, {6, 17.2f}, {6, 14}, {3, 14}}, true);
            pen.line({{6.5f, 7.6f}, {13.5f, 7.6f}}), pen.line({{6.5f, 10.6f}, {11.5f, 10.6f}});
            break;
        default:
            break;
    }
}

}  // namespace

void drawIcon(ImDrawList& list, Icon icon, ImVec2 centre, float sizePx, ImU32 colour) {
    Pen pen(list, centre, sizePx, colour);
    switch (icon) {
        case Icon::Help:
            pen.circle({10, 10}, 7.5f), pen.arc({10, 8.1f}, 2.3f, 0.5f, 1.12f),
                pen.line({{11.6f, 9.8f}, {10, 11.1f}, {10, 11.9f}});
            pen.dot({10, 14.1f}, 0.95f);
            break;
        case Icon::Search:
            pen.circle({8.7f, 8.7f}, 5.4f), pen.line({{12.7f, 12.7f}, {17, 17}});
            break;
        case Icon::Close:
            pen.line({{5.2f, 5.2f}, {14.8f, 14.8f}}), pen.line({{14.8f, 5.2f}, {5.2f, 14.8f}});
            break;
        case Icon::Eye:
            eye(pen);
            break;
        case Icon::EyeOff:
            eye(pen), pen.line({{3.6f, 16.4f}, {16.4f, 3.6f}});
            break;
        case Icon::ChevronDown:
            pen.line({{5.4f, 7.8f}, {10, 12.4f}, {14.6f, 7.8f}});
            break;
        case Icon::ChevronRight:
            pen.line({{7.8f, 5.4f}, {12.4f, 10}, {7.8f, 14.6f}});
            break;
        case Icon::Target:
            pen.line({{3, 7}, {3, 3}, {7, 3}}), pen.line({{13, 3}, {17, 3}, {17, 7}}), pen.line({{17, 13}, {17, 17}, {13, 17}});
            pen.line({{7, 17}, {3, 17}, {3, 13}}), pen.circle({10, 10}, 2.6f);
            break;
        case Icon::Grip:
            for (const float y : {5.0f, 10.0f, 15.0f}) pen.dot({7.6f, y}, 1.25f), pen.dot({12.4f, y}, 1.25f);
            break;
        case Icon::Info:
            pen.circle({10, 10}, 7.5f), pen.line({{10, 9.2f}, {10, 14}}), pen.dot({10, 6.4f}, 0.95f);
            break;
        case Icon::Warning:
            pen.line({{10, 2.8f}, {18, 16.8f}, {2, 16.8f}}, true), pen.line({{10, 7.8f}, {10, 12}}), pen.dot({10, 14.3f}, 0.95f);
            break;
        case Icon::Check:
            pen.line({{4, 10.6f}, {8.2f, 14.8f}, {16, 6}});
            break;
        case Icon::Star:
            star(pen);
            break;
        case Icon::Clock:
            pen.circle({10, 10}, 7.5f), pen.line({{10, 5.6f}, {10, 10}, {13, 12}});
            break;
        case Icon::Palette:
            pen.box({3, 3}, {9, 9}, 1.2f), pen.box({11, 3}, {17, 9}, 1.2f), pen.box({3, 11}, {9, 17}, 1.2f);
            break;
        default:
            drawObject(pen, icon);
            break;
    }
}

void drawMark(ImDrawList& list, ImVec2 p, float s) {
    const float g = s * 0.07f, h = (s - g) / 2, r = s * 0.09f;
    const auto tile = [&](float x, float y, float w, float t, ImU32 colour) {
        list.AddRectFilled({p.x + x, p.y + y}, {p.x + x + w, p.y + y + t}, colour, r);
    };
    tile(0, 0, h, h, IM_COL32(29, 95, 191, 255));
    tile(h + g, 0, h, h * 0.56f, IM_COL32(232, 163, 61, 255));
    tile(h + g, h * 0.56f + g, h, s - h * 0.56f - g, IM_COL32(196, 78, 82, 255));
    tile(0, h + g, h, h, IM_COL32(59, 143, 106, 255));
}

}  // namespace ui
