// Format specs: "[[fill]align][sign][z][#][0][width][grouping][.precision][type]", and __format__ of int, float and str.
// Before: format(), f-strings and str.format. After: float_text.h and number.h give the digits. CPython: formatter_unicode.c.
#include "sim/python/format.h"
#include "sim/python/objects/float_text.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str_methods.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"
#include "sim/python/unicode.h"
#include "sim/python/vm.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sim::py {
namespace {

struct Spec {
  uint32_t fill = ' ';
  char align;
  bool fill_given = false, align_given = false;
  char sign = '\0';
  bool no_negative_zero = false, alternate = false;
  int64_t width = -1, precision = -1;
  char grouping = '\0';          // , or _
  uint32_t type;
};

bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

std::string shown_type(uint32_t type) {
  if (type > 32 && type < 128) return std::string(1, static_cast<char>(type));
  std::string hex;
  for (uint32_t c = type; c || hex.empty(); c >>= 4) hex.insert(hex.begin(), "0123456789abcdef"[c & 15]);
  return "\\x" + hex;
}

[[noreturn]] void unknown_code(uint32_t type, const Value& v) {
  raise_value_error("Unknown format code '", shown_type(type), "' for object of type '", type_name(v), "'");
}

class SpecParser {
 public:
  SpecParser(const Str& text, const Value& object, uint32_t default_type, char default_align)
      : text_(text), object_(object), s_(code_points(text)) {
    spec_.type = default_type;
    spec_.align = default_align;
    default_align_ = default_align;
  }
  Spec run();

 private:
  bool at(uint32_t c) const { return i_ < s_.size() && s_[i_] == c; }
  bool skip(uint32_t c) {
    if (!at(c)) return false;
    ++i_;
    return true;
  }
  int64_t number();              // -1: no digits here
  void alignment();
  void grouping();
  void check_grouping() const;

  const Str& text_;
  const Value& object_;
  Vec<uint32_t> s_;
  size_t i_ = 0;
  char default_align_;
  Spec spec_;
};

int64_t SpecParser::number() {
  if (i_ >= s_.size() || unicode::decimal_value(s_[i_]) < 0) return -1;
  int64_t n = 0;
  for (int d; i_ < s_.size() && (d = unicode::decimal_value(s_[i_])) >= 0; ++i_) {
    if (n > (std::numeric_limits<int64_t>::max() - d) / 10) raise_value_error("Too many decimal digits in format string");
    n = n * 10 + d;
  }
  return n;
}

void SpecParser::alignment() {
  if (s_.size() >= 2 && is_align(s_[1])) {
    spec_.fill = s_[0];
    spec_.align = static_cast<char>(s_[1]);
    spec_.fill_given = spec_.align_given = true;
    i_ = 2;
  } else if (!s_.empty() && is_align(s_[0])) {
    spec_.align = static_cast<char>(s_[0]);
    spec_.align_given = true;
    i_ = 1;
  }
}

void SpecParser::grouping() {
  constexpr const char* kBoth = "Cannot specify both ',' and '_'.";
  if (skip(',')) spec_.grouping = ',';
  if (skip('_')) {
    if (spec_.grouping) raise_value_error(kBoth);
    spec_.grouping = '_';
  }
  if (at(',') && spec_.grouping == '_') raise_value_error(kBoth);
}

void SpecParser::check_grouping() const {
  if (!spec_.grouping) return;
  constexpr std::string_view kAny = "defgEG%F";
  bool fits = spec_.type == 0 || (spec_.type < 128 && kAny.find(static_cast<char>(spec_.type)) != kAny.npos);
  bool fours = spec_.type == 'b' || spec_.type == 'o' || spec_.type == 'x' || spec_.type == 'X';
  if (fits || (fours && spec_.grouping == '_')) return;
  raise_value_error("Cannot specify '", spec_.grouping, "' with '", shown_type(spec_.type), "'.");
}

Spec SpecParser::run() {
  alignment();
  if (at('+') || at('-') || at(' ')) spec_.sign = static_cast<char>(s_[i_++]);
  spec_.no_negative_zero = skip('z');
  spec_.alternate = skip('#');
  if (!spec_.fill_given && at('0')) {
    spec_.fill = '0';
    if (!spec_.align_given && default_align_ == '>') spec_.align = '=';
    ++i_;
  }
  spec_.width = number();
  grouping();
  if (skip('.')) {
    spec_.precision = number();
    if (spec_.precision < 0) raise_value_error("Format specifier missing precision");
  }
  if (s_.size() - i_ > 1)
    raise_value_error("Invalid format specifier '", text_.view(), "' for object of type '", type_name(object_), "'");
  if (i_ < s_.size()) spec_.type = s_[i_++];
  check_grouping();
  return spec_;
}

// Digits with separators, from the right; leading zeros when they must fill `min_width`.
std::string grouped(std::string_view digits, char separator, size_t group, int64_t min_width) {
  std::string reversed;
  auto remaining = static_cast<int64_t>(digits.size());
  while (true) {
    int64_t n = std::min<int64_t>(separator ? static_cast<int64_t>(group) : std::numeric_limits<int64_t>::max(),
                                  std::max<int64_t>({remaining, min_width, 1}));
    int64_t taken = std::min(remaining, n);
    for (int64_t i = 0; i < taken; ++i) reversed += digits[static_cast<size_t>(remaining - 1 - i)];
    reversed.append(static_cast<size_t>(n - taken), '0');
    remaining -= taken;
    min_width -= n;
    if (remaining <= 0 && min_width <= 0) break;
    reversed += separator;
    --min_width;
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

struct NumberText {
  bool negative = false;
  std::string_view prefix;       // 0x
  std::string_view digits;       // what is grouped
  std::string_view rest;         // point, fraction, exponent, %
};

void append_fill(std::string& out, uint32_t fill, int64_t n) {
  if (n <= 0) return;
  if (fill < 0x80) {
    out.append(static_cast<size_t>(n), static_cast<char>(fill));
    return;
  }
  for (int64_t i = 0; i < n; ++i) append_utf8(out, fill);
}

Ref<Str> lay_out_number(const NumberText& n, const Spec& spec) {
  if (spec.width > 0) Heap::current().require(static_cast<size_t>(spec.width) * 4);
  charge_text(static_cast<size_t>(std::max<int64_t>(spec.width, 0)));
  std::string sign = n.negative ? "-" : spec.sign == '+' ? "+" : spec.sign == ' ' ? " " : "";
  auto fixed = static_cast<int64_t>(sign.size() + n.prefix.size() + n.rest.size());
  bool zero_fill = spec.fill == '0' && spec.align == '=';
  bool fours = spec.type == 'b' || spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
  std::string plain;
  std::string_view digits = n.digits;
  if (spec.grouping || (zero_fill && spec.width > 0)) {
    if (!digits.empty()) plain = grouped(digits, spec.grouping, fours ? 4 : 3, zero_fill ? spec.width - fixed : 0);
    digits = plain;
  }
  int64_t padding = std::max<int64_t>(spec.width - fixed - static_cast<int64_t>(digits.size()), 0);
  int64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  int64_t inner = spec.align == '=' ? padding : 0;
  std::string out;
  append_fill(out, spec.fill, left);
  out += sign;
  out += n.prefix;
  append_fill(out, spec.fill, inner);
  out += digits;
  out += n.rest;
  append_fill(out, spec.fill, padding - left - inner);
  return Str::make(out);
}

Ref<Str> lay_out_float(double v, const Spec& spec, const Value& object) {
  FloatFormat f;
  f.type = static_cast<char>(spec.type);
  f.alternate = spec.alternate;
  f.precision = static_cast<int>(std::min<int64_t>(spec.precision, std::numeric_limits<int>::max()));
  bool percent = false;
  switch (spec.type) {
    case 0:
      f.type = spec.precision < 0 ? 'r' : 'g';
      f.add_dot_0 = true;
      break;
    case 'n': f.type = 'g'; break;
    case '%':
      f.type = 'f';
      v *= 100;
      percent = true;
      break;
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': break;
    default: unknown_code(spec.type, object);
  }
  if (spec.precision > std::numeric_limits<int>::max()) raise_value_error("precision too big");
  if (spec.precision < 0) f.precision = f.type == 'r' ? 0 : 6;
  std::string text = format_double(v, f);
  NumberText n;
  n.negative = text[0] == '-';
  if (n.negative) text.erase(0, 1);
  if (spec.no_negative_zero && n.negative && text.find_first_of("123456789in") == text.npos) n.negative = false;
  if (percent) text += '%';
  size_t end = std::isfinite(v) ? std::min(text.find_first_not_of("0123456789"), text.size()) : 0;    // "inf" has no digits to group
  n.digits = std::string_view(text).substr(0, end);
  n.rest = std::string_view(text).substr(end);
  return lay_out_number(n, spec);
}

Ref<Str> lay_out_character(const Value& v, const Spec& spec) {
  if (spec.sign) raise_value_error("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) raise_value_error("Alternate form (#) not allowed with integer format specifier 'c'");
  int64_t code;
  if (!int_fits_int64(v, &code)) raise(Exc::OverflowError, "Python int too large to convert to C long");
  if (code < 0 || code > 0x10FFFF) raise(Exc::OverflowError, "%c arg not in range(0x110000)");
  std::string text;
  append_utf8(text, static_cast<uint32_t>(code));
  // One character wide, whatever its bytes.
  int64_t padding = std::max<int64_t>(spec.width - 1, 0);
  Heap::current().require(static_cast<size_t>(padding) * 4);
  int64_t left = spec.align == '<' ? 0 : spec.align == '^' ? padding / 2 : padding;
  std::string out;
  append_fill(out, spec.fill, left);
  out += text;
  append_fill(out, spec.fill, padding - left);
  return Str::make(out);
}

Ref<Str> lay_out_int(const Value& v, const Spec& spec) {
  if (spec.precision >= 0) raise_value_error("Precision not allowed in integer format specifier");
  if (spec.no_negative_zero) raise_value_error("Negative zero coercion (z) not allowed in integer format specifier");
  if (spec.type == 'c') return lay_out_character(v, spec);
  int base = spec.type == 'b' ? 2 : spec.type == 'o' ? 8 : spec.type == 'x' || spec.type == 'X' ? 16 : 10;
  std::string text = int_to_text(v, base);
  NumberText n;
  n.negative = text[0] == '-';
  if (n.negative) text.erase(0, 1);
  if (spec.type == 'X')
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  if (spec.alternate && base != 10) n.prefix = base == 2 ? "0b" : base == 8 ? "0o" : spec.type == 'X' ? "0X" : "0x";
  n.digits = text;
  return lay_out_number(n, spec);
}

}  // namespace

Ref<Str> format_int(const Value& v, const Str& text) {
  if (text.bytes() == 0) return str(v);
  Spec spec = SpecParser(text, v, 'd', '>').run();
  switch (spec.type) {
    case 'b': case 'c': case 'd': case 'o': case 'x': case 'X': case 'n': return lay_out_int(plain_int(v), spec);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%': return lay_out_float(int_to_double(v), spec, v);
    default: unknown_code(spec.type, v);
  }
}

Ref<Str> format_float(const Value& v, const Str& text) {
  if (text.bytes() == 0) return str(v);
  double d = 0;
  float_of(v, &d);
  return lay_out_float(d, SpecParser(text, v, 0, '>').run(), v);
}

Ref<Str> format_str(const Value& v, const Str& text) {
  if (text.bytes() == 0) return str(v);
  Str* s = v.as<Str>();
  Spec spec = SpecParser(text, v, 's', '<').run();
  if (spec.type != 's') unknown_code(spec.type, v);
  if (spec.sign) raise_value_error(spec.sign == ' ' ? "Space" : "Sign", " not allowed in string format specifier");
  if (spec.no_negative_zero) raise_value_error("Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) raise_value_error("Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=') raise_value_error("'=' alignment not allowed in string format specifier");
  auto length = static_cast<int64_t>(s->length());
  if (spec.precision >= 0 && spec.precision < length) length = spec.precision;
  if (spec.width <= length && length == static_cast<int64_t>(s->length())) return plain_str(s);
  int64_t padding = std::max<int64_t>(spec.width - length, 0);
  Heap::current().require(static_cast<size_t>(padding) * 4);
  charge_text(static_cast<size_t>(padding));
  int64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  std::string out;
  append_fill(out, spec.fill, left);
  out += s->view().substr(0, s->byte_offset(static_cast<size_t>(length)));
  append_fill(out, spec.fill, padding - left);
  return Str::make(out);
}

}  // namespace sim::py
