// Built-in functions that walk iterables. The lazy ones (map, zip ...) are types: builtins_iterators.cpp.
#include "sim/base/check.h"
#include "sim/python/builtins.h"
#include "sim/python/interpret.h"
#include "sim/python/objects/iterators.h"
#include "sim/python/objects/list.h"
#include "sim/python/protocol.h"
#include "sim/python/sort.h"
#include "sim/python/suggestions.h"
#include "sim/python/vm.h"

namespace sim::py {

namespace {

// iter(callable, sentinel)
class CallIterator : public Object {
 public:
  CallIterator(Type* type, Value function, Value sentinel)
      : Object(Kind::other, type), function(std::move(function)), sentinel(std::move(sentinel)) {}
  Value function, sentinel;  // null once exhausted
};

Value self_iter(const Value& v) { return v; }

bool call_iterator_next(const Value& self, Value* out) {
  auto* it = self.as<CallIterator>();
  if (it->function.is_null()) return false;
  Value function = it->function, v;
  charge_steps(3);   // a call costs more than an instruction
  try {
    v = call(function);
  } catch (const Raised& r) {
    if (!matches(r.exception.get(), Exc::StopIteration)) throw;
    it->function = Value();
    return false;
  }
  if (equals(v, it->sentinel)) {
    it->function = Value();
    return false;
  }
  *out = std::move(v);
  return true;
}

Type* call_iterator_type() {
  auto& state = vm().module_state["callable_iterator"];
  if (!state) {
    TypeBuilder b("callable_iterator", Kind::other, vm().types.object, Type::final_);
    b.slots().iter = self_iter;
    b.slots().next = call_iterator_next;
    state = std::shared_ptr<void>(b.finish(), [](void*) {});
  }
  return static_cast<Type*>(state.get());
}

Value iter_of(const Value* a) {
  if (a[1].is_null()) return get_iter(a[0]);
  if (!is_callable(a[0])) raise_type_error("iter(v, w): v must be callable");
  return Value(new CallIterator(call_iterator_type(), a[0], a[1]));
}

// Asked through __next__ where the type's C++ slot would lose a StopIteration's value.
Value next_of(const Value* a) {
  if (!type_of(a[0])->slots.next) raise_type_error("'", type_name(a[0]), "' object is not an iterator");
  bool with_value = false;
  for (Kind kind : {Kind::generator, Kind::instance, Kind::awaitable}) with_value = with_value || a[0].is(kind);
  if (with_value && a[1].is_null()) return call(special_method(a[0], vm().names.__next__));
  Value v;
  if (next(a[0], &v)) return v;
  if (a[1].is_null()) raise_stop_iteration(Value());
  return a[1];
}

Value any_of(const Value* a) {
  Value it = get_iter(a[0]), v;
  while (next(it, &v)) {
    charge_steps(1);
    if (truthy(v)) return Value::boolean(true);
  }
  return Value::boolean(false);
}
Value all_of(const Value* a) {
  Value it = get_iter(a[0]), v;
  while (next(it, &v)) {
    charge_steps(1);
    if (!truthy(v)) return Value::boolean(false);
  }
  return Value::boolean(true);
}

Value sorted_of(const Args& args) {
  Value key, reverse;
  for (size_t i = 0; args.names && i < args.names->size(); ++i) {
    std::string_view name = (*args.names)[i].as<Str>()->view();
    if (name != "key" && name != "reverse") raise_no_such_keyword("sort", name, {"key", "reverse"});
    (name == "key" ? key : reverse) = args.items[args.npos + i];
  }
  if (args.npos != 1) raise_type_error("sorted expected 1 argument, got ", args.npos);
  Ref<List> list = to_list(args[0]);
  sort_values(list->items, key, !reverse.is_null() && truthy(reverse));
  return list;
}

Value aiter_of(const Value* a) {
  auto slot = type_of(a[0])->slots.aiter;
  if (!slot) raise_type_error("'", type_name(a[0]), "' object is not an async iterable");
  Value it = slot(a[0]);
  if (!type_of(it)->slots.anext) raise_type_error("aiter() returned not an async iterator of type '", type_name(it), "'");
  return it;
}

}  // namespace

void add_iteration_builtins(BuiltinsDict& b) {
  b.function("iter", "object, sentinel=None, /", iter_of)
      .function("next", "iterator, default=None, /", next_of)
      .function("any", "iterable, /", any_of)
      .function("all", "iterable, /", all_of)
      .raw("sorted", sorted_of)
      .function("aiter", "async_iterable, /", aiter_of);
}

}  // namespace sim::py
