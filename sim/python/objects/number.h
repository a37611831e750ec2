// int beyond 64 bits, and instances of classes derived from int and float. Plain ints and floats are inline in Value.
#pragma once
#include "sim/base/heap.h"
#include "sim/python/objects/dict.h"

#include <string>
#include <string_view>

namespace sim::py {

// Invariant: never holds a number that fits in int64 (except inside IntObject, which holds a Value).
class BigInt : public Object {
 public:
  BigInt();
  ~BigInt() override;
  alignas(8) unsigned char number[16];             // an mpz_t; only big_int.cpp knows
};

// An instance of a subclass of int, or of float: what it is worth, and its attributes.
class IntObject : public Object {
 public:
  explicit IntObject(Type* type, Value v) : Object(Kind::int_object, type), value(std::move(v)) {}
  Ref<Dict>* dict_place() override { return &dict; }
  Value value;                                     // an int (plain or BigInt), never an IntObject
  Ref<Dict> dict;
};
class FloatObject : public Object {
 public:
  explicit FloatObject(Type* type, double v) : Object(Kind::float_object, type), value(v) {}
  Ref<Dict>* dict_place() override { return &dict; }
  double value;
  Ref<Dict> dict;
};

bool is_int(const Value& v);                       // int, bool, big or an instance of a subclass
bool is_number(const Value& v);                    // that, or float
// The plain int behind a bool, IntObject or int; anything else is returned as it is.
Value plain_int(const Value& v);
bool float_of(const Value& v, double* out);        // of an int or float (or subclass); false for others; OverflowError when too big

// ints of any size, exactly. Operands are ints as is_int says; the result is plain when it fits.
Value int_add(const Value& a, const Value& b);
Value int_sub(const Value& a, const Value& b);
Value int_mul(const Value& a, const Value& b);
Value int_floordiv(const Value& a, const Value& b);   // ZeroDivisionError
Value int_mod(const Value& a, const Value& b);
Value int_pow(const Value& a, const Value& b);        // a negative exponent gives a float
Value int_pow_mod(const Value& a, const Value& b, const Value& m);
Value int_truediv(const Value& a, const Value& b);    // correctly rounded
Value int_lshift(const Value& a, const Value& b);
Value int_rshift(const Value& a, const Value& b);
Value int_and(const Value& a, const Value& b);
Value int_or(const Value& a, const Value& b);
Value int_xor(const Value& a, const Value& b);
Value int_neg(const Value& a);
Value int_invert(const Value& a);
int int_compare(const Value& a, const Value& b);      // -1, 0, 1
int int_sign(const Value& a);
int64_t int_hash(const Value& a);
size_t int_bit_length(const Value& a);
Value int_from_double(double d);                      // truncates; ValueError/OverflowError for nan/inf
Value int_gcd(const Value& a, const Value& b);
Value int_sqrt(const Value& a);                       // floor of the root; a is not negative
Value int_abs(const Value& a);
size_t int_bit_count(const Value& a);                 // ones in the absolute value
Value int_from_uint64(uint64_t u);
Value int_from_words(const uint32_t* words, size_t n);   // least significant first
// The absolute value as words, least significant first; without leading zeros.
Vec<uint32_t> int_words(const Value& a);
// Two's complement. to: false when it does not fit into n bytes.
Value int_from_bytes(const uint8_t* bytes, size_t n, bool little, bool is_signed);
bool int_to_bytes(const Value& a, uint8_t* bytes, size_t n, bool little, bool is_signed);
// m * 2**e, and back: |a| = m * 2**e with 0.5 <= m < 1, as frexp.
double int_frexp(const Value& a, int64_t* e);
// Digits in base 2..36 with underscores where Python allows them; null Value when the text is no number.
Value int_from_text(std::string_view text, int base);
std::string int_to_text(const Value& a, int base = 10);  // no prefix; ValueError over so many digits in base 10:
size_t& most_str_digits();                               // sys.set_int_max_str_digits(); 0: no limit
bool int_fits_int64(const Value& a, int64_t* out);
double int_to_double(const Value& a);                 // correctly rounded; OverflowError
// int(text, base) with all its messages; `shown` is what they quote (the argument itself).
Value int_parse(std::string_view text, int base, const Value& shown);
Value int_divmod(const Value& a, const Value& b);     // the tuple
int int_compare_double(const Value& a, double d);     // exact; d is not nan

Value float_floordiv(double a, double b);
Value float_mod(double a, double b);
Value float_divmod(double a, double b);
Value float_pow(double a, double b);
int64_t float_hash(double d);
std::string float_repr(double d);                     // shortest that reads back, as repr()
Value float_from_text(std::string_view text);         // null Value when it is no float

}  // namespace sim::py
