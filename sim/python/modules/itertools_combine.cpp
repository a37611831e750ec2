// The module itertools, second half: product, permutations, combinations. Each keeps the places of the items it gave last and moves on.
// Before: itertools.cpp.
#include "sim/python/modules/itertools.h"
#include "sim/python/modules/native_iterator.h"
#include "sim/python/objects/list.h"

namespace sim::py {

namespace {

size_t read_r(const Value& v, size_t otherwise) {
  if (v.is_null() || v.is_none()) return otherwise;
  if (!v.is_int() && !v.is_bool()) raise_type_error("Expected int as r");
  int64_t r = index_of(v);
  if (r < 0) raise_value_error("r must be non-negative");
  Heap::current().require(static_cast<size_t>(r) < (size_t{1} << 56) ? static_cast<size_t>(r) * 32 : ~size_t{0} / 2);
  return static_cast<size_t>(r);
}

class Product : public NativeIterator {
 public:
  using NativeIterator::NativeIterator;
  bool step(Value* out) override {
    if (done) return false;
    if (at.empty()) {
      at.resize(pools.size());
      for (const auto& pool : pools) done = done || pool->size() == 0;
      if (done) return false;
      done = pools.empty();
    } else if (!advance()) {
      done = true;
      return false;
    }
    Ref<Tuple> row = Tuple::uninitialized(pools.size());
    for (size_t i = 0; i < pools.size(); ++i) (*row)[i] = (*pools[i])[at[i]];
    *out = row;
    return true;
  }
  bool advance() {
    for (size_t i = pools.size(); i-- > 0;) {
      if (++at[i] < pools[i]->size()) return true;
      at[i] = 0;
    }
    return false;
  }
  Vec<Ref<Tuple>> pools;
  Vec<size_t> at;                  // one for each pool, the last one moves fastest
  bool done = false;
};

Value product_create(Type* type, const Args& args) {
  int64_t times = 1;
  for (size_t i = args.npos; i < args.size(); ++i) {
    auto name = (*args.names)[i - args.npos].as<Str>()->view();
    if (name != "repeat") raise_type_error("product() got an unexpected keyword argument '", name, "'");
    times = index_of(args[i]);
  }
  if (times < 0) raise_value_error("repeat argument cannot be negative");
  Ref<Product> p(new Product(type));
  size_t total;
  if (__builtin_mul_overflow(args.npos, static_cast<size_t>(times), &total)) total = ~size_t{0} / 64;
  Heap::current().require(total * 32);
  Vec<Ref<Tuple>> once;
  for (size_t i = 0; i < args.npos && times > 0; ++i) once.push_back(to_tuple(args[i]));
  for (int64_t i = 0; i < times; ++i) p->pools.insert(p->pools.end(), once.begin(), once.end());
  return p;
}

// Of the n items of a pool, r at a time.
class Selection : public NativeIterator {
 public:
  Selection(Type* type, Ref<Tuple> pool, size_t r) : NativeIterator(type), pool(std::move(pool)), r(r) {}
  bool step(Value* out) override {
    if (done) return false;
    if (!started) {
      started = true;
      done = !begin();
    } else {
      done = !advance();
    }
    if (done) return false;
    Ref<Tuple> row = Tuple::uninitialized(r);
    for (size_t i = 0; i < r; ++i) (*row)[i] = (*pool)[at[i]];
    *out = row;
    return true;
  }
  virtual bool begin() = 0;        // false: there is none
  virtual bool advance() = 0;
  Ref<Tuple> pool;
  size_t r;
  Vec<size_t> at;
  bool started = false, done = false;
};

class Combinations : public Selection {
 public:
  using Selection::Selection;
  bool begin() override {
    if (r > pool->size()) return false;
    for (size_t i = 0; i < r; ++i) at.push_back(i);
    return true;
  }
  bool advance() override {
    size_t i = r;
    while (i > 0 && at[i - 1] == i - 1 + pool->size() - r) --i;
    if (i == 0) return false;
    ++at[i - 1];
    for (; i < r; ++i) at[i] = at[i - 1] + 1;
    return true;
  }
};

class WithReplacement : public Selection {
 public:
  using Selection::Selection;
  bool begin() override {
    at.assign(r, 0);
    return pool->size() > 0 || r == 0;
  }
  bool advance() override {
    size_t i = r;
    while (i > 0 && at[i - 1] + 1 == pool->size()) --i;
    if (i == 0) return false;
    size_t place = at[i - 1] + 1;
    for (--i; i < r; ++i) at[i] = place;
    return true;
  }
};

class Permutations : public Selection {
 public:
  using Selection::Selection;
  bool begin() override {
    if (r > pool->size()) return false;
    for (size_t i = 0; i < pool->size(); ++i) at.push_back(i);
    for (size_t i = 0; i < r; ++i) cycles.push_back(pool->size() - i);
    return true;
  }
  bool advance() override {
    for (size_t i = r; i-- > 0;) {
      if (--cycles[i] == 0) {
        size_t first = at[i];
        at.erase(at.begin() + static_cast<ptrdiff_t>(i));
        at.push_back(first);
        cycles[i] = pool->size() - i;
      } else {
        std::swap(at[i], at[pool->size() - cycles[i]]);
        return true;
      }
    }
    return false;
  }
  Vec<size_t> cycles;
};

Value combinations_create(Type* type, const Args& args) {
  Value a[2];
  bind_arguments("combinations", args, {"iterable", "r"}, 2, 2, a);
  Ref<Tuple> pool = to_tuple(a[0]);
  return Ref<Combinations>(new Combinations(type, pool, read_r(a[1], 0)));
}
Value with_replacement_create(Type* type, const Args& args) {
  Value a[2];
  bind_arguments("combinations_with_replacement", args, {"iterable", "r"}, 2, 2, a);
  Ref<Tuple> pool = to_tuple(a[0]);
  return Ref<WithReplacement>(new WithReplacement(type, pool, read_r(a[1], 0)));
}
Value permutations_create(Type* type, const Args& args) {
  Value a[2];
  bind_arguments("permutations", args, {"iterable", "r"}, 1, 2, a);
  Ref<Tuple> pool = to_tuple(a[0]);
  return Ref<Permutations>(new Permutations(type, pool, read_r(a[1], pool->size())));
}

}  // namespace

void fill_itertools_combine(const Ref<Dict>& dict) {
  auto add = [&dict](const char* name, Value (*create)(Type*, const Args&)) {
    TypeBuilder b = native_iterator_type(name, create);
    finish_native_type(b, dict);
  };
  add("itertools.product", product_create);
  add("itertools.combinations", combinations_create);
  add("itertools.combinations_with_replacement", with_replacement_create);
  add("itertools.permutations", permutations_create);
}

}  // namespace sim::py
