#include "viewer/text/typeset.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <mutex>

namespace text {
namespace {

constexpr int kMostDevicePx = 8192;  // widest line
constexpr int kMostLines = 24;
constexpr double kArabicScale = 1.15;
constexpr double kMostWordRoom = 1.6;  // times the asked width, rather than break a word

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

bool isArabic(gunichar c) {
    return (c >= 0x600 && c <= 0x6FF) || (c >= 0x750 && c <= 0x77F) || (c >= 0x8A0 && c <= 0x8FF) || c == 0x200C || c == 0x200D ||
           (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFE);
}

// Arabic letters are small on their em: at the size of the Latin beside them they are hard to read.
void enlargeArabic(PangoAttrList* attributes, const std::string& utf8) {
    for (const char* at = utf8.c_str(); *at;) {
        const char* from = at;
        while (*at && isArabic(g_utf8_get_char(at))) at = g_utf8_next_char(at);
        if (at == from) {
            at = g_utf8_next_char(at);
            continue;
        }
        auto* scale = pango_attr_scale_new(kArabicScale);
        scale->start_index = static_cast<guint>(from - utf8.c_str());
        scale->end_index = static_cast<guint>(at - utf8.c_str());
        pango_attr_list_insert(attributes, scale);
    }
}

void setFont(PangoLayout* layout, const Type& type, double pixelRatio, const std::string& utf8) {
    const auto lettering = letteringOf(utf8);
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
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
    enlargeArabic(attributes, utf8);
    if (type.lineHeight > 0)
        pango_attr_list_insert(attributes,
                               pango_attr_line_height_new_absolute(static_cast<int>(type.lineHeight * em * PANGO_SCALE)));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

double unitsToPx(int units) { return units / static_cast<double>(PANGO_SCALE); }

// Width of the longest piece that word wrapping leaves whole, px.
double longestWord(PangoLayout* layout) {
    int width = 0;
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, 0);
    pango_layout_get_size(layout, &width, nullptr);
    return unitsToPx(width);
}

// Pango 1.50 aligns scripts at baselines of their own, which lifts Arabic beside Korean by half a line. Maps use one baseline.
void levelBaselines(PangoLayout* layout) {
    for (auto* line = pango_layout_get_lines(layout); line; line = line->next)
        for (auto* run = static_cast<PangoLayoutLine*>(line->data)->runs; run; run = run->next)
            static_cast<PangoLayoutRun*>(run->data)->y_offset = 0;
}

struct IterDelete {
    void operator()(PangoLayoutIter* iter) const { pango_layout_iter_free(iter); }
};
using LineIter = std::unique_ptr<PangoLayoutIter, IterDelete>;

}  // namespace

std::string validText(const std::string& utf8, bool breaks, int most) {
    // A character has at most four bytes: what lies beyond is cut before it is looked at. Fixed-width fields are padded with
    // zeros.
    const size_t bytes = std::min(std::min(utf8.size(), utf8.find('\0')), static_cast<size_t>(most + 1) * 4);
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
    return clean;
}

std::string cleanText(const std::string& utf8, bool breaks, int most) {
    const auto clean = validText(utf8, breaks, most);
    const auto first = clean.find_first_not_of(" \n"), last = clean.find_last_not_of(" \n");
    return first == std::string::npos ? std::string() : clean.substr(first, last - first + 1);
}

Typeset::Typeset(const std::string& utf8, const Type& type, double pixelRatio) : m_layout(pango_layout_new(threadContext())) {
    auto* layout = m_layout.get();
    const bool wraps = type.maxWidthPx > 0;
    setFont(layout, type, pixelRatio, utf8);
    pango_layout_set_text(layout, utf8.c_str(), static_cast<int>(utf8.size()));
    // A width would push right-to-left lines to its far edge, so it is set only where the text is longer.
    int natural = 0;
    pango_layout_get_size(layout, &natural, nullptr);
    const double most = std::clamp(wraps ? type.maxWidthPx * pixelRatio : double(kMostDevicePx), 1.0, double(kMostDevicePx));
    if (unitsToPx(natural) > most) {
        const double room =
            wraps ? std::clamp(longestWord(layout), most, std::min(most * kMostWordRoom, double(kMostDevicePx))) : most;
        pango_layout_set_width(layout, static_cast<int>(std::ceil(room) * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    }
    pango_layout_set_height(layout, wraps ? -std::clamp(type.maxLines, 1, kMostLines) : -1);
    if (type.centred) pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);

    levelBaselines(layout);

    PangoRectangle ink, logical;
    pango_layout_get_extents(layout, &ink, &logical);
    m_width = unitsToPx(logical.width);
    m_height = unitsToPx(logical.height);
    m_baseline = unitsToPx(pango_layout_get_baseline(layout));
    m_lines = pango_layout_get_line_count(layout);
    if (ink.width > 0 && ink.height > 0)
        m_ink = {unitsToPx(ink.x), unitsToPx(ink.y), unitsToPx(ink.x + ink.width), unitsToPx(ink.y + ink.height)};
}

std::vector<std::pair<double, double>> Typeset::edges(const std::string& utf8) const {
    std::vector<std::pair<double, double>> edges;
    for (const char* at = utf8.c_str(); *at; at = g_utf8_next_char(at)) {
        PangoRectangle place;
        pango_layout_index_to_pos(m_layout.get(), static_cast<int>(at - utf8.c_str()), &place);
        edges.emplace_back(unitsToPx(place.x), unitsToPx(place.x + place.width));  // right to left: a negative width
    }
    return edges;
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
