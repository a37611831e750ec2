#include "sim/python/objects/dict.h"

#include "sim/base/references.h"
#include "sim/python/protocol.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace sim::py {

namespace {
constexpr uint32_t kSmallest = 8;
uint32_t room(uint32_t table_size) { return table_size * 2 / 3; }   // CPython: USABLE_FRACTION

bool is_plain_str(const Value& v) { return v.is(Kind::str) && !(v.as_object()->flags & Object::is_subclass); }

uint32_t table_size_for(size_t keys) {
  size_t size = kSmallest;
  while (room(static_cast<uint32_t>(size)) < keys && size < (size_t{1} << 31)) size <<= 1;
  return static_cast<uint32_t>(size);
}
}  // namespace

Dict::~Dict() { release(); }

void Dict::references(References& each) {
  for (uint32_t i = first_; i < count_; ++i) {
    if (!entries_[i].key.is(Kind::str)) each(entries_[i].key);
    each(entries_[i].value);
  }
}

size_t Dict::index_bytes() const { return table_size_ <= 128 ? table_size_ : table_size_ <= 32768 ? table_size_ * 2ull : table_size_ * 4ull; }

int32_t Dict::slot_at(size_t i) const {
  if (table_size_ <= 128) return static_cast<const int8_t*>(table_)[i];
  if (table_size_ <= 32768) return static_cast<const int16_t*>(table_)[i];
  return static_cast<const int32_t*>(table_)[i];
}

void Dict::set_slot(size_t i, int32_t v) {
  if (table_size_ <= 128) static_cast<int8_t*>(table_)[i] = static_cast<int8_t>(v);
  else if (table_size_ <= 32768) static_cast<int16_t*>(table_)[i] = static_cast<int16_t>(v);
  else static_cast<int32_t*>(table_)[i] = v;
}

// Frees all memory. The entries' values are let go last, when the dict is already empty: that may run finalizers.
void Dict::release() noexcept {
  Entry* entries = std::exchange(entries_, nullptr);
  if (!entries) return;
  Heap& heap = Heap::current();
  if (table_) {
    heap.discharge(index_bytes());
    ::operator delete(std::exchange(table_, nullptr));
  }
  uint32_t count = std::exchange(count_, 0), size = std::exchange(table_size_, 0);
  live_ = first_ = spent_ = 0;
  only_str_keys_ = only_interned_ = true;
  std::destroy_n(entries, count);
  heap.discharge(room(size) * sizeof(Entry));
  ::operator delete(entries);
}

void Dict::make_index() {
  size_t bytes = index_bytes();
  Heap::current().charge(bytes);
  table_ = ::operator new(bytes);
  std::memset(table_, 0xff, bytes);
  const size_t mask = table_size_ - 1;
  for (uint32_t i = first_; i < count_; ++i) {
    if (entries_[i].key.is_null()) continue;
    uint64_t perturb = static_cast<uint64_t>(entries_[i].hash);
    size_t slot = perturb & mask;
    while (slot_at(slot) != -1) {
      perturb >>= 5;
      slot = (slot * 5 + perturb + 1) & mask;
    }
    set_slot(slot, static_cast<int32_t>(i));
  }
}

void Dict::reserve(uint32_t table_size) {
  Heap& heap = Heap::current();
  size_t bytes = size_t{room(table_size)} * sizeof(Entry);
  heap.charge(bytes);
  auto* fresh = static_cast<Entry*>(::operator new(bytes));
  uint32_t n = 0;
  if (live_ == count_) {
    if (count_) std::memcpy(static_cast<void*>(fresh), static_cast<const void*>(entries_), count_ * sizeof(Entry));
    n = count_;
  } else {
    for (uint32_t i = first_; i < count_; ++i)
      if (!entries_[i].key.is_null()) std::memcpy(static_cast<void*>(fresh + n++), static_cast<const void*>(entries_ + i), sizeof(Entry));
  }
  if (table_) {
    heap.discharge(index_bytes());
    ::operator delete(std::exchange(table_, nullptr));
  }
  if (entries_) {
    heap.discharge(room(table_size_) * sizeof(Entry));
    ::operator delete(entries_);
  }
  entries_ = fresh;
  count_ = spent_ = n;
  first_ = 0;
  table_size_ = table_size;
  if (table_size_ > kSmallest || !only_str_keys_) make_index();
}

void Dict::reserve_for(size_t n) {
  if (n > room(table_size_)) reserve(table_size_for(std::min<size_t>(n, size_t{1} << 30)));
}

// CPython: GROWTH_RATE.
void Dict::grow() {
  size_t size = kSmallest;
  while (size < size_t{live_} * 3) size <<= 1;
  if (size > (size_t{1} << 31)) Heap::current().require(Heap::current().limit());
  reserve(static_cast<uint32_t>(size));
}

template <class Table>
size_t Dict::probe_str(const Str* key, int64_t hash) const {
  const auto* table = static_cast<const Table*>(table_);
  const size_t mask = table_size_ - 1;
  uint64_t perturb = static_cast<uint64_t>(hash);
  for (size_t slot = perturb & mask;; perturb >>= 5, slot = (slot * 5 + perturb + 1) & mask) {
    auto i = table[slot];
    if (i < 0) {
      if (i == -1) return npos;
      continue;
    }
    const Entry& e = entries_[i];
    if (e.key.as_object() == key || (e.hash == hash && *e.key.as<Str>() == *key)) return static_cast<size_t>(i);
  }
}

size_t Dict::lookup_str(const Str* key) const {
  if (table_) {
    int64_t hash = key->hash();
    if (table_size_ <= 128) return probe_str<int8_t>(key, hash);
    if (table_size_ <= 32768) return probe_str<int16_t>(key, hash);
    return probe_str<int32_t>(key, hash);
  }
  for (size_t i = 0; i < count_; ++i)
    if (entries_[i].key.as_object() == key) return i;
  if (only_interned_ && key->interned()) return npos;
  if (count_ == 0) return npos;
  int64_t hash = key->hash();
  for (size_t i = 0; i < count_; ++i)
    if (entries_[i].hash == hash && !entries_[i].key.is_null() && *entries_[i].key.as<Str>() == *key) return i;
  return npos;
}

// A key's own __eq__ may change this very dict: then the search starts again, as in CPython.
template <class Table>
size_t Dict::probe(const Value& key, int64_t hash) {
again:
  const size_t mask = table_size_ - 1;
  uint64_t perturb = static_cast<uint64_t>(hash);
  for (size_t slot = perturb & mask;; perturb >>= 5, slot = (slot * 5 + perturb + 1) & mask) {
    auto i = static_cast<const Table*>(table_)[slot];
    if (i < 0) {
      if (i == -1) return npos;
      continue;
    }
    const Entry& e = entries_[i];
    if (e.key.identical(key)) return static_cast<size_t>(i);
    if (e.hash != hash || (e.key.is_int() && key.is_int())) continue;
    if (is_plain_str(e.key) && is_plain_str(key)) {
      if (*e.key.as<Str>() == *key.as<Str>()) return static_cast<size_t>(i);
      continue;
    }
    Value candidate = e.key;
    uint32_t version = keys_version_;
    bool same = compare_bool(candidate, key, CompareOp::eq);
    if (version != keys_version_) {
      if (!table_) return lookup(key, hash);
      if (sizeof(Table) != (table_size_ <= 128 ? 1 : table_size_ <= 32768 ? 2 : 4)) return lookup(key, hash);
      goto again;
    }
    if (same) return static_cast<size_t>(i);
  }
}

size_t Dict::lookup(const Value& key, int64_t hash) {
  if (live_ == 0) return npos;
  if (only_str_keys_ && is_plain_str(key)) return lookup_str(key.as<Str>());
  if (!table_) make_index();
  if (table_size_ <= 128) return probe<int8_t>(key, hash);
  if (table_size_ <= 32768) return probe<int16_t>(key, hash);
  return probe<int32_t>(key, hash);
}

size_t Dict::slot_of(size_t i) const {
  const size_t mask = table_size_ - 1;
  uint64_t perturb = static_cast<uint64_t>(entries_[i].hash);
  size_t slot = perturb & mask;
  while (slot_at(slot) != static_cast<int32_t>(i)) {
    perturb >>= 5;
    slot = (slot * 5 + perturb + 1) & mask;
  }
  return slot;
}

void Dict::append(const Value& key, int64_t hash, Value value) {
  if (is_plain_str(key)) {
    if (!key.as<Str>()->interned()) only_interned_ = false;
  } else if (only_str_keys_) {
    only_str_keys_ = false;
    if (table_size_ && !table_) make_index();
  }
  if (spent_ == room(table_size_)) grow();
  ::new (static_cast<void*>(entries_ + count_)) Entry{key, std::move(value), hash};
  if (table_) {
    const size_t mask = table_size_ - 1;
    uint64_t perturb = static_cast<uint64_t>(hash);
    size_t slot = perturb & mask;
    while (slot_at(slot) >= 0) {
      perturb >>= 5;
      slot = (slot * 5 + perturb + 1) & mask;
    }
    set_slot(slot, static_cast<int32_t>(count_));
  }
  ++count_;
  ++spent_;
  ++live_;
  ++keys_version_;
}

void Dict::take_out(size_t i, Value* key, Value* value) {
  if (table_) set_slot(slot_of(i), -2);
  *key = std::exchange(entries_[i].key, Value());
  *value = std::exchange(entries_[i].value, Value());
  --live_;
  ++keys_version_;
  if (i == first_)
    while (first_ < count_ && entries_[first_].key.is_null()) ++first_;
}

Ref<Dict> Dict::copy() const {
  Ref<Dict> result = make();
  if (live_ == 0) return result;
  result->only_str_keys_ = only_str_keys_;
  result->only_interned_ = only_interned_;
  result->reserve(live_ >= count_ * 2ull / 3 ? table_size_ : table_size_for(live_));
  for (uint32_t i = first_; i < count_; ++i)
    if (!entries_[i].key.is_null()) ::new (static_cast<void*>(result->entries_ + result->count_++)) Entry(entries_[i]);
  result->live_ = result->spent_ = result->count_;
  if (result->table_) {
    Heap::current().discharge(result->index_bytes());
    ::operator delete(std::exchange(result->table_, nullptr));
    result->make_index();
  }
  return result;
}

Value* Dict::find(const Value& key, int64_t hash) {
  size_t i = lookup(key, hash);
  return i == npos ? nullptr : &entries_[i].value;
}

Value* Dict::find(const Value& key) {
  if (only_str_keys_ && is_plain_str(key)) {
    size_t i = lookup_str(key.as<Str>());
    return i == npos ? nullptr : &entries_[i].value;
  }
  return find(key, hash_of(key));
}

Value* Dict::find(const Str* key) {
  size_t i = index_of(key);
  return i == npos ? nullptr : &entries_[i].value;
}

size_t Dict::index_of(const Str* key) {
  if (only_str_keys_) return lookup_str(key);
  return lookup(Value(const_cast<Str*>(key)), key->hash());
}

void Dict::set(const Value& key, int64_t hash, Value value) {
  size_t i = lookup(key, hash);
  if (i != npos) entries_[i].value.swap(value);
  else append(key, hash, std::move(value));
}

void Dict::set(const Value& key, Value value) {
  set(key, is_plain_str(key) ? key.as<Str>()->hash() : hash_of(key), std::move(value));
}

void Dict::set(Str* key, Value value) {
  size_t i = index_of(key);
  if (i != npos) entries_[i].value.swap(value);
  else append(Value(key), key->hash(), std::move(value));
}

Value Dict::pop(const Value& key) {
  size_t i = live_ == 0 && is_plain_str(key) ? npos : lookup(key, hash_of(key));
  Value old_key, value;
  if (i != npos) take_out(i, &old_key, &value);
  return value;
}

bool Dict::erase(const Value& key) {
  size_t i = lookup(key, hash_of(key));
  if (i == npos) return false;
  Value old_key, value;
  take_out(i, &old_key, &value);
  return true;
}

bool Dict::pop_item(bool last, Value* key, Value* value) {
  size_t i = last ? previous(end()) : next(0);
  if (i == npos) return false;
  take_out(i, key, value);
  if (last) count_ = static_cast<uint32_t>(i);     // a new key goes there, but the table's mark is spent
  if (first_ > count_) first_ = count_;
  return true;
}

void Dict::clear() {
  if (live_) ++keys_version_;
  release();
}

void Dict::move_to_end(const Value& key, bool last) {
  int64_t hash = hash_of(key);
  size_t i = lookup(key, hash);
  if (i == npos || (last ? i + 1 == count_ : i == first_)) return;
  Value old_key, value;
  take_out(i, &old_key, &value);
  if (last) return append(old_key, hash, std::move(value));
  append(old_key, hash, std::move(value));
  std::rotate(entries_ + first_, entries_ + count_ - 1, entries_ + count_);
  if (table_) {
    Heap::current().discharge(index_bytes());
    ::operator delete(std::exchange(table_, nullptr));
    make_index();
  }
}

size_t Dict::next(size_t i) const {
  if (i < first_) i = first_;
  while (i < count_ && entries_[i].key.is_null()) ++i;
  return i < count_ ? i : npos;
}

size_t Dict::previous(size_t i) const {
  while (i > first_)
    if (!entries_[--i].key.is_null()) return i;
  return npos;
}

}  // namespace sim::py
