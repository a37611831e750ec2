// The module _network: connections for the simulated libraries (library/_http.py builds its pool on them), and what a scenario says of
// computing, databases and traffic. Not for programs: they import httpx, aiohttp, requests.
// After: sim/loop/connection.h.
#include "sim/loop/connection.h"
#include "sim/loop/native.h"
#include "sim/python/modules/asyncio_host.h"
#include "sim/python/modules/modules.h"
#include "sim/python/objects/bytes.h"
#include "sim/python/objects/list.h"
#include "sim/python/objects/number.h"
#include "sim/python/protocol.h"
#include "sim/python/traceback.h"

namespace sim::py {

namespace {

// Seconds or None; what is below zero has passed already.
Time timeout_of(const Value& v) {
  if (v.is_null() || v.is_none()) return kNever;
  return std::max<Time>(0, time_from_seconds(to_double(v)));
}

World& world_with_network() {
  World& world = vm().world;
  if (!world.network()) raise_unsupported("the network", "This run has none.");
  return world;
}
const Scenario& scenario() {
  const Scenario* s = vm().world.scenario();
  return s ? *s : default_scenario();
}

const char* kind_name(NetError e) {
  switch (e) {
    case NetError::none: return "";
    case NetError::dns: return "dns";
    case NetError::refused: return "refused";
    case NetError::tls: return "tls";
    case NetError::reset: return "reset";
    case NetError::malformed: return "malformed";
  }
  return "";
}

// _http.Failure(kind, message); the kind "timeout" when nothing came in time.
[[noreturn]] void raise_failure(std::string_view kind, std::string_view message) {
  Value e = call(get_attr(vm().import("_http"), "Failure"), {Str::make(kind), Str::make(message)});
  raise(Ref<Exception>(e.as<Exception>()));
}

// ---- what one takes from a connection when something has arrived

using Taking = Value (*)(Connection& c);

void raise_if_failed(Connection& c) {
  if (c.first().error == NetError::none) return;
  std::string kind = kind_name(c.first().error), message = c.first().message;
  c.drop_first();
  raise_failure(kind, message);
}

Value take_opened(Connection& c) {
  raise_if_failed(c);
  c.drop_first();
  return Value::none();
}

// (status, reason, [(name, value), ...]); the body's beginning stays.
Value take_head(Connection& c) {
  raise_if_failed(c);
  Arrival& a = c.first();
  Ref<List> headers = List::make();
  for (const auto& [name, value] : a.headers) headers->items.push_back(Value(Tuple::make({Value(Str::make(name)), Value(Str::make(value))})));
  Value head(Tuple::make({Value::integer(a.status), Value(Str::make(a.reason)), Value(headers)}));
  a.status = 0;
  if (a.data.empty() && !a.last) c.drop_first();
  return head;
}

// The next bytes of the body; None behind the last.
Value take_data(Connection& c) {
  raise_if_failed(c);
  Arrival& a = c.first();
  Value data = a.data.empty() ? Value::none() : Value(Bytes::make(a.data));
  a.data.clear();
  if (!a.last || data.is_none()) c.drop_first();
  return data;
}

// ---- waiting for it

Ref<Native> waiting_body(Environment* env, Ref<Connection> c, Taking take, Time timeout) {
  (void)env;
  if (!c->has_arrived()) {
    Ref<Future> something = c->wait(timeout);
    Outcome got = co_await std::move(something);
    c->stop_waiting();
    if (got.is_error()) co_return got;
    if (!c->has_arrived()) raise_failure("timeout", "");
  }
  co_return take(*c);
}

// A Connection as programs hold it.
class ConnectionObject final : public Object {
 public:
  ConnectionObject(Type* type, Ref<Connection> c) : Object(Kind::other, type), connection(std::move(c)) {}
  ~ConnectionObject() override {
    if (!Heap::current().tearing_down()) connection->close();
  }
  Ref<Connection> connection;
};
const Ref<Connection>& connection_of(const Value* args) { return args[0].as<ConnectionObject>()->connection; }

template <Taking take>
Value wait_for(const Value* args) {
  Environment& env = environment();
  return Value(native(env, "Connection.wait", waiting_body(&env, connection_of(args), take, timeout_of(args[1]))));
}
template <Taking take>
Value wait_now(const Value* args) {
  Ref<Connection> c = connection_of(args);
  if (!c->wait_now(timeout_of(args[1]))) raise_failure("timeout", "");
  return take(*c);
}

Value park(const Value* args) {
  connection_of(args)->park(timeout_of(args[1]));
  return Value::none();
}

Value connection_create(Type* type, const Args& args) {
  auto bound = bind("Connection", args, {"host", "port", "tls", "blocking"}, 4);
  world_with_network();
  auto port = static_cast<uint16_t>(index_of(bound[1]));
  Ref<Connection> c(new Connection(environment(), str(bound[0])->string(), port, truthy(bound[2]), truthy(bound[3]) && !(environment().world.real_time() && environment().can_park())));
  return Ref<ConnectionObject>(new ConnectionObject(type, std::move(c)));
}
void connection_init(const Value&, const Args&) {}

Headers headers_of(const Value& pairs) {
  Headers out;
  iterate(pairs, [&](const Value& pair) { out.emplace_back(str(get_item(pair, Value::integer(0)))->string(), str(get_item(pair, Value::integer(1)))->string()); });
  return out;
}

Value connection_send(const Value* args) {
  Request r;
  r.method = str(args[1])->string();
  r.target = str(args[2])->string();
  r.headers = headers_of(args[3]);
  r.body = std::string(bytes_like(args[4]));
  connection_of(args)->send(std::move(r));
  return Value::none();
}
// The whole rest of the body if it is here already; else None.
Value connection_rest(const Value* args) {
  Connection& c = *connection_of(args);
  if (!c.has_arrived() || !c.first().last || c.first().error != NetError::none) return Value::none();
  Value data(Bytes::make(c.first().data));
  c.drop_first();
  return data;
}
Value connection_close(const Value* args) {
  connection_of(args)->close();
  return Value::none();
}

Connection& self_of(const Value& self) { return *self.as<ConnectionObject>()->connection; }
Value connection_usable(const Value& self) { return Value::boolean(self_of(self).usable()); }
Value connection_idle_since(const Value& self) { return Value::real(seconds(self_of(self).idle_since())); }

// ---- the scenario

// A future that is resolved with None after `time`; `timer` says what that means.
Ref<Future> resolved_after(Time time, std::string_view label, std::string_view timer) {
  Environment& env = environment();
  Ref<TimedFuture> future(new TimedFuture(running_loop(env), Value::none()));
  if (env.trace.wants_events()) future->set_label(timer);
  running_loop(env).resolve_at(future, time > kNever - env.now() ? kNever : env.now() + time);
  if (env.trace.wants_events()) future->set_label(label);
  return future;
}
// If nobody has resolved it before; `label` says what is waited for.
Value waiter(const Value* args) {
  std::string_view label = str(args[0])->view();
  Time timeout = timeout_of(args[1]);
  if (timeout != kNever) return Value(resolved_after(timeout, label, cat("give up ", label)));
  Ref<Future> future = running_loop(environment()).create_future();
  if (environment().trace.wants_events()) future->set_label(label);
  return Value(future);
}
// What takes a known time.
Value after(const Value* args) {
  std::string_view label = str(args[0])->view();
  return Value(resolved_after(timeout_of(args[1]), label, label));
}
// Its timer holds time no longer.
Value give_up(const Value* args) {
  if (args[0].is(Kind::future))
    if (auto* timed = dynamic_cast<TimedFuture*>(args[0].as_object())) timed->give_up();
  return Value::none();
}

Value hold(const Value* args) {
  environment().hold(time_from_seconds(to_double(args[0])), str(args[1])->view());
  return Value::none();
}
Value now(const Value*) { return Value::real(environment().time()); }

// The next draw of a named stream.
double draw(const Distribution& d, std::string_view stream) {
  auto& state = vm().module_state[cat("_network ", stream)];
  if (!state) state = std::make_shared<Random>(vm().seed, std::initializer_list<uint64_t>{Random::key(stream)});
  return seconds(d.sample(*std::static_pointer_cast<Random>(state)));
}
Value cost(const Value* args) {
  std::string_view work = str(args[0])->view();
  if (work == "database.connect") return Value::real(draw(scenario().database.connect, work));
  if (work == "database.query") return Value::real(draw(scenario().database.query, work));
  return Value::real(draw(scenario().cost(work), work));
}
Value rows(const Value*) { return Value::integer(scenario().database.rows); }

// [(seconds after the server is up, method, target, headers, body), ...] in order of time.
Value traffic(const Value*) {
  struct One {
    double at;
    const Traffic* what;
  };
  std::vector<One> all;
  size_t number = 0;
  for (const Traffic& t : scenario().traffic) {
    double at = t.start;
    std::string stream = cat("traffic ", number++);
    for (uint32_t i = 0; i < t.count; ++i) {
      if (i) at += draw(t.gap, stream);
      all.push_back({at, &t});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const One& a, const One& b) { return a.at < b.at; });
  Ref<List> out = List::make();
  for (const One& one : all) {
    Ref<List> headers = List::make();
    if (one.what->is_json) headers->items.push_back(Value(Tuple::make({Value(Str::make("content-type")), Value(Str::make("application/json"))})));
    for (const auto& [name, value] : one.what->headers) headers->items.push_back(Value(Tuple::make({Value(Str::make(name)), Value(Str::make(value))})));
    out->items.push_back(Value(Tuple::make({Value::real(one.at), Value(Str::make(one.what->method)), Value(Str::make(one.what->target)), Value(headers),
                                            Value(Bytes::make(one.what->body))})));
  }
  return Value(out);
}

// `callback()` when the program is over, as one of atexit's; `function` is what the program registered, if it did: then no error gets out.
Value at_exit(const Value* args) {
  vm().at_exit.push_back([callback = args[0], function = args[1]] {
    try {
      call(callback);
    } catch (const Raised& r) {
      if (function.is_null()) throw;
      write_ignored(Ref<Exception>(exception_of(r)), cat("Exception ignored in atexit callback ", repr(function)->view(), ":"));
    }
  });
  return Value::none();
}

[[noreturn]] Value unsupported(const Value* args) { raise_unsupported(str(args[0])->string(), str(args[1])->string()); }

}  // namespace

void fill_network(const Ref<Dict>& d) {
  auto put = [&](const char* name, Value v) { d->set(intern(name).get(), std::move(v)); };
  auto function = [&](const char* name, const char* signature, NativeFn fn) { put(name, Value(make_builtin(name, signature, fn))); };
  TypeBuilder b("_network.Connection", Kind::other, vm().types.object, Type::final_);
  b.slots().create = connection_create;
  b.slots().init = connection_init;
  b.method("park", "self, timeout", park);
  b.method("opened", "self, timeout", wait_for<take_opened>).method("opened_now", "self, timeout", wait_now<take_opened>);
  b.method("send", "self, method, target, headers, body", connection_send);
  b.method("head", "self, timeout", wait_for<take_head>).method("head_now", "self, timeout", wait_now<take_head>);
  b.method("data", "self, timeout", wait_for<take_data>).method("data_now", "self, timeout", wait_now<take_data>);
  b.method("rest", "self", connection_rest).method("close", "self", connection_close);
  b.getter("usable", connection_usable).getter("idle_since", connection_idle_since);
  put("Connection", Value(b.finish()));
  function("waiter", "label, timeout", waiter);
  function("after", "label, seconds", after);
  function("give_up", "future", give_up);
  function("hold", "seconds, what", hold);
  function("now", "", now);
  function("cost", "work", cost);
  function("rows", "", rows);
  function("traffic", "", traffic);
  function("at_exit", "callback, function=None", at_exit);
  function("unsupported", "construct, advice", unsupported);
}

}  // namespace sim::py
