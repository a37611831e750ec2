// asyncio.Lock, Event, Condition, Semaphore, BoundedSemaphore and Barrier as programs see them. CPython: locks.py.
#include "sim/asyncio/barrier.h"
#include "sim/asyncio/condition.h"
#include "sim/asyncio/event.h"
#include "sim/asyncio/lock.h"
#include "sim/asyncio/semaphore.h"
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/objects/attributes.h"
#include "sim/python/protocol.h"

namespace sim::py {

namespace {

Lock& lock_of(const Value& v) { return *v.as<Lock>(); }
AsyncEvent& event_of(const Value& v) { return *v.as<AsyncEvent>(); }
Condition& condition_of(const Value& v) { return *v.as<Condition>(); }
Semaphore& semaphore_of(const Value& v) { return *v.as<Semaphore>(); }
Barrier& barrier_of(const Value& v) { return *v.as<Barrier>(); }

template <class T, class... A>
Value make(Type* type, Type* own, A&&... a) {
  if (type == own) return Ref<T>(new T(environment(), std::forward<A>(a)...));
  return Ref<T>(new WithAttributes<T>(type, environment(), std::forward<A>(a)...));
}

// "<asyncio.locks.Lock object at 0x... [unlocked]>"
Value describe(const Value& self, std::string extra, size_t waiting) {
  if (waiting) extra += cat(", waiters:", waiting);
  Type* t = type_of(self);
  Value module = get_attr(Value(t), vm().names.__module__);
  return Str::make(cat("<", str(module)->view(), ".", t->qualname->view(), " object at ", address_text(self), " [", extra, "]>"));
}

// `async with x` of a class that may have its own acquire() and release().
Ref<Native> enter_body(Environment* env, Value self) {
  Value acquiring = env->host.call_method(self, "acquire", {});
  self = Value();
  Ref<Coroutine> on = env->host.awaitable(acquiring);
  acquiring = Value();
  Outcome got = co_await std::move(on);
  if (got.is_error()) co_return got;
  co_return Value::none();
}
Ref<Native> none_body() { co_return Value::none(); }

constexpr const char* kEnter = "_ContextManagerMixin.__aenter__";

Value enter(const Value& self) {
  if (!(self.as_object()->flags & Object::is_subclass)) {
    switch (self.as_object()->kind) {
      case Kind::lock: return Value(lock_of(self).acquire(kEnter, Value::none()));
      case Kind::condition: return Value(condition_of(self).lock()->acquire(kEnter, Value::none()));
      default: return Value(semaphore_of(self).acquire(kEnter, Value::none()));
    }
  }
  return Value(native(environment(), kEnter, enter_body(&environment(), self)));
}

Ref<Native> release_body(Environment* env, Value self) {
  if (self.as_object()->flags & Object::is_subclass) {
    env->host.call_method(self, "release", {});
  } else {
    switch (self.as_object()->kind) {
      case Kind::lock: lock_of(self).release(); break;
      case Kind::condition: condition_of(self).lock()->release(); break;
      default: semaphore_of(self).release(); break;
    }
  }
  co_return Value::none();
}
Value leave(const Value* args) {
  return Value(native(environment(), "_ContextManagerMixin.__aexit__", release_body(&environment(), args[0])));
}

// _waiters. Of a Lock and a Semaphore it is None until one had to wait.
template <class T>
Value waiters_once_begun(const Value& self) {
  T& primitive = *self.as<T>();
  return primitive.has_waited() ? deque_of(primitive.waiters()) : Value::none();
}
template <class T>
Value waiters(const Value& self) {
  return deque_of(self.as<T>()->waiters());
}

// ---- Lock

Value lock_create(Type* type, const Args&) { return make<Lock>(type, asyncio_types().lock); }
void lock_init(const Value&, const Args& args) { bind("Lock.__init__", args, {}, 0); }
Value lock_acquire(const Value* args) { return Value(lock_of(args[0]).acquire()); }
Value lock_release(const Value* args) {
  lock_of(args[0]).release();
  return Value::none();
}
Value lock_locked(const Value* args) { return Value::boolean(lock_of(args[0]).locked()); }
Value lock_enter(const Value* args) { return enter(args[0]); }
Value lock_repr(const Value& self) { return describe(self, lock_of(self).locked() ? "locked" : "unlocked", lock_of(self).waiting()); }

// ---- Event

Value event_create(Type* type, const Args&) { return make<AsyncEvent>(type, asyncio_types().event); }
void event_init(const Value&, const Args& args) { bind("Event.__init__", args, {}, 0); }
Value event_is_set(const Value* args) { return Value::boolean(event_of(args[0]).is_set()); }
Value event_set(const Value* args) {
  event_of(args[0]).set();
  return Value::none();
}
Value event_clear(const Value* args) {
  event_of(args[0]).clear();
  return Value::none();
}
Value event_wait(const Value* args) { return Value(event_of(args[0]).wait()); }
Value event_repr(const Value& self) { return describe(self, event_of(self).is_set() ? "set" : "unset", event_of(self).waiting()); }

// ---- Condition

Ref<Lock> lock_argument(const Value& v) {
  if (v.is_null() || v.is_none()) return nullptr;
  for (const char* method : {"locked", "acquire", "release"}) get_attr(v, method);
  if (!v.is(Kind::lock)) raise_type_error("lock must be an asyncio.Lock, not ", type_name(v));
  return Ref<Lock>(v.as<Lock>());
}
Value condition_create(Type* type, const Args& args) {
  if (type != asyncio_types().condition) return make<Condition>(type, asyncio_types().condition, Ref<Lock>());
  return make<Condition>(type, type, lock_argument(bind("Condition.__init__", args, {"lock"}, 1)[0]));
}
void condition_init(const Value& self, const Args& args) {
  if (Ref<Lock> lock = lock_argument(bind("Condition.__init__", args, {"lock"}, 1)[0])) condition_of(self).set_lock(lock);
}
Value condition_acquire(const Value* args) { return Value(condition_of(args[0]).lock()->acquire()); }
Value condition_release(const Value* args) {
  condition_of(args[0]).lock()->release();
  return Value::none();
}
Value condition_locked(const Value* args) { return Value::boolean(condition_of(args[0]).lock()->locked()); }
Value condition_enter(const Value* args) { return enter(args[0]); }
Value condition_wait(const Value* args) { return Value(condition_of(args[0]).wait()); }
Value condition_wait_for(const Value* args) { return Value(condition_of(args[0]).wait_for(args[1])); }
Value condition_notify(const Value* args) {
  condition_of(args[0]).notify(args[1].is_null() ? 1 : index_of(args[1]));
  return Value::none();
}
Value condition_notify_all(const Value* args) {
  condition_of(args[0]).notify_all();
  return Value::none();
}
Value condition_repr(const Value& self) {
  return describe(self, condition_of(self).lock()->locked() ? "locked" : "unlocked", condition_of(self).waiting());
}

// ---- Semaphore and BoundedSemaphore

int64_t initial_value(const Args& args, bool bounded) {
  Value v = bind(bounded ? "BoundedSemaphore.__init__" : "Semaphore.__init__", args, {"value"}, 1)[0];
  if (v.is_object() || v.is_none()) compare_bool(v, Value::integer(0), CompareOp::lt);
  int64_t value = v.is_null() ? 1 : v.is_float() ? static_cast<int64_t>(v.as_float()) : index_of(v);
  if (value < 0) raise(Exc::ValueError, "Semaphore initial value must be >= 0");
  return value;
}
Value semaphore_create(Type* type, const Args& args) {
  AsyncioTypes& types = asyncio_types();
  bool bounded = type->is_subtype_of(types.bounded_semaphore);
  Type* own = bounded ? types.bounded_semaphore : types.semaphore;
  return make<Semaphore>(type, own, bounded ? Kind::bounded_semaphore : Kind::semaphore, type == own ? initial_value(args, bounded) : 1);
}
void semaphore_init(const Value& self, const Args& args) {
  if (self.as_object()->flags & Object::is_subclass) semaphore_of(self).set_value(initial_value(args, self.is(Kind::bounded_semaphore)));
}
Value semaphore_acquire(const Value* args) { return Value(semaphore_of(args[0]).acquire()); }
Value semaphore_release(const Value* args) {
  semaphore_of(args[0]).release();
  return Value::none();
}
Value semaphore_locked(const Value* args) { return Value::boolean(semaphore_of(args[0]).locked()); }
Value semaphore_enter(const Value* args) { return enter(args[0]); }
Value semaphore_repr(const Value& self) {
  Semaphore& s = semaphore_of(self);
  return describe(self, s.locked() ? "locked" : cat("unlocked, value:", s.value()), s.waiting());
}
Value get_value(const Value& self) { return Value::integer(semaphore_of(self).value()); }

// ---- Barrier

int64_t parties_argument(const Args& args) {
  Value v = bind("Barrier.__init__", args, {"parties"}, 1)[0];
  if (v.is_null()) raise_type_error("Barrier.__init__() missing 1 required positional argument: 'parties'");
  if (v.is_object()) compare_bool(v, Value::integer(1), CompareOp::lt);
  int64_t parties = index_of(v);
  if (parties < 1) raise(Exc::ValueError, "parties must be > 0");
  return parties;
}
Value barrier_create(Type* type, const Args& args) {
  Type* own = asyncio_types().barrier;
  return make<Barrier>(type, own, type == own ? parties_argument(args) : 1);
}
void barrier_init(const Value& self, const Args& args) {
  if (self.as_object()->flags & Object::is_subclass) barrier_of(self).set_parties(parties_argument(args));
}
Value barrier_wait(const Value* args) { return Value(barrier_of(args[0]).wait()); }
Value barrier_enter(const Value* args) { return Value(barrier_of(args[0]).wait("Barrier.__aenter__")); }
Value barrier_leave(const Args&) { return Value(native(environment(), "Barrier.__aexit__", none_body())); }
Value barrier_reset(const Value* args) { return Value(barrier_of(args[0]).reset()); }
Value barrier_abort(const Value* args) { return Value(barrier_of(args[0]).abort()); }
Value barrier_parties(const Value& self) { return Value::integer(barrier_of(self).parties()); }
Value barrier_n_waiting(const Value& self) { return Value::integer(barrier_of(self).waiting()); }
Value barrier_broken(const Value& self) { return Value::boolean(barrier_of(self).broken()); }
Value barrier_repr(const Value& self) {
  Barrier& b = barrier_of(self);
  static constexpr const char* kNames[] = {"filling", "draining", "resetting", "broken"};
  std::string extra = kNames[static_cast<size_t>(b.state())];
  if (!b.broken()) extra += cat(", waiters:", b.waiting(), "/", b.parties());
  return describe(self, extra, 0);
}

}  // namespace

Value deque_of(const Ring<Ref<Future>>& line) {
  Ref<List> futures = List::make();
  for (size_t i = 0; i < line.size(); ++i) futures->items.push_back(Value(line[i]));
  return call(get_attr(vm().import("_collections"), "deque"), {Value(futures)});
}

void init_lock_types(AsyncioTypes& types) {
  Type* object = vm().types.object;
  {
    TypeBuilder b("asyncio.locks.Lock", Kind::lock, object, Type::has_dict);
    b.slots().create = lock_create;
    b.slots().init = lock_init;
    b.slots().repr = lock_repr;
    b.method("acquire", "self", lock_acquire).method("release", "self", lock_release).method("locked", "self", lock_locked);
    b.method("__aenter__", "self", lock_enter).method("__aexit__", "self, exc_type, exc, tb", leave);
    b.getter("_waiters", waiters_once_begun<Lock>).getter("_locked", [](const Value& self) { return Value::boolean(lock_of(self).locked()); });
    types.lock = b.finish();
  }
  {
    TypeBuilder b("asyncio.locks.Event", Kind::event, object, Type::has_dict);
    b.slots().create = event_create;
    b.slots().init = event_init;
    b.slots().repr = event_repr;
    b.method("is_set", "self", event_is_set).method("set", "self", event_set).method("clear", "self", event_clear).method("wait", "self", event_wait);
    b.getter("_waiters", waiters<AsyncEvent>).getter("_value", [](const Value& self) { return Value::boolean(event_of(self).is_set()); });
    types.event = b.finish();
  }
  {
    TypeBuilder b("asyncio.locks.Condition", Kind::condition, object, Type::has_dict);
    b.slots().create = condition_create;
    b.slots().init = condition_init;
    b.slots().repr = condition_repr;
    b.method("acquire", "self", condition_acquire).method("release", "self", condition_release).method("locked", "self", condition_locked);
    b.method("__aenter__", "self", condition_enter).method("__aexit__", "self, exc_type, exc, tb", leave);
    b.method("wait", "self", condition_wait).method("wait_for", "self, predicate", condition_wait_for);
    b.method("notify", "self, n=1", condition_notify).method("notify_all", "self", condition_notify_all);
    b.getter("_lock", [](const Value& self) { return Value(condition_of(self).lock()); });
    b.getter("_waiters", waiters<Condition>);
    types.condition = b.finish();
  }
  {
    TypeBuilder b("asyncio.locks.Semaphore", Kind::semaphore, object, Type::has_dict);
    b.slots().create = semaphore_create;
    b.slots().init = semaphore_init;
    b.slots().repr = semaphore_repr;
    b.method("acquire", "self", semaphore_acquire).method("release", "self", semaphore_release).method("locked", "self", semaphore_locked);
    b.method("__aenter__", "self", semaphore_enter).method("__aexit__", "self, exc_type, exc, tb", leave);
    b.getter("_value", get_value).getter("_waiters", waiters_once_begun<Semaphore>);
    types.semaphore = b.finish();
    types.bounded_semaphore = TypeBuilder("asyncio.locks.BoundedSemaphore", Kind::bounded_semaphore, types.semaphore, Type::has_dict).finish();
  }
  TypeBuilder b("asyncio.locks.Barrier", Kind::barrier, object, Type::has_dict);
  b.slots().create = barrier_create;
  b.slots().init = barrier_init;
  b.slots().repr = barrier_repr;
  b.method("wait", "self", barrier_wait).method("reset", "self", barrier_reset).method("abort", "self", barrier_abort);
  b.method("__aenter__", "self", barrier_enter).raw_method("__aexit__", barrier_leave);
  b.getter("parties", barrier_parties).getter("n_waiting", barrier_n_waiting).getter("broken", barrier_broken);
  types.barrier = b.finish();
}

}  // namespace sim::py
