// contextvars.Context: which value each ContextVar has. A task copies the context it is made in, so copying must be cheap: the values
// are shared until one side changes them.
// Before: sim/loop/handle.h and task.h run their callbacks in one. After: sim/python/modules/contextvars.cpp shows it to programs.
#pragma once
#include "sim/base/heap.h"

namespace sim {

class Context final : public Object {
 public:
  Context() : Object(Kind::context) {}
  Ref<Context> copy() const;

  struct Entry {
    Ref<Object> variable;    // a ContextVar, compared by identity
    Value value;
  };
  const Value* find(const Object* variable) const;      // null: has none
  void set(Object* variable, Value value);
  void erase(const Object* variable);
  size_t size() const { return values_ ? values_->entries.size() : 0; }
  const Entry& entry(size_t i) const { return values_->entries[i]; }   // in the order they were first set

  void references(References& each) override;

  bool entered = false;      // it is the current one, or was when the current one was entered

 private:
  struct Values : Object {
    Values() : Object(Kind::other, nullptr) {}
    void references(References& each) override;
    Vec<Entry> entries;
  };
  void own_values();         // before a change: no longer shared
  Ref<Values> values_;
};

}  // namespace sim
