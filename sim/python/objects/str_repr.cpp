#include "sim/python/objects/str_repr.h"

#include "sim/python/identifiers.h"
#include "sim/python/objects/str_search.h"

namespace sim::py {
namespace {

void append_hex(std::string& out, uint32_t c, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += "0123456789abcdef"[c >> shift & 15];
}

// Single quotes unless the text has some and no double ones.
char quote_for(std::string_view s) {
  return s.find('\'') != s.npos && s.find('"') == s.npos ? '"' : '\'';
}

// Escapes that str and bytes share. False: c is to be written in the caller's own way.
bool append_common(std::string& out, unsigned char c, char quote) {
  switch (c) {
    case '\n': out += "\\n"; return true;
    case '\r': out += "\\r"; return true;
    case '\t': out += "\\t"; return true;
    case '\\': out += "\\\\"; return true;
    default: break;
  }
  if (c == static_cast<unsigned char>(quote)) {
    out += '\\';
    out += quote;
    return true;
  }
  if (c >= 0x20 && c < 0x7F) {
    out += static_cast<char>(c);
    return true;
  }
  return false;
}

}  // namespace

void append_escaped(std::string& out, uint32_t c) {
  if (c < 0x100) out += "\\x", append_hex(out, c, 2);
  else if (c < 0x10000) out += "\\u", append_hex(out, c, 4);
  else out += "\\U", append_hex(out, c, 8);
}

Ref<Str> repr_text(const Str& s) {
  charge_text(s.bytes() * 4);
  std::string out;
  char quote = quote_for(s.view());
  out += quote;
  for (const char *p = s.data(), *end = p + s.bytes(); p < end;) {
    auto c = static_cast<unsigned char>(*p);
    if (c < 0x80) {
      ++p;
      if (!append_common(out, c, quote)) append_escaped(out, c);
      continue;
    }
    const char* from = p;
    uint32_t wide = decode_utf8(p);
    if (is_printable(wide)) out.append(from, p);
    else append_escaped(out, wide);
  }
  out += quote;
  return Str::make(out);
}

std::string ascii_of(std::string_view repr) {
  std::string out;
  for (const char *p = repr.data(), *end = p + repr.size(); p < end;) {
    uint32_t c = decode_utf8(p);
    if (c < 0x80) out += static_cast<char>(c);
    else append_escaped(out, c);
  }
  return out;
}

std::string repr_bytes(std::string_view data, bool with_prefix) {
  charge_text(data.size() * 4);
  std::string out;
  char quote = quote_for(data);
  if (with_prefix) out += 'b';
  out += quote;
  for (char ch : data) {
    auto c = static_cast<unsigned char>(ch);
    if (!append_common(out, c, quote)) append_escaped(out, c);
  }
  out += quote;
  return out;
}

}  // namespace sim::py
