// str.format, str.format_map and str.__format__ as methods.
// Before: str_type.cpp adds them. After: format_text.cpp, format_spec.cpp.
#include "sim/python/format.h"
#include "sim/python/objects/str_methods.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {
namespace {

Value str_format(const Args& args) {
  if (args.npos == 0) raise_type_error("unbound method str.format() needs an argument");
  Str* self = str_self(args.items);
  Value mapping;
  if (args.names) {
    Ref<Dict> named = Dict::make();
    for (size_t i = 0; i < args.names->size(); ++i) named->set((*args.names)[i], args.items[args.npos + i]);
    mapping = named;
  }
  return format_text(self, args.items + 1, args.npos - 1, mapping);
}

Value str_format_map(const Value* a) { return format_text(str_self(a), nullptr, 0, a[1]); }

Value str_dunder_format(const Value* a) {
  str_self(a);
  if (!is_str(a[1])) raise_type_error("__format__() argument must be str, not ", type_name(a[1]));
  return format_str(a[0], *a[1].as<Str>());
}

}  // namespace

void add_str_format_methods(TypeBuilder& b) {
  b.raw_method("format", str_format)
      .method("format_map", "self, mapping, /", str_format_map)
      .method("__format__", "self, format_spec, /", str_dunder_format);
}

}  // namespace sim::py
