// Who waits for whom right now, as a tree, each task with the line where it stands.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>

namespace app {

namespace {
constexpr float kRow = 24, kStep = 18;
}

void draw_await_tree(const Model& m, const Look& look, Rect area, AwaitTreeUi& ui, Actions& actions) {
  PanelFrame panel("await tree", look, area, tr("Await tree"), true);
  if (!m.document) return;
  const Document& d = *m.document;
  const Theme& t = *look.theme;
  if (ui.document != d.id || ui.cursor != m.cursor) {
    ui.document = d.id;
    ui.cursor = m.cursor;
    ui.nodes = sim::await_tree(d.known(), m.cursor);
  }
  Paint paint(ImGui::GetWindowDrawList(), look);
  if (ui.nodes.empty()) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    paint.fit(look.fonts.small, {at.x + look.px(kPad), at.y + look.px(2)}, t.dim, tr("No task is alive."), area.width() - look.px(2 * kPad));
    return;
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(ui.nodes.size()), look.px(kRow));
  while (clipper.Step())
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
      const sim::AwaitNode& node = ui.nodes[static_cast<size_t>(n)];
      Rect r;
      ImGui::PushID(n);
      if (row("node", look, kRow, m.selection.task == node.task, r)) {
        Action select{ActionId::select_task};
        select.a = node.task;
        actions.push_back(select);
      }
      ImGui::PopID();
      TaskNow now = task_now(d, node.task, m.cursor);
      float indent = look.px(kStep) * static_cast<float>(std::min<int>(node.depth, 12)), x = r.min.x + look.px(kPad) + indent, right = r.max.x - look.px(kPad);
      if (node.depth) {
        float elbow = x - look.px(kStep) + look.px(5), middle = r.centre().y;
        paint.list->AddLine({elbow, r.min.y}, {elbow, node.last ? middle : r.max.y}, t.faint, look.scale);
        paint.list->AddLine({elbow, middle}, {x - look.px(4), middle}, t.faint, look.scale);
      }
      paint.state_glyph({x + look.px(5), r.centre().y}, look.px(10), now.state);
      x += look.px(17);
      if (now.line) {
        std::string line = tr("line {1}", now.line);
        float w = Paint::width(look.fonts.small, line);
        paint.fit_middle(look.fonts.small, right - w, r.min.y, r.max.y, t.dim, line, w + 1);
        right -= w + look.px(8);
      }
      x += paint.fit_middle(look.fonts.text, x, r.min.y, r.max.y, t.text, d.task_name(node.task), std::min(look.px(120), right - x)) + look.px(8);
      std::string text = node.text.empty() ? std::string(word(now.state)) : short_wait(node.text);
      paint.fit_middle(look.fonts.small, x, r.min.y, r.max.y, t.dim, text, right - x);
    }
}

}  // namespace app
