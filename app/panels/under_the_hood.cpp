// The loop's algorithm as a page of code, the line it stands on lit, and what that line means.
#include "app/panels/panels.h"
#include "sim/analysis/algorithm.h"

#include <algorithm>

namespace app {

void draw_under_the_hood(const Model& m, const Look& look, Rect area, HoodUi& ui, Actions&) {
  PanelFrame panel("hood", look, area, tr("Under the hood"), true);
  if (!m.document || m.document->trace.size() == 0) return;
  const Theme& t = *look.theme;
  Paint paint(ImGui::GetWindowDrawList(), look);
  int now = sim::algorithm_line(m.document->trace, m.cursor);
  const auto& page = sim::algorithm();
  float width = std::max(ImGui::GetContentRegionAvail().x, 1.0f), row = look.px(20), x = ImGui::GetCursorScreenPos().x;
  for (size_t n = 0; n < page.size(); ++n) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    bool lit = static_cast<int>(n) == now, empty = !*page[n].code;
    float height = empty ? look.px(8) : row;
    if (lit) {
      paint.box({{x + look.px(6), at.y}, {x + width - look.px(6), at.y + height}}, with_alpha(t.accent, 0.20f), look.px(4));
      paint.box({{x + look.px(6), at.y}, {x + look.px(9), at.y + height}}, t.accent, look.px(1));
    }
    paint.fit_middle(look.fonts.code_small, x + look.px(kPad + 2), at.y, at.y + height, lit ? t.text : t.dim, page[n].code, width - look.px(2 * kPad));
    ImGui::Dummy({1, height});
    if (!lit) continue;
    // What the line means stands right under it, so that the eye need not travel.
    float room = width - look.px(2 * kPad + 26), y = at.y + height + look.px(3);
    float tall = paint.wrapped(look.fonts.small, {x + look.px(kPad + 24), y}, t.accent, page[n].says, room);
    ImGui::Dummy({1, tall + look.px(8)});
    if (ui.shown != now) {
      float top = at.y - ImGui::GetWindowPos().y, view = ImGui::GetWindowHeight();
      if (top < 0 || top + height + tall + look.px(8) > view) ImGui::SetScrollY(std::max(0.0f, ImGui::GetScrollY() + top - view * 0.4f));
    }
  }
  ui.shown = now;
}

}  // namespace app
