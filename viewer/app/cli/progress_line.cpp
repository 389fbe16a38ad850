#include "viewer/app/cli/progress_line.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>

#include "geo/base/text.h"
#include "viewer/app/text_table.h"

namespace app {
namespace {

constexpr int kLineColumns = 78;

}  // namespace

ProgressLine::ProgressLine() : m_terminal(isatty(STDERR_FILENO) != 0) {}
ProgressLine::~ProgressLine() { show(""); }

void ProgressLine::show(const std::string& text) {
    if (!m_terminal || text == m_shown) return;
    m_shown = text;
    std::fprintf(stderr, "\r\033[K%s", fitted(geo::printable(text), kLineColumns).c_str());
}

void ProgressLine::showTasks(base::TaskList& tasks) {
    const auto running = tasks.running();
    if (running.empty()) return;
    const auto& task = *running.front();
    std::string text = task.title();
    if (!task.phrase().empty()) text += ": " + task.phrase();
    if (task.fraction() >= 0) text += " " + std::to_string(static_cast<int>(std::lround(task.fraction() * 100))) + " %";
    if (running.size() > 1) text += " (and " + std::to_string(running.size() - 1) + " more)";
    show(text);
}

}  // namespace app
