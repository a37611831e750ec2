#include "app/lessons/cut_run.h"

#include <algorithm>

namespace app {

namespace {

// Record::text2_or_cause is a text of these, the index of a record of all others.
bool has_second_text(sim::Event e) {
  return e == sim::Event::task_spawned || e == sim::Event::task_hidden || e == sim::Event::task_done || e == sim::Event::exception ||
         e == sim::Event::request_sent;
}

}  // namespace

std::unique_ptr<sim::Run> cut_run(const sim::Run& whole, size_t last) {
  auto run = std::make_unique<sim::Run>();
  const sim::Trace& from = whole.trace;
  sim::Trace& to = run->trace;
  to.detail = from.detail;
  size_t printed = 0;
  for (size_t i = 0; i < from.size() && i <= last; ++i) {
    sim::Record r = from[i];
    r.text = to.intern(from.text(r.text));
    if (has_second_text(r.event)) r.text2_or_cause = to.intern(from.text(r.text2_or_cause));
    if (r.event == sim::Event::output) printed = std::max(printed, static_cast<size_t>(r.number) + r.count);
    while (to.tasks() < r.task) to.next_task();
    to.append(r);
    run->end = std::max(run->end, r.t);
  }
  to.append_output(std::string_view(from.output()).substr(0, printed));
  return run;
}

}  // namespace app
