// dict: keeps insertion order; a table of indices into a dense array of entries, as CPython's since 3.6.
// Also what modules, instances and classes keep their names in, so looking up an interned str must cost a few nanoseconds.
#pragma once
#include "sim/base/heap.h"
#include "sim/python/objects/str.h"

namespace sim::py {

class Dict : public Object {
 public:
  struct Entry {
    Value key;                     // null: deleted
    Value value;
    int64_t hash;
  };
  Dict() : Object(Kind::dict) { small = Heap::current().birth(); }
  ~Dict() override;
  void references(References& each) override;
  static Ref<Dict> make() { return Ref<Dict>(new Dict); }
  Ref<Dict> copy() const;

  size_t size() const { return live_; }
  void reserve_for(size_t n);                      // room for n keys, had at once
  // The value's place, or null. May run the program's __eq__ (and so throw); the place holds until the dict changes.
  Value* find(const Value& key);
  Value* find(const Value& key, int64_t hash);
  Value* find(const Str* key);                     // no Python code runs unless the dict has keys that are not str
  Value get(const Str* key) { Value* v = find(key); return v ? *v : Value(); }
  void set(const Value& key, Value value);         // TypeError when key is unhashable
  void set(const Value& key, int64_t hash, Value value);
  void set(Str* key, Value value);
  bool erase(const Value& key);
  bool erase(Str* key) { return erase(Value(key)); }
  Value pop(const Value& key);                     // the value, or null
  bool pop_item(bool last, Value* key, Value* value);   // false: empty
  void clear();
  void move_to_end(const Value& key, bool last);   // OrderedDict; the key exists

  // Entries in order: for (size_t i = 0; (i = d.next(i)) != Dict::npos; ++i) use d.entry(i). A deleted place is skipped.
  static constexpr size_t npos = ~size_t{0};
  size_t next(size_t i) const;
  size_t previous(size_t i) const;                 // for reversed(): start with end()
  size_t end() const { return count_; }
  const Entry& entry(size_t i) const { return entries_[i]; }
  Entry& entry(size_t i) { return entries_[i]; }
  // Where a str key lies, or npos: an inline cache keeps it as a hint and checks entry(hint).key by address.
  size_t index_of(const Str* key);
  size_t index_of(const Value& key, int64_t hash) { return lookup(key, hash); }
  // Grows with each insertion or deletion of a key, not with a changed value: iterators and caches look at it.
  uint32_t keys_version() const { return keys_version_; }
  size_t table_size() const { return table_size_; }              // 0: no memory yet
  bool only_str_keys() const { return only_str_keys_; }

 private:
  size_t lookup(const Value& key, int64_t hash);                 // entry index or npos
  size_t lookup_str(const Str* key) const;                       // only while all keys are str
  template <class Table> size_t probe(const Value& key, int64_t hash);
  template <class Table> size_t probe_str(const Str* key, int64_t hash) const;
  void append(const Value& key, int64_t hash, Value value);      // the key is not there
  void take_out(size_t i, Value* key, Value* value);
  void grow();
  void reserve(uint32_t table_size);                             // moves the entries together and makes room
  void make_index();
  void release() noexcept;
  size_t slot_of(size_t i) const;                                // where in the table entry i is named
  int32_t slot_at(size_t slot) const;
  void set_slot(size_t slot, int32_t v);
  size_t index_bytes() const;

  Entry* entries_ = nullptr;
  void* table_ = nullptr;          // int8, int16 or int32 by size; -1 empty, -2 deleted. Null while there are at most 5 keys, all str:
                                   // those are compared one by one
  uint32_t count_ = 0;             // entries used, deleted ones included
  uint32_t live_ = 0;
  uint32_t spent_ = 0;             // places of the room given out since the entries were last moved together; >= count_
  uint32_t first_ = 0;             // all entries before this one are deleted
  uint32_t table_size_ = 0;        // power of two, 8 at least; 0: nothing allocated. Two thirds of it are the entries' room, as in CPython
  uint32_t keys_version_ = 0;
  bool only_str_keys_ = true;      // no subclasses of str either
  bool only_interned_ = true;      // then another interned str is not there when no address is equal
};

// dict.update(other): a mapping (anything with keys()) or an iterable of pairs.
void dict_update(Dict* dict, const Value& other);
// self[key] of a dict: the value, what __missing__ of a subclass gives, or KeyError.
Value dict_subscript(const Value& self, const Value& key);
bool dicts_equal(Dict* a, Dict* b);
Value dict_repr(const Value& self);                // "{...}" when it is inside itself

}  // namespace sim::py
