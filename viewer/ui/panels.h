#pragma once

#include <memory>
#include <vector>

#include "viewer/ui/frame.h"

namespace ui {

[[nodiscard]] std::unique_ptr<Panel> makeTopBar();
[[nodiscard]] std::unique_ptr<Panel> makeStatusBar();
[[nodiscard]] std::unique_ptr<Panel> makeMembersPanel();
[[nodiscard]] std::unique_ptr<Panel> makeLayersPanel();
[[nodiscard]] std::unique_ptr<Panel> makeMemberCard();
[[nodiscard]] std::unique_ptr<Panel> makeIdentifyCard();
[[nodiscard]] std::unique_ptr<Panel> makeToasts();
[[nodiscard]] std::unique_ptr<Panel> makeMessagesPanel();
[[nodiscard]] std::unique_ptr<Panel> makeStatisticsPanel();
[[nodiscard]] std::unique_ptr<Panel> makeSearchResults();
[[nodiscard]] std::unique_ptr<Panel> makeEmptyCard();
[[nodiscard]] std::unique_ptr<Panel> makeMapHint();
[[nodiscard]] std::unique_ptr<Panel> makeHelpOverlay();

/// Every panel, in drawing order. A new panel: one line here.
[[nodiscard]] std::vector<std::unique_ptr<Panel>> makePanels();

}  // namespace ui
