// Instances of classes derived from list, dict, set, tuple ...: the built-in layout with attributes behind it.
// Before: the built-in types' __new__ makes them. After: instance_dict() of sim/python/type.h finds the attributes.
#pragma once
#include "sim/base/references.h"
#include "sim/python/type.h"

#include <utility>

namespace sim::py {

template <class Base>
class WithAttributes : public Base {
 public:
  template <class... A>
  explicit WithAttributes(Type* type, A&&... a) : Base(std::forward<A>(a)...) {
    this->type = type;
    this->flags |= Object::is_subclass;
    if (type->type_flags & Type::has_del) this->flags |= Object::has_finalizer;
  }
  Ref<Dict>* dict_place() override { return &dict; }
  void references(References& each) override {
    Base::references(each);
    each(dict);
  }
  Ref<Dict> dict;                    // null until the first attribute
};

}  // namespace sim::py
