#include "sim/python/objects/float_text.h"

#include "sim/base/heap.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str.h"
#include "sim/python/unicode.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <system_error>

namespace sim::py {
namespace {

// A finite number as digits: 0.d1d2d3... * 10^point.
struct Decimal {
  std::string digits;
  int point = 0;
};

Decimal read_scientific(const char* p, const char* end) {   // "d.ddde+XX"
  Decimal out;
  for (; p < end && *p != 'e'; ++p)
    if (*p != '.') out.digits += *p;
  ++p;
  if (*p == '+') ++p;
  std::from_chars(p, end, out.point);
  ++out.point;
  return out;
}

Decimal shortest(double v) {
  char text[40];
  return read_scientific(text, std::to_chars(text, text + sizeof text, v, std::chars_format::scientific).ptr);
}

Decimal rounded(double v, int digits_after_first) {
  std::string text(static_cast<size_t>(digits_after_first) + 32, '\0');
  auto end = std::to_chars(text.data(), text.data() + text.size(), v, std::chars_format::scientific, digits_after_first).ptr;
  return read_scientific(text.data(), end);
}

void append_exponent(std::string& out, int exponent, char letter) {
  out += letter;
  out += exponent < 0 ? '-' : '+';
  exponent = std::abs(exponent);
  if (exponent < 10) out += '0';
  out += std::to_string(exponent);
}

std::string layout_scientific(const Decimal& d, bool keep_point, char letter) {
  std::string out(1, d.digits[0]);
  if (d.digits.size() > 1 || keep_point) out += '.';
  out.append(d.digits, 1);
  append_exponent(out, d.point - 1, letter);
  return out;
}

std::string layout_fixed(const Decimal& d, bool keep_point, bool add_dot_0) {
  std::string out;
  auto n = static_cast<int>(d.digits.size());
  if (d.point <= 0) {
    out = "0.";
    out.append(static_cast<size_t>(-d.point), '0');
    return out += d.digits;
  }
  if (n <= d.point) {
    out = d.digits;
    out.append(static_cast<size_t>(d.point - n), '0');
    if (add_dot_0) out += ".0";
    else if (keep_point) out += '.';
    return out;
  }
  out.append(d.digits, 0, static_cast<size_t>(d.point));
  out += '.';
  return out.append(d.digits, static_cast<size_t>(d.point));
}

void strip_zeros(Decimal& d) {
  size_t n = d.digits.find_last_not_of('0');
  d.digits.resize(n == d.digits.npos ? 1 : n + 1);
}

std::string general(double v, const FloatFormat& f, char letter) {
  int precision = f.precision == 0 ? 1 : f.precision;
  Decimal d = rounded(v, precision - 1);
  if (!f.alternate) strip_zeros(d);
  if (v == 0) d.point = 1;
  bool scientific = d.point <= -4 || d.point > precision - (f.add_dot_0 ? 1 : 0);
  if (scientific) return layout_scientific(d, f.alternate, letter);
  return layout_fixed(d, f.alternate, f.add_dot_0);
}

std::string fixed(double v, int precision) {
  std::string text(static_cast<size_t>(precision) + 330, '\0');
  auto end = std::to_chars(text.data(), text.data() + text.size(), v, std::chars_format::fixed, precision).ptr;
  text.resize(static_cast<size_t>(end - text.data()));
  return text;
}

std::string positive_text(double v, const FloatFormat& f) {
  Heap::current().require(static_cast<size_t>(f.precision) * 3);
  char letter = f.type >= 'A' && f.type <= 'Z' ? 'E' : 'e';
  switch (f.type) {
    case 'e':
    case 'E': return layout_scientific(rounded(v, f.precision), f.alternate, letter);
    case 'f':
    case 'F': {
      std::string out = fixed(v, f.precision);
      if (f.precision == 0 && f.add_dot_0) out += ".0";
      else if (f.precision == 0 && f.alternate) out += '.';
      return out;
    }
    case 'g':
    case 'G': return general(v, f, letter);
    default: break;
  }
  Decimal d = shortest(v);
  if (v == 0) d.point = 1;
  if (d.point <= -4 || d.point > 16) return layout_scientific(d, f.alternate, 'e');
  return layout_fixed(d, f.alternate, f.add_dot_0);
}

// ---- reading
// Spaces around are dropped, other scripts' digits become ASCII, underscores between digits vanish. Empty: cannot be a number.
std::string normalized(std::string_view text) {
  std::string out;
  bool space_after = false, after_underscore = false;
  for (const char *p = text.data(), *end = p + text.size(); p < end;) {
    uint32_t c = decode_utf8(p);
    if (unicode::is(c, unicode::space)) {
      space_after = !out.empty();
      if (after_underscore) return {};
      continue;
    }
    if (space_after) return {};
    int digit = unicode::decimal_value(c);
    if (c == '_') {
      if (out.empty() || out.back() < '0' || out.back() > '9' || after_underscore) return {};
      after_underscore = true;
      continue;
    }
    if (after_underscore && digit < 0) return {};
    after_underscore = false;
    if (digit < 0 && c >= 0x80) return {};
    out += digit >= 0 ? static_cast<char>('0' + digit) : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
  }
  return after_underscore ? std::string() : out;
}

// Of a number out of double's range: is it huge (or else tiny)? Looks where its first digit that is not 0 stands.
bool is_huge(std::string_view digits) {
  long long point = 0, exponent = 0;
  bool seen_point = false, seen_digit = false;
  size_t i = 0;
  for (; i < digits.size() && digits[i] != 'e'; ++i) {
    if (digits[i] == '.') {
      seen_point = true;
    } else {
      seen_digit = seen_digit || digits[i] != '0';
      if (seen_digit && !seen_point) ++point;
      if (!seen_digit && seen_point) --point;
    }
  }
  if (i < digits.size()) {
    ++i;
    bool negative = digits[i] == '-';
    if (digits[i] == '-' || digits[i] == '+') ++i;
    auto result = std::from_chars(digits.data() + i, digits.data() + digits.size(), exponent);
    if (result.ec != std::errc()) return !negative;
    if (negative) exponent = -exponent;
  }
  return point + exponent > 0;
}

}  // namespace

std::string format_double(double v, const FloatFormat& f) {
  bool upper = f.type >= 'A' && f.type <= 'Z';
  if (std::isnan(v)) return upper ? "NAN" : "nan";
  std::string sign = std::signbit(v) ? "-" : "";
  if (std::isinf(v)) return sign + (upper ? "INF" : "inf");
  return sign + positive_text(std::fabs(v), f);
}

std::string float_repr(double d) {
  FloatFormat f;
  f.precision = 0;
  f.add_dot_0 = true;
  return format_double(d, f);
}

Value float_from_text(std::string_view text) {
  std::string t = normalized(text);
  bool negative = !t.empty() && t[0] == '-';
  std::string_view digits = t;
  if (!t.empty() && (t[0] == '-' || t[0] == '+')) digits.remove_prefix(1);
  auto signed_value = [negative](double v) { return Value::real(negative ? -v : v); };
  if (digits == "inf" || digits == "infinity") return signed_value(std::numeric_limits<double>::infinity());
  if (digits == "nan") return signed_value(std::numeric_limits<double>::quiet_NaN());
  if (digits.empty() || (digits[0] != '.' && (digits[0] < '0' || digits[0] > '9'))) return Value();
  double v = 0;
  auto result = std::from_chars(digits.data(), digits.data() + digits.size(), v);
  if (result.ec == std::errc::invalid_argument || result.ptr != digits.data() + digits.size()) return Value();
  if (result.ec == std::errc::result_out_of_range) v = is_huge(digits) ? std::numeric_limits<double>::infinity() : 0.0;
  return signed_value(v);
}

}  // namespace sim::py
