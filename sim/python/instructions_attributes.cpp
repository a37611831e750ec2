// Attributes with an inline cache: what an instruction found last time, and how to see cheaply that it still holds.
// Before: interpret.cpp. After: get_attr and set_attr of protocol.h.
#include "sim/python/interpret.h"
#include "sim/python/objects/descriptors.h"
#include "sim/python/objects/module_object.h"
#include "sim/python/types_slots.h"

namespace sim::py {

namespace {

void remember(InlineCache* cache, uint32_t version, AttrCache what, size_t index = 0, Value value = Value()) {
  if (!cache || index > kAttrIndexMask) return;
  cache->key = nullptr;
  cache->version = version;
  cache->index = static_cast<uint32_t>(what) << kAttrIndexBits | static_cast<uint32_t>(index);
  cache->value = std::move(value);
}

AttrCache what_of(const InlineCache& cache) { return static_cast<AttrCache>(cache.index >> kAttrIndexBits); }

Dict* dict_of(Object* o) {
  if (o->kind == Kind::instance) return static_cast<Instance*>(o)->dict.get();
  Ref<Dict>* place = o->dict_place();
  return place ? place->get() : nullptr;
}

bool is_plain_method(const Value& v) { return v.is(Kind::function) || (v.is(Kind::builtin) && v.as<Builtin>()->is_method && v.as<Builtin>()->self.is_null()); }

// An attribute of a module, or null: its dict is what is asked.
const Value* module_attribute(const Value& o, Str* name, InlineCache* cache) {
  Dict* d = o.as<ModuleObject>()->dict.get();
  if (cache && cache->key == d && cache->version == d->keys_version() && cache->index < d->end()) {
    const Dict::Entry& e = d->entry(cache->index);
    if (e.key.is_object() && e.key.as_object() == name) return &e.value;
  }
  size_t i = d->index_of(name);
  if (i == Dict::npos) return nullptr;
  if (cache) {
    cache->key = d;
    cache->version = d->keys_version();
    cache->index = static_cast<uint32_t>(i);
  }
  return &d->entry(i).value;
}

}  // namespace

Value load_attr(const Value& o, Str* name, InlineCache* cache) {
  if (o.is(Kind::module)) {
    const Value* v = module_attribute(o, name, cache);
    return v ? *v : get_attr(o, name);
  }
  Type* t = type_of(o);
  if (!o.is_object() || t->slots.getattr != generic_getattr || t->version == 0) return get_attr(o, name);
  Object* obj = o.as_object();
  if (cache && cache->version == t->version && !cache->key) {
    uint32_t index = cache->index & kAttrIndexMask;
    switch (what_of(*cache)) {
      case AttrCache::instance_dict:
        if (Dict* d = dict_of(obj)) {
          if (index < d->end() && d->entry(index).key.is_object() && d->entry(index).key.as_object() == name) return d->entry(index).value;
          if (size_t i = d->index_of(name); i != Dict::npos) {
            remember(cache, t->version, AttrCache::instance_dict, i);
            return d->entry(i).value;
          }
        }
        break;
      case AttrCache::class_value: {
        Dict* d = dict_of(obj);
        if (!d || d->index_of(name) == Dict::npos) return cache->value;
        break;
      }
      case AttrCache::slot: {
        const Value& v = static_cast<Instance*>(obj)->slot_values[index];
        if (!v.is_null()) return v;
        break;
      }
      default: break;
    }
  }
  const Value* found = t->lookup(name);
  if (found) {
    const Slots& s = type_of(*found)->slots;
    if (obj->kind == Kind::instance && found->is_object() && found->as_object()->type == vm().types.member)
      remember(cache, t->version, AttrCache::slot, found->as<Member>()->index);
    else if (!s.descr_set && !s.descr_get && t->type_flags & Type::has_dict && (!dict_of(obj) || dict_of(obj)->index_of(name) == Dict::npos))
      remember(cache, t->version, AttrCache::class_value, 0, *found);
    else if (!s.descr_set && dict_of(obj))
      if (size_t i = dict_of(obj)->index_of(name); i != Dict::npos) remember(cache, t->version, AttrCache::instance_dict, i);
  } else if (Dict* d = dict_of(obj)) {
    if (size_t i = d->index_of(name); i != Dict::npos) {
      remember(cache, t->version, AttrCache::instance_dict, i);
      return d->entry(i).value;
    }
  }
  return get_attr(o, name);
}

bool load_method(const Value& o, Str* name, InlineCache* cache, Value* out) {
  if (o.is(Kind::module)) {
    const Value* v = module_attribute(o, name, cache);
    *out = v ? *v : get_attr(o, name);
    return false;
  }
  Type* t = type_of(o);
  if (t->slots.getattr != generic_getattr) {
    *out = get_attr(o, name);
    return false;
  }
  const Value* found;
  Value cached;
  if (cache && cache->version == t->version && t->version != 0 && !cache->key && what_of(*cache) == AttrCache::type_value) {
    found = &cache->value;
  } else {
    found = t->lookup(name);
    if (!found || !is_plain_method(*found)) {
      *out = load_attr(o, name, cache);
      return false;
    }
    if (t->version != 0) remember(cache, t->version, AttrCache::type_value, 0, *found);
  }
  if (o.is_object() && t->type_flags & Type::has_dict)
    if (Dict* d = dict_of(o.as_object()))
      if (size_t i = d->index_of(name); i != Dict::npos) {
        *out = d->entry(i).value;
        return false;
      }
  *out = *found;
  return true;
}

void store_attr(const Value& o, Str* name, Value v, InlineCache* cache) {
  Type* t = type_of(o);
  if (!o.is(Kind::instance) || t->slots.setattr != generic_setattr || t->version == 0 || !(t->type_flags & Type::has_dict))
    return set_attr(o, name, v);
  const Value* found = t->lookup(name);
  if (found && type_of(*found)->slots.descr_set) return set_attr(o, name, v);
  auto* obj = o.as<Instance>();
  if (!obj->dict) obj->dict = Dict::make();
  obj->dict->set(name, std::move(v));
  if (cache)
    if (size_t i = obj->dict->index_of(name); i != Dict::npos) remember(cache, t->version, AttrCache::instance_dict, i);
}

void load_super_method(Value* sp, Str* name) {
  Value &super = sp[-3], &cls = sp[-2], &self = sp[-1];
  Value result;
  bool unbound = false;
  if (super.is_object() && super.as_object() == vm().types.super && cls.is(Kind::type)) {
    result = super_lookup(cls.as<Type>(), self, name, &unbound);
    if (result.is_null()) result = get_attr(call(super, {cls, self}), name);   // says what is missing
  } else {
    result = get_attr(call(super, {cls, self}), name);
  }
  drop(sp - 3);
  drop(sp - 2);
  Value::relocate(sp - 3, &result);
  result.set_null();
  if (unbound) {
    Value::relocate(sp - 2, sp - 1);
  } else {
    drop(sp - 1);
    new (sp - 2) Value();
  }
}

}  // namespace sim::py
