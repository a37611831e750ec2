// What ints do, 64 bits wide as long as it fits and through big_int.cpp beyond.
// Before: the slots of int_type.cpp and the interpreter's own fast paths fall back to these. CPython: Objects/longobject.c.
#include "sim/python/objects/big_int.h"
#include "sim/python/protocol.h"
#include "sim/python/unicode.h"
#include "sim/python/vm.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sim::py {

namespace {

constexpr size_t kDigitsNeverRefused = 640;

// Both as int64, when both are small.
bool small(const Value& a, const Value& b, int64_t* x, int64_t* y) {
  if ((a.is_int() || a.is_bool()) && (b.is_int() || b.is_bool())) {
    *x = a.as_int();
    *y = b.as_int();
    return true;
  }
  Value p = plain_int(a), q = plain_int(b);
  if (!p.is_int() || !q.is_int()) return false;
  *x = p.as_int();
  *y = q.as_int();
  return true;
}

uint64_t magnitude(int64_t i) { return i < 0 ? ~static_cast<uint64_t>(i) + 1 : static_cast<uint64_t>(i); }

bool is_zero(const Value& v) {
  Value p = plain_int(v);
  return p.is_int() && p.as_int() == 0;
}

int64_t floor_div(int64_t a, int64_t b) { return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0); }
int64_t floor_mod(int64_t a, int64_t b) {
  int64_t r = a % b;
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

}  // namespace

bool is_int(const Value& v) {
  switch (v.tag()) {
    case Tag::integer:
    case Tag::boolean: return true;
    case Tag::object: return v.as_object()->kind == Kind::big_int || v.as_object()->kind == Kind::int_object;
    default: return false;
  }
}

bool is_number(const Value& v) { return v.is_float() || is_int(v) || v.is(Kind::float_object); }

Value plain_int(const Value& v) {
  if (v.is_bool()) return Value::integer(v.as_int());
  if (v.is(Kind::int_object)) return v.as<IntObject>()->value;
  return v;
}

Value int_add(const Value& a, const Value& b) {
  int64_t x, y, r;
  if (small(a, b, &x, &y) && !__builtin_add_overflow(x, y, &r)) return Value::integer(r);
  return big::add(a, b);
}

Value int_sub(const Value& a, const Value& b) {
  int64_t x, y, r;
  if (small(a, b, &x, &y) && !__builtin_sub_overflow(x, y, &r)) return Value::integer(r);
  return big::sub(a, b);
}

Value int_mul(const Value& a, const Value& b) {
  int64_t x, y, r;
  if (small(a, b, &x, &y) && !__builtin_mul_overflow(x, y, &r)) return Value::integer(r);
  return big::mul(a, b);
}

Value int_floordiv(const Value& a, const Value& b) {
  int64_t x, y;
  if (is_zero(b)) raise(Exc::ZeroDivisionError, "integer division or modulo by zero");
  if (small(a, b, &x, &y) && y != -1) return Value::integer(floor_div(x, y));
  Value q;
  big::divmod(a, b, &q, nullptr);
  return q;
}

Value int_mod(const Value& a, const Value& b) {
  int64_t x, y;
  if (is_zero(b)) raise(Exc::ZeroDivisionError, "integer modulo by zero");
  if (small(a, b, &x, &y)) return Value::integer(y == -1 ? 0 : floor_mod(x, y));
  Value r;
  big::divmod(a, b, nullptr, &r);
  return r;
}

Value int_divmod(const Value& a, const Value& b) {
  int64_t x, y;
  if (is_zero(b)) raise(Exc::ZeroDivisionError, "integer division or modulo by zero");
  if (small(a, b, &x, &y) && y != -1) return Tuple::make({Value::integer(floor_div(x, y)), Value::integer(floor_mod(x, y))});
  Value q, r;
  big::divmod(a, b, &q, &r);
  return Tuple::make({q, r});
}

Value int_pow(const Value& a, const Value& b) {
  if (int_sign(b) < 0) return float_pow(int_to_double(a), int_to_double(b));
  Value base = plain_int(a), exponent = plain_int(b);
  if (!exponent.is_int()) return big::pow(base, ~uint64_t{0});    // only 0, 1 and -1 survive that
  auto n = static_cast<uint64_t>(exponent.as_int());
  if (base.is_int()) {
    int64_t result = 1, square = base.as_int();
    for (uint64_t left = n;; left >>= 1) {
      if ((left & 1) && __builtin_mul_overflow(result, square, &result)) break;
      if (left <= 1) return Value::integer(result);
      if (__builtin_mul_overflow(square, square, &square)) break;
    }
  }
  return big::pow(base, n);
}

Value int_pow_mod(const Value& a, const Value& b, const Value& m) {
  if (is_zero(m)) raise_value_error("pow() 3rd argument cannot be 0");
  Value modulus = plain_int(m);
  if (modulus.is_int() && (modulus.as_int() == 1 || modulus.as_int() == -1)) return Value::integer(0);
  return big::pow_mod(a, b, m);
}

Value int_truediv(const Value& a, const Value& b) {
  int64_t x, y;
  constexpr int64_t kExact = int64_t{1} << 53;
  if (is_zero(b)) raise(Exc::ZeroDivisionError, "division by zero");
  if (small(a, b, &x, &y) && -kExact <= x && x <= kExact && -kExact <= y && y <= kExact)
    return Value::real(static_cast<double>(x) / static_cast<double>(y));
  double result;
  if (!big::true_divide(a, b, &result)) raise(Exc::OverflowError, "integer division result too large for a float");
  return Value::real(result);
}

Value int_lshift(const Value& a, const Value& b) {
  if (int_sign(b) < 0) raise_value_error("negative shift count");
  if (is_zero(a)) return Value::integer(0);
  Value count = plain_int(b);
  if (!count.is_int()) Heap::current().require(~size_t{0} / 2);
  int64_t n = count.as_int();
  Value p = plain_int(a);
  if (p.is_int() && n < 63) {
    int64_t shifted = static_cast<int64_t>(static_cast<uint64_t>(p.as_int()) << n);
    if (shifted >> n == p.as_int()) return Value::integer(shifted);
  }
  return big::lshift(a, static_cast<uint64_t>(n));
}

Value int_rshift(const Value& a, const Value& b) {
  if (int_sign(b) < 0) raise_value_error("negative shift count");
  Value count = plain_int(b), p = plain_int(a);
  if (!count.is_int()) return Value::integer(int_sign(a) < 0 ? -1 : 0);
  int64_t n = count.as_int();
  if (p.is_int()) return Value::integer(p.as_int() >> std::min<int64_t>(n, 63));
  return big::rshift(a, static_cast<uint64_t>(n));
}

Value int_and(const Value& a, const Value& b) {
  int64_t x, y;
  return small(a, b, &x, &y) ? Value::integer(x & y) : big::bitwise('&', a, b);
}
Value int_or(const Value& a, const Value& b) {
  int64_t x, y;
  return small(a, b, &x, &y) ? Value::integer(x | y) : big::bitwise('|', a, b);
}
Value int_xor(const Value& a, const Value& b) {
  int64_t x, y;
  return small(a, b, &x, &y) ? Value::integer(x ^ y) : big::bitwise('^', a, b);
}

Value int_neg(const Value& a) {
  Value p = plain_int(a);
  int64_t r;
  if (p.is_int() && !__builtin_sub_overflow(int64_t{0}, p.as_int(), &r)) return Value::integer(r);
  return big::negate(p);
}
Value int_invert(const Value& a) {
  Value p = plain_int(a);
  if (p.is_int()) return Value::integer(~p.as_int());
  return big::sub(Value::integer(-1), p);
}
Value int_abs(const Value& a) { return int_sign(a) < 0 ? int_neg(a) : plain_int(a); }

int int_compare(const Value& a, const Value& b) {
  int64_t x, y;
  if (small(a, b, &x, &y)) return (x > y) - (x < y);
  return big::compare(a, b);
}
int int_sign(const Value& a) {
  Value p = plain_int(a);
  if (p.is_int()) return (p.as_int() > 0) - (p.as_int() < 0);
  return big::sign(p);
}

int64_t int_hash(const Value& a) {
  constexpr uint64_t kModulus = (uint64_t{1} << 61) - 1;
  Value p = plain_int(a);
  uint64_t m = p.is_int() ? magnitude(p.as_int()) % kModulus : big::mod_mersenne61(p);
  auto h = static_cast<int64_t>(m);
  if (int_sign(p) < 0) h = -h;
  return h == -1 ? -2 : h;
}

size_t int_bit_length(const Value& a) {
  Value p = plain_int(a);
  return p.is_int() ? static_cast<size_t>(std::bit_width(magnitude(p.as_int()))) : big::bit_length(p);
}
size_t int_bit_count(const Value& a) {
  Value p = plain_int(a);
  return p.is_int() ? static_cast<size_t>(std::popcount(magnitude(p.as_int()))) : big::bit_count(p);
}

Value int_gcd(const Value& a, const Value& b) {
  int64_t x, y;
  if (!small(a, b, &x, &y)) return big::gcd(a, b);
  uint64_t m = magnitude(x), n = magnitude(y);
  while (n) m = std::exchange(n, m % n);
  return int_from_uint64(m);
}
Value int_sqrt(const Value& a) { return big::sqrt(a); }

Value int_from_uint64(uint64_t u) {
  if (u <= static_cast<uint64_t>(INT64_MAX)) return Value::integer(static_cast<int64_t>(u));
  uint32_t words[2] = {static_cast<uint32_t>(u), static_cast<uint32_t>(u >> 32)};
  return big::from_words(words, 2);
}
Value int_from_words(const uint32_t* words, size_t n) { return big::from_words(words, n); }
Vec<uint32_t> int_words(const Value& a) { return big::words(a); }
Value int_from_bytes(const uint8_t* bytes, size_t n, bool little, bool is_signed) { return big::from_bytes(bytes, n, little, is_signed); }
bool int_to_bytes(const Value& a, uint8_t* bytes, size_t n, bool little, bool is_signed) {
  return big::to_bytes(a, bytes, n, little, is_signed);
}

Value int_from_double(double d) {
  if (std::isnan(d)) raise_value_error("cannot convert float NaN to integer");
  if (std::isinf(d)) raise(Exc::OverflowError, "cannot convert float infinity to integer");
  d = std::trunc(d);
  if (d >= -9223372036854775808.0 && d < 9223372036854775808.0) return Value::integer(static_cast<int64_t>(d));
  return big::from_double(d);
}

bool int_fits_int64(const Value& a, int64_t* out) {
  Value p = plain_int(a);
  if (!p.is_int()) return false;
  *out = p.as_int();
  return true;
}

double int_to_double(const Value& a) {
  Value p = plain_int(a);
  if (p.is_int()) return static_cast<double>(p.as_int());
  int64_t e;
  double m = big::frexp(p, &e);
  if (e > 1024) raise(Exc::OverflowError, "int too large to convert to float");
  return std::ldexp(m, static_cast<int>(e));
}

double int_frexp(const Value& a, int64_t* e) {
  if (is_zero(a)) {
    *e = 0;
    return 0;
  }
  return big::frexp(a, e);
}

int int_compare_double(const Value& a, double d) {
  Value p = plain_int(a);
  if (!p.is_int()) return big::compare_double(p, d);
  int64_t i = p.as_int();
  if (d >= 9223372036854775808.0) return -1;
  if (d < -9223372036854775808.0) return 1;
  auto whole = static_cast<int64_t>(d);                   // truncated, exact
  if (i != whole) return i < whole ? -1 : 1;
  double rest = d - static_cast<double>(whole);
  return (rest < 0) - (rest > 0);
}

bool float_of(const Value& v, double* out) {
  if (v.is_float()) *out = v.as_float();
  else if (v.is(Kind::float_object)) *out = v.as<FloatObject>()->value;
  else if (is_int(v)) *out = int_to_double(v);
  else return false;
  return true;
}

// ---- text

namespace {

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

struct Digits {
  bool valid = false, negative = false;
  int base = 10;
  std::string digits;
};

// [sign] [prefix] digits with single underscores between them. `text` has no white space around it.
Digits scan_digits(std::string_view text, int base) {
  Digits d;
  size_t i = 0;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) d.negative = text[i++] == '-';
  bool zero_only = false, underscore_allowed = false;
  if (i + 1 < text.size() && text[i] == '0') {
    char c = static_cast<char>(text[i + 1] | 0x20);
    int prefix = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
    if (prefix && (base == 0 || base == prefix)) {
      base = prefix;
      i += 2;
      underscore_allowed = true;
    }
  }
  if (base == 0) {
    base = 10;
    zero_only = i < text.size() && text[i] == '0';        // 0 and 00 are numbers, 01 is not
  }
  d.base = base;
  for (; i < text.size(); ++i) {
    if (text[i] == '_') {
      if (!underscore_allowed) return d;
      underscore_allowed = false;
      continue;
    }
    int v = digit_value(text[i]);
    if (v >= base || (zero_only && v != 0)) return d;
    d.digits += text[i];
    underscore_allowed = true;
  }
  d.valid = !d.digits.empty() && text.back() != '_';
  return d;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f); }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Digits and white space of other scripts as ASCII; anything else beyond ASCII becomes what no number holds. CPython:
// _PyUnicode_TransformDecimalAndSpaceToASCII.
std::string in_ascii(std::string_view text) {
  std::string out;
  for (const char *p = text.data(), *end = p + text.size(); p < end;) {
    uint32_t c = decode_utf8(p);
    int digit = c < 128 ? -1 : unicode::decimal_value(c);
    if (c < 128) out += static_cast<char>(c);
    else out += digit >= 0 ? static_cast<char>('0' + digit) : unicode::is(c, unicode::space) ? ' ' : '?';
  }
  return out;
}

// Refuses a conversion of more digits than the limit; `exactly` when their number is known.
void check_digits(size_t digits, bool exactly) {
  if (digits <= kDigitsNeverRefused) return;
  size_t most = most_str_digits();
  if (most == 0 || digits <= most) return;
  raise_value_error("Exceeds the limit (", most, " digits) for integer string conversion", exactly ? cat(": value has ", digits, " digits") : "",
                    "; use sys.set_int_max_str_digits() to increase the limit");
}

}  // namespace

size_t& most_str_digits() {
  std::shared_ptr<void>& state = vm().module_state["the most digits of an int's text"];
  if (!state) state = std::make_shared<size_t>(4300);
  return *static_cast<size_t*>(state.get());
}

Value int_from_text(std::string_view text, int base) {
  Digits d = scan_digits(trim(text), base);
  if (!d.valid && std::any_of(text.begin(), text.end(), [](char c) { return c & 0x80; })) d = scan_digits(trim(in_ascii(text)), base);
  if (!d.valid) return Value();
  bool power_of_two = (d.base & (d.base - 1)) == 0;
  if (!power_of_two) check_digits(d.digits.size(), true);
  uint64_t value = 0;
  bool fits = d.digits.size() <= 62;
  for (size_t i = 0; fits && i < d.digits.size(); ++i) {
    fits = !__builtin_mul_overflow(value, static_cast<uint64_t>(d.base), &value) &&
           !__builtin_add_overflow(value, static_cast<uint64_t>(digit_value(d.digits[i])), &value) && value <= static_cast<uint64_t>(INT64_MAX);
  }
  Value result = fits ? Value::integer(static_cast<int64_t>(value)) : big::from_digits(d.digits.data(), d.digits.size(), d.base);
  return d.negative ? int_neg(result) : result;
}

Value int_parse(std::string_view text, int base, const Value& shown) {
  Value v = int_from_text(text, base);
  if (!v.is_null()) return v;
  std::string quoted = repr(shown)->string();
  if (count_code_points(quoted) > 200) quoted = Str::make(quoted)->substring(0, 200)->string();
  raise_value_error("invalid literal for int() with base ", base, ": ", quoted);
}

std::string int_to_text(const Value& a, int base) {
  Value p = plain_int(a);
  if (p.is_int()) {
    char digits[72];
    auto end = std::to_chars(digits, digits + sizeof digits, p.as_int(), base).ptr;
    return std::string(digits, end);
  }
  if (base == 10) check_digits(big::decimal_digits_at_least(p), false);
  std::string out = big::to_digits(p, base);
  if (base == 10) check_digits(out.size() - (out[0] == '-'), false);
  return out;
}

}  // namespace sim::py
