#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "viewer/gfx/objects.h"
#include "viewer/text/label.h"

namespace render {

/// Painted labels in textures, packed in shelves. Knows the size of every label it ever painted; the pictures of those not
/// used for long give way. GL thread only.
class LabelAtlas {
public:
    struct Slot {
        int page = 0;
        int x = 0, y = 0, width = 0, height = 0;  ///< texels = device px
    };

    /// The size of a label in device px, if it was painted in this style and ratio.
    [[nodiscard]] std::optional<std::pair<int, int>> sizeOf(uint64_t key, const text::LabelStyle& style, double pixelRatio) const;
    /// Where the label's picture is; paints it if needed.
    const Slot& slot(uint64_t key, const std::string& text, const text::LabelStyle& style, double pixelRatio);
    /// To be called between frames: begins anew when the pages have grown too many.
    void trim();

    [[nodiscard]] const gfx::Texture& page(int index) const { return m_pages[static_cast<size_t>(index)].texture; }
    [[nodiscard]] int pages() const { return static_cast<int>(m_pages.size()); }
    [[nodiscard]] size_t bytes() const;

private:
    struct Entry {
        text::LabelStyle style;
        double pixelRatio = 0;
        Slot slot;
        uint64_t era = 0;  ///< the picture is there if this is the current era
    };
    struct Page {
        gfx::Texture texture;
        int shelfX = 0, shelfY = 0, shelfHeight = 0;
    };
    void place(Entry& entry, const text::Image& image);

    std::unordered_map<uint64_t, Entry> m_entries;
    std::vector<Page> m_pages;
    uint64_t m_era = 1;
};

}  // namespace render
