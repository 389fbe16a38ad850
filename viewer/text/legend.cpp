#include <algorithm>
#include <cmath>

#include "viewer/text/canvas.h"
#include "viewer/text/furniture.h"
#include "viewer/text/theme.h"

namespace text {
namespace {

// On a grid of 8 px.
constexpr double kPaddingPx = 16, kColumnGapPx = 24, kBlockGapPx = 16, kListGapPx = 2, kTitleGapPx = 8;
constexpr double kRowPx = 20, kLinePx = 15, kKeyPx = 24, kKeyGapPx = 8;
constexpr double kLabelMostPx = 240, kColumnLeastPx = 120, kRampPx = 192, kRampHeightPx = 12, kRampLabelPx = 18;
constexpr double kMostSymbolPx = 48, kMostLinePx = 12;
constexpr double kLeastRoomPx = 120;
constexpr size_t kMostRows = 400;
constexpr Type kMapTitle{.sizePx = 16, .weight = 650, .maxWidthPx = 2 * kLabelMostPx, .maxLines = 3, .lineHeight = 1.25};
constexpr Type kBlockTitle{.sizePx = 12, .weight = 600, .maxWidthPx = kLabelMostPx + kKeyPx, .maxLines = 2, .lineHeight = 1.3};
constexpr Type kUnit{.sizePx = 11, .weight = 400, .maxWidthPx = kLabelMostPx + kKeyPx, .maxLines = 1};
constexpr Type kNote{.sizePx = 11, .weight = 400, .maxWidthPx = kLabelMostPx + kKeyPx, .maxLines = 4, .lineHeight = 1.3};
constexpr Type kRowLabel{.sizePx = 12, .weight = 400, .maxWidthPx = kLabelMostPx, .maxLines = 2, .lineHeight = 1.25};
constexpr Type kTick{.sizePx = 10.5, .weight = 400, .maxWidthPx = 96, .maxLines = 1};

/// One thing that is never broken over two columns, ready to be drawn.
struct Piece {
    enum class Kind { Title, Quiet, Row, Ramp, More } kind;
    const LegendBlock* block = nullptr;
    const LegendRow* row = nullptr;
    std::vector<Typeset> texts;
    double keyPx = kKeyPx;  ///< width of the keys of its block
    double widthPx = 0, heightPx = 0;
    double gapPx = 0;        ///< above, unless first in its column
    bool keepsNext = false;  ///< a title is not left alone at the foot of a column
};

class LegendPainter {
public:
    LegendPainter(const LegendSpec& spec, double ratio) : m_spec(spec), m_ratio(ratio), m_theme(themeFor(spec.dark)) {
        if (const auto title = cleanText(spec.title, true); !title.empty()) m_title.emplace_back(title, kMapTitle, ratio);
        for (const auto& block : spec.blocks) addBlock(block);
        flow();
        if (m_leftOut > 0) startWithSubjects();
    }

    [[nodiscard]] LegendSize size() const {
        if (m_title.empty() && m_pieces.empty()) return {};
        double inner = m_title.empty() ? 0 : widthOf(m_title.front()), tallest = 0;
        for (const auto& column : m_columns) tallest = std::max(tallest, column.heightPx);
        inner = std::max(inner, widthOf(m_columns));
        return {std::ceil(inner + 2 * kPaddingPx),
                std::ceil(headPx() + tallest + 2 * kPaddingPx - (m_pieces.empty() ? kBlockGapPx : 0)), m_leftOut};
    }

    [[nodiscard]] Image paint() const {
        const auto [width, height, leftOut] = size();
        if (width <= 0) return {};
        const Canvas canvas(width, height, m_ratio);
        drawCard(canvas, width, height);
        if (!m_title.empty())
            canvas.write(m_title.front(), kPaddingPx, kPaddingPx + m_title.front().baseline() / m_ratio, m_theme.ink);
        double x = kPaddingPx;
        for (const auto& column : m_columns) {
            double y = kPaddingPx + headPx();
            for (size_t i = column.first; i < column.last; ++i) {
                if (i > column.first) y += m_pieces[i].gapPx;
                draw(canvas, m_pieces[i], x, y, column.widthPx);
                y += m_pieces[i].heightPx;
            }
            x += column.widthPx + kColumnGapPx;
        }
        return canvas.take();
    }

private:
    struct Column {
        size_t first = 0, last = 0;
        double widthPx = kColumnLeastPx, heightPx = 0;
    };

    [[nodiscard]] double widthOf(const Typeset& text) const { return text.width() / m_ratio; }
    [[nodiscard]] double heightOf(const Typeset& text) const { return text.height() / m_ratio; }
    [[nodiscard]] double headPx() const { return m_title.empty() ? 0 : std::ceil(heightOf(m_title.front())) + kBlockGapPx; }

    void startWithSubjects() {
        m_pieces.clear(), m_columns.clear();
        m_rows = m_leftOut = 0;
        m_afterSingle = false;
        for (const bool subjects : {true, false})
            for (const auto& block : m_spec.blocks)
                if (block.subject == subjects) addBlock(block);
        flow();
    }

    void addBlock(const LegendBlock& block) {
        const bool single = block.title.empty() && block.ramp.empty() && block.rows.size() == 1;
        double gap = single && m_afterSingle ? kListGapPx : kBlockGapPx;  // layers of one entry each read as one list
        m_afterSingle = single;
        const auto add = [&](Piece piece) {
            piece.block = &block;
            piece.gapPx = gap;
            gap = 0;
            m_pieces.push_back(std::move(piece));
        };
        const auto addText = [&](Piece::Kind kind, const std::string& raw, const Type& type, double below) {
            const auto text = cleanText(raw, false);
            if (text.empty()) return;
            Piece piece{.kind = kind, .texts = {}, .keepsNext = true};
            piece.texts.emplace_back(text, type, m_ratio);
            piece.widthPx = widthOf(piece.texts[0]);
            piece.heightPx = std::ceil(heightOf(piece.texts[0])) + below;
            add(std::move(piece));
        };
        const bool alone = block.unit.empty() && block.note.empty();
        addText(Piece::Kind::Title, block.title, kBlockTitle, alone ? kTitleGapPx / 2 : 1);
        addText(Piece::Kind::Quiet, block.unit, kUnit, block.note.empty() ? kTitleGapPx / 2 + 2 : 1);
        addText(Piece::Kind::Quiet, block.note, kNote, kTitleGapPx / 2 + 2);
        if (!block.ramp.empty()) add(rampPiece(block));
        double keyPx = kKeyPx;
        for (const auto& row : block.rows)
            if (row.key == LegendRow::Key::Symbol) keyPx = std::max(keyPx, std::ceil(symbolPx(row)) + 4);
        for (const auto& row : block.rows)
            if (++m_rows <= kMostRows) add(rowPiece(row, keyPx));
    }

    [[nodiscard]] Piece rowPiece(const LegendRow& row, double keyPx) const {
        Piece piece{.kind = Piece::Kind::Row, .row = &row, .texts = {}, .keyPx = keyPx};
        piece.texts.emplace_back(cleanText(row.label, false), kRowLabel, m_ratio);
        const double symbol = row.key == LegendRow::Key::Symbol ? symbolPx(row) + 4 : 0;
        piece.widthPx = keyPx + kKeyGapPx + widthOf(piece.texts[0]);
        piece.heightPx = std::max({kRowPx, kRowPx + (piece.texts[0].lines() - 1) * kLinePx, std::ceil(symbol)});
        return piece;
    }

    [[nodiscard]] Piece rampPiece(const LegendBlock& block) const {
        Piece piece{.kind = Piece::Kind::Ramp, .texts = {}};
        double labels = 0;
        for (size_t i = 0; i < std::min<size_t>(block.rampLabels.size(), 9); ++i) {
            piece.texts.emplace_back(cleanText(block.rampLabels[i], false), kTick, m_ratio);
            labels = std::max(labels, widthOf(piece.texts.back()));
        }
        const double steps = std::max<double>(1, static_cast<double>(piece.texts.size()) - 1);
        piece.widthPx = std::max(kRampPx, steps * (labels + 8));
        piece.heightPx = kRampHeightPx + (piece.texts.empty() ? 0 : kRampLabelPx) + 2;
        return piece;
    }

    [[nodiscard]] Column measured(size_t first, size_t last) const {
        Column column{.first = first, .last = last};
        for (size_t i = first; i < last; ++i) {
            column.widthPx = std::max(column.widthPx, m_pieces[i].widthPx);
            column.heightPx += m_pieces[i].heightPx + (i > first ? m_pieces[i].gapPx : 0);
        }
        return column;
    }

    // Where the next column begins if the piece `i` passes the foot of one that began at `first`: at the start of its block, if
    // that leaves something behind and the block fits a column; else at the piece, with a title that would stay alone.
    [[nodiscard]] size_t breakBefore(size_t i, size_t first, double room) const {
        size_t start = i, end = i;
        while (start > 0 && m_pieces[start - 1].block == m_pieces[i].block) --start;
        while (end < m_pieces.size() && m_pieces[end].block == m_pieces[i].block) ++end;
        if (start > first && measured(start, end).heightPx <= room) return start;
        size_t split = i;
        while (split > first && m_pieces[split - 1].keepsNext) --split;
        return split > first ? split : i;
    }

    [[nodiscard]] static double widthOf(const std::vector<Column>& columns) {
        double width = 0;
        for (const auto& column : columns) width += column.widthPx + (&column == &columns.front() ? 0 : kColumnGapPx);
        return width;
    }

    [[nodiscard]] double mostPx() const { return m_spec.maxWidthPx > 0 ? m_spec.maxWidthPx - 2 * kPaddingPx : INFINITY; }

    [[nodiscard]] std::vector<Column> columnsWithin(double room) const {
        std::vector<Column> columns;
        size_t first = 0;
        for (size_t i = 1; i < m_pieces.size(); ++i) {
            if (measured(first, i + 1).heightPx <= room) continue;
            const size_t split = breakBefore(i, first, room);
            columns.push_back(measured(first, split));
            first = split;
        }
        if (!m_pieces.empty()) columns.push_back(measured(first, m_pieces.size()));
        return columns;
    }

    // As few columns as the height allows, then as equal in height as they get.
    void flow() {
        const double room = std::max(kLeastRoomPx, m_spec.maxHeightPx - 2 * kPaddingPx - headPx());
        m_columns = columnsWithin(room);
        const size_t fewest = m_columns.size();
        for (double less = room - kRowPx; fewest > 1 && less >= kLeastRoomPx; less -= kRowPx) {
            auto columns = columnsWithin(less);
            if (columns.size() > fewest) break;
            if (widthOf(columns) <= std::max(mostPx(), widthOf(m_columns))) m_columns = std::move(columns);
        }
        leaveOut(room);
    }

    // What the width does not hold, and classes beyond kMostRows, give way to one line that counts them.
    void leaveOut(double room) {
        if (widthOf(m_columns) > mostPx()) m_columns = columnsWithin(room);
        while (m_columns.size() > 1 && widthOf(m_columns) > mostPx()) m_columns.pop_back();
        if (m_columns.empty()) return;
        auto& last = m_columns.back();
        if (last.last == m_pieces.size() && m_rows <= kMostRows) return;
        size_t end = last.last;
        const auto heightTo = [&](size_t piece) { return measured(last.first, piece).heightPx + kRowPx; };
        while (end > last.first + 1 && (heightTo(end) > room || m_pieces[end - 1].keepsNext)) --end;
        const auto isEntry = [](const Piece& piece) { return piece.kind == Piece::Kind::Row || piece.kind == Piece::Kind::Ramp; };
        size_t all = 0;
        for (const auto& block : m_spec.blocks) all += block.rows.size() + (block.ramp.empty() ? 0 : 1);
        m_leftOut = all - static_cast<size_t>(
                              std::count_if(m_pieces.begin(), m_pieces.begin() + static_cast<std::ptrdiff_t>(end), isEntry));
        m_pieces.erase(m_pieces.begin() + static_cast<std::ptrdiff_t>(end), m_pieces.end());
        Piece more{.kind = Piece::Kind::More, .texts = {}};
        more.texts.emplace_back("and " + formatNumber(static_cast<double>(m_leftOut)) + " more, left out", kUnit, m_ratio);
        more.widthPx = widthOf(more.texts[0]), more.heightPx = kRowPx;
        m_pieces.push_back(std::move(more));
        last = measured(last.first, m_pieces.size());
    }

    void drawCard(const Canvas& canvas, double width, double height) const {
        canvas.setColour(m_theme.card);
        canvas.roundedBox({0, 0, width, height}, 8);
        cairo_fill(canvas.cairo());
        canvas.setColour(m_theme.hairline);
        canvas.roundedBox({0.5, 0.5, width - 0.5, height - 0.5}, 7.5);
        cairo_set_line_width(canvas.cairo(), 1);
        cairo_stroke(canvas.cairo());
    }

    void draw(const Canvas& canvas, const Piece& piece, double x, double y, double columnPx) const {
        switch (piece.kind) {
            case Piece::Kind::Title:
                return canvas.write(piece.texts[0], x, y + piece.texts[0].baseline() / m_ratio, m_theme.ink);
            case Piece::Kind::Quiet:
            case Piece::Kind::More:
                return canvas.write(piece.texts[0], x, y + piece.texts[0].baseline() / m_ratio, m_theme.quietInk);
            case Piece::Kind::Row:
                return drawRow(canvas, piece, x, y);
            case Piece::Kind::Ramp:
                return drawRamp(canvas, piece, x, y, std::min(columnPx, std::max(piece.widthPx, kRampPx)));
        }
    }

    static double symbolPx(const LegendRow& row) { return std::clamp(row.sizePx, 2.0, kMostSymbolPx); }

    void drawRow(const Canvas& canvas, const Piece& piece, double x, double y) const {
        const auto& row = *piece.row;
        const auto& label = piece.texts[0];
        const bool symbol =
            row.key == LegendRow::Key::Symbol;  // stands beside the middle of its label, others beside the first line
        const double below = (label.lines() - 1) * kLinePx;
        const double middle = symbol ? y + piece.heightPx / 2 : y + (piece.heightPx - below) / 2;
        drawKey(canvas, row, x, middle, piece.keyPx);
        // 0.36 em: half the height of Inter's capitals.
        canvas.write(label, x + piece.keyPx + kKeyGapPx, middle - (symbol ? below / 2 : 0) + 0.36 * kRowLabel.sizePx,
                     m_theme.ink);
    }

    /// Strokes like those of compose_areas.frag, within the path.
    static void hatch(cairo_t* cairo, double x, double top) {
        constexpr double kBetweenPx = 8;
        cairo_save(cairo);
        cairo_clip(cairo);
        cairo_set_source_rgba(cairo, 0.45, 0.46, 0.48, 0.32);
        cairo_set_line_width(cairo, 2);
        for (double at = -kBetweenPx; at < kKeyPx + kBetweenPx; at += kBetweenPx) {
            cairo_move_to(cairo, x + at, top + 13);
            cairo_line_to(cairo, x + at + 13, top);
        }
        cairo_stroke(cairo);
        cairo_restore(cairo);
    }

    // Its parts lie over each other as on the map, and only then are seen through.
    void drawKey(const Canvas& canvas, const LegendRow& row, double x, double middle, double keyPx) const {
        if (row.opacity >= 1) return paintKey(canvas, row, x, middle, keyPx);
        cairo_push_group(canvas.cairo());
        paintKey(canvas, row, x, middle, keyPx);
        cairo_pop_group_to_source(canvas.cairo());
        cairo_paint_with_alpha(canvas.cairo(), std::max(row.opacity, 0.0));
    }

    void paintKey(const Canvas& canvas, const LegendRow& row, double x, double middle, double keyPx) const {
        auto* cairo = canvas.cairo();
        switch (row.key) {
            case LegendRow::Key::Fill: {
                const bool cased = row.casing.a > 0 && row.casing != geo::Colour{};
                const double top = canvas.snapped(middle - 6.5), hair = cased ? std::clamp(row.sizePx, 1.0, 3.0) : 1;
                canvas.setColour(row.fill);
                canvas.roundedBox({x, top, x + kKeyPx, top + 13}, 2.5);
                if (row.hatched) {
                    cairo_fill_preserve(cairo);
                    hatch(cairo, x, top);
                } else {
                    cairo_fill(cairo);
                }
                canvas.setColour(cased ? row.casing : m_theme.swatchEdge);
                canvas.roundedBox({x + hair / 2, top + hair / 2, x + kKeyPx - hair / 2, top + 13 - hair / 2}, 2);
                cairo_set_line_width(cairo, hair);
                return cairo_stroke(cairo);
            }
            case LegendRow::Key::Line: {
                const double width = std::clamp(row.sizePx, 0.5, kMostLinePx), at = canvas.snapped(middle);
                const auto stroke = [&](geo::Colour colour, double w) {
                    canvas.setColour(colour);
                    cairo_set_line_width(cairo, w);
                    cairo_move_to(cairo, x, at);
                    cairo_line_to(cairo, x + kKeyPx, at);
                    cairo_stroke(cairo);
                };
                if (row.casing.a > 0 && row.casing != row.fill && row.casing != geo::Colour{}) stroke(row.casing, width + 2);
                return stroke(row.fill, width);
            }
            case LegendRow::Key::Symbol: {
                const double radius = symbolPx(row) / 2, centre = x + keyPx / 2;
                canvas.setColour(row.fill);
                cairo_arc(cairo, centre, middle, radius, 0, 2 * M_PI);
                cairo_fill_preserve(cairo);
                canvas.setColour(row.casing.a > 0 && row.casing != geo::Colour{} ? row.casing : m_theme.swatchEdge);
                cairo_set_line_width(cairo, 1);
                return cairo_stroke(cairo);
            }
        }
    }

    void drawRamp(const Canvas& canvas, const Piece& piece, double x, double y, double width) const {
        auto* cairo = canvas.cairo();
        const auto& colours = piece.block->ramp;
        auto* pattern = cairo_pattern_create_linear(x, 0, x + width, 0);
        for (size_t i = 0; i < colours.size(); ++i)
            cairo_pattern_add_color_stop_rgba(pattern, colours.size() > 1 ? double(i) / double(colours.size() - 1) : 0,
                                              colours[i].r / 255.0, colours[i].g / 255.0, colours[i].b / 255.0,
                                              colours[i].a / 255.0);
        canvas.roundedBox({x, y, x + width, y + kRampHeightPx}, 2.5);
        cairo_set_source(cairo, pattern);
        cairo_fill(cairo);
        cairo_pattern_destroy(pattern);
        canvas.setColour(m_theme.swatchEdge);
        canvas.roundedBox({x + 0.5, y + 0.5, x + width - 0.5, y + kRampHeightPx - 0.5}, 2);
        cairo_set_line_width(cairo, 1);
        cairo_stroke(cairo);

        const size_t count = piece.texts.size();
        for (size_t i = 0; i < count; ++i) {
            const double along = count > 1 ? double(i) / double(count - 1) : 0, at = x + along * width;
            const double tick = canvas.snapped(std::clamp(at, x + 0.5, x + width - 0.5), true);
            canvas.setColour(m_theme.quietInk);
            cairo_move_to(cairo, tick, y + kRampHeightPx);
            cairo_line_to(cairo, tick, y + kRampHeightPx + 3);
            cairo_stroke(cairo);
            const double align = i == 0 ? 0 : i + 1 == count ? 1 : 0.5;
            canvas.write(piece.texts[i], at, y + kRampHeightPx + 14, m_theme.quietInk, align);
        }
    }

    const LegendSpec& m_spec;
    double m_ratio;
    Theme m_theme;
    std::vector<Typeset> m_title;  // none or one
    std::vector<Piece> m_pieces;
    std::vector<Column> m_columns;
    size_t m_rows = 0, m_leftOut = 0;
    bool m_afterSingle = false;
};

}  // namespace

Image paintLegend(const LegendSpec& spec, double pixelRatio) { return LegendPainter(spec, usableRatio(pixelRatio)).paint(); }

LegendSize measureLegend(const LegendSpec& spec, double pixelRatio) {
    return LegendPainter(spec, usableRatio(pixelRatio)).size();
}

}  // namespace text
