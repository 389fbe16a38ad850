#include "geo/io/remote_text.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

namespace {

constexpr size_t kAnswer = 256 << 20, kPiece = 1 << 16;

/// A server of this machine that gives one answer of 256 MiB, as long as somebody listens.
class LongWindedServer {
public:
    LongWindedServer() : m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET, address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        m_listens = ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(m_socket, 1) == 0 &&
                    ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
        m_port = ntohs(address.sin_port);
    }
    ~LongWindedServer() { ::close(m_socket); }
    [[nodiscard]] bool listens() const { return m_listens; }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/item.json"; }
    /// Answers the first who asks; calls `begun` after the first piece. Bytes that could be sent.
    size_t answer(const std::function<void()>& begun) const {
        const int connection = ::accept(m_socket, nullptr, nullptr);
        const auto head = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kAnswer) + "\r\n\r\n";
        (void)::send(connection, head.data(), head.size(), MSG_NOSIGNAL);
        const std::string piece(kPiece, ' ');
        size_t sent = 0;
        while (sent < kAnswer) {
            const auto taken = ::send(connection, piece.data(), std::min(kPiece, kAnswer - sent), MSG_NOSIGNAL);
            if (taken <= 0) break;
            if (sent == 0) begun();
            sent += static_cast<size_t>(taken);
        }
        ::close(connection);
        return sent;
    }

private:
    int m_socket;
    bool m_listens = false;
    int m_port = 0;
};

TEST(RemoteText, FetchingEndsWhereItIsStopped) {
    ::setenv("no_proxy", "127.0.0.1", 1);
    const LongWindedServer server;
    ASSERT_TRUE(server.listens());
    std::stop_source stop;
    size_t sent = 0;
    std::thread serving([&] { sent = server.answer([&] { stop.request_stop(); }); });
    const auto text = geo::fetchText(server.url(), 2 * kAnswer, stop.get_token());
    serving.join();
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, geo::ErrorCode::Cancelled);
    EXPECT_LT(sent, kAnswer) << "the rest was not listened to";

    const auto never = geo::fetchText(server.url(), 1000, stop.get_token());
    ASSERT_FALSE(never);
    EXPECT_EQ(never.error().code, geo::ErrorCode::Cancelled) << "the server, which answers once, is not even asked";
}

}  // namespace
