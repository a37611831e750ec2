// The module _json: reading and writing JSON text. What programs see is sim/python/library/json.py.
// CPython: Modules/_json.c, whose order of checks and messages these follow.
#include "sim/python/modules/json_text.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/tuple.h"
#include "sim/python/protocol.h"

namespace sim::py {
namespace {

// encode(obj, skipkeys, ensure_ascii, check_circular, allow_nan, indent, item_separator, key_separator, default, sort_keys)
Value json_encode(const Value* a) {
  JsonStyle style;
  style.skipkeys = truthy(a[1]);
  style.ensure_ascii = truthy(a[2]);
  style.check_circular = truthy(a[3]);
  style.allow_nan = truthy(a[4]);
  style.pretty = !a[5].is_none();
  if (style.pretty) style.indent = a[5].as<Str>()->string();
  style.item_separator = a[6].as<Str>()->string();
  style.key_separator = a[7].as<Str>()->string();
  style.fallback = a[8];
  style.sort_keys = truthy(a[9]);
  return write_json(a[0], style);
}

// scan(text, index, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, error) -> (value, end)
Value json_scan(const Value* a) {
  JsonHooks hooks;
  hooks.strict = truthy(a[2]);
  auto hook = [](const Value& v) { return v.is_none() ? Value() : v; };
  hooks.object_hook = hook(a[3]);
  hooks.object_pairs_hook = hook(a[4]);
  hooks.parse_float = hook(a[5]);
  hooks.parse_int = hook(a[6]);
  hooks.parse_constant = hook(a[7]);
  hooks.error = a[8];
  size_t end = 0;
  Value v = read_json(a[0].as<Str>(), static_cast<size_t>(index_of(a[1])), hooks, &end);
  return Tuple::make({std::move(v), Value::integer(static_cast<int64_t>(end))});
}

Value json_quote(const Value* a) {
  if (!is_str(a[0])) raise_type_error("first argument must be a string, not ", type_name(a[0]));
  std::string out;
  append_json_string(out, a[0].as<Str>()->view(), truthy(a[1]));
  return Str::make(out);
}

}  // namespace

void fill_json(const Ref<Dict>& d) {
  auto add = [&d](const char* name, const char* signature, NativeFn fn) { d->set(intern(name).get(), Value(make_builtin(name, signature, fn))); };
  add("encode", "obj, skipkeys, ensure_ascii, check_circular, allow_nan, indent, item_separator, key_separator, default, sort_keys, /", json_encode);
  add("scan", "text, index, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, error, /", json_scan);
  add("quote", "text, ensure_ascii, /", json_quote);
}

}  // namespace sim::py
