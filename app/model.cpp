#include "app/model.h"

#include "app/model_parts.h"
#include "app/paint.h"
#include "sim/analysis/causes.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace app {

using sim::Event;
using sim::Record;

double Model::axis_end() const {
  if (!document) return 1;
  auto end = [&](const Document& d) {
    return view.axis == Axis::order ? static_cast<double>(d.order.end()) : static_cast<double>(d.end_time());
  };
  double least = view.axis == Axis::order ? static_cast<double>(sim::kStepWidth) : 0;
  double all = std::max(end(*document), least);
  for (const auto& other : compared) all = std::max(all, end(*other));
  return all > 0 ? all : 1e6;
}

void say(Model& m, std::string text, bool error) {
  m.notice = std::move(text);
  m.notice_is_error = error;
}

void clamp_view(Model& m) {
  double end = m.axis_end(), least = m.view.axis == Axis::time ? 20 : sim::kStepWidth * 0.5;
  double length = std::clamp(m.view.length(), least, end * 1.3);
  double from = std::clamp(m.view.from, std::min(-0.1 * end, -0.1 * length), std::max(end * 1.12 - length, -0.1 * end));
  m.view.from = from;
  m.view.to = from + length;
  m.view.lane_height = std::clamp(m.view.lane_height, kSmallestLane, kLargestLane);
  double most = static_cast<double>(m.lanes.size()) * m.view.lane_height - m.lanes_height;
  m.view.scroll = std::clamp(m.view.scroll, 0.0, std::max(0.0, most));
}

void fit(Model& m) {
  double end = m.axis_end();
  m.view.from = -0.02 * end;
  m.view.to = 1.04 * end;
}

void find_lanes(Model& m) {
  m.lanes.clear();
  const sim::Spans& spans = m.document->spans;
  int hidden_below = INT32_MAX;  // children of a folded task are deeper than it
  for (sim::TaskId task : spans.by_parent()) {
    int depth = spans.row(task).depth;
    if (depth > hidden_below) continue;
    hidden_below = m.folded.count(task) ? depth : INT32_MAX;
    m.lanes.push_back(task);
  }
  std::stable_partition(m.lanes.begin(), m.lanes.end(), [&](sim::TaskId task) { return m.pinned.count(task) > 0; });
}

void place_cursor(Model& m, size_t record) {
  if (!m.document) return;
  m.cursor = std::min(record, m.document->last_record());
  m.clock = static_cast<double>(m.document->time(m.cursor));
  m.order_clock = static_cast<double>(m.document->order.at(m.cursor));
  if (m.moment.cursor != m.cursor) m.moment = moment_at(*m.document, m.cursor);
}

namespace {

// A step that leaves the view takes the view along.
void show_playhead(Model& m) {
  double at = m.playhead(), length = m.view.length();
  if (at >= m.view.from + length * 0.015 && at <= m.view.to - length * 0.015) return;  // less than what fit() leaves at both ends
  m.view.from = at - length * (at < m.view.from ? 0.75 : 0.25);
  m.view.to = m.view.from + length;
}
}  // namespace

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

// ---- the view

void zoom(Model& m, double factor, double around) {
  m.view.from = around + (m.view.from - around) * factor;
  m.view.to = around + (m.view.to - around) * factor;
}

void show_lane(Model& m, sim::TaskId task) {
  auto found = std::find(m.lanes.begin(), m.lanes.end(), task);
  if (found == m.lanes.end()) return;
  double y = static_cast<double>(found - m.lanes.begin()) * m.view.lane_height;
  if (y < m.view.scroll) m.view.scroll = y;
  if (y + m.view.lane_height > m.view.scroll + m.lanes_height) m.view.scroll = y + m.view.lane_height - m.lanes_height;
}

// ---- the cursor

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

// About eight seconds for the whole run, whatever its length.
double fitting_speed(sim::Time total) {
  double wanted = std::max(sim::seconds(total), 1e-6) / 8, best = kSpeeds[0];
  for (double speed : kSpeeds)
    if (std::abs(std::log(speed / wanted)) < std::abs(std::log(best / wanted))) best = speed;
  return best;
}

void start_playing(Model& m) {
  if (!m.document || m.document->trace.size() == 0) return;
  if (m.cursor >= m.document->last_record()) place_cursor(m, 0);
  m.playback.playing = true;
  show_playhead(m);
}

// ---- selection

sim::TaskId find_task(const Document& d, std::string_view name) {
  for (sim::TaskId task : d.spans.by_parent())
    if (d.task_name(task) == name) return task;
  return 0;
}

const sim::Row* selected_row(const Model& m) {
  if (!m.document || m.selection.empty()) return nullptr;
  return &m.document->spans.row(m.selection.task);
}

void select_lane(Model& m, int direction) {
  if (m.lanes.empty()) return;
  auto found = std::find(m.lanes.begin(), m.lanes.end(), m.selection.task);
  auto at = found == m.lanes.end() ? (direction > 0 ? -1 : static_cast<ptrdiff_t>(m.lanes.size())) : found - m.lanes.begin();
  at = std::clamp<ptrdiff_t>(at + direction, 0, static_cast<ptrdiff_t>(m.lanes.size()) - 1);
  m.selection = {false, m.lanes[static_cast<size_t>(at)], kNothing};
  show_lane(m, m.selection.task);
}

void select_span(Model& m, size_t span) {
  if (!m.document || span >= m.document->spans.size()) return;
  const auto& rows = m.document->spans.rows();
  for (const sim::Row& row : rows)
    if (span >= row.first && span < row.last) {
      m.selection = {row.task == 0, row.task, span};
      return;
    }
}

void select_neighbour(Model& m, int direction) {
  const sim::Row* row = selected_row(m);
  if (!row || row->first == row->last) return;
  size_t span = m.selection.span;
  if (span == kNothing) {
    size_t now = m.document->spans.at(*row, m.cursor);
    span = now == row->last ? row->first : now;
  } else if (direction > 0 ? span + 1 < row->last : span > row->first) {
    span += static_cast<size_t>(direction);
  }
  m.selection.span = span;
  go(m, std::min(m.document->spans.record(span), m.document->last_record()));
}

void go_to_cause(Model& m) {
  const sim::Row* row = selected_row(m);
  if (!row) return say(m, tr("Select a span first: click it on the timeline."));
  size_t span = m.selection.span != kNothing ? m.selection.span : m.document->spans.at(*row, m.cursor);
  if (span == row->last) return;
  auto chain = sim::causes_of(m.document->trace, m.document->spans, m.document->links,
                              std::min(m.document->spans.record(span), m.document->last_record()), 1);
  if (chain.empty()) return say(m, tr("Nothing in the run caused this: the program itself began it."));
  const sim::Cause& cause = chain.front();
  go(m, cause.record);
  if (cause.task) m.selection = {false, cause.task, kNothing};
  say(m, cause.sentence);
}

// The arrows that leave the selected span, or the task's present step.
std::vector<sim::Arrow> leaving(const Model& m) {
  const sim::Row* row = selected_row(m);
  if (!row || row->task == 0) return {};
  const sim::Spans& spans = m.document->spans;
  size_t span = m.selection.span != kNothing ? m.selection.span : spans.at(*row, m.cursor);
  if (span >= row->last) return {};
  // What a task does last before it waits or ends is told by the very record that ends its span.
  return m.document->arrows.out_of(row->task, spans.record(span), spans.end_record(span, *row) + 1);
}

void follow_arrow(Model& m) {
  auto arrows = leaving(m);
  if (arrows.empty()) return say(m, tr("Nothing began because of this: select a span in which a task runs."));
  const sim::Arrow& arrow = arrows[m.arrow_choice % arrows.size()];
  go(m, arrow.to_record);
  const sim::Row& row = m.document->spans.row(arrow.to);
  size_t span = m.document->spans.at(row, arrow.to_record);
  m.selection = {false, arrow.to, span == row.last ? kNothing : span};
  m.arrow_choice = 0;
  show_lane(m, arrow.to);
}

void choose_arrow(Model& m, int direction) {
  auto arrows = leaving(m);
  if (arrows.empty()) return say(m, tr("No arrow leaves the selection."));
  size_t n = arrows.size();
  m.arrow_choice = (m.arrow_choice % n + n + static_cast<size_t>(direction + static_cast<int>(n))) % n;
  say(m, tr("Arrow {1} of {2}: to {3}", m.arrow_choice + 1, n, m.document->task_name(arrows[m.arrow_choice].to)));
}

// "on", "off" or nothing: the other way round.
void turn(Model& m, bool& flag, const std::string& text) {
  if (!text.empty() && text != "on" && text != "off") return say(m, tr("that is on or off"), true);
  flag = text.empty() ? !flag : text == "on";
}

void set_arrows(Model& m, const std::string& text) {
  constexpr const char* kModes[] = {"selection", "all", "none"};
  auto found = std::find(std::begin(kModes), std::end(kModes), text);
  if (!text.empty() && found == std::end(kModes)) return say(m, tr("arrows are those of the selection, all, or none"), true);
  m.arrows = text.empty() ? static_cast<ArrowMode>((static_cast<int>(m.arrows) + 1) % 3) : static_cast<ArrowMode>(found - std::begin(kModes));
  constexpr const char* kSaid[] = {tr_noop("Arrows: of the selection"), tr_noop("Arrows: all"), tr_noop("Arrows: none")};
  say(m, tr(kSaid[static_cast<int>(m.arrows)]));
}

void set_range(Model& m, double from, double to) {
  double end = m.axis_end();
  from = std::clamp(from, 0.0, end), to = std::clamp(to, 0.0, end);
  m.range.reset();
  if (from != to) m.range = Range{std::min(from, to), std::max(from, to)};
}

void measure_span(Model& m) {
  const sim::Row* row = selected_row(m);
  if (!row || row->first == row->last) return say(m, tr("Select a span first: click it on the timeline."));
  const auto& begins = m.view.axis == Axis::time ? m.document->spans.begins() : m.document->spans.order_begins();
  int64_t end = m.view.axis == Axis::time ? row->end : row->end_order;
  size_t span = m.selection.span;
  set_range(m, static_cast<double>(begins[span == kNothing ? row->first : span]),
            static_cast<double>(span != kNothing && span + 1 < row->last ? begins[span + 1] : end));
}

void toggle_mark(Model& m, const std::string& note) {
  if (!m.document || m.document->trace.size() == 0) return;
  auto at = std::lower_bound(m.marks.begin(), m.marks.end(), m.cursor, [](const Marker& x, size_t r) { return x.record < r; });
  if (at != m.marks.end() && at->record == m.cursor) {
    if (note.empty())
      m.marks.erase(at);
    else
      at->note = note;
    return;
  }
  m.marks.insert(at, Marker{m.cursor, note});
}

void toggle_pin(Model& m, const std::string& name) {
  if (!m.document) return;
  sim::TaskId task = name.empty() ? m.selection.task : find_task(*m.document, name);
  if (!task) return say(m, tr("Select a lane first: its name on the timeline, or Up and Down."));
  if (!m.pinned.erase(task)) m.pinned.insert(task);
  find_lanes(m);
  show_lane(m, task);
}

void zoom_to_selection(Model& m) {
  const sim::Row* row = selected_row(m);
  if (!row || row->first == row->last) return fit(m);
  const sim::Spans& spans = m.document->spans;
  const auto& begins = m.view.axis == Axis::time ? spans.begins() : spans.order_begins();
  int64_t row_end = m.view.axis == Axis::time ? row->end : row->end_order;
  size_t span = m.selection.span;
  auto from = static_cast<double>(begins[span == kNothing ? row->first : span]);
  auto to = static_cast<double>(span != kNothing && span + 1 < row->last ? begins[span + 1] : row_end);
  double margin = std::max((to - from) * 0.15, m.view.axis == Axis::time ? 10.0 : sim::kStepWidth * 0.5);
  m.view.from = from - margin;
  m.view.to = to + margin;
}

void fold(Model& m, const std::string& name) {
  if (!m.document) return;
  sim::TaskId task = name.empty() ? m.selection.task : find_task(*m.document, name);
  if (!task || m.document->spans.row(task).children == 0) return;
  if (!m.folded.erase(task)) m.folded.insert(task);
  find_lanes(m);
}

void select_task(Model& m, sim::TaskId task) {
  if (!m.document || m.document->spans.row(task).task != task || task == 0) return;
  m.selection = {false, task, kNothing};
  show_lane(m, task);
}

void select_named(Model& m, const std::string& name) {
  if (!m.document) return;
  if (name == "loop") {
    m.selection = {true, 0, kNothing};
    return;
  }
  sim::TaskId task = find_task(*m.document, name);
  if (!task) return say(m, tr("there is no task '{1}' in this run", name), true);
  m.selection = {false, task, kNothing};
  show_lane(m, task);
}

// ---- how it is shown

void set_axis(Model& m, const std::string& name) {
  Axis wanted = name == "time"              ? Axis::time
                : name == "order"           ? Axis::order
                : m.view.axis == Axis::time ? Axis::order
                                            : Axis::time;
  if (!name.empty() && name != "time" && name != "order") return say(m, tr("the axis is time or order"), true);
  if (wanted == m.view.axis) return;
  m.view.axis = wanted;
  m.range.reset();
  if (m.document) place_cursor(m, m.cursor);
  fit(m);
}

void set_panel(Model& m, const std::string& text) {
  size_t end = std::min(text.find(' '), text.size());
  auto panel = find_panel(text.substr(0, end));
  if (!panel) {
    std::string names;
    for (const PanelInfo& info : all_panels())
      names += sim::cat(std::string_view(names.empty() ? "" : ", "), std::string_view(info.name));
    return say(m, tr("there is no panel '{1}': {2}", text.substr(0, end), names), true);
  }
  std::string how = end < text.size() ? text.substr(end + 1) : "";
  if (how != "" && how != "on" && how != "off") return say(m, tr("a panel is on or off"), true);
  m.panels.set(*panel, how.empty() ? !m.panels.shows(*panel) : how == "on");
}

void set_theme(Model& m, const std::string& name) {
  const Theme* theme = name.empty() ? &next_theme(*m.theme) : find_theme(name);
  if (!theme) return say(m, tr("there is no theme '{1}': {2}", name, theme_names()), true);
  m.theme = theme;
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

// What Escape leaves: whatever lies on top, one thing at a time.
void close_front(Model& m) {
  if (m.palette || m.help || m.search)
    m.palette = m.help = m.search = false;
  else if (m.path_for != PathFor::none)
    m.path_for = PathFor::none;
  else if (m.tour >= 0)
    m.tour = -1;
  else if (!m.live.asked.empty())
    apply(m, {ActionId::live_answer, "no"});
  else if (live_busy(m))
    apply(m, {ActionId::live_go});
  else if ((m.running.id != 0 && (m.running.why != RunWhy::edit || m.running.told())) || m.exporting.under_way())
    apply(m, {ActionId::cancel});
  else if (m.typing && m.code_search.open)
    m.code_search.open = m.code_search.replacing = false;
  else if (m.typing)
    m.typing = false;
  else if (m.code_search.open)
    m.code_search.open = m.code_search.replacing = false;
  else if (m.range)
    m.range.reset();
  else
    m.selection = {};
}

// ---- before an audience

constexpr float kPresenterScale = 1.5f;

void present(Model& m) {
  Presenter& p = m.presenter;
  p.on = !p.on;
  if (p.on) {
    p.scale_before = m.scale;
    p.panels_before = m.panels;
    m.scale = std::min(m.scale * kPresenterScale, 2.5f);
    m.panels.close_all();
    m.panels.set(Panel::code, true);
    m.typing = false;
    say(m,
        tr("Presenter mode: Tab reveals the next panel, PageDown and PageUp step, F7 the spotlight, H hides the future, F6 ends "
           "it."));
  } else {
    m.scale = p.scale_before;
    m.panels = p.panels_before;
    p.spotlight = p.future_masked = false;
  }
}

// The first dock that is empty shows its first panel; when all do, the next tab comes to the front somewhere.
void reveal(Model& m) {
  for (const PanelInfo& info : all_panels())
    if (info.open && !m.panels.open(info.panel) && !m.panels.shows(info.dock)) return m.panels.set(info.panel, true);
  for (const PanelInfo& info : all_panels())
    if (!m.panels.open(info.panel) && info.dock != Dock::lesson) return m.panels.set(info.panel, true);
  say(m, tr("All panels are shown."));
}

void conceal(Model& m) {
  const auto& all = all_panels();
  for (auto info = all.rbegin(); info != all.rend(); ++info)
    if (info->panel != Panel::code && m.panels.open(info->panel)) return m.panels.set(info->panel, false);
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
      seek_axis(m, m.playhead() + m.axis_end() * 0.1);
      show_playhead(m);
      return true;
    case ActionId::jump_back:
      if (m.presenter.on) {
        step_line(m, -1);
        return true;
      }
      seek_axis(m, m.playhead() - m.axis_end() * 0.1);
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
    case ActionId::run_to_line: run_to_line(m, static_cast<uint32_t>(action.a)); return true;
    default: return false;
  }
}

bool apply_view(Model& m, const Action& action) {
  double length = m.view.length(), middle = std::clamp(m.playhead(), m.view.from, m.view.to);
  switch (action.id) {
    case ActionId::axis: set_axis(m, action.text); return true;
    case ActionId::zoom_in: zoom(m, 1 / 1.4, middle); return true;
    case ActionId::zoom_out: zoom(m, 1.4, middle); return true;
    case ActionId::zoom_fit:
      fit(m);
      m.view.lane_height = View().lane_height;
      return true;
    case ActionId::zoom_lanes:
      fit(m);
      m.view.lane_height =
          std::min(View().lane_height, m.lanes_height / std::max<double>(1, static_cast<double>(m.lanes.size())));
      m.view.scroll = 0;
      return true;
    case ActionId::zoom_selection: zoom_to_selection(m); return true;
    case ActionId::pan_left: m.view.from -= length * 0.15, m.view.to -= length * 0.15; return true;
    case ActionId::pan_right: m.view.from += length * 0.15, m.view.to += length * 0.15; return true;
    case ActionId::pan_up: m.view.scroll -= m.view.lane_height * 2; return true;
    case ActionId::pan_down: m.view.scroll += m.view.lane_height * 2; return true;
    case ActionId::view:
      if (action.b > action.a) m.view.from = action.a, m.view.to = action.b;
      return true;
    case ActionId::scroll: m.view.scroll = action.a; return true;
    case ActionId::lane_height: m.view.lane_height = action.a; return true;
    case ActionId::select: select_named(m, action.text); return true;
    case ActionId::select_task: select_task(m, static_cast<sim::TaskId>(std::clamp(action.a, 0.0, 4e9))); return true;
    case ActionId::select_span: select_span(m, static_cast<size_t>(std::max(0.0, action.a))); return true;
    case ActionId::select_none: m.selection = {}; return true;
    case ActionId::next_lane: select_lane(m, 1); return true;
    case ActionId::previous_lane: select_lane(m, -1); return true;
    case ActionId::next_span: select_neighbour(m, 1); return true;
    case ActionId::previous_span: select_neighbour(m, -1); return true;
    case ActionId::cause: go_to_cause(m); return true;
    case ActionId::fold: fold(m, action.text); return true;
    case ActionId::effect: follow_arrow(m); return true;
    case ActionId::next_arrow: choose_arrow(m, 1); return true;
    case ActionId::previous_arrow: choose_arrow(m, -1); return true;
    case ActionId::arrows: set_arrows(m, action.text); return true;
    case ActionId::range: set_range(m, action.a, action.b); return true;
    case ActionId::range_span: measure_span(m); return true;
    case ActionId::zoom_range:
      if (!m.range) say(m, tr("Measure a range first: drag on the ruler, or Shift and drag."));
      else m.view.from = m.range->from, m.view.to = m.range->to;
      return true;
    case ActionId::mark: toggle_mark(m, action.text); return true;
    case ActionId::note:
      if (m.document && m.document->trace.size()) m.path_for = PathFor::note;
      return true;
    case ActionId::pin: toggle_pin(m, action.text); return true;
    case ActionId::resources: turn(m, m.resources, action.text); return true;
    case ActionId::search: m.search = !m.search; return true;
    case ActionId::animate: turn(m, m.animate, action.text); return true;
    default: return false;
  }
}

}  // namespace

void apply(Model& m, const Action& action) {
  m.notice.clear();
  m.notice_is_error = false;
  if (!apply_motion(m, action) && !apply_view(m, action) && !apply_edit(m, action) && !apply_file(m, action) && !apply_lesson(m, action) && !apply_live(m, action)) switch (action.id) {
      case ActionId::panel: set_panel(m, action.text); break;
      case ActionId::inspect: m.panels.set(Panel::inspector, !m.panels.shows(Panel::inspector)); break;
      case ActionId::theme: set_theme(m, action.text); break;
      case ActionId::language:
        if (!set_language(action.text.empty() ? next_language() : action.text))
          say(m, tr("there are no texts in '{1}': {2}", action.text, language_names()), true);
        break;
      case ActionId::scale: m.scale = static_cast<float>(std::clamp(action.a, 0.75, 2.5)); break;
      case ActionId::bigger: m.scale = std::min(m.scale * 1.1f, 2.5f); break;
      case ActionId::smaller: m.scale = std::max(m.scale / 1.1f, 0.75f); break;
      case ActionId::split:
        if (action.a >= 0 && action.a < static_cast<double>(std::size(m.splits)))
          m.splits[static_cast<int>(action.a)] = static_cast<float>(std::clamp(action.b, 0.15, 0.85));
        break;
      case ActionId::palette: m.palette = !m.palette, m.help = false; break;
      case ActionId::help: m.help = !m.help, m.palette = false; break;
      case ActionId::close: close_front(m); break;
      case ActionId::tour: m.tour = m.tour < 0 ? 0 : m.tour + 1; break;
      case ActionId::present: present(m); break;
      case ActionId::reveal: reveal(m); break;
      case ActionId::conceal: conceal(m); break;
      case ActionId::spotlight: m.presenter.spotlight = !m.presenter.spotlight; break;
      case ActionId::mask_future: m.presenter.future_masked = !m.presenter.future_masked; break;
      case ActionId::wheel_lanes:
        m.wheel_scrolls_lanes = !m.wheel_scrolls_lanes;
        say(m, m.wheel_scrolls_lanes ? tr("The wheel scrolls lanes; with Ctrl it zooms.")
                                     : tr("The wheel zooms; over the names it scrolls lanes."));
        break;
      case ActionId::resize:
        m.requests.resize = {static_cast<int>(std::clamp(action.a, 320.0, 8192.0)),
                             static_cast<int>(std::clamp(action.b, 200.0, 8192.0))};
        break;
      case ActionId::shot: m.requests.shots.push_back(action.text); break;
      case ActionId::quit: m.requests.quit = true; break;
      default: break;  // wait: whoever runs the script waits
    }
  clamp_view(m);
}

namespace {

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

}  // namespace

void advance(Model& m, double seconds) {
  lesson_tick(m);
  live_tick(m);
  m.frame_seconds = m.animate ? seconds : 0;
  if (m.running.id) m.running.seconds += seconds;
  if (m.exporting.under_way()) m.exporting.seconds += seconds;
  if (m.edit_wait > 0 && (m.edit_wait -= seconds) <= 0) {
    m.edit_wait = 0;
    if (!m.source.ran_as_it_is())
      run_source(m, RunWhy::edit);
  }
  if (m.playback.playing && m.document) play_on(m, seconds);
}

void show_document(Model& m, std::shared_ptr<const Document> document) {
  m.document = std::move(document);
  bool same = m.source.buffer.text() == m.document->text;
  if (!same && m.source.lesson.empty()) m.source = Source(m.document->path, m.document->text), same = true;
  if (same) m.source.ran();
  m.problem.clear();
  m.folded.clear();
  m.pinned.clear();
  m.range.reset();
  m.marks.clear();
  m.selection = {};
  m.playback.playing = false;
  m.playback.speed = fitting_speed(m.document->end_time());
  find_lanes(m);
  m.cursor = 0;
  m.moment = moment_at(*m.document, 0);
  place_cursor(m, 0);
  fit(m);
  m.view.scroll = 0;
  m.view.lane_height = View().lane_height;
  clamp_view(m);
  lesson_sees_document(m);
}

}  // namespace app
