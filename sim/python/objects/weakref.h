// weakref.ref and weakref.proxy: knowing an object without keeping it.
// Before: modules/weakref. After: Heap::weakrefs_cleared tells the references when their object ends.
#pragma once
#include "sim/base/heap.h"
#include "sim/python/objects/dict.h"

namespace sim::py {

// May built-in objects of this layout be referred to weakly? A class derived from one that may not has a place of its own for references.
bool kind_has_weakrefs(Kind kind);

class WeakRef : public Object {
 public:
  WeakRef(Type* type, Object* target, Value callback);
  ~WeakRef() override;
  void references(References& each) override;
  Ref<Dict>* dict_place() override { return &dict; }
  Object* target;     // borrowed; null once it has ended
  Value callback;     // null: none
  int64_t hash = -1;  // the object's, once asked for
  Ref<Dict> dict;
};

// ref(o): the one reference without a callback that o has, or a new one. TypeError when objects of that type cannot be referred
// to.
Value make_weak_ref(const Value& o, const Value& callback);
Value make_weak_proxy(const Value& o, const Value& callback);
// The object, or None once it has ended.
Value weak_target(const Value& ref);
int64_t count_weak_refs(const Value& o);
Value list_weak_refs(const Value& o);
Type* weak_ref_type();
Type* weak_proxy_type();

}  // namespace sim::py
