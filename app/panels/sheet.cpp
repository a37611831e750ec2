#include "app/panels/sheet.h"

#include "app/future.h"

#include <algorithm>

namespace app {

Sheet::Sheet(const Look& look, Actions& actions)
    : look(look), paint(ImGui::GetWindowDrawList(), look), actions(actions), width_(std::max(ImGui::GetContentRegionAvail().x - look.px(2 * kPad), 1.0f)) {}

void Sheet::title(std::string_view name, std::string_view kind, const TaskState* glyph) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float x = at.x + look.px(kPad), right = x + width_;
  if (glyph) {
    paint.state_glyph({x + look.px(6), at.y + look.px(11)}, look.px(12), *glyph);
    x += look.px(20);
  }
  float w = paint.fit_middle(look.fonts.title, x, at.y, at.y + look.px(22), look.theme->text, name, right - x);
  if (w > 0) paint.fit_middle(look.fonts.small, x + w + look.px(8), at.y, at.y + look.px(24), look.theme->dim, kind, right - x - w - look.px(8));
  ImGui::Dummy({1, look.px(28)});
}

void Sheet::section(std::string_view name) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  paint.fit_middle(look.fonts.small_bold, at.x + look.px(kPad), at.y + look.px(6), at.y + look.px(28), look.theme->dim, name, width_);
  ImGui::Dummy({1, look.px(28)});
}

void Sheet::paragraph(std::string_view text, ImU32 ink, const compat::Font& font, float indent) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float height = paint.wrapped(font, {at.x + look.px(kPad) + indent, at.y}, ink, text, width_ - indent);
  ImGui::Dummy({1, height + look.px(4)});
}

void Sheet::fact(std::string_view what, std::string_view value, ImU32 ink) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float label = std::min(look.px(104), width_ * 0.4f), bottom = at.y + look.px(21);
  paint.fit_middle(look.fonts.small, at.x + look.px(kPad), at.y, bottom, look.theme->dim, what, label - look.px(4));
  paint.fit_middle(look.fonts.small, at.x + look.px(kPad) + label, at.y, bottom, ink ? ink : look.theme->text, value, width_ - label);
  ImGui::Dummy({1, look.px(21)});
}

void Sheet::line(std::string_view text, std::string_view note, size_t record, sim::TaskId task, ImU32 ink) {
  const compat::Font& font = look.fonts.small;
  bool leads = record != sim::kNoRecord || task != 0;
  float note_width = note.empty() ? 0 : Paint::width(font, note) + look.px(10), room = width_ - note_width - look.px(14);
  float height = paint.wrapped_height(font, text, room);
  ImVec2 at = ImGui::GetCursorScreenPos();
  Rect r{at, {at.x + ImGui::GetContentRegionAvail().x, at.y + height + look.px(6)}};
  ImGui::PushID(next_++);
  bool clicked = ImGui::InvisibleButton("line", {std::max(r.width(), 1.0f), r.height()});
  ImGui::PopID();
  bool over = leads && ImGui::IsItemHovered();
  if (over) paint.box(r, with_alpha(look.theme->hover, 0.7f));
  float x = at.x + look.px(kPad), y = at.y + look.px(3);
  paint.list->AddCircleFilled({x + look.px(3), y + font.size * 0.55f}, look.px(2), leads ? look.theme->accent : look.theme->faint, 10);
  paint.wrapped(font, {x + look.px(14), y}, over ? look.theme->text : ink, text, room);
  if (!note.empty()) paint.fit(font, {x + width_ - note_width + look.px(10), y}, look.theme->dim, note, note_width);
  if (!clicked || !leads) return;
  if (record != sim::kNoRecord) {
    Action go{ActionId::seek_record};
    go.a = static_cast<double>(record);
    actions.push_back(go);
  }
  if (task) {
    Action select{ActionId::select_task};
    select.a = task;
    actions.push_back(select);
  }
}

namespace {
Asked at_cursor(const Model& m) {
  Asked a;
  a.task = m.selection.empty() ? m.moment.running : m.selection.task;
  a.loop = a.task == 0;
  a.record = m.cursor;
  a.now = static_cast<sim::Time>(m.clock);
  return a;
}
}  // namespace

Asked asked(const Model& m) {
  const sim::Spans& spans = m.document->spans;
  Asked a = at_cursor(m);
  const sim::Row& row = spans.row(a.task);
  size_t span = m.selection.span;
  if (m.selection.empty() || span == kNothing || span < row.first || span >= row.last) return a;
  if (hides_future(m) && spans.record(span) > m.cursor) return a;
  // The span as it is where the cursor stands in it, else as it begins.
  size_t first = spans.record(span), last = spans.end_record(span, row);
  if (a.record < first || a.record >= std::max(last, first + 1)) a.record = std::min(first, m.document->last_record()), a.now = 0;
  return a;
}

const sim::Why& answer(const Model& m, const Asked& a, WhyUi& ui) {
  if (ui.document == m.document_id() && ui.task == a.task && ui.record == a.record && ui.now == a.now) return ui.why;
  ui.document = m.document_id();
  ui.task = a.task;
  ui.record = a.record;
  ui.now = a.now;
  sim::Known known = m.document->known();
  ui.why = a.loop ? sim::why_loop(known, a.record) : sim::why_task(known, a.task, a.record, a.now);
  return ui.why;
}

void write_why(Sheet& sheet, const Document& d, const sim::Why& why, bool headline) {
  const Theme& t = *sheet.look.theme;
  if (headline) {
    sheet.paragraph(why.headline, t.text, sheet.look.fonts.text);
    sheet.gap(4);
  }
  for (const sim::WhyLine& line : why.details)
    sheet.line(line.text, line.record == sim::kNoRecord ? std::string() : time_text(d.time(line.record)), line.record, line.task, line.later ? t.dim : t.text);
  if (why.chain.empty()) return;
  sheet.section(tr("HOW IT CAME TO THIS"));
  for (const sim::Cause& cause : why.chain) sheet.line(cause.sentence, time_text(d.time(cause.record)), cause.record, cause.task, t.text);
}

}  // namespace app
