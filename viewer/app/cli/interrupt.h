#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace app {

/// While it lives, the first Ctrl-C (SIGINT, or SIGTERM) asks for a stop instead of ending the program, so that nothing half made
/// stays; the second one ends it. Made on the main thread before any other thread is.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    sigset_t m_before{};
    std::jthread m_waiter;
};

}  // namespace app
