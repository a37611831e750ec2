// list[int] and int | None: types with arguments, which behave like the type itself where it matters.
// Before: get_item() of a class, the | of types. After: modules/typing reads __origin__ and __args__.
#pragma once
#include "sim/python/objects/tuple.h"
#include "sim/python/type.h"

namespace sim::py {

class GenericAlias : public Object {
 public:
  GenericAlias(Type* type, Value origin, Ref<Tuple> args)
      : Object(Kind::other, type), origin(std::move(origin)), args(std::move(args)) {}
  Value origin;
  Ref<Tuple> args;
  bool starred = false;  // *tuple[int, ...]
};

class UnionType : public Object {
 public:
  explicit UnionType(Ref<Tuple> args);
  Ref<Tuple> args;
};

Value make_generic_alias(const Value& origin, const Value& args);  // a tuple means several arguments
// a | b where one is a class, None, an alias, or another union; NotImplemented for anything else.
Value union_of(const Value& a, const Value& b);
// cls[key]: __class_getitem__, or what classes of the standard library give.
Value class_getitem(Type* cls, const Value& key);

}  // namespace sim::py
