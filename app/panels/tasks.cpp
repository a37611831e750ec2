// Every task: its state as glyph and word, what it waits for, the line where it stands, and how its life was spent. A click on a column's
// title sorts by it, as the action sort-tasks does.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>

namespace app {

namespace {
constexpr float kRow = 24, kTime = 64;
using Column = TaskColumn;

std::string summary(const Moment& moment) {
  std::string out;
  for (TaskState state : {TaskState::running, TaskState::blocked, TaskState::ready, TaskState::suspended, TaskState::failed,
                          TaskState::cancelled, TaskState::done}) {
    size_t n = moment.counts[static_cast<int>(state)];
    if (n == 0 || std::count(out.begin(), out.end(), ',') == 2) continue;
    out += sim::cat(std::string_view(out.empty() ? "" : ", "), n, " ", std::string_view(word(state)));
  }
  return out;
}

// As far as may be told: while the future is hidden the sums grow with the cursor.
void measure(const Model& m, TasksUi& ui) {
  const Document& d = *m.document;
  size_t until = hides_future(m) ? m.cursor : kNothing;
  if (ui.document == d.id && ui.until == until) return;
  ui.document = d.id;
  ui.until = until;
  ui.sums.assign(d.spans.rows().size(), {});
  for (sim::TaskId task : d.spans.by_parent()) ui.sums[task] = sums_of(m, d.spans.row(task));
}

void sort(const Model& m, TasksUi& ui) {
  const Document& d = *m.document;
  auto [column, down] = m.task_order;
  bool by_state = column == Column::state;
  if (ui.sorted_document == d.id && ui.sorted == m.task_order && ui.sorted_until == ui.until && (!by_state || ui.sorted_cursor == m.cursor))
    return;
  ui.sorted_document = d.id;
  ui.sorted_until = ui.until;
  ui.sorted = m.task_order;
  ui.sorted_cursor = m.cursor;
  ui.order = d.spans.by_parent();
  if (hides_future(m)) std::erase_if(ui.order, [&](sim::TaskId task) { return task_now(d, task, m.cursor).state == TaskState::not_yet; });
  if (column == Column::none) return;
  std::vector<int64_t> key(d.spans.rows().size());
  for (sim::TaskId task : ui.order) switch (column) {
      case Column::state: key[task] = -static_cast<int64_t>(task_now(d, task, m.cursor).state); break;
      case Column::ran: key[task] = ui.sums[task].runs; break;
      case Column::ready: key[task] = ui.sums[task].of(sim::SpanState::ready); break;
      case Column::waited: key[task] = ui.sums[task].of(sim::SpanState::suspended); break;
      default: key[task] = -static_cast<int64_t>(task);
    }
  std::stable_sort(ui.order.begin(), ui.order.end(), [&, down = down](auto x, auto y) { return down ? key[x] > key[y] : key[x] < key[y]; });
}

// Where columns stand in a row of this width; those for which there is no room are left out.
struct Columns {
  float name, name_room, text, text_room, line, ran, ready, waited;
  bool times;
};
Columns columns_of(const Look& look, Rect r) {
  Columns c{};
  float left = r.min.x + look.px(kPad + 18), right = r.max.x - look.px(kPad);
  c.times = r.width() > look.px(440);
  if (c.times) {
    c.waited = right;
    c.ready = c.waited - look.px(kTime);
    c.ran = c.ready - look.px(kTime);
    right = c.ran - look.px(44);
  }
  c.line = right;
  c.name = left;
  c.name_room = std::min(look.px(110), (right - left) * 0.4f);
  c.text = c.name + c.name_room + look.px(8);
  c.text_room = right - look.px(58) - c.text;
  return c;
}

class Table {
 public:
  Table(const Model& model, const Look& look, TasksUi& ui, Actions& actions)
      : m(model), d(*model.document), look(look), ui(ui), actions(actions), paint(ImGui::GetWindowDrawList(), look), t(*look.theme) {}

  void head() {
    ImVec2 at = ImGui::GetCursorScreenPos();
    Rect r{at, {at.x + std::max(ImGui::GetContentRegionAvail().x, 1.0f), at.y + look.px(20)}};
    Columns c = columns_of(look, r);
    title(Column::task, c.name, c.name_room, false, r);
    title(Column::state, c.text, c.text_room, false, r);
    if (c.times) {
      title(Column::ran, c.ran, look.px(40), true, r);
      title(Column::ready, c.ready, look.px(kTime - 4), true, r);
      title(Column::waited, c.waited, look.px(kTime - 4), true, r);
    }
    ImGui::SetCursorScreenPos({r.min.x, r.max.y});
  }
  void one(int n, sim::TaskId task) {
    TaskNow now = task_now(d, task, m.cursor);
    Rect r;
    ImGui::PushID(n);
    if (row("task", look, kRow, m.selection.task == task, r)) {
      Action select{ActionId::select_task};
      select.a = task;
      actions.push_back(select);
    }
    ImGui::PopID();
    Columns c = columns_of(look, r);
    ImU32 ink = now.state == TaskState::not_yet ? t.faint : t.text, dim = now.state == TaskState::not_yet ? t.faint : t.dim;
    paint.state_glyph({r.min.x + look.px(kPad + 5), r.centre().y}, look.px(10), now.state);
    paint.fit_middle(look.fonts.text, c.name, r.min.y, r.max.y, ink, d.task_name(task), c.name_room);
    if (now.line) right(tr("line {1}", now.line), c.line, r, t.dim, look.px(54));
    std::string waits = waits_for(d, now), text = word(now.state);
    if (now.state == TaskState::failed) text = tr("failed: {1}", d.trace.text(d.trace[now.record].text));
    if (now.state == TaskState::suspended && !waits.empty()) text = waits;
    paint.fit_middle(look.fonts.small, c.text, r.min.y, r.max.y, dim, text, now.line ? c.text_room : c.text_room + look.px(50));
    if (!c.times) return;
    const TaskSums& sums = ui.sums[task];
    sim::Time ready = sums.of(sim::SpanState::ready), waited = sums.of(sim::SpanState::suspended);
    right(sim::cat(sums.runs, "\u00d7"), c.ran, r, dim, look.px(40));
    right(ready ? time_text(ready) : std::string("0"), c.ready, r, ready ? t.ready : dim, look.px(kTime - 4));
    right(waited ? time_text(waited) : std::string("0"), c.waited, r, dim, look.px(kTime - 4));
  }

 private:
  void right(std::string_view text, float x, Rect r, ImU32 ink, float room) {
    float w = std::min(Paint::width(look.fonts.small, text), room);
    paint.fit_middle(look.fonts.small, x - w, r.min.y, r.max.y, ink, text, w + 1);
  }
  void title(Column column, float x, float room, bool to_right, Rect r) {
    const char* text = tr(name_of(column));
    float w = Paint::width(look.fonts.small, text);
    if (w > room) return;
    float left = to_right ? x - w : x;
    Rect place{{left - look.px(2), r.min.y}, {left + w + look.px(2), r.max.y}};
    if (pressed(text, place)) actions.push_back({ActionId::sort_tasks, name_of(column)});
    bool over = ImGui::IsItemHovered(), chosen = m.task_order.column == column;
    paint.fit_middle(look.fonts.small, left, r.min.y, r.max.y, chosen ? t.accent : over ? t.text : t.dim, text, w + 1);
    if (chosen) paint.box({{left, r.max.y - look.px(2)}, {left + w, r.max.y - look.px(1)}}, t.accent);
  }

  const Model& m;
  const Document& d;
  const Look& look;
  TasksUi& ui;
  Actions& actions;
  Paint paint;
  const Theme& t;
};

// A selection made elsewhere comes into sight.
void follow_selection(const Model& m, const Look& look, TasksUi& ui) {
  if (ui.shown == m.selection.task) return;
  ui.shown = m.selection.task;
  auto found = std::find(ui.order.begin(), ui.order.end(), m.selection.task);
  if (found == ui.order.end() || !m.selection.task) return;
  float y = static_cast<float>(found - ui.order.begin()) * look.px(kRow), top = ImGui::GetScrollY(), view = ImGui::GetWindowHeight();
  if (y < top || y + look.px(kRow) > top + view) ImGui::SetScrollY(std::max(0.0f, y - view / 2));
}
}  // namespace

void draw_tasks(const Model& m, const Look& look, Rect area, TasksUi& ui, Actions& actions) {
  PanelFrame panel("tasks", look, area, tr("Tasks"), true);
  if (!m.document) return;
  header_note(panel, look, summary(m.moment));
  measure(m, ui);
  sort(m, ui);
  bool covered = m.lessons.play && m.lessons.play->covered();  // a run that is cut says nothing of what comes
  if (ui.order.empty() && !hides_future(m))
    return Sheet(look, actions).paragraph(covered ? tr("Covered.") : tr("This run makes no task."), look.theme->dim, look.fonts.small);
  Table table(m, look, ui, actions);
  table.head();
  follow_selection(m, look, ui);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(ui.order.size()), look.px(kRow));
  while (clipper.Step())
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) table.one(n, ui.order[static_cast<size_t>(n)]);
}

}  // namespace app
