// Modules: a dict with a name. Before: Vm::import makes them. After: LOAD_ATTR reads them.
#pragma once
#include "sim/base/references.h"
#include "sim/python/objects/dict.h"
#include "sim/python/type.h"

#include <string>

namespace sim::py {

class ModuleObject : public Object {
 public:
  explicit ModuleObject(Type* type, Ref<Dict> dict = Dict::make()) : Object(Kind::module, type), dict(std::move(dict)) {}
  Ref<Dict>* dict_place() override { return &dict; }
  void references(References& each) override { each.held(dict); }
  Ref<Dict> dict;  // never null; holds __name__
};

// A module with __name__, __doc__, __package__, __loader__ and __spec__ set.
Ref<ModuleObject> make_module(std::string_view name);
// "module 'x' has no attribute 'y'".
std::string missing_module_attribute(const Value& module, const Str* name);

}  // namespace sim::py
