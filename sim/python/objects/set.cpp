#include "sim/python/objects/set.h"

#include "sim/base/references.h"
#include "sim/python/protocol.h"

#include <utility>

namespace sim::py {

namespace {
constexpr size_t kLinearProbes = 9;
constexpr int kPerturbShift = 5;
constexpr int64_t kDeleted = -1;

bool is_plain_str(const Value& v) { return v.is(Kind::str) && !(v.as_object()->flags & Object::is_subclass); }

// Equal for certain, or not for certain, without running any Python: else `*unsure`.
bool same_at_once(const Value& a, const Value& b, bool* unsure) {
  if (a.identical(b)) return true;
  if (a.is_int() && b.is_int()) return false;
  if (is_plain_str(a) && is_plain_str(b)) return *a.as<Str>() == *b.as<Str>();
  *unsure = true;
  return false;
}
}  // namespace

// Where the key is, or where it would go: the last place on the way that a deleted key has left, else the empty one at its end.
// CPython: set_add_entry and set_lookkey, which walk alike.
Set::Found Set::find(const Value& key, int64_t hash, size_t* at) {
again:
  if (table_.empty()) table_.resize(kSmallest);      // a comparison has cleared the set
  size_t left_free = npos;
  const size_t mask = table_.size() - 1;
  uint64_t perturb = static_cast<uint64_t>(hash);
  for (size_t i = perturb & mask;;) {
    size_t probes = i + kLinearProbes <= mask ? kLinearProbes : 0;
    for (size_t j = i; j <= i + probes; ++j) {
      const Entry& e = table_[j];
      if (e.key.is_null()) {
        if (e.hash == kDeleted) {
          left_free = j;
          continue;
        }
        *at = left_free == npos ? j : left_free;
        return Found::empty;
      }
      if (e.hash != hash) continue;
      bool unsure = false;
      if (!same_at_once(e.key, key, &unsure)) {
        if (!unsure) continue;
        Value candidate = e.key;
        const Entry* table = table_.data();
        bool same = compare_bool(candidate, key, CompareOp::eq);
        if (table != table_.data() || table_.size() != mask + 1 || !table_[j].key.identical(candidate)) goto again;
        if (!same) continue;
      }
      *at = j;
      return Found::active;
    }
    perturb >>= kPerturbShift;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

void Set::insert_clean(const Value& key, int64_t hash) {
  const size_t mask = table_.size() - 1;
  uint64_t perturb = static_cast<uint64_t>(hash);
  for (size_t i = perturb & mask;;) {
    size_t probes = i + kLinearProbes <= mask ? kLinearProbes : 0;
    for (size_t j = i; j <= i + probes; ++j)
      if (table_[j].key.is_null()) {
        table_[j].key = key;
        table_[j].hash = hash;
        return;
      }
    perturb >>= kPerturbShift;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

// CPython: set_table_resize.
void Set::resize(size_t more_than) {
  size_t size = kSmallest;
  while (size <= more_than) size <<= 1;
  Vec<Entry> old(size);
  old.swap(table_);
  for (Entry& e : old)
    if (!e.key.is_null()) insert_clean(e.key, e.hash);
  fill_ = used_;
}

bool Set::contains(const Value& key, int64_t hash) {
  size_t at;
  return used_ != 0 && find(key, hash, &at) == Found::active;
}
bool Set::contains(const Value& key) {
  int64_t hash = hash_of(key);
  return contains(key, hash);
}

bool Set::add(const Value& key) { return add(key, hash_of(key)); }

bool Set::add(const Value& key, int64_t hash) {
  if (table_.empty()) table_.resize(kSmallest);
  size_t at;
  if (find(key, hash, &at) == Found::active) return false;
  bool reused = table_[at].hash == kDeleted;       // its mark was counted already
  table_[at].key = key;
  table_[at].hash = hash;
  ++used_;
  if (ordered_) order_.push_back(key);
  if (reused) return true;
  ++fill_;
  if (fill_ * 5 >= (table_.size() - 1) * 3) resize(used_ > 50000 ? used_ * 2 : used_ * 4);
  return true;
}

bool Set::discard(const Value& key) {
  int64_t hash = hash_of(key);
  size_t at;
  if (used_ == 0 || find(key, hash, &at) == Found::empty) return false;
  Value old = std::exchange(table_[at].key, Value());
  table_[at].hash = kDeleted;
  --used_;
  if (ordered_) {
    for (size_t i = order_first_; i < order_.size(); ++i)
      if (order_[i].identical(old)) {
        order_[i] = Value();
        break;
      }
    while (order_first_ < order_.size() && order_[order_first_].is_null()) ++order_first_;
  }
  return true;
}

void Set::clear() {
  Vec<Value> old_order;
  Vec<Entry> old;
  old.swap(table_);
  old_order.swap(order_);
  used_ = fill_ = order_first_ = 0;
}

// CPython: set_pop, which goes on from where it found the last one.
Value Set::pop() {
  if (used_ == 0) return Value();
  if (ordered_) {
    Value key = order_[order_first_];
    discard(key);
    return key;
  }
  size_t i = finger_ & (table_.size() - 1);
  while (table_[i].key.is_null()) i = (i + 1) & (table_.size() - 1);
  Value key = std::exchange(table_[i].key, Value());
  table_[i].hash = kDeleted;
  --used_;
  finger_ = i + 1;
  return key;
}

size_t Set::next(size_t i) const {
  if (ordered_) {
    while (i < order_.size() && order_[i].is_null()) ++i;
    return i < order_.size() ? i : npos;
  }
  while (i < table_.size() && table_[i].key.is_null()) ++i;
  return i < table_.size() ? i : npos;
}

const Value& Set::key_at(size_t i) const { return ordered_ ? order_[i] : table_[i].key; }

void Set::keep_insertion_order() {
  if (ordered_) return;
  for (const Entry& e : table_)
    if (!e.key.is_null()) order_.push_back(e.key);
  ordered_ = true;
}

void Set::reserve_for_merge(size_t n) {
  if ((fill_ + n) * 5 >= (table_size() - 1) * 3) resize((used_ + n) * 2);
}

void Set::merge(const Set& other) {
  if (&other == this || other.used_ == 0) return;
  if (other.ordered_ && used_ == 0) ordered_ = true;
  reserve_for_merge(other.used_);
  if (table_.empty()) table_.resize(kSmallest);
  if (ordered_) {                  // one by one, so that the order is kept
    for (size_t i = 0; (i = other.next(i)) != npos; ++i) add(Value(other.key_at(i)));
    return;
  }
  if (fill_ == 0) {
    if (table_.size() == other.table_.size() && other.fill_ == other.used_) {
      for (size_t i = 0; i < table_.size(); ++i) table_[i] = other.table_[i];
    } else {
      for (const Entry& e : other.table_)
        if (!e.key.is_null()) insert_clean(e.key, e.hash);
    }
    fill_ = used_ = other.used_;
    return;
  }
  for (size_t i = 0; i < other.table_.size(); ++i) {
    Entry e = other.table_[i];
    if (!e.key.is_null()) add(e.key, e.hash);
  }
}

void Set::drop_deleted() {
  if (fill_ - used_ > (table_size() - 1) / 4) resize(used_ > 50000 ? used_ * 2 : used_ * 4);
}

void Set::swap_bodies(Set& other) {
  table_.swap(other.table_);
  order_.swap(other.order_);
  std::swap(used_, other.used_);
  std::swap(fill_, other.fill_);
  std::swap(ordered_, other.ordered_);
  std::swap(order_first_, other.order_first_);
}

Ref<Set> Set::copy(Kind kind) const {
  Ref<Set> result = make(kind);
  result->merge(*this);
  if (ordered_) result->ordered_ = true;
  return result;
}

// CPython: frozenset_hash_impl. Exclusive or over the keys, so their order does not matter.
int64_t Set::content_hash() const {
  uint64_t hash = 0;
  for (const Entry& e : table_)
    if (!e.key.is_null()) {
      auto h = static_cast<uint64_t>(e.hash);
      hash ^= ((h ^ 89869747ull) ^ (h << 16)) * 3644798167ull;
    }
  hash ^= (used_ + 1) * 1927868237ull;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923ull;
  return hash == ~uint64_t{0} ? 590923713 : static_cast<int64_t>(hash);
}

void Set::references(References& each) {
  each.all(order_);
  for (Entry& e : table_) each(e.key);
}

}  // namespace sim::py
