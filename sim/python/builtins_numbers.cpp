// Built-in functions about numbers and characters.
#include "sim/base/check.h"
#include "sim/python/builtins.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"
#include "sim/python/suggestions.h"
#include "sim/python/vm.h"

#include <cmath>

namespace sim::py {

namespace {

using ast::Operator;

Value abs_of(const Value* a) { return absolute(a[0]); }

Value divmod_of(const Value* a) {
  auto fa = type_of(a[0])->slots.divmod, fb = type_of(a[1])->slots.divmod;
  if (fb == fa) fb = nullptr;
  if (fa && fb && type_of(a[1])->is_subtype_of(type_of(a[0]))) {
    Value r = fb(a[0], a[1]);
    if (!r.is(Kind::not_implemented)) return r;
    fb = nullptr;
  }
  for (auto f : {fa, fb})
    if (f) {
      Value r = f(a[0], a[1]);
      if (!r.is(Kind::not_implemented)) return r;
    }
  raise_type_error("unsupported operand type(s) for divmod(): '", type_name(a[0]), "' and '", type_name(a[1]), "'");
}

Value pow_of(const Value* a) {
  if (a[2].is_null() || a[2].is_none()) return binary_op(Operator::Pow, a[0], a[1]);
  if (is_int(a[0]) && is_int(a[1]) && is_int(a[2])) return int_pow_mod(plain_int(a[0]), plain_int(a[1]), plain_int(a[2]));
  for (size_t i = 0; i < 3; ++i)
    if (auto f = type_of(a[i])->slots.power) {
      Value r = f(a[0], a[1], a[2]);
      if (!r.is(Kind::not_implemented)) return r;
    }
  if (is_number(a[0]) && is_number(a[1]) && is_number(a[2]))
    raise_type_error("pow() 3rd argument not allowed unless all arguments are integers");
  raise_type_error("unsupported operand type(s) for ** or pow(): '", type_name(a[0]), "', '", type_name(a[1]), "', '",
                   type_name(a[2]), "'");
}

Value round_of(const Value* a) {
  Value f = special_method(a[0], intern("__round__").get());
  if (f.is_null()) raise_type_error("type ", type_name(a[0]), " doesn't define __round__ method");
  if (a[1].is_null() || a[1].is_none()) return call(f);
  return call(f, {a[1]});
}

template <int base>
Value in_base(const Value* a) {
  if (!is_int(a[0]) && !type_of(a[0])->slots.index)
    raise_type_error("'", type_name(a[0]), "' object cannot be interpreted as an integer");
  Value n = is_int(a[0]) ? plain_int(a[0]) : plain_int(type_of(a[0])->slots.index(a[0]));
  std::string digits = int_to_text(n, base);
  bool negative = digits[0] == '-';
  const char* prefix = base == 16 ? "0x" : base == 8 ? "0o" : "0b";
  return Str::make_ascii(cat(negative ? "-" : "", prefix, negative ? digits.substr(1) : digits));
}

Value chr_of(const Value* a) {
  if (!is_int(a[0]) && !type_of(a[0])->slots.index)
    raise_type_error("'", type_name(a[0]), "' object cannot be interpreted as an integer");
  int64_t c = clamp_index(a[0]);
  if (c < 0 || c > 0x10ffff) raise_value_error("chr() arg not in range(0x110000)");
  return Str::of_code_point(static_cast<uint32_t>(c));
}

Value ord_of(const Value* a) {
  size_t length = 0;
  if (a[0].is(Kind::str)) {
    auto* s = a[0].as<Str>();
    if (s->length() == 1) return Value::integer(s->code_point_at(0));
    length = s->length();
    raise_type_error("ord() expected a character, but string of length ", length, " found");
  }
  if (a[0].is(Kind::bytes) || a[0].is(Kind::bytearray)) {
    auto* b = a[0].as<Bytes>();
    if (b->data.size() == 1) return Value::integer(b->data[0]);
    raise_type_error("ord() expected a character, but string of length ", b->data.size(), " found");
  }
  raise_type_error("ord() expected string of length 1, but ", type_name(a[0]), " found");
}

// ---- sum: ints exactly; floats with Neumaier's compensation, as CPython since 3.12
class Summation {
 public:
  explicit Summation(const Value& start) : total_(start) {
    if (start.is_int())
      mode_ = Mode::integers;
    else if (start.is_float())
      begin_floats(start.as_float());
  }

  void add(const Value& v) {
    if (mode_ == Mode::integers) {
      if (v.is_int() || v.is_bool()) {
        int64_t r;
        if (!__builtin_add_overflow(total_.as_int(), v.as_int(), &r)) {
          total_ = Value::integer(r);
          return;
        }
        mode_ = Mode::anything;
      } else if (v.is_float()) {
        begin_floats(static_cast<double>(total_.as_int()));
      } else {
        mode_ = Mode::anything;
      }
    }
    if (mode_ == Mode::floats) {
      if (v.is_float()) return add_float(v.as_float());
      if (v.is_int() || v.is_bool()) {
        sum_ += static_cast<double>(v.as_int());
        return;
      }
      total_ = Value::real(rounded());
      mode_ = Mode::anything;
    }
    total_ = binary_op(Operator::Add, total_, v);
    if (total_.is_float()) begin_floats(total_.as_float());
  }

  Value result() const { return mode_ == Mode::floats ? Value::real(rounded()) : total_; }

 private:
  enum class Mode : uint8_t { integers, floats, anything } mode_ = Mode::anything;
  void begin_floats(double d) {
    mode_ = Mode::floats;
    sum_ = d;
    lost_ = 0;
  }
  void add_float(double x) {
    double t = sum_ + x;
    lost_ += std::fabs(sum_) >= std::fabs(x) ? (sum_ - t) + x : (x - t) + sum_;
    sum_ = t;
  }
  double rounded() const { return lost_ != 0 && std::isfinite(lost_) ? sum_ + lost_ : sum_; }

  Value total_;
  double sum_ = 0, lost_ = 0;
};

Value sum_of(const Value* a) {
  Value start = a[1].is_null() ? Value::integer(0) : a[1];
  if (start.is(Kind::str)) raise_type_error("sum() can't sum strings [use ''.join(seq) instead]");
  if (start.is(Kind::bytes)) raise_type_error("sum() can't sum bytes [use b''.join(seq) instead]");
  if (start.is(Kind::bytearray)) raise_type_error("sum() can't sum bytearray [use b''.join(seq) instead]");
  Summation s(start);
  iterate(a[0], [&](const Value& v) { s.add(v); });
  return s.result();
}

// ---- min, max
struct Extreme {
  const char* name;
  CompareOp better;
};
Value extreme_of(const Args& args, const Extreme& e) {
  Value key, otherwise;
  for (size_t i = 0; args.names && i < args.names->size(); ++i) {
    std::string_view name = (*args.names)[i].as<Str>()->view();
    if (name == "key")
      key = args.items[args.npos + i];
    else if (name == "default")
      otherwise = args.items[args.npos + i];
    else
      raise_no_such_keyword(e.name, name, {"key", "default"});
  }
  if (key.is_none()) key = Value();
  if (args.npos == 0) raise_type_error(e.name, " expected at least 1 argument, got 0");
  if (args.npos > 1 && !otherwise.is_null())
    raise_type_error("Cannot specify a default for ", e.name, "() with multiple positional arguments");
  Value best, best_key;
  auto consider = [&](const Value& v) {
    Value k = key.is_null() ? v : call(key, {v});
    if (!best.is_null() && !truthy(compare(k, best_key, e.better))) return;
    best = v;
    best_key = k;
  };
  if (args.npos > 1)
    for (size_t i = 0; i < args.npos; ++i) consider(args[i]);
  else
    iterate(args[0], consider);
  if (!best.is_null()) return best;
  if (otherwise.is_null()) raise_value_error(e.name, "() iterable argument is empty");
  return otherwise;
}
Value min_of(const Args& args) { return extreme_of(args, {"min", CompareOp::lt}); }
Value max_of(const Args& args) { return extreme_of(args, {"max", CompareOp::gt}); }

}  // namespace

void add_number_builtins(BuiltinsDict& b) {
  b.function("abs", "x, /", abs_of)
      .function("divmod", "x, y, /", divmod_of)
      .function("pow", "base, exp, mod=None", pow_of)
      .function("round", "number, ndigits=None", round_of)
      .function("hex", "number, /", in_base<16>)
      .function("oct", "number, /", in_base<8>)
      .function("bin", "number, /", in_base<2>)
      .function("chr", "i, /", chr_of)
      .function("ord", "c, /", ord_of)
      .function("sum", "iterable, /, start=0", sum_of)
      .raw("min", min_of)
      .raw("max", max_of);
}

}  // namespace sim::py
