// int and float, and the module random. Expected text is CPython 3.13's own.
#include "sim/run/run.h"

#include <catch2/catch.hpp>

namespace {

std::string shown(const std::string& expression, const std::string& before = "") {
  std::string out;
  sim::RunOptions options;
  options.on_output = [&out](int, std::string_view text) { out += text; };
  std::string program =
      before + "\ntry: print(repr((" + expression + ")), end='')\nexcept Exception as e: print(type(e).__name__ + ': ' + str(e), end='')\n";
  sim::run({"numbers.py", program, {}}, options);
  return out;
}

}  // namespace

TEST_CASE("ints grow past 64 bits and come back") {
  CHECK(shown("2**63 - 1 + 1, -2**63 - 1, 2**64 - 2**64 + 5, -(-2**63)") == "(9223372036854775808, -9223372036854775809, 5, 9223372036854775808)");
  CHECK(shown("3037000500 * 3037000500, 7**40 // 7**38, (1 << 200) >> 198") == "(9223372037000250000, 49, 4)");
  CHECK(shown("-2**63 // -1, -2**63 % -1") == "(9223372036854775808, 0)");
}

TEST_CASE("division rounds down and the remainder has the divisor's sign") {
  CHECK(shown("-7 // 2, -7 % 2, 7 // -2, 7 % -2, divmod(-10**20, 3)") == "(-4, 1, -4, -1, (-33333333333333333334, 2))");
  CHECK(shown("-7.5 // 2, -7.5 % 2, 7.5 % -2, divmod(5, -0.3)") == "(-4.0, 0.5, -0.5, (-17.0, -0.09999999999999981))");
}

TEST_CASE("true division of large ints is rounded once") {
  CHECK(shown("10**25 / 3, (2**63 + 1) / 2**63, 10**400 / 10**399, 1 / 10**320") ==
        "(3.3333333333333333e+24, 1.0, 10.0, 1e-320)");
  CHECK(shown("10**400 / 1") == "OverflowError: integer division result too large for a float");
}

TEST_CASE("ints and floats compare exactly") {
  CHECK(shown("2**53 + 1 == 2.0**53, 2**53 == 2.0**53, 10**400 > 1e308, 10**400 < float('inf')") == "(False, True, True, True)");
  CHECK(shown("hash(2.0**80) == hash(2**80), hash(-1), hash(float('inf'))") == "(True, -2, 314159)");
}

TEST_CASE("errors of arithmetic are worded as in 3.13") {
  CHECK(shown("1 // 0") == "ZeroDivisionError: integer division or modulo by zero");
  CHECK(shown("1 % 0") == "ZeroDivisionError: integer modulo by zero");
  CHECK(shown("1 / 0") == "ZeroDivisionError: division by zero");
  CHECK(shown("1.0 / 0") == "ZeroDivisionError: float division by zero");
  CHECK(shown("2.0 ** 10000") == "OverflowError: (34, 'Numerical result out of range')");
  CHECK(shown("1 << -1") == "ValueError: negative shift count");
  CHECK(shown("pow(2, -1, 4)") == "ValueError: base is not invertible for the given modulus");
}

TEST_CASE("int() reads what CPython reads") {
  CHECK(shown("int(' -1_000 '), int('0x_1f', 0), int('z', 36), int(b'12')") == "(-1000, 31, 35, 12)");
  CHECK(shown("int('1__0')") == "ValueError: invalid literal for int() with base 10: '1__0'");
  CHECK(shown("int('1' * 5000)") ==
        "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to "
        "increase the limit");
}

TEST_CASE("round() is exact") {
  CHECK(shown("round(2.675, 2), round(0.5), round(2.5), round(1250.0, -2), round(-1350.5, -2), round(25, -1)") == "(2.67, 0, 2, 1200.0, -1400.0, 20)");
}

TEST_CASE("floats as hexadecimal and as ratios") {
  CHECK(shown("(0.1).hex(), float.fromhex('-0x1.8p3'), (0.1).as_integer_ratio()") ==
        "('0x1.999999999999ap-4', -12.0, (3602879701896397, 36028797018963968))");
}

TEST_CASE("numbers too large for the memory are refused before they are made") {
  for (const char* program : {"10**10**10", "1 << 10**12", "x = 3\nwhile True: x *= x", "(2**70) ** (2**70)"}) {
    sim::RunOptions options;
    options.limits.memory = 64 << 20;
    CHECK(sim::run({"big.py", program, {}}, options)->exit_status == 4);
  }
}

TEST_CASE("a seeded random gives CPython's numbers") {
  const std::string before = "import random\nrandom.seed(42)\n";
  CHECK(shown("random.random(), random.randint(1, 100), random.choice('abcdef')", before) == "(0.6394267984578837, 4, 'f')");
  CHECK(shown("random.sample(range(100), 5), random.gauss(0, 1)", before) == "([81, 14, 3, 94, 35], 0.017593105583573694)");
}
