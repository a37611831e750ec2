// Names to addresses, each name once. getaddrinfo() can't be ended from outside, so it runs on a thread of its own that nobody has to wait for.
// Before: http_network.cpp.
#pragma once
#include "app/live/connection.h"

#include <map>

namespace app::live {

class Resolver {
 public:
  Resolver();
  ~Resolver();
  // Waits for the answer, or until `given_up` is set. Numeric addresses need no waiting.
  Failure resolve(const std::string& host, uint16_t port, const std::atomic<bool>& given_up, std::vector<Address>& out);

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;                 // the threads hold it, too
};

}  // namespace app::live
