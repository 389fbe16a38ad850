#include "geo/io/remote_text.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

namespace {

/// A server of this machine that takes one connection and never answers it.
class SilentServer {
public:
    SilentServer() : m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET, address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        m_listens = ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(m_socket, 1) == 0 &&
                    ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
        m_port = ntohs(address.sin_port);
    }
    ~SilentServer() { ::close(m_socket); }
    [[nodiscard]] bool listens() const { return m_listens; }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/item.json"; }
    /// Returns once somebody has connected: the connection, which the caller closes.
    [[nodiscard]] int accept() const { return ::accept(m_socket, nullptr, nullptr); }

private:
    int m_socket;
    bool m_listens = false;
    int m_port = 0;
};

TEST(RemoteText, WaitingForASilentServerCanBeStopped) {
    ::setenv("no_proxy", "127.0.0.1", 1);
    const SilentServer server;
    ASSERT_TRUE(server.listens());
    std::stop_source stop;
    int connection = -1;
    std::thread person([&] {
        connection = server.accept();
        stop.request_stop();
    });
    const auto text = geo::fetchText(server.url(), 1000, stop.get_token());
    person.join();
    ::close(connection);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, geo::ErrorCode::Cancelled) << "not given up after half a minute";
}

}  // namespace
