#include "viewer/render/label_atlas.h"

#include <algorithm>

namespace render {
namespace {

constexpr int kPagePx = 1024, kLargestPx = 8192, kMostPages = 12, kGapPx = 1;
constexpr size_t kMostEntries = 50000;

}  // namespace

std::optional<std::pair<int, int>> LabelAtlas::sizeOf(uint64_t key, const text::LabelStyle& style, double pixelRatio) const {
    const auto entry = m_entries.find(key);
    if (entry == m_entries.end() || entry->second.style != style || entry->second.pixelRatio != pixelRatio) return std::nullopt;
    return std::pair(entry->second.slot.width, entry->second.slot.height);
}

const LabelAtlas::Slot& LabelAtlas::slot(uint64_t key, const std::string& text, const text::LabelStyle& style,
                                         double pixelRatio) {
    auto& entry = m_entries[key];
    if (entry.era == m_era && entry.style == style && entry.pixelRatio == pixelRatio) return entry.slot;
    entry.style = style;
    entry.pixelRatio = pixelRatio;
    place(entry, text::paintLabel(text, style, pixelRatio));
    return entry.slot;
}

void LabelAtlas::place(Entry& entry, const text::Image& image) {
    entry.era = m_era;
    entry.slot = {0, 0, 0, std::min(image.widthPx, kLargestPx), std::min(image.heightPx, kLargestPx)};
    auto& slot = entry.slot;
    if (slot.width <= 0 || slot.height <= 0 || slot.width < image.widthPx) {  // nothing to show, or no label at all
        slot.width = slot.height = 0;
        return;
    }
    const auto fits = [&](Page& page) {
        if (page.shelfX + slot.width > page.texture.width())
            page.shelfX = 0, page.shelfY += page.shelfHeight, page.shelfHeight = 0;
        return slot.width <= page.texture.width() && page.shelfY + slot.height <= page.texture.height();
    };
    if (m_pages.empty() || !fits(m_pages.back())) {
        const int width = std::max(kPagePx, slot.width), height = std::max(kPagePx, slot.height);
        m_pages.push_back({gfx::Texture(gfx::TextureFormat::Rgba8, width, height, "labels"), 0, 0, 0});
    }
    auto& page = m_pages.back();
    slot.page = pages() - 1;
    slot.x = page.shelfX, slot.y = page.shelfY;
    page.shelfX += slot.width + kGapPx;
    page.shelfHeight = std::max(page.shelfHeight, slot.height + kGapPx);
    page.texture.upload(slot.x, slot.y, slot.width, slot.height, gfx::bytesOf(image.rgba));
}

void LabelAtlas::trim() {
    if (m_entries.size() > kMostEntries) m_entries.clear(), m_pages.clear();
    if (pages() <= kMostPages) return;
    m_pages.clear();
    ++m_era;
}

size_t LabelAtlas::bytes() const {
    size_t total = 0;
    for (const auto& page : m_pages) total += page.texture.bytes();
    return total;
}

}  // namespace render
