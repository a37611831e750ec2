// What an object keeps alive, told by the object itself: Object::references() hands each counted reference to a References.
// What an object does not tell is taken as held from outside, so telling less is safe, and telling one twice is not.
// After: sim/base/rings.h.
#pragma once
#include "sim/base/heap.h"

#include <vector>

namespace sim {

class References {
 public:
  // A reference that a ring may be cut at: it may be null afterwards.
  void operator()(Value& v) {
    if (!v.is_object()) return;
    if (mode_ == Mode::take) taken_->push_back(std::move(v));
    else seen(v.as_object());
  }
  template <class T>
  void operator()(Ref<T>& r) {
    if (!r) return;
    if (mode_ == Mode::take) taken_->emplace_back(std::move(r));
    else seen(r.get());
  }
  template <class Items>
  void all(Items& items) {
    for (size_t i = 0; i < items.size(); ++i) (*this)(items[i]);
  }
  // One that stays as long as the object does. May be null.
  void held(Object* o) {
    if (o && mode_ != Mode::take) seen(o);
  }
  template <class T> void held(const Ref<T>& r) { held(static_cast<Object*>(r.get())); }
  void held(const Value& v) {
    if (v.is_object()) held(v.as_object());
  }
  // One that in CPython is no object of its own: who walks through what is reachable comes to what it holds at once.
  template <class T>
  void inlined(Ref<T>& r) {
    T* o = r.get();
    (*this)(r);
    if (o && walks_) o->references(*this);
  }
  void inlined_held(Object* o) {
    held(o);
    if (o && walks_) o->references(*this);
  }
  // CPython has that many more objects here than there are in this heap: gc.collect() counts them.
  void more(int64_t objects) {
    if (mode_ == Mode::list) *more_ += objects;
  }

 private:
  friend class Rings;
  enum class Mode : uint8_t { subtract, list, take };
  explicit References(Heap& heap) : heap_(&heap), mode_(Mode::subtract) {}
  References(std::vector<Object*>& list, int64_t& more) : list_(&list), more_(&more), mode_(Mode::list) {}
  explicit References(std::vector<Value>& taken) : taken_(&taken), mode_(Mode::take) {}
  void seen(Object* o) {
    if (mode_ == Mode::subtract) subtract(o);
    else list_->push_back(o);
  }
  void subtract(Object* o);

  bool walks_ = false;                 // of Mode::list: an object may then be listed more than once
  Heap* heap_ = nullptr;
  std::vector<Object*>* list_ = nullptr;
  std::vector<Value>* taken_ = nullptr;
  int64_t* more_ = nullptr;
  Mode mode_;
};

}  // namespace sim
