// What lies over the lanes and beside them: delays that a held loop caused, arrows from whom to whom, the measured range, marks, and the
// strip that shows the whole run. Before: draw.cpp paints the lanes. After: input.cpp handles what is dragged.
#include "app/panels/panel.h"
#include "app/timeline/parts.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace app {

Overlay::Overlay(const Model& model, const Look& look, const TimelineParts& parts, TimelineUi& ui)
    : m(model), d(*model.document), look(look), parts(parts), ui(ui), paint(ImGui::GetWindowDrawList(), look), theme(*look.theme) {}

float Overlay::x_of(size_t record) const {
  return x(ui.drawn.axis == Axis::time ? static_cast<double>(d.time(record)) : static_cast<double>(d.order.at(record)));
}

// The middle of a task's lane, or of the nearest ancestor's that has one; the loop's for none.
float Overlay::y_of(sim::TaskId task) {
  if (lane_of_.empty()) {
    lane_of_.resize(d.spans.rows().size());
    for (size_t n = 0; n < m.lanes.size(); ++n) lane_of_[m.lanes[n]] = static_cast<uint32_t>(n + 1);
  }
  while (task && (task >= lane_of_.size() || lane_of_[task] == 0)) task = d.spans.row(task).parent;
  if (!task) return parts.loop.centre().y;
  auto y = static_cast<float>(((static_cast<double>(lane_of_[task]) - 0.5) * ui.drawn.lane_height - ui.drawn.scroll) * look.scale);
  return std::clamp(parts.lanes.min.y + y, parts.lanes.min.y - look.px(2), parts.lanes.max.y + look.px(2));
}

// ---- delays: on the time axis alone, for in order nothing is late

void Overlay::delays() {
  if (d.delays.empty() || ui.drawn.axis != Axis::time || parts.lane_height < look.px(8)) return;
  paint.list->PushClipRect(parts.lanes.min, parts.lanes.max, true);
  for (const Lane& lane : ui.layout.lanes) {
    auto at = std::lower_bound(d.delays.begin(), d.delays.end(), lane.task, [](const sim::Delay& x, sim::TaskId t) { return x.task < t; });
    for (; at != d.delays.end() && at->task == lane.task; ++at) delay(*at, lane);
  }
  paint.list->PopClipRect();
}

void Overlay::delay(const sim::Delay& late, const Lane& lane) {
  float x0 = x(static_cast<double>(late.due)), x1 = x(static_cast<double>(late.ran));
  if (x1 < parts.lanes.min.x || x0 > parts.lanes.max.x || x1 - x0 < look.px(4)) return;
  float top = parts.lanes.min.y + lane.y, bottom = top + parts.lane_height, thick = look.px(3);
  paint.box({{x0, bottom - thick - 1}, {x1, bottom - 1}}, theme.blocked, thick / 2);
  for (float edge : {x0, x1}) paint.list->AddLine({edge, bottom - look.px(7)}, {edge, bottom - 1}, theme.blocked, look.scale);
  if (parts.lane_height < look.px(18)) return;
  std::string text = tr("{1} late", time_text(late.ran - late.due));
  float w = Paint::width(look.fonts.small, text), right = std::min(x1, parts.lanes.max.x) - look.px(6);
  float left = right - w;
  // The bar's own word stands on the left.
  if (left < std::max(x0, parts.lanes.min.x) + look.px(18) + Paint::width(look.fonts.small, tr("ready"))) return;
  Rect tag{{left - look.px(4), top + look.px(5)}, {right + look.px(4), bottom - look.px(6)}};
  paint.box(tag, theme.panel, look.px(3));
  paint.fit_middle(look.fonts.small, left, tag.min.y, tag.max.y, theme.blocked, text, w + 1);
}

// ---- arrows

void Overlay::arrows() {
  if (m.arrows == ArrowMode::none || !ui.layout.rows.empty()) return;
  paint.list->PushClipRect(parts.loop.min, parts.lanes.max, true);
  constexpr size_t kMost = 400;
  if (m.arrows == ArrowMode::all) {
    size_t drawn = 0;
    for (const sim::Arrow& a : d.arrows.all()) {
      float to = x_of(a.to_record);
      if (to < parts.lanes.min.x - look.px(40)) continue;
      if (x_of(a.from_record) > parts.lanes.max.x || ++drawn > kMost) break;
      arrow(a, false);
    }
  }
  // The step that runs now, and what leads into and out of the selection.
  sim::TaskId runs = m.moment.running;
  if (const sim::Row& row = d.spans.row(runs); runs && row.task) {
    size_t span = d.spans.at(row, m.cursor);
    while (span != row.last && span > row.first && d.trace[d.spans.record(span)].event != sim::Event::task_resumed) --span;
    if (span != row.last)
      for (const sim::Arrow& a : d.arrows.into(d.spans.record(span), d.spans.record(span) + 1)) arrow(a, true);
  }
  if (const sim::Row& row = d.spans.row(m.selection.task); m.selection.task && row.task && m.selection.span != kNothing &&
                                                           m.selection.span >= row.first && m.selection.span < row.last) {
    size_t first = d.spans.record(m.selection.span), end = d.spans.end_record(m.selection.span, row);
    // A wait ends with the step behind it: that is the arrow a person looks for.
    size_t next = m.selection.span;
    while (next + 1 < row.last && d.spans.state(next) != sim::SpanState::running) ++next;
    size_t resumed = d.spans.record(next);
    for (const sim::Arrow& a : d.arrows.into(resumed, resumed + 1)) arrow(a, true);
    auto out = d.arrows.out_of(row.task, first, end + 1);
    size_t chosen = out.empty() ? 0 : m.arrow_choice % out.size();
    for (size_t n = 0; n < std::min<size_t>(out.size(), 64); ++n) arrow(out[n], n == chosen);
  }
  paint.list->PopClipRect();
}

void Overlay::arrow(const sim::Arrow& a, bool strong) {
  ImVec2 from{x_of(a.from_record), y_of(a.from)}, to{x_of(a.to_record), y_of(a.to)};
  if (std::abs(to.y - from.y) < 2) return;
  ImU32 ink = 0;
  switch (a.kind) {
    case sim::ArrowKind::spawn: ink = theme.accent; break;
    case sim::ArrowKind::wake: ink = theme.ready; break;
    case sim::ArrowKind::result: ink = theme.done; break;
    case sim::ArrowKind::cancel: ink = theme.cancelled; break;
    case sim::ArrowKind::timer: ink = theme.dim; break;
  }
  if (!strong) ink = with_alpha(ink, 0.55f);
  float thick = look.px(strong ? 2.0f : 1.2f), head = look.px(6);
  // It comes down upon its end; one within an instant swings out to the side, or it would lie upon the bars.
  float down = to.y > from.y ? 1.0f : -1.0f, bend = std::min(std::abs(to.y - from.y) * 0.5f, look.px(46));
  float swing = std::abs(to.x - from.x) < look.px(10) ? look.px(14) : 0;
  ImVec2 end{to.x, to.y - down * head * 0.6f};
  ImVec2 c1{from.x + swing, from.y + down * bend}, c2{to.x + swing, to.y - down * bend};
  paint.list->AddBezierCubic(from, c1, c2, end, with_alpha(theme.panel, 0.7f), thick + look.px(2));
  paint.list->AddBezierCubic(from, c1, c2, end, ink, thick);
  paint.list->AddTriangleFilled({to.x, to.y}, {to.x - head * 0.55f, to.y - down * head}, {to.x + head * 0.55f, to.y - down * head}, ink);
  paint.list->AddCircleFilled(from, look.px(2.5f), ink, 10);
}

// ---- the measured range

void Overlay::range() {
  if (!m.range) return;
  Rect band{{std::floor(x(m.range->from)), parts.ruler.min.y}, {std::ceil(x(m.range->to)), parts.lanes.max.y}};
  Rect all{parts.ruler.min, parts.lanes.max};
  paint.list->PushClipRect(all.min, all.max, true);
  paint.box({{band.min.x, parts.ruler.max.y}, band.max}, with_alpha(theme.accent, 0.10f));
  paint.box({band.min, {band.max.x, parts.ruler.max.y}}, with_alpha(theme.accent, 0.22f));
  for (float edge : {band.min.x, band.max.x}) {
    paint.list->AddLine({edge, band.min.y}, {edge, band.max.y}, theme.accent, look.px(1));
    paint.box({{edge - look.px(2), parts.ruler.max.y - look.px(10)}, {edge + look.px(2), parts.ruler.max.y}}, theme.accent, look.px(2));
  }
  paint.list->PopClipRect();
}

void Overlay::range_card() {
  if (!m.range) return;
  const Range& range = *m.range;
  bool time = ui.drawn.axis == Axis::time;
  auto moment = [&](double at) { return time ? static_cast<sim::Time>(at) : d.time(d.order.record_at(static_cast<int64_t>(at))); };
  sim::Time from = moment(range.from), to = moment(range.to);
  RangeCard& card = ui.range_card;
  if (card.document != d.id || card.from != from || card.to != to) card = {d.id, from, to, sim::range_stats(d.trace, d.spans, d.links, from, to)};
  const sim::RangeStats& s = card.stats;
  std::string title = time ? time_text(s.length) : sim::cat(plural(static_cast<size_t>((range.to - range.from) / sim::kStepWidth + 0.5), tr("step"), tr("steps")), ", ", time_text(s.length));
  char average[32];
  std::snprintf(average, sizeof average, "%.1f", s.at_once);
  float step = look.px(18), room = parts.lanes.height() - look.px(8 + 28);
  std::vector<std::string> lines = {tr("{1} alive, {2}", plural(s.tasks, tr("task"), tr("tasks")), plural(s.steps, tr("step"), tr("steps"))),
                                    tr("{1} waits at once on average", average)};
  if (s.ready > 0) lines.push_back(tr("in line for {1}", time_text(s.ready)));
  if (s.blocked > 0) lines.push_back(tr("loop held for {1}", time_text(s.blocked)));
  lines.resize(std::min(lines.size(), static_cast<size_t>(std::max(0.0f, room / step))));
  float width = Paint::width(look.fonts.bold, title), middle = std::floor((x(range.from) + x(range.to)) / 2);
  for (const std::string& line : lines) width = std::max(width, Paint::width(look.fonts.small, line));
  width += look.px(20);
  float height = look.px(28) + step * static_cast<float>(lines.size());
  float left = std::clamp(middle - width / 2, parts.lanes.min.x + look.px(4), std::max(parts.lanes.min.x + look.px(4), parts.lanes.max.x - width - look.px(4)));
  float top = std::max(parts.lanes.max.y - height - look.px(8), parts.lanes.min.y);
  paint.list->PushClipRect(parts.lanes.min, parts.lanes.max, true);
  Rect r{{left, top}, {left + width, top + height}};
  paint.box(r, theme.raised, look.px(6));
  paint.frame(r, with_alpha(theme.accent, 0.7f), look.px(6));
  paint.fit(look.fonts.bold, {left + look.px(10), top + look.px(5)}, theme.text, title, width - look.px(16));
  for (size_t n = 0; n < lines.size(); ++n)
    paint.fit(look.fonts.small, {left + look.px(10), top + look.px(25) + step * static_cast<float>(n)}, theme.dim, lines[n], width - look.px(16));
  paint.list->PopClipRect();
}

// ---- marks: small flags on the ruler

void Overlay::marks() {
  paint.list->PushClipRect(parts.ruler.min, parts.lanes.max, true);
  for (const Marker& mark : m.marks) {
    if (mark.record > m.cursor && !tells_length(m)) continue;  // it would tell that there is something
    float at = std::floor(x_of(mark.record));
    if (at < parts.ruler.min.x - look.px(20) || at > parts.ruler.max.x) continue;
    float y = parts.ruler.max.y;
    paint.list->AddLine({at, y - look.px(14)}, {at, parts.lanes.max.y}, with_alpha(theme.ready, 0.7f), look.px(1));
    paint.list->AddTriangleFilled({at, y - look.px(14)}, {at + look.px(10), y - look.px(10)}, {at, y - look.px(6)}, theme.ready);
    if (mark.note.empty()) continue;
    float w = std::min(Paint::width(look.fonts.small, mark.note), look.px(220));
    Rect tag{{at + look.px(4), parts.lanes.max.y - look.px(24)}, {at + look.px(12) + w, parts.lanes.max.y - look.px(4)}};
    paint.box(tag, theme.notice_panel, look.px(4));
    paint.fit_middle(look.fonts.small, tag.min.x + look.px(4), tag.min.y, tag.max.y, theme.text, mark.note, w + 1);
  }
  paint.list->PopClipRect();
}

// ---- the whole run in one strip

void Overlay::measure_minimap(size_t columns) {
  Minimap& map = ui.minimap;
  Axis axis = ui.drawn.axis;
  double end = told_end(m);
  if (map.document == d.id && map.axis == axis && map.columns == columns && map.end == end) return;
  map = {d.id, axis, columns, end, std::vector<uint32_t>(columns), std::vector<bool>(columns), 0};
  auto width = static_cast<double>(columns);
  auto column = [&](double value) { return static_cast<size_t>(value > end ? width : std::clamp(value / end * width, 0.0, width - 1)); };
  auto place = [&](sim::Time t) { return column(axis == Axis::time ? static_cast<double>(t) : static_cast<double>(d.order.at(d.record_at(t)))); };
  auto points = sim::concurrency_of(d.trace, d.spans, d.links);
  for (size_t n = 0; n < points.size(); ++n) {
    size_t first = place(points[n].t), last = n + 1 < points.size() ? place(points[n + 1].t) : columns;
    if (first >= columns) break;  // hidden
    for (size_t c = first; c < std::max(first + 1, last) && c < columns; ++c) map.waits[c] = std::max(map.waits[c], points[n].waits);
    map.most = std::max(map.most, points[n].waits);
  }
  const sim::Row& loop = d.spans.rows()[0];
  const auto& begins = axis == Axis::time ? d.spans.begins() : d.spans.order_begins();
  for (size_t n = loop.first; n < loop.last; ++n) {
    if (d.spans.state(n) != sim::SpanState::blocked) continue;
    size_t first = column(static_cast<double>(begins[n])), last = n + 1 < loop.last ? column(static_cast<double>(begins[n + 1])) : columns;
    for (size_t c = first; c < std::max(first + 1, last) && c < columns; ++c) map.blocked[c] = true;
  }
}

void Overlay::minimap() {
  const Rect& r = parts.minimap;
  if (r.height() < look.px(8) || r.width() < look.px(40)) return;
  paint.box(r, with_alpha(theme.raised, 0.6f), look.px(3));
  float cell = look.px(2);
  auto columns = static_cast<size_t>(r.width() / cell);
  measure_minimap(columns);
  const Minimap& map = ui.minimap;
  float base = r.max.y, tall = r.height() - look.px(4);
  for (size_t c = 0; c < columns;) {
    size_t end = c + 1;
    while (end < columns && map.waits[end] == map.waits[c] && map.blocked[end] == map.blocked[c]) ++end;
    float x0 = r.min.x + cell * static_cast<float>(c), x1 = r.min.x + cell * static_cast<float>(end);
    float h = map.most ? tall * static_cast<float>(map.waits[c]) / static_cast<float>(map.most) : 0;
    if (h > 0) paint.box({{x0, base - h}, {x1, base}}, with_alpha(theme.outside, 0.45f));
    if (map.blocked[c]) paint.box({{x0, r.min.y}, {x1, r.min.y + look.px(4)}}, theme.blocked);
    c = end;
  }
  double all = map.end;
  auto at = [&](double value) { return r.min.x + static_cast<float>(std::clamp(value / all, 0.0, 1.0)) * r.width(); };
  Rect window{{at(ui.drawn.from), r.min.y}, {std::max(at(ui.drawn.to), at(ui.drawn.from) + look.px(3)), r.max.y}};
  if (window.width() < r.width() - 1) {
    paint.box({r.min, {window.min.x, r.max.y}}, with_alpha(theme.panel, 0.65f));
    paint.box({{window.max.x, r.min.y}, r.max}, with_alpha(theme.panel, 0.65f));
    paint.frame(window, with_alpha(theme.text, 0.6f), look.px(2));
  }
  float head = at(m.playhead());
  bool masked = m.presenter.future_masked;
  if (masked) paint.box({{head, r.min.y}, r.max}, theme.panel);
  paint.list->AddLine({head, r.min.y}, {head, r.max.y}, theme.playhead, look.px(1.5f));
  // The name of the strip stands where the lanes have theirs.
  float label = parts.labels.min.x + look.px(12);
  std::string text = map.most && !masked ? tr("waits at once: up to {1}", count_text(map.most)) : std::string(is_covered(m) || masked ? tr("up to here") : tr("the whole run"));
  paint.fit_middle(look.fonts.small, label, r.min.y, r.max.y, theme.dim, text, r.min.x - label - look.px(8));
}

}  // namespace app
