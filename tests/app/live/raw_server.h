// A server on loopback that says exactly what a test wants: for answers that no decent server gives.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace live_test {

class RawServer {
 public:
  // `serve`: what is done with each connection, one after another; it is closed behind it.
  explicit RawServer(std::function<void(int fd)> serve) : serve_(std::move(serve)) {
    listen_on(16);
    thread_ = std::thread([this] {
      for (int fd; (fd = ::accept(listener_, nullptr, nullptr)) >= 0; ::close(fd)) {
        if (ending_) {
          ::close(fd);
          break;
        }
        current_ = fd;
        serve_(fd);
        current_ = -1;
      }
    });
  }
  // Takes no connection at all: `waiting` fill its line, the next one stays half open.
  struct Full {};
  explicit RawServer(Full) {
    listen_on(0);
    for (int& fd : fillers_) {
      fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
      sockaddr_in to = address();
      (void)!::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ~RawServer() {
    ending_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    if (int fd = current_; fd >= 0) ::shutdown(fd, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    for (int fd : fillers_)
      if (fd >= 0) ::close(fd);
    ::close(listener_);
  }
  uint16_t port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  static std::string read_request(int fd) {
    std::string got;
    char piece[4096];
    while (got.find("\r\n\r\n") == std::string::npos) {
      ssize_t n = ::recv(fd, piece, sizeof piece, 0);
      if (n <= 0) break;
      got.append(piece, static_cast<size_t>(n));
    }
    return got;
  }
  static bool say(int fd, const std::string& text) { return ::send(fd, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size()); }

 private:
  void listen_on(int backlog) {
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in any = address();
    (void)!::bind(listener_, reinterpret_cast<sockaddr*>(&any), sizeof any);
    ::listen(listener_, backlog);
    socklen_t size = sizeof any;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&any), &size);
    port_ = ntohs(any.sin_port);
  }
  sockaddr_in address() const {
    sockaddr_in a{};
    a.sin_family = AF_INET;
    a.sin_port = htons(port_);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return a;
  }
  std::function<void(int)> serve_;
  std::thread thread_;
  std::atomic<bool> ending_ = false;
  std::atomic<int> current_ = -1;
  int listener_ = -1, fillers_[4] = {-1, -1, -1, -1};
  uint16_t port_ = 0;
};

}  // namespace live_test
