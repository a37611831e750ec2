// What the simulated hosts say: httpbin's endpoints, the chat endpoints of OpenAI and Anthropic, and a small JSON object for all others.
// Before: server.cpp asks for the content; it adds the times. The only file of sim/ that knows the JSON library.
#include "sim/base/text.h"
#include "sim/world/server.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sim {

namespace {

using Json = nlohmann::json;                    // keys sorted, as httpbin writes them
using Ordered = nlohmann::ordered_json;

Content event_stream() {
  Content c;
  c.streams = true;
  c.headers = {{"content-type", "text/event-stream; charset=utf-8"}};
  return c;
}

template <class J>
std::string written(const J& j, int indent = -1) { return j.dump(indent, ' ', false, Json::error_handler_t::replace); }

std::string_view path_of(const Request& r) { return std::string_view(r.target).substr(0, r.target.find('?')); }

std::string unescaped(std::string_view s) {
  std::string out;
  for (size_t i = 0; i < s.size(); ++i) {
    unsigned byte = 0;
    if (s[i] == '%' && i + 2 < s.size() && std::from_chars(&s[i] + 1, &s[i] + 3, byte, 16).ptr == &s[i] + 3) out += static_cast<char>(byte), i += 2;
    else out += s[i] == '+' ? ' ' : s[i];
  }
  return out;
}

// A name that comes twice has a list.
void add_field(Json& fields, const std::string& name, std::string value) {
  Json& place = fields[name];
  if (place.is_null()) place = std::move(value);
  else if (place.is_array()) place.push_back(std::move(value));
  else place = Json::array({place, std::move(value)});
}

// "a=1&b=2" as an object.
Json fields(std::string_view text) {
  Json out = Json::object();
  while (!text.empty()) {
    std::string_view one = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    if (one.empty()) continue;
    size_t equals = std::min(one.find('='), one.size());
    add_field(out, unescaped(one.substr(0, equals)), unescaped(one.substr(std::min(equals + 1, one.size()))));
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t three = 0;
    for (size_t k = 0; k < 3; ++k) three = three << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (size_t k = 0; k < 4; ++k) out += i + k <= bytes.size() ? kDigits[three >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

std::string header(const Request& r, std::string_view wanted) {
  auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b)); };
  for (const auto& [name, value] : r.headers)
    if (std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(), same)) return value;
  return "";
}

// "content-type" -> "Content-Type", as httpbin shows them.
std::string titled(std::string name) {
  bool start = true;
  for (char& c : name) {
    auto u = static_cast<unsigned char>(c);
    c = static_cast<char>(start ? std::toupper(u) : std::tolower(u));
    start = c == '-';
  }
  return name;
}

constexpr size_t kDeepestJson = 200;
Json parsed(const std::string& text) {
  size_t depth = 0, deepest = 0;
  for (char c : text) {
    if (c == '[' || c == '{') deepest = std::max(deepest, ++depth);
    else if ((c == ']' || c == '}') && depth) --depth;
  }
  if (deepest > kDeepestJson) return Json(Json::value_t::discarded);
  return Json::parse(text, nullptr, false);
}

std::string hex(Random& random, int digits) {
  std::string out;
  uint64_t bits = 0;
  for (int i = 0; i < digits; ++i) {
    if (i % 16 == 0) bits = random.next();
    out += "0123456789abcdef"[bits & 15];
    bits >>= 4;
  }
  return out;
}

std::string uuid(Random& random) {
  std::string h = hex(random, 32);
  h[12] = '4';
  h[16] = "89ab"[random.next() & 3];
  return cat(h.substr(0, 8), "-", h.substr(8, 4), "-", h.substr(12, 4), "-", h.substr(16, 4), "-", h.substr(20));
}

Content json_content(std::string text, int status = 200) {
  Content c;
  c.status = status;
  c.headers = {{"content-type", "application/json"}};
  c.chunks.push_back(std::move(text));
  return c;
}

Content empty_content(int status) {
  Content c;
  c.status = status;
  c.headers = {{"content-type", "text/html; charset=utf-8"}};
  return c;
}

std::string origin_url(const Request& r, std::string_view host) { return cat("https://", host, r.target); }

// ---- httpbin

// Puts the parts of a form with files into out["form"] and out["files"]. What is no such form has no parts.
void read_multipart(std::string_view body, const std::string& boundary, Json& out) {
  const std::string line = cat("--", boundary);
  auto quoted = [](std::string_view head, std::string_view key) -> std::optional<std::string> {
    size_t at = head.find(key);
    if (at == std::string_view::npos) return std::nullopt;
    head.remove_prefix(at + key.size());
    return std::string(head.substr(0, head.find('"')));
  };
  for (size_t begin = body.find(line); begin != std::string_view::npos;) {
    begin += line.size();
    size_t end = body.find(line, begin), head_end = body.find("\r\n\r\n", begin);
    if (end == std::string_view::npos || head_end == std::string_view::npos || head_end + 6 > end) return;
    std::string_view head = body.substr(begin, head_end - begin), content = body.substr(head_end + 4, end - head_end - 6);   // a line's end comes last
    if (auto name = quoted(head, " name=\""))
      add_field(out[quoted(head, " filename=\"") ? "files" : "form"], *name, std::string(content));
    begin = end;
  }
}

Json echo(const Request& r, std::string_view host, bool with_body) {
  Json out = {{"args", fields(std::string_view(r.target).substr(std::min(r.target.find('?'), r.target.size() - 1) + 1))},
              {"headers", Json::object()}, {"origin", "127.0.0.1"}, {"url", origin_url(r, host)}};
  if (r.target.find('?') == std::string::npos) out["args"] = Json::object();
  for (const auto& [name, value] : r.headers) out["headers"][titled(name)] = value;
  if (!with_body) return out;
  std::string type = header(r, "content-type");
  bool with_files = type.starts_with("multipart/form-data"), is_form = with_files || type.starts_with("application/x-www-form-urlencoded");
  Json json = parsed(r.body);
  out["data"] = is_form ? "" : r.body;
  out["form"] = is_form && !with_files ? fields(r.body) : Json::object();
  out["files"] = Json::object();
  if (with_files) read_multipart(r.body, boundary_of(type), out);
  out["json"] = json.is_discarded() || is_form ? Json() : json;
  return out;
}

// The number behind `start`, such as the 2.5 of /delay/2.5; at most `most`.
std::optional<double> number_behind(std::string_view path, std::string_view start, double most) {
  if (!path.starts_with(start)) return std::nullopt;
  path.remove_prefix(start.size());
  double v = 0;
  auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), v);
  if (error != std::errc() || end != path.data() + path.size() || !(v >= 0)) return std::nullopt;
  return std::min(v, most);
}

Content stream_of(const Request& r, std::string_view host, uint32_t lines) {
  Content c;
  c.headers = {{"content-type", "application/json"}};
  c.streams = true;
  Json line = echo(r, host, false);
  for (uint32_t i = 0; i < lines; ++i) {
    line["id"] = i;
    c.chunks.push_back(written(line) + "\n");
  }
  return c;
}

Json query_of(const Request& r) {
  size_t mark = r.target.find('?');
  return mark == std::string::npos ? Json::object() : fields(std::string_view(r.target).substr(mark + 1));
}

// A header that the request asked for: left out when it would end the head, or say another length than the answer has.
void add_asked_header(Content& c, const std::string& name, const std::string& value) {
  bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char ch) { return std::isalnum(ch) || ch == '-'; });
  bool is_text = std::none_of(value.begin(), value.end(), [](unsigned char ch) { return ch < ' ' || ch == 0x7f; });
  std::string title = titled(name);
  if (is_name && is_text && title != "Content-Length" && title != "Transfer-Encoding" && title != "Connection") c.headers.emplace_back(name, value);
}

// Those of httpbin's endpoints that are about who asks: cookies and passwords.
std::optional<Content> httpbin_of_a_user(const Request& r) {
  std::string_view path = path_of(r);
  if (path == "/cookies") {
    Json cookies = Json::object();
    for (std::string rest = header(r, "cookie"); !rest.empty();) {
      std::string one = rest.substr(0, rest.find(';'));
      rest.erase(0, std::min(rest.size(), one.size() + 1));
      rest.erase(0, rest.find_first_not_of(' ') == std::string::npos ? rest.size() : rest.find_first_not_of(' '));
      if (size_t equals = one.find('='); equals != std::string::npos) cookies[one.substr(0, equals)] = one.substr(equals + 1);
    }
    return json_content(written(Json{{"cookies", cookies}}, 2) + "\n");
  }
  if (path == "/cookies/set" || path.starts_with("/cookies/set/")) {
    Content c = empty_content(302);
    c.headers.emplace_back("location", "/cookies");
    const Json wanted = query_of(r);
    for (const auto& [name, value] : wanted.items())
      if (value.is_string()) add_asked_header(c, "set-cookie", cat(name, "=", value.get<std::string>(), "; Path=/"));
    std::string_view pair = path.substr(std::min<size_t>(path.size(), 13));
    if (size_t slash = pair.find('/'); slash != std::string_view::npos)
      add_asked_header(c, "set-cookie", cat(unescaped(pair.substr(0, slash)), "=", unescaped(pair.substr(slash + 1)), "; Path=/"));
    return c;
  }
  if (path == "/bearer") {
    std::string given = header(r, "authorization");
    if (given.starts_with("Bearer ")) return json_content(written(Json{{"authenticated", true}, {"token", given.substr(7)}}, 2) + "\n");
    Content c = empty_content(401);
    c.headers.emplace_back("www-authenticate", "Bearer");
    return c;
  }
  if (path.starts_with("/basic-auth/")) {
    std::string_view pair = path.substr(12);
    size_t slash = std::min(pair.find('/'), pair.size());
    std::string user = unescaped(pair.substr(0, slash)), password = unescaped(pair.substr(std::min(slash + 1, pair.size())));
    if (header(r, "authorization") == "Basic " + base64(cat(user, ":", password)))
      return json_content(written(Json{{"authenticated", true}, {"user", user}}, 2) + "\n");
    Content c = empty_content(401);
    c.headers.emplace_back("www-authenticate", "Basic realm=\"Fake Realm\"");
    return c;
  }
  return std::nullopt;
}

// /get and the like, /anything, /headers, /user-agent, /response-headers: what was sent.
std::optional<Content> httpbin_echo(const Request& r, std::string_view host) {
  std::string_view path = path_of(r);
  if (path == "/get" || path == "/post" || path == "/put" || path == "/patch" || path == "/delete") {
    std::string wanted(path.substr(1));
    std::transform(wanted.begin(), wanted.end(), wanted.begin(), [](unsigned char c) { return std::toupper(c); });
    if (r.method == "OPTIONS") {
      Content c = empty_content(200);
      c.headers.emplace_back("allow", wanted == "GET" ? "GET, HEAD, OPTIONS" : wanted + ", OPTIONS");
      return c;
    }
    if (r.method != wanted && !(r.method == "HEAD" && wanted == "GET")) return empty_content(405);
    return json_content(written(echo(r, host, wanted != "GET"), 2) + "\n");
  }
  if (path == "/anything" || path.starts_with("/anything/")) {
    Json out = echo(r, host, true);
    out["method"] = r.method;
    return json_content(written(out, 2) + "\n");
  }
  if (path == "/headers") return json_content(written(Json{{"headers", echo(r, host, false)["headers"]}}, 2) + "\n");
  if (path == "/user-agent") return json_content(written(Json{{"user-agent", header(r, "user-agent")}}, 2) + "\n");
  if (path == "/response-headers") {
    const Json wanted = query_of(r);
    Content c = json_content(written(wanted, 2) + "\n");
    for (const auto& [name, value] : wanted.items())
      if (value.is_string()) add_asked_header(c, name, value.get<std::string>());
    return c;
  }
  return std::nullopt;
}

// /delay/2, /status/404, /stream/3, /bytes/100, /redirect/2: what the number says.
std::optional<Content> httpbin_of_a_number(const Request& r, std::string_view host, Random& random) {
  std::string_view path = path_of(r);
  if (auto delay = number_behind(path, "/delay/", 10)) {       // httpbin waits ten seconds at the most
    Content c = json_content(written(echo(r, host, true), 2) + "\n");
    c.extra_delay = *delay;
    return c;
  }
  if (auto status = number_behind(path, "/status/", 599)) {
    if (*status < 200 || *status != std::floor(*status)) return empty_content(400);
    Content c = empty_content(static_cast<int>(*status));
    if (c.status >= 301 && c.status <= 308 && c.status != 304) c.headers.emplace_back("location", "/redirect/1");
    return c;
  }
  if (auto n = number_behind(path, "/stream/", 100)) return stream_of(r, host, static_cast<uint32_t>(*n));
  if (auto n = number_behind(path, "/bytes/", 100 * 1024)) {
    Content c = empty_content(200);
    c.headers = {{"content-type", "application/octet-stream"}};
    std::string bytes(static_cast<size_t>(*n), 0);
    for (char& b : bytes) b = static_cast<char>(random.next());
    c.chunks.push_back(std::move(bytes));
    return c;
  }
  if (auto n = number_behind(path, "/redirect/", 100)) {
    Content c = empty_content(302);
    c.headers.emplace_back("location", *n > 1 ? cat("/redirect/", static_cast<int>(*n) - 1) : "/get");
    return c;
  }
  return std::nullopt;
}

Content httpbin(const Request& r, std::string_view host, Random& random) {
  std::string_view path = path_of(r);
  if (auto content = httpbin_of_a_user(r)) return *content;
  if (auto content = httpbin_echo(r, host)) return *content;
  if (auto content = httpbin_of_a_number(r, host, random)) return *content;
  if (path == "/uuid") return json_content(written(Json{{"uuid", uuid(random)}}, 2) + "\n");
  if (path == "/ip") return json_content(written(Json{{"origin", "127.0.0.1"}}, 2) + "\n");
  if (path == "/html") {
    Content c = empty_content(200);
    c.chunks.push_back("<!DOCTYPE html>\n<html>\n  <head></head>\n  <body><h1>A page</h1><p>Nothing runs twice at once.</p></body>\n</html>");
    return c;
  }
  if (path == "/json")
    return json_content(written(Json{{"slideshow", {{"title", "Waiting"}, {"slides", Json::array({{{"title", "One"}}, {{"title", "Two"}}})}}}}, 2) + "\n");
  return empty_content(404);
}

// ---- chat endpoints

constexpr std::array<std::string_view, 48> kWords = {
    "Waiting", "is", "what", "most", "programs", "do.", "While", "one", "answer", "is", "on", "its", "way,", "the", "loop", "runs",
    "whoever", "is", "ready,", "and", "comes", "back", "when", "the", "answer", "is", "there.", "Nothing", "runs", "twice", "at", "once;",
    "it", "only", "looks", "so", "because", "each", "one", "gives", "way", "as", "soon", "as", "it", "has", "to", "wait."};

// The answer's words, one for each piece; which word comes first depends on the draw.
std::vector<std::string> words(uint32_t count, Random& random) {
  std::vector<std::string> out;
  size_t first = random.next() % 2 ? 0 : 27;
  for (uint32_t i = 0; i < count; ++i) out.push_back(cat(i ? " " : "", kWords[(first + i) % kWords.size()]));
  return out;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& p : parts) out += p;
  return out;
}

size_t tokens_of(const Json& body) {
  size_t characters = 0;
  if (auto m = body.find("messages"); m != body.end() && m->is_array())
    for (const Json& message : *m)
      if (message.is_object() && message.contains("content")) characters += written(message["content"]).size();
  return characters / 4 + 3;
}

Content error_content(int status, std::string_view type, const std::string& message, bool anthropic) {
  Ordered error = anthropic ? Ordered{{"type", "error"}, {"error", {{"type", type}, {"message", message}}}}
                            : Ordered{{"error", {{"message", message}, {"type", type}, {"param", nullptr}, {"code", nullptr}}}};
  return json_content(written(error), status);
}

struct Chat {
  Json body;
  std::string model;
  bool stream = false;
  uint32_t pieces = 1;
};

// What both endpoints ask of a request; a Content when it is refused.
std::optional<Content> refused_chat(const Request& r, bool anthropic, Chat& chat) {
  if (r.method != "POST") return error_content(405, "invalid_request_error", "Only POST is allowed here.", anthropic);
  chat.body = parsed(r.body);
  if (!chat.body.is_object()) return error_content(400, "invalid_request_error", "The body of the request is not a JSON object.", anthropic);
  auto text = [&](const char* key) { return chat.body.contains(key) && chat.body[key].is_string(); };
  if (!text("model")) return error_content(400, "invalid_request_error", "you must provide a model parameter", anthropic);
  chat.model = chat.body["model"].get<std::string>();
  if (!chat.body.contains("messages") || !chat.body["messages"].is_array() || chat.body["messages"].empty())
    return error_content(400, "invalid_request_error", "messages: at least one message is required", anthropic);
  if (anthropic && !(chat.body.contains("max_tokens") && chat.body["max_tokens"].is_number_integer()))
    return error_content(400, "invalid_request_error", "max_tokens: Field required", anthropic);
  chat.stream = chat.body.contains("stream") && chat.body["stream"].is_boolean() && chat.body["stream"].get<bool>();
  for (const char* key : {"max_tokens", "max_completion_tokens"})
    if (chat.body.contains(key) && chat.body[key].is_number_integer())
      chat.pieces = static_cast<uint32_t>(std::clamp<int64_t>(chat.body[key].get<int64_t>(), 1, chat.pieces));
  return std::nullopt;
}

std::string event(std::string_view name, const Ordered& data) {
  return name.empty() ? cat("data: ", written(data), "\n\n") : cat("event: ", name, "\ndata: ", written(data), "\n\n");
}

Content openai_chat(const Request& r, uint32_t chunks, Random& random) {
  Chat chat;
  chat.pieces = chunks;
  if (auto refused = refused_chat(r, false, chat)) return *refused;
  auto text = words(chat.pieces, random);
  std::string id = cat("chatcmpl-", hex(random, 24));
  size_t asked = tokens_of(chat.body);
  constexpr int64_t kCreated = 1767225600;     // the beginning of virtual time
  auto head = [&](std::string_view kind) { return Ordered{{"id", id}, {"object", kind}, {"created", kCreated}, {"model", chat.model}}; };
  if (!chat.stream) {
    Ordered out = head("chat.completion");
    out["choices"] = Ordered::array({{{"index", 0}, {"message", {{"role", "assistant"}, {"content", joined(text)}, {"refusal", nullptr}}},
                                      {"logprobs", nullptr}, {"finish_reason", "stop"}}});
    out["usage"] = {{"prompt_tokens", asked}, {"completion_tokens", text.size()}, {"total_tokens", asked + text.size()}};
    Content c = json_content(written(out));
    c.steps = chat.pieces - 1;
    return c;
  }
  const Json options = chat.body.value("stream_options", Json::object());
  const bool tells_usage = options.is_object() && options.value("include_usage", Json(false)) == Json(true);
  auto usage = [&] {
    Ordered out = head("chat.completion.chunk");
    out["choices"] = Ordered::array();
    out["usage"] = {{"prompt_tokens", asked}, {"completion_tokens", text.size()}, {"total_tokens", asked + text.size()}};
    return event("", out);
  };
  auto chunk = [&](Ordered delta, Ordered finish) {
    Ordered out = head("chat.completion.chunk");
    out["choices"] = Ordered::array({{{"index", 0}, {"delta", std::move(delta)}, {"logprobs", nullptr}, {"finish_reason", std::move(finish)}}});
    return event("", out);
  };
  Content c = event_stream();
  for (size_t i = 0; i < text.size(); ++i) {
    std::string piece = i == 0 ? chunk({{"role", "assistant"}, {"content", ""}}, nullptr) : "";
    piece += chunk({{"content", text[i]}}, nullptr);
    if (i + 1 == text.size()) piece += chunk(Ordered::object(), "stop") + (tells_usage ? usage() : "") + "data: [DONE]\n\n";
    c.chunks.push_back(std::move(piece));
  }
  return c;
}

// The newer endpoint: one item of output with one text, streamed as events with names.
Content openai_responses(const Request& r, uint32_t chunks, Random& random) {
  Json body = parsed(r.body);
  if (r.method != "POST") return error_content(405, "invalid_request_error", "Only POST is allowed here.", false);
  if (!body.is_object() || !body.contains("model") || !body["model"].is_string() || !body.contains("input"))
    return error_content(400, "invalid_request_error", "you must provide the parameters model and input", false);
  if (body.contains("max_output_tokens") && body["max_output_tokens"].is_number_integer())
    chunks = static_cast<uint32_t>(std::clamp<int64_t>(body["max_output_tokens"].get<int64_t>(), 1, chunks));
  const auto text = words(chunks, random);
  const size_t asked = written(body["input"]).size() / 4 + 3;
  const std::string item = cat("msg_", hex(random, 24));
  auto part = [&](const std::string& words) { return Ordered{{"type", "output_text"}, {"text", words}, {"annotations", Ordered::array()}}; };
  auto message = [&](bool whole) {
    Ordered content = Ordered::array();
    if (whole) content.push_back(part(joined(text)));
    return Ordered{{"id", item}, {"type", "message"}, {"status", whole ? "completed" : "in_progress"}, {"role", "assistant"}, {"content", content}};
  };
  Ordered answer = {{"id", cat("resp_", hex(random, 24))}, {"object", "response"}, {"created_at", 1767225600}, {"status", "in_progress"}, {"error", nullptr},
                    {"incomplete_details", nullptr}, {"instructions", body.value("instructions", Json())}, {"model", body["model"]},
                    {"output", Ordered::array()}, {"usage", nullptr}};
  Ordered done = answer;
  done["status"] = "completed";
  done["output"].push_back(message(true));
  done["usage"] = {{"input_tokens", asked}, {"output_tokens", text.size()}, {"total_tokens", asked + text.size()}};
  if (body.value("stream", Json(false)) != Json(true)) {
    Content c = json_content(written(done));
    c.steps = chunks - 1;
    return c;
  }
  int number = 0;
  auto told = [&](const char* type, Ordered fields) {
    Ordered data = {{"type", type}, {"sequence_number", number++}};
    data.update(fields);
    return event(type, data);
  };
  Ordered place = {{"item_id", item}, {"output_index", 0}, {"content_index", 0}};
  auto at_place = [&](const char* key, Ordered value) {
    Ordered out = place;
    out[key] = std::move(value);
    return out;
  };
  Content c = event_stream();
  for (size_t i = 0; i < text.size(); ++i) {
    std::string piece;
    if (i == 0)
      piece += told("response.created", {{"response", answer}}) + told("response.in_progress", {{"response", answer}}) +
               told("response.output_item.added", {{"output_index", 0}, {"item", message(false)}}) +
               told("response.content_part.added", at_place("part", part("")));
    piece += told("response.output_text.delta", at_place("delta", text[i]));
    if (i + 1 == text.size())
      piece += told("response.output_text.done", at_place("text", joined(text))) +
               told("response.content_part.done", at_place("part", part(joined(text)))) +
               told("response.output_item.done", {{"output_index", 0}, {"item", message(true)}}) + told("response.completed", {{"response", done}});
    c.chunks.push_back(std::move(piece));
  }
  return c;
}

Content openai(const Request& r, uint32_t chunks, Random& random) {
  std::string_view path = path_of(r);
  if (path == "/v1/chat/completions") return openai_chat(r, chunks, random);
  if (path == "/v1/responses") return openai_responses(r, chunks, random);
  if (path == "/v1/embeddings") {
    Json body = parsed(r.body);
    if (!body.is_object() || !body.contains("input")) return error_content(400, "invalid_request_error", "you must provide an input parameter", false);
    Json inputs = body["input"].is_array() ? body["input"] : Json::array({body["input"]});
    Ordered out = {{"object", "list"}, {"data", Ordered::array()}, {"model", body.value("model", "")}, {"usage", {{"prompt_tokens", tokens_of(body)}, {"total_tokens", tokens_of(body)}}}};
    for (size_t i = 0; i < inputs.size(); ++i) {
      Ordered vector = Ordered::array();
      for (int k = 0; k < 8; ++k) vector.push_back(std::round((random.uniform() * 2 - 1) * 1e4) / 1e4);
      out["data"].push_back({{"object", "embedding"}, {"index", i}, {"embedding", vector}});
    }
    return json_content(written(out));
  }
  if (path == "/v1/models") return json_content(R"({"object": "list", "data": [{"id": "gpt-4o", "object": "model"}, {"id": "gpt-4o-mini", "object": "model"}]})");
  return error_content(404, "invalid_request_error", cat("Invalid URL (", r.method, " ", path, ")"), false);
}

Content anthropic(const Request& r, uint32_t chunks, Random& random) {
  std::string_view path = path_of(r);
  if (path == "/v1/messages/count_tokens") return json_content(written(Ordered{{"input_tokens", tokens_of(parsed(r.body))}}));
  if (path != "/v1/messages") return error_content(404, "not_found_error", "Not found", true);
  Chat chat;
  chat.pieces = chunks;
  if (auto refused = refused_chat(r, true, chat)) return *refused;
  auto text = words(chat.pieces, random);
  Ordered message = {{"id", cat("msg_", hex(random, 24))}, {"type", "message"}, {"role", "assistant"}, {"model", chat.model}};
  size_t asked = tokens_of(chat.body);
  if (!chat.stream) {
    message["content"] = Ordered::array({{{"type", "text"}, {"text", joined(text)}}});
    message["stop_reason"] = "end_turn";
    message["stop_sequence"] = nullptr;
    message["usage"] = {{"input_tokens", asked}, {"output_tokens", text.size()}};
    Content c = json_content(written(message));
    c.steps = chat.pieces - 1;
    return c;
  }
  message["content"] = Ordered::array();
  message["stop_reason"] = nullptr;
  message["stop_sequence"] = nullptr;
  message["usage"] = {{"input_tokens", asked}, {"output_tokens", 1}};
  Content c = event_stream();
  for (size_t i = 0; i < text.size(); ++i) {
    std::string piece;
    if (i == 0)
      piece += event("message_start", {{"type", "message_start"}, {"message", message}}) +
               event("content_block_start", {{"type", "content_block_start"}, {"index", 0}, {"content_block", {{"type", "text"}, {"text", ""}}}});
    piece += event("content_block_delta", {{"type", "content_block_delta"}, {"index", 0}, {"delta", {{"type", "text_delta"}, {"text", text[i]}}}});
    if (i + 1 == text.size())
      piece += event("content_block_stop", {{"type", "content_block_stop"}, {"index", 0}}) +
               event("message_delta", {{"type", "message_delta"}, {"delta", {{"stop_reason", "end_turn"}, {"stop_sequence", nullptr}}},
                                       {"usage", {{"output_tokens", text.size()}}}}) +
               event("message_stop", {{"type", "message_stop"}});
    c.chunks.push_back(std::move(piece));
  }
  return c;
}

// ---- all others

Content plain_json(const Request& r, std::string_view host, uint32_t chunks) {
  Ordered out = {{"ok", true}, {"method", r.method}, {"path", path_of(r)}, {"host", host}};
  if (chunks <= 1) return json_content(written(out));
  Content c;
  c.streams = true;
  c.headers = {{"content-type", "application/json"}};
  for (uint32_t i = 0; i < chunks; ++i) {
    out["id"] = i;
    c.chunks.push_back(written(out) + "\n");
  }
  return c;
}

Content routed(const Route& route, Content c) {
  if (route.status) c.status = route.status;
  if (route.body || route.size) {
    std::string text = route.body ? *route.body : std::string(route.size, 'x');
    uint32_t pieces = std::min<uint32_t>(route.chunks.value_or(1), static_cast<uint32_t>(std::max<size_t>(text.size(), 1)));
    c.headers = {{"content-type", route.is_json ? "application/json" : "text/plain; charset=utf-8"}};
    c.chunks.clear();
    c.streams = pieces > 1;
    c.steps = 0;
    c.extra_delay = 0;
    for (size_t i = 0; i < pieces; ++i) {
      size_t from = text.size() * i / pieces, to = text.size() * (i + 1) / pieces;
      c.chunks.push_back(text.substr(from, to - from));
    }
  }
  for (const auto& [name, value] : route.headers) {
    auto same = std::find_if(c.headers.begin(), c.headers.end(), [&title = name](const auto& h) { return titled(h.first) == titled(title); });
    if (same != c.headers.end()) same->second = value;
    else c.headers.emplace_back(name, value);
  }
  return c;
}

}  // namespace

std::string boundary_of(std::string_view content_type) {
  constexpr std::string_view kName = "boundary=";
  size_t at = content_type.find(kName);
  if (at == std::string_view::npos) return "";
  std::string_view boundary = content_type.substr(at + kName.size());
  if (!boundary.starts_with('"')) return std::string(boundary.substr(0, boundary.find(';')));
  boundary.remove_prefix(1);
  return std::string(boundary.substr(0, boundary.find('"')));
}

const Route* route_for(const ScenarioHost& host, const Request& request) {
  for (const Route& r : host.routes)
    if (fits(r.method, request.method) && fits(r.path, path_of(request))) return &r;
  return nullptr;
}

Content content_for(const ScenarioHost& host, std::string_view name, const Request& request, const Route* route, Random& random) {
  uint32_t chunks = route && route->chunks ? *route->chunks : host.chunks;
  Content c;
  switch (host.answers) {
    case Answers::httpbin: c = httpbin(request, name, random); break;
    case Answers::openai: c = openai(request, chunks, random); break;
    case Answers::anthropic: c = anthropic(request, chunks, random); break;
    case Answers::json: c = plain_json(request, name, chunks); break;
  }
  if (route) c = routed(*route, std::move(c));
  if (request.method == "HEAD" || c.status == 204 || c.status == 304) c.chunks.clear();
  return c;
}

std::string_view reason_phrase(int status) {
  static constexpr std::pair<int, std::string_view> kPhrases[] = {
      {200, "OK"}, {201, "Created"}, {202, "Accepted"}, {204, "No Content"}, {206, "Partial Content"},
      {301, "Moved Permanently"}, {302, "Found"}, {303, "See Other"}, {304, "Not Modified"}, {307, "Temporary Redirect"}, {308, "Permanent Redirect"},
      {400, "Bad Request"}, {401, "Unauthorized"}, {402, "Payment Required"}, {403, "Forbidden"}, {404, "Not Found"}, {405, "Method Not Allowed"},
      {406, "Not Acceptable"}, {408, "Request Timeout"}, {409, "Conflict"}, {410, "Gone"}, {413, "Request Entity Too Large"}, {415, "Unsupported Media Type"},
      {418, "I'm a teapot"}, {422, "Unprocessable Entity"}, {425, "Too Early"}, {429, "Too Many Requests"},
      {500, "Internal Server Error"}, {501, "Not Implemented"}, {502, "Bad Gateway"}, {503, "Service Unavailable"}, {504, "Gateway Timeout"}, {529, "Overloaded"}};
  for (auto [code, phrase] : kPhrases)
    if (code == status) return phrase;
  return "";
}

}  // namespace sim
