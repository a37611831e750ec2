// What is seen of the run and picked out of it: the stretch of the timeline, its lanes, the selection, arrows, ranges and marks.
// Before: model.cpp hands over the actions. After: motion.cpp moves the cursor along.
#include "app/future.h"
#include "app/model_parts.h"
#include "app/texts.h"
#include "sim/analysis/causes.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace app {

namespace {

// While the future is hidden, lanes come when their tasks do, and the whole run stays in view when the end that may be told moves away.
void follow_horizon(Model& m) {
  double before = std::exchange(m.presenter.horizon, hides_future(m) ? told_end(m) : 0);
  if (m.document && (before > 0 || m.presenter.horizon > 0)) find_lanes(m);
  if (before == m.presenter.horizon) return;
  if (m.view.to >= (before > 0 ? before : m.axis_end())) fit(m);
}

}  // namespace

void clamp_view(Model& m) {
  follow_horizon(m);
  double end = told_end(m), least = m.view.axis == Axis::time ? 20 : sim::kStepWidth * 0.5;
  double length = std::clamp(m.view.length(), least, end * 1.3);
  double from = std::clamp(m.view.from, std::min(-0.1 * end, -0.1 * length), std::max(end * 1.12 - length, -0.1 * end));
  m.view.from = from;
  m.view.to = from + length;
  m.view.lane_height = std::clamp(m.view.lane_height, kSmallestLane, kLargestLane);
  double most = static_cast<double>(m.lanes.size()) * m.view.lane_height - m.lanes_height;
  m.view.scroll = std::clamp(m.view.scroll, 0.0, std::max(0.0, most));
}

void fit(Model& m) {
  double end = told_end(m);
  m.view.from = -0.02 * end;
  m.view.to = 1.06 * end;  // the last mark stands behind its bar
}

void find_lanes(Model& m) {
  m.lanes.clear();
  const sim::Spans& spans = m.document->spans;
  int hidden_below = INT32_MAX;  // children of a folded task are deeper than it
  bool hides = hides_future(m);
  for (sim::TaskId task : spans.by_parent()) {
    int depth = spans.row(task).depth;
    if (depth > hidden_below || (hides && spans.row(task).spawned > m.cursor)) continue;
    hidden_below = m.folded.count(task) ? depth : INT32_MAX;
    m.lanes.push_back(task);
  }
  std::stable_partition(m.lanes.begin(), m.lanes.end(), [&](sim::TaskId task) { return m.pinned.count(task) > 0; });
}

namespace {

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

// ---- selection

const sim::OccupancyLane* selected_shared(const Model& m) {
  return m.document && m.selection.shared < m.document->shared().size() ? &m.document->shared()[m.selection.shared] : nullptr;
}

void select_shared(Model& m, size_t lane, size_t span) {
  if (!m.document || lane >= m.document->shared().size()) return say(m, tr("This run has no such lane of what tasks share."), true);
  m.selection = {};
  m.selection.shared = lane;
  if (span < m.document->shared()[lane].spans.size()) m.selection.shared_span = span;
  m.resources = true;
}

sim::TaskId find_task(const Document& d, std::string_view name) {
  for (sim::TaskId task : d.spans.by_parent())
    if (d.task_name(task) == name) return task;
  return 0;
}

const sim::Row* selected_row(const Model& m) {
  if (!m.document || m.selection.empty()) return nullptr;
  return &m.document->spans.row(m.selection.task);
}

// Below the tasks come the lanes of what they share, where these are shown.
void select_lane(Model& m, int direction) {
  if (m.lanes.empty()) return;
  size_t shared = m.selection.shared, lanes = m.resources ? m.document->shared().size() : 0;
  bool down = direction > 0, last = !m.selection.empty() && m.selection.task == m.lanes.back();
  if (shared < lanes && (down || shared > 0)) return select_shared(m, std::min(down ? shared + 1 : shared - 1, lanes - 1), kNothing);
  if (down && last && lanes) return select_shared(m, 0, kNothing);
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

void select_shared_neighbour(Model& m, const sim::OccupancyLane& lane, int direction) {
  const auto& spans = lane.spans;
  if (spans.empty()) return;
  size_t& span = m.selection.shared_span;
  if (span == kNothing) {
    auto begins_later = [](sim::Time t, const sim::OccupancySpan& x) { return t < x.begin; };
    auto now = std::upper_bound(spans.begin(), spans.end(), static_cast<sim::Time>(m.clock), begins_later);
    span = now == spans.begin() ? 0 : static_cast<size_t>(now - spans.begin()) - 1;
  } else if (direction > 0 ? span + 1 < spans.size() : span > 0) {
    span += static_cast<size_t>(direction);
  }
  go(m, spans[span].last > spans[span].first ? spans[span].first : m.document->record_at(spans[span].begin));
}

void select_neighbour(Model& m, int direction) {
  if (const sim::OccupancyLane* lane = selected_shared(m)) return select_shared_neighbour(m, *lane, direction);
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
  if (cause.task) show_lane(m, cause.task);
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

void turn(Model& m, bool& flag, const std::string& text) {
  if (std::string problem = turned(flag, text); !problem.empty()) say(m, problem, true);
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
  double end = told_end(m);
  from = std::clamp(from, 0.0, end), to = std::clamp(to, 0.0, end);
  m.range.reset();
  if (from != to) m.range = Range{std::min(from, to), std::max(from, to)};
}

// From where to where the selected span reaches on the present axis, or the selected task.
std::optional<Range> selected_range(const Model& m) {
  if (const sim::OccupancyLane* lane = selected_shared(m); lane && !lane->spans.empty()) {
    bool whole = m.selection.shared_span == kNothing;
    auto range = [&](const sim::OccupancySpan& span) { return range_of(*m.document, m.view.axis, span); };
    if (!whole) return range(lane->spans[m.selection.shared_span]);
    return Range{range(lane->spans.front()).from, range(lane->spans.back()).to};
  }
  const sim::Row* row = selected_row(m);
  if (!row || row->first == row->last) return std::nullopt;
  const sim::Spans& spans = m.document->spans;
  bool time = m.view.axis == Axis::time;
  const auto& begins = time ? spans.begins() : spans.order_begins();
  size_t span = m.selection.span;
  auto from = static_cast<double>(begins[span == kNothing ? row->first : span]);
  bool ends_row = span == kNothing || span + 1 == row->last;
  return Range{from, static_cast<double>(!ends_row ? begins[span + 1] : time ? row->end : row->end_order)};
}

void measure_span(Model& m) {
  auto selected = selected_range(m);
  if (!selected) return say(m, tr("Select a span first: click it on the timeline."));
  set_range(m, selected->from, selected->to);
}

// With the keyboard alone: a range begins at the playhead; after that the nearer of its ends comes to it.
void measure_here(Model& m) {
  if (!m.document) return;
  double at = m.playhead();
  if (!m.range) {
    m.range = Range{at, at};
    return say(m, tr("Measured from here: go on and press T again."));
  }
  Range range = *m.range;
  (std::abs(at - range.from) < std::abs(at - range.to) ? range.from : range.to) = at;
  set_range(m, range.from, range.to);
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
  auto selected = selected_range(m);
  if (!selected) return fit(m);
  double margin = std::max((selected->to - selected->from) * 0.15, m.view.axis == Axis::time ? 10.0 : sim::kStepWidth * 0.5);
  m.view.from = selected->from - margin;
  m.view.to = selected->to + margin;
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
  const auto& shared = m.document->shared();
  auto lane = std::find_if(shared.begin(), shared.end(), [&](const sim::OccupancyLane& x) { return x.name == name; });
  if (!task && lane != shared.end()) return select_shared(m, static_cast<size_t>(lane - shared.begin()), kNothing);
  if (!task) return say(m, tr("there is no task '{1}' in this run", name), true);
  m.selection = {false, task, kNothing};
  show_lane(m, task);
}

// ---- the axis

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

bool apply_selection(Model& m, const Action& action) {
  switch (action.id) {
    case ActionId::select: select_named(m, action.text); return true;
    case ActionId::select_task: select_task(m, static_cast<sim::TaskId>(std::clamp(action.a, 0.0, 4e9))); return true;
    case ActionId::select_span: select_span(m, static_cast<size_t>(std::max(0.0, action.a))); return true;
    case ActionId::select_shared:
      select_shared(m, action.a >= 1 ? static_cast<size_t>(action.a) - 1 : kNothing, action.b >= 1 ? static_cast<size_t>(action.b) - 1 : kNothing);
      return true;
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
    default: return false;
  }
}

}  // namespace

Range range_of(const Document& d, Axis axis, const sim::OccupancySpan& span) {
  if (axis == Axis::time) return {static_cast<double>(span.begin), static_cast<double>(span.end)};
  bool records = span.last > span.first;
  auto at = [&](size_t record, sim::Time t) { return static_cast<double>(d.order.at(records ? record : d.record_at(t))); };
  return {at(span.first, span.begin), at(span.last, span.end)};
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
      if (action.b > action.a) m.view.from = action.a * m.view.unit(), m.view.to = action.b * m.view.unit();
      return true;
    case ActionId::scroll: m.view.scroll = action.a; return true;
    case ActionId::lane_height: m.view.lane_height = action.a; return true;
    case ActionId::wider_lanes: m.view.lane_height *= 1.25; return true;
    case ActionId::narrower_lanes: m.view.lane_height /= 1.25; return true;
    case ActionId::range: set_range(m, action.a * m.view.unit(), action.b * m.view.unit()); return true;
    case ActionId::range_span: measure_span(m); return true;
    case ActionId::measure: measure_here(m); return true;
    case ActionId::zoom_range:
      if (!m.range) say(m, tr("Measure a range first: T here and T there, or drag on the ruler."));
      else m.view.from = m.range->from, m.view.to = m.range->to;
      return true;
    case ActionId::mark: toggle_mark(m, action.text); return true;
    case ActionId::note:
      m.noting = m.document && m.document->trace.size();
      return true;
    case ActionId::pin: toggle_pin(m, action.text); return true;
    case ActionId::resources: turn(m, m.resources, action.text); return true;
    case ActionId::resources_up: --m.shared_scrolled; return true;
    case ActionId::resources_down: ++m.shared_scrolled; return true;
    case ActionId::search: m.search = !m.search; return true;
    case ActionId::animate: turn(m, m.animate, action.text); return true;
    default: return apply_selection(m, action);
  }
}

}  // namespace app
