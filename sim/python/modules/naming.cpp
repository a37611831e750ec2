// The module _naming: classes that are C in CPython and Python here are named in messages as there, with their module.
// Before: library/datetime.py. After: type_name().
#include "sim/python/errors.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/function.h"
#include "sim/python/objects/str.h"
#include "sim/python/protocol.h"

namespace sim::py {

namespace {
Value with_module(const Value* args) {
  if (!args[0].is(Kind::type) || !args[1].is(Kind::str)) raise_type_error("with_module() takes a class and the name of its module");
  Type* type = args[0].as<Type>();
  type->full_name = intern(cat(args[1].as<Str>()->view(), ".", type->name_view()));
  return args[0];
}
}  // namespace

void fill_naming(const Ref<Dict>& d) { d->set(intern("with_module").get(), Value(make_builtin("with_module", "cls, module", with_module))); }

}  // namespace sim::py
