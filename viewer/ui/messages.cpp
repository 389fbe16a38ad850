#include <imgui.h>

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "viewer/ui/panels.h"
#include "viewer/ui/widgets.h"

namespace ui {
namespace {

constexpr double kNoteSeconds = 5, kWarningSeconds = 10;
constexpr size_t kToasts = 3;

struct Look {
    Icon icon;
    geo::Colour ink, ground;
};

Look lookOf(const Palette& p, Severity severity) {
    switch (severity) {
        case Severity::Problem:
            return {Icon::Warning, p.danger, p.dangerGround};
        case Severity::Warning:
            return {Icon::Warning, p.warning, p.warningGround};
        case Severity::Note:
            break;
    }
    return {Icon::Info, p.accent, p.selected};
}

/// News at the top right: problems stay until dismissed, the rest goes by itself.
class Toasts : public Panel {
public:
    void draw(Frame& frame) override {
        double& wanted = frame.shared.wantedHeightPx[static_cast<size_t>(RightCard::Toasts)];
        const auto shown = current(frame);
        if (shown.empty()) {
            wanted = 0;
            return;
        }
        const Rect& rect = frame.layout.card(RightCard::Toasts);
        double top = rect.top, total = 0;
        for (const Message* message : shown) {
            const bool fits = !rect.empty() && (message == shown.front() || top + frame.px(48) <= rect.bottom);
            const double height = fits ? drawToast(frame, *message, rect, top) : 64;
            top += frame.px(height + 8);
            total += height + 8;
        }
        frame.measured(wanted, total - 8);
    }

private:
    [[nodiscard]] std::vector<const Message*> current(Frame& frame) const {
        std::vector<const Message*> shown;
        if (!frame.model.messages || frame.isOpen("messages")) return shown;  // the list says it all
        const auto& messages = *frame.model.messages;
        for (size_t i = messages.size(); i-- > 0 && shown.size() < kToasts;) {
            const Message& message = messages[i];
            if (m_dismissed.contains(message.number)) continue;
            if (message.severity != Severity::Problem) {
                const double left = message.atSeconds + (message.severity == Severity::Note ? kNoteSeconds : kWarningSeconds) -
                                    frame.model.nowSeconds;
                if (left <= 0) continue;
                frame.redrawIn(left);
            }
            shown.push_back(&message);
        }
        return shown;
    }

    /// Returns its height, unscaled px.
    double drawToast(Frame& frame, const Message& message, const Rect& column, double top) {
        const Palette& p = frame.palette();
        const Look look = lookOf(p, message.severity);
        const auto textWidthPx = static_cast<float>(column.width()) - frame.px(44 + 44);
        const double text = paragraphHeight(frame, Type::Body, message.text, textWidthPx);
        const double height = std::max(48.0, text / frame.theme.scale + 28);
        char name[32];
        *fmt::format_to_n(name, 31, "toast {}", message.number).out = 0;
        beginCard(frame, name, {column.left, top, column.right, top + frame.px(height)}, 14);
        const ImVec2 at = ImGui::GetWindowPos();
        auto& list = *ImGui::GetWindowDrawList();
        drawIcon(list, look.icon, {at.x + frame.px(24), at.y + frame.px(24)}, frame.px(18), packed(look.ink));
        ImGui::SetCursorScreenPos({at.x + frame.px(44), at.y + frame.px(15)});
        paragraph(frame, Type::Body, p.ink, message.text, frame.px(30));
        ImGui::SetCursorScreenPos({at.x + static_cast<float>(column.width()) - frame.px(40), at.y + frame.px(8)});
        if (iconButton(frame, "dismiss", Icon::Close, "Dismiss")) m_dismissed.insert(message.number);
        endCard(frame, 14);
        return height;
    }

    std::set<size_t> m_dismissed;  // numbers of messages
};

/// Everything that was said since the start, newest first.
class MessagesPanel : public Panel {
public:
    void draw(Frame& frame) override {
        double& wanted = frame.shared.wantedHeightPx[static_cast<size_t>(RightCard::Messages)];
        if (!frame.isOpen("messages")) {
            wanted = 0;
            return;
        }
        const Rect& rect = frame.layout.card(RightCard::Messages);
        if (rect.empty()) {
            wanted = std::max(wanted, 160.0);
            return;
        }
        beginCard(frame, "messages", rect);
        if (cardTitle(frame, "Messages", true)) frame.command({"panel.toggle", "messages"});
        const bool none = !frame.model.messages || frame.model.messages->empty();
        if (none)
            paragraph(frame, Type::Body, frame.palette().inkMuted, "Nothing to report.");
        else
            drawList(frame, *frame.model.messages, rect);
        const double drawn = endCard(frame);
        frame.measured(wanted, none ? drawn : m_listHeight);
    }

private:
    void drawList(Frame& frame, const std::vector<Message>& messages, const Rect& rect) {
        if (linkButton(frame, "Clear all")) frame.command({"message.clear"});
        const float top = ImGui::GetCursorScreenPos().y;
        beginScroll(frame, "said", 16, std::max(frame.px(40), static_cast<float>(rect.bottom) - frame.px(8) - top));
        for (size_t i = messages.size(); i-- > 0;) drawRow(frame, messages[i]);
        m_listHeight = (top - rect.top + endScroll()) / frame.theme.scale + 20;
    }

    static void drawRow(Frame& frame, const Message& message) {
        const Look look = lookOf(frame.palette(), message.severity);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        drawIcon(*ImGui::GetWindowDrawList(), look.icon, {at.x + frame.px(8), at.y + frame.px(9)}, frame.px(15),
                 packed(look.ink));
        ImGui::Indent(frame.px(24));
        paragraph(frame, Type::Small, frame.palette().ink, message.text);
        ImGui::Unindent(frame.px(24));
        gap(frame, 2);
    }

    double m_listHeight = 0;  // of the card around the list, unscaled px
};

}  // namespace

std::unique_ptr<Panel> makeToasts() { return std::make_unique<Toasts>(); }
std::unique_ptr<Panel> makeMessagesPanel() { return std::make_unique<MessagesPanel>(); }

}  // namespace ui
