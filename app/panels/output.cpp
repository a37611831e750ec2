// What the program has printed up to the playhead, each line with its moment. A click goes there.
#include "app/panels/panels.h"

#include <algorithm>

namespace app {

namespace {
constexpr float kLine = 21, kTimes = 74;

// The task in whose step an output was written; 0: none's.
sim::TaskId writer(const Document& d, size_t record) {
  const sim::Row& loop = d.spans.rows()[0];
  size_t span = d.spans.at(loop, record);
  return span == loop.last ? 0 : d.spans.runs(span);
}
}

void draw_output(const Model& m, const Look& look, Rect area, OutputUi& ui, Actions& actions) {
  PanelFrame panel("output", look, area, tr("Output"), true);
  if (!m.document) return;
  const Document& d = *m.document;
  const std::string& printed = d.trace.output();
  size_t until = d.output_until(m.cursor);
  Paint paint(ImGui::GetWindowDrawList(), look);
  auto past_last = std::lower_bound(d.output_lines.begin(), std::prev(d.output_lines.end()), until);
  auto lines = static_cast<size_t>(past_last - d.output_lines.begin());
  if (lines == 0) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    paint.fit(look.fonts.small, {at.x + look.px(kPad), at.y + look.px(2)}, look.theme->faint,
              printed.empty() && !is_covered(m) ? tr("This program prints nothing.") : tr("Nothing printed yet."), panel.body.width() - look.px(2 * kPad));
    ui.shown = 0;
    return;
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(lines), look.px(kLine));
  while (clipper.Step())
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
      size_t from = d.output_lines[static_cast<size_t>(n)], to = std::min(d.output_lines[static_cast<size_t>(n) + 1], until);
      std::string_view text(printed.data() + from, to - from);
      while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
      size_t record = d.output_record(from);
      const sim::Record& r = d.trace[record];
      Rect place;
      ImGui::PushID(n);
      if (row("line", look, kLine, false, place)) {
        Action go{ActionId::seek_record};
        go.a = static_cast<double>(record);
        actions.push_back(go);
      }
      ImGui::PopID();
      std::string when = time_text(r.t);
      float right = place.min.x + look.px(kTimes - 12);
      paint.fit_middle(look.fonts.small, std::max(place.min.x + look.px(4), right - Paint::width(look.fonts.small, when)),
                       place.min.y, place.max.y, look.theme->faint, when, look.px(kTimes));
      // Whose it is, where there is room: several tasks write into one stream.
      float whose = 0;
      if (sim::TaskId task = writer(d, record); task && place.width() > look.px(320)) {
        std::string_view name = d.task_name(task);
        whose = std::min(Paint::width(look.fonts.small, name), look.px(90));
        paint.fit_middle(look.fonts.small, place.max.x - look.px(8) - whose, place.min.y, place.max.y, look.theme->faint, name, whose + 1);
        whose += look.px(12);
      }
      paint.fit_middle(look.fonts.code_small, place.min.x + look.px(kTimes), place.min.y, place.max.y,
                       r.a == 2 ? look.theme->failed : look.theme->text, text, place.width() - look.px(kTimes + 8) - whose);
    }
  clipper.End();
  if (ui.shown != until) ImGui::SetScrollHereY(1);
  ui.shown = until;
}

}  // namespace app
