// One TCP connection, plain or TLS, as the Stream that cpp-httplib reads and writes HTTP through: its own waiting, so that another thread can
// end it at once, its own limits, and an error that says what really happened.
// Before: http_network.cpp (client side) and demo_server.cpp (server side) own them. After: the kernel's sockets, OpenSSL.
#pragma once
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace app::live {

using Clock = std::chrono::steady_clock;

// What went wrong with an exchange: a kind for tables and exceptions, a sentence for people.
struct Failure {
  enum class Kind : uint8_t {
    none, not_allowed, unknown_host, refused, unreachable, connect_timeout, tls, certificate, reset, closed_early, read_timeout,
    write_timeout, not_http, too_large, stopped,
  };
  Kind kind = Kind::none;
  std::string sentence;
  explicit operator bool() const { return kind != Kind::none; }
};

// A numeric address to connect to.
struct Address {
  sockaddr_storage storage{};
  socklen_t length = 0;
  std::string text;                               // "127.0.0.1:8000"
};

// Whoever is about to open or accept connections says so first, once a process: then it may have as many open as the caps on live runs ask for,
// on both sides, where the system permits it; and the kernel makes its table of them now. Growing it later, beside running threads, would hold
// up whoever opens the next one for some milliseconds.
void allow_many_connections();

// The certificates that are trusted: the system's (OpenSSL's SSL_CERT_FILE and SSL_CERT_DIR hold), checked against the host's name.
class TlsContext {
 public:
  TlsContext();
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;
  SSL_CTX* get() const { return context_; }

 private:
  SSL_CTX* context_;
};

class Connection final : public httplib::Stream {
 public:
  Connection() = default;
  explicit Connection(int accepted);              // takes over the socket
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The first address that answers. `timeout` is for all of them together.
  Failure connect(const std::vector<Address>& addresses, Clock::duration timeout);
  Failure start_tls(const TlsContext& context, const std::string& host, Clock::duration timeout);

  // From any thread: whatever waits on this connection returns at once, and nothing more is sent or received.
  void stop();
  bool stopped() const { return stopped_.load(std::memory_order_relaxed); }
  void reset();                                   // closes with RST instead of FIN; nothing more can be written
  void close();

  bool wait_readable(Clock::duration timeout);    // false: time is up, or stopped
  bool has_buffered() const { return begin_ < end_; }
  bool peer_closed();                             // an idle connection that the other side has given up
  bool usable() const { return fd_ >= 0 && !failure_ && !stopped(); }

  void set_timeouts(Clock::duration read, Clock::duration write) { read_timeout_ = read, write_timeout_ = write; }
  // At most so many more bytes are read: then `too_large`.
  void set_budget(size_t bytes) { budget_ = bytes; }
  size_t bytes_read() const { return bytes_read_; }
  const Failure& failure() const { return failure_; }
  bool ended_by_peer() const { return eof_; }     // it closed in good order
  std::string first_bytes;                        // of the answer: shown when it is not HTTP
  std::function<void()> before_wait;              // reading is about to wait for more
  // Small pieces written meanwhile go out together, at flush() at the latest.
  void set_corked(bool on) { corked_ = on; }
  bool flush();
  // What is written from now on goes out at `until`: flush() waits for it.
  void hold_back(Clock::time_point until) { held_until_ = until; }
  // Sends what was held back and waits until then: false when the connection is lost, or stop() was called. With `closes` also when the other
  // side has closed its end, which alone may mean that it only has nothing more to say.
  bool wait_until(Clock::time_point until, bool closes = false);

  // ---- httplib::Stream
  bool is_readable() const override { return true; }
  bool is_writable() const override { return usable(); }
  ssize_t read(char* to, size_t size) override;
  ssize_t write(const char* from, size_t size) override;
  void get_remote_ip_and_port(std::string&, int&) const override {}   // nobody asks, and finding them out takes time for each request
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return fd_; }

 private:
  ssize_t fail(Failure::Kind kind, std::string sentence);
  ssize_t fail_errno(int error, const char* doing);
  bool wait_for(short events, Clock::time_point until);   // false: time is up
  ssize_t receive(char* to, size_t size);
  ssize_t send_now(const char* from, size_t size);
  Failure connect_one(const Address& address, Clock::time_point until);
  std::string tls_error() const;

  int fd_ = -1;
  SSL* ssl_ = nullptr;
  std::mutex closing_;                            // fd_ is not closed while stop() shuts it down
  std::atomic<bool> stopped_ = false;
  Clock::duration read_timeout_ = std::chrono::hours(1), write_timeout_ = std::chrono::hours(1);
  size_t budget_ = SIZE_MAX, bytes_read_ = 0;
  Failure failure_;
  bool eof_ = false;
  std::unique_ptr<char[]> buffer_;
  size_t begin_ = 0, end_ = 0;
  bool corked_ = false;
  std::optional<Clock::time_point> held_until_;
  std::string unsent_;
};

}  // namespace app::live
