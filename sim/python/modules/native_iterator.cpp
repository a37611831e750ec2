#include "sim/python/modules/native_iterator.h"

#include <string>

namespace sim::py {

void bind_arguments(const char* function, const Args& args, std::initializer_list<const char*> names, size_t required, size_t positional,
                    Value* out) {
  if (args.npos > positional)
    raise_type_error(function, "() takes at most ", positional, positional == 1 ? " positional argument (" : " positional arguments (", args.npos,
                     " given)");
  for (size_t i = 0; i < args.npos; ++i) out[i] = args[i];
  for (size_t i = args.npos; i < args.size(); ++i) {
    auto name = (*args.names)[i - args.npos].as<Str>()->view();
    size_t at = 0;
    for (const char* candidate : names) {
      if (name == candidate) break;
      ++at;
    }
    if (at == names.size()) raise_type_error(function, "() got an unexpected keyword argument '", name, "'");
    if (!out[at].is_null()) raise_type_error("argument for ", function, "() given by name ('", name, "') and position (", at + 1, ")");
    out[at] = args[i];
  }
  for (size_t i = 0; i < required; ++i)
    if (out[i].is_null()) raise_type_error(function, "() missing required argument '", names.begin()[i], "' (pos ", i + 1, ")");
}

namespace {
Value itself(const Value& self) { return self; }
bool native_next(const Value& self, Value* out) { return self.as<NativeIterator>()->step(out); }
}  // namespace

TypeBuilder native_iterator_type(const char* qualified_name, Value (*create)(Type*, const Args&)) {
  TypeBuilder b(qualified_name, Kind::other, vm().types.object);
  b.slots().create = create;
  b.slots().iter = itself;
  b.slots().next = native_next;
  return b;
}

Type* finish_native_type(TypeBuilder& builder, const Ref<Dict>& module_dict) {
  Type* type = builder.finish();
  module_dict->set(type->name.get(), Value(type));
  return type;
}

}  // namespace sim::py
