// Mistakes that this run shows: what is seen, what it costs, what to try, and the place to look at.
#include "app/panels/panels.h"
#include "sim/base/text.h"
#include "sim/run/read_shape.h"

namespace app {

namespace {
ImU32 ink_of(const Theme& t, sim::Severity severity) {
  return severity == sim::Severity::error ? t.failed : severity == sim::Severity::warning ? t.ready : t.accent;
}
}  // namespace

void draw_findings(const Model& m, const Look& look, Rect area, FindingsUi& ui, Actions& actions) {
  PanelFrame panel("findings", look, area, tr("Findings"), true);
  if (!m.document) return;
  const Document& d = *m.document;
  const Theme& t = *look.theme;
  if (ui.document != d.id) {
    ui.document = d.id;
    ui.findings = sim::findings_of(d.trace, d.spans, sim::shape_of(d.text));
  }
  Sheet sheet(look, actions);
  if (is_covered(m)) return sheet.paragraph(tr("Covered."), t.dim, look.fonts.small);
  if (hides_future(m)) return sheet.paragraph(tr("Hidden until the run is over (H shows it)."), look.theme->dim, look.fonts.small);
  if (ui.findings.empty()) {
    sheet.gap(4);
    bool ended_well = d.run->ending == sim::Ending::finished || d.run->ending == sim::Ending::system_exit;
    sheet.paragraph(ended_well ? tr("Nothing in this run looks like a mistake.") : tr("But for how it ended, nothing in this run looks like a mistake."), t.text, look.fonts.text);
    sheet.paragraph(tr("Looked for: forgotten awaits, calls that hold the loop, waits in a row that could be at once, lost tasks and errors."), t.dim, look.fonts.small);
    return;
  }
  header_note(panel, look, plural(ui.findings.size(), tr("finding"), tr("findings")));
  for (const sim::Finding& f : ui.findings) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float mark = look.px(13), x = at.x + look.px(kPad);
    sheet.paint.icon({x + mark / 2, at.y + look.px(10)}, mark, Paint::Icon::warning, ink_of(t, f.severity));
    std::string where = f.line ? tr("line {1}", f.line) : std::string();
    float w = Paint::width(look.fonts.small, where), room = sheet.width() - mark - look.px(16) - w;
    sheet.paint.fit_middle(look.fonts.bold, x + mark + look.px(7), at.y, at.y + look.px(20), t.text, sim::title_of(f.mistake), room);
    sheet.paint.fit_middle(look.fonts.small, x + sheet.width() - w, at.y, at.y + look.px(20), t.dim, where, w + 1);
    ImGui::Dummy({1, look.px(23)});
    sheet.line(f.seen, time_text(f.begin), f.record, f.task, t.text);
    sheet.paragraph(f.impact, t.dim, look.fonts.small, look.px(14));
    sheet.paragraph(tr("Try: {1}", f.advice), t.accent, look.fonts.small, look.px(14));
    sheet.gap(10);
  }
}

}  // namespace app
