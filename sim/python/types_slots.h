// The table between Python's dunder methods and the slots of C++: one row for each method.
// Before: type.h. After: types_class.cpp fills a new class's slots from it, types_builder.cpp gives built-in types their methods.
#pragma once
#include "sim/python/type.h"
#include "sim/python/vm.h"

namespace sim::py {

struct SlotDef {
  Str* Names::*name;
  bool (*present)(const Slots&);
  bool (*same)(const Slots&, const Slots&);
  void (*copy)(Slots& to, const Slots& from);
  void (*dispatch)(Slots& to);                     // installs the slot function that calls the program's method
  Value (*invoke)(Type* owner, const Args& args);  // the method of a native slot; args[0] is self, the count is checked
  int8_t least, most;                              // arguments besides self; most -1: any, keywords too
};

struct SlotTable {
  const SlotDef* rows;
  size_t count;
  const SlotDef* begin() const { return rows; }
  const SlotDef* end() const { return rows + count; }
};
SlotTable slot_table();

// Fills the slots of a class (and of those derived from it) from what its mro holds now.
void update_slots(Type* type);
void update_plain_setattr(Type* type);
void renew_version(Type* type);
// A built-in type: what it does not have itself it has from its base.
void inherit_slots(Type* type);
// The dunder methods of the slots that differ from the base's, for a built-in type.
void add_slot_wrappers(Type* type);
// The type of struct Types that still waits for its init function, or null.
Type* early_type(std::string_view name);

// Calls what lookup found on self's type: args[0] is self.
Value call_found(const Value& found, const Args& args);
// The C3 order of a class with these bases, itself first; TypeError when there is none.
std::vector<Type*> linearize(Type* type, const Tuple& bases);

// object's own.
Value object_create(Type* type, const Args& args);
void object_init(const Value& self, const Args& args);
Value object_compare(const Value& a, const Value& b, CompareOp op);
int64_t identity_hash(const Value& v);
Value object_repr(const Value& v);
Value object_str(const Value& v);
void finish_object_type();            // its methods, once the types of functions are there
void finish_type_type();              // the same of type
Value new_wrapper(const Args& args);  // T.__new__ of a built-in type; the Builtin's self is T

// With a program's __getattr__ and __getattribute__.
Value hooked_getattr(const Value& self, Str* name);

}  // namespace sim::py
