// Objects that say what an attribute access means: property, classmethod, staticmethod, super, and the native ones of built-in
// types. After: sim/python/types_object.cpp and types_metatype.cpp ask them (descr_get, descr_set) when an attribute is looked
// up.
#pragma once
#include "sim/python/objects/dict.h"
#include "sim/python/objects/str.h"
#include "sim/python/type.h"

namespace sim::py {

class Property : public Object {
 public:
  explicit Property(Type* type) : Object(Kind::property, type) {}
  Ref<Dict>* dict_place() override { return &dict; }
  Value get, set, del;  // null or None: absent
  Value doc;
  Value name;               // for messages; null until __set_name__
  bool getter_doc = false;  // doc was taken from the getter
  void references(References& each) override;
  Ref<Dict> dict;
};

class ClassMethod : public Object {
 public:
  explicit ClassMethod(Type* type, Value f = Value()) : Object(Kind::classmethod, type), function(std::move(f)) {}
  Ref<Dict>* dict_place() override { return &dict; }
  void references(References& each) override;
  Value function;
  Ref<Dict> dict;
};

class StaticMethod : public Object {
 public:
  explicit StaticMethod(Type* type, Value f = Value()) : Object(Kind::staticmethod, type), function(std::move(f)) {}
  Ref<Dict>* dict_place() override { return &dict; }
  void references(References& each) override;
  Value function;
  Ref<Dict> dict;
};

class Super : public Object {
 public:
  explicit Super(Type* type) : Object(Kind::super, type) {}
  Ref<Dict>* dict_place() override { return &dict; }
  Ref<Type> start;  // the search begins behind this one
  void references(References& each) override;
  Value object;     // null: unbound
  Ref<Type> object_type;
  Ref<Dict> dict;
};

// What super(cls, self).name finds. A plain function comes unbound with *unbound set: call it with self first. Null: no such
// attribute.
Value super_lookup(Type* cls, const Value& self, Str* name, bool* unbound);

// A native attribute of a built-in type: reading and perhaps writing it runs C++.
class GetSet : public Object {
 public:
  GetSet(Type* owner, Str* name, Slots::Unary get, void (*set)(const Value&, const Value&));
  Type* owner;
  Ref<Str> name;
  Slots::Unary get;
  void (*set)(const Value& self, const Value& v);
};

// One name of __slots__.
class Member : public Object {
 public:
  Member(Type* owner, Str* name, uint32_t index);
  Type* owner;
  Ref<Str> name;
  uint32_t index;  // into Instance::slot_values
};

// The dunder method of a native slot: list.__len__.
struct SlotDef;
class SlotWrapper : public Object {
 public:
  SlotWrapper(Type* owner, const SlotDef* def);
  Type* owner;
  const SlotDef* def;
};

class MappingProxy : public Object {
 public:
  explicit MappingProxy(Value mapping);
  Value mapping;
  void references(References& each) override;
};

bool is_property(const Value& v);

}  // namespace sim::py
