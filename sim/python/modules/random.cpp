// The module random: seeding, whole numbers and choices. Each method draws from the generator as often, and in the same order, as
// CPython's Lib/random.py and Modules/_randommodule.c do, so that a seeded program prints the same numbers.
// After: random_distributions.cpp.
#include "sim/python/modules/bisect.h"
#include "sim/python/modules/modules.h"
#include "sim/python/modules/random_parts.h"
#include "sim/python/modules/sha512.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/objects/set.h"
#include "sim/python/vm.h"
#include "sim/python/written_in_python.h"

#include <bit>
#include <cmath>

namespace sim::py {

namespace {

Random& random_of(const Value& v) { return *v.as<Random>(); }
Mersenne& generator_of(const Value& v) { return random_of(v).generator; }

// ---- seeding
void seed_with_int(Random& r, const Value& n) {
  Vec<uint32_t> key = int_words(int_abs(n));
  if (key.empty()) key.push_back(0);
  r.generator.seed(key.data(), key.size());
}

Value text_number(std::string_view text) {   // the bytes and their SHA-512 behind them, as one number
  auto digest = sha512_of(text);
  std::string all(text);
  all.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  return int_from_bytes(reinterpret_cast<const uint8_t*>(all.data()), all.size(), false, false);
}

Value old_text_number(const Str& text) {     // version 1
  const char *p = text.data(), *end = p + text.bytes(), *first = p;
  uint64_t x = text.length() ? uint64_t{decode_utf8(first)} << 7 : 0;
  while (p < end) x = (1000003 * x) ^ decode_utf8(p);
  x ^= text.length();
  return x == ~uint64_t{0} ? Value::integer(-2) : int_from_uint64(x);
}

void seed(Random& r, const Value& a, int64_t version) {
  r.gauss_next = Value::none();
  if (a.is_null() || a.is_none()) return seed_with_int(r, int_from_uint64(vm().seed));
  if (is_int(a)) return seed_with_int(r, a);
  if (a.is_float() || a.is(Kind::float_object)) return seed_with_int(r, Value::integer(hash_of(a)));
  if (is_str(a)) {
    Ref<Str> text = plain_str(a.as<Str>());
    return seed_with_int(r, version == 1 ? old_text_number(*text) : text_number(text->view()));
  }
  if (is_bytes_like(a)) return seed_with_int(r, text_number(bytes_like(a)));
  raise_type_error("The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.");
}

Value random_create(Type* type, const Args&) {
  Ref<Random> r(new Random(type));
  seed(*r, Value(), 2);
  return r;
}
void random_init(const Value& self, const Args& args) {
  if (args.size() > 1) raise_type_error("Random.__init__() takes from 1 to 2 positional arguments but ", args.size() + 1, " were given");
  seed(random_of(self), args.size() ? args[0] : Value(), 2);
}
Value random_seed(const Value* a) {
  seed(random_of(a[0]), a[1], a[2].is_null() ? 2 : index_of(a[2]));
  return Value::none();
}

Value getstate(const Value* a) {
  Mersenne& g = generator_of(a[0]);
  Ref<Tuple> words = Tuple::uninitialized(Mersenne::kWords + 1);
  for (size_t i = 0; i < Mersenne::kWords; ++i) (*words)[i] = Value::integer(g.words()[i]);
  (*words)[Mersenne::kWords] = Value::integer(static_cast<int64_t>(g.position()));
  return Tuple::make({Value::integer(3), Value(words), random_of(a[0]).gauss_next});
}
Value setstate(const Value* a) {
  if (!a[1].is(Kind::tuple) || a[1].as<Tuple>()->size() != 3) raise_value_error("state vector must be a tuple");
  const Tuple& state = *a[1].as<Tuple>();
  if (!state[0].identical(Value::integer(3)))
    raise_value_error("state with version ", repr(state[0])->view(), " passed to Random.setstate() of version 3");
  Ref<Tuple> words = to_tuple(state[1]);
  if (words->size() != Mersenne::kWords + 1) raise_value_error("state vector is the wrong size");
  int64_t position = index_of((*words)[Mersenne::kWords]);
  if (position < 0 || position > static_cast<int64_t>(Mersenne::kWords)) raise_value_error("invalid state");
  Mersenne& g = generator_of(a[0]);
  for (size_t i = 0; i < Mersenne::kWords; ++i) g.words()[i] = static_cast<uint32_t>(index_of((*words)[i]));
  g.position() = static_cast<size_t>(position);
  random_of(a[0]).gauss_next = state[2];
  return Value::none();
}

// ---- whole numbers
Value random_random(const Value* a) { return Value::real(generator_of(a[0]).next_double()); }

uint64_t bits(Mersenne& g, int k) {          // k in [0, 64], lowest word first
  if (k == 0) return 0;
  if (k <= 32) return g.next() >> (32 - k);
  uint64_t low = g.next();
  return low | uint64_t{g.next() >> (64 - k)} << 32;
}

Value many_bits(Mersenne& g, size_t k) {
  if (k <= 64) return int_from_uint64(bits(g, static_cast<int>(k)));
  size_t words = (k - 1) / 32 + 1;
  Heap::current().require(words * 8);
  charge_steps(words);
  Vec<uint32_t> out(words);
  for (size_t i = 0; i < words; ++i, k -= 32) {
    out[i] = g.next();
    if (k < 32) {
      out[i] >>= 32 - k;
      break;
    }
  }
  return int_from_words(out.data(), out.size());
}

Value getrandbits(const Value* a) {
  int64_t k = index_of(a[1]);
  if (k < 0) raise_value_error("number of bits must be non-negative");
  return many_bits(generator_of(a[0]), static_cast<size_t>(k));
}

Value randbytes(const Value* a) {
  int64_t n = index_of(a[1]);
  if (n < 0) raise_value_error("number of bits must be non-negative");
  Heap::current().require(static_cast<size_t>(n));
  Value number = many_bits(generator_of(a[0]), static_cast<size_t>(n) * 8);
  Ref<Bytes> out(new Bytes);
  out->data.resize(static_cast<size_t>(n));
  int_to_bytes(number, out->data.data(), out->data.size(), true, false);
  return out;
}

// Below n, every number as likely as another: so many bits as n has, drawn again while too large.
uint64_t below(Mersenne& g, uint64_t n) {
  int k = static_cast<int>(std::bit_width(n));
  uint64_t r = bits(g, k);
  while (r >= n) r = bits(g, k);
  return r;
}
Value below(Mersenne& g, const Value& n) {
  if (n.is_int()) return Value::integer(static_cast<int64_t>(below(g, static_cast<uint64_t>(n.as_int()))));
  size_t k = int_bit_length(n);
  Value r = many_bits(g, k);
  while (int_compare(r, n) >= 0) r = many_bits(g, k);
  return r;
}

Value whole(const Value& v) {
  if (is_int(v)) return plain_int(v);
  auto index = type_of(v)->slots.index;
  if (!index) raise_type_error("'", type_name(v), "' object cannot be interpreted as an integer");
  return plain_int(index(v));
}

Value in_range(const Value& self, const Value& start, const Value& stop) {   // randrange(start, stop)
  Value width = int_sub(stop, start);
  if (int_sign(width) <= 0) raise_value_error("empty range in randrange(", int_to_text(start), ", ", int_to_text(stop), ")");
  return int_add(start, below(generator_of(self), width));
}

Value randrange(const Value* a) {
  const Value one = Value::integer(1);
  Value start = whole(a[1]);
  if (a[2].is_null() || a[2].is_none()) {
    if (!a[3].is_null() && !a[3].identical(one)) raise_type_error("Missing a non-None stop argument");
    if (int_sign(start) <= 0) raise_value_error("empty range for randrange()");
    return below(generator_of(a[0]), start);
  }
  Value stop = whole(a[2]), step = a[3].is_null() ? one : whole(a[3]);
  if (step.identical(one)) return in_range(a[0], start, stop);
  int sign = int_sign(step);
  if (sign == 0) raise_value_error("zero step for randrange()");
  Value count = int_floordiv(int_add(int_sub(stop, start), int_sub(step, Value::integer(sign))), step);
  if (int_sign(count) <= 0)
    raise_value_error("empty range in randrange(", int_to_text(start), ", ", int_to_text(stop), ", ", int_to_text(step), ")");
  return int_add(start, int_mul(step, below(generator_of(a[0]), count)));
}

Value randint(const Value* a) { return in_range(a[0], whole(a[1]), int_add(whole(a[2]), Value::integer(1))); }

// ---- choices
Value item_at(const Value& sequence, uint64_t i) {
  if (is_exact(sequence, Kind::list) && i < sequence.as<List>()->items.size()) return sequence.as<List>()->items[i];
  return get_item(sequence, Value::integer(static_cast<int64_t>(i)));
}

Value choice(const Value* a) {
  int64_t n = length(a[1]);
  if (n == 0) raise(Exc::IndexError, "Cannot choose from an empty sequence");
  return item_at(a[1], below(generator_of(a[0]), static_cast<uint64_t>(n)));
}

Value shuffle(const Value* a) {
  Mersenne& g = generator_of(a[0]);
  if (is_exact(a[1], Kind::list)) {
    Vec<Value>& items = a[1].as<List>()->items;
    charge_steps(items.size());
    for (size_t i = items.size(); i-- > 1;) items[i].swap(items[below(g, i + 1)]);
    return Value::none();
  }
  for (int64_t i = length(a[1]) - 1; i > 0; --i) {
    Value at = Value::integer(i), other = Value::integer(static_cast<int64_t>(below(g, static_cast<uint64_t>(i) + 1)));
    Value x = get_item(a[1], at), y = get_item(a[1], other);
    set_item(a[1], at, y);
    set_item(a[1], other, x);
  }
  return Value::none();
}

bool is_sequence(const Value& v) {
  if (v.is(Kind::list) || v.is(Kind::tuple) || v.is(Kind::str) || v.is(Kind::range) || is_bytes_like(v) || v.is(Kind::deque)) return true;
  if (v.is(Kind::dict) || v.is(Kind::set) || v.is(Kind::frozenset)) return false;
  const Slots& s = type_of(v)->slots;
  return s.getitem && s.len && !type_of(v)->lookup(vm().names.keys);
}

// k of the numbers below n, none twice.
Vec<uint64_t> places(Mersenne& g, uint64_t n, uint64_t k) {
  Vec<uint64_t> out;
  Heap::current().require(k * 16);
  charge_steps(k);
  double pool_limit = 21;                    // up to here a copy of everything is cheaper than a set of what was taken
  if (k > 5) pool_limit += std::pow(4, std::ceil(std::log(static_cast<double>(k) * 3) / std::log(4.0)));
  if (static_cast<double>(n) <= pool_limit) {
    Vec<uint64_t> pool(n);
    for (size_t i = 0; i < n; ++i) pool[i] = i;
    for (uint64_t i = 0; i < k; ++i) {
      uint64_t j = below(g, n - i);
      out.push_back(pool[j]);
      pool[j] = pool[n - i - 1];
    }
    return out;
  }
  Ref<Set> taken = Set::make();
  while (out.size() < k) {
    uint64_t j = below(g, n);
    if (taken->add(Value::integer(static_cast<int64_t>(j)))) out.push_back(j);
  }
  return out;
}

// With counts: item i stands counts[i] times in the population.
Value sample_counted(const Value& self, const Value& population, const Value& counts, int64_t k) {
  Ref<List> sums = List::make();
  Value total = Value::integer(0);
  iterate(counts, [&](const Value& c) {
    total = binary_op(ast::Operator::Add, total, c);
    sums->items.push_back(total);
  });
  if (static_cast<int64_t>(sums->items.size()) != length(population)) raise_value_error("The number of counts does not match the population");
  int64_t n;
  if (!is_int(total) || !int_fits_int64(total, &n)) raise_type_error("Counts must be integers");
  if (n < 0) raise_value_error("Counts must be non-negative");
  if (k < 0 || k > n) raise_value_error("Sample larger than population or is negative");
  Ref<List> out = List::make();
  for (uint64_t place : places(generator_of(self), static_cast<uint64_t>(n), static_cast<uint64_t>(k)))
    out->items.push_back(item_at(population, bisect_position(Value(sums), Value::integer(static_cast<int64_t>(place)), 0, sums->items.size(),
                                                             Value(), true)));
  return out;
}

Value sample(const Value* a) {
  if (!is_sequence(a[1])) raise_type_error("Population must be a sequence.  For dicts or sets, use sorted(d).");
  int64_t k = index_of(a[2]), n = length(a[1]);
  if (!a[3].is_null() && !a[3].is_none()) return sample_counted(a[0], a[1], a[3], k);
  if (k < 0 || k > n) raise_value_error("Sample larger than population or is negative");
  Ref<List> out = List::make();
  for (uint64_t place : places(generator_of(a[0]), static_cast<uint64_t>(n), static_cast<uint64_t>(k))) out->items.push_back(item_at(a[1], place));
  return out;
}

// a: self, population, weights, cum_weights, k.
Vec<double> cumulative(const Value* a) {
  Vec<double> sums;
  if (!a[3].is_null() && !a[3].is_none()) {
    if (!a[2].is_null() && !a[2].is_none()) raise_type_error("Cannot specify both weights and cumulative weights");
    iterate(a[3], [&](const Value& w) { sums.push_back(to_double(w)); });
    return sums;
  }
  if (is_int(a[2])) raise_type_error("The number of choices must be a keyword argument: k=", repr(a[2])->view());
  Value total;
  iterate(a[2], [&](const Value& w) {
    total = total.is_null() ? w : binary_op(ast::Operator::Add, total, w);
    sums.push_back(to_double(total));
  });
  return sums;
}

Value choices(const Value* a) {
  int64_t n = length(a[1]), k = a[4].is_null() ? 1 : index_of(a[4]);
  Ref<List> out = List::make();
  if (k > 0) Heap::current().require(static_cast<size_t>(k) < (size_t{1} << 56) ? static_cast<size_t>(k) * 32 : ~size_t{0} / 2);
  auto given = [](const Value& v) { return !v.is_null() && !v.is_none(); };
  if (!given(a[2]) && !given(a[3])) {
    for (int64_t i = 0; i < k; ++i) {
      charge_steps(1);
      out->items.push_back(item_at(a[1], static_cast<uint64_t>(std::floor(draw(a[0]) * static_cast<double>(n)))));
    }
    return out;
  }
  Vec<double> sums = cumulative(a);
  if (static_cast<int64_t>(sums.size()) != n) raise_value_error("The number of weights does not match the population");
  if (n == 0) raise(Exc::IndexError, "list index out of range");
  double total = sums.back() + 0.0;
  if (total <= 0.0) raise_value_error("Total of weights must be greater than zero");
  if (!std::isfinite(total)) raise_value_error("Total of weights must be finite");
  for (int64_t i = 0; i < k; ++i) {
    charge_steps(1);
    auto at = std::upper_bound(sums.begin(), sums.end() - 1, draw(a[0]) * total);
    out->items.push_back(item_at(a[1], static_cast<uint64_t>(at - sums.begin())));
  }
  return out;
}

Value get_dict(const Value& self) { return Value(instance_dict(self, true)); }

Type* make_random_type() {
  TypeBuilder b("random.Random", Kind::other, vm().types.object, Type::has_dict);
  b.slots().create = random_create;
  b.slots().init = random_init;
  b.method("seed", "self, a=None, version=2", random_seed)
      .method("getstate", "self", getstate)
      .method("setstate", "self, state", setstate)
      .method("random", "self, /", random_random)
      .method("getrandbits", "self, k, /", getrandbits)
      .method("randbytes", "self, n", randbytes)
      .method("randrange", "self, start, stop=None, step=1", randrange)
      .method("randint", "self, a, b", randint)
      .method("choice", "self, seq", choice)
      .method("shuffle", "self, x", shuffle)
      .method("sample", "self, population, k, *, counts=None", sample)
      .method("choices", "self, population, weights=None, *, cum_weights=None, k=1", choices)
      .getter("__dict__", get_dict);
  add_distributions(b);
  Type* type = b.finish();
  for (const char* name : {"random", "getrandbits"}) written_in_c(*type->dict->get(intern(name).get()).as<Builtin>());
  return type;
}

}  // namespace

double draw(const Value& self) {
  if (!(type_of(self)->type_flags & Type::heap_type)) return generator_of(self).next_double();
  return to_double(call_method(self, "random"));
}

// The functions of the module are the methods of one hidden generator.
void fill_random(const Ref<Dict>& dict) {
  Type* type = make_random_type();
  dict->set(intern("Random").get(), Value(type));
  TypeBuilder system("random.SystemRandom", Kind::other, type, Type::has_dict);
  dict->set(intern("SystemRandom").get(), Value(system.finish()));
  Value hidden = random_create(type, Args{});
  dict->set(intern("_inst").get(), hidden);
  Vec<const char*> names = {"seed",    "getstate", "setstate", "random", "getrandbits", "randbytes",
                            "randrange", "randint",  "choice",   "shuffle", "sample",      "choices"};
  append_distribution_names(names);
  for (const char* name : names) dict->set(intern(name).get(), get_attr(hidden, name));
}

}  // namespace sim::py
