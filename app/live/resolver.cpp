#include "app/live/resolver.h"

#include "sim/base/text.h"

#include <condition_variable>
#include <cstring>
#include <thread>

namespace app::live {

using sim::cat;

namespace {

// getaddrinfo's status, 0 is fine.
int look_up(const std::string& host, int flags, std::vector<Address>& out) {
  addrinfo wanted{}, *found = nullptr;
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = flags;
  int status = getaddrinfo(host.c_str(), nullptr, &wanted, &found);
  if (status != 0) return status;
  for (addrinfo* a = found; a; a = a->ai_next) {
    Address address;
    std::memcpy(&address.storage, a->ai_addr, a->ai_addrlen);
    address.length = static_cast<socklen_t>(a->ai_addrlen);
    out.push_back(address);
  }
  freeaddrinfo(found);
  return 0;
}

void set_port(Address& address, uint16_t port, const std::string& host) {
  if (address.storage.ss_family == AF_INET6) reinterpret_cast<sockaddr_in6&>(address.storage).sin6_port = htons(port);
  else reinterpret_cast<sockaddr_in&>(address.storage).sin_port = htons(port);
  address.text = cat(host, ":", port);
}

}  // namespace

struct Resolver::Shared {
  struct Entry {
    bool done = false;
    int status = 0;
    std::vector<Address> addresses;
  };
  std::mutex mutex;
  std::condition_variable answered;
  std::map<std::string, Entry> entries;
};

Resolver::Resolver() : shared_(std::make_shared<Shared>()) {}
Resolver::~Resolver() = default;

Failure Resolver::resolve(const std::string& host, uint16_t port, const std::atomic<bool>& given_up, std::vector<Address>& out) {
  std::string bare = host.starts_with("[") && host.ends_with("]") ? host.substr(1, host.size() - 2) : host;
  int status = look_up(bare, AI_NUMERICHOST, out);
  if (status != 0) {
    std::shared_ptr<Shared> shared = shared_;
    std::unique_lock lock(shared->mutex);
    auto [entry, is_new] = shared->entries.try_emplace(bare);
    if (is_new)
      std::thread([shared, bare] {
        std::vector<Address> addresses;
        int got = look_up(bare, 0, addresses);
        std::lock_guard guard(shared->mutex);
        shared->entries[bare] = {true, got, std::move(addresses)};
        shared->answered.notify_all();
      }).detach();
    while (!entry->second.done) {
      if (given_up) return {Failure::Kind::stopped, cat("stopped while looking up ", host)};
      shared->answered.wait_for(lock, std::chrono::milliseconds(20));
    }
    status = entry->second.status;
    out = entry->second.addresses;
  }
  if (status != 0) return {Failure::Kind::unknown_host, cat("can't find the host '", host, "': ", gai_strerror(status))};
  for (Address& address : out) set_port(address, port, host);
  return {};
}

}  // namespace app::live
