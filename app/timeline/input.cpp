// The mouse on the timeline. Gestures follow one table: wheel zooms at the cursor, drag pans, click selects, ruler seeks.
#include "app/panels/panel.h"
#include "app/timeline/parts.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace app {

using sim::SpanState;

TimelineHit hit_test(const TimelineUi& ui, const TimelineParts& parts, ImVec2 mouse) {
  TimelineHit hit;
  Rect moments{parts.ruler.min, parts.lanes.max};
  hit.in_lanes = moments.holds(mouse);
  hit.at = Scale(ui.drawn, parts.lanes.width()).value(mouse.x - parts.lanes.min.x);
  auto under = [&](const std::vector<Bar>& bars, size_t first, size_t last) -> const Bar* {
    float x = mouse.x - parts.lanes.min.x;
    const Bar* found = nullptr;
    for (size_t b = first; b < last; ++b)
      if (x >= bars[b].x0 - 1 && x < bars[b].x1 + 1 && (!found || bars[b].thin)) found = &bars[b];
    return found;
  };
  if (parts.loop.holds(mouse)) {
    hit.on_loop = true;
    hit.bar = under(ui.loop_bars, 0, ui.loop_bars.size());
  } else if (mouse.y >= parts.loop.min.y && mouse.y < parts.loop.max.y && mouse.x >= parts.labels.min.x &&
             mouse.x < parts.labels.max.x) {
    hit.on_loop = true;
  }
  Rect rows{parts.labels.min, parts.lanes.max};
  if (!rows.holds(mouse)) return hit;
  float y = mouse.y - parts.lanes.min.y;
  for (const DensityRow& row : ui.layout.rows)
    if (y >= row.y && y < row.y + row.height) hit.row = &row;
  for (size_t n = 0; n < ui.layout.lanes.size(); ++n) {
    const Lane& lane = ui.layout.lanes[n];
    float next = n + 1 < ui.layout.lanes.size() ? ui.layout.lanes[n + 1].y : lane.y + parts.lane_height;
    if (y < lane.y || y >= next) continue;
    hit.task = lane.task;
    if (parts.lanes.holds(mouse)) hit.bar = under(ui.layout.bars, lane.first, lane.last);
  }
  return hit;
}

namespace {

void set_view(const Model& m, Actions& actions, double from, double to) {
  Action action{ActionId::view};
  action.a = from / m.view.unit();
  action.b = to / m.view.unit();
  actions.push_back(action);
}

void add(Actions& actions, ActionId id, double value) {
  Action action{id};
  action.a = value;
  actions.push_back(action);
}

void wheel(const Model& m, const Look& look, const TimelineParts& parts, const TimelineHit& hit, TimelineUi& ui, Actions& actions) {
  const ImGuiIO& io = ImGui::GetIO();
  float turn = io.MouseWheel, sideways = io.MouseWheelH;
  if (turn == 0 && sideways == 0) return;
  // A swipe is never quite straight: the axis it begins on holds until the fingers rest.
  constexpr double kPause = 0.25;
  double now = ImGui::GetTime();
  if (ui.wheel_time < 0 || now - ui.wheel_time > kPause) ui.wheel_sideways = std::abs(sideways) > std::abs(turn);
  ui.wheel_time = now;
  (ui.wheel_sideways ? turn : sideways) = 0;
  if (turn == 0 && sideways == 0) return;
  Rect names{{parts.labels.min.x, parts.loop.min.y}, parts.labels.max};
  const View& v = m.view;
  if (parts.resources.holds(io.MousePos)) {
    ui.resources_scroll -= turn * look.px(26);  // draw() keeps it within bounds
    return;
  }
  if (io.KeyAlt) return add(actions, ActionId::lane_height, v.lane_height * std::pow(1.25, turn));
  if (names.holds(io.MousePos) || parts.scroll_bar.holds(io.MousePos))
    return add(actions, ActionId::scroll, v.scroll - turn * std::max(v.lane_height * 2, 48.0));
  if (!hit.in_lanes) return;
  if (io.KeyShift || ui.wheel_sideways) {
    double by = -(io.KeyShift && sideways == 0 ? turn : sideways) * v.length() * 0.1;
    return set_view(m, actions, v.from + by, v.to + by);
  }
  if (m.wheel_scrolls_lanes && !io.KeyCtrl) return add(actions, ActionId::scroll, v.scroll - turn * std::max(v.lane_height * 2, 48.0));
  double factor = std::pow(io.KeyCtrl && !m.wheel_scrolls_lanes ? 1.06 : 1.25, -turn);
  set_view(m, actions, hit.at + (v.from - hit.at) * factor, hit.at + (v.to - hit.at) * factor);
}

void seek(const Model& m, double at, Actions& actions) {
  if (m.view.axis == Axis::time)
    add(actions, ActionId::seek, at / 1e9);
  else
    add(actions, ActionId::seek_order, at / sim::kStepWidth);
}

void click(const Model& m, const TimelineHit& hit, bool twice, Actions& actions) {
  if (hit.shared != kNothing) {
    Action select{ActionId::select_shared};
    select.a = static_cast<double>(hit.shared + 1);
    select.b = hit.shared_span == kNothing ? 0 : static_cast<double>(hit.shared_span + 1);
    actions.push_back(select);
    if (twice) actions.push_back({ActionId::zoom_selection});
  } else if (hit.bar) {
    add(actions, ActionId::select_span, hit.bar->span);
    if (twice) actions.push_back({ActionId::zoom_selection});
  } else if (hit.on_loop) {
    actions.push_back({ActionId::select, "loop"});
  } else if (hit.task) {
    actions.push_back({ActionId::select, std::string(m.document->task_name(hit.task))});
    if (twice) actions.push_back({hit.in_lanes ? ActionId::zoom_fit : ActionId::fold});
  } else {
    actions.push_back({twice ? ActionId::zoom_fit : ActionId::select_none});
  }
}

// What a press begins, by where it is. The playhead can be grabbed by its flag, and anywhere in the lanes where no bar is.
void begin_drag(const Model& m, const Look& look, const TimelineParts& parts, const TimelineHit& hit, TimelineUi& ui) {
  using Drag = TimelineUi::Drag;
  ImVec2 mouse = ImGui::GetIO().MousePos;
  auto near = [&](double value, float points) { return std::abs(parts.x(value, ui.drawn) - mouse.x) <= look.px(points); };
  ui.drag = Drag::pan;
  ui.anchor = hit.at;
  if (parts.minimap.holds(mouse)) {
    ui.drag = Drag::minimap;
  } else if (parts.scroll_bar.holds(mouse)) {
    ui.drag = Drag::scroll_bar;
  } else if (m.range && hit.in_lanes && (near(m.range->from, 4) || near(m.range->to, 4))) {
    ui.drag = Drag::range;
    ui.anchor = near(m.range->from, 4) ? m.range->to : m.range->from;
  } else if (ImGui::GetIO().KeyShift && hit.in_lanes) {
    ui.drag = Drag::range;
  } else if (parts.ruler.holds(mouse)) {
    ui.drag = near(m.playhead(), 26) ? Drag::scrub : Drag::range;
  } else if (hit.in_lanes && !hit.bar && near(m.playhead(), 4)) {
    ui.drag = Drag::scrub;
  }
}

void move_window(const Model& m, const TimelineParts& parts, Actions& actions) {
  double share = (ImGui::GetIO().MousePos.x - parts.minimap.min.x) / std::max(1.0f, parts.minimap.width());
  double middle = share * told_end(m), half = m.view.length() / 2;
  set_view(m, actions, middle - half, middle + half);
}

}  // namespace

void handle_mouse(const Model& m, const Look& look, const TimelineParts& parts, const TimelineHit& hit, TimelineUi& ui,
                  Actions& actions) {
  Rect all{{parts.labels.min.x, parts.ruler.min.y}, {parts.scroll_bar.max.x, std::max({parts.lanes.max.y, parts.resources.max.y, parts.minimap.max.y})}};
  ImGui::SetCursorScreenPos(all.min);
  ImGui::InvisibleButton(
      "surface", {all.width(), all.height()},
      ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight | ImGuiButtonFlags_MouseButtonMiddle);
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsItemHovered()) wheel(m, look, parts, hit, ui, actions);
  if (ImGui::IsItemActivated()) {
    ui.moved = false;
    ui.twice = ImGui::IsMouseDoubleClicked(0);
    begin_drag(m, look, parts, hit, ui);
    if (m.playback.playing && ui.drag == TimelineUi::Drag::scrub) actions.push_back({ActionId::pause});
  }
  if (ui.drag == TimelineUi::Drag::none) return;
  if (!ImGui::IsItemActive()) {
    bool was_click = !ui.moved && ui.drag == TimelineUi::Drag::pan && ImGui::IsItemDeactivated();
    // A press on the ruler that did not move is no range: the playhead goes there.
    if (!ui.moved && ui.drag == TimelineUi::Drag::range && parts.ruler.holds(io.MousePos) && ImGui::IsItemDeactivated()) seek(m, hit.at, actions);
    ui.drag = TimelineUi::Drag::none;
    if (was_click && ImGui::IsMouseReleased(0)) click(m, hit, ui.twice, actions);
    return;
  }
  for (int button = 0; button < 3; ++button) ui.moved |= ImGui::IsMouseDragging(button, look.px(4));
  double per_pixel = m.view.length() / std::max(1.0f, parts.lanes.width());
  switch (ui.drag) {
    case TimelineUi::Drag::scrub:
      seek(m, Scale(ui.drawn, parts.lanes.width()).value(io.MousePos.x - parts.lanes.min.x), actions);
      break;
    case TimelineUi::Drag::range: {
      if (!ui.moved) break;
      Action range{ActionId::range};
      range.a = ui.anchor / m.view.unit();
      range.b = Scale(ui.drawn, parts.lanes.width()).value(io.MousePos.x - parts.lanes.min.x) / m.view.unit();
      actions.push_back(range);
      break;
    }
    case TimelineUi::Drag::minimap: move_window(m, parts, actions); break;
    case TimelineUi::Drag::pan:
      if (!ui.moved || (io.MouseDelta.x == 0 && io.MouseDelta.y == 0)) break;
      set_view(m, actions, m.view.from - io.MouseDelta.x * per_pixel, m.view.to - io.MouseDelta.x * per_pixel);
      add(actions, ActionId::scroll, m.view.scroll - io.MouseDelta.y / look.scale);
      break;
    case TimelineUi::Drag::scroll_bar: {
      double all_lanes = static_cast<double>(m.lanes.size()) * m.view.lane_height;
      add(actions, ActionId::scroll, m.view.scroll + io.MouseDelta.y / parts.scroll_bar.height() * all_lanes);
      break;
    }
    case TimelineUi::Drag::none: break;
  }
}

namespace {

// Lines of a card that hangs at the mouse.
class Card {
 public:
  explicit Card(const Look& look) : look_(look), paint_(nullptr, look) {
    begin_tip(look);
    paint_.list = ImGui::GetWindowDrawList();
  }
  ~Card() { ImGui::EndTooltip(); }
  void line(const compat::Font& font, ImU32 ink, std::string_view text) {
    if (text.empty()) return;
    float room = look_.px(400);
    ImVec2 at = ImGui::GetCursorScreenPos();
    float width = std::min(Paint::width(font, text), room), height = paint_.wrapped(font, at, ink, text, room);
    ImGui::Dummy({width, height});
  }

 private:
  const Look& look_;
  Paint paint_;
};

std::string moments(const Model& m, sim::Time from, sim::Time to) {
  if (hides_future(m) && to > told_until(m)) return tr("since {1}", time_text(from));
  return from == to ? tr("at {1}", time_text(from)) : tr("{1} to {2}: {3}", time_text(from), time_text(to), time_text(to - from));
}

std::string span_words(const Model& m, const TimelineHit& hit, const sim::Row& row) {
  const Document& d = *m.document;
  return moments(m, d.spans.begin(hit.bar->span), d.spans.end(hit.bar->span, row));
}

void shared_card(const Model& m, const Look& look, const TimelineHit& hit) {
  const Document& d = *m.document;
  const sim::OccupancyLane& lane = d.shared()[hit.shared];
  const sim::OccupancySpan* span = hit.shared_span == kNothing ? nullptr : &lane.spans[hit.shared_span];
  if (span && hides_future(m) && span->begin > told_until(m)) span = nullptr;
  Card card(look);
  card.line(look.fonts.bold, look.theme->text, lane.name);
  card.line(look.fonts.text, look.theme->text, span ? shared_words(d, lane, *span) : std::string(tr("Click: the inspector tells more")));
  if (span) card.line(look.fonts.small, look.theme->dim, moments(m, span->begin, span->end));
}

// Sums over a task's life.
std::string sums_text(const Model& m, const sim::Row& row, TimelineUi& ui) {
  const Document& d = *m.document;
  sim::Time until = told_until(m);
  if (ui.card_document != d.id || ui.card_of != row.task || ui.card_until != until) {
    ui.card_document = d.id;
    ui.card_of = row.task;
    ui.card_until = until;
    ui.card_sums = sums_of(m, row);
  }
  auto of = [&](SpanState state) { return time_text(ui.card_sums.of(state)); };
  sim::Time total = row.first == row.last ? 0 : std::max<sim::Time>(0, std::min(row.end, until) - d.spans.begin(row.first));
  std::string runs = plural(ui.card_sums.runs, tr("time"), tr("times"));
  std::string text = tr("lived {1}: ran {2}, waited {3}, ready for {4}", time_text(total), runs, of(SpanState::suspended), of(SpanState::ready));
  if (ui.card_sums.of(SpanState::blocked)) text += tr(", held the loop for {1}", of(SpanState::blocked));
  return text;
}

}  // namespace

void draw_tooltip(const Model& m, const Look& look, TimelineUi& ui, const TimelineHit& hit) {
  if (m.document && ImGui::IsItemHovered() && hit.shared != kNothing) return shared_card(m, look, hit);
  if (!m.document || !ImGui::IsItemHovered() || (!hit.bar && !hit.task && !hit.on_loop)) return;
  const Document& d = *m.document;
  const Theme& t = *look.theme;
  const sim::Row& row = hit.on_loop ? d.spans.rows()[0] : d.spans.row(hit.task);
  // What lies hidden under the mouse has no card.
  if (hides_future(m) && ((hit.in_lanes && hit.at > m.playhead()) || (hit.task && row.spawned > m.cursor))) return;
  // Of one span its own sentence; of a name, or of many spans folded into one bar, what is so at the playhead.
  bool one = hit.bar && hit.bar->count == 1;
  size_t record = one ? std::min(d.spans.record(hit.bar->span), d.last_record()) : m.cursor;
  Card card(look);
  if (hit.on_loop) {
    card.line(look.fonts.bold, t.text, tr("The event loop"));
    card.line(look.fonts.text, t.text, sim::why_loop(d.known(), record).headline);
  } else {
    card.line(look.fonts.bold, t.text, sim::cat(d.task_name(hit.task), "   ", d.trace.text(row.coroutine)));
    if (one || !hit.bar) card.line(look.fonts.text, t.text, sim::why_task(d.known(), hit.task, record, one ? 0 : static_cast<sim::Time>(m.clock)).headline);
  }
  if (hit.bar) {
    card.line(look.fonts.small, t.dim, span_words(m, hit, row));
    if (!one) card.line(look.fonts.small, t.dim, tr("{1} spans lie here; zoom in to part them", count_text(hit.bar->count)));
  }
  if (hit.on_loop) return;
  card.line(look.fonts.small, t.dim, sums_text(m, row, ui));
  const sim::Record& made = d.trace[row.spawned];
  card.line(look.fonts.small, t.dim,
            tr("made by {1} at {2}", row.parent ? d.task_name(row.parent) : std::string_view(tr("the program")), time_text(made.t)) +
                (made.line ? tr(", line {1}", made.line) : std::string()));
}

}  // namespace app
