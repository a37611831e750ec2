// str.format and format_map: replacement fields with attributes, indexes, conversions and nested specs.
// Before: format_methods.cpp. After: __format__ of the values. CPython: Objects/stringlib/unicode_format.h.
#include "sim/python/format.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <limits>

namespace sim::py {
namespace {

class TextFormatter {
 public:
  TextFormatter(const Value* args, size_t nargs, const Value& mapping) : args_(args), nargs_(nargs), mapping_(mapping) {}
  std::string run(std::string_view text, int depth);

 private:
  struct Field {
    std::string_view name, spec;
    char conversion = '\0';
    std::string_view conversion_text;
    bool nested = false;           // the spec has fields of its own
  };
  Field parse_field(std::string_view text, size_t* i);
  Value lookup(std::string_view name);
  Value first_object(std::string_view first);
  Value number_or_name(std::string_view key);
  void put(std::string& out, const Field& field, int depth);

  const Value* args_;
  size_t nargs_;
  const Value& mapping_;
  enum class Numbering : uint8_t { unknown, automatic, manual } numbering_ = Numbering::unknown;
  size_t next_ = 0;
};

// An index: digits only. -1: not a number.
int64_t index_text(std::string_view s) {
  if (s.empty()) return -1;
  int64_t n = 0;
  for (char c : s) {
    if (c < '0' || c > '9') return -1;
    if (n > (std::numeric_limits<int64_t>::max() - 9) / 10) raise_value_error("Too many decimal digits in format string");
    n = n * 10 + (c - '0');
  }
  return n;
}

// From behind the '{' at *i to behind its '}'. CPython: MarkupIterator_next and parse_field.
TextFormatter::Field TextFormatter::parse_field(std::string_view t, size_t* i) {
  Field f;
  size_t at = *i, from = at;
  int brackets = 0;
  char stop = '\0';
  for (; at < t.size(); ++at) {
    char c = t[at];
    if (c == '[') brackets = 1;
    else if (c == ']') brackets = 0;
    if (brackets) continue;
    if (c == '{') raise_value_error("unexpected '{' in field name");
    if (c == '}' || c == ':' || c == '!') {
      stop = c;
      break;
    }
  }
  if (!stop) raise_value_error("expected '}' before end of string");
  f.name = t.substr(from, at - from);
  ++at;
  if (stop == '!') {
    if (at >= t.size()) raise_value_error("end of string while looking for conversion specifier");
    const char* p = t.data() + at;
    decode_utf8(p);
    f.conversion_text = t.substr(at, static_cast<size_t>(p - t.data()) - at);
    f.conversion = t[at];
    at += f.conversion_text.size();
    if (at >= t.size()) raise_value_error("unmatched '{' in format spec");
    stop = t[at++];
    if (stop != ':' && stop != '}') raise_value_error("expected ':' after conversion specifier");
  }
  if (stop == ':') {
    from = at;
    int depth = 1;
    for (; at < t.size(); ++at) {
      if (t[at] == '{') ++depth, f.nested = true;
      if (t[at] == '}' && --depth == 0) break;
    }
    if (at >= t.size()) raise_value_error("unmatched '{' in format spec");
    f.spec = t.substr(from, at - from);
    ++at;
  }
  *i = at;
  return f;
}

Value TextFormatter::first_object(std::string_view first) {
  int64_t index = index_text(first);
  if (first.empty() || index >= 0) {
    Numbering now = first.empty() ? Numbering::automatic : Numbering::manual;
    if (numbering_ == Numbering::unknown) numbering_ = now;
    if (numbering_ != now) {
      raise_value_error(now == Numbering::manual ? "cannot switch from automatic field numbering to manual field specification"
                                                 : "cannot switch from manual field specification to automatic field numbering");
    }
    if (first.empty()) index = static_cast<int64_t>(next_++);
    if (!args_) raise_value_error("Format string contains positional fields");
    if (static_cast<size_t>(index) >= nargs_)
      raise(Exc::IndexError, cat("Replacement index ", index, " out of range for positional args tuple"));
    return args_[index];
  }
  Value key = Str::make(first);
  if (mapping_.is_null()) raise(Exc::KeyError, key);
  return get_item(mapping_, key);
}

Value TextFormatter::number_or_name(std::string_view key) {
  int64_t index = index_text(key);
  return index >= 0 ? Value::integer(index) : Value(Str::make(key));
}

Value TextFormatter::lookup(std::string_view name) {
  size_t end = std::min(name.find_first_of(".["), name.size());
  Value v = first_object(name.substr(0, end));
  name.remove_prefix(end);
  while (!name.empty()) {
    char c = name[0];
    name.remove_prefix(1);
    if (c == '.') {
      end = std::min(name.find_first_of(".["), name.size());
      if (end == 0) raise_value_error("Empty attribute in format string");
      v = get_attr(v, intern(name.substr(0, end)).get());
      name.remove_prefix(end);
    } else if (c == '[') {
      end = name.find(']');
      if (end == name.npos) raise_value_error("Missing ']' in format string");
      if (end == 0) raise_value_error("Empty attribute in format string");
      v = get_item(v, number_or_name(name.substr(0, end)));
      name.remove_prefix(end + 1);
    } else {
      raise_value_error("Only '.' or '[' may follow ']' in format field specifier");
    }
  }
  return v;
}

void TextFormatter::put(std::string& out, const Field& f, int depth) {
  Value v = lookup(f.name);
  switch (f.conversion) {
    case '\0': break;
    case 's': v = str(v); break;
    case 'r': v = repr(v); break;
    case 'a': v = ascii(v); break;
    default: raise_value_error("Unknown conversion specifier ", f.conversion_text);
  }
  Ref<Str> spec = f.nested ? Str::make(run(f.spec, depth - 1)) : Str::make(f.spec);
  out += format(v, spec)->view();
  if (out.size() > 65536) Heap::current().require(out.size());
}

std::string TextFormatter::run(std::string_view t, int depth) {
  if (depth < 0) raise_value_error("Max string recursion exceeded");
  std::string out;
  for (size_t i = 0; i < t.size();) {
    size_t brace = std::min(t.find_first_of("{}", i), t.size());
    out += t.substr(i, brace - i);
    i = brace;
    if (i == t.size()) break;
    char c = t[i++];
    if (i < t.size() && t[i] == c) {
      out += c;
      ++i;
    } else if (c == '}') {
      raise_value_error("Single '}' encountered in format string");
    } else if (i == t.size()) {
      raise_value_error("Single '{' encountered in format string");
    } else {
      put(out, parse_field(t, &i), depth);
    }
  }
  return out;
}

}  // namespace

Ref<Str> format_text(Str* format, const Value* args, size_t nargs, const Value& mapping) {
  Ref<Str> held(format);
  charge_text(format->bytes() * 4);
  return Str::make(TextFormatter(args, nargs, mapping).run(format->view(), 1));
}

}  // namespace sim::py
