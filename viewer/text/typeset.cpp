#include "viewer/text/typeset.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <mutex>

namespace text {
namespace {

constexpr int kMostDevicePx = 8192;  // widest line
constexpr int kMostLines = 24;

// Font maps and contexts serve one thread each. Fontconfig reads its configuration once: the first maps are made in turn.
PangoContext* threadContext() {
    struct Own {
        Own() {
            static std::mutex firstUse;
            const std::scoped_lock lock(firstUse);
            map = pango_cairo_font_map_new();
            context = pango_font_map_create_context(map);
            auto* options = cairo_font_options_create();
            cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
            cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
            cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
            pango_cairo_context_set_font_options(context, options);
            cairo_font_options_destroy(options);
            pango_context_set_round_glyph_positions(context, FALSE);
            pango_context_set_base_dir(context, PANGO_DIRECTION_WEAK_LTR);
            pango_context_set_language(context, pango_language_from_string("en"));
            // Opens the fonts while no other thread does.
            auto* layout = pango_layout_new(context);
            pango_layout_set_text(layout, "a", 1);
            pango_layout_get_size(layout, nullptr, nullptr);
            g_object_unref(layout);
        }
        ~Own() {
            g_object_unref(context);
            g_object_unref(map);
        }
        Own(const Own&) = delete;
        Own& operator=(const Own&) = delete;
        PangoFontMap* map = nullptr;
        PangoContext* context = nullptr;
    };
    thread_local Own own;
    return own.context;
}

struct Lettering {
    const char* cjk;  // which regional forms of the Han characters
    const char* language;
};

// Han characters have regional forms: Hangul or kana beside them tell which; alone they are Chinese.
Lettering letteringOf(const std::string& utf8) {
    bool han = false;
    for (const char* at = utf8.c_str(); *at; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if ((c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F) || (c >= 0xAC00 && c <= 0xD7AF))
            return {"Noto Sans CJK KR", "ko"};
        if (c >= 0x3040 && c <= 0x30FF) return {"Noto Sans CJK JP", "ja"};
        han = han || (c >= 0x3400 && c <= 0x9FFF);
    }
    return han ? Lettering{"Noto Sans CJK SC", "zh-cn"} : Lettering{"Noto Sans CJK KR", "en"};
}

void setFont(PangoLayout* layout, const Type& type, double pixelRatio, const Lettering& lettering) {
    const double em = std::clamp(std::isfinite(type.sizePx * pixelRatio) ? type.sizePx * pixelRatio : 1.0, 1.0, 1024.0);
    auto* font = pango_font_description_new();
    const std::string families = std::string("Inter, Noto Sans, Noto Sans Arabic, Noto Sans Thai, Noto Sans Devanagari, ") +
                                 lettering.cjk + ", sans-serif";
    pango_font_description_set_family(font, families.c_str());
    pango_font_description_set_absolute_size(font, em * PANGO_SCALE);
    pango_font_description_set_weight(font, static_cast<PangoWeight>(std::clamp(type.weight, 100, 900)));
    pango_font_description_set_style(font, type.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);

    auto* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_language_new(pango_language_from_string(lettering.language)));
    if (type.lineHeight > 0)
        pango_attr_list_insert(attributes,
                               pango_attr_line_height_new_absolute(static_cast<int>(type.lineHeight * em * PANGO_SCALE)));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

double unitsToPx(int units) { return units / static_cast<double>(PANGO_SCALE); }

struct IterDelete {
    void operator()(PangoLayoutIter* iter) const { pango_layout_iter_free(iter); }
};
using LineIter = std::unique_ptr<PangoLayoutIter, IterDelete>;

}  // namespace

std::string cleanText(const std::string& utf8, bool breaks, int most) {
    // A character has at most four bytes: what lies beyond is cut before it is looked at.
    const size_t bytes = std::min(utf8.size(), static_cast<size_t>(most + 1) * 4);
    std::unique_ptr<char, decltype(&g_free)> valid(g_utf8_make_valid(utf8.data(), static_cast<gssize>(bytes)), g_free);
    std::string clean;
    int count = 0;
    for (const char* at = valid.get(); *at; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        const bool lineBreak = c == '\n' || c == 0x2028 || c == 0x2029;
        if (++count > most) {
            clean += "…";
            break;
        }
        if (lineBreak)
            clean += breaks ? '\n' : ' ';
        else if (g_unichar_iscntrl(c))
            clean += ' ';
        else
            clean.append(at, static_cast<const char*>(g_utf8_next_char(at)));
    }
    const auto first = clean.find_first_not_of(" \n"), last = clean.find_last_not_of(" \n");
    return first == std::string::npos ? std::string() : clean.substr(first, last - first + 1);
}

Typeset::Typeset(const std::string& utf8, const Type& type, double pixelRatio) : m_layout(pango_layout_new(threadContext())) {
    auto* layout = m_layout.get();
    const bool wraps = type.maxWidthPx > 0;
    setFont(layout, type, pixelRatio, letteringOf(utf8));
    pango_layout_set_text(layout, utf8.c_str(), static_cast<int>(utf8.size()));
    // A width would push right-to-left lines to its far edge, so it is set only where the text is longer.
    int natural = 0;
    pango_layout_get_size(layout, &natural, nullptr);
    const double most = std::clamp(wraps ? type.maxWidthPx * pixelRatio : double(kMostDevicePx), 1.0, double(kMostDevicePx));
    if (unitsToPx(natural) > most) {
        pango_layout_set_width(layout, static_cast<int>(most * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    }
    pango_layout_set_height(layout, wraps ? -std::clamp(type.maxLines, 1, kMostLines) : -1);
    if (type.centred) pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);

    PangoRectangle ink, logical;
    pango_layout_get_extents(layout, &ink, &logical);
    m_width = unitsToPx(logical.width);
    m_height = unitsToPx(logical.height);
    m_baseline = unitsToPx(pango_layout_get_baseline(layout));
    m_lines = pango_layout_get_line_count(layout);
    if (ink.width > 0 && ink.height > 0)
        m_ink = {unitsToPx(ink.x), unitsToPx(ink.y), unitsToPx(ink.x + ink.width), unitsToPx(ink.y + ink.height)};
}

void Typeset::addPath(cairo_t* cairo, double x, double y, bool snap) const {
    const LineIter iter(pango_layout_get_iter(m_layout.get()));
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(iter.get(), nullptr, &logical);
        const double baseline = y + unitsToPx(pango_layout_iter_get_baseline(iter.get()));
        cairo_move_to(cairo, x + unitsToPx(logical.x), snap ? std::round(baseline) : baseline);
        pango_cairo_layout_line_path(cairo, pango_layout_iter_get_line_readonly(iter.get()));
    } while (pango_layout_iter_next_line(iter.get()));
}

}  // namespace text
