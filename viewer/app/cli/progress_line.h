#pragma once

#include <string>

#include "viewer/base/task.h"

namespace app {

/// One line on the terminal that says what goes on; nothing where stderr is a file. It goes when this does.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// Empty: the line goes.
    void show(const std::string& text);
    void showTasks(base::TaskList& tasks);

private:
    bool m_terminal;
    std::string m_shown;
};

}  // namespace app
