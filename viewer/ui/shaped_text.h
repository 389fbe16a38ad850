#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "viewer/text/image.h"
#include "viewer/text/typed_line.h"
#include "viewer/ui/theme.h"

namespace ui {

/// Text in scripts that ImGui cannot draw (Arabic, Devanagari, Han ...), painted once by Pango and kept as textures, the least
/// recently used going first. Painted in white, so that one texture serves every colour.
class ShapedText {
public:
    using Upload = std::function<uint64_t(const text::Image&)>;
    using Release = std::function<void(uint64_t)>;

    struct Picture {
        uint64_t texture = 0;             ///< 0: nothing to draw
        float widthPx = 0, heightPx = 0;  ///< logical
        uint64_t lastUsed = 0;
    };

    void beginFrame(const Upload& upload, const Release& release);
    /// Ends in an ellipsis beyond `maxWidthPx` and `maxLines`; 0: one line, as long as it is.
    [[nodiscard]] const Picture& picture(const Theme& theme, Type type, std::string_view utf8, float maxWidthPx = 0,
                                         int maxLines = 1);
    /// What a text field holds, with the places of its caret; the last text is kept.
    struct Typed {
        text::TypedLine line;  ///< its image is in the texture and no longer here
        Picture picture;
    };
    [[nodiscard]] const Typed& typed(const Theme& theme, Type type, const std::string& utf8);
    /// Forgets every picture: the pixel ratio or scale changed.
    void clear();

private:
    void makeRoom();

    [[nodiscard]] Picture uploaded(const Theme& theme, text::Image& image) const;
    void release(const Picture& picture) const;

    std::unordered_map<std::string, Picture> m_pictures;
    Typed m_typed;
    std::string m_typedKey;
    Upload m_upload;
    Release m_release;
    uint64_t m_frame = 0;
};

}  // namespace ui
