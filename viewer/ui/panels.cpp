#include "viewer/ui/panels.h"

namespace ui {

std::vector<std::unique_ptr<Panel>> makePanels() {
    std::vector<std::unique_ptr<Panel>> panels;
    for (const auto make :
         {makeTopBar, makeStatusBar, makeMembersPanel, makeLayersPanel, makeMemberCard, makeIdentifyCard, makeMessagesPanel,
          makeStatisticsPanel, makeToasts, makeMapHint, makeEmptyCard, makeSearchResults, makeHelpOverlay}) {
        panels.push_back(make());
    }
    return panels;
}

}  // namespace ui
