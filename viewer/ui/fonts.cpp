#include "viewer/ui/fonts.h"

#include <imgui_freetype.h>

#include <cmath>
#include <filesystem>
#include <vector>

#include "viewer/base/log.h"
#include "viewer/ui/scripts.h"

namespace ui {
namespace {

/// A face in the folder where Debian puts it. ImGui takes a size from ascender to descender; design is in em.
struct Face {
    const char* path;
    double heightPerEm;
};
using Candidates = std::vector<Face>;

const Candidates kRegular{{"/usr/share/fonts/opentype/inter/Inter-Regular.otf", 1.21},
                          {"/usr/share/fonts/truetype/inter/Inter-Regular.ttf", 1.21},
                          {"/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", 1.362},
                          {"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 1.164}};
const Candidates kStrong{{"/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", 1.21},
                         {"/usr/share/fonts/truetype/inter/Inter-SemiBold.ttf", 1.21},
                         {"/usr/share/fonts/truetype/noto/NotoSans-SemiBold.ttf", 1.362},
                         {"/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", 1.164}};

const Face* firstInstalled(const Candidates& candidates) {
    for (const Face& face : candidates) {
        std::error_code ignored;
        if (std::filesystem::exists(face.path, ignored)) return &face;
    }
    return nullptr;
}

ImVector<ImWchar> baseRanges() {
    ImVector<ImWchar> ranges;
    for (char32_t c = 0x20; c < 0x2300;) {
        if (!inBaseFont(c)) {
            ++c;
            continue;
        }
        ranges.push_back(static_cast<ImWchar>(c));
        while (inBaseFont(c)) ++c;
        ranges.push_back(static_cast<ImWchar>(c - 1));
    }
    ranges.push_back(0);
    return ranges;
}

}  // namespace

void Fonts::build(Theme& theme) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas.TexGlyphPadding = 1;

    m_ranges = baseRanges();
    for (size_t i = 0; i < kTypes; ++i) {
        const auto type = static_cast<Type>(i);
        const Face* face = firstInstalled(type == Type::Strong || type == Type::Title ? kStrong : kRegular);
        if (!face) {
            base::logWarning("No interface font is installed (Debian package fonts-inter): a plain one stands in.");
            theme.fonts[i] = atlas.AddFontDefault();
            continue;
        }
        const double emPx = theme.em(type) * theme.pixelRatio;
        ImFontConfig config;
        config.OversampleH = config.OversampleV = 1;
        config.PixelSnapH = theme.pixelRatio < 1.5;
        theme.fonts[i] = atlas.AddFontFromFileTTF(face->path, static_cast<float>(std::round(emPx * face->heightPerEm)), &config,
                                                  m_ranges.Data);
    }
    atlas.Build();
    ImGui::GetIO().FontGlobalScale = static_cast<float>(1 / theme.pixelRatio);
    ImGui::GetIO().FontDefault = theme.font(Type::Body);
}

}  // namespace ui
