#include "viewer/app/cli/interrupt.h"

#include <pthread.h>

#include <cstdio>
#include <ctime>

namespace app {

Interrupt::Interrupt() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, &m_before);  // inherited by all threads to come
    m_waiter = std::jthread([this, signals](const std::stop_token& done) {
        constexpr timespec kLook{0, 100'000'000};
        while (!done.stop_requested()) {
            if (sigtimedwait(&signals, nullptr, &kLook) < 0) continue;
            if (m_stop.stop_requested()) std::_Exit(128 + SIGINT);
            std::fputs("\nStopping; once more ends at once.\n", stderr);
            m_stop.request_stop();
        }
    });
}

Interrupt::~Interrupt() {
    m_waiter.request_stop();
    m_waiter.join();
    pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

}  // namespace app
