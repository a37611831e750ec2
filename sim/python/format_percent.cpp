// The % operator of str and bytes. CPython: unicode_format.c, bytesobject.c.
// Before: str_type.cpp, bytes_type.cpp. After: float_text.h and number.h give the digits.
#include "sim/python/format.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/float_text.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/str_repr.h"
#include "sim/python/objects/str_search.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sim::py {
namespace {

// One "%-05.2f".
struct Directive {
  bool left = false, sign = false, blank = false, alternate = false, zero = false;
  int64_t width = -1, precision = -1;
  uint32_t conversion = 0;
  bool mapped = false;
};

class PercentFormatter {
 public:
  PercentFormatter(std::string_view format, const Value& args, bool bytes) : bytes_(bytes), p_(format.data()), begin_(p_), end_(p_ + format.size()), args_(args) {
    tuple_ = args.is(Kind::tuple) ? args.as<Tuple>() : nullptr;
    // Anything with [] but tuple and str may be asked for keys.
    mapping_ = !tuple_ && !is_str(args) && type_of(args)->slots.getitem && !(bytes && is_bytes_like(args));
  }
  std::string run();

 private:
  void directive();
  Value key();
  void flags(Directive& d);
  int64_t star_or_number(bool precision);
  Value next_argument();
  void convert(const Directive& d, const Value& v);
  void put_padded(const Directive& d, std::string_view text, size_t length);
  void put_number(const Directive& d, std::string text, std::string_view prefix, bool zeros_allowed = true);
  void put_int(const Directive& d, const Value& v);
  void put_float(const Directive& d, const Value& v);
  void put_character(const Directive& d, const Value& v);
  std::string text_of(const Directive& d, const Value& v) const;
  uint32_t peek() {
    const char* q = p_;
    return bytes_ ? static_cast<unsigned char>(*q) : decode_utf8(q);
  }
  void advance() {
    if (bytes_) ++p_;
    else decode_utf8(p_);
  }
  uint32_t require_more() {
    if (p_ >= end_) raise_value_error("incomplete format");
    return peek();
  }

  bool bytes_;
  const char *p_, *begin_, *end_;
  Value args_;
  Tuple* tuple_;
  bool mapping_;
  size_t used_ = 0;
  Value current_;                // the value that a %(key) found, until it is used
  bool used_mapping_ = false;
  std::string out_;
};

std::string PercentFormatter::run() {
  while (p_ < end_) {
    const char* percent = std::find(p_, end_, '%');
    out_.append(p_, percent);
    p_ = percent;
    if (p_ == end_) break;
    ++p_;
    directive();
    if (out_.size() > 65536) Heap::current().require(out_.size());
  }
  bool all_used = used_mapping_ || mapping_ || (tuple_ ? used_ == tuple_->size() : used_ == 1);
  if (!all_used) raise_type_error(bytes_ ? "not all arguments converted during bytes formatting" : "not all arguments converted during string formatting");
  return std::move(out_);
}

Value PercentFormatter::key() {
  if (!mapping_) raise_type_error("format requires a mapping");
  ++p_;
  const char* from = p_;
  for (int depth = 1; depth > 0; ++p_) {
    if (p_ >= end_) raise_value_error("incomplete format key");
    if (*p_ == '(') ++depth;
    if (*p_ == ')') --depth;
  }
  std::string_view name(from, static_cast<size_t>(p_ - 1 - from));
  return get_item(args_, bytes_ ? Value(Bytes::make(name)) : Value(Str::make(name)));
}

void PercentFormatter::flags(Directive& d) {
  for (; p_ < end_; ++p_) {
    switch (*p_) {
      case '-': d.left = true; break;
      case '+': d.sign = true; break;
      case ' ': d.blank = true; break;
      case '#': d.alternate = true; break;
      case '0': d.zero = true; break;
      default: return;
    }
  }
}

int64_t PercentFormatter::star_or_number(bool precision) {
  if (p_ < end_ && *p_ == '*') {
    ++p_;
    Value v = next_argument();
    int64_t n;
    if (!is_int(v)) raise_type_error("* wants int");
    if (!int_fits_int64(v, &n)) raise(Exc::OverflowError, "Python int too large to convert to C ssize_t");
    if (precision && n > std::numeric_limits<int>::max()) raise(Exc::OverflowError, "Python int too large to convert to C int");
    return n;
  }
  int64_t n = 0;
  for (; p_ < end_ && *p_ >= '0' && *p_ <= '9'; ++p_) {
    n = n * 10 + (*p_ - '0');
    if (n > (precision ? int64_t{std::numeric_limits<int>::max()} : std::numeric_limits<int64_t>::max() / 20))
      raise_value_error(precision ? "precision too big" : "width too big");
  }
  return n;
}

Value PercentFormatter::next_argument() {
  if (!current_.is_null()) return std::exchange(current_, Value());
  if (tuple_ && used_ < tuple_->size()) return (*tuple_)[used_++];
  if (!tuple_ && used_ == 0 && !used_mapping_) {
    used_ = 1;
    return args_;
  }
  raise_type_error("not enough arguments for format string");
}

void PercentFormatter::directive() {
  Directive d;
  if (require_more() == '%') {
    ++p_;
    out_ += '%';
    return;
  }
  if (*p_ == '(') {
    current_ = key();
    d.mapped = used_mapping_ = true;
  }
  flags(d);
  if (p_ < end_ && (*p_ == '*' || (*p_ >= '0' && *p_ <= '9'))) {
    d.width = star_or_number(false);
    if (d.width < 0) {
      d.left = true;
      d.width = -d.width;
    }
  }
  if (p_ < end_ && *p_ == '.') {
    ++p_;
    d.precision = std::max<int64_t>(star_or_number(true), 0);
  }
  if (p_ < end_ && (*p_ == 'h' || *p_ == 'l' || *p_ == 'L')) ++p_;
  d.conversion = require_more();
  Value v = next_argument();
  size_t position = bytes_ ? static_cast<size_t>(p_ - begin_) : count_code_points({begin_, static_cast<size_t>(p_ - begin_)});
  advance();
  constexpr std::string_view kKnown = "sraediouxXeEfFgGcb";
  if (d.conversion >= 128 || kKnown.find(static_cast<char>(d.conversion)) == kKnown.npos || (d.conversion == 'b' && !bytes_)) {
    std::string hex, shown;
    for (uint32_t c = d.conversion; c || hex.empty(); c >>= 4) hex.insert(hex.begin(), "0123456789abcdef"[c & 15]);
    append_utf8(shown, d.conversion);
    if (!bytes_ && (d.conversion < 32 || d.conversion >= 127)) shown = "?";
    raise_value_error("unsupported format character '", shown, "' (0x", hex, ") at index ", position);
  }
  convert(d, v);
}

void PercentFormatter::convert(const Directive& d, const Value& v) {
  switch (d.conversion) {
    case 's': case 'r': case 'a': case 'b': {
      std::string text = text_of(d, v);
      size_t length = bytes_ ? text.size() : count_code_points(text);
      if (d.precision >= 0 && static_cast<size_t>(d.precision) < length) {
        length = static_cast<size_t>(d.precision);
        const char* q = text.data();
        if (bytes_) q += length;
        else for (size_t i = 0; i < length; ++i) decode_utf8(q);
        text.resize(static_cast<size_t>(q - text.data()));
      }
      return put_padded(d, text, length);
    }
    case 'c': return put_character(d, v);
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': return put_int(d, v);
    default: return put_float(d, v);
  }
}

std::string PercentFormatter::text_of(const Directive& d, const Value& v) const {
  if (!bytes_) {
    if (d.conversion == 's') return str(v)->string();
    return d.conversion == 'r' ? repr(v)->string() : ascii(v)->string();
  }
  if (d.conversion == 'r' || d.conversion == 'a') return ascii(v)->string();
  if (is_bytes_like(v)) return std::string(v.as<Bytes>()->view());
  if (Value method = special_method(v, vm().names.__bytes__); !method.is_null()) return std::string(bytes_like(call(method)));
  raise_type_error("%b requires a bytes-like object, or an object that implements __bytes__, not '", type_name(v), "'");
}

void PercentFormatter::put_padded(const Directive& d, std::string_view text, size_t length) {
  auto padding = static_cast<size_t>(std::max<int64_t>(d.width - static_cast<int64_t>(length), 0));
  Heap::current().require(padding);
  charge_text(padding);
  if (!d.left) out_.append(padding, ' ');
  out_ += text;
  if (d.left) out_.append(padding, ' ');
}

void PercentFormatter::put_number(const Directive& d, std::string text, std::string_view prefix, bool zeros_allowed) {
  bool negative = text[0] == '-';
  if (negative) text.erase(0, 1);
  std::string head = negative ? "-" : d.sign ? "+" : d.blank ? " " : "";
  head += prefix;
  auto padding = static_cast<size_t>(std::max<int64_t>(d.width - static_cast<int64_t>(head.size() + text.size()), 0));
  Heap::current().require(padding);
  charge_text(padding);
  bool zeros = d.zero && !d.left && zeros_allowed;
  if (!d.left && !zeros) out_.append(padding, ' ');
  out_ += head;
  if (zeros) out_.append(padding, '0');
  out_ += text;
  if (d.left) out_.append(padding, ' ');
}

void PercentFormatter::put_int(const Directive& d, const Value& v) {
  auto letter = static_cast<char>(d.conversion);
  bool decimal = letter == 'd' || letter == 'i' || letter == 'u';
  Value number;
  if (is_int(v)) number = plain_int(v);
  else if (type_of(v)->slots.index) number = plain_int(call(special_method(v, vm().names.__index__)));
  else if (decimal && (v.is_float() || type_of(v)->slots.to_int || type_of(v)->slots.to_float)) number = to_int(v);
  else raise_type_error("%", letter, " format: ", decimal ? "a real number" : "an integer", " is required, not ", type_name(v));
  std::string text = int_to_text(number, decimal ? 10 : letter == 'o' ? 8 : 16);
  if (letter == 'X') std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  size_t digits = text.size() - (text[0] == '-');
  if (d.precision > static_cast<int64_t>(digits)) {
    Heap::current().require(static_cast<size_t>(d.precision));
    text.insert(text[0] == '-', static_cast<size_t>(d.precision) - digits, '0');
  }
  std::string_view prefix = !d.alternate || decimal ? "" : letter == 'o' ? "0o" : letter == 'x' ? "0x" : "0X";
  put_number(d, std::move(text), prefix);
}

void PercentFormatter::put_float(const Directive& d, const Value& v) {
  FloatFormat f;
  f.type = static_cast<char>(d.conversion);
  f.precision = d.precision < 0 ? 6 : static_cast<int>(d.precision);
  f.alternate = d.alternate;
  double number = bytes_ && is_bytes_like(v) ? (raise_type_error("float argument required, not ", type_name(v)), 0.0) : to_double(v);
  put_number(d, format_double(number, f), "");
}

void PercentFormatter::put_character(const Directive& d, const Value& v) {
  std::string text;
  if (bytes_) {
    int64_t code = -1;
    if (is_bytes_like(v) && v.as<Bytes>()->data.size() == 1) return put_padded(d, v.as<Bytes>()->view(), 1);
    if (!is_int(v) && !type_of(v)->slots.index) raise_type_error("%c requires an integer in range(256) or a single byte");
    if (!int_fits_int64(is_int(v) ? v : Value::integer(index_of(v)), &code) || code < 0 || code > 255)
      raise(Exc::OverflowError, "%c arg not in range(256)");
    text += static_cast<char>(code);
    return put_padded(d, text, 1);
  }
  if (is_str(v)) {
    if (v.as<Str>()->length() != 1) raise_type_error("%c requires int or char");
    return put_padded(d, v.as<Str>()->view(), 1);
  }
  if (!is_int(v) && !type_of(v)->slots.index) raise_type_error("%c requires int or char");
  int64_t code;
  if (!int_fits_int64(is_int(v) ? v : Value::integer(index_of(v)), &code) || code < 0 || code > 0x10FFFF)
    raise(Exc::OverflowError, "%c arg not in range(0x110000)");
  append_utf8(text, static_cast<uint32_t>(code));
  put_padded(d, text, 1);
}

}  // namespace

Value percent_format(Str* format, const Value& args) {
  charge_text(format->bytes());
  Ref<Str> held(format);
  return Str::make(PercentFormatter(format->view(), args, false).run());
}

std::string percent_format_bytes(std::string_view format, const Value& args) {
  std::string held(format);
  return PercentFormatter(held, args, true).run();
}

}  // namespace sim::py
