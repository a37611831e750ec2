#include "app/timeline/draw.h"

#include "app/panels/panel.h"
#include "app/timeline/parts.h"
#include "sim/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace app {

using sim::SpanState;

TaskState task_state(SpanState state) { return state == SpanState::idle ? TaskState::suspended : static_cast<TaskState>(state); }

namespace {

constexpr float kRulerHeight = 26, kLoopHeight = 34, kLabelWidth = 184, kIndent = 14, kScrollBar = 10, kMinimapHeight = 30;

class TimelinePainter {
 public:
  TimelinePainter(const Model& model, const Look& look, const TimelineParts& parts, TimelineUi& ui)
      : m(model),
        d(*model.document),
        look(look),
        paint(ImGui::GetWindowDrawList(), look),
        parts(parts),
        ui(ui),
        theme(*look.theme),
        view(ui.drawn) {}

  void ruler(const TimelineHit& hit) {
    Rect r = parts.ruler;
    if (!tells_length(m) || no_time()) r.max.x = std::clamp(std::floor(parts.x(m.playhead(), view)) + 1, r.min.x, r.max.x);
    bool order = view.axis == Axis::order;
    Ruler ruler = ruler_of(view, parts.ruler.width(), look.px(order ? 64 : 92));
    clip(r, [&] {
      for (const Mark& mark : ruler.marks) {
        float x = r.min.x + mark.x;
        if (!mark.labelled) {
          paint.list->AddLine({x, r.max.y - look.px(4)}, {x, r.max.y}, theme.border);
          continue;
        }
        paint.list->AddLine({x, r.max.y - look.px(8)}, {x, r.max.y}, theme.faint);
        std::string text = order ? count_text(static_cast<size_t>(mark.value))
                                 : time_text(mark.value, ruler.step, static_cast<int64_t>(std::max(view.to, 1.0)));
        float left = x + look.px(4), w = Paint::width(look.fonts.small, text);
        Rect flag = playhead_flag();
        if (left + w > r.max.x || (left < flag.max.x + look.px(4) && left + w > flag.min.x - look.px(4))) continue;
        paint.fit_middle(look.fonts.small, left, r.min.y, r.max.y - look.px(4), theme.dim, text, w + 1);
      }
    });
    clip({{r.min.x, r.max.y}, {r.max.x, parts.lanes.max.y}}, [&] {
      for (const Mark& mark : ruler.marks)
        if (mark.labelled)
          paint.list->AddLine({r.min.x + mark.x, r.max.y}, {r.min.x + mark.x, parts.lanes.max.y}, with_alpha(theme.border, 0.6f));
    });
    if (hit.in_lanes && ui.drag == TimelineUi::Drag::none) guide(hit);
  }

  void loop_lane() {
    const Rect& r = parts.loop;
    paint.box({{parts.labels.min.x, r.min.y}, r.max}, with_alpha(theme.raised, 0.6f));
    if (m.selection.loop) selection_mark({{parts.labels.min.x, r.min.y}, {parts.labels.max.x, r.max.y}});
    float x = parts.labels.min.x + look.px(12), room = parts.labels.max.x - x - look.px(8);
    float w = paint.fit_middle(look.fonts.bold, x, r.min.y, r.max.y, theme.text, tr("event loop"), room);
    std::string now = m.moment.running ? std::string(d.task_name(m.moment.running)) : "";
    if (!now.empty())
      paint.fit_middle(look.fonts.small, x + w + look.px(8), r.min.y, r.max.y, theme.running, now, room - w - look.px(8));
    ui.loop_bars.clear();
    lay_out_row(d.spans, d.spans.rows()[0], view, r.width(), look.scale, ui.loop_bars);
    clip(r, [&] {
      turns();
      for (const Bar& bar : ui.loop_bars) loop_bar(bar);
    });
    paint.list->AddLine({parts.labels.min.x, r.max.y}, r.max, theme.border);
  }

  void lanes() {
    LayoutInput input{d.spans, m.lanes, view, parts.lanes.width(), parts.lanes.height(), look.scale};
    lay_out(input, ui.layout);
    clip({parts.labels.min, parts.lanes.max}, [&] {
      if (!ui.layout.rows.empty()) return density();
      for (const Lane& lane : ui.layout.lanes) {
        if (lane.task == m.selection.task)
          selection_mark({{parts.labels.min.x, parts.lanes.min.y + lane.y}, {parts.labels.max.x, lane_bottom(lane)}});
      }
    });
    clip(parts.lanes, [&] {
      for (const Lane& lane : ui.layout.lanes) lane_bars(lane);
      if (!is_covered(m)) nothing_to_see();
    });
    clip(parts.labels, [&] {
      for (const Lane& lane : ui.layout.lanes) label(lane);
    });
    scroll_bar();
  }

  // What has not happened yet lies in the shade.
  void playhead() {
    float x = std::floor(parts.x(m.playhead(), view));
    Rect all{{parts.ruler.min.x, parts.ruler.max.y}, parts.lanes.max};
    float shade = std::max(x + 1, all.min.x);
    if (shade < all.max.x) paint.box({{shade, all.min.y}, all.max}, with_alpha(theme.panel, m.presenter.future_masked ? 1 : theme.light ? 0.45f : 0.4f));
    if (sees_playhead())
      paint.list->AddLine({x + 0.5f, playhead_flag().max.y}, {x + 0.5f, parts.lanes.max.y}, theme.playhead, std::max(1.0f, look.px(1.5f)));
  }

  // Its time on the ruler, over a mark's flag there.
  void flag() {
    if (!sees_playhead()) return;
    Rect flag = playhead_flag();
    paint.box(flag, theme.playhead, look.px(4));
    paint.fit_middle(look.fonts.small_bold, flag.min.x + look.px(6), flag.min.y, flag.max.y, theme.panel, playhead_text(),
                     flag.width());
  }

  void covered() {
    if (!is_covered(m)) return;
    Rect r{{std::max(std::floor(parts.x(m.playhead(), view)), parts.lanes.min.x), parts.lanes.min.y}, parts.lanes.max};
    if (r.width() > look.px(130)) paint.fit_middle(look.fonts.text, r.min.x + look.px(16), r.min.y, r.max.y, theme.dim, tr("covered until you answer"), r.width() - look.px(20));
  }

  void guide(const TimelineHit& hit) {
    float x = std::floor(parts.x(hit.at, view));
    paint.list->AddLine({x, parts.ruler.max.y}, {x, parts.lanes.max.y}, with_alpha(theme.text, 0.28f));
  }

 private:
  bool no_time() const { return view.axis == Axis::time && d.end_time() == 0; }
  std::string playhead_text() const {
    return view.axis == Axis::time ? time_text(static_cast<sim::Time>(m.clock))
                                     : tr("step {1}", static_cast<int64_t>(m.order_clock / sim::kStepWidth) + 1);
  }
  bool sees_playhead() const {
    float x = std::floor(parts.x(m.playhead(), view));
    return x >= parts.ruler.min.x - 1 && x <= parts.ruler.max.x;
  }
  Rect playhead_flag() const {
    const Rect& r = parts.ruler;
    float x = std::floor(parts.x(m.playhead(), view)), w = Paint::width(look.fonts.small_bold, playhead_text()) + look.px(12);
    float left = std::clamp(x - w / 2, r.min.x, std::max(r.min.x, r.max.x - w));
    return {{left, r.min.y + look.px(3)}, {left + w, r.max.y - look.px(5)}};
  }
  template <class Body>
  void clip(Rect r, Body body) {
    paint.list->PushClipRect(r.min, r.max, true);
    body();
    paint.list->PopClipRect();
  }
  void selection_mark(Rect r) {
    paint.box(r, with_alpha(theme.accent, 0.16f));
    paint.box({r.min, {r.min.x + look.px(3), r.max.y}}, theme.accent);
  }
  float lane_bottom(const Lane& lane) const { return parts.lanes.min.y + lane.y + lane_px(); }
  float lane_px() const { return parts.lane_height; }

  // A boundary between turns is a hair line; where they come too close they say nothing and are left out.
  void turns() {
    const auto& marks = view.axis == Axis::time ? d.turn_times : d.turn_order;
    auto first = std::lower_bound(marks.begin(), marks.end(), static_cast<int64_t>(view.from));
    auto last = std::upper_bound(first, marks.end(), static_cast<int64_t>(view.to));
    if (static_cast<float>(last - first) > parts.loop.width() / look.px(9)) return;
    for (auto it = first; it != last; ++it) {
      float x = parts.x(static_cast<double>(*it), view);
      paint.list->AddLine({x, parts.loop.min.y}, {x, parts.loop.min.y + look.px(6)}, theme.dim);
    }
  }

  Rect bar_rect(const Bar& bar, float top, float bottom, float margin) const {
    return {{std::floor(parts.lanes.min.x + bar.x0), std::floor(top + margin)},
            {std::max(std::floor(parts.lanes.min.x + bar.x1), std::floor(parts.lanes.min.x + bar.x0) + 1),
             std::ceil(bottom - margin)}};
  }

  void loop_bar(const Bar& bar) {
    Rect r = bar_rect(bar, parts.loop.min.y, parts.loop.max.y, look.px(7));
    if (bar.state == SpanState::idle) {
      float y = r.centre().y;  // the loop waits: a thin line, for nothing happens
      paint.list->AddLine({r.min.x, y}, {r.max.x, y}, theme.idle, look.px(1.5f));
      const char* text = tr("waits for the world");
      inside(r, Paint::width(look.fonts.small, text) + look.px(14) < r.width() ? text : tr("waits"), theme.dim, theme.panel);
      return;
    }
    sim::TaskId task = d.spans.runs(bar.span);
    // A callback is the loop's own small business: it stands back behind the tasks.
    if (bar.state == SpanState::running && !task && !bar.thin)
      paint.box(r, with_alpha(theme.running, 0.4f), look.px(3));
    else
      paint.state_bar(r, task_state(bar.state));
    if (bar.thin) return folded(bar, r);
    if (bar.state == SpanState::blocked) {
      sim::Time length = d.spans.end(bar.span, d.spans.rows()[0]) - d.spans.begin(bar.span);
      return inside(r, tr("frozen for {1}", time_text(length)), theme.on_state, theme.blocked);
    }
    std::string_view name = task ? d.task_name(task) : std::string_view(tr("callback"));
    float room = r.width() - look.px(8);
    if (Paint::width(look.fonts.small, name) > room)
      name = task && name.starts_with("Task-") ? name.substr(5) : std::string_view();
    float w = Paint::width(look.fonts.small, name);
    if (w <= room)
      paint.fit_middle(look.fonts.small, r.centre().x - w / 2, r.min.y, r.max.y, task ? theme.on_state : theme.dim, name, w + 1);
  }

  void lane_bars(const Lane& lane) {
    float top = parts.lanes.min.y + lane.y, height = lane_px();
    const sim::Row& row = d.spans.row(lane.task);
    float margin = height >= look.px(12) ? std::floor(height * 0.19f) : height >= look.px(6) ? 1.0f : 0.5f;
    for (uint32_t b = lane.first; b < lane.last; ++b) {
      const Bar& bar = ui.layout.bars[b];
      Rect r = bar_rect(bar, top, top + height, margin);
      bool selected = m.selection.span == bar.span && !m.selection.loop;
      if (is_outside(bar))
        paint.outside_bar(r);
      else
        paint.state_bar(r, task_state(bar.state));
      if (bar.thin)
        folded(bar, r);
      else if (height >= look.px(18))
        inside(r, bar_text(bar, row),
               bar.state == SpanState::blocked || bar.state == SpanState::running ? theme.on_state : theme.text,
               bar.state == SpanState::running   ? 0
               : bar.state == SpanState::blocked ? theme.blocked
                                                 : theme.panel);
      if (!selected && ui.hover_line && bar.state == SpanState::suspended && d.trace[d.spans.record(bar.span)].line == ui.hover_line)
        paint.frame(r, with_alpha(theme.text, 0.7f), look.px(3));
      if (selected) paint.frame({{r.min.x - 1, r.min.y - 1}, {r.max.x + 1, r.max.y + 1}}, theme.accent, look.px(3), look.px(2));
    }
    if (row.how != sim::TaskEnd::none && height >= look.px(8)) end_mark(lane, row, top, height);
  }

  // Of spans that are drawn as one the first speaks.
  bool is_outside(const Bar& bar) const {
    return bar.state == SpanState::suspended && sim::waits_outside(d.trace, d.spans, d.links, bar.span);
  }

  // Why there is nothing between the lanes' ends, and what to do.
  void nothing_to_see() {
    const char* text = m.lanes.empty() ? tr("This run makes no task.") : no_time() ? tr("No virtual time passes in this run: X shows its order.") : "";
    float x = std::max(parts.x(0, view), parts.lanes.min.x) + look.px(16), y = m.lanes.empty() ? parts.lanes.min.y + look.px(12) : parts.lanes.max.y - look.px(26);
    if (!ui.layout.lanes.empty() && lane_bottom(ui.layout.lanes.back()) > y) return;
    paint.fit(look.fonts.text, {x, y}, theme.dim, text, parts.lanes.max.x - x - look.px(8));
  }

  // So many spans that they cannot be told apart: a zigzag, and how many, where there is room.
  void folded(const Bar& bar, Rect r) {
    if (r.width() < look.px(10)) return;
    ImU32 ink =
        with_alpha(bar.state == SpanState::running || bar.state == SpanState::blocked ? theme.on_state : theme.text, 0.55f);
    std::string count = count_text(bar.count);
    float w = Paint::width(look.fonts.small, count);
    if (r.width() < w + look.px(12) || r.height() < look.px(12)) return paint.zigzag(r, ink);
    ImU32 ground = is_outside(bar) ? theme.outside : paint.colour(task_state(bar.state));
    paint.zigzag(r, with_alpha(ink, 0.5f));
    Rect tag{{r.centre().x - w / 2 - look.px(4), r.min.y}, {r.centre().x + w / 2 + look.px(4), r.max.y}};
    paint.box(tag, bar.state == SpanState::running || bar.state == SpanState::blocked ? ground : mix(theme.panel, ground, 0.35f));
    paint.fit_middle(look.fonts.small, tag.min.x + look.px(4), r.min.y, r.max.y,
                     bar.state == SpanState::running ? theme.on_state : theme.text, count, w + 2);
  }

  std::string bar_text(const Bar& bar, const sim::Row& row) const {
    const sim::Record& r = d.trace[std::min(d.spans.record(bar.span), d.last_record())];
    switch (bar.state) {
      case SpanState::suspended: return short_wait(d.trace.text(r.text));
      case SpanState::ready: return tr("ready");
      case SpanState::blocked:
        return sim::cat(d.trace.text(r.text), " ", time_text(d.spans.end(bar.span, row) - d.spans.begin(bar.span)));
      default: return view.axis == Axis::order ? tr("runs") : "";
    }
  }

  // Text in a bar, kept in sight when the bar begins left of the view. `ground` hides the pattern behind it.
  void inside(Rect r, std::string_view text, ImU32 ink, ImU32 ground) {
    float x0 = std::max(r.min.x, parts.lanes.min.x) + look.px(6), x1 = std::min(r.max.x, parts.lanes.max.x) - look.px(6);
    float whole = Paint::width(look.fonts.small, text), w = std::min(whole, x1 - x0);
    if (text.empty() || (w < whole && w < look.px(64))) return;  // a few letters and an ellipsis tell nothing
    if (ground)
      paint.box({{x0 - look.px(3), r.min.y + 1}, {x0 + w + look.px(3), r.max.y - 1}}, with_alpha(ground, 0.9f), look.px(3));
    paint.fit_middle(look.fonts.small, x0, r.min.y, r.max.y, ink, text, x1 - x0);
  }

  void end_mark(const Lane& lane, const sim::Row& row, float top, float height) {
    if (hides_future(m) && row.end_record > m.cursor) return;
    float x = parts.lanes.min.x + lane.end_x + look.px(10), y = top + height / 2;
    if (x < parts.lanes.min.x || x > parts.lanes.max.x) return;
    TaskState how = row.how == sim::TaskEnd::returned    ? TaskState::done
                    : row.how == sim::TaskEnd::cancelled ? TaskState::cancelled
                                                         : TaskState::failed;
    paint.state_glyph({x, y}, std::min(look.px(11), height * 0.6f), how);
    if (height < look.px(18)) return;
    std::string text = how == TaskState::done        ? ""
                       : how == TaskState::cancelled ? tr("cancelled")
                                                     : std::string(d.trace.text(d.trace[row.end_record].text));
    if (x + look.px(10) + Paint::width(look.fonts.small, text) < parts.lanes.max.x)
      paint.fit_middle(look.fonts.small, x + look.px(10), top, top + height, paint.colour(how), text, look.px(200));
  }

  void label(const Lane& lane) {
    float height = lane_px(), top = parts.lanes.min.y + lane.y;
    if (height < look.px(11)) return;
    const sim::Row& row = d.spans.row(lane.task);
    float x = parts.labels.min.x + look.px(12) + look.px(kIndent) * static_cast<float>(std::min<int>(row.depth, 6)),
          right = parts.labels.max.x - look.px(8);
    TaskState state = task_now(d, lane.task, m.cursor).state;
    if (state == TaskState::not_yet && hides_future(m)) return;
    float size = std::min(look.px(10), height * 0.55f);
    paint.state_glyph({x + size / 2, top + height / 2}, size, state);
    x += size + look.px(8);
    if (row.children && m.folded.count(lane.task)) {
      std::string more = sim::cat("+", row.children);
      right -= Paint::width(look.fonts.small, more) + look.px(4);
      paint.fit_middle(look.fonts.small, right + look.px(4), top, top + height, theme.accent, more, look.px(60));
    }
    if (m.pinned.count(lane.task)) paint.list->AddCircleFilled({parts.labels.min.x + look.px(6), top + height / 2}, look.px(2.5f), theme.accent, 10);
    const compat::Font& font = height < look.px(17) ? look.fonts.small : look.fonts.text;
    ImU32 ink = state == TaskState::not_yet ? theme.faint : theme.text;
    float w = paint.fit_middle(font, x, top, top + height, ink, d.task_name(lane.task), right - x);
    if (height >= look.px(17))
      paint.fit_middle(look.fonts.small, x + w + look.px(8), top, top + height, theme.faint, d.trace.text(row.coroutine),
                       right - x - w - look.px(8));
  }

  // One colour for each mixture of states. Small rectangles are what costs here, without a graphics card most of all: cells that touch
  // are one rectangle of the colour that most of them have, with the others on it.
  void density() {
    const auto& cells = ui.layout.cells;
    for (const DensityRow& row : ui.layout.rows) {
      for (uint32_t at = row.first, end = at; at < row.last; at = end) {
        do ++end;
        while (end < row.last && end - at < 8192 && cells[end].x0 == cells[end - 1].x1);
        density_run(row, at, end);
      }
    }
    size_t first = ui.layout.rows.front().first_lane, last = ui.layout.rows.back().last_lane;
    float x = parts.labels.min.x + look.px(12), room = parts.labels.width() - look.px(20), y = parts.labels.min.y + look.px(10);
    paint.fit(look.fonts.bold, {x, y}, theme.text, plural(last - first, tr("task"), tr("tasks")), room);
    paint.fit(look.fonts.small, {x, y + look.px(20)}, theme.dim, tr("many to a row of pixels;"), room);
    paint.fit(look.fonts.small, {x, y + look.px(36)}, theme.dim, tr("Alt+wheel widens lanes"), room);
  }
  // Rectangles are written straight, for there may be tens of thousands.
  void density_run(const DensityRow& row, uint32_t first, uint32_t last) {
    const auto& cells = ui.layout.cells;
    struct Share {
      ImU32 colour;
      float width;
    };
    std::array<Share, 8> shares{};
    size_t known = 0, most = 0;
    inks_.clear();
    for (uint32_t n = first; n < last; ++n) {
      ImU32 ink = mixture(cells[n]);
      inks_.push_back(ink);
      size_t at = 0;
      while (at < known && shares[at].colour != ink) ++at;
      if (at == shares.size()) continue;
      if (at == known) shares[known++] = {ink, 0};
      shares[at].width += cells[n].x1 - cells[n].x0;
      if (shares[at].width > shares[most].width) most = at;
    }
    ImU32 ground = shares[most].colour;
    auto others = static_cast<int>(std::count_if(inks_.begin(), inks_.end(), [&](ImU32 ink) { return ink != ground; }));
    float x = parts.lanes.min.x, y = parts.lanes.min.y + row.y;
    paint.list->PrimReserve((others + 1) * 6, (others + 1) * 4);
    paint.list->PrimRect({x + cells[first].x0, y}, {x + cells[last - 1].x1, y + row.height}, ground);
    for (uint32_t n = first; n < last; ++n)
      if (inks_[n - first] != ground) paint.list->PrimRect({x + cells[n].x0, y}, {x + cells[n].x1, y + row.height}, inks_[n - first]);
  }
  ImU32 mixture(const Cell& cell) const {
    const ImU32 colours[] = {theme.ready, theme.running, theme.blocked, theme.suspended, theme.idle};
    constexpr float kWeight[] = {2, 5, 8, 1, 1};  // a few that run among hundreds that sleep are what is looked for
    float total = 0, r = 0, g = 0, b = 0, present = 0;
    for (int s = 0; s < sim::kSpanStates; ++s) {
      if (!cell.share[s]) continue;
      float w = kWeight[s] * static_cast<float>(cell.share[s]);
      total += w;
      present += static_cast<float>(cell.share[s]);
      r += w * static_cast<float>(colours[s] & 255);
      g += w * static_cast<float>(colours[s] >> 8 & 255);
      b += w * static_cast<float>(colours[s] >> 16 & 255);
    }
    auto channel = [&](float v) { return static_cast<int>(v / total); };
    float alpha = 0.25f + 0.65f * std::min(1.0f, present / 16);
    return mix(theme.panel, IM_COL32(channel(r), channel(g), channel(b), 255), alpha);
  }

  void scroll_bar() {
    double all = static_cast<double>(m.lanes.size()) * view.lane_height * look.scale;
    const Rect& r = parts.scroll_bar;
    if (all <= r.height()) return;
    double shown = r.height() / all;
    float length = std::max(static_cast<float>(shown) * r.height(), look.px(24));
    auto y = r.min.y + static_cast<float>(view.scroll * look.scale / (all - r.height())) * (r.height() - length);
    paint.box({{r.min.x + look.px(2), y}, {r.max.x - look.px(2), y + length}}, with_alpha(theme.faint, 0.5f), look.px(3));
  }

  const Model& m;
  const Document& d;
  const Look& look;
  Paint paint;
  const TimelineParts& parts;
  TimelineUi& ui;
  const Theme& theme;
  const View& view;
  std::vector<ImU32> inks_;  // of the cells of a density run
};

// Points; a small window needs all its height for the lanes.
float minimap_height(float height) { return height > 190 ? kMinimapHeight : 0; }

// The view that is drawn comes nearer to the one that is wanted; with no time passing it is there.
void glide(const Model& m, TimelineUi& ui) {
  View& drawn = ui.drawn;
  const View& wanted = m.view;
  bool held = ui.drag == TimelineUi::Drag::pan || ui.drag == TimelineUi::Drag::scroll_bar || ui.drag == TimelineUi::Drag::minimap;
  double share = m.frame_seconds > 0 && !held && drawn.axis == wanted.axis ? 1 - std::exp(-m.frame_seconds * 20) : 1;
  auto near = [&](double a, double b, double unit) { return std::abs(a - b) < unit * 0.002; };
  bool there = near(drawn.from, wanted.from, wanted.length()) && near(drawn.to, wanted.to, wanted.length()) &&
               std::abs(drawn.lane_height - wanted.lane_height) < 0.01 && std::abs(drawn.scroll - wanted.scroll) < 0.5;
  ui.gliding = !there && share < 1;
  if (!ui.gliding) {
    drawn = wanted;
    return;
  }
  auto step = [&](double& value, double to) { value += (to - value) * share; };
  step(drawn.from, wanted.from), step(drawn.to, wanted.to);
  step(drawn.lane_height, wanted.lane_height), step(drawn.scroll, wanted.scroll);
}

TimelineParts place_parts(const Model& model, const View& view, const Look& look, Rect area, TimelineUi& ui) {
  TimelineParts p;
  float strip = look.px(minimap_height(area.height() / look.scale));
  p.minimap = {{area.min.x, area.max.y - strip}, area.max};
  area.max.y -= strip;
  float shared = look.px(resources_height(model, ui, area.height() / look.scale - kRulerHeight - kLoopHeight));
  p.resources = {{area.min.x, area.max.y - shared}, area.max};
  area.max.y -= shared;
  p.lane_height = static_cast<float>(view.lane_height) * look.scale;
  float label = std::min(look.px(kLabelWidth), area.width() * 0.35f), left = area.min.x + label,
        right = area.max.x - look.px(kScrollBar);
  float y1 = std::min(area.min.y + look.px(kRulerHeight), area.max.y), y2 = std::min(y1 + look.px(kLoopHeight), area.max.y);
  p.ruler = {{left, area.min.y}, {right, y1}};
  p.loop = {{left, y1}, {right, y2}};
  p.labels = {{area.min.x, y2}, {left, area.max.y}};
  p.lanes = {{left, y2}, {right, area.max.y}};
  p.scroll_bar = {{right, y2}, area.max};
  p.minimap = {{left, std::min(p.minimap.min.y + look.px(6), p.minimap.max.y)}, {right, p.minimap.max.y}};
  return p;
}

// The states with their looks: the legend is drawn by what draws the bars.
void legend(Paint& paint, Rect header, float x, float right) {
  const Look& look = paint.look;
  for (TaskState state : {TaskState::running, TaskState::ready, TaskState::suspended, TaskState::blocked, TaskState::done,
                          TaskState::failed, TaskState::cancelled}) {
    float w = look.px(22) + Paint::width(look.fonts.small, word(state)) + look.px(16);
    if (x + w > right) return;
    float y = header.centre().y;
    bool span = state <= TaskState::suspended;
    Rect swatch{{x, y - look.px(5)}, {x + look.px(16), y + look.px(5)}};
    if (state == TaskState::suspended) {  // for the world outside, and for other tasks
      paint.outside_bar({swatch.min, {x + look.px(12), swatch.max.y}});
      paint.state_bar({{x + look.px(12), swatch.min.y}, {x + look.px(24), swatch.max.y}}, state);
      x += look.px(8);
    } else if (span) {
      paint.state_bar(swatch, state);
    } else {
      paint.state_glyph({x + look.px(9), y}, look.px(11), state);
    }
    paint.fit_middle(look.fonts.small, x + look.px(22), header.min.y, header.max.y, paint.theme.dim, word(state), look.px(120));
    x += w;
  }
}

}  // namespace

float lanes_height(const Model& model, const Look& look, Rect area, TimelineUi& ui) {
  float body = (area.height() - look.px(kHeaderHeight) - look.px(6)) / look.scale;
  float room = body - minimap_height(body) - kRulerHeight - kLoopHeight;
  return std::max(0.0f, room - resources_height(model, ui, room));
}

void draw_timeline(const Model& model, const Look& look, Rect area, TimelineUi& ui, Actions& actions, const std::string& title) {
  PanelFrame panel("timeline", look, area, title.empty() ? tr("Timeline") : title.c_str(), false);
  Paint paint(ImGui::GetWindowDrawList(), look);
  if (title.empty()) {
    float switch_width = 0;
    int chosen = draw_switch(look, {panel.header.max.x - look.px(10), panel.header.centre().y}, {tr("time"), tr("order")},
                             model.view.axis == Axis::order, switch_width);
    if (chosen >= 0) actions.push_back({ActionId::axis, chosen ? "order" : "time"});
    legend(paint, panel.header, panel.title_end + look.px(24), panel.header.max.x - switch_width - look.px(24));
  }
  if (!model.document) return;
  glide(model, ui);
  TimelineParts parts = place_parts(model, ui.drawn, look, panel.body, ui);
  if (parts.lanes.width() < look.px(60) || parts.loop.height() < look.px(8)) return;
  ImVec2 mouse = ImGui::GetIO().MousePos;
  TimelineHit hit;
  if (ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) {
    hit = hit_test(ui, parts, mouse);
    hit_resources(model, look, parts, ui, mouse, hit);
  }
  TimelinePainter painter(model, look, parts, ui);
  painter.ruler(hit);
  painter.loop_lane();
  painter.lanes();
  Overlay overlay(model, look, parts, ui);
  overlay.delays();
  overlay.range();
  overlay.arrows();
  painter.playhead();
  overlay.range_card();
  painter.covered();
  overlay.marks();
  painter.flag();
  overlay.minimap();
  draw_resources(model, look, parts, ui);
  handle_mouse(model, look, parts, hit, ui, actions);
  TimelineHit over = ui.drag == TimelineUi::Drag::none ? hit_test(ui, parts, mouse) : TimelineHit{};
  if (ui.drag == TimelineUi::Drag::none) hit_resources(model, look, parts, ui, mouse, over);
  bool waits = over.bar && !over.on_loop && over.bar->state == SpanState::suspended && over.bar->count == 1;
  ui.hover_line = waits && ImGui::IsItemHovered() ? model.document->trace[model.document->spans.record(over.bar->span)].line : 0;
  if (ui.drag == TimelineUi::Drag::none) draw_tooltip(model, look, ui, over);
}

}  // namespace app
