// The class that collections.namedtuple makes: its constructor and the descriptors of its fields.
// Before: library/collections.py checks the names. After: tuple_type.cpp does the rest.
#include "sim/python/modules/collections_parts.h"
#include "sim/python/objects/sequence.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

// One field as an attribute of the class. CPython: _tuplegetter.
class TupleGetter : public Object {
 public:
  TupleGetter(Type* type, size_t index, Value doc) : Object(Kind::other, type), index(index), doc(std::move(doc)) {}
  size_t index;
  Value doc;
};

Value getter_get(const Value& self, const Value& object, Type*) {
  auto* g = self.as<TupleGetter>();
  if (object.is_null() || object.is_none()) return self;
  if (!object.is(Kind::tuple))
    raise_type_error("descriptor for index '", g->index, "' for tuple subclasses doesn't apply to '", type_name(object), "' object");
  if (g->index >= object.as<Tuple>()->size()) raise(Exc::IndexError, "tuple index out of range");
  return (*object.as<Tuple>())[g->index];
}
void getter_set(const Value&, const Value&, const Value& v) {
  raise(Exc::AttributeError, v.is_null() ? "can't delete attribute" : "can't set attribute");
}
Value getter_repr(const Value& self) {
  return Str::make(cat("_tuplegetter(", self.as<TupleGetter>()->index, ", ", repr(self.as<TupleGetter>()->doc)->view(), ")"));
}
Value getter_doc(const Value& self) { return self.as<TupleGetter>()->doc; }
void set_getter_doc(const Value& self, const Value& v) { self.as<TupleGetter>()->doc = v; }
Value getter_create(Type* type, const Args& args) {
  if (args.npos != 2) raise_type_error("_tuplegetter expected 2 arguments, got ", args.npos);
  return Ref<TupleGetter>(new TupleGetter(type, static_cast<size_t>(index_of(args[0])), args[1]));
}

// "'a', 'b', and 'c'", as missing arguments are listed.
std::string listed(const Vec<std::string_view>& names) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i) out += i + 1 == names.size() ? (names.size() == 2 ? " and " : ", and ") : ", ";
    out += cat("'", names[i], "'");
  }
  return out;
}

// The class's own __new__(cls, field, ...). data: (typename, field names, defaults of the last ones).
Value construct(const Args& args) {
  const Tuple& data = *vm().calling_builtin()->data.as<Tuple>();
  std::string_view type_name = data[0].as<Str>()->view();
  const Tuple &fields = *data[1].as<Tuple>(), &defaults = *data[2].as<Tuple>();
  if (args.npos == 0 || !args[0].is(Kind::type)) raise_type_error(type_name, ".__new__() missing 1 required positional argument: '_cls'");
  size_t n = fields.size(), required = n - defaults.size();
  if (args.npos - 1 > n) {
    std::string takes = defaults.size() ? cat("from ", required + 1, " to ", n + 1) : cat(n + 1);
    raise_type_error(type_name, ".__new__() takes ", takes, " positional argument", n == 0 && !defaults.size() ? "" : "s", " but ", args.npos,
                     args.npos == 1 ? " was given" : " were given");
  }
  auto* type = args[0].as<Type>();
  Ref<Tuple> out = TupleInstance::make(n, type);
  for (size_t i = 1; i < args.npos; ++i) (*out)[i - 1] = args[i];
  for (size_t i = args.npos; i < args.size(); ++i) {
    const Value& name = (*args.names)[i - args.npos];
    size_t at = 0;
    while (at < n && !equals(fields[at], name)) ++at;
    if (at == n) raise_type_error(type_name, ".__new__() got an unexpected keyword argument '", name.as<Str>()->view(), "'");
    if (!(*out)[at].is_null()) raise_type_error(type_name, ".__new__() got multiple values for argument '", name.as<Str>()->view(), "'");
    (*out)[at] = args[i];
  }
  Vec<std::string_view> missing;
  for (size_t i = 0; i < n; ++i) {
    if (!(*out)[i].is_null()) continue;
    if (i >= required) (*out)[i] = defaults[i - required];
    else missing.push_back(fields[i].as<Str>()->view());
  }
  if (!missing.empty())
    raise_type_error(type_name, ".__new__() missing ", missing.size(), " required positional argument", missing.size() == 1 ? ": " : "s: ",
                     listed(missing));
  return out;
}

// _namedtuple_new(typename, fields, defaults): the function for __new__.
Value make_constructor(const Value* a) {
  Ref<Builtin> f = make_raw_builtin("__new__", construct);
  f->qualname = Str::make(cat(a[0].as<Str>()->view(), ".__new__"));
  f->data = Tuple::make({a[0], a[1], a[2]});
  return f;
}

// The __name__ of the module that called the Python function which asks.
Value caller_module(const Value*) {
  const Frame* caller = vm().frame ? vm().frame->back : nullptr;
  Value name = caller ? caller->globals->get(vm().names.__name__) : Value();
  return name.is_null() ? Value(vm().names.__main__) : name;
}

}  // namespace

void add_namedtuple(const Ref<Dict>& module_dict) {
  TypeBuilder b("collections._tuplegetter", Kind::other, vm().types.object);
  b.slots().create = getter_create;
  b.slots().repr = getter_repr;
  b.slots().descr_get = getter_get;
  b.slots().descr_set = getter_set;
  b.getter("__doc__", getter_doc, set_getter_doc);
  module_dict->set(intern("_tuplegetter").get(), Value(b.finish()));
  module_dict->set(intern("_caller_module").get(), Value(make_builtin("_caller_module", "", caller_module)));
  module_dict->set(intern("_namedtuple_new").get(), Value(make_builtin("_namedtuple_new", "typename, fields, defaults, /", make_constructor)));
}

}  // namespace sim::py
