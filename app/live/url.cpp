#include "app/live/url.h"

#include "sim/base/text.h"

#include <algorithm>
#include <charconv>

namespace app::live {

using sim::cat;

namespace {

sim::Problem bad(std::string_view text, std::string_view why) {
  return {cat("'", text, "' is not a URL that can be called: ", why, ". Example: http://127.0.0.1:8000/get")};
}

bool is_host_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

sim::Result<Url> parse_url(std::string_view text) {
  Url url;
  std::string_view rest = text;
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; }))
    return bad(text, "it has a space or a control character; write a space as %20");
  size_t scheme = rest.find("://");
  if (scheme == std::string_view::npos) return bad(text, "it must begin with http:// or https://");
  std::string name(rest.substr(0, scheme));
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (name != "http" && name != "https") return bad(text, cat("the scheme ", name, ":// is not http:// or https://"));
  url.endpoint.tls = name == "https";
  url.endpoint.port = url.endpoint.tls ? 443 : 80;
  rest.remove_prefix(scheme + 3);

  std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  rest.remove_prefix(authority.size());
  if (authority.find('@') != std::string_view::npos) return bad(text, "a user name in it is not supported; send an Authorization header");
  size_t colon = authority.find(':', authority.starts_with("[") ? std::min(authority.find(']'), authority.size() - 1) : 0);
  std::string_view host = authority.substr(0, colon);
  if (colon != std::string_view::npos) {
    std::string_view digits = authority.substr(colon + 1);
    unsigned port = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc() || end != digits.data() + digits.size() || port == 0 || port > 65535)
      return bad(text, cat("the port '", digits, "' is not a number from 1 to 65535"));
    url.endpoint.port = static_cast<uint16_t>(port);
  }
  url.endpoint.host = host;
  for (char& c : url.endpoint.host) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (host.empty()) return bad(text, "the host is missing");
  bool bracketed = host.front() == '[' && host.back() == ']' && host.size() > 2;
  if (!bracketed && !std::all_of(url.endpoint.host.begin(), url.endpoint.host.end(), is_host_char))
    return bad(text, cat("'", host, "' is not the name of a host"));
  rest = rest.substr(0, rest.find('#'));
  url.target = rest.empty() || rest.front() != '/' ? cat("/", rest) : std::string(rest);
  return url;
}

}  // namespace app::live
