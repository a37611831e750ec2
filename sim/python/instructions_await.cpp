// Iterating and awaiting: what FOR_ITER, GET_AWAITABLE and YIELD_FROM do with anything that is no plain iterator or coroutine.
// Before: interpret.cpp. After: sim/loop/coroutine.h, the slots iter, next, await, aiter and anext.
#include "sim/python/interpret.h"
#include "sim/python/objects/async_generator.h"

namespace sim::py {

bool for_iter(const Value& iterator, Value* out) {
  Value item;
  if (!next(iterator, &item)) return false;
  put(out, std::move(item));
  return true;
}

bool is_iterable_coroutine(const Value& generator) {
  return static_cast<Code*>(generator.as<Generator>()->code.get())->co_flags & kIterableCoroutine;
}

Value get_yield_from_iter(Frame* f, const Value& o) {
  if (o.is(Kind::coroutine) || o.is(Kind::native_coroutine)) {
    if (!(f->code->co_flags & (Code::coroutine | kIterableCoroutine)))
      raise_type_error("cannot 'yield from' a coroutine object in a non-coroutine generator");
    return o;
  }
  if (is_resumable(o)) return o;
  return get_iter(o);
}

namespace {

[[noreturn]] void raise_not_awaitable(const Value& o, uint32_t where) {
  if (where == 0) raise_type_error("object ", type_name(o), " can't be used in 'await' expression");
  raise_type_error("'async with' received an object from ", where == 1 ? "__aenter__" : "__aexit__", " that does not implement __await__: ",
                   type_name(o));
}

bool is_iterator(const Value& v) { return is_resumable(v) || type_of(v)->slots.next; }

}  // namespace

Value get_awaitable(const Value& o, uint32_t where) {
  if (o.is_object()) {
    switch (o.as_object()->kind) {
      case Kind::coroutine:
      case Kind::native_coroutine:
        if (!o.as<Coroutine>()->awaiting().is_null()) raise(Exc::RuntimeError, "coroutine is being awaited already");
        return o;
      case Kind::awaitable: return o;
      case Kind::future:
      case Kind::task:                                              // without an iterator between, unless a subclass has its own __await__
        if (type_of(o)->slots.await == Heap::current().type_of_kind[static_cast<size_t>(Kind::future)]->slots.await) return o;
        break;
      case Kind::generator:
        if (is_iterable_coroutine(o)) return o;
        break;
      default: break;
    }
  }
  auto slot = type_of(o)->slots.await;
  if (!slot) raise_not_awaitable(o, where);
  Value it = slot(o);
  if (it.is(Kind::coroutine) || it.is(Kind::native_coroutine)) raise_type_error("__await__() returned a coroutine");
  if (!is_iterator(it)) raise_type_error("__await__() returned non-iterator of type '", type_name(it), "'");
  return it;
}

Value get_aiter(const Value& o) {
  auto slot = type_of(o)->slots.aiter;
  if (!slot) raise_type_error("'async for' requires an object with __aiter__ method, got ", type_name(o));
  Value it = slot(o);
  if (!type_of(it)->slots.anext) raise_type_error("'async for' received an object from __aiter__ that does not implement __anext__: ", type_name(it));
  return it;
}

Value get_anext(const Value& o) {
  if (o.is(Kind::async_generator)) return async_generator_anext(o.as<Generator>());
  auto slot = type_of(o)->slots.anext;
  if (!slot) raise_type_error("'async for' requires an iterator with __anext__ method, got ", type_name(o));
  Value awaitable = slot(o);
  try {
    return get_awaitable(awaitable, 0);
  } catch (Raised& r) {
    Ref<Exception> e = make_exception(Exc::TypeError, cat("'async for' received an invalid object from __anext__: ", type_name(awaitable)));
    e->cause = e->context = Ref<Exception>(exception_of(r));
    e->suppress_context = true;
    throw Raised{e};
  }
}

Step send_to(const Value& receiver, const Value& v) {
  if (is_resumable(receiver)) return send_to_coroutine(receiver, v);
  try {
    if (!v.is_none()) return Step::yields(call_method(receiver, "send", {v}));
    const Value* found = receiver.as_object()->flags & Object::is_subclass || receiver.is(Kind::instance)
                             ? type_of(receiver)->lookup(vm().names.__next__)
                             : nullptr;
    if (found && found->is(Kind::function)) {
      Outcome out = vm().try_call_function(Ref<Function>(found->as<Function>()).get(), Args{&receiver, 1, nullptr});
      if (!out.is_error()) return Step::yields(std::move(out.value));
      if (!matches(out.error.get(), Exc::StopIteration)) return Step::raises(std::move(out.error));
      return Step::returns(stop_iteration_value(*static_cast<Exception*>(out.error.get())));
    }
    Value item;
    if (!next(receiver, &item)) return Step::returns(Value::none());
    return Step::yields(std::move(item));
  } catch (Raised& r) {
    if (!matches(r.exception.get(), Exc::StopIteration)) return Step::raises(std::move(r.exception));
    return Step::returns(stop_iteration_value(*exception_of(r)));
  }
}

}  // namespace sim::py
