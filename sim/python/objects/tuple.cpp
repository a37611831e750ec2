#include "sim/python/objects/tuple.h"

#include "sim/base/references.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"

#include <memory>
#include <new>

namespace sim::py {

namespace {
size_t bytes_for(size_t n) {
  Heap& heap = Heap::current();
  if (n > heap.limit() / sizeof(Value)) heap.require(heap.limit());
  return n * sizeof(Value);
}
}  // namespace

Tuple::Tuple(size_t n) : Object(Kind::tuple), size_(n), items_(reinterpret_cast<Value*>(this + 1)) {
  std::uninitialized_default_construct_n(items_, n);
}
Tuple::~Tuple() {
  for (size_t i = size_; i-- > 0;) std::destroy_at(items_ + i);
}

Ref<Tuple> Tuple::make(const Value* items, size_t n) {
  Ref<Tuple> t(new (bytes_for(n)) Tuple(n));
  for (size_t i = 0; i < n; ++i) t->items_[i] = items[i];
  return t;
}

Ref<Tuple> Tuple::uninitialized(size_t n, py::Type* type) {
  if (type && (type->type_flags & Type::heap_type)) return TupleInstance::make(n, type);
  Ref<Tuple> t(new (bytes_for(n)) Tuple(n));
  if (type && type != t->type) {
    t->type = type;
    t->flags |= is_subclass;
  }
  return t;
}

TupleInstance::TupleInstance(size_t n, py::Type* type) : Tuple(n, type, reinterpret_cast<Value*>(this + 1)) {
  std::uninitialized_default_construct_n(items_, n);
  flags |= is_subclass;
  if (type->type_flags & Type::has_del) flags |= has_finalizer;
}
TupleInstance::~TupleInstance() = default;

void Tuple::references(References& each) {
  for (size_t i = size_; i-- > 0;) each(items_[i]);
}

void TupleInstance::references(References& each) {
  Tuple::references(each);
  each(dict);
}

Ref<Tuple> TupleInstance::make(size_t n, py::Type* type) { return Ref<Tuple>(new (bytes_for(n)) TupleInstance(n, type)); }

namespace {
constexpr uint64_t kPrime1 = 11400714785074694791ull, kPrime2 = 14029467366897019727ull, kPrime5 = 2870177450012600261ull;

uint64_t mix(const Value* items, size_t n) {
  uint64_t acc = kPrime5;
  for (size_t i = 0; i < n; ++i) {
    acc += static_cast<uint64_t>(hash_of(items[i])) * kPrime2;
    acc = (acc << 31) | (acc >> 33);
    acc *= kPrime1;
  }
  return acc;
}
int64_t never_minus_one(uint64_t acc) { return acc == ~uint64_t{0} ? 1546275796 : static_cast<int64_t>(acc); }
}  // namespace

int64_t hash_items(const Value* items, size_t n) { return never_minus_one(mix(items, n) + (n ^ (kPrime5 ^ 3527539ull))); }
int64_t hash_parts(const Value* items, size_t n) { return never_minus_one(mix(items, n)); }

}  // namespace sim::py
