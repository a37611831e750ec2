// Every task: its state as glyph and word, what it waits for, and the line where it stands.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>

namespace app {

namespace {
constexpr float kRow = 24;

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
}  // namespace

void draw_tasks(const Model& m, const Look& look, Rect area, TasksUi& ui, Actions& actions) {
  PanelFrame panel("tasks", look, area, "Tasks", true);
  if (!m.document) return;
  const Document& d = *m.document;
  const Theme& t = *look.theme;
  header_note(panel, look, summary(m.moment));
  Paint paint(ImGui::GetWindowDrawList(), look);
  const auto& tasks = d.spans.by_parent();
  // A selection made elsewhere comes into sight.
  if (ui.shown != m.selection.task) {
    ui.shown = m.selection.task;
    auto found = std::find(tasks.begin(), tasks.end(), m.selection.task);
    if (found != tasks.end() && m.selection.task) {
      float y = static_cast<float>(found - tasks.begin()) * look.px(kRow), top = ImGui::GetScrollY(),
            view = ImGui::GetWindowHeight();
      if (y < top || y + look.px(kRow) > top + view) ImGui::SetScrollY(std::max(0.0f, y - view / 2));
    }
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(tasks.size()), look.px(kRow));
  while (clipper.Step())
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
      sim::TaskId task = tasks[static_cast<size_t>(n)];
      TaskNow now = task_now(d, task, m.cursor);
      Rect r;
      ImGui::PushID(n);
      if (row("task", look, kRow, m.selection.task == task, r))
        actions.push_back({ActionId::select, std::string(d.task_name(task))});
      ImGui::PopID();
      bool past = now.state == TaskState::not_yet;
      float x = r.min.x + look.px(kPad), right = r.max.x - look.px(kPad);
      paint.state_glyph({x + look.px(5), r.centre().y}, look.px(10), now.state);
      float name_left = x + look.px(18), name_room = std::min(look.px(110), (right - name_left) * 0.42f);
      paint.fit_middle(look.fonts.text, name_left, r.min.y, r.max.y, past ? t.faint : t.text, d.task_name(task), name_room);
      if (now.line) {
        std::string line = sim::cat("line ", now.line);
        float w = Paint::width(look.fonts.small, line);
        paint.fit_middle(look.fonts.small, right - w, r.min.y, r.max.y, t.faint, line, w + 1);
        right -= w + look.px(8);
      }
      std::string waits = waits_for(d, now), text = word(now.state);
      if (now.state == TaskState::failed) text = sim::cat("failed: ", d.trace.text(d.trace[now.record].text));
      if (now.state == TaskState::suspended && !waits.empty()) text = waits;
      float left = name_left + name_room + look.px(8);
      paint.fit_middle(look.fonts.small, left, r.min.y, r.max.y, past ? t.faint : t.dim, text, right - left);
    }
}

}  // namespace app
