// The loop's algorithm as a page of code, the line it stands on lit, and what that line means.
#include "app/panels/panels.h"
#include "sim/analysis/algorithm.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace app {

namespace {

// Broken after a comma, a bracket or a space, the last one that fits.
std::vector<std::string_view> wrapped_code(std::string_view code, const compat::Font& font, float room) {
  std::vector<std::string_view> lines;
  while (Paint::width(font, code) > room && lines.size() < 4) {
    size_t cut = 0;
    for (size_t at = 1; at < code.size() && Paint::width(font, code.substr(0, at)) <= room; ++at)
      if (code[at - 1] == ',' || code[at - 1] == '(' || code[at - 1] == ' ' || code[at] == '.') cut = at;
    if (cut == 0) break;
    lines.push_back(code.substr(0, cut));
    code.remove_prefix(code[cut] == ' ' ? cut + 1 : cut);
    room -= lines.size() == 1 ? font.size : 0;  // what follows stands further in
  }
  if (!code.empty()) lines.push_back(code);
  return lines;
}

}  // namespace

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
    // A line longer than the panel goes on below, under its own beginning.
    std::string_view code = page[n].code;
    size_t indent = std::min(code.find_first_not_of(' '), code.size());
    float at_x = x + look.px(kPad + 2) + Paint::width(look.fonts.code_small, code.substr(0, indent)), code_room = x + width - look.px(kPad) - at_x;
    std::vector<std::string_view> lines = wrapped_code(code.substr(indent), look.fonts.code_small, code_room);
    float height = empty ? look.px(8) : row * static_cast<float>(lines.size());
    if (lit) {
      paint.box({{x + look.px(6), at.y}, {x + width - look.px(6), at.y + height}}, with_alpha(t.accent, 0.20f), look.px(4));
      paint.box({{x + look.px(6), at.y}, {x + look.px(9), at.y + height}}, t.accent, look.px(1));
    }
    for (size_t k = 0; k < lines.size(); ++k) {
      float inset = k ? look.px(14) : 0, top = at.y + row * static_cast<float>(k);
      paint.fit_middle(look.fonts.code_small, at_x + inset, top, top + row, lit ? t.text : t.dim, lines[k], code_room - inset + 1);
    }
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
