// The types int and bool: construction, operators and methods. CPython: Objects/longobject.c, boolobject.c.
// Before: init_types. After: int.cpp computes.
#include "sim/python/format.h"
#include "sim/python/init.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/number_types.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"
#include "sim/python/suggestions.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

using Operator = ast::Operator;

// ---- construction
struct IntArguments {
  Value x, base;                   // null when absent
};

IntArguments read_arguments(const Args& args) {
  IntArguments out;
  if (args.size() > 2) raise_type_error("int expected at most 2 arguments, got ", args.size());
  if (args.npos > 0) out.x = args[0];
  if (args.npos > 1) out.base = args[1];
  for (size_t i = args.npos; i < args.size(); ++i) {
    auto name = (*args.names)[i - args.npos].as<Str>()->view();
    if (name != "base") raise_no_such_keyword("int", name, {"base"});
    if (!out.base.is_null()) raise_type_error("argument for int() given by name ('base') and position (2)");
    out.base = args[i];
  }
  return out;
}

// Bytes beyond ASCII are part of no number; they must not be read as UTF-8, which they may not be.
std::string_view ascii_bytes(const Value& v) {
  std::string_view bytes = bytes_like(v);
  for (char c : bytes)
    if (c & 0x80) return "?";
  return bytes;
}

Value int_value(const IntArguments& a) {
  if (a.x.is_null()) {
    if (!a.base.is_null()) raise_type_error("int() missing string argument");
    return Value::integer(0);
  }
  bool text = is_str(a.x), bytes = is_bytes_like(a.x);
  if (a.base.is_null()) {
    if (text) return int_parse(plain_str(a.x.as<Str>())->view(), 10, a.x);
    if (bytes) return int_parse(ascii_bytes(a.x), 10, a.x);
    return to_int(a.x);
  }
  int64_t base = clamp_index(a.base);
  if ((base != 0 && base < 2) || base > 36) raise_value_error("int() base must be >= 2 and <= 36, or 0");
  if (text) return int_parse(plain_str(a.x.as<Str>())->view(), static_cast<int>(base), a.x);
  if (bytes) return int_parse(ascii_bytes(a.x), static_cast<int>(base), a.x);
  raise_type_error("int() can't convert non-string with explicit base");
}

Value of_type(Type* type, Value v) {
  if (type == vm().types.int_) return v;
  Ref<IntObject> o(new IntObject(type, std::move(v)));
  o->flags |= Object::is_subclass;
  if (type->type_flags & Type::has_del) o->flags |= Object::has_finalizer;
  return o;
}

Value int_create(Type* type, const Args& args) { return of_type(type, int_value(read_arguments(args))); }

Value bool_create(Type*, const Args& args) {
  check_arguments("bool", args, 1);
  return Value::boolean(args.npos && truthy(args[0]));
}

// ---- operators
template <Value (*operation)(const Value&, const Value&)>
Value binary(const Value& a, const Value& b) {
  if (!is_int(a) || !is_int(b)) return vm().not_implemented;
  return operation(a, b);
}

// & | ^ of two bools are bools.
template <Value (*operation)(const Value&, const Value&)>
Value bool_binary(const Value& a, const Value& b) {
  Value v = binary<operation>(a, b);
  return a.is_bool() && b.is_bool() ? Value::boolean(v.as_int() != 0) : v;
}

Value int_power(const Value& a, const Value& b, const Value& mod) {
  if (!is_int(a) || !is_int(b) || !(mod.is_null() || mod.is_none() || is_int(mod))) return vm().not_implemented;
  return mod.is_null() || mod.is_none() ? int_pow(a, b) : int_pow_mod(a, b, mod);
}

Value int_compare_slot(const Value& a, const Value& b, CompareOp op) {
  if (!is_int(a) || !is_int(b)) return vm().not_implemented;
  return order_holds(int_compare(a, b), op);
}

Value int_repr(const Value& v) { return Str::make_ascii(int_to_text(v)); }
Value bool_repr(const Value& v) { return intern(v.as_bool() ? "True" : "False"); }
Value int_positive(const Value& v) { return plain_int(v); }
Value int_float(const Value& v) { return Value::real(int_to_double(v)); }
bool int_truth(const Value& v) { return int_sign(v) != 0; }
Value bool_invert(const Value& v) { return int_invert(v); }

// ---- methods
Value self_as_int(const Value* a) { return plain_int(a[0]); }
Value get_self(const Value& v) { return plain_int(v); }
Value get_zero(const Value&) { return Value::integer(0); }
Value get_one(const Value&) { return Value::integer(1); }

Value int_bit_length_method(const Value* a) { return Value::integer(static_cast<int64_t>(int_bit_length(a[0]))); }
Value int_bit_count_method(const Value* a) { return Value::integer(static_cast<int64_t>(int_bit_count(a[0]))); }
Value int_ratio(const Value* a) { return Tuple::make({plain_int(a[0]), Value::integer(1)}); }
Value int_is_integer(const Value*) { return Value::boolean(true); }

bool is_little(const Value& order, const char* function) {
  if (order.is_null()) return false;
  if (!is_str(order)) raise_type_error(function, "() argument 'byteorder' must be str, not ", type_name(order));
  std::string_view text = order.as<Str>()->view();
  if (text != "little" && text != "big") raise_value_error("byteorder must be either 'little' or 'big'");
  return text == "little";
}

Value int_to_bytes_method(const Value* a) {
  int64_t length = a[1].is_null() ? 1 : index_of(a[1]);
  bool little = is_little(a[2], "to_bytes"), is_signed = !a[3].is_null() && truthy(a[3]);
  if (length < 0) raise_value_error("length argument must be non-negative");
  if (!is_signed && int_sign(a[0]) < 0) raise(Exc::OverflowError, "can't convert negative int to unsigned");
  Heap::current().require(static_cast<size_t>(length));
  Ref<Bytes> out(new Bytes);
  out->data.resize(static_cast<size_t>(length));
  if (!int_to_bytes(a[0], out->data.data(), out->data.size(), little, is_signed)) raise(Exc::OverflowError, "int too big to convert");
  return out;
}

Value int_from_bytes_method(const Value* a) {
  bool little = is_little(a[2], "from_bytes"), is_signed = !a[3].is_null() && truthy(a[3]);
  Vec<uint8_t> bytes;
  if (is_bytes_like(a[1])) {
    bytes = a[1].as<Bytes>()->data;
  } else {
    if (is_str(a[1]) || !type_of(a[1])->slots.iter) raise_type_error("cannot convert '", type_name(a[1]), "' object to bytes");
    append_bytes_of(bytes, a[1], "bytes");
  }
  Value v = int_from_bytes(bytes.data(), bytes.size(), little, is_signed);
  if (a[0].identical(Value(vm().types.int_))) return v;
  return call(a[0], {v});
}

// To a multiple of 10**k, ties to even.
Value int_round(const Value* a) {
  if (a[1].is_null()) return plain_int(a[0]);
  Value digits = a[1];
  if (!has_index(digits)) raise_type_error("'", type_name(digits), "' object cannot be interpreted as an integer");
  int64_t n = clamp_index(digits);
  if (n >= 0) return plain_int(a[0]);
  if (static_cast<size_t>(-(n + 1)) > int_bit_length(a[0])) return Value::integer(0);     // 10**-n is far larger
  return round_to_multiple(plain_int(a[0]), int_pow(Value::integer(10), Value::integer(-n)), false);
}

Value int_format(const Value* a) {
  if (!is_str(a[1])) raise_type_error("__format__() argument must be str, not ", type_name(a[1]));
  return format_int(a[0], *a[1].as<Str>());
}
Value int_getnewargs(const Value* a) { return Tuple::make({plain_int(a[0])}); }

void add_operators(Slots& s) {
  auto at = [&s](Operator op) -> Slots::Binary& { return s.binary[static_cast<size_t>(op)]; };
  at(Operator::Add) = binary<int_add>;
  at(Operator::Sub) = binary<int_sub>;
  at(Operator::Mult) = binary<int_mul>;
  at(Operator::Div) = binary<int_truediv>;
  at(Operator::FloorDiv) = binary<int_floordiv>;
  at(Operator::Mod) = binary<int_mod>;
  at(Operator::LShift) = binary<int_lshift>;
  at(Operator::RShift) = binary<int_rshift>;
  at(Operator::BitAnd) = binary<int_and>;
  at(Operator::BitOr) = binary<int_or>;
  at(Operator::BitXor) = binary<int_xor>;
  at(Operator::Pow) = binary<int_pow>;
  s.divmod = binary<int_divmod>;
  s.power = int_power;
  s.negative = int_neg;
  s.positive = int_positive;
  s.invert = int_invert;
  s.absolute = int_abs;
  s.truth = int_truth;
  s.to_int = s.index = int_positive;
  s.to_float = int_float;
}

void init_int_type(Vm& vm) {
  TypeBuilder b("int", Kind::int_object, vm.types.object, Type::match_self);
  Slots& s = b.slots();
  s.create = int_create;
  s.repr = int_repr;
  s.hash = int_hash;
  s.compare = int_compare_slot;
  add_operators(s);
  b.method("bit_length", "self, /", int_bit_length_method)
      .method("bit_count", "self, /", int_bit_count_method)
      .method("as_integer_ratio", "self, /", int_ratio)
      .method("is_integer", "self, /", int_is_integer)
      .method("conjugate", "self, /", self_as_int)
      .method("to_bytes", "self, /, length=1, byteorder='big', *, signed=False", int_to_bytes_method)
      .class_method("from_bytes", "cls, /, bytes, byteorder='big', *, signed=False", int_from_bytes_method)
      .method("__trunc__", "self, /", self_as_int)
      .method("__floor__", "self, /", self_as_int)
      .method("__ceil__", "self, /", self_as_int)
      .method("__round__", "self, ndigits=None, /", int_round)
      .method("__format__", "self, format_spec, /", int_format)
      .method("__getnewargs__", "self, /", int_getnewargs)
      .getter("real", get_self)
      .getter("imag", get_zero)
      .getter("numerator", get_self)
      .getter("denominator", get_one);
  vm.types.int_ = b.finish();
}

}  // namespace

Value order_holds(int order, CompareOp op) {
  switch (op) {
    case CompareOp::eq: return Value::boolean(order == 0);
    case CompareOp::ne: return Value::boolean(order != 0);
    case CompareOp::lt: return Value::boolean(order < 0);
    case CompareOp::le: return Value::boolean(order <= 0);
    case CompareOp::gt: return Value::boolean(order > 0);
    case CompareOp::ge: return Value::boolean(order >= 0);
  }
  return vm().not_implemented;
}

Value round_to_multiple(const Value& v, const Value& unit, bool more) {
  bool negative = int_sign(v) < 0;
  Value magnitude = int_abs(v);
  Value q = int_floordiv(magnitude, unit), r = int_mod(magnitude, unit);
  int half = int_compare(int_lshift(r, Value::integer(1)), unit);
  bool odd = int_sign(int_and(q, Value::integer(1))) != 0;
  if (half > 0 || (half == 0 && (more || odd))) q = int_add(q, Value::integer(1));
  q = int_mul(q, unit);
  return negative ? int_neg(q) : q;
}

void init_number_types(Vm& vm) {
  init_int_type(vm);
  TypeBuilder b("bool", Kind::other, vm.types.int_, Type::final_ | Type::match_self);
  Slots& s = b.slots();
  s.create = bool_create;
  s.repr = bool_repr;
  s.invert = bool_invert;
  s.binary[static_cast<size_t>(Operator::BitAnd)] = bool_binary<int_and>;
  s.binary[static_cast<size_t>(Operator::BitOr)] = bool_binary<int_or>;
  s.binary[static_cast<size_t>(Operator::BitXor)] = bool_binary<int_xor>;
  vm.types.bool_ = b.finish();
  init_float_type(vm);
}

}  // namespace sim::py
