// Methods of str that cut text apart and put it together.
// Before: str_type.cpp adds them to the type. After: str_search.h.
#include "sim/python/objects/list.h"
#include "sim/python/objects/str_methods.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"
#include "sim/python/unicode.h"

#include <algorithm>
#include <cstring>

namespace sim::py {
namespace {

Ref<Str> piece(const Str& of, std::string_view part) {
  return of.is_ascii() ? Str::make_ascii(part) : Str::make(part);
}

size_t split_limit(const Value& v) {
  int64_t n = v.is_null() ? -1 : ssize_of(v);
  return n < 0 ? ~size_t{0} : static_cast<size_t>(n);
}

bool is_space_at(const char* p, const char** behind) {
  const char* q = p;
  bool space = unicode::is(decode_utf8(q), unicode::space);
  *behind = q;
  return space;
}
const char* character_before(const char* p, const char* first) {
  --p;
  while (p > first && (static_cast<unsigned char>(*p) & 0xC0) == 0x80) --p;
  return p;
}

void split_on_space(const Str& s, size_t most, List& out) {
  const char *p = s.data(), *end = p + s.bytes(), *behind;
  auto put = [&](const char* from, const char* to) { out.items.emplace_back(piece(s, {from, static_cast<size_t>(to - from)})); };
  while (true) {
    while (p < end && is_space_at(p, &behind)) p = behind;
    if (p == end) return;
    if (out.items.size() == most) return put(p, end);  // the rest, with the space at its end
    const char* from = p;
    while (p < end && !is_space_at(p, &behind)) p = behind;
    put(from, p);
  }
}

void rsplit_on_space(const Str& s, size_t most, List& out) {
  const char *first = s.data(), *p = first + s.bytes(), *behind;
  auto put = [&](const char* from, const char* to) { out.items.emplace_back(piece(s, {from, static_cast<size_t>(to - from)})); };
  while (true) {
    while (p > first && is_space_at(character_before(p, first), &behind)) p = character_before(p, first);
    if (p == first) break;
    if (out.items.size() == most) {
      put(first, p);
      break;
    }
    const char* last = p;
    while (p > first && !is_space_at(character_before(p, first), &behind)) p = character_before(p, first);
    put(p, last);
  }
  std::reverse(out.items.begin(), out.items.end());
}

void split_on(const Str& s, std::string_view sep, size_t most, List& out) {
  std::string_view text = s.view();
  size_t from = 0, at;
  while (out.items.size() < most && (at = find_bytes(text, sep, from)) != kNotFound) {
    out.items.emplace_back(piece(s, text.substr(from, at - from)));
    from = at + sep.size();
  }
  out.items.emplace_back(from == 0 ? plain_str(const_cast<Str*>(&s)) : piece(s, text.substr(from)));
}

void rsplit_on(const Str& s, std::string_view sep, size_t most, List& out) {
  std::string_view text = s.view();
  size_t at;
  while (out.items.size() < most && (at = rfind_bytes(text, sep)) != kNotFound) {
    out.items.emplace_back(piece(s, text.substr(at + sep.size())));
    text = text.substr(0, at);
  }
  out.items.emplace_back(text.size() == s.bytes() ? plain_str(const_cast<Str*>(&s)) : piece(s, text));
  std::reverse(out.items.begin(), out.items.end());
}

template <auto kOnSpace, auto kOn>
Value split(const Value* a) {
  Str* s = str_self(a);
  size_t most = split_limit(a[2]);
  charge_text(s->bytes() * 4);
  Ref<List> out = List::make();
  if (a[1].is_null() || a[1].is_none()) {
    kOnSpace(*s, most, *out);
    return out;
  }
  if (!is_str(a[1])) raise_type_error("must be str or None, not ", type_name(a[1]));
  if (a[1].as<Str>()->bytes() == 0) raise_value_error("empty separator");
  kOn(*s, a[1].as<Str>()->view(), most, *out);
  return out;
}

Value str_splitlines(const Value* a) {
  Str* s = str_self(a);
  bool keep = !a[1].is_null() && truthy(a[1]);
  Ref<List> out = List::make();
  charge_text(s->bytes() * 4);
  const char *p = s->data(), *end = p + s->bytes(), *from = p;
  while (p < end) {
    const char* line_end = p;
    uint32_t c = decode_utf8(p);
    if (!unicode::is_line_break(c)) continue;
    if (c == '\r' && p < end && *p == '\n') ++p;
    out->items.emplace_back(piece(*s, {from, static_cast<size_t>((keep ? p : line_end) - from)}));
    from = p;
  }
  if (from < end) out->items.emplace_back(piece(*s, {from, static_cast<size_t>(end - from)}));
  return out;
}

std::string_view separator(const Value& v) {
  if (!is_str(v)) raise_type_error("must be str, not ", type_name(v));
  if (v.as<Str>()->bytes() == 0) raise_value_error("empty separator");
  return v.as<Str>()->view();
}

Value str_partition(const Value* a) {
  Str* s = str_self(a);
  std::string_view sep = separator(a[1]), text = s->view();
  size_t at = find_bytes(text, sep);
  if (at == kNotFound) return Tuple::make({plain_str(s), Str::empty(), Str::empty()});
  return Tuple::make({piece(*s, text.substr(0, at)), plain_str(a[1].as<Str>()), piece(*s, text.substr(at + sep.size()))});
}
Value str_rpartition(const Value* a) {
  Str* s = str_self(a);
  std::string_view sep = separator(a[1]), text = s->view();
  size_t at = rfind_bytes(text, sep);
  if (at == kNotFound) return Tuple::make({Str::empty(), Str::empty(), plain_str(s)});
  return Tuple::make({piece(*s, text.substr(0, at)), plain_str(a[1].as<Str>()), piece(*s, text.substr(at + sep.size()))});
}

// ---- join
bool is_iterable(const Value& v) {
  Type* t = type_of(v);
  return t->slots.iter || t->slots.getitem;
}

Value join(Str* sep, const Value* items, size_t n) {
  size_t bytes = 0, length = 0;
  for (size_t i = 0; i < n; ++i) {
    if (!is_str(items[i])) raise_type_error("sequence item ", i, ": expected str instance, ", type_name(items[i]), " found");
    const Str& s = *items[i].as<Str>();
    if (__builtin_add_overflow(bytes, s.bytes(), &bytes)) Heap::current().require(~size_t{0});
    length += s.length();
  }
  if (n == 0) return Str::empty();
  if (n == 1) return plain_str(items[0].as<Str>());
  size_t between;
  if (__builtin_mul_overflow(sep->bytes(), n - 1, &between)) between = ~size_t{0} / 4;
  bytes += between;
  length += sep->length() * (n - 1);
  if (bytes == 0) return Str::empty();
  charge_text(bytes);
  charge_steps(n / 4);
  Ref<Str> out = Str::uninitialized(bytes, length);
  char* to = out->mutable_data();
  for (size_t i = 0; i < n; ++i) {
    if (i && sep->bytes()) {
      std::memcpy(to, sep->data(), sep->bytes());
      to += sep->bytes();
    }
    const Str& s = *items[i].as<Str>();
    std::memcpy(to, s.data(), s.bytes());
    to += s.bytes();
  }
  return out;
}

Value str_join(const Value* a) {
  Str* sep = str_self(a);
  if (a[1].is(Kind::tuple)) return join(sep, a[1].as<Tuple>()->data(), a[1].as<Tuple>()->size());
  if (a[1].is(Kind::list)) return join(sep, a[1].as<List>()->items.data(), a[1].as<List>()->items.size());
  if (!is_iterable(a[1])) raise_type_error("can only join an iterable");
  Ref<List> items = to_list(a[1]);
  return join(sep, items->items.data(), items->items.size());
}

}  // namespace

void add_str_split_methods(TypeBuilder& b) {
  b.method("split", "self, /, sep=None, maxsplit=-1", split<split_on_space, split_on>)
      .method("rsplit", "self, /, sep=None, maxsplit=-1", split<rsplit_on_space, rsplit_on>)
      .method("splitlines", "self, /, keepends=False", str_splitlines)
      .method("partition", "self, sep, /", str_partition)
      .method("rpartition", "self, sep, /", str_rpartition)
      .method("join", "self, iterable, /", str_join);
}

}  // namespace sim::py
