// The arithmetic of ints past 64 bits. Only int.cpp calls it; everybody else calls the int_ functions of number.h.
#pragma once
#include "sim/python/objects/number.h"

namespace sim::py::big {

// Operands are ints as is_int() says, of any size.
Value add(const Value& a, const Value& b);
Value sub(const Value& a, const Value& b);
Value mul(const Value& a, const Value& b);
void divmod(const Value& a, const Value& b, Value* quotient, Value* remainder);   // rounds down; b is not 0; either may be null
Value pow(const Value& base, uint64_t exponent);
Value pow_mod(const Value& base, const Value& exponent, const Value& modulus);
Value lshift(const Value& a, uint64_t n);
Value rshift(const Value& a, uint64_t n);
Value bitwise(char op, const Value& a, const Value& b);
Value negate(const Value& a);
int compare(const Value& a, const Value& b);
int sign(const Value& a);
size_t bit_length(const Value& a);
size_t bit_count(const Value& a);
Value gcd(const Value& a, const Value& b);
Value sqrt(const Value& a);
uint64_t mod_mersenne61(const Value& a);                 // |a| mod 2**61 - 1
int compare_double(const Value& a, double d);
Value from_double(double d);                             // an integral one
double frexp(const Value& a, int64_t* exponent);
bool true_divide(const Value& a, const Value& b, double* out);
Value from_digits(const char* digits, size_t n, int base);
std::string to_digits(const Value& a, int base);
size_t decimal_digits_at_least(const Value& a);
Value from_words(const uint32_t* words, size_t n);
Vec<uint32_t> words(const Value& a);
Value from_bytes(const uint8_t* bytes, size_t n, bool little, bool is_signed);
bool to_bytes(const Value& a, uint8_t* bytes, size_t n, bool little, bool is_signed);

}  // namespace sim::py::big
