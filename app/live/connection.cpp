#include "app/live/connection.h"

#include "sim/base/text.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace app::live {

using sim::cat;
using Kind = Failure::Kind;

namespace {

constexpr size_t kUnsent = 16384, kBuffer = 4096;  // bytes; a large one would have the kernel clear pages for each new connection

void send_at_once(int fd) {
  int yes = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);   // without it a kept-alive answer takes 44 ms
}

Failure connect_failure(int error, const std::string& where) {
  switch (error) {
    case ECONNREFUSED: return {Kind::refused, cat("connection refused by ", where)};
    case ETIMEDOUT: return {Kind::connect_timeout, cat("no answer from ", where, " while connecting")};
    case ECONNRESET: return {Kind::reset, cat("connection reset by ", where, " while connecting")};
    default: return {Kind::unreachable, cat("can't reach ", where, ": ", std::strerror(error))};
  }
}

}  // namespace

void allow_many_connections() {
  static std::once_flag once;
  std::call_once(once, [] {
    constexpr rlim_t kWanted = 4096;
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    rlim_t most = std::min(kWanted, files.rlim_max);
    if (files.rlim_cur < most) files.rlim_cur = most, setrlimit(RLIMIT_NOFILE, &files);
    int fd = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    int high = fcntl(fd, F_DUPFD_CLOEXEC, static_cast<int>(most) - 1);   // the table then reaches that far, and never shrinks
    for (int each : {fd, high})
      if (each >= 0) ::close(each);
  });
}

TlsContext::TlsContext() : context_(SSL_CTX_new(TLS_client_method())) {
  SSL_CTX_set_min_proto_version(context_, TLS1_2_VERSION);
  SSL_CTX_set_default_verify_paths(context_);
  SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_mode(context_, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_AUTO_RETRY);
}
TlsContext::~TlsContext() { SSL_CTX_free(context_); }

Connection::Connection(int accepted) : fd_(accepted) {
  send_at_once(fd_);
  fcntl(fd_, F_SETFL, O_RDWR | O_NONBLOCK);
  fcntl(fd_, F_SETFD, FD_CLOEXEC);
}
Connection::~Connection() { close(); }

void Connection::close() {
  std::lock_guard lock(closing_);
  if (ssl_) {
    if (!failure_ && !stopped()) SSL_shutdown(ssl_);
    SSL_free(ssl_);
    ssl_ = nullptr;
  }
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

void Connection::stop() {
  stopped_ = true;
  std::lock_guard lock(closing_);
  if (fd_ >= 0) ::shutdown(fd_, SHUT_RDWR);       // wakes poll(), also that of a connect under way
}

void Connection::reset() {
  std::lock_guard lock(closing_);
  if (fd_ < 0) return;
  linger now{1, 0};
  setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(fd_);
  fd_ = -1;
}

ssize_t Connection::fail(Kind kind, std::string sentence) {
  if (!failure_) failure_ = {kind, std::move(sentence)};
  return -1;
}

ssize_t Connection::fail_errno(int error, const char* doing) {
  if (stopped()) return fail(Kind::stopped, "stopped");
  if (error == ECONNRESET || error == EPIPE) return fail(Kind::reset, cat("connection reset while ", doing));
  return fail(Kind::reset, cat("error while ", doing, ": ", std::strerror(error)));
}

bool Connection::wait_for(short events, Clock::time_point until) {
  for (;;) {
    if (stopped()) return true;                    // the operation itself tells
    auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(until - Clock::now()).count();
    if (left < 0) left = 0;
    timespec time{static_cast<time_t>(left / 1'000'000'000), static_cast<long>(left % 1'000'000'000)};
    pollfd wanted{fd_, events, 0};
    int ready = ppoll(&wanted, 1, &time, nullptr);
    if (ready > 0) return true;
    if (ready == 0) return false;
    if (errno != EINTR) return true;
  }
}

Failure Connection::connect_one(const Address& address, Clock::time_point until) {
  int fd = ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return {Kind::unreachable, cat("can't open a connection: ", std::strerror(errno))};
  send_at_once(fd);
  {
    std::lock_guard lock(closing_);
    fd_ = fd;
  }
  if (stopped()) return {Kind::stopped, "stopped while connecting"};
  int error = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address.storage), address.length) == 0 ? 0 : errno;
  if (error == EINPROGRESS) {
    if (!wait_for(POLLOUT, until)) return {Kind::connect_timeout, cat("no connection to ", address.text, " in time")};
    socklen_t size = sizeof error;
    getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size);
  }
  if (stopped()) return {Kind::stopped, "stopped while connecting"};
  if (error) return connect_failure(error, address.text);
  return {};
}

Failure Connection::connect(const std::vector<Address>& addresses, Clock::duration timeout) {
  Clock::time_point until = Clock::now() + timeout;
  Failure first;
  for (const Address& address : addresses) {
    Failure failure = connect_one(address, until);
    if (!failure) return {};
    close();
    if (!first) first = failure;
    if (stopped() || Clock::now() >= until) break;
  }
  failure_ = first;
  return first;
}

std::string Connection::tls_error() const {
  unsigned long code = ERR_peek_last_error();
  const char* reason = code ? ERR_reason_error_string(code) : nullptr;
  return reason ? reason : "the connection ended";
}

Failure Connection::start_tls(const TlsContext& context, const std::string& host, Clock::duration timeout) {
  ssl_ = SSL_new(context.get());
  SSL_set_fd(ssl_, fd_);
  in6_addr ignored;
  bool is_ip = inet_pton(AF_INET, host.c_str(), &ignored) == 1 || inet_pton(AF_INET6, host.c_str(), &ignored) == 1;
  if (is_ip) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_), host.c_str());
  } else {
    SSL_set_tlsext_host_name(ssl_, host.c_str());
    SSL_set1_host(ssl_, host.c_str());
  }
  Clock::time_point until = Clock::now() + timeout;
  for (;;) {
    ERR_clear_error();
    int done = SSL_connect(ssl_);
    if (done == 1) return {};
    int why = SSL_get_error(ssl_, done);
    if (stopped()) return failure_ = {Kind::stopped, "stopped during the TLS handshake"};
    if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) {
      if (wait_for(why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, until)) continue;
      return failure_ = {Kind::connect_timeout, cat("no TLS handshake with ", host, " in time")};
    }
    long verdict = SSL_get_verify_result(ssl_);
    if (verdict != X509_V_OK)
      return failure_ = {Kind::certificate, cat("the certificate of ", host, " can't be trusted: ", X509_verify_cert_error_string(verdict))};
    return failure_ = {Kind::tls, cat("no TLS with ", host, ": ", tls_error())};
  }
}

bool Connection::wait_readable(Clock::duration timeout) {
  if (has_buffered()) return true;
  return fd_ >= 0 && wait_for(POLLIN, Clock::now() + timeout) && !stopped();
}

bool Connection::peer_closed() {
  if (!usable() || has_buffered()) return true;    // an idle connection has nothing to say
  pollfd wanted{fd_, POLLIN, 0};
  return ::poll(&wanted, 1, 0) != 0;
}

ssize_t Connection::receive(char* to, size_t size) {
  Clock::time_point until = Clock::now() + read_timeout_;
  for (;;) {
    if (stopped()) return fail(Kind::stopped, "stopped while reading");
    short wanted = POLLIN;
    if (ssl_) {
      ERR_clear_error();
      errno = 0;
      int n = SSL_read(ssl_, to, static_cast<int>(std::min<size_t>(size, 1 << 20)));
      if (n > 0) return n;
      int why = SSL_get_error(ssl_, n);
      if (why == SSL_ERROR_ZERO_RETURN) return 0;
      if (why == SSL_ERROR_SYSCALL) return errno ? fail_errno(errno, "reading") : 0;
      if (why == SSL_ERROR_SSL && ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) return 0;
      if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) return fail(Kind::tls, cat("TLS failed while reading: ", tls_error()));
      if (why == SSL_ERROR_WANT_WRITE) wanted = POLLOUT;
    } else {
      ssize_t n = ::recv(fd_, to, size, 0);
      if (n >= 0) return n;
      if (errno == EINTR) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) return fail_errno(errno, "reading");
    }
    if (before_wait) before_wait();
    if (!wait_for(wanted, until)) return fail(Kind::read_timeout, "nothing arrived in time");
  }
}

ssize_t Connection::read(char* to, size_t size) {
  if (!has_buffered()) {
    if (failure_ || fd_ < 0 || eof_) return failure_ ? -1 : 0;
    if (budget_ == 0) return fail(Kind::too_large, "more was sent than is accepted");
    if (!buffer_) buffer_ = std::make_unique_for_overwrite<char[]>(kBuffer);
    ssize_t n = receive(buffer_.get(), kBuffer);
    if (n == 0) eof_ = true;
    if (n == 0 && stopped()) return fail(Kind::stopped, "stopped while reading");
    if (n <= 0) return n;
    begin_ = 0;
    end_ = static_cast<size_t>(n);
    bytes_read_ += end_;
    budget_ -= std::min(budget_, end_);
    if (first_bytes.size() < 40) first_bytes.append(buffer_.get(), std::min<size_t>(end_, 40));
  }
  size_t n = std::min(size, end_ - begin_);
  std::memcpy(to, buffer_.get() + begin_, n);
  begin_ += n;
  return static_cast<ssize_t>(n);
}

ssize_t Connection::write(const char* from, size_t size) {
  if (!corked_) return send_now(from, size);
  unsent_.append(from, size);
  if (unsent_.size() >= kUnsent && !held_until_ && !flush()) return -1;
  return static_cast<ssize_t>(size);
}

bool Connection::flush() {
  if (held_until_) {
    Clock::time_point until = *std::exchange(held_until_, std::nullopt);
    if (wait_for(0, until) || !usable()) return unsent_.clear(), false;
  }
  for (size_t sent = 0; sent < unsent_.size();) {
    ssize_t n = send_now(unsent_.data() + sent, unsent_.size() - sent);
    if (n < 0) return unsent_.clear(), false;
    sent += static_cast<size_t>(n);
  }
  unsent_.clear();
  return usable();
}

bool Connection::wait_until(Clock::time_point until, bool closes) {
  if (!flush()) return false;
  return !wait_for(closes ? POLLRDHUP : 0, until) && usable();
}

ssize_t Connection::send_now(const char* from, size_t size) {
  Clock::time_point until = Clock::now() + write_timeout_;
  for (;;) {
    if (stopped()) return fail(Kind::stopped, "stopped while sending");
    if (failure_ || fd_ < 0) return -1;
    short wanted = POLLOUT;
    if (ssl_) {
      ERR_clear_error();
      errno = 0;
      int n = SSL_write(ssl_, from, static_cast<int>(std::min<size_t>(size, 1 << 20)));
      if (n > 0) return n;
      int why = SSL_get_error(ssl_, n);
      if (why == SSL_ERROR_WANT_READ) wanted = POLLIN;
      else if (why != SSL_ERROR_WANT_WRITE)
        return errno ? fail_errno(errno, "sending") : fail(Kind::tls, cat("TLS failed while sending: ", tls_error()));
    } else {
      ssize_t n = ::send(fd_, from, size, MSG_NOSIGNAL);
      if (n >= 0) return n;
      if (errno == EINTR) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) return fail_errno(errno, "sending");
    }
    if (!wait_for(wanted, until)) return fail(Kind::write_timeout, "the other side did not take what was sent in time");
  }
}

}  // namespace app::live
