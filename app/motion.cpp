// Where the cursor goes: steps, seeks, playing. Before: model.cpp hands over the actions. After: moment.h tells what holds there.
#include "app/future.h"
#include "app/model_parts.h"
#include "app/texts.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace app {

using sim::Event;
using sim::Record;

void place_cursor(Model& m, size_t record) {
  if (!m.document) return;
  m.cursor = std::min(record, m.document->last_record());
  m.clock = static_cast<double>(m.document->time(m.cursor));
  m.order_clock = static_cast<double>(m.document->order.at(m.cursor));
  if (m.moment.cursor != m.cursor) m.moment = moment_at(*m.document, m.cursor);
}

// A step that leaves the view takes the view along.
void show_playhead(Model& m) {
  double at = m.playhead(), length = m.view.length();
  if (at >= m.view.from + length * 0.015 && at <= m.view.to - length * 0.015) return;  // less than what fit() leaves at both ends
  m.view.from = at - length * (at < m.view.from ? 0.75 : 0.25);
  m.view.to = m.view.from + length;
}

void go(Model& m, size_t record) {
  m.playback.playing = false;
  place_cursor(m, record);
  show_playhead(m);
}

namespace {

constexpr double kSpeeds[] = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000, 10000};
constexpr double kPaces[] = {0.5, 1, 2, 4, 8, 16, 32, 64, 256, 1024, 4096, 16384};

template <size_t N>
double neighbour(const double (&values)[N], double now, int direction) {
  size_t at = 0;
  for (size_t i = 0; i < N; ++i)
    if (std::abs(std::log(values[i] / now)) < std::abs(std::log(values[at] / now))) at = i;
  auto next = static_cast<ptrdiff_t>(at) + direction;
  return values[std::clamp<ptrdiff_t>(next, 0, N - 1)];
}

// To the next record for which `wanted` holds, or to the run's end (or beginning).
template <class Wanted>
void go_to_next(Model& m, int direction, Wanted wanted) {
  if (!m.document || m.document->trace.size() == 0) return;
  const sim::Trace& trace = m.document->trace;
  auto last = static_cast<ptrdiff_t>(m.document->last_record());
  auto i = static_cast<ptrdiff_t>(m.cursor) + direction;
  while (i > 0 && i < last && !wanted(trace[static_cast<size_t>(i)])) i += direction;
  go(m, static_cast<size_t>(std::clamp<ptrdiff_t>(i, 0, last)));
}

bool is_scheduling(const Record& r) {
  switch (r.event) {
    case Event::task_spawned:
    case Event::task_resumed:
    case Event::task_suspended:
    case Event::task_done:
    case Event::task_cancel_requested:
    case Event::timer_fired:
    case Event::world_waited:
    case Event::blocked:
    case Event::job_started:
    case Event::job_finished:
    case Event::request_sent:
    case Event::request_answered:
    case Event::exception:
    case Event::ended: return true;
    default: return false;
  }
}

void step_line(Model& m, int direction) {
  if (!m.document) return;
  bool lines = m.document->has_lines;
  go_to_next(m, direction, [=](const Record& r) { return lines ? r.event == Event::line : is_scheduling(r); });
}

void step_task(Model& m, int direction) {
  sim::TaskId task = m.selection.task ? m.selection.task : m.moment.running;
  if (!task) return say(m, tr("Select a task first: its name on the timeline, or Up and Down."));
  if (!m.selection.task) m.selection = {false, task, kNothing};
  go_to_next(m, direction, [=](const Record& r) { return r.task == task && r.event <= Event::task_cancel_requested; });
}

// The playhead goes to the end of the longest run that is shown.
void seek_time(Model& m, double ns) {
  if (!m.document) return;
  sim::Time end = m.document->end_time();
  for (const auto& other : m.compared) end = std::max(end, other->end_time());
  ns = std::clamp(ns, 0.0, static_cast<double>(end));
  place_cursor(m, m.document->record_at(static_cast<sim::Time>(ns + 0.5)));
  m.clock = ns;
}

void seek_order(Model& m, double position) {
  if (!m.document) return;
  int64_t end = m.document->order.end();
  for (const auto& other : m.compared) end = std::max(end, static_cast<int64_t>(other->order.end()));
  position = std::clamp(position, 0.0, static_cast<double>(end));
  place_cursor(m, m.document->order.record_at(static_cast<int64_t>(position)));
  m.order_clock = position;
}

void seek_axis(Model& m, double value) { m.view.axis == Axis::time ? seek_time(m, value) : seek_order(m, value); }

void change_speed(Model& m, int direction) {
  if (m.view.axis == Axis::time)
    m.playback.speed = neighbour(kSpeeds, m.playback.speed, direction);
  else
    m.playback.steps_a_second = neighbour(kPaces, m.playback.steps_a_second, direction);
}

void start_playing(Model& m) {
  if (!m.document || m.document->trace.size() == 0) return;
  if (is_covered(m) && m.document->last_record() == 0) return say(m, tr("What comes next is covered until you answer. J goes on to the question, V shows it."));
  if (m.cursor >= m.document->last_record()) place_cursor(m, 0);
  m.playback.playing = true;
  show_playhead(m);
}

void run_to_line(Model& m, uint32_t line) {
  if (!m.document) return;
  const sim::Trace& trace = m.document->trace;
  size_t n = trace.size();
  uint32_t wanted = m.source.line_in_run(line);
  if (wanted == 0) return say(m, tr("line {1} has changed since the program ran", line));
  // Forward from the cursor, then once round from the beginning.
  for (size_t k = 1; k <= n; ++k) {
    size_t i = (m.cursor + k) % n;
    if (trace[i].event == Event::line && trace[i].line == wanted) return go(m, i);
  }
  say(m, tr("line {1} never runs", line));
}

// A playing model stops at the first breakpoint it passed since `from`.
bool stop_at_breakpoint(Model& m, size_t from) {
  if (m.source.breakpoints.empty()) return false;
  for (size_t i = from + 1; i <= m.cursor; ++i) {
    const Record& r = m.document->trace[i];
    if (r.event != Event::line || !m.source.breakpoints.count(m.source.line_of_run(r.line))) continue;
    go(m, i);
    return true;
  }
  return false;
}

}  // namespace

// About eight seconds for the whole run, whatever its length.
double fitting_speed(sim::Time total) {
  double wanted = std::max(sim::seconds(total), 1e-6) / 8, best = kSpeeds[0];
  for (double speed : kSpeeds)
    if (std::abs(std::log(speed / wanted)) < std::abs(std::log(best / wanted))) best = speed;
  return best;
}

void play_on(Model& m, double seconds) {
  size_t from = m.cursor;
  if (m.view.axis == Axis::time)
    seek_time(m, m.clock + seconds * m.playback.speed * 1e9);
  else
    seek_order(m, m.order_clock + seconds * m.playback.steps_a_second * sim::kStepWidth);
  if (stop_at_breakpoint(m, from)) return;
  if ((m.compared.empty() && m.cursor >= m.document->last_record()) || m.playhead() >= m.axis_end()) {
    if (m.compared.empty()) place_cursor(m, m.document->last_record());  // else the longest one's end may lie behind it
    m.playback.playing = false;
  }
  show_playhead(m);
  clamp_view(m);
}

bool apply_motion(Model& m, const Action& action) {
  auto turn = [](const Record& r) { return r.event == Event::turn_began; };
  switch (action.id) {
    case ActionId::play: start_playing(m); return true;
    case ActionId::pause: m.playback.playing = false; return true;
    case ActionId::play_pause:
      if (m.playback.playing)
        m.playback.playing = false;
      else
        start_playing(m);
      return true;
    case ActionId::step: step_line(m, 1); return true;
    case ActionId::back: step_line(m, -1); return true;
    case ActionId::step_event: go_to_next(m, 1, is_scheduling); return true;
    case ActionId::back_event: go_to_next(m, -1, is_scheduling); return true;
    case ActionId::step_task: step_task(m, 1); return true;
    case ActionId::back_task: step_task(m, -1); return true;
    case ActionId::next_turn: go_to_next(m, 1, turn); return true;
    case ActionId::previous_turn: go_to_next(m, -1, turn); return true;
    case ActionId::seek:
      seek_time(m, action.a * 1e9);
      show_playhead(m);
      return true;
    case ActionId::seek_record: go(m, action.a < 0 ? 0 : static_cast<size_t>(std::min(action.a, 1e15))); return true;
    case ActionId::seek_order: seek_order(m, action.a * sim::kStepWidth); return true;
    case ActionId::first: go(m, 0); return true;
    case ActionId::last: go(m, SIZE_MAX); return true;
    case ActionId::jump_forward:
      if (m.presenter.on) {  // what a presenter's clicker sends
        step_line(m, 1);
        return true;
      }
      seek_axis(m, m.playhead() + told_end(m) * 0.1);
      show_playhead(m);
      return true;
    case ActionId::jump_back:
      if (m.presenter.on) {
        step_line(m, -1);
        return true;
      }
      seek_axis(m, m.playhead() - told_end(m) * 0.1);
      show_playhead(m);
      return true;
    case ActionId::faster: change_speed(m, 1); return true;
    case ActionId::slower: change_speed(m, -1); return true;
    case ActionId::speed:
      (m.view.axis == Axis::time ? m.playback.speed : m.playback.steps_a_second) = std::clamp(action.a, 1e-6, 1e6);
      return true;
    case ActionId::trouble:
      if (m.document) go(m, m.document->trouble_record());
      return true;
    case ActionId::run_to_line:
      run_to_line(m, action.a > 0 ? static_cast<uint32_t>(action.a) : static_cast<uint32_t>(m.source.buffer.caret().line + 1));
      return true;
    default: return false;
  }
}

}  // namespace app
