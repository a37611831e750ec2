#include "sim/loop/deadlock.h"

#include "sim/base/text.h"
#include "sim/loop/connection.h"
#include "sim/loop/loop.h"

namespace sim {

namespace {

constexpr size_t kTasksNamed = 20;

// What a coroutine stands at, from the task's own down to the last: "Queue.get", or the future itself.
std::string waits_for(const Task& task) {
  if (const Future* f = task.waits_for(); f && f->kind == Kind::task) return static_cast<const Task*>(f)->name();
  for (const auto& [id, connection] : task.env().connections)
    if (connection->waiter() && connection->waiter() == task.waits_for()) return cat(connection->label(), ", which never comes");
  std::string innermost;
  Value on = task.coroutine()->awaiting();
  for (int depth = 0; depth < 1000 && on.is_object(); ++depth) {
    if (!on.is(Kind::coroutine) && !on.is(Kind::native_coroutine)) break;
    auto* c = on.as<Coroutine>();
    if (on.is(Kind::native_coroutine)) innermost = cat(c->qualname(), "()");
    on = c->awaiting();
  }
  return innermost.empty() ? "a future that nobody resolves" : innermost;
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
    found.report += cat("\n  ", t->name(), " (", t->coroutine()->qualname(), ") waits for ", waits_for(*t));
    if (line) found.report += cat(" at line ", line);
  }
  if (more) found.report += cat("\n  and ", more, " more");
  if (shown == 0) found.report = "DEADLOCK: the loop runs, and there is no task, no timer and no callback left.";
  return found;
}

}  // namespace sim
