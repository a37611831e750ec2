// The C++ part of weakref; library/weakref.py has the containers.
#include "sim/python/objects/weakref.h"
#include "sim/python/modules/modules.h"
#include "sim/python/protocol.h"

namespace sim::py {

namespace {

Value proxy(const Value* a) { return make_weak_proxy(a[0], a[1]); }
Value get_count(const Value* a) { return Value::integer(count_weak_refs(a[0])); }
Value get_refs(const Value* a) { return list_weak_refs(a[0]); }

}  // namespace

void fill_weakref(const Ref<Dict>& module_dict) {
  auto add = [&](const char* name, const Value& v) { module_dict->set(intern(name).get(), v); };
  add("ref", Value(weak_ref_type()));
  add("ReferenceType", Value(weak_ref_type()));
  add("ProxyType", Value(weak_proxy_type()));
  add("CallableProxyType", Value(weak_proxy_type()));
  add("proxy", make_builtin("proxy", "object, callback=None, /", proxy));
  add("getweakrefcount", make_builtin("getweakrefcount", "object, /", get_count));
  add("getweakrefs", make_builtin("getweakrefs", "object, /", get_refs));
}

}  // namespace sim::py
