// An http or https URL, taken apart far enough to know whom it contacts.
// Before: strategies.cpp and the command live check what a person typed.
#pragma once
#include "app/live/http_network.h"
#include "sim/base/result.h"

namespace app::live {

struct Url {
  Endpoint endpoint;
  std::string target;                // "/get?i=1"
};
// A sentence when it is none.
sim::Result<Url> parse_url(std::string_view text);

}  // namespace app::live
