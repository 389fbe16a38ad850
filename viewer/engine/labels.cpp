#include "viewer/engine/labels.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace engine {
namespace {

constexpr int kFramesBetween = 4;         // while moving; labels ride along in between
constexpr double kPxPerCandidate = 5000;  // px² of page, in px of lettering, for each label that may compete
constexpr double kFewest = 200, kMost = 6000;

/// Labels are placed in px of lettering: the larger it is, the fewer have room.
geo::Point onPage(const plan::Screen& page, geo::Point at, double symbolRatio) {
    const auto device = page.toDevice(at);
    return {device.x / symbolRatio, device.y / symbolRatio};
}

}  // namespace

bool Labels::wantsWishes(uint64_t contents, const map::ViewState& view, bool moving) const {
    if (contents == m_contents && view == m_view && m_complete) return false;
    return !moving || m_framesSince >= kFramesBetween || contents != m_contents;
}

bool Labels::place(Input input) {
    m_contents = input.contents;
    m_view = input.view;
    m_framesSince = 0;
    m_complete = true;
    const auto candidates = this->candidates(input);
    const double width = input.view.widthPx / input.view.magnification, height = input.view.heightPx / input.view.magnification;
    if (input.unlimited) m_placed.clear();  // a settled picture depends on nothing that was drawn before
    m_placed = text::placeLabels(candidates, {0, 0, width, height}, m_placed);

    std::unordered_map<uint64_t, const plan::LabelWish*> byKey;
    for (const auto& wish : input.wishes) byKey.emplace(wish.key, &wish);
    m_shown.clear();
    for (const auto& placed : m_placed) {
        const auto& wish = *byKey.at(placed.key);
        const auto anchor = onPage(input.page, wish.at, input.view.symbolRatio());
        const auto size = m_atlas.sizeOf(wish.key, wish.style, input.view.symbolRatio()).value_or(std::pair(0, 0));
        m_shown.push_back({wish.key,
                           *wish.text,
                           wish.style,
                           wish.at,
                           {placed.topLeft.x - anchor.x, placed.topLeft.y - anchor.y},
                           size.first,
                           size.second});
    }
    return m_complete;
}

std::vector<text::LabelCandidate> Labels::candidates(Input& input) {
    const double ratio = input.view.symbolRatio();
    const double width = input.view.widthPx / input.view.magnification, height = input.view.heightPx / input.view.magnification;
    auto& wishes = input.wishes;
    std::unordered_set<uint64_t> seen;
    std::erase_if(wishes, [&](const plan::LabelWish& wish) {
        const auto at = onPage(input.page, wish.at, ratio);
        return at.x < 0 || at.y < 0 || at.x > width || at.y > height || !seen.insert(wish.key).second;
    });
    std::ranges::sort(wishes, [](const plan::LabelWish& a, const plan::LabelWish& b) {
        return a.priority != b.priority ? a.priority > b.priority : a.key < b.key;
    });
    const double most = std::clamp(width * height / kPxPerCandidate, kFewest, kMost);
    if (static_cast<double>(wishes.size()) > most) wishes.resize(static_cast<size_t>(most));

    const auto start = std::chrono::steady_clock::now();
    std::vector<text::LabelCandidate> candidates;
    for (const auto& wish : wishes) {
        auto size = m_atlas.sizeOf(wish.key, wish.style, ratio);
        if (!size) {
            const std::chrono::duration<double, std::milli> used = std::chrono::steady_clock::now() - start;
            if (!input.unlimited && used.count() > input.budgetMs) {
                m_complete = false;
                continue;
            }
            const auto& slot = m_atlas.slot(wish.key, *wish.text, wish.style, ratio);
            size = {slot.width, slot.height};
        }
        if (size->first <= 0) continue;
        candidates.push_back({wish.key, onPage(input.page, wish.at, ratio), size->first / ratio, size->second / ratio,
                              wish.symbolRadiusPx, wish.priority});
    }
    return candidates;
}

void Labels::draw(const render::Target& target, const plan::Screen& page, const plan::DeviceRect& piece, double symbolRatio,
                  std::span<const plan::DeviceRect> furniture, render::ImagePass& pass, render::Counters& counters) {
    ++m_framesSince;
    std::vector<std::vector<render::ImagePlace>> byPage;
    for (const auto& label : m_shown) {
        const auto anchor = page.toDevice(label.at);
        const double x = std::round(anchor.x + label.offset.x * symbolRatio) - piece.x;
        const double y = std::round(anchor.y + label.offset.y * symbolRatio) - piece.y;
        const bool covered = std::ranges::any_of(furniture, [&](const plan::DeviceRect& taken) {
            const double left = x + piece.x, top = y + piece.y;
            return left < taken.x + taken.width && top < taken.y + taken.height && left + label.width > taken.x &&
                   top + label.height > taken.y;
        });
        if (covered || x >= target.width || y >= target.height || x + label.width <= 0 || y + label.height <= 0) continue;
        const auto& slot = m_atlas.slot(label.key, label.text, label.style, symbolRatio);
        byPage.resize(std::max(byPage.size(), static_cast<size_t>(slot.page) + 1));
        byPage[static_cast<size_t>(slot.page)].push_back({static_cast<float>(x), static_cast<float>(y),
                                                          static_cast<float>(slot.width), static_cast<float>(slot.height),
                                                          static_cast<float>(slot.x), static_cast<float>(slot.y)});
    }
    for (size_t i = 0; i < byPage.size(); ++i) pass.draw(target, m_atlas.page(static_cast<int>(i)), byPage[i], counters);
}

}  // namespace engine
