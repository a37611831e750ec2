// The views of a dict, which are sets where they can be, and the iterators over it. CPython: the second half of Objects/dictobject.c.
// Before: dict_type.cpp.
#include "sim/python/objects/dict_views.h"

#include "sim/python/objects/sequence.h"
#include "sim/python/objects/set.h"
#include "sim/python/protocol.h"
#include "sim/python/vm.h"

namespace sim::py {

using What = DictIterator::What;

// ---- iterators
DictIterator::DictIterator(Ref<Dict> d, What w, bool back)
    : Object(Kind::dict_iterator, (back ? vm().types.dict_reverse_iterators : vm().types.dict_iterators)[static_cast<size_t>(w)]),
      dict(std::move(d)), index(back ? dict->end() : 0), size(dict->size()), left(size), what(w), reversed(back) {}

const Dict::Entry* dict_iterator_entry(DictIterator* it) {
  if (!it->dict) return nullptr;
  if (it->size != it->dict->size()) {
    it->size = Dict::npos;         // so that it says so again when asked again
    raise(Exc::RuntimeError, "dictionary changed size during iteration");
  }
  size_t i = it->reversed ? it->dict->previous(it->index) : it->dict->next(it->index);
  if (i == Dict::npos) {
    it->dict = nullptr;
    return nullptr;
  }
  if (it->left == 0 && !it->reversed) {
    it->dict = nullptr;
    raise(Exc::RuntimeError, "dictionary keys changed during iteration");
  }
  --it->left;
  it->index = it->reversed ? i : i + 1;
  return &it->dict->entry(i);
}

bool dict_iterator_next(DictIterator* it, Value* out) {
  const Dict::Entry* e = dict_iterator_entry(it);
  if (!e) return false;
  if (it->what == What::keys) *out = e->key;
  else if (it->what == What::values) *out = e->value;
  else *out = Tuple::make({e->key, e->value});
  return true;
}

Value dict_iterator(const Ref<Dict>& dict, What what, bool reversed) { return Ref<DictIterator>(new DictIterator(dict, what, reversed)); }

DictView::DictView(Ref<Dict> d, What w) : Object(Kind::dict_view, vm().types.dict_views[static_cast<size_t>(w)]), dict(std::move(d)), what(w) {}
Value make_dict_view(const Ref<Dict>& dict, What what) { return Ref<DictView>(new DictView(dict, what)); }

namespace {

Value itself(const Value& self) { return self; }
bool iterator_next(const Value& self, Value* out) { return dict_iterator_next(self.as<DictIterator>(), out); }
Value iterator_hint(const Value* a) {
  auto* it = a[0].as<DictIterator>();
  return Value::integer(it->dict && it->size == it->dict->size() ? static_cast<int64_t>(it->left) : 0);
}

// ---- views
DictView* view_of(const Value& v) { return v.as<DictView>(); }
bool is_set_view(const Value& v) { return v.is(Kind::dict_view) && view_of(v)->what != What::values; }

int64_t view_len(const Value& self) { return static_cast<int64_t>(view_of(self)->dict->size()); }
Value view_iter(const Value& self) { return dict_iterator(view_of(self)->dict, view_of(self)->what); }
Value view_reversed(const Value* a) { return dict_iterator(view_of(a[0])->dict, view_of(a[0])->what, true); }
Value view_mapping(const Value& self);

Value view_repr(const Value& self) {
  ReprScope scope(self.as_object());
  if (!scope.entered()) return Str::make("...");
  Joiner text;
  text.add(cat(type_name(self), "(["));
  DictIterator it(view_of(self)->dict, view_of(self)->what, false);
  it.refs = 1;                     // lives on the stack
  Value item;
  while (dict_iterator_next(&it, &item)) text.add_item(item);
  text.add("])");
  return text.done();
}

bool keys_contain(const Value& self, const Value& key) { return view_of(self)->dict->find(key) != nullptr; }
bool items_contain(const Value& self, const Value& item) {
  if (!item.is(Kind::tuple) || item.as<Tuple>()->size() != 2) return false;
  const Value* found = view_of(self)->dict->find((*item.as<Tuple>())[0]);
  return found && items_equal(*found, (*item.as<Tuple>())[1]);
}

bool all_in(const Value& few, const Value& many) {
  bool all = true;
  Value it = get_iter(few), item;
  while (all && next(it, &item)) all = contains(many, item);
  return all;
}

Value view_compare(const Value& a, const Value& b, CompareOp op) {
  if (!is_set_view(a) || !(is_any_set(b) || is_set_view(b))) return vm().not_implemented;
  int64_t n = view_len(a), m = length(b);
  switch (op) {
    case CompareOp::eq: return Value::boolean(n == m && all_in(a, b));
    case CompareOp::ne: return Value::boolean(!(n == m && all_in(a, b)));
    case CompareOp::lt: return Value::boolean(n < m && all_in(a, b));
    case CompareOp::le: return Value::boolean(n <= m && all_in(a, b));
    case CompareOp::gt: return Value::boolean(n > m && all_in(b, a));
    case CompareOp::ge: return Value::boolean(n >= m && all_in(b, a));
  }
  return vm().not_implemented;
}

// A set of either operand, which need not be a view. CPython: dictviews_to_set.
Ref<Set> to_set(const Value& v) {
  Ref<Set> out = Set::make();
  bool plain_keys = v.is(Kind::dict_view) && view_of(v)->what == What::keys && is_exact(Value(view_of(v)->dict), Kind::dict);
  set_update(out.get(), plain_keys ? Value(view_of(v)->dict) : v);
  return out;
}

Value view_and(const Value& a, const Value& b) {
  bool swapped = !is_set_view(a);
  Value self = swapped ? b : a, other = swapped ? a : b;
  int64_t n = view_len(self);
  if (is_exact(other, Kind::set) && n <= length(other)) return set_intersection(other.as<Set>(), self);
  if (is_set_view(other) && view_len(other) > n) self.swap(other);
  Ref<Set> out = Set::make();
  iterate(other, [&](const Value& key) {
    if (contains(self, key)) out->add(key);
  });
  return out;
}
Value view_or(const Value& a, const Value& b) {
  Ref<Set> out = to_set(a);
  set_update(out.get(), b);
  return out;
}
Value view_sub(const Value& a, const Value& b) {
  Ref<Set> out = to_set(a);
  set_difference_update(out.get(), b);
  return out;
}
Value view_xor(const Value& a, const Value& b) {
  Ref<Set> out = to_set(a);
  set_symmetric_difference_update(out.get(), b);
  return out;
}

Value view_isdisjoint(const Value* a) {
  Value self = a[0], other = a[1];
  if (self.identical(other)) return Value::boolean(view_len(self) == 0);
  if ((is_any_set(other) || is_set_view(other)) && length(other) > view_len(self)) self.swap(other);
  Value it = get_iter(other), item;
  while (next(it, &item))
    if (contains(self, item)) return Value::boolean(false);
  return Value::boolean(true);
}

void init_view_type(Vm& vm, const char* name, What what) {
  Type*& place = vm.types.dict_views[static_cast<size_t>(what)];
  TypeBuilder b(name, Kind::other, vm.types.object, Type::final_);
  Slots& s = b.slots();
  s.repr = view_repr;
  s.len = view_len;
  s.iter = view_iter;
  if (what != What::values) {
    s.contains = what == What::keys ? keys_contain : items_contain;
    s.compare = view_compare;
    s.binary[static_cast<size_t>(ast::Operator::BitAnd)] = view_and;
    s.binary[static_cast<size_t>(ast::Operator::BitOr)] = view_or;
    s.binary[static_cast<size_t>(ast::Operator::BitXor)] = view_xor;
    s.binary[static_cast<size_t>(ast::Operator::Sub)] = view_sub;
    b.method("isdisjoint", "self, other, /", view_isdisjoint);
  }
  b.method("__reversed__", "self, /", view_reversed).getter("mapping", view_mapping);
  place = b.finish();
}

Value view_mapping(const Value& self) { return call(Value(vm().types.mapping_proxy), {Value(view_of(self)->dict)}); }

Type* init_iterator_type(Vm& vm, const char* name) {
  TypeBuilder b(name, Kind::other, vm.types.object, Type::final_);
  b.slots().iter = itself;
  b.slots().next = iterator_next;
  return b.method("__length_hint__", "self, /", iterator_hint).finish();
}

}  // namespace

void init_dict_view_types(Vm& vm) {
  init_view_type(vm, "dict_keys", What::keys);
  init_view_type(vm, "dict_values", What::values);
  init_view_type(vm, "dict_items", What::items);
  vm.types.dict_iterators = {init_iterator_type(vm, "dict_keyiterator"), init_iterator_type(vm, "dict_valueiterator"),
                             init_iterator_type(vm, "dict_itemiterator")};
  vm.types.dict_reverse_iterators = {init_iterator_type(vm, "dict_reversekeyiterator"), init_iterator_type(vm, "dict_reversevalueiterator"),
                                     init_iterator_type(vm, "dict_reverseitemiterator")};
}

}  // namespace sim::py
