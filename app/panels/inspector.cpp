// Plain facts about what is selected: a task or one of its spans, or the loop; and what led to it, link by link.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <iterator>

namespace app {

namespace {

class Facts {
 public:
  Facts(const Model& model, const Look& look, InspectorUi& ui, Actions& actions)
      : m(model),
        d(*model.document),
        look(look),
        ui(ui),
        actions(actions),
        paint(ImGui::GetWindowDrawList(), look),
        t(*look.theme),
        width(ImGui::GetContentRegionAvail().x) {}

  void title(std::string_view name, std::string_view kind, TaskState state, bool glyph) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float x = at.x + look.px(kPad);
    if (glyph) {
      paint.state_glyph({x + look.px(6), at.y + look.px(11)}, look.px(12), state);
      x += look.px(20);
    }
    float room = at.x + width - look.px(kPad) - x;
    float w = paint.fit_middle(look.fonts.title, x, at.y, at.y + look.px(22), t.text, name, room);
    paint.fit_middle(look.fonts.small, x + w + look.px(8), at.y, at.y + look.px(24), t.dim, kind, room - w - look.px(8));
    ImGui::Dummy({1, look.px(30)});
  }
  void fact(const char* what, std::string_view value, ImU32 ink = 0) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float label = std::min(look.px(86), width * 0.36f), bottom = at.y + look.px(21);
    paint.fit_middle(look.fonts.small, at.x + look.px(kPad), at.y, bottom, t.faint, what, label);
    paint.fit_middle(look.fonts.small, at.x + look.px(kPad) + label, at.y, bottom, ink ? ink : t.text, value,
                     width - label - look.px(2 * kPad));
    ImGui::Dummy({1, look.px(21)});
  }
  void note(std::string_view text) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    paint.fit(look.fonts.small, {at.x + look.px(kPad), at.y + look.px(8)}, t.faint, text, width - look.px(2 * kPad));
    ImGui::Dummy({1, look.px(28)});
  }
  void section(const char* name) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    paint.fit_middle(look.fonts.small_bold, at.x + look.px(kPad), at.y + look.px(6), at.y + look.px(28), t.dim, name, width);
    ImGui::Dummy({1, look.px(28)});
  }

  void task(sim::TaskId id) {
    const sim::Row& row = d.spans.row(id);
    TaskNow now = task_now(d, id, m.cursor);
    title(d.task_name(id), d.trace.text(row.coroutine), now.state, true);
    Sheet sheet(look, actions);
    sheet.paragraph(answer(m, asked(m), ui.why).headline, t.text, look.fonts.small);
    sheet.gap(4);
    std::string waits = waits_for(d, now);
    fact(tr("now"), waits.empty()                          ? std::string(word(now.state))
                    : now.state == TaskState::blocked      ? tr("blocked in {1}", waits)
                    : now.state == TaskState::suspended    ? tr("waits for {1}", waits)
                                                           : tr("{1} for {2}", word(now.state), waits));
    if (now.line) fact(tr("stands at"), tr("line {1}", now.line));
    fact(tr("made by"), tr("{1} at {2}", row.parent ? d.task_name(row.parent) : std::string_view(tr("the program")), time_text(d.trace[row.spawned].t)));
    if (row.how != sim::TaskEnd::none && (m.cursor >= row.end_record || !hides_future(m))) ended(row);
    measure(id, row);
    using S = sim::SpanState;
    fact(tr("ran"), sim::cat(plural(ui.sums.runs, tr("time"), tr("times")),
                         of_state(S::running) ? sim::cat(", ", time_text(of_state(S::running))) : std::string()));
    fact(tr("waited"), time_text(of_state(S::suspended)));
    if (of_state(S::ready)) fact(tr("in line"), time_text(of_state(S::ready)));
    if (of_state(S::blocked)) fact(tr("held loop"), time_text(of_state(S::blocked)), t.blocked);
  }
  void span(const sim::Row& row, size_t n) {
    section(tr("SELECTED SPAN"));
    TaskState state = static_cast<TaskState>(d.spans.state(n));
    size_t record = std::min(d.spans.record(n), d.last_record());
    fact(tr("state"), row.task ? word(state) : d.spans.state(n) == sim::SpanState::idle ? tr("waits for the world") : word(state));
    if (!row.task && d.spans.runs(n)) fact(tr("runs"), d.task_name(d.spans.runs(n)));
    if (state == TaskState::suspended && row.task) fact(tr("waits for"), short_wait(d.trace.text(d.trace[record].text)));
    sim::Time from = d.spans.begin(n), to = d.spans.end(n, row);
    fact(tr("from"), time_text(from));
    if (hides_future(m) && to > told_until(m)) return;
    fact(tr("took"), from == to ? tr("no time") : time_text(to - from));
  }
 private:
  sim::Time of_state(sim::SpanState s) const { return ui.sums.of(s); }
  void ended(const sim::Row& row) {
    const sim::Record& r = d.trace[row.end_record];
    bool past = m.cursor >= row.end_record;
    std::string when = time_text(r.t), how = row.how == sim::TaskEnd::returned    ? tr("returns at {1}", when)
                                             : row.how == sim::TaskEnd::cancelled ? tr("is cancelled at {1}", when)
                                                                                  : tr("raises {1} at {2}", d.trace.text(r.text), when);
    fact(past ? tr("ended") : tr("will end"), how, row.how == sim::TaskEnd::raised ? t.failed : 0);
    if (row.how == sim::TaskEnd::raised && r.text2_or_cause) fact("", d.trace.text(r.text2_or_cause), t.dim);
  }
  // Sums over its life, made once for each selection.
  void measure(sim::TaskId id, const sim::Row& row) {
    if (ui.document == m.document_id() && ui.task == id && ui.until == told_until(m)) return;
    ui.document = m.document_id();
    ui.task = id;
    ui.until = told_until(m);
    ui.sums = sums_of(m, row);
  }

  const Model& m;
  const Document& d;
  const Look& look;
  InspectorUi& ui;
  Actions& actions;
  Paint paint;
  const Theme& t;
  float width;
};

}  // namespace

void draw_inspector(const Model& m, const Look& look, Rect area, InspectorUi& ui, Actions& actions) {
  PanelFrame panel("inspector", look, area, tr("Inspector"), true);
  if (!m.document || m.document->trace.size() == 0) return;
  const Document& d = *m.document;
  if (m.selection.shared < d.shared().size()) {
    header_note(panel, look, tr("selected"));
    return tell_shared(m, look, actions);
  }
  Facts facts(m, look, ui, actions);
  sim::TaskId task = m.selection.empty() ? m.moment.running : m.selection.task;
  header_note(panel, look, m.selection.empty() ? (task ? tr("runs now") : "") : tr("selected"));
  if (m.selection.loop || (task == 0 && m.selection.empty())) {
    if (is_covered(m)) return facts.note(tr("Covered."));
    if (hides_future(m)) return facts.note(tr("Hidden until the run is over (H shows it)."));
    const sim::Stats& s = d.stats;
    facts.title(m.selection.loop ? tr("The loop") : tr("The run"), "", TaskState::running, false);
    facts.fact(tr("takes"), time_text(s.total));
    facts.fact(tr("one by one"), time_text(s.serial));
    facts.fact(tr("tasks"), tr("{1}, {2} at once", count_text(s.tasks), count_text(s.most_alive)));
    facts.fact(tr("turns"), count_text(s.turns));
    facts.fact(tr("idle"), time_text(s.idle));
    facts.fact(tr("held"), time_text(s.blocked), s.blocked ? look.theme->blocked : 0);
    if (m.selection.span != kNothing)
      facts.span(d.spans.rows()[0], m.selection.span);
    else if (m.selection.empty())
      facts.note(tr("Click a lane to ask about a task."));
    return;
  }
  facts.task(task);
  const sim::Row& row = d.spans.row(task);
  if (size_t span = m.selection.span; span != kNothing && span >= row.first && span < row.last) facts.span(row, span);
  const sim::Why& why = answer(m, asked(m), ui.why);
  if (!why.details.empty()) facts.section(tr("WHY"));
  Sheet sheet(look, actions);
  write_why(sheet, d, why, false);
}

}  // namespace app
