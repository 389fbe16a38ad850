#include <algorithm>
#include <numeric>

#include "viewer/control/command.h"

namespace control {
namespace {

constexpr size_t kMostNames = 3;

// Levenshtein's distance; names are short.
size_t editDistance(const std::string& a, const std::string& b) {
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (size_t i = 1; i <= a.size(); ++i) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.size(); ++j) {
            const size_t above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

// Smaller is nearer; a part of the name costs no more than one typing error.
size_t farness(const std::string& word, const std::string& name) {
    const size_t edits = editDistance(word, name);
    if (word.size() < 2) return edits;
    if (name.starts_with(word) || word.starts_with(name)) return std::min<size_t>(edits, 1);
    return name.find(word) != std::string::npos ? std::min<size_t>(edits, 2) : edits;
}

}  // namespace

std::vector<std::string> nearestNames(const std::string& word, const std::vector<std::string>& candidates) {
    std::vector<std::pair<size_t, std::string>> near;
    const size_t most = std::max<size_t>(2, word.size() / 3);
    for (const auto& name : candidates) {
        const size_t far = farness(word, name);
        if (far <= most) near.emplace_back(far, name);
    }
    std::sort(near.begin(), near.end());
    near.resize(std::min(near.size(), kMostNames));
    std::vector<std::string> names;
    for (auto& [far, name] : near) names.push_back(std::move(name));
    return names;
}

std::string didYouMean(const std::string& word, const std::vector<std::string>& candidates) {
    const auto names = nearestNames(word, candidates);
    if (names.empty()) return {};
    std::string sentence = " Did you mean " + names[0];
    for (size_t i = 1; i < names.size(); ++i) sentence += (i + 1 == names.size() ? " or " : ", ") + names[i];
    return sentence + "?";
}

}  // namespace control
