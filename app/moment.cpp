#include "app/moment.h"

#include "app/texts.h"
#include "sim/base/text.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace app {

using sim::Event;
using sim::SpanState;

const char* word(TaskState state) {
  constexpr const char* kWords[] = {tr_noop("ready"), tr_noop("running"), tr_noop("blocked"),   tr_noop("waiting"),
                                   tr_noop("done"),  tr_noop("failed"),  tr_noop("cancelled"), tr_noop("not made yet")};
  return tr(kWords[static_cast<int>(state)]);
}

namespace {

// The line a task is about to run: the last `line` record of its present step, else where it stopped before.
uint32_t line_in_step(const Document& document, const sim::Row& row, size_t span, size_t cursor) {
  const sim::Trace& trace = document.trace;
  size_t first = document.spans.record(span);
  for (size_t i = std::min(cursor, trace.size() - 1) + 1; i-- > first;) {
    const sim::Record& r = trace[i];
    if ((r.event == Event::line || r.event == Event::output || r.event == Event::blocked) && r.line &&
        (r.task == row.task || r.task == 0))
      return r.line;
  }
  for (size_t s = span; s-- > row.first;)
    if (const sim::Record& r = trace[document.spans.record(s)]; r.event == Event::task_suspended) return r.line;
  return 0;
}

uint32_t line_before(const Document& document, const sim::Row& row, size_t span) {
  for (size_t s = span + 1; s-- > row.first;) {
    const sim::Record& r = document.trace[document.spans.record(s)];
    if (r.event == Event::task_suspended) return r.line;
    if (r.event == Event::task_spawned) return 0;  // its line is its parent's
  }
  return 0;
}

}  // namespace

TaskNow task_now(const Document& document, sim::TaskId task, size_t cursor) {
  const sim::Row& row = document.spans.row(task);
  TaskNow now{task, TaskState::not_yet, 0, row.spawned};
  if (row.task == 0 || cursor < row.spawned) return now;
  if (cursor >= row.end_record) {
    if (row.how == sim::TaskEnd::none) return now;
    now.state = row.how == sim::TaskEnd::returned    ? TaskState::done
                : row.how == sim::TaskEnd::cancelled ? TaskState::cancelled
                                                     : TaskState::failed;
    now.record = row.end_record;
    return now;
  }
  size_t span = document.spans.at(row, cursor);
  if (span == row.last) return now;
  now.record = document.spans.record(span);
  switch (document.spans.state(span)) {
    case SpanState::running:
      now.state = TaskState::running;
      now.line = line_in_step(document, row, span, cursor);
      break;
    case SpanState::blocked:
      now.state = TaskState::blocked;
      now.line = document.trace[std::min(now.record, document.last_record())].line;
      break;
    case SpanState::suspended:
      now.state = TaskState::suspended;
      now.line = document.trace[now.record].line;
      break;
    default: now.state = TaskState::ready; now.line = line_before(document, row, span);
  }
  return now;
}

Moment moment_at(const Document& document, size_t cursor) {
  Moment m;
  m.cursor = cursor;
  m.loop = document.history.at(cursor);
  for (sim::TaskId task : document.spans.by_parent()) {
    TaskNow now = task_now(document, task, cursor);
    ++m.counts[static_cast<int>(now.state)];
    if (now.state > TaskState::suspended) continue;
    m.alive.push_back(now);
    if (now.state == TaskState::running || now.state == TaskState::blocked) {
      m.running = task;
      m.current_line = now.line;
    } else if (now.line) {
      m.parked.push_back(now);
    }
  }
  std::stable_sort(m.parked.begin(), m.parked.end(), [](const TaskNow& x, const TaskNow& y) { return x.line < y.line; });
  if (m.running == 0 && document.trace.size()) {
    // Outside any task: the program's own lines before and after the loop.
    const sim::Record& r = document.trace[std::min(cursor, document.last_record())];
    if (r.task == 0 && (r.event == Event::line || r.event == Event::output || r.event == Event::blocked)) m.current_line = r.line;
  }
  return m;
}

std::string short_wait(std::string_view text) {
  double number = 0;
  if (!text.starts_with("sleep ") || text.size() < 14) return std::string(text);
  auto [end, error] = std::from_chars(text.data() + 6, text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::string(text);
  char out[40];
  std::snprintf(out, sizeof out, "sleep %.6g", number);
  return out;
}

std::string waits_for(const Document& document, const TaskNow& now) {
  if (now.state == TaskState::suspended) return short_wait(document.trace.text(document.trace[now.record].text));
  if (now.state == TaskState::ready)
    return document.trace[now.record].event == Event::task_spawned ? tr("its first turn") : tr("its turn");
  if (now.state == TaskState::blocked) return std::string(document.trace.text(document.trace[now.record].text));
  return {};
}

bool is_used(const Document& d, const sim::OccupancyLane& lane) {
  const sim::ResourceRow* row = d.links.resource(lane.object);
  return row && (row->kind == sim::Resource::lock || row->kind == sim::Resource::semaphore || row->kind == sim::Resource::queue);
}

std::string shared_words(const Document& d, const sim::OccupancyLane& lane, const sim::OccupancySpan& span) {
  if (lane.kind == sim::OccupancyLane::Kind::connection && span.waiting) return tr("opens");
  if (lane.kind != sim::OccupancyLane::Kind::resource)
    return span.task ? tr("{1}  for {2}", d.trace.text(span.text), d.task_name(span.task)) : std::string(d.trace.text(span.text));
  std::string used;
  if (is_used(d, lane)) used = lane.capacity > 0 ? tr("{1} of {2}", span.used, lane.capacity) : std::to_string(span.used);
  if (!span.waiting) return used;
  std::string wait = span.waiting == 1 ? tr("{1} waits", span.waiting) : tr("{1} wait", span.waiting);
  return used.empty() ? wait : sim::cat(used, ", ", wait);
}

}  // namespace app
