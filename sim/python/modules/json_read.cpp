// JSON text to values.
#include "sim/python/depth.h"
#include "sim/python/modules/json_text.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/objects/tuple.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace sim::py {
namespace {

class Reader {
 public:
  Reader(const Str& text, const JsonHooks& hooks) : text_(text), t_(text.view()), hooks_(hooks) {}
  Value value(size_t* i);

 private:
  [[noreturn]] void fail(std::string_view message, size_t byte) const;
  void skip_space(size_t* i) const {
    while (*i < t_.size() && (t_[*i] == ' ' || t_[*i] == '\n' || t_[*i] == '\r' || t_[*i] == '\t')) ++*i;
  }
  bool at(size_t i, char c) const { return i < t_.size() && t_[i] == c; }
  Value array(size_t* i);
  Value object(size_t* i);
  void member(size_t* i, const Ref<Dict>& dict, const Ref<List>& pairs);
  Value finish_object(const Ref<Dict>& dict, const Ref<List>& pairs);
  Ref<Str> string(size_t* i);
  void escape(std::string& out, size_t* i, size_t begin);
  uint32_t four_digits(size_t i) const;
  Value number(size_t* i);
  bool constant(size_t* i, Value* out);

  const Str& text_;
  std::string_view t_;
  const JsonHooks& hooks_;
};

void Reader::fail(std::string_view message, size_t byte) const {
  byte = std::min(byte, t_.size());
  auto position = static_cast<int64_t>(count_code_points(t_.substr(0, byte)));
  Value e = call(hooks_.error, {Str::make(message), Value(const_cast<Str*>(&text_)), Value::integer(position)});
  raise(Ref<Exception>(e.as<Exception>()));
}

bool Reader::constant(size_t* i, Value* out) {
  struct Constant {
    std::string_view text;
    Value value;
    bool hooked;
  };
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const Constant constants[] = {{"null", Value::none(), false},
                                {"true", Value::boolean(true), false},
                                {"false", Value::boolean(false), false},
                                {"NaN", Value::real(std::numeric_limits<double>::quiet_NaN()), true},
                                {"Infinity", Value::real(kInfinity), true},
                                {"-Infinity", Value::real(-kInfinity), true}};
  for (const Constant& c : constants) {
    if (t_.substr(*i, c.text.size()) != c.text) continue;
    *i += c.text.size();
    *out = c.hooked && !hooks_.parse_constant.is_null() ? call(hooks_.parse_constant, {Str::make(c.text)}) : c.value;
    return true;
  }
  return false;
}

Value Reader::value(size_t* i) {
  charge_steps(1);
  if (*i >= t_.size()) fail("Expecting value", *i);
  char c = t_[*i];
  if (c == '"') return string(i);
  if (c == '{') return object(i);
  if (c == '[') return array(i);
  Value out;
  if (c >= 'A' && constant(i, &out)) return out;
  if (c == '-' && constant(i, &out)) return out;
  return number(i);
}

Value Reader::number(size_t* i) {
  auto digits = [this](size_t from) {
    while (from < t_.size() && t_[from] >= '0' && t_[from] <= '9') ++from;
    return from;
  };
  size_t start = *i, at_digits = start + at(start, '-');
  size_t end = at(at_digits, '0') ? at_digits + 1 : digits(at_digits);
  if (end == at_digits) fail("Expecting value", start);
  bool is_float = false;
  if (at(end, '.') && digits(end + 1) > end + 1) {
    is_float = true;
    end = digits(end + 1);
  }
  if (at(end, 'e') || at(end, 'E')) {
    size_t exponent = end + 1 + (at(end + 1, '+') || at(end + 1, '-'));
    if (digits(exponent) > exponent) {
      is_float = true;
      end = digits(exponent);
    }
  }
  *i = end;
  std::string_view text = t_.substr(start, end - start);
  if (is_float) return hooks_.parse_float.is_null() ? float_from_text(text) : call(hooks_.parse_float, {Str::make(text)});
  if (!hooks_.parse_int.is_null()) return call(hooks_.parse_int, {Str::make(text)});
  int64_t small;
  auto [p, error] = std::from_chars(text.data(), text.data() + text.size(), small);
  return error == std::errc() ? Value::integer(small) : int_from_text(text, 10);
}

uint32_t Reader::four_digits(size_t i) const {      // -1: not four hexadecimal digits
  if (i + 4 > t_.size()) return ~0u;
  uint32_t unit = 0;
  auto [p, error] = std::from_chars(t_.data() + i, t_.data() + i + 4, unit, 16);
  return error == std::errc() && p == t_.data() + i + 4 ? unit : ~0u;
}

// Behind the backslash at *i - 1.
void Reader::escape(std::string& out, size_t* i, size_t begin) {
  if (*i >= t_.size()) fail("Unterminated string starting at", begin);
  char c = t_[(*i)++];
  constexpr std::string_view kFrom = "\"\\/bfnrt", kTo = "\"\\/\b\f\n\r\t";
  if (size_t k = kFrom.find(c); k != kFrom.npos) {
    out += kTo[k];
    return;
  }
  if (c != 'u') fail("Invalid \\escape", *i - 2);
  uint32_t unit = four_digits(*i);
  if (unit == ~0u) fail("Invalid \\uXXXX escape", *i - 1);
  *i += 4;
  if (unit >= 0xD800 && unit < 0xDC00 && at(*i, '\\') && at(*i + 1, 'u')) {
    uint32_t low = four_digits(*i + 2);
    if (low != ~0u && low >= 0xDC00 && low < 0xE000) {
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
      *i += 6;
    }
  }
  append_utf8(out, unit);
}

Ref<Str> Reader::string(size_t* i) {
  size_t begin = *i, from = begin + 1;
  std::string out;
  for (*i = from; *i < t_.size();) {
    char c = t_[*i];
    if (c == '"') {
      std::string_view last = t_.substr(from, *i - from);
      ++*i;
      if (out.empty()) return Str::make(last);
      return Str::make(out += last);
    }
    if (c == '\\') {
      out += t_.substr(from, *i - from);
      ++*i;
      escape(out, i, begin);
      from = *i;
    } else {
      if (hooks_.strict && static_cast<unsigned char>(c) < 0x20) fail("Invalid control character at", *i);
      ++*i;
    }
  }
  fail("Unterminated string starting at", begin);
}

Value Reader::array(size_t* i) {
  DepthScope depth(" while decoding a JSON array from a unicode string");
  Ref<List> list = List::make();
  skip_space(&++*i);
  if (at(*i, ']')) {
    ++*i;
    return list;
  }
  while (true) {
    list->items.push_back(value(i));
    skip_space(i);
    if (at(*i, ']')) break;
    if (!at(*i, ',')) fail("Expecting ',' delimiter", *i);
    size_t comma = (*i)++;
    skip_space(i);
    if (at(*i, ']')) fail("Illegal trailing comma before end of array", comma);
  }
  ++*i;
  return list;
}

void Reader::member(size_t* i, const Ref<Dict>& dict, const Ref<List>& pairs) {
  if (!at(*i, '"')) fail("Expecting property name enclosed in double quotes", *i);
  Ref<Str> key = string(i);
  skip_space(i);
  if (!at(*i, ':')) fail("Expecting ':' delimiter", *i);
  skip_space(&++*i);
  Value v = value(i);
  if (pairs) pairs->items.emplace_back(Tuple::make({key, std::move(v)}));
  else dict->set(key.get(), std::move(v));
}

Value Reader::finish_object(const Ref<Dict>& dict, const Ref<List>& pairs) {
  if (pairs) return call(hooks_.object_pairs_hook, {pairs});
  return hooks_.object_hook.is_null() ? Value(dict) : call(hooks_.object_hook, {dict});
}

Value Reader::object(size_t* i) {
  DepthScope depth(" while decoding a JSON object from a unicode string");
  Ref<Dict> dict = Dict::make();
  Ref<List> pairs = hooks_.object_pairs_hook.is_null() ? nullptr : List::make();
  skip_space(&++*i);
  bool any = !at(*i, '}');
  while (any) {
    member(i, dict, pairs);
    skip_space(i);
    if (at(*i, '}')) break;
    if (!at(*i, ',')) fail("Expecting ',' delimiter", *i);
    size_t comma = (*i)++;
    skip_space(i);
    if (at(*i, '}')) fail("Illegal trailing comma before end of object", comma);
  }
  ++*i;
  return finish_object(dict, pairs);
}

}  // namespace

Value read_json(Str* text, size_t index, const JsonHooks& hooks, size_t* end) {
  Ref<Str> held(text);
  charge_text(text->bytes() * 2);
  size_t i = index > text->length() ? text->bytes() : text->byte_offset(index);
  Value v = Reader(*text, hooks).value(&i);
  *end = text->is_ascii() ? i : count_code_points(text->view().substr(0, i));
  return v;
}

}  // namespace sim::py
