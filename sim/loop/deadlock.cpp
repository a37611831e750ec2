#include "sim/loop/deadlock.h"

#include "sim/base/text.h"
#include "sim/loop/connection.h"
#include "sim/loop/loop.h"

namespace sim {

namespace {

constexpr size_t kTasksNamed = 20;

// "main.<locals>.Server.run" as a person reads it: "Server.run".
std::string_view short_name(std::string_view qualname) {
  constexpr std::string_view kLocals = "<locals>.";
  size_t at = qualname.rfind(kLocals);
  return at == qualname.npos ? qualname : qualname.substr(at + kLocals.size());
}

// "async with lock, other" of the line where the task waits at the head of such a block.
std::string block_entered(std::string_view source) {
  size_t from = source.find("async with "), end = source.rfind(':');
  if (from == source.npos || end == source.npos || end < from) return "async with";
  std::string_view head = source.substr(from, end - from);
  return std::string(head.substr(0, head.find(" as ")));
}

// What a coroutine stands at: the first of asyncio's own below the program's code, "Queue.get()", or the future itself.
std::string waits_for(const Task& task) {
  const Future* waiter = task.waits_for();
  if (waiter && waiter->kind == Kind::task) return static_cast<const Task*>(waiter)->name();
  for (const auto& [id, connection] : task.env().connections)
    if (connection->waiter() && connection->waiter() == waiter) return cat(connection->label(), ", which never comes");
  std::string_view called;
  if (task.coroutine()->kind == Kind::native_coroutine) called = task.coroutine()->qualname();
  Value on = task.coroutine()->awaiting();
  for (int depth = 0; depth < 1000 && on.is_object(); ++depth) {
    if (!on.is(Kind::coroutine) && !on.is(Kind::native_coroutine)) break;
    auto* c = on.as<Coroutine>();
    if (on.is(Kind::coroutine)) called = {};
    else if (called.empty()) called = c->qualname();
    on = c->awaiting();
  }
  Host& host = task.env().host;
  if (called.ends_with(".__aenter__")) return block_entered(host.source_of(*task.coroutine()));
  if (!called.empty()) return cat(called, "()");
  bool gathering = waiter && host.gathering_future_type && waiter->type == host.gathering_future_type;
  return gathering ? "gather()" : "a future that nobody resolves";
}

}  // namespace

Deadlock find_deadlock(Loop& loop) {
  Deadlock found;
  found.report = "DEADLOCK: nothing is left that could wake any of these tasks.";
  size_t shown = 0, more = 0;
  for (Task* t = loop.env().first_task; t; t = t->next) {
    if (&t->loop() != &loop) continue;
    if (shown == kTasksNamed) {
      ++more;
      continue;
    }
    ++shown;
    uint32_t line = loop.env().host.line_of(*t->coroutine());
    if (!found.line) found.line = line;
    found.report += cat("\n  ", t->name(), " (", short_name(t->coroutine()->qualname()), ") waits for ", waits_for(*t));
    if (line) found.report += cat(" at line ", line);
  }
  if (more) found.report += cat("\n  and ", more, " more");
  if (shown == 0) found.report = "DEADLOCK: the loop runs, and there is no task, no timer and no callback left.";
  return found;
}

}  // namespace sim
