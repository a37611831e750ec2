// The mouse on the timeline. Gestures follow one table: wheel zooms at the cursor, drag pans, click selects, ruler seeks.
#include "app/timeline/parts.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace app {

TimelineHit hit_test(const Model& model, const TimelineUi& ui, const TimelineParts& parts, ImVec2 mouse) {
  TimelineHit hit;
  Rect moments{parts.ruler.min, parts.lanes.max};
  hit.in_lanes = moments.holds(mouse);
  hit.at = Scale(model.view, parts.lanes.width()).value(mouse.x - parts.lanes.min.x);
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

void set_view(Actions& actions, double from, double to) {
  Action action{ActionId::view};
  action.a = from;
  action.b = to;
  actions.push_back(action);
}

void add(Actions& actions, ActionId id, double value) {
  Action action{id};
  action.a = value;
  actions.push_back(action);
}

void wheel(const Model& m, const TimelineParts& parts, const TimelineHit& hit, Actions& actions) {
  const ImGuiIO& io = ImGui::GetIO();
  float turn = io.MouseWheel, sideways = io.MouseWheelH;
  if (turn == 0 && sideways == 0) return;
  Rect names{{parts.labels.min.x, parts.loop.min.y}, parts.labels.max};
  const View& v = m.view;
  if (io.KeyAlt) return add(actions, ActionId::lane_height, v.lane_height * std::pow(1.25, turn));
  if (names.holds(io.MousePos) || parts.scroll_bar.holds(io.MousePos))
    return add(actions, ActionId::scroll, v.scroll - turn * std::max(v.lane_height * 2, 48.0));
  if (!hit.in_lanes) return;
  if (io.KeyShift || std::abs(sideways) > std::abs(turn)) {
    double by = -(io.KeyShift && sideways == 0 ? turn : sideways) * v.length() * 0.1;
    return set_view(actions, v.from + by, v.to + by);
  }
  double factor = std::pow(io.KeyCtrl ? 1.06 : 1.25, -turn);
  set_view(actions, hit.at + (v.from - hit.at) * factor, hit.at + (v.to - hit.at) * factor);
}

void seek(const Model& m, double at, Actions& actions) {
  if (m.view.axis == Axis::time)
    add(actions, ActionId::seek, at / 1e9);
  else
    add(actions, ActionId::seek_order, at / sim::kStepWidth);
}

void click(const Model& m, const TimelineHit& hit, bool twice, Actions& actions) {
  if (hit.bar) {
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

}  // namespace

void handle_mouse(const Model& m, const Look& look, const TimelineParts& parts, const TimelineHit& hit, TimelineUi& ui,
                  Actions& actions) {
  Rect all{{parts.labels.min.x, parts.ruler.min.y}, {parts.scroll_bar.max.x, parts.lanes.max.y}};
  ImGui::SetCursorScreenPos(all.min);
  ImGui::InvisibleButton(
      "surface", {all.width(), all.height()},
      ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight | ImGuiButtonFlags_MouseButtonMiddle);
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsItemHovered()) wheel(m, parts, hit, actions);
  if (ImGui::IsItemActivated()) {
    ui.moved = false;
    ui.twice = ImGui::IsMouseDoubleClicked(0);
    ui.drag = parts.ruler.holds(io.MousePos)        ? TimelineUi::Drag::scrub
              : parts.scroll_bar.holds(io.MousePos) ? TimelineUi::Drag::scroll_bar
                                                    : TimelineUi::Drag::pan;
    // The line itself can be grabbed anywhere in the lanes.
    if (hit.in_lanes && std::abs(parts.x(m.playhead(), m.view) - io.MousePos.x) <= look.px(4) && !hit.bar)
      ui.drag = TimelineUi::Drag::scrub;
    if (m.playback.playing && ui.drag == TimelineUi::Drag::scrub) actions.push_back({ActionId::pause});
  }
  if (ui.drag == TimelineUi::Drag::none) return;
  if (!ImGui::IsItemActive()) {
    bool was_click = !ui.moved && ui.drag == TimelineUi::Drag::pan && ImGui::IsItemDeactivated();
    ui.drag = TimelineUi::Drag::none;
    if (was_click && ImGui::IsMouseReleased(0)) click(m, hit, ui.twice, actions);
    return;
  }
  for (int button = 0; button < 3; ++button) ui.moved |= ImGui::IsMouseDragging(button, look.px(4));
  double per_pixel = m.view.length() / std::max(1.0f, parts.lanes.width());
  switch (ui.drag) {
    case TimelineUi::Drag::scrub:
      seek(m, Scale(m.view, parts.lanes.width()).value(io.MousePos.x - parts.lanes.min.x), actions);
      break;
    case TimelineUi::Drag::pan:
      if (!ui.moved || (io.MouseDelta.x == 0 && io.MouseDelta.y == 0)) break;
      set_view(actions, m.view.from - io.MouseDelta.x * per_pixel, m.view.to - io.MouseDelta.x * per_pixel);
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

void draw_tooltip(const Model& m, const Look& look, const TimelineUi&, const TimelineHit& hit) {
  if (!hit.bar || !m.document || !ImGui::IsItemHovered()) return;
  const Document& d = *m.document;
  const Bar& bar = *hit.bar;
  const sim::Row& row = hit.on_loop ? d.spans.rows()[0] : d.spans.row(hit.task);
  size_t record = std::min(d.spans.record(bar.span), d.last_record());
  sim::Time from = d.spans.begin(bar.span), to = d.spans.end(bar.span, row);
  std::string title = hit.on_loop ? "The loop" : sim::cat(d.task_name(hit.task), "  ", d.trace.text(row.coroutine)), what;
  if (hit.on_loop) {
    sim::TaskId runs = d.spans.runs(bar.span);
    what = bar.state == sim::SpanState::idle ? "has nothing to run and waits"
           : bar.state == sim::SpanState::blocked
               ? sim::cat("is held by ", d.trace.text(d.trace[record].text), ": no other task can run")
           : runs ? sim::cat("runs ", d.task_name(runs))
                  : "runs a callback";
  } else {
    what = word(task_state(bar.state));
    TaskNow now{hit.task, task_state(bar.state), 0, record};
    if (std::string waits = waits_for(d, now); !waits.empty())
      what += sim::cat(bar.state == sim::SpanState::blocked ? " in " : " for ", waits);
    if (uint32_t line = d.trace[record].line; line && bar.state == sim::SpanState::suspended)
      what += sim::cat(", at line ", line);
  }
  std::string when = from == to ? sim::cat("at ", time_text(from))
                                : sim::cat(time_text(from), " to ", time_text(to), "   ", time_text(to - from));
  ImGui::BeginTooltip();
  Paint paint(ImGui::GetWindowDrawList(), look);
  ImVec2 at = ImGui::GetCursorScreenPos();
  float line = look.px(20), room = look.px(420);
  std::string count = bar.count > 1 ? sim::cat(count_text(bar.count), " spans lie here; zoom in to part them") : "";
  float width = 0;
  width = std::max(width, paint.fit(look.fonts.bold, at, look.theme->text, title, room));
  width = std::max(width, paint.fit(look.fonts.text, {at.x, at.y + line}, look.theme->text, what, room));
  width = std::max(width, paint.fit(look.fonts.small, {at.x, at.y + line * 2}, look.theme->dim, when, room));
  if (!count.empty())
    width = std::max(width, paint.fit(look.fonts.small, {at.x, at.y + line * 3 - look.px(2)}, look.theme->dim, count, room));
  ImGui::Dummy({width, line * (count.empty() ? 3.0f : 4.0f) - look.px(4)});
  ImGui::EndTooltip();
}

}  // namespace app
