// None, Ellipsis and NotImplemented.
#include "sim/base/check.h"
#include "sim/python/init.h"
#include "sim/python/protocol.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

class Singleton : public Object {
 public:
  using Object::Object;
};

template <const char* const& text>
Value repr_text(const Value&) {
  return intern(text);
}
constexpr const char* kNone = "None";
constexpr const char* kEllipsis = "Ellipsis";
constexpr const char* kNotImplemented = "NotImplemented";

bool none_truth(const Value&) { return false; }
void no_arguments(Type* type, const Args& args) {
  if (args.size()) raise_type_error(type->full_name->view(), " takes no arguments");
}
Value none_create(Type* type, const Args& args) {
  no_arguments(type, args);
  return Value::none();
}
Value ellipsis_create(Type* type, const Args& args) {
  no_arguments(type, args);
  return vm().ellipsis;
}
Value not_implemented_create(Type* type, const Args& args) {
  no_arguments(type, args);
  return vm().not_implemented;
}
// Using NotImplemented as a condition warns since 3.9 and is true.
bool not_implemented_truth(const Value&) { return true; }
Value reduce_to_name(const Value* a) { return repr(a[0]); }

}  // namespace

void init_singleton_types(Vm& vm) {
  TypeBuilder none("NoneType", Kind::other, vm.types.object, Type::final_);
  none.slots().repr = repr_text<kNone>;
  none.slots().truth = none_truth;
  none.slots().create = none_create;
  none.slots().hash = identity_hash;
  none.finish();

  TypeBuilder dots("ellipsis", Kind::ellipsis, vm.types.object, Type::final_);
  dots.slots().repr = repr_text<kEllipsis>;
  dots.slots().create = ellipsis_create;
  dots.method("__reduce__", "self, /", reduce_to_name).finish();

  TypeBuilder no("NotImplementedType", Kind::not_implemented, vm.types.object, Type::final_);
  no.slots().repr = repr_text<kNotImplemented>;
  no.slots().create = not_implemented_create;
  no.slots().truth = not_implemented_truth;
  no.method("__reduce__", "self, /", reduce_to_name).finish();

  vm.ellipsis = Value(new Singleton(Kind::ellipsis));
  vm.not_implemented = Value(new Singleton(Kind::not_implemented));
}

}  // namespace sim::py
