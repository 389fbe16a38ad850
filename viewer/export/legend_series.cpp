#include "viewer/export/legend_series.h"

#include <algorithm>
#include <map>

namespace exporting {
namespace {

std::string firstWord(const std::string& label) { return label.substr(0, label.find(' ')); }

bool isSingle(const text::LegendBlock& block) {
    return block.title.empty() && block.ramp.empty() && block.rows.size() == 1 && !block.rows[0].label.empty();
}

/// The whole words that all labels begin with, with the blank after them; something is left of each label. Up to a comma that all
/// have; empty where it comes after all that another label says: "Roads" and "Roads, planned" are no series.
std::string commonStart(const std::vector<const text::LegendBlock*>& blocks) {
    std::string common = blocks.front()->rows[0].label;
    for (const auto* block : blocks) {
        const auto& label = block->rows[0].label;
        const auto end = std::mismatch(common.begin(), common.end(), label.begin(), label.end()).first;
        common.erase(end, common.end());
    }
    if (std::ranges::any_of(blocks, [&](const auto* block) { return block->rows[0].label.starts_with(common + ","); })) return "";
    if (const auto comma = common.find(", "); comma != std::string::npos) return common.substr(0, comma + 2);
    const auto blank = common.rfind(' ');
    return blank == std::string::npos ? "" : common.substr(0, blank + 1);
}

std::string capitalised(std::string text) {
    if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

}  // namespace

void groupSeries(text::LegendSpec& legend) {
    std::map<std::string, std::vector<const text::LegendBlock*>> series;
    for (const auto& block : legend.blocks)
        if (isSingle(block)) series[firstWord(block.rows[0].label)].push_back(&block);
    std::vector<text::LegendBlock> blocks;
    for (const auto& block : legend.blocks) {
        const auto found = isSingle(block) ? series.find(firstWord(block.rows[0].label)) : series.end();
        const auto start = found == series.end() || found->second.size() < 2 ? "" : commonStart(found->second);
        if (start.empty()) {
            blocks.push_back(block);
            continue;
        }
        if (found->second.front() != &block) continue;  // taken along by the topmost
        text::LegendBlock group;
        group.title = start.substr(0, start.find_last_not_of(" ,") + 1);
        for (const auto* member : found->second) {
            group.rows.push_back(member->rows[0]);
            group.rows.back().label = capitalised(member->rows[0].label.substr(start.size()));
        }
        const auto isNumber = [](const text::LegendRow& row) {
            return !row.label.empty() && row.label.size() <= 4 &&
                   std::all_of(row.label.begin(), row.label.end(), [](unsigned char c) { return std::isdigit(c); });
        };
        if (std::all_of(group.rows.begin(), group.rows.end(), isNumber))
            std::stable_sort(group.rows.begin(), group.rows.end(),
                             [](const auto& a, const auto& b) { return std::stoi(a.label) < std::stoi(b.label); });
        blocks.push_back(std::move(group));
    }
    legend.blocks = std::move(blocks);
}

}  // namespace exporting
