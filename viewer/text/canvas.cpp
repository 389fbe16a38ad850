#include "viewer/text/canvas.h"

#include <algorithm>
#include <cmath>

namespace text {
namespace {

constexpr double kMostSidePx = 16384;
constexpr double kMostPixels = 1 << 26;

int sidePx(double lengthPx, double ratio) {
    return static_cast<int>(std::clamp(std::ceil(lengthPx * ratio - 1e-6), 1.0, kMostSidePx));
}

struct Box {
    int left, top, right, bottom;  // right and bottom beyond the last
};

Box inkBox(const unsigned char* data, int stride, int width, int height) {
    Box box{width, height, 0, 0};
    for (int y = 0; y < height; ++y) {
        const auto* row = reinterpret_cast<const uint32_t*>(data + static_cast<ptrdiff_t>(y) * stride);
        const auto* end = row + width;
        const auto* first = std::find_if(row, end, [](uint32_t p) { return p >> 24; });
        if (first == end) continue;
        const auto* last = end - 1;
        while (!(*last >> 24)) --last;
        box.left = std::min(box.left, static_cast<int>(first - row));
        box.right = std::max(box.right, static_cast<int>(last - row) + 1);
        box.top = std::min(box.top, y);
        box.bottom = y + 1;
    }
    return box;
}

}  // namespace

double usableRatio(double pixelRatio) { return std::isfinite(pixelRatio) ? std::clamp(pixelRatio, 0.25, 16.0) : 1.0; }

Canvas::Canvas(double widthPx, double heightPx, double pixelRatio) : m_ratio(pixelRatio) {
    const int width = sidePx(widthPx, m_ratio);
    const int height = std::min(sidePx(heightPx, m_ratio), std::max(1, static_cast<int>(kMostPixels / width)));
    m_surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    m_cairo = cairo_create(m_surface);
    cairo_scale(m_cairo, m_ratio, m_ratio);
    cairo_set_line_join(m_cairo, CAIRO_LINE_JOIN_ROUND);
}

Canvas::~Canvas() {
    cairo_destroy(m_cairo);
    cairo_surface_destroy(m_surface);
}

void Canvas::setColour(geo::Colour c) const {
    cairo_set_source_rgba(m_cairo, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

void Canvas::roundedBox(const geo::Extent& box, double radiusPx) const {
    const double r = std::min({radiusPx, box.width() / 2, box.height() / 2});
    cairo_new_sub_path(m_cairo);
    cairo_arc(m_cairo, box.maxX - r, box.minY + r, r, -M_PI / 2, 0);
    cairo_arc(m_cairo, box.maxX - r, box.maxY - r, r, 0, M_PI / 2);
    cairo_arc(m_cairo, box.minX + r, box.maxY - r, r, M_PI / 2, M_PI);
    cairo_arc(m_cairo, box.minX + r, box.minY + r, r, M_PI, 3 * M_PI / 2);
    cairo_close_path(m_cairo);
}

void Canvas::write(const Typeset& text, double x, double baseline, geo::Colour colour, double align, double haloPx,
                   geo::Colour halo) const {
    cairo_matrix_t matrix;
    cairo_get_matrix(m_cairo, &matrix);
    const bool upright = matrix.xy == 0 && matrix.yx == 0;
    cairo_save(m_cairo);
    cairo_scale(m_cairo, 1 / m_ratio, 1 / m_ratio);
    cairo_new_path(m_cairo);
    text.addPath(m_cairo, x * m_ratio - align * text.width(), baseline * m_ratio - text.baseline(), upright);
    if (haloPx > 0) {
        setColour(halo);
        cairo_set_line_width(m_cairo, 2 * haloPx * m_ratio);
        cairo_stroke_preserve(m_cairo);
    }
    setColour(colour);
    cairo_fill(m_cairo);
    cairo_restore(m_cairo);
}

double Canvas::snapped(double px, bool odd) const {
    return odd ? (std::floor(px * m_ratio) + 0.5) / m_ratio : std::round(px * m_ratio) / m_ratio;
}

Image Canvas::take(bool trimmed) const {
    cairo_surface_flush(m_surface);
    const auto* data = cairo_image_surface_get_data(m_surface);
    const int stride = cairo_image_surface_get_stride(m_surface);
    Box box{0, 0, cairo_image_surface_get_width(m_surface), cairo_image_surface_get_height(m_surface)};
    if (!data) return {};
    if (trimmed) box = inkBox(data, stride, box.right, box.bottom);
    if (box.right <= box.left) return {};
    Image image{box.right - box.left, box.bottom - box.top, {}};
    image.rgba.resize(static_cast<size_t>(image.widthPx) * image.heightPx * 4);
    auto* out = image.rgba.data();
    for (int y = box.top; y < box.bottom; ++y) {
        const auto* row = reinterpret_cast<const uint32_t*>(data + static_cast<ptrdiff_t>(y) * stride);  // 0xAARRGGBB
        for (int x = box.left; x < box.right; ++x, out += 4) {
            out[0] = static_cast<uint8_t>(row[x] >> 16);
            out[1] = static_cast<uint8_t>(row[x] >> 8);
            out[2] = static_cast<uint8_t>(row[x]);
            out[3] = static_cast<uint8_t>(row[x] >> 24);
        }
    }
    return image;
}

}  // namespace text
