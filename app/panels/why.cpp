// Why a task runs, waits or stands in line, or what the loop does, in whole sentences that lead to where it happened.
#include "app/panels/panels.h"

namespace app {

void draw_why(const Model& m, const Look& look, Rect area, WhyUi& ui, Actions& actions) {
  PanelFrame panel("why", look, area, tr("Why?"), true);
  if (!m.document || m.document->trace.size() == 0) return;
  Asked a = asked(m);
  header_note(panel, look, m.selection.empty() ? tr("what runs now") : a.record == m.cursor ? tr("at the playhead") : tr("of the selected span"));
  Sheet sheet(look, actions);
  sheet.gap(4);
  write_why(sheet, *m.document, answer(m, a, ui), true);
  if (!m.selection.empty()) return;
  sheet.gap(8);
  sheet.paragraph(tr("Click a span on the timeline to ask about it."), look.theme->faint, look.fonts.small);
}

}  // namespace app
