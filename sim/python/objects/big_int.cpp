// Arithmetic beyond 64 bits: the only file that knows GMP. Small operands never come here (see int.cpp).
// Every result whose size the program chooses is asked for (Heap::require) before GMP takes memory, which it cannot refuse.
#include "sim/python/objects/big_int.h"

#include "sim/base/check.h"
#include "sim/python/protocol.h"

#include <gmp.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace sim::py {

namespace {

static_assert(sizeof(__mpz_struct) == 16 && sizeof(mp_limb_t) == 8);

mpz_ptr number_of(BigInt* b) { return reinterpret_cast<mpz_ptr>(b->number); }
size_t bytes_of(mpz_srcptr z) { return static_cast<size_t>(z->_mp_alloc) * sizeof(mp_limb_t); }

// What an operation reads: a BigInt's own limbs, or one limb made from a plain int.
class Operand {
 public:
  explicit Operand(const Value& v) : held_(plain_int(v)) {
    if (held_.is_int()) {
      int64_t i = held_.as_int();
      limb_ = i < 0 ? ~static_cast<mp_limb_t>(i) + 1 : static_cast<mp_limb_t>(i);
      at_ = mpz_roinit_n(one_, &limb_, i < 0 ? -1 : 1);
    } else {
      at_ = number_of(held_.as<BigInt>());
    }
  }
  Operand(const Operand&) = delete;
  Operand& operator=(const Operand&) = delete;
  operator mpz_srcptr() const { return at_; }             // NOLINT
  size_t limbs() const { return mpz_size(at_); }
  size_t bits() const { return mpz_sizeinbase(at_, 2); }
  int sign() const { return mpz_sgn(at_); }

 private:
  Value held_;
  mp_limb_t limb_ = 0;
  mpz_t one_;
  mpz_srcptr at_;
};

// What an operation writes.
class Result {
 public:
  Result() { mpz_init(z_); }
  ~Result() { mpz_clear(z_); }
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;
  operator mpz_ptr() { return z_; }                       // NOLINT
  // The number as a Value; nothing is left in here.
  Value take() {
    if (mpz_fits_slong_p(z_)) return Value::integer(mpz_get_si(z_));
    Ref<BigInt> b(new BigInt);
    Heap::current().charge(bytes_of(z_));
    mpz_swap(number_of(b.get()), z_);
    return b;
  }

 private:
  mpz_t z_;
};

// Asks for the memory of a result of so many limbs, and counts the work.
void expect(size_t limbs, size_t work) {
  if (limbs > 64) Heap::current().require(limbs < (size_t{1} << 58) ? limbs * 3 * sizeof(mp_limb_t) : ~size_t{0} / 2);
  if (work > 64) charge_steps(work / 16);
}
// Long ones multiply faster than limb by limb, but cost far more for each limb than adding does (measured with GMP: about log squared).
size_t multiply_work(size_t a, size_t b) {
  size_t less = std::min(a, b), more = std::max(a, b);
  if (less < 64) return less * more;
  double log = std::log2(static_cast<double>(less));
  return more * static_cast<size_t>(3 * log * log);
}

}  // namespace

BigInt::BigInt() : Object(Kind::big_int) { mpz_init(number_of(this)); }
BigInt::~BigInt() {
  mpz_ptr z = number_of(this);
  Heap::current().discharge(bytes_of(z));
  mpz_clear(z);
}

namespace big {

Value add(const Value& a, const Value& b) {
  Operand x(a), y(b);
  expect(std::max(x.limbs(), y.limbs()) + 1, x.limbs() + y.limbs());
  Result r;
  mpz_add(r, x, y);
  return r.take();
}

Value sub(const Value& a, const Value& b) {
  Operand x(a), y(b);
  expect(std::max(x.limbs(), y.limbs()) + 1, x.limbs() + y.limbs());
  Result r;
  mpz_sub(r, x, y);
  return r.take();
}

Value mul(const Value& a, const Value& b) {
  Operand x(a), y(b);
  expect(x.limbs() + y.limbs(), multiply_work(x.limbs(), y.limbs()));
  Result r;
  mpz_mul(r, x, y);
  return r.take();
}

void divmod(const Value& a, const Value& b, Value* quotient, Value* remainder) {
  Operand x(a), y(b);
  expect(x.limbs() + y.limbs(), multiply_work(x.limbs() > y.limbs() ? x.limbs() - y.limbs() : 1, y.limbs()) * 2);
  Result q, r;
  mpz_fdiv_qr(q, r, x, y);
  if (quotient) *quotient = q.take();
  if (remainder) *remainder = r.take();
}

Value pow(const Value& base, uint64_t exponent) {
  Operand x(base);
  if (x.sign() == 0) return Value::integer(exponent == 0);
  if (mpz_cmpabs_ui(x, 1) == 0) return Value::integer(x.sign() < 0 && (exponent & 1) ? -1 : 1);
  double bits = static_cast<double>(x.bits()) * static_cast<double>(exponent);
  size_t limbs = bits > 1e18 ? ~size_t{0} / 64 : static_cast<size_t>(bits / 64) + 2;
  expect(limbs, multiply_work(limbs, limbs) * 2);
  Result r;
  mpz_pow_ui(r, x, exponent);
  return r.take();
}

Value pow_mod(const Value& base, const Value& exponent, const Value& modulus) {
  Operand x(base), e(exponent), m(modulus);
  expect(m.limbs() * 2, multiply_work(m.limbs(), m.limbs()) * std::min<size_t>(e.bits(), size_t{1} << 40));
  Result r;
  if (e.sign() < 0) {
    Result inverse, positive;
    if (!mpz_invert(inverse, x, m)) raise_value_error("base is not invertible for the given modulus");
    mpz_neg(positive, e);
    mpz_powm(r, inverse, positive, m);
  } else {
    mpz_powm(r, x, e, m);
  }
  if (m.sign() < 0 && mpz_sgn(static_cast<mpz_ptr>(r)) > 0) mpz_add(r, r, m);   // the result has the modulus's sign
  return r.take();
}

Value lshift(const Value& a, uint64_t n) {
  Operand x(a);
  expect(x.limbs() + n / 64 + 1, x.limbs() + n / 64);
  Result r;
  mpz_mul_2exp(r, x, n);
  return r.take();
}

Value rshift(const Value& a, uint64_t n) {
  Operand x(a);
  expect(x.limbs(), x.limbs());
  Result r;
  mpz_fdiv_q_2exp(r, x, n);
  return r.take();
}

Value bitwise(char op, const Value& a, const Value& b) {
  Operand x(a), y(b);
  expect(std::max(x.limbs(), y.limbs()) + 1, x.limbs() + y.limbs());
  Result r;
  if (op == '&') mpz_and(r, x, y);
  else if (op == '|') mpz_ior(r, x, y);
  else mpz_xor(r, x, y);
  return r.take();
}

Value negate(const Value& a) {
  Operand x(a);
  expect(x.limbs(), x.limbs());
  Result r;
  mpz_neg(r, x);
  return r.take();
}

int compare(const Value& a, const Value& b) {
  int c = mpz_cmp(Operand(a), Operand(b));
  return (c > 0) - (c < 0);
}
int sign(const Value& a) { return Operand(a).sign(); }
size_t bit_length(const Value& a) {
  Operand x(a);
  return x.sign() == 0 ? 0 : x.bits();
}
size_t bit_count(const Value& a) {
  Operand x(a);
  Result r;
  mpz_abs(r, x);
  return mpz_popcount(r);
}

Value gcd(const Value& a, const Value& b) {
  Operand x(a), y(b);
  expect(x.limbs() + y.limbs(), multiply_work(x.limbs(), y.limbs()) * 8);
  Result r;
  mpz_gcd(r, x, y);
  return r.take();
}

Value sqrt(const Value& a) {
  Operand x(a);
  expect(x.limbs(), multiply_work(x.limbs(), x.limbs()) * 2);
  Result r;
  mpz_sqrt(r, x);
  return r.take();
}

uint64_t mod_mersenne61(const Value& a) {
  Operand x(a);
  return mpz_tdiv_ui(x, (uint64_t{1} << 61) - 1);         // of the absolute value
}

int compare_double(const Value& a, double d) {
  int c = mpz_cmp_d(Operand(a), d);                       // exact, also for infinities
  return (c > 0) - (c < 0);
}

Value from_double(double d) {
  Result r;
  mpz_set_d(r, d);
  return r.take();
}

// The top 64 bits, the last one made sticky, and how far they were shifted.
double frexp(const Value& a, int64_t* exponent) {
  Operand x(a);
  size_t bits = x.bits();
  uint64_t top;
  if (bits <= 64) {
    top = mpz_getlimbn(x, 0) << (64 - bits);
  } else {
    Result r, magnitude;
    mpz_abs(magnitude, x);
    mpz_tdiv_q_2exp(r, magnitude, bits - 64);
    top = mpz_getlimbn(static_cast<mpz_ptr>(r), 0);
    if (mpz_scan1(magnitude, 0) < bits - 64) top |= 1;
  }
  // 64 bits to 53, half to even.
  uint64_t kept = top >> 11, rest = top & 0x7ff;
  if (rest > 0x400 || (rest == 0x400 && (kept & 1))) ++kept;
  double m = std::ldexp(static_cast<double>(kept), -53);  // may be 1.0
  *exponent = static_cast<int64_t>(bits);
  if (m == 1.0) {
    m = 0.5;
    ++*exponent;
  }
  return x.sign() < 0 ? -m : m;
}

// a / b rounded once: a quotient of at least 66 bits, its last one sticky. False: too large for a float.
bool true_divide(const Value& a, const Value& b, double* out) {
  Operand x(a), y(b);
  if (x.sign() == 0) {
    *out = y.sign() < 0 ? -0.0 : 0.0;
    return true;
  }
  int64_t shift = 66 - (static_cast<int64_t>(x.bits()) - static_cast<int64_t>(y.bits()));
  // Below the smallest normal number fewer bits are kept: the quotient must not be rounded twice.
  expect(x.limbs() + y.limbs() + static_cast<size_t>(std::max<int64_t>(shift, 0)) / 64, multiply_work(x.limbs(), y.limbs()));
  if (shift > 66 + 1200) {
    *out = x.sign() == y.sign() ? 0.0 : -0.0;
    return true;
  }
  Result n, d, q, r;
  mpz_abs(n, x);
  mpz_abs(d, y);
  if (shift > 0) mpz_mul_2exp(n, n, static_cast<uint64_t>(shift));
  else mpz_mul_2exp(d, d, static_cast<uint64_t>(-shift));
  mpz_tdiv_qr(q, r, n, d);
  bool sticky = mpz_sgn(static_cast<mpz_ptr>(r)) != 0;
  auto bits = static_cast<int64_t>(mpz_sizeinbase(q, 2));
  int64_t top_exponent = bits - shift;                    // value < 2**top_exponent
  int64_t keep = std::min<int64_t>(53, top_exponent + 1074);
  if (keep < 0) {
    *out = x.sign() == y.sign() ? 0.0 : -0.0;
    return true;
  }
  auto drop = static_cast<uint64_t>(bits - keep);
  uint64_t lowest = mpz_scan1(q, 0);
  bool half = drop > 0 && mpz_tstbit(q, drop - 1);
  bool below = sticky || lowest < drop - 1;
  mpz_tdiv_q_2exp(q, q, drop);
  uint64_t kept = mpz_size(static_cast<mpz_ptr>(q)) ? mpz_getlimbn(static_cast<mpz_ptr>(q), 0) : 0;
  if (half && (below || (kept & 1))) ++kept;
  double result = std::ldexp(static_cast<double>(kept), static_cast<int>(std::clamp<int64_t>(top_exponent - keep, -4000, 4000)));
  *out = x.sign() == y.sign() ? result : -result;
  return !std::isinf(result);
}

Value from_digits(const char* digits, size_t n, int base) {
  double bits = static_cast<double>(n) * std::log2(base);
  expect(static_cast<size_t>(bits / 64) + 2, n * 4);
  Result r;
  std::string text(digits, n);
  SIM_CHECK(mpz_set_str(r, text.c_str(), base) == 0, "the digits were checked before");
  return r.take();
}

std::string to_digits(const Value& a, int base) {
  Operand x(a);
  expect(x.limbs() * 3 + 1, multiply_work(x.limbs(), x.limbs()));
  std::string out(mpz_sizeinbase(x, base) + 2, '\0');
  mpz_get_str(out.data(), base, x);
  out.resize(std::strlen(out.c_str()));
  return out;
}

size_t decimal_digits_at_least(const Value& a) { return mpz_sizeinbase(Operand(a), 10) - 1; }

Value from_words(const uint32_t* words, size_t n) {
  expect(n / 2 + 1, n);
  Result r;
  mpz_import(r, n, -1, sizeof *words, 0, 0, words);
  return r.take();
}

Vec<uint32_t> words(const Value& a) {
  Operand x(a);
  Vec<uint32_t> out(x.limbs() * 2);
  size_t n = 0;
  mpz_export(out.data(), &n, -1, sizeof(uint32_t), 0, 0, x);
  out.resize(n);
  return out;
}

Value from_bytes(const uint8_t* bytes, size_t n, bool little, bool is_signed) {
  expect(n / 8 + 1, n / 8);
  Result r;
  mpz_import(r, n, little ? -1 : 1, 1, 0, 0, bytes);
  if (is_signed && n && (bytes[little ? n - 1 : 0] & 0x80)) {
    Result whole;
    mpz_setbit(whole, n * 8);
    mpz_sub(r, r, whole);
  }
  return r.take();
}

bool to_bytes(const Value& a, uint8_t* bytes, size_t n, bool little, bool is_signed) {
  Operand x(a);
  size_t room = n * 8 - (is_signed ? 1 : 0);
  Result r;
  if (x.sign() < 0) {
    mpz_com(r, x);                                        // -1 needs no bit besides the sign
    if (n == 0 || (mpz_sgn(static_cast<mpz_ptr>(r)) != 0 && mpz_sizeinbase(r, 2) > room)) return false;
    mpz_set_ui(r, 0);
    mpz_setbit(r, n * 8);
    mpz_add(r, r, x);
  } else {
    if (x.sign() != 0 && (n == 0 || x.bits() > room)) return false;
    mpz_set(r, x);
  }
  if (n == 0) return true;
  std::memset(bytes, 0, n);
  size_t used = (mpz_sizeinbase(r, 2) + 7) / 8;
  if (mpz_sgn(static_cast<mpz_ptr>(r)) == 0) return true;
  mpz_export(little ? bytes : bytes + (n - used), nullptr, little ? -1 : 1, 1, 0, 0, r);
  return true;
}

}  // namespace big

}  // namespace sim::py
