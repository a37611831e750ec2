// Methods of str that look for text, replace it, strip, pad, translate and encode.
// Before: str_type.cpp adds them to the type. After: str_search.h, str_codec.h.
#include "sim/python/objects/str_methods.h"

#include "sim/python/objects/bytes.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str_codec.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"
#include "sim/python/unicode.h"
#include "sim/python/vm.h"

#include <algorithm>
#include <cstring>

namespace sim::py {

Str* str_self(const Value* args) {
  if (is_str(args[0])) return args[0].as<Str>();
  const Builtin* b = vm().calling_builtin();
  raise_type_error("descriptor '", b && b->name ? b->name->view() : "", "' for 'str' objects doesn't apply to a '", type_name(args[0]),
                   "' object");
}

Str* str_argument(const Value& v, const char* method, int position) {
  if (is_str(v)) return v.as<Str>();
  raise_type_error(method, "() argument ", position, " must be str, not ", type_name(v));
}

void search_bounds(const Value& start, const Value& stop, size_t length, int64_t* from, int64_t* to) {
  auto n = static_cast<int64_t>(length);
  auto bound = [n](const Value& v, int64_t otherwise) {
    if (v.is_null() || v.is_none()) return otherwise;
    if (!is_int(v) && !type_of(v)->slots.index)
      raise_type_error("slice indices must be integers or None or have an __index__ method");
    int64_t i = clamp_index(v);
    if (i < 0) i = std::max<int64_t>(i + n, 0);
    return i;
  };
  *from = bound(start, 0);
  *to = std::min(bound(stop, n), n);
}

namespace {

// The bytes of s[start:stop], and where they begin. False: the bounds are crossed, so that not even "" is found there.
bool search_range(const Str& s, const Value& start, const Value& stop, std::string_view* range, size_t* first) {
  *range = s.view();
  *first = 0;
  if (start.is_null() && stop.is_null()) return true;
  int64_t from, to;
  search_bounds(start, stop, s.length(), &from, &to);
  if (from > to) return false;
  *first = s.byte_offset(static_cast<size_t>(from));
  *range = range->substr(*first, s.byte_offset(static_cast<size_t>(to)) - *first);
  return true;
}

int64_t position(const Str& s, size_t byte) {
  return static_cast<int64_t>(s.is_ascii() ? byte : count_code_points(s.view().substr(0, byte)));
}

using Search = size_t (*)(std::string_view text, std::string_view needle);
size_t forward(std::string_view text, std::string_view needle) { return find_bytes(text, needle); }

int64_t search(const Value* a, Search how, const char* method) {
  Str *s = str_self(a), *needle = str_argument(a[1], method, 1);
  std::string_view range;
  size_t first;
  if (!search_range(*s, a[2], a[3], &range, &first)) return -1;
  charge_text(range.size());
  size_t at = how(range, needle->view());
  return at == kNotFound ? -1 : position(*s, first + at);
}

Value found_or_raise(int64_t at) {
  if (at < 0) raise_value_error("substring not found");
  return Value::integer(at);
}

Value str_find(const Value* a) { return Value::integer(search(a, forward, "find")); }
Value str_rfind(const Value* a) { return Value::integer(search(a, rfind_bytes, "rfind")); }
Value str_index(const Value* a) { return found_or_raise(search(a, forward, "index")); }
Value str_rindex(const Value* a) { return found_or_raise(search(a, rfind_bytes, "rindex")); }

Value str_count(const Value* a) {
  Str *s = str_self(a), *needle = str_argument(a[1], "count", 1);
  std::string_view range;
  size_t first;
  if (!search_range(*s, a[2], a[3], &range, &first)) return Value::integer(0);
  charge_text(range.size());
  if (needle->bytes() == 0) return Value::integer(static_cast<int64_t>(count_code_points(range)) + 1);
  if (needle->bytes() == 1) return Value::integer(std::count(range.begin(), range.end(), needle->data()[0]));
  return Value::integer(static_cast<int64_t>(count_bytes(range, needle->view())));
}

// startswith and endswith: one affix or a tuple of them.
Value has_affix(const Value* a, const char* method, bool at_end) {
  Str* s = str_self(a);
  std::string_view range;
  size_t first;
  bool crossed = !search_range(*s, a[2], a[3], &range, &first);
  auto matches = [&](const Value& v) {
    std::string_view affix = v.as<Str>()->view();
    if (crossed || affix.size() > range.size()) return false;
    return (at_end ? range.substr(range.size() - affix.size()) : range.substr(0, affix.size())) == affix;
  };
  if (is_str(a[1])) return Value::boolean(matches(a[1]));
  if (!a[1].is(Kind::tuple)) raise_type_error(method, " first arg must be str or a tuple of str, not ", type_name(a[1]));
  for (const Value& v : *a[1].as<Tuple>()) {
    if (!is_str(v)) raise_type_error("tuple for ", method, " must only contain str, not ", type_name(v));
    if (matches(v)) return Value::boolean(true);
  }
  return Value::boolean(false);
}
Value str_startswith(const Value* a) { return has_affix(a, "startswith", false); }
Value str_endswith(const Value* a) { return has_affix(a, "endswith", true); }

Value str_removeprefix(const Value* a) {
  Str* s = str_self(a);
  if (!is_str(a[1])) raise_type_error("removeprefix() argument must be str, not ", type_name(a[1]));
  std::string_view prefix = a[1].as<Str>()->view();
  if (prefix.empty() || s->view().substr(0, prefix.size()) != prefix) return plain_str(s);
  return Str::make(s->view().substr(prefix.size()));
}
Value str_removesuffix(const Value* a) {
  Str* s = str_self(a);
  if (!is_str(a[1])) raise_type_error("removesuffix() argument must be str, not ", type_name(a[1]));
  std::string_view suffix = a[1].as<Str>()->view(), text = s->view();
  if (suffix.empty() || suffix.size() > text.size() || text.substr(text.size() - suffix.size()) != suffix) return plain_str(s);
  return Str::make(text.substr(0, text.size() - suffix.size()));
}

// ---- replace
Ref<Str> replace_all(const Str& s, const Str& old, const Str& fresh, size_t count) {
  size_t bytes = s.bytes() + count * fresh.bytes() - count * old.bytes();
  size_t length = s.length() + count * fresh.length() - count * old.length();
  charge_text(bytes);
  Ref<Str> out = Str::uninitialized(bytes, length);
  char* to = out->mutable_data();
  std::string_view text = s.view();
  auto put = [&to](std::string_view part) {
    std::memcpy(to, part.data(), part.size());
    to += part.size();
  };
  size_t from = 0;
  for (size_t i = 0; i < count; ++i) {
    size_t at = find_bytes(text, old.view(), from);
    put(text.substr(from, at - from));
    put(fresh.view());
    from = at + old.bytes();
  }
  put(text.substr(from));
  return out;
}

// An empty `old`: `fresh` goes before each of the first characters, and behind the last when there is a turn left.
Ref<Str> interleave(const Str& s, const Str& fresh, size_t count) {
  size_t bytes;
  if (__builtin_mul_overflow(count, fresh.bytes(), &bytes)) bytes = ~size_t{0} / 4;
  bytes += s.bytes();
  Heap::current().require(bytes);
  Ref<Str> out = Str::uninitialized(bytes, s.length() + count * fresh.length());
  char* to = out->mutable_data();
  const char *p = s.data(), *end = p + s.bytes();
  for (size_t i = 0; i < count; ++i) {
    std::memcpy(to, fresh.data(), fresh.bytes());
    to += fresh.bytes();
    if (p == end) break;
    const char* from = p;
    decode_utf8(p);
    to = std::copy(from, p, to);
  }
  std::copy(p, end, to);
  return out;
}

Value str_replace(const Value* a) {
  Str *s = str_self(a), *old = str_argument(a[1], "replace", 1), *fresh = str_argument(a[2], "replace", 2);
  int64_t limit = a[3].is_null() ? -1 : ssize_of(a[3]);
  size_t most = limit < 0 ? ~size_t{0} : static_cast<size_t>(limit);
  if (most == 0) return plain_str(s);
  charge_text(s->bytes());
  if (old->bytes() == 0) return interleave(*s, *fresh, std::min(most, s->length() + 1));
  size_t count = 0;
  std::string_view text = s->view();
  for (size_t at = 0; count < most && (at = find_bytes(text, old->view(), at)) != kNotFound; at += old->bytes()) ++count;
  if (count == 0) return plain_str(s);
  charge_steps(count * 2);
  if (fresh->bytes() > old->bytes()) Heap::current().require(count * fresh->bytes());
  return replace_all(*s, *old, *fresh, count);
}

// ---- strip
struct Ends {
  bool left, right;
};

std::string_view strip_space(std::string_view t, Ends ends) {
  const char *first = t.data(), *last = first + t.size();
  if (ends.left)
    while (first < last) {
      const char* p = first;
      if (!unicode::is(decode_utf8(p), unicode::space)) break;
      first = p;
    }
  if (ends.right)
    while (first < last) {
      const char* p = last - 1;
      while (p > first && (static_cast<unsigned char>(*p) & 0xC0) == 0x80) --p;
      const char* from = p;
      if (!unicode::is(decode_utf8(p), unicode::space)) break;
      last = from;
    }
  return {first, static_cast<size_t>(last - first)};
}

// The characters to strip are looked for as byte sequences in `set`: a whole character is found only as itself.
std::string_view strip_set(std::string_view t, std::string_view set, Ends ends) {
  size_t first = 0, last = t.size();
  auto in_set = [set](std::string_view c) { return set.find(c) != set.npos; };
  if (ends.left)
    while (first < last) {
      const char* p = t.data() + first;
      decode_utf8(p);
      auto next = static_cast<size_t>(p - t.data());
      if (!in_set(t.substr(first, next - first))) break;
      first = next;
    }
  if (ends.right)
    while (first < last) {
      size_t from = last - 1;
      while (from > first && (static_cast<unsigned char>(t[from]) & 0xC0) == 0x80) --from;
      if (!in_set(t.substr(from, last - from))) break;
      last = from;
    }
  return t.substr(first, last - first);
}

Value strip(const Value* a, const char* method, Ends ends) {
  Str* s = str_self(a);
  std::string_view rest;
  if (a[1].is_null() || a[1].is_none()) rest = strip_space(s->view(), ends);
  else if (is_str(a[1])) rest = strip_set(s->view(), a[1].as<Str>()->view(), ends);
  else raise_type_error(method, " arg must be None or str");
  if (rest.size() == s->bytes()) return plain_str(s);
  return s->is_ascii() ? Str::make_ascii(rest) : Str::make(rest);
}
Value str_strip(const Value* a) { return strip(a, "strip", {true, true}); }
Value str_lstrip(const Value* a) { return strip(a, "lstrip", {true, false}); }
Value str_rstrip(const Value* a) { return strip(a, "rstrip", {false, true}); }

// ---- padding
Ref<Str> fill_character(const Value& v) {
  if (v.is_null()) return Str::of_code_point(' ');
  if (!is_str(v)) raise_type_error("The fill character must be a unicode character, not ", type_name(v));
  if (v.as<Str>()->length() != 1) raise_type_error("The fill character must be exactly one character long");
  return plain_str(v.as<Str>());
}

Ref<Str> pad(Str* s, const Str& fill, size_t left, size_t right) {
  if (left + right == 0) return plain_str(s);
  size_t extra;
  if (__builtin_mul_overflow(left + right, fill.bytes(), &extra)) extra = ~size_t{0} / 4;
  Heap::current().require(extra);
  charge_text(extra * 4);
  Ref<Str> out = Str::uninitialized(s->bytes() + extra, s->length() + left + right);
  char* to = out->mutable_data();
  auto put = [&](size_t n) {
    for (size_t i = 0; i < n; ++i, to += fill.bytes()) std::memcpy(to, fill.data(), fill.bytes());
  };
  put(left);
  std::memcpy(to, s->data(), s->bytes());
  to += s->bytes();
  put(right);
  return out;
}

enum class Side : uint8_t { left, right, both };
Value justify(const Value* a, Side text_at) {
  Str* s = str_self(a);
  int64_t width = ssize_of(a[1]);
  Ref<Str> fill = fill_character(a[2]);
  auto length = static_cast<int64_t>(s->length());
  auto extra = static_cast<size_t>(std::max<int64_t>(width - length, 0));
  switch (text_at) {
    case Side::left: return pad(s, *fill, 0, extra);
    case Side::right: return pad(s, *fill, extra, 0);
    default: break;
  }
  size_t left = extra / 2 + (extra & static_cast<size_t>(width) & 1);       // CPython's rounding: odd rest goes left of an odd width
  return pad(s, *fill, left, extra - left);
}
Value str_ljust(const Value* a) { return justify(a, Side::left); }
Value str_rjust(const Value* a) { return justify(a, Side::right); }
Value str_center(const Value* a) { return justify(a, Side::both); }

Value str_zfill(const Value* a) {
  Str* s = str_self(a);
  int64_t width = ssize_of(a[1]);
  auto length = static_cast<int64_t>(s->length());
  if (width <= length) return plain_str(s);
  Ref<Str> out = pad(s, *Str::of_code_point('0'), static_cast<size_t>(width - length), 0);
  char* text = out->mutable_data();
  size_t zeros = static_cast<size_t>(width - length);
  if (s->bytes() && (s->data()[0] == '+' || s->data()[0] == '-')) std::swap(text[0], text[zeros]);
  return out;
}

Value str_expandtabs(const Value* a) {
  Str* s = str_self(a);
  int64_t size = a[1].is_null() ? 8 : ssize_of(a[1]);
  std::string out;
  int64_t column = 0;
  charge_text(s->bytes());
  for (char c : s->view()) {
    if (c == '\t') {
      int64_t n = size > 0 ? size - column % size : 0;
      Heap::current().require(out.size() + static_cast<size_t>(n));
      out.append(static_cast<size_t>(n), ' ');
      column += n;
      continue;
    }
    out += c;
    if (c == '\n' || c == '\r') column = 0;
    else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++column;
  }
  return Str::make(out);
}

// ---- translate
void append_translated(std::string& out, uint32_t c, const Value& to) {
  if (to.is_none()) return;
  if (is_str(to)) {
    out += to.as<Str>()->view();
    return;
  }
  if (!is_int(to)) raise_type_error("character mapping must return integer, None or str");
  int64_t code;
  if (!int_fits_int64(to, &code) || code < 0 || code > 0x10FFFF) raise_value_error("character mapping must be in range(0x110000)");
  append_utf8(out, static_cast<uint32_t>(code));
  static_cast<void>(c);
}

Value lookup_translation(const Value& table, uint32_t c) {   // null: none, the character stays
  Value key = Value::integer(c);
  if (table.is(Kind::dict) && !(table.as_object()->flags & Object::is_subclass)) {
    Value* v = table.as<Dict>()->find(key);
    return v ? *v : Value();
  }
  try {
    return get_item(table, key);
  } catch (const Raised& r) {
    if (!matches(r.exception.get(), Exc::LookupError)) throw;
    return Value();
  }
}

Value str_translate(const Value* a) {
  Str* s = str_self(a);
  std::string out;
  charge_text(s->bytes() * 8);
  Heap::current().require(s->bytes());
  Ref<Str> held(s);
  for (const char *p = s->data(), *end = p + s->bytes(); p < end;) {
    const char* from = p;
    uint32_t c = decode_utf8(p);
    Value to = lookup_translation(a[1], c);
    if (to.is_null()) out.append(from, p);
    else append_translated(out, c, to);
    if ((out.size() & 0xFFFF) == 0) Heap::current().require(out.size());
  }
  return Str::make(out);
}

void maketrans_from_dict(Dict& from, Dict& to) {
  for (size_t i = 0; (i = from.next(i)) != Dict::npos; ++i) {
    const Dict::Entry& e = from.entry(i);
    if (is_int(e.key)) {
      to.set(e.key, e.value);
    } else if (is_str(e.key)) {
      if (e.key.as<Str>()->length() != 1) raise_value_error("string keys in translate table must be of length 1");
      to.set(Value::integer(e.key.as<Str>()->code_point_at(0)), e.value);
    } else {
      raise_type_error("keys in translate table must be strings or integers");
    }
  }
}

Value str_maketrans(const Value* a) {
  Ref<Dict> out = Dict::make();
  if (a[1].is_null()) {
    if (!a[0].is(Kind::dict)) raise_type_error("if you give only one argument to maketrans it must be a dict");
    maketrans_from_dict(*a[0].as<Dict>(), *out);
    return out;
  }
  if (!is_str(a[0])) raise_type_error("first maketrans argument must be a string if there is a second argument");
  Str *from = a[0].as<Str>(), *to = str_argument(a[1], "maketrans", 2);
  Str* remove = a[2].is_null() ? nullptr : str_argument(a[2], "maketrans", 3);
  if (from->length() != to->length()) raise_value_error("the first two maketrans arguments must have equal length");
  const char *p = from->data(), *q = to->data();
  for (size_t i = 0; i < from->length(); ++i) {
    uint32_t key = decode_utf8(p), value = decode_utf8(q);
    out->set(Value::integer(key), Value::integer(value));
  }
  if (remove)
    for (const char *r = remove->data(), *end = r + remove->bytes(); r < end;) out->set(Value::integer(decode_utf8(r)), Value::none());
  return out;
}

// ---- encode
std::string codec_argument(const Value& v, std::string_view otherwise, const char* name) {
  if (v.is_null()) return std::string(otherwise);
  if (!is_str(v)) raise_type_error("encode() argument '", name, "' must be str, not ", type_name(v));
  return v.as<Str>()->string();
}

Value str_encode(const Value* a) {
  Str* s = str_self(a);
  return Bytes::make(encode(*s, codec_argument(a[1], "utf-8", "encoding"), codec_argument(a[2], "strict", "errors")));
}

Value str_getnewargs(const Value* a) { return Tuple::make({plain_str(str_self(a))}); }

}  // namespace

void add_str_methods(TypeBuilder& b) {
  b.method("find", "self, sub, start=None, end=None, /", str_find)
      .method("rfind", "self, sub, start=None, end=None, /", str_rfind)
      .method("index", "self, sub, start=None, end=None, /", str_index)
      .method("rindex", "self, sub, start=None, end=None, /", str_rindex)
      .method("count", "self, sub, start=None, end=None, /", str_count)
      .method("startswith", "self, prefix, start=None, end=None, /", str_startswith)
      .method("endswith", "self, suffix, start=None, end=None, /", str_endswith)
      .method("removeprefix", "self, prefix, /", str_removeprefix)
      .method("removesuffix", "self, suffix, /", str_removesuffix)
      .method("replace", "self, old, new, /, count=-1", str_replace)
      .method("strip", "self, chars=None, /", str_strip)
      .method("lstrip", "self, chars=None, /", str_lstrip)
      .method("rstrip", "self, chars=None, /", str_rstrip)
      .method("ljust", "self, width, fillchar=' ', /", str_ljust)
      .method("rjust", "self, width, fillchar=' ', /", str_rjust)
      .method("center", "self, width, fillchar=' ', /", str_center)
      .method("zfill", "self, width, /", str_zfill)
      .method("expandtabs", "self, /, tabsize=8", str_expandtabs)
      .method("translate", "self, table, /", str_translate)
      .static_method("maketrans", "x, y=None, z=None, /", str_maketrans)
      .method("encode", "self, /, encoding='utf-8', errors='strict'", str_encode)
      .method("__getnewargs__", "self, /", str_getnewargs);
}

}  // namespace sim::py
