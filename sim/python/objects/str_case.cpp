// Methods of str about upper and lower case, and the questions isalpha, isdigit ...
// Before: str_type.cpp adds them to the type. After: sim/python/unicode.h.
#include "sim/python/objects/str_methods.h"

#include "sim/python/identifiers.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"
#include "sim/python/unicode.h"

#include <utility>

namespace sim::py {
namespace {

using Map = int (*)(uint32_t c, uint32_t out[3]);

void append_mapped(std::string& out, uint32_t c, Map map) {
  uint32_t to[3];
  int n = map(c, to);
  for (int i = 0; i < n; ++i) append_utf8(out, to[i]);
}

// A capital sigma at the end of a word becomes the final one (CPython: handle_capital_sigma).
bool is_final_sigma(const Vec<uint32_t>& s, size_t i) {
  size_t j = i;
  while (j > 0 && unicode::is(s[j - 1], unicode::case_ignorable)) --j;
  if (j == 0 || !unicode::is(s[j - 1], unicode::cased)) return false;
  j = i + 1;
  while (j < s.size() && unicode::is(s[j], unicode::case_ignorable)) ++j;
  return j == s.size() || !unicode::is(s[j], unicode::cased);
}

void append_lower(std::string& out, const Vec<uint32_t>& s, size_t i) {
  constexpr uint32_t kSigma = 0x3A3, kFinal = 0x3C2;
  if (s[i] == kSigma && is_final_sigma(s, i)) append_utf8(out, kFinal);
  else append_mapped(out, s[i], unicode::to_lower);
}

bool ascii_cased(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
char ascii_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

// `ascii(c, previous)` for plain text, `wide(out, points, i)` for the rest.
template <class Ascii, class Wide>
Value map_text(const Value* a, Ascii ascii, Wide wide) {
  Str* s = str_self(a);
  charge_text(s->bytes() * 2);
  if (s->is_ascii()) {
    if (s->bytes() == 1) return Str::of_code_point(static_cast<unsigned char>(ascii(s->data()[0], '\0')));
    Ref<Str> out = Str::uninitialized(s->bytes(), s->bytes());
    char* to = out->mutable_data();
    char previous = '\0';
    for (char c : s->view()) *to++ = ascii(c, previous), previous = c;
    return out->bytes() ? out : Str::empty();
  }
  Vec<uint32_t> points = code_points(*s);
  std::string out;
  for (size_t i = 0; i < points.size(); ++i) wide(out, points, i);
  return Str::make(out);
}

Value str_lower(const Value* a) {
  return map_text(a, [](char c, char) { return ascii_lower(c); }, append_lower);
}
Value str_upper(const Value* a) {
  return map_text(a, [](char c, char) { return ascii_upper(c); },
                  [](std::string& out, const Vec<uint32_t>& s, size_t i) { append_mapped(out, s[i], unicode::to_upper); });
}
Value str_casefold(const Value* a) {
  return map_text(a, [](char c, char) { return ascii_lower(c); },
                  [](std::string& out, const Vec<uint32_t>& s, size_t i) { append_mapped(out, s[i], unicode::to_folded); });
}
Value str_swapcase(const Value* a) {
  return map_text(a, [](char c, char) { return ascii_cased(c) ? static_cast<char>(c ^ 32) : c; },
                  [](std::string& out, const Vec<uint32_t>& s, size_t i) {
                    if (unicode::is(s[i], unicode::upper)) append_lower(out, s, i);
                    else if (unicode::is(s[i], unicode::lower)) append_mapped(out, s[i], unicode::to_upper);
                    else append_utf8(out, s[i]);
                  });
}
Value str_capitalize(const Value* a) {
  bool first = true;
  return map_text(a, [&first](char c, char) { return std::exchange(first, false) ? ascii_upper(c) : ascii_lower(c); },
                  [](std::string& out, const Vec<uint32_t>& s, size_t i) {
                    if (i == 0) append_mapped(out, s[i], unicode::to_title);
                    else append_lower(out, s, i);
                  });
}
Value str_title(const Value* a) {
  return map_text(a, [](char c, char previous) { return ascii_cased(previous) ? ascii_lower(c) : ascii_upper(c); },
                  [](std::string& out, const Vec<uint32_t>& s, size_t i) {
                    if (i > 0 && unicode::is(s[i - 1], unicode::cased)) append_lower(out, s, i);
                    else append_mapped(out, s[i], unicode::to_title);
                  });
}

// ---- questions: not empty, and true of every character
template <class F>
bool every(const Str& s, F f) {
  charge_text(s.bytes() * 4);
  for (const char *p = s.data(), *end = p + s.bytes(); p < end;)
    if (!f(decode_utf8(p))) return false;
  return true;
}
template <uint16_t kAnyOf>
Value all_are(const Value* a) {
  Str* s = str_self(a);
  return Value::boolean(s->bytes() && every(*s, [](uint32_t c) { return unicode::is(c, kAnyOf); }));
}
Value str_isascii(const Value* a) { return Value::boolean(str_self(a)->is_ascii()); }
Value str_isprintable(const Value* a) { return Value::boolean(every(*str_self(a), is_printable)); }
Value str_isidentifier(const Value* a) {
  Str* s = str_self(a);
  if (s->bytes() == 0 || !is_identifier_start(s->code_point_at(0))) return Value::boolean(false);
  return Value::boolean(every(*s, is_identifier_continue));
}

// islower and isupper: some cased character, and none of the other case (title case counts as other).
Value one_case(const Value* a, uint16_t wanted, uint16_t unwanted) {
  bool some = false;
  bool none_other = every(*str_self(a), [&](uint32_t c) {
    uint16_t k = unicode::kinds(c);
    if (k & unwanted) return false;
    some = some || (k & wanted);
    return true;
  });
  return Value::boolean(some && none_other);
}
Value str_islower(const Value* a) { return one_case(a, unicode::lower, unicode::upper | unicode::title); }
Value str_isupper(const Value* a) { return one_case(a, unicode::upper, unicode::lower | unicode::title); }

Value str_istitle(const Value* a) {
  bool some = false, inside = false;
  bool ok = every(*str_self(a), [&](uint32_t c) {
    uint16_t k = unicode::kinds(c);
    bool head = k & (unicode::upper | unicode::title), tail = k & unicode::lower;
    if ((head && inside) || (tail && !inside)) return false;
    inside = head || tail;
    some = some || inside;
    return true;
  });
  return Value::boolean(some && ok);
}

}  // namespace

void add_str_case_methods(TypeBuilder& b) {
  using namespace unicode;
  b.method("lower", "self, /", str_lower)
      .method("upper", "self, /", str_upper)
      .method("casefold", "self, /", str_casefold)
      .method("swapcase", "self, /", str_swapcase)
      .method("capitalize", "self, /", str_capitalize)
      .method("title", "self, /", str_title)
      .method("isalpha", "self, /", all_are<alpha>)
      .method("isdecimal", "self, /", all_are<decimal>)
      .method("isdigit", "self, /", all_are<digit>)
      .method("isnumeric", "self, /", all_are<numeric>)
      .method("isalnum", "self, /", all_are<alpha | decimal | digit | numeric>)
      .method("isspace", "self, /", all_are<space>)
      .method("isascii", "self, /", str_isascii)
      .method("isprintable", "self, /", str_isprintable)
      .method("isidentifier", "self, /", str_isidentifier)
      .method("islower", "self, /", str_islower)
      .method("isupper", "self, /", str_isupper)
      .method("istitle", "self, /", str_istitle);
}

}  // namespace sim::py
