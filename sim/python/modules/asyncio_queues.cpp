// asyncio.Queue, LifoQueue and PriorityQueue as programs see them. CPython: queues.py.
#include "sim/asyncio/queue.h"
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/objects/attributes.h"
#include "sim/python/objects/generic_alias.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"

namespace sim::py {

namespace {

Queue& queue_of(const Value& v) { return *v.as<Queue>(); }

Value queue_create(Type* type, const Args&) {
  AsyncioTypes& types = asyncio_types();
  Kind kind = type->is_subtype_of(types.lifo_queue) ? Kind::lifo_queue : type->is_subtype_of(types.priority_queue) ? Kind::priority_queue : Kind::queue;
  if (type == types.queue || type == types.lifo_queue || type == types.priority_queue) return Ref<Queue>(new Queue(environment(), kind));
  return Ref<Queue>(new WithAttributes<Queue>(type, environment(), kind));
}
void queue_init(const Value& self, const Args& args) {
  Value maxsize = bind("Queue.__init__", args, {"maxsize"}, 1)[0];
  queue_of(self).init(maxsize.is_null() ? Value::integer(0) : plain_int(maxsize));
}

Value queue_put(const Value* args) { return Value(queue_of(args[0]).put(args[1])); }
Value queue_get(const Value* args) { return Value(queue_of(args[0]).get()); }
Value queue_put_nowait(const Value* args) {
  queue_of(args[0]).put_nowait(args[1]);
  return Value::none();
}
Value queue_get_nowait(const Value* args) { return queue_of(args[0]).get_nowait(); }
Value queue_task_done(const Value* args) {
  queue_of(args[0]).task_done();
  return Value::none();
}
Value queue_join(const Value* args) { return Value(queue_of(args[0]).join()); }
Value queue_shutdown(const Value* args) {
  queue_of(args[0]).shutdown(!args[1].is_null() && truthy(args[1]));
  return Value::none();
}
Value queue_qsize(const Value* args) { return Value::integer(queue_of(args[0]).qsize()); }
Value queue_empty(const Value* args) { return Value::boolean(queue_of(args[0]).empty()); }
Value queue_full(const Value* args) { return Value::boolean(queue_of(args[0]).full()); }
Value get_maxsize(const Value& self) { return queue_of(self).maxsize(); }

// What a class of the program may replace, or call from its own.
bool replaces(const Value& self, const char* method) {
  const Value* found = type_of(self)->lookup(intern(method).get());
  return found && found->is(Kind::function);
}
// A class with a _put() or _get() of its own changes self._queue itself.
Value queue_own_init(const Value* args) {
  Queue& q = queue_of(args[0]);
  if (!replaces(args[0], "_put") && !replaces(args[0], "_get")) return Value::none();
  q.own_items = q.kind == Kind::queue ? call(get_attr(vm().import("collections"), "deque"), {}) : Value(List::make());
  return Value::none();
}
bool is_own_heap(const Queue& q) { return q.kind == Kind::priority_queue && !q.own_items.is_null(); }
Value queue_own_put(const Value* args) {
  Queue& q = queue_of(args[0]);
  if (is_own_heap(q)) call(get_attr(vm().import("heapq"), "heappush"), {q.own_items, args[1]});
  else q.store(args[1]);
  return Value::none();
}
Value queue_own_get(const Value* args) {
  if (Queue& q = queue_of(args[0]); is_own_heap(q)) return call(get_attr(vm().import("heapq"), "heappop"), {q.own_items});
  if (queue_of(args[0]).empty()) raise(Exc::IndexError, "pop from an empty deque");
  return queue_of(args[0]).take();
}
Value get_items(const Value& self) { return queue_of(self).items(); }
void set_items(const Value& self, const Value& v) { queue_of(self).own_items = v; }
Value get_unfinished(const Value& self) { return Value::integer(queue_of(self).unfinished()); }

// CPython: Queue._format.
std::string text_of(const Value& self) {
  Queue& q = queue_of(self);
  std::string text = cat("maxsize=", repr(q.maxsize())->view());
  if (!q.empty()) text += cat(" _queue=", repr(Value(to_list(q.items())))->view());
  if (q.getters().size()) text += cat(" _getters[", q.getters().size(), "]");
  if (q.putters().size()) text += cat(" _putters[", q.putters().size(), "]");
  if (q.unfinished()) text += cat(" tasks=", q.unfinished());
  if (q.is_shut_down()) text += " shutdown";
  return text;
}
Value queue_repr(const Value& self) {
  ReprScope scope(self.as_object());
  if (!scope.entered()) return Str::make("<...>");
  return Str::make(cat("<", type_of(self)->name_view(), " at ", address_text(self), " ", text_of(self), ">"));
}
Value queue_str(const Value& self) { return Str::make(cat("<", type_of(self)->name_view(), " ", text_of(self), ">")); }
Value class_getitem(const Value* args) { return make_generic_alias(args[0], args[1]); }

}  // namespace

void init_queue_types(AsyncioTypes& types) {
  TypeBuilder b("asyncio.queues.Queue", Kind::queue, vm().types.object, Type::has_dict);
  b.slots().create = queue_create;
  b.slots().init = queue_init;
  b.slots().repr = queue_repr;
  b.slots().str = queue_str;
  b.method("put", "self, item", queue_put).method("get", "self", queue_get);
  b.method("put_nowait", "self, item", queue_put_nowait).method("get_nowait", "self", queue_get_nowait);
  b.method("task_done", "self", queue_task_done).method("join", "self", queue_join).method("shutdown", "self, immediate=False", queue_shutdown);
  b.method("qsize", "self", queue_qsize).method("empty", "self", queue_empty).method("full", "self", queue_full);
  b.method("_init", "self, maxsize", queue_own_init).method("_put", "self, item", queue_own_put).method("_get", "self", queue_own_get);
  b.class_method("__class_getitem__", "cls, item, /", class_getitem);
  b.getter("maxsize", get_maxsize).getter("_maxsize", get_maxsize).getter("_queue", get_items, set_items);
  b.getter("_unfinished_tasks", get_unfinished);
  b.getter("_getters", [](const Value& q) { return deque_of(queue_of(q).getters()); });
  b.getter("_putters", [](const Value& q) { return deque_of(queue_of(q).putters()); });
  b.getter("_finished", [](const Value& q) { return Value(queue_of(q).finished()); });
  types.queue = b.finish();
  types.lifo_queue = TypeBuilder("asyncio.queues.LifoQueue", Kind::lifo_queue, types.queue, Type::has_dict).finish();
  types.priority_queue = TypeBuilder("asyncio.queues.PriorityQueue", Kind::priority_queue, types.queue, Type::has_dict).finish();
}

}  // namespace sim::py
