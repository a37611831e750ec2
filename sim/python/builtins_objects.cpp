// Built-in functions about any object: its attributes, class, text and identity.
#include "sim/base/check.h"
#include "sim/python/builtins.h"
#include "sim/python/code.h"
#include "sim/python/frame.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/sort.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

Ref<Str> attribute_name(const Value& v) {
  if (!v.is(Kind::str)) raise_type_error("attribute name must be string, not '", type_name(v), "'");
  return v.as<Str>()->interned() ? Ref<Str>(v.as<Str>()) : intern(v.as<Str>()->view());
}

Value getattr_of(const Value* a) {
  Ref<Str> name = attribute_name(a[1]);
  if (a[2].is_null()) return get_attr(a[0], name.get());
  Value v = get_attr_or_null(a[0], name.get());
  return v.is_null() ? a[2] : v;
}
Value hasattr_of(const Value* a) { return Value::boolean(!get_attr_or_null(a[0], attribute_name(a[1]).get()).is_null()); }
Value setattr_of(const Value* a) {
  set_attr(a[0], attribute_name(a[1]).get(), a[2]);
  return Value::none();
}
Value delattr_of(const Value* a) {
  del_attr(a[0], attribute_name(a[1]).get());
  return Value::none();
}

Value isinstance_of(const Value* a) { return Value::boolean(is_instance_of(a[0], a[1])); }
Value issubclass_of(const Value* a) { return Value::boolean(is_subclass_of(a[0], a[1])); }
Value callable_of(const Value* a) { return Value::boolean(is_callable(a[0])); }
Value repr_of(const Value* a) { return repr(a[0]); }
Value ascii_of(const Value* a) { return ascii(a[0]); }
Value hash_builtin(const Value* a) { return Value::integer(hash_of(a[0])); }
Value len_of(const Value* a) { return Value::integer(length(a[0])); }

Value format_of(const Value* a) {
  if (!a[1].is_null() && !a[1].is(Kind::str)) raise_type_error("format() argument 2 must be str, not ", type_name(a[1]));
  return format(a[0], a[1].is_null() ? Str::empty() : Ref<Str>(a[1].as<Str>()));
}

// Stable in every run. Values without an object get numbers of a range of their own.
Value id_of(const Value* a) {
  if (a[0].is_object()) return Value::integer(static_cast<int64_t>(Heap::current().id_of(a[0].as_object())));
  constexpr int64_t kInline = 0x7f3900000000;
  if (a[0].is_float()) {
    int64_t bits;
    double d = a[0].as_float();
    std::memcpy(&bits, &d, sizeof bits);
    return Value::integer(kInline + 16 + ((bits ^ (bits >> 32)) & 0xffffff) * 32);
  }
  int64_t base = a[0].is_int() ? 0 : a[0].is_none() ? 0x20000000 : 0x20000040;
  return Value::integer(kInline + base + (a[0].is_none() ? 0 : a[0].as_int()) * 32);
}

Value sorted_names(const Value& names) {
  Ref<List> list = to_list(names);
  sort_values(list->items, Value(), false);
  return list;
}

Value dir_of(const Args& args) {
  if (args.npos > 1) raise_type_error("dir expected at most 1 argument, got ", args.npos);
  if (args.npos == 1) return sorted_names(call(special_method(args[0], vm().names.__dir__)));
  Value all = call(Value(vm().builtins->get(intern("locals").get())));
  return sorted_names(all);
}

Value vars_of(const Args& args) {
  if (args.npos > 1) raise_type_error("vars expected at most 1 argument, got ", args.npos);
  if (args.npos == 0) return call(Value(vm().builtins->get(intern("locals").get())));
  Value d = get_attr_or_null(args[0], vm().names.__dict__);
  if (d.is_null()) raise_type_error("vars() argument must have __dict__ attribute");
  return d;
}

}  // namespace

void add_object_builtins(BuiltinsDict& b) {
  b.function("getattr", "object, name, default=None, /", getattr_of)
      .function("hasattr", "obj, name, /", hasattr_of)
      .function("setattr", "obj, name, value, /", setattr_of)
      .function("delattr", "obj, name, /", delattr_of)
      .function("isinstance", "obj, class_or_tuple, /", isinstance_of)
      .function("issubclass", "cls, class_or_tuple, /", issubclass_of)
      .function("callable", "obj, /", callable_of)
      .function("repr", "obj, /", repr_of)
      .function("ascii", "obj, /", ascii_of)
      .function("hash", "obj, /", hash_builtin)
      .function("len", "obj, /", len_of)
      .function("id", "obj, /", id_of)
      .function("format", "value, format_spec='', /", format_of)
      .raw("dir", dir_of)
      .raw("vars", vars_of);
}

}  // namespace sim::py
