// The beginning of a run: the first types, the interned names, then each object file's own; and looking an attribute up along the
// mro. Before: Vm's constructor. After: types_slots.cpp (dunder methods), types_class.cpp (class statements).
#include "sim/base/references.h"
#include "sim/python/init.h"
#include "sim/python/objects/dict.h"
#include "sim/python/protocol.h"
#include "sim/python/types_slots.h"
#include "sim/python/vm.h"

#include <algorithm>

namespace sim::py {

namespace {

// The types of struct Types that are there before any of them is complete: objects made meanwhile already point at them.
struct EarlyType {
  const char* name;
  Type* Types::*place;
  Kind kind;
};
constexpr EarlyType kEarlyTypes[] = {
    {"object", &Types::object, Kind::instance},
    {"type", &Types::type, Kind::type},
    {"NoneType", &Types::none, Kind::other},
    {"int", &Types::int_, Kind::int_object},
    {"bool", &Types::bool_, Kind::other},
    {"float", &Types::float_, Kind::float_object},
    {"str", &Types::str, Kind::str},
    {"bytes", &Types::bytes, Kind::bytes},
    {"bytearray", &Types::bytearray, Kind::bytearray},
    {"list", &Types::list, Kind::list},
    {"tuple", &Types::tuple, Kind::tuple},
    {"dict", &Types::dict, Kind::dict},
    {"set", &Types::set, Kind::set},
    {"frozenset", &Types::frozenset, Kind::frozenset},
    {"range", &Types::range, Kind::range},
    {"slice", &Types::slice, Kind::slice},
    {"function", &Types::function, Kind::function},
    {"builtin_function_or_method", &Types::builtin, Kind::builtin},
    {"method", &Types::method, Kind::method},
    {"cell", &Types::cell, Kind::cell},
    {"code", &Types::code, Kind::code},
    {"module", &Types::module, Kind::module},
    {"traceback", &Types::traceback, Kind::traceback},
    {"generator", &Types::generator, Kind::generator},
    {"coroutine", &Types::coroutine, Kind::coroutine},
    {"async_generator", &Types::async_generator, Kind::async_generator},
    {"property", &Types::property, Kind::property},
    {"classmethod", &Types::classmethod, Kind::classmethod},
    {"staticmethod", &Types::staticmethod, Kind::staticmethod},
    {"super", &Types::super, Kind::super},
    {"ellipsis", &Types::ellipsis, Kind::ellipsis},
    {"NotImplementedType", &Types::not_implemented, Kind::not_implemented},
    {"getset_descriptor", &Types::getset, Kind::other},
    {"member_descriptor", &Types::member, Kind::other},
    {"wrapper_descriptor", &Types::wrapper, Kind::other},
    {"mappingproxy", &Types::mapping_proxy, Kind::other},
    {"types.GenericAlias", &Types::generic_alias, Kind::other},
    {"types.UnionType", &Types::union_, Kind::other},
};

void make_early_types(Vm& vm) {
  auto& of_kind = Heap::current().type_of_kind;
  for (const EarlyType& e : kEarlyTypes) {
    auto* t = new Type(nullptr);
    incref(t);  // for the run
    vm.types.*e.place = t;
    t->instance_kind = e.kind;
    if (e.kind != Kind::other && e.kind != Kind::instance) of_kind[static_cast<size_t>(e.kind)] = t;
  }
  of_kind[static_cast<size_t>(Kind::big_int)] = vm.types.int_;
  of_kind[static_cast<size_t>(Kind::instance)] = vm.types.object;
  for (const EarlyType& e : kEarlyTypes) {
    Type* t = vm.types.*e.place;
    t->type = vm.types.type;
    t->dict = Dict::make();
  }
}

void make_names(Vm& vm) {
#define SIM_X(n) vm.names.n = intern(#n).get();
  SIM_PY_NAMES(SIM_X)
#undef SIM_X
  vm.names.throw_ = intern("throw").get();
}

uint32_t new_version(Vm& vm) {
  auto v = static_cast<uint32_t>(vm.next_type_version++);
  return v ? v : static_cast<uint32_t>(vm.next_type_version++);
}

}  // namespace

Type* early_type(std::string_view name) {
  for (const EarlyType& e : kEarlyTypes)
    if (e.name == name) {
      Type* t = vm().types.*e.place;
      return t->name ? nullptr : t;  // already complete: a second type of that name
    }
  return nullptr;
}

void init_types(Vm& vm) {
  make_early_types(vm);
  make_names(vm);
  init_object_type(vm);
  init_type_type(vm);
  init_descriptor_types(vm);
  init_singleton_types(vm);
  init_function_types(vm);
  finish_object_type();
  finish_type_type();
  init_str_types(vm);
  init_number_types(vm);
  init_tuple_type(vm);
  init_list_type(vm);
  init_dict_types(vm);
  init_set_types(vm);
  init_bytes_types(vm);
  init_range_slice_types(vm);
  init_traceback_type(vm);
  init_exception_types(vm);
  init_generator_types(vm);
  init_module_type(vm);
  init_generic_alias_types(vm);
  init_weakref_types(vm);
}

// ---- Type
Type::Type(Type* metatype) : Object(Kind::type, metatype) {}

bool Type::is_subtype_of(const Type* other) const {
  if (this == other) return true;
  for (const Type* t : mro)
    if (t == other) return true;
  return false;
}

namespace {
const Value* search(const Type& type, const Str* attribute) {
  for (const Type* t : type.mro)
    if (const Value* v = t->dict->find(attribute)) return v;
  return nullptr;
}
}  // namespace

const Value* Type::lookup(const Str* attribute) {
  if (!attribute->interned() || version == 0) return search(*this, attribute);
  auto& cache = vm().lookup_cache.entries;
  size_t at = ((reinterpret_cast<uintptr_t>(attribute) >> 4) ^ (size_t{version} * 0x9E3779B1u)) % LookupCache::kSize;
  LookupCache::Entry& e = cache[at];
  if (e.name == attribute && e.version == version) return e.place;
  const Value* place = search(*this, attribute);
  e = {attribute, version, place};
  return place;
}

const Value* Type::lookup_after(const Type* after, const Str* attribute) const {
  auto at = std::find(mro.begin(), mro.end(), after);
  if (at == mro.end()) return nullptr;
  for (++at; at != mro.end(); ++at)
    if (const Value* v = (*at)->dict->find(attribute)) return v;
  return nullptr;
}

void renew_version(Type* type) {
  type->version = new_version(vm());
  for (Type* t : type->subclasses) renew_version(t);
}

void Type::set_attribute(Str* attribute, const Value& v) {
  Value held(attribute);
  if (v.is_null()) {
    if (!dict->erase(attribute)) raise_attribute_error(Value(this), attribute);
  } else {
    dict->set(attribute, v);
  }
  renew_version(this);
  std::string_view text = attribute->view();
  if (text.size() > 4 && text.substr(0, 2) == "__")
    update_slots(this);
  else
    update_plain_setattr(this);
}

// ---- of values
Type* type_of_inline(const Value& v) {
  const Types& t = vm().types;
  switch (v.tag()) {
    case Tag::boolean: return t.bool_;
    case Tag::integer: return t.int_;
    case Tag::real: return t.float_;
    default: return t.none;
  }
}

Dict* instance_dict(const Value& v, bool make) {
  if (!v.is_object()) return nullptr;
  Object* o = v.as_object();
  if (!(o->type->type_flags & Type::has_dict)) return nullptr;
  Ref<Dict>* place = o->dict_place();
  if (!place) return nullptr;
  if (!*place && make) *place = Dict::make();
  return place->get();
}

Ref<Str> intern(std::string_view text) {
  auto& names = vm().interned;
  auto found = names.find(text);
  if (found != names.end()) return found->second;
  Ref<Str> s = Str::make(text);
  s->small = 1;
  names.emplace(std::string(text), s);
  Heap::current().charge(text.size() + 64);
  return s;
}

void Type::references(References& each) {
  each.held(dict);
  each.held(bases);
}

Instance::Instance(Type* type) : Object(Kind::instance, type) {
  if (!type->slot_names.empty()) slot_values.resize(type->slot_names.size());
  small = Heap::current().birth();
  if (!(type->type_flags & Type::has_del)) return;
  flags |= Object::has_finalizer;
  born_ = Heap::current().births++;
}
Instance::~Instance() = default;

void Instance::references(References& each) {
  // CPython keeps the attributes in the instance itself until its __dict__ is asked for.
  if (dict && dict->refs == 1) {
    each.more(-1);
    each.inlined(dict);
  } else {
    each(dict);
  }
  each.all(slot_values);
}

}  // namespace sim::py
