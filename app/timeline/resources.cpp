// Lanes of what tasks share, below their own: locks and semaphores with holders and the line of waiters, queues with what is in them,
// threads with their jobs, connections with their requests. Before: sim/analysis/occupancy.h. After: draw.cpp places them.
#include "app/panels/panel.h"
#include "app/timeline/parts.h"
#include "sim/analysis/words.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace app {

namespace {

constexpr float kRow = 26;

float x_of(const Document& d, const TimelineParts& parts, const View& view, const sim::OccupancySpan& span, bool end) {
  Range range = range_of(d, view.axis, span);
  return parts.x(end ? range.to : range.from, view);
}

class ResourcePainter {
 public:
  ResourcePainter(const Model& model, const Look& look, const TimelineParts& parts, TimelineUi& ui)
      : m(model), d(*model.document), look(look), parts(parts), ui(ui), paint(ImGui::GetWindowDrawList(), look), t(*look.theme) {}

  void draw() {
    const Rect& r = parts.resources;
    paint.box({r.min, {r.max.x, r.min.y + look.px(1)}}, t.border);
    paint.list->PushClipRect(r.min, r.max, true);
    float row = look.px(kRow), all = row * static_cast<float>(d.shared().size());
    show_selected(row);
    ui.resources_scroll += row * static_cast<float>(m.shared_scrolled - std::exchange(ui.shared_scrolled, m.shared_scrolled));
    ui.resources_scroll = std::clamp(ui.resources_scroll, 0.0f, std::max(0.0f, all - r.height()));
    for (size_t n = 0; n < d.shared().size(); ++n) {
      float top = r.min.y + row * static_cast<float>(n) - ui.resources_scroll;
      if (top + row >= r.min.y && top <= r.max.y) lane(d.shared()[n], top, row);
    }
    paint.list->PopClipRect();
    if (all > r.height() + 1) scroll_bar(all);
    if (d.shared().empty()) paint.fit_middle(look.fonts.small, r.min.x + look.px(12), r.min.y, r.max.y, t.dim, tr("This program shares nothing: no lock, queue, thread or connection."), r.width() - look.px(20));
  }

 private:
  // There are more lanes than are seen: the wheel over them scrolls, and so do keys.
  void scroll_bar(float all) {
    const Rect& r = parts.resources;
    float length = r.height() * r.height() / all, y = r.min.y + (r.height() - length) * ui.resources_scroll / (all - r.height());
    paint.box({{parts.scroll_bar.min.x + look.px(2), y}, {parts.scroll_bar.max.x - look.px(2), y + length}}, with_alpha(t.faint, 0.5f), look.px(3));
  }
  // A lane that was selected elsewhere comes into sight.
  void show_selected(float row) {
    if (ui.shared_shown == m.selection.shared) return;
    ui.shared_shown = m.selection.shared;
    if (m.selection.shared == kNothing) return;
    float top = row * static_cast<float>(m.selection.shared), room = parts.resources.height();
    ui.resources_scroll = std::clamp(ui.resources_scroll, std::min(top + row - room, top), top);
  }
  void lane(const sim::OccupancyLane& lane, float top, float height) {
    float left = parts.resources.min.x + look.px(12), room = parts.lanes.min.x - left - look.px(8);
    std::string now = state_now(lane);
    bool selected = m.selection.shared == static_cast<size_t>(&lane - d.shared().data());
    if (selected) paint.box({{parts.resources.min.x, top}, {parts.lanes.min.x, top + height}}, with_alpha(t.accent, 0.16f));
    if (selected) paint.box({{parts.resources.min.x, top}, {parts.resources.min.x + look.px(3), top + height}}, t.accent);
    float w = paint.fit_middle(look.fonts.text, left, top, top + height, t.text, lane.name, room);
    paint.fit_middle(look.fonts.small, left + w + look.px(8), top, top + height, t.dim, now, room - w - look.px(8));
    float right = m.presenter.future_masked ? std::clamp(parts.x(m.playhead(), ui.drawn), parts.lanes.min.x, parts.lanes.max.x) : parts.lanes.max.x;
    paint.list->PushClipRect({parts.lanes.min.x, parts.resources.min.y}, {right, parts.resources.max.y}, true);
    for (const sim::OccupancySpan& span : lane.spans) {
      float x0 = std::floor(x_of(d, parts, ui.drawn, span, false)), x1 = std::max(std::floor(x_of(d, parts, ui.drawn, span, true)), x0 + 1);
      if (x1 < parts.lanes.min.x) continue;
      if (x0 > right) break;
      Rect r{{x0, top + look.px(3)}, {x1, top + height - look.px(3)}};
      bar(lane, span, r);
      if (selected && m.selection.shared_span == static_cast<size_t>(&span - lane.spans.data())) paint.frame(r, t.text, look.px(3), look.px(1.5f));
    }
    paint.list->PopClipRect();
  }
  void bar(const sim::OccupancyLane& lane, const sim::OccupancySpan& span, Rect r) {
    float rounding = r.width() > look.px(8) ? look.px(3) : 0;
    if (lane.kind == sim::OccupancyLane::Kind::connection && span.waiting) {
      paint.state_bar(r, TaskState::ready);
      return inside(r, tr("opens"), t.text);
    }
    if (lane.kind != sim::OccupancyLane::Kind::resource) {
      paint.box(r, with_alpha(t.accent, 0.75f), rounding);
      return inside(r, shared_words(d, lane, span), t.on_accent);
    }
    // Of the height so much is filled as is used; those who wait stand above in the ready colour.
    auto scale = static_cast<float>(std::max<int64_t>(lane.capacity > 0 ? lane.capacity : lane.most, 1));
    float filled = std::min(1.0f, static_cast<float>(span.used) / scale);
    paint.box(r, with_alpha(t.suspended, 0.12f), rounding);
    paint.box({{r.min.x, r.max.y - r.height() * filled}, r.max}, with_alpha(t.accent, 0.55f), rounding);
    if (span.waiting) paint.box({r.min, {r.max.x, r.min.y + look.px(4)}}, t.ready, look.px(2));
    inside(r, words(lane, span, r.width()), t.text);
  }
  // Holders and waiters by name where there is room, else how many.
  std::string words(const sim::OccupancyLane& lane, const sim::OccupancySpan& span, float width) const {
    if (width < look.px(40)) return {};
    std::string many = shared_words(d, lane, span);
    const sim::ResourceRow* row = d.links.resource(lane.object);
    if (!row || width < look.px(150) || row->kind == sim::Resource::queue) return many;
    sim::ResourceState state = d.links.state(*row, span.first);
    std::vector<std::string> holders, waiters;
    for (sim::TaskId task : state.holders) holders.emplace_back(d.task_name(task));
    for (const auto& w : state.waiters) waiters.emplace_back(d.task_name(w.task));
    std::string names = holders.empty() ? many : sim::name_list(holders);
    if (!waiters.empty()) names += tr(";  in line: {1}", sim::name_list(waiters));
    return Paint::width(look.fonts.small, names) + look.px(16) < width ? names : many;
  }
  void inside(Rect r, std::string_view text, ImU32 ink) {
    float x0 = std::max(r.min.x, parts.lanes.min.x) + look.px(6), x1 = std::min(r.max.x, parts.lanes.max.x) - look.px(6);
    float whole = Paint::width(look.fonts.small, text);
    if (text.empty() || (whole > x1 - x0 && x1 - x0 < look.px(64))) return;
    paint.fit_middle(look.fonts.small, x0, r.min.y, r.max.y, ink, text, x1 - x0);
  }
  std::string state_now(const sim::OccupancyLane& lane) const {
    for (const sim::OccupancySpan& span : lane.spans) {
      bool here = span.last > span.first ? m.cursor >= span.first && m.cursor < span.last : static_cast<double>(span.begin) <= m.clock && m.clock < static_cast<double>(span.end);
      if (!here) continue;
      if (lane.kind == sim::OccupancyLane::Kind::worker) return std::string(d.trace.text(span.text));
      if (lane.kind == sim::OccupancyLane::Kind::connection) return span.used ? std::string(d.trace.text(span.text)) : std::string(tr("opens"));
      return shared_words(d, lane, span);
    }
    if (lane.kind != sim::OccupancyLane::Kind::resource) return tr("idle");
    return d.links.resource(lane.object)->kind == sim::Resource::queue ? tr("empty") : is_used(d, lane) ? tr("free") : "";
  }

  const Model& m;
  const Document& d;
  const Look& look;
  const TimelineParts& parts;
  TimelineUi& ui;
  Paint paint;
  const Theme& t;
};

}  // namespace

// Points. At most two fifths of what the lanes have.
float resources_height(const Model& m, TimelineUi& ui, float room) {
  if (!m.resources || !m.document) return 0;
  if (std::exchange(ui.resources_document, m.document_id()) != m.document_id()) ui.resources_scroll = 0;
  return std::min(kRow * static_cast<float>(std::max<size_t>(1, m.document->shared().size())) + 2, std::max(0.0f, room * 0.4f));
}

void draw_resources(const Model& m, const Look& look, const TimelineParts& parts, TimelineUi& ui) {
  if (parts.resources.height() >= look.px(8)) ResourcePainter(m, look, parts, ui).draw();
}

void hit_resources(const Model& m, const Look& look, const TimelineParts& parts, const TimelineUi& ui, ImVec2 mouse, TimelineHit& hit) {
  if (!parts.resources.holds(mouse) || parts.resources.height() < look.px(8)) return;
  auto lane = static_cast<size_t>((mouse.y - parts.resources.min.y + ui.resources_scroll) / look.px(kRow));
  const Document& d = *m.document;
  if (lane >= d.shared().size()) return;
  hit.shared = lane;
  const auto& spans = d.shared()[lane].spans;
  for (size_t n = 0; n < spans.size() && mouse.x >= parts.lanes.min.x; ++n)
    if (mouse.x >= x_of(d, parts, ui.drawn, spans[n], false) - 1 && mouse.x < x_of(d, parts, ui.drawn, spans[n], true) + 1) hit.shared_span = n;
}

}  // namespace app
