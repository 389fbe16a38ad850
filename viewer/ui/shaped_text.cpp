#include "viewer/ui/shaped_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "viewer/text/passage.h"

namespace ui {
namespace {

constexpr size_t kKeptPictures = 600;

/// White ink with straight alpha: ImGui's blending and tint expect that.
void makeTintable(text::Image& image) {
    for (size_t i = 0; i + 3 < image.rgba.size(); i += 4) image.rgba[i] = image.rgba[i + 1] = image.rgba[i + 2] = 255;
}

}  // namespace

void ShapedText::beginFrame(const Upload& upload, const Release& release) {
    ++m_frame;
    m_upload = upload;
    m_release = release;
    if (m_pictures.size() > kKeptPictures) makeRoom();
}

const ShapedText::Picture& ShapedText::picture(const Theme& theme, Type type, std::string_view utf8, float maxWidthPx,
                                               int maxLines) {
    const auto key = fmt::format("{}|{:.0f}|{}|{}", static_cast<int>(type), maxWidthPx, maxLines, utf8);
    const auto [found, isNew] = m_pictures.try_emplace(key);
    Picture& picture = found->second;
    picture.lastUsed = m_frame;
    if (!isNew || !m_upload) return picture;
    constexpr int kRegular = 400, kSemiBold = 600;  // as the interface's fonts
    const int weight = type == Type::Strong || type == Type::Title ? kSemiBold : kRegular;
    text::Image image = text::paintPassage(std::string(utf8), {theme.em(type), weight, maxWidthPx, maxLines}, theme.pixelRatio);
    picture = uploaded(theme, image);
    picture.lastUsed = m_frame;
    return picture;
}

const ShapedText::Typed& ShapedText::typed(const Theme& theme, Type type, const std::string& utf8) {
    const auto key = fmt::format("{}|{}", static_cast<int>(type), utf8);
    if (key == m_typedKey || !m_upload) return m_typed;
    m_typedKey = key;
    release(m_typed.picture);
    m_typed.line = text::setTypedLine(utf8, theme.em(type), theme.pixelRatio);
    m_typed.picture = uploaded(theme, m_typed.line.image);
    m_typed.line.image = {};
    return m_typed;
}

ShapedText::Picture ShapedText::uploaded(const Theme& theme, text::Image& image) const {
    if (image.widthPx <= 0 || image.heightPx <= 0) return {};
    makeTintable(image);
    return {m_upload(image), static_cast<float>(image.widthPx / theme.pixelRatio),
            static_cast<float>(image.heightPx / theme.pixelRatio), 0};
}

void ShapedText::release(const Picture& picture) const {
    if (picture.texture != 0 && m_release) m_release(picture.texture);
}

void ShapedText::clear() {
    for (const auto& [key, picture] : m_pictures) release(picture);
    m_pictures.clear();
    release(m_typed.picture);
    m_typed = {};
    m_typedKey.clear();
}

void ShapedText::makeRoom() {
    std::vector<uint64_t> ages;
    for (const auto& [key, picture] : m_pictures) ages.push_back(picture.lastUsed);
    std::nth_element(ages.begin(), ages.begin() + static_cast<std::ptrdiff_t>(ages.size() / 2), ages.end());
    const uint64_t oldest = std::min(ages[ages.size() / 2], m_frame - 2);  // what was just shown stays
    std::erase_if(m_pictures, [&](const auto& entry) {
        if (entry.second.lastUsed > oldest) return false;
        release(entry.second);
        return true;
    });
}

}  // namespace ui
