// The methods that bytes and bytearray share. Results are of the receiver's kind; only ASCII letters have a case.
// Before: bytes_type.cpp adds them to the types.
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/memory_view.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str.h"
#include "sim/python/objects/str_codec.h"
#include "sim/python/objects/str_methods.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>
#include <vector>

namespace sim::py {
namespace {

Bytes* self_of(const Value* a) {
  if (is_bytes_like(a[0])) return a[0].as<Bytes>();
  raise_type_error("descriptor requires a 'bytes' object but received a '", type_name(a[0]), "'");
}
std::string_view self_view(const Value* a) { return self_of(a)->view(); }
Ref<Bytes> like(const Value* a, std::string_view data) {
  charge_text(data.size());
  return Bytes::make(data, a[0].as_object()->kind);
}

// ---- searching
struct Range {
  std::string_view text;
  size_t first = 0;
  bool crossed = false;
};
Range range_of(const Value* a) {
  Range r{self_view(a)};
  int64_t from, to;
  search_bounds(a[2], a[3], r.text.size(), &from, &to);
  if (from > to) return {{}, 0, true};
  return {r.text.substr(static_cast<size_t>(from), static_cast<size_t>(to - from)), static_cast<size_t>(from), false};
}

std::string needle_of(const Value& v) {
  if (is_int(v)) return std::string(1, static_cast<char>(byte_of(v)));
  if (has_buffer(v)) return std::string(bytes_like(v));
  raise_type_error("argument should be integer or bytes-like object, not '", type_name(v), "'");
}

int64_t search(const Value* a, bool backwards) {
  std::string needle = needle_of(a[1]);
  Range r = range_of(a);
  if (r.crossed) return -1;
  charge_text(r.text.size());
  size_t at = backwards ? rfind_bytes(r.text, needle) : find_bytes(r.text, needle);
  return at == kNotFound ? -1 : static_cast<int64_t>(r.first + at);
}
Value found_or_raise(int64_t at) {
  if (at < 0) raise_value_error("subsection not found");
  return Value::integer(at);
}
Value bytes_find(const Value* a) { return Value::integer(search(a, false)); }
Value bytes_rfind(const Value* a) { return Value::integer(search(a, true)); }
Value bytes_index(const Value* a) { return found_or_raise(search(a, false)); }
Value bytes_rindex(const Value* a) { return found_or_raise(search(a, true)); }
Value bytes_count(const Value* a) {
  std::string needle = needle_of(a[1]);
  Range r = range_of(a);
  if (r.crossed) return Value::integer(0);
  charge_text(r.text.size());
  return Value::integer(static_cast<int64_t>(needle.empty() ? r.text.size() + 1 : count_bytes(r.text, needle)));
}

template <bool kAtEnd>
Value has_affix(const Value* a) {
  const char* method = kAtEnd ? "endswith" : "startswith";
  Range r = range_of(a);
  auto matches = [&](std::string_view affix) {
    if (r.crossed || affix.size() > r.text.size()) return false;
    return (kAtEnd ? r.text.substr(r.text.size() - affix.size()) : r.text.substr(0, affix.size())) == affix;
  };
  if (is_bytes_like(a[1])) return Value::boolean(matches(a[1].as<Bytes>()->view()));
  if (!a[1].is(Kind::tuple)) raise_type_error(method, " first arg must be bytes or a tuple of bytes, not ", type_name(a[1]));
  for (const Value& v : *a[1].as<Tuple>())
    if (matches(bytes_like(v))) return Value::boolean(true);
  return Value::boolean(false);
}

Value bytes_removeprefix(const Value* a) {
  std::string_view t = self_view(a), prefix = bytes_like(a[1]);
  return like(a, t.substr(0, prefix.size()) == prefix ? t.substr(prefix.size()) : t);
}
Value bytes_removesuffix(const Value* a) {
  std::string_view t = self_view(a), suffix = bytes_like(a[1]);
  bool has = suffix.size() <= t.size() && t.substr(t.size() - suffix.size()) == suffix;
  return like(a, has ? t.substr(0, t.size() - suffix.size()) : t);
}

Value bytes_replace(const Value* a) {
  std::string_view t = self_view(a), old = bytes_like(a[1]), fresh = bytes_like(a[2]);
  int64_t limit = a[3].is_null() ? -1 : ssize_of(a[3]);
  size_t most = limit < 0 ? ~size_t{0} : static_cast<size_t>(limit);
  Ref<Bytes> out = like(a, {});
  auto put = [&out](std::string_view part) { out->data.insert(out->data.end(), part.begin(), part.end()); };
  size_t from = 0;
  charge_text(t.size() * 2);
  for (size_t i = 0; i < most; ++i) {
    size_t at = old.empty() ? (i <= t.size() ? i : kNotFound) : find_bytes(t, old, from);
    if (at == kNotFound) break;
    put(t.substr(from, at - from));
    put(fresh);
    from = at + old.size();
  }
  put(t.substr(std::min(from, t.size())));
  return out;
}

// ---- letters
constexpr std::string_view kSpaces{" \t\n\r\f\v", 6};
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alpha(char c) { return is_lower(c) || is_upper(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
bool is_space(char c) { return kSpaces.find(c) != kSpaces.npos; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
char lowered(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }
char raised(char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; }

template <class F>
Value mapped(const Value* a, F f) {
  Ref<Bytes> out = like(a, self_view(a));
  char previous = '\0';
  for (size_t i = 0; i < out->data.size(); ++i) {
    char c = static_cast<char>(out->data[i]);
    out->data[i] = static_cast<uint8_t>(f(c, previous, i));
    previous = c;
  }
  return out;
}
Value bytes_lower(const Value* a) {
  return mapped(a, [](char c, char, size_t) { return lowered(c); });
}
Value bytes_upper(const Value* a) {
  return mapped(a, [](char c, char, size_t) { return raised(c); });
}
Value bytes_swapcase(const Value* a) {
  return mapped(a, [](char c, char, size_t) { return is_lower(c) ? raised(c) : lowered(c); });
}
Value bytes_capitalize(const Value* a) {
  return mapped(a, [](char c, char, size_t i) { return i ? lowered(c) : raised(c); });
}
Value bytes_title(const Value* a) {
  return mapped(a, [](char c, char previous, size_t) { return is_alpha(previous) ? lowered(c) : raised(c); });
}

template <bool (*kTest)(char)>
Value all_are(const Value* a) {
  std::string_view t = self_view(a);
  return Value::boolean(!t.empty() && std::all_of(t.begin(), t.end(), kTest));
}
Value bytes_isascii(const Value* a) {
  std::string_view t = self_view(a);
  return Value::boolean(std::all_of(t.begin(), t.end(), is_ascii));
}
template <bool (*kWanted)(char), bool (*kUnwanted)(char)>
Value one_case(const Value* a) {
  std::string_view t = self_view(a);
  return Value::boolean(std::any_of(t.begin(), t.end(), kWanted) && std::none_of(t.begin(), t.end(), kUnwanted));
}
Value bytes_istitle(const Value* a) {
  bool some = false, inside = false;
  for (char c : self_view(a)) {
    if ((is_upper(c) && inside) || (is_lower(c) && !inside)) return Value::boolean(false);
    inside = is_alpha(c);
    some = some || inside;
  }
  return Value::boolean(some);
}

// ---- strip, pad
Value strip(const Value* a, bool left, bool right) {
  std::string_view t = self_view(a), set = a[1].is_null() || a[1].is_none() ? kSpaces : bytes_like(a[1]);
  while (left && !t.empty() && set.find(t.front()) != set.npos) t.remove_prefix(1);
  while (right && !t.empty() && set.find(t.back()) != set.npos) t.remove_suffix(1);
  return like(a, t);
}
Value bytes_strip(const Value* a) { return strip(a, true, true); }
Value bytes_lstrip(const Value* a) { return strip(a, true, false); }
Value bytes_rstrip(const Value* a) { return strip(a, false, true); }

enum class Side : uint8_t { left, right, both };
template <Side kText>
Value justify(const Value* a) {
  constexpr const char* kNames[] = {"ljust", "rjust", "center"};
  std::string_view t = self_view(a);
  int64_t width = ssize_of(a[1]);
  char fill = ' ';
  if (!a[2].is_null()) {
    if (!is_bytes_like(a[2]) || a[2].as<Bytes>()->data.size() != 1)
      raise_type_error(kNames[static_cast<size_t>(kText)], "() argument 2 must be a byte string of length 1, not ", type_name(a[2]));
    fill = a[2].as<Bytes>()->view()[0];
  }
  auto extra = static_cast<size_t>(std::max<int64_t>(width - static_cast<int64_t>(t.size()), 0));
  Heap::current().require(extra);
  size_t left = kText == Side::left ? 0 : kText == Side::right ? extra : extra / 2 + (extra & static_cast<size_t>(width) & 1);
  Ref<Bytes> out = like(a, {});
  out->data.assign(left, static_cast<uint8_t>(fill));
  out->data.insert(out->data.end(), t.begin(), t.end());
  out->data.insert(out->data.end(), extra - left, static_cast<uint8_t>(fill));
  return out;
}
Value bytes_zfill(const Value* a) {
  std::string_view t = self_view(a);
  int64_t width = ssize_of(a[1]);
  auto zeros = static_cast<size_t>(std::max<int64_t>(width - static_cast<int64_t>(t.size()), 0));
  Heap::current().require(zeros);
  Ref<Bytes> out = like(a, t);
  bool sign = !t.empty() && (t[0] == '+' || t[0] == '-');
  out->data.insert(out->data.begin() + sign, zeros, '0');
  return out;
}
Value bytes_expandtabs(const Value* a) {
  int64_t size = a[1].is_null() ? 8 : ssize_of(a[1]), column = 0;
  Ref<Bytes> out = like(a, {});
  for (char c : self_view(a)) {
    if (c == '\t') {
      int64_t n = size > 0 ? size - column % size : 0;
      Heap::current().require(static_cast<size_t>(n));
      out->data.insert(out->data.end(), static_cast<size_t>(n), ' ');
      column += n;
    } else {
      out->data.push_back(static_cast<uint8_t>(c));
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  return out;
}

// ---- split, join
size_t split_limit(const Value& v) {
  int64_t n = v.is_null() ? -1 : ssize_of(v);
  return n < 0 ? ~size_t{0} : static_cast<size_t>(n);
}

void split_on_space(std::string_view t, size_t most, std::vector<std::string_view>& out) {
  while (true) {
    while (!t.empty() && is_space(t.front())) t.remove_prefix(1);
    if (t.empty()) return;
    if (out.size() == most) return out.push_back(t);
    auto end = static_cast<size_t>(std::find_if(t.begin(), t.end(), is_space) - t.begin());
    out.push_back(t.substr(0, end));
    t.remove_prefix(end);
  }
}
void rsplit_on_space(std::string_view t, size_t most, std::vector<std::string_view>& out) {
  while (true) {
    while (!t.empty() && is_space(t.back())) t.remove_suffix(1);
    if (t.empty()) break;
    if (out.size() == most) {
      out.push_back(t);
      break;
    }
    size_t from = t.find_last_of(kSpaces) + 1;         // npos + 1 == 0
    out.push_back(t.substr(from));
    t = t.substr(0, from);
  }
  std::reverse(out.begin(), out.end());
}

template <bool kFromRight>
Value split(const Value* a) {
  std::string_view t = self_view(a);
  size_t most = split_limit(a[2]);
  std::vector<std::string_view> parts;
  charge_text(t.size() * 4);
  if (a[1].is_null() || a[1].is_none()) {
    (kFromRight ? rsplit_on_space : split_on_space)(t, most, parts);
  } else {
    std::string_view sep = bytes_like(a[1]);
    if (sep.empty()) raise_value_error("empty separator");
    size_t at;
    while (parts.size() < most && (at = kFromRight ? rfind_bytes(t, sep) : find_bytes(t, sep)) != kNotFound) {
      parts.push_back(kFromRight ? t.substr(at + sep.size()) : t.substr(0, at));
      t = kFromRight ? t.substr(0, at) : t.substr(at + sep.size());
    }
    parts.push_back(t);
    if (kFromRight) std::reverse(parts.begin(), parts.end());
  }
  Ref<List> out = List::make();
  for (std::string_view p : parts) out->items.emplace_back(like(a, p));
  return out;
}

Value bytes_splitlines(const Value* a) {
  std::string_view t = self_view(a);
  bool keep = !a[1].is_null() && truthy(a[1]);
  Ref<List> out = List::make();
  while (!t.empty()) {
    size_t end = std::min(t.find_first_of("\r\n"), t.size()), next = end;
    if (next < t.size()) next += t.substr(next, 2) == "\r\n" ? 2 : 1;
    out->items.emplace_back(like(a, t.substr(0, keep ? next : end)));
    t.remove_prefix(next);
  }
  return out;
}

template <bool kFromRight>
Value partition(const Value* a) {
  std::string_view t = self_view(a), sep = bytes_like(a[1]);
  if (sep.empty()) raise_value_error("empty separator");
  size_t at = kFromRight ? rfind_bytes(t, sep) : find_bytes(t, sep);
  if (at != kNotFound) return Tuple::make({like(a, t.substr(0, at)), like(a, sep), like(a, t.substr(at + sep.size()))});
  if (kFromRight) return Tuple::make({like(a, {}), like(a, {}), like(a, t)});
  return Tuple::make({like(a, t), like(a, {}), like(a, {})});
}

Value bytes_join(const Value* a) {
  std::string_view sep = self_view(a);
  Type* t = type_of(a[1]);
  if (!t->slots.iter && !t->slots.getitem) raise_type_error("can only join an iterable");
  Ref<Bytes> out = like(a, {});
  size_t i = 0;
  iterate(a[1], [&](const Value& item) {
    if (!has_buffer(item))
      raise_type_error("sequence item ", i, ": expected a bytes-like object, ", type_name(item), " found");
    if (i++) out->data.insert(out->data.end(), sep.begin(), sep.end());
    std::string_view part = bytes_like(item);
    out->data.insert(out->data.end(), part.begin(), part.end());
  });
  charge_text(out->data.size());
  return out;
}

// ---- translate, decode, hex
Value bytes_translate(const Value* a) {
  std::string_view t = self_view(a), table, remove;
  if (!a[1].is_none()) {
    table = bytes_like(a[1]);
    if (table.size() != 256) raise_value_error("translation table must be 256 characters long");
  }
  if (!a[2].is_null()) remove = bytes_like(a[2]);
  Ref<Bytes> out = like(a, {});
  for (char c : t)
    if (remove.find(c) == remove.npos) out->data.push_back(static_cast<uint8_t>(table.empty() ? c : table[static_cast<unsigned char>(c)]));
  return out;
}
Value bytes_maketrans(const Value* a) {
  std::string_view from = bytes_like(a[0]), to = bytes_like(a[1]);
  if (from.size() != to.size()) raise_value_error("maketrans arguments must have same length");
  std::string table;
  for (int c = 0; c < 256; ++c) table += static_cast<char>(c);
  for (size_t i = 0; i < from.size(); ++i) table[static_cast<unsigned char>(from[i])] = to[i];
  return Bytes::make(table);
}

std::string codec_argument(const Value& v, std::string_view otherwise, const char* name) {
  if (v.is_null()) return std::string(otherwise);
  if (!is_str(v)) raise_type_error("decode() argument '", name, "' must be str, not ", type_name(v));
  return v.as<Str>()->string();
}
Value bytes_decode(const Value* a) {
  return decode(self_view(a), codec_argument(a[1], "utf-8", "encoding"), codec_argument(a[2], "strict", "errors"));
}

Value bytes_hex(const Value* a) {
  std::string_view t = self_view(a), sep;
  if (!a[1].is_null()) {
    if (is_str(a[1])) sep = a[1].as<Str>()->view();
    else if (is_bytes_like(a[1])) sep = a[1].as<Bytes>()->view();
    else raise_type_error("sep must be str or bytes.");
    if (sep.size() != 1) raise_value_error("sep must be length 1.");
  }
  int64_t group = a[2].is_null() ? 1 : ssize_of(a[2]);
  if (sep.empty()) group = 0;
  Heap::current().require(t.size() * 3);
  charge_text(t.size() * 3);
  std::string out;
  auto size = static_cast<uint64_t>(group < 0 ? -group : group);
  for (size_t i = 0; i < t.size(); ++i) {
    // Groups are counted from the right, or from the left when negative.
    if (i && group && (group > 0 ? (t.size() - i) % size : i % size) == 0) out += sep;
    auto b = static_cast<unsigned char>(t[i]);
    out += "0123456789abcdef"[b >> 4];
    out += "0123456789abcdef"[b & 15];
  }
  return Str::make_ascii(out);
}

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  c = lowered(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
Value bytes_fromhex(const Value* a) {
  if (!is_str(a[1])) raise_type_error("fromhex() argument must be str, not ", type_name(a[1]));
  std::string_view t = a[1].as<Str>()->view();
  std::string out;
  auto bad = [](size_t at) { raise_value_error("non-hexadecimal number found in fromhex() arg at position ", at); };
  for (size_t i = 0; i < t.size();) {
    if (is_space(t[i])) {
      ++i;
      continue;
    }
    int high = hex_digit(t[i]);
    if (high < 0) bad(i);
    int low = i + 1 < t.size() ? hex_digit(t[i + 1]) : -1;
    if (low < 0) bad(i + 1);
    out += static_cast<char>(high << 4 | low);
    i += 2;
  }
  Type* cls = a[0].as<Type>();
  if (cls == vm().types.bytes) return Bytes::make(out);
  if (cls == vm().types.bytearray) return Bytes::make(out, Kind::bytearray);
  return call(a[0], {Bytes::make(out)});
}

Value bytes_getnewargs(const Value* a) { return Tuple::make({Bytes::make(self_view(a))}); }

}  // namespace

void add_bytes_methods(TypeBuilder& b) {
  b.method("find", "self, sub, start=None, end=None, /", bytes_find)
      .method("rfind", "self, sub, start=None, end=None, /", bytes_rfind)
      .method("index", "self, sub, start=None, end=None, /", bytes_index)
      .method("rindex", "self, sub, start=None, end=None, /", bytes_rindex)
      .method("count", "self, sub, start=None, end=None, /", bytes_count)
      .method("startswith", "self, prefix, start=None, end=None, /", has_affix<false>)
      .method("endswith", "self, suffix, start=None, end=None, /", has_affix<true>)
      .method("removeprefix", "self, prefix, /", bytes_removeprefix)
      .method("removesuffix", "self, suffix, /", bytes_removesuffix)
      .method("replace", "self, old, new, count=-1, /", bytes_replace)
      .method("lower", "self, /", bytes_lower)
      .method("upper", "self, /", bytes_upper)
      .method("swapcase", "self, /", bytes_swapcase)
      .method("capitalize", "self, /", bytes_capitalize)
      .method("title", "self, /", bytes_title)
      .method("isalpha", "self, /", all_are<is_alpha>)
      .method("isdigit", "self, /", all_are<is_digit>)
      .method("isalnum", "self, /", all_are<is_alnum>)
      .method("isspace", "self, /", all_are<is_space>)
      .method("isascii", "self, /", bytes_isascii)
      .method("islower", "self, /", one_case<is_lower, is_upper>)
      .method("isupper", "self, /", one_case<is_upper, is_lower>)
      .method("istitle", "self, /", bytes_istitle)
      .method("strip", "self, bytes=None, /", bytes_strip)
      .method("lstrip", "self, bytes=None, /", bytes_lstrip)
      .method("rstrip", "self, bytes=None, /", bytes_rstrip)
      .method("ljust", "self, width, fillchar=b' ', /", justify<Side::left>)
      .method("rjust", "self, width, fillchar=b' ', /", justify<Side::right>)
      .method("center", "self, width, fillchar=b' ', /", justify<Side::both>)
      .method("zfill", "self, width, /", bytes_zfill)
      .method("expandtabs", "self, /, tabsize=8", bytes_expandtabs)
      .method("split", "self, /, sep=None, maxsplit=-1", split<false>)
      .method("rsplit", "self, /, sep=None, maxsplit=-1", split<true>)
      .method("splitlines", "self, /, keepends=False", bytes_splitlines)
      .method("partition", "self, sep, /", partition<false>)
      .method("rpartition", "self, sep, /", partition<true>)
      .method("join", "self, iterable_of_bytes, /", bytes_join)
      .method("translate", "self, table, /, delete=b''", bytes_translate)
      .static_method("maketrans", "frm, to, /", bytes_maketrans)
      .method("decode", "self, /, encoding='utf-8', errors='strict'", bytes_decode)
      .method("hex", "self, /, sep=absent, bytes_per_sep=1", bytes_hex)
      .class_method("fromhex", "cls, string, /", bytes_fromhex)
      .method("__getnewargs__", "self, /", bytes_getnewargs);
}

}  // namespace sim::py
