// The module binascii: hexadecimal, base64 and checksums. base64 (library/base64.py) is built on it.
#include "sim/python/modules/digests.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"

#include <array>

namespace sim::py {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// bytes, or a str of ASCII characters only.
std::string ascii_or_bytes(const Value& v) {
  if (is_bytes_like(v)) return std::string(v.as<Bytes>()->view());
  if (!is_str(v)) raise_type_error("argument should be bytes, buffer or ASCII string, not '", type_name(v), "'");
  if (!v.as<Str>()->is_ascii()) raise_value_error("string argument should contain only ASCII characters");
  return v.as<Str>()->string();
}

[[noreturn]] void raise_error(std::string_view message) {
  Value e = call(get_attr(vm().import("binascii"), "Error"), {Str::make(message)});
  raise(Ref<Exception>(e.as<Exception>()));
}

Value b2a_base64(const Value* a) {
  std::string_view data = bytes_like(a[0]);
  Heap::current().require(data.size() * 2);
  charge_text(data.size() * 4);
  std::string out;
  for (size_t i = 0; i < data.size(); i += 3) {
    uint32_t three = 0;
    size_t n = std::min<size_t>(3, data.size() - i);
    for (size_t k = 0; k < 3; ++k) three = three << 8 | (k < n ? static_cast<unsigned char>(data[i + k]) : 0);
    for (size_t k = 0; k < 4; ++k) out += k <= n ? kBase64[three >> (18 - 6 * k) & 63] : '=';
  }
  if (a[1].is_null() || truthy(a[1])) out += '\n';
  return Bytes::make(out);
}

// CPython: binascii_a2b_base64_impl. What is no base64 character is skipped, unless strict.
Value a2b_base64(const Value* a) {
  std::string text = ascii_or_bytes(a[0]);
  bool strict = !a[1].is_null() && truthy(a[1]);
  charge_text(text.size() * 4);
  std::string out;
  uint32_t bits = 0;
  int in_quad = 0, pads = 0;
  bool ended = false;
  if (strict && !text.empty() && text[0] == '=') raise_error("Leading padding not allowed");
  for (char c : text) {
    if (c == '=') {
      if (in_quad >= 2 && in_quad + ++pads >= 4) {
        ended = true;
        if (!strict) break;
      }
      continue;
    }
    size_t value = kBase64.find(c);
    if (value == kBase64.npos) {
      if (strict) raise_error("Only base64 data is allowed");
      continue;
    }
    if (strict && (ended || pads)) raise_error(ended ? "Excess data after padding" : "Discontinuous padding not allowed");
    pads = 0;
    bits = bits << 6 | static_cast<uint32_t>(value);
    if (in_quad) out += static_cast<char>(bits >> (6 - 2 * in_quad) & 0xFF);
    in_quad = (in_quad + 1) & 3;
    if (in_quad == 0) bits = 0;
  }
  if (in_quad != 0 && !ended) {
    if (in_quad == 1)
      raise_error(cat("Invalid base64-encoded string: number of data characters (", out.size() / 3 * 4 + 1, ") cannot be 1 more than a multiple of 4"));
    raise_error("Incorrect padding");
  }
  return Bytes::make(out);
}

Value hexlify(const Value* a) {
  std::string_view data = bytes_like(a[0]);
  Heap::current().require(data.size() * 2);
  charge_text(data.size() * 2);
  return Bytes::make(hex_text(data));
}

Value unhexlify(const Value* a) {
  std::string text = ascii_or_bytes(a[0]), out;
  if (text.size() % 2) raise_error("Odd-length string");
  auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1; };
  for (size_t i = 0; i < text.size(); i += 2) {
    int high = digit(text[i]), low = digit(text[i + 1]);
    if (high < 0 || low < 0) raise_error("Non-hexadecimal digit found");
    out += static_cast<char>(high << 4 | low);
  }
  return Bytes::make(out);
}

constexpr std::array<uint32_t, 256> crc_table() {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t c = i;
    for (int k = 0; k < 8; ++k) c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
    table[i] = c;
  }
  return table;
}

Value crc32(const Value* a) {
  static constexpr auto kTable = crc_table();
  int64_t start = a[1].is_null() ? 0 : index_of(a[1]);
  uint32_t c = ~static_cast<uint32_t>(start);
  charge_text(bytes_like(a[0]).size() * 4);
  for (char b : bytes_like(a[0])) c = kTable[(c ^ static_cast<unsigned char>(b)) & 0xFF] ^ c >> 8;
  return Value::integer(~c);
}

}  // namespace

void fill_binascii(const Ref<Dict>& d) {
  auto add = [&d](const char* name, const char* signature, NativeFn fn) { d->set(intern(name).get(), Value(make_builtin(name, signature, fn))); };
  add("b2a_base64", "data, /, *, newline=True", b2a_base64);
  add("a2b_base64", "data, /, *, strict_mode=False", a2b_base64);
  add("hexlify", "data, /", hexlify);
  add("b2a_hex", "data, /", hexlify);
  add("unhexlify", "hexstr, /", unhexlify);
  add("a2b_hex", "hexstr, /", unhexlify);
  add("crc32", "data, crc=0, /", crc32);
  Ref<Dict> body = Dict::make();
  body->set(vm().names.__module__, Value(intern("binascii")));
  Ref<Tuple> bases = Tuple::make({Value(exception_type(Exc::ValueError))});
  d->set(intern("Error").get(), Value(make_class(vm().types.type, intern("Error"), bases, body, Args{})));
}

}  // namespace sim::py
