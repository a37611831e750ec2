#include "app/panels/code_text.h"

#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr float kLineHeight = 21, kBreakpoints = 16, kChips = 72, kGap = 12;
constexpr size_t kLongestDrawn = 2000;  // bytes of a line

ImU32 colour_of(const Theme& theme, sim::py::Colour c) {
  switch (c) {
    case sim::py::Colour::keyword: return theme.keyword;
    case sim::py::Colour::number: return theme.number;
    case sim::py::Colour::string:
    case sim::py::Colour::fstring: return theme.string;
    case sim::py::Colour::comment: return theme.comment;
    case sim::py::Colour::op: return theme.op;
    case sim::py::Colour::error: return theme.invalid;
    default: return theme.text;
  }
}

// How often a task had run up to a record.
size_t resumes_until(const Document& d, sim::TaskId task, size_t cursor) {
  const sim::Row& row = d.spans.row(task);
  size_t count = 0;
  for (size_t s = row.first; s < row.last && d.spans.record(s) <= cursor; ++s) count += d.spans.state(s) == sim::SpanState::running;
  return count;
}

void tell(const Look& look, const std::vector<std::string>& lines, const compat::Font& font) {
  begin_tip(look);
  Paint tip(ImGui::GetWindowDrawList(), look);
  float width = 0, height = std::ceil(font.size * 1.35f);
  ImVec2 at = ImGui::GetCursorScreenPos();
  for (size_t n = 0; n < lines.size(); ++n)
    width = std::max(width, tip.fit(font, {at.x, at.y + height * static_cast<float>(n)}, look.theme->text, lines[n], look.px(620)));
  ImGui::Dummy({width, height * static_cast<float>(lines.size()) - look.px(4)});
  ImGui::EndTooltip();
}

}  // namespace

CodeText::CodeText(const Model& model, const Look& l, CodeUi& u, ImVec2 o, Rect w)
    : m(model),
      look(l),
      ui(u),
      paint(ImGui::GetWindowDrawList(), l),
      theme(*l.theme),
      buffer(model.source.buffer),
      origin(o),
      window(w),
      advance(Paint::width(l.fonts.code, "0")) {
  // No wider than what stands there: a program without tasks has no marks, one of ten lines no numbers of four digits.
  chips_width = window.width() > look.px(320) && m.document && m.document->stats.tasks > 0 ? look.px(kChips) : 0;
  float numbers = Paint::width(l.fonts.code_small, std::to_string(std::max<size_t>(buffer.lines(), 10)));
  gutter_width = look.px(kBreakpoints) + chips_width + std::ceil(numbers) + look.px(4 + kGap);
}

void CodeText::refresh(CodeUi& ui, const Model& m) {
  const TextBuffer& b = m.source.buffer;
  if (ui.path != m.source.path || ui.revision != b.revision() || ui.line_starts.size() != b.lines()) {
    ui.path = m.source.path;
    ui.revision = b.revision();
    ui.text = b.text();
    ui.colours = sim::py::colour_spans(ui.text);
    ui.line_starts.clear();
    ui.line_colours.clear();
    ui.longest = 0;
    size_t at = 0, span = 0;
    for (size_t n = 0; n < b.lines(); ++n) {
      while (span < ui.colours.size() && ui.colours[span].end <= at) ++span;
      ui.line_starts.push_back(at);
      ui.line_colours.push_back(span);
      ui.longest = std::max(ui.longest, b.column({n, std::min(b.line(n).size(), kLongestDrawn)}));
      at += b.line(n).size() + 1;
    }
    ui.found_for.clear();
    ui.found.clear();
  }
  std::string wanted = m.code_search.open ? m.code_search.what : std::string();
  if (wanted == ui.found_for) return;
  ui.found_for = wanted;
  ui.found = b.find_all(wanted);
}

float CodeText::line_height(const Look& look) { return look.px(kLineHeight); }
float CodeText::width() const { return gutter_width + advance * static_cast<float>(ui.longest + 3); }
float CodeText::height() const { return line_height(look) * (static_cast<float>(buffer.lines()) + 2); }

float CodeText::x_of(Place place) const { return origin.x + gutter_width + advance * static_cast<float>(buffer.column(place)); }

CodeText::Zone CodeText::zone(ImVec2 mouse) const {
  float x = mouse.x - window.min.x;
  if (x < look.px(kBreakpoints)) return Zone::breakpoint;
  if (x < look.px(kBreakpoints) + chips_width) return Zone::chips;
  return x < gutter_width - look.px(kGap) / 2 ? Zone::number : Zone::text;
}

size_t CodeText::line_at(ImVec2 mouse) const {
  float line = std::floor((mouse.y - origin.y) / line_height(look));
  return static_cast<size_t>(std::clamp(line, 0.0f, static_cast<float>(buffer.lines() - 1)));
}

Place CodeText::place_at(ImVec2 mouse) const {
  float column = (mouse.x - origin.x - gutter_width) / advance;
  return buffer.at_column(line_at(mouse), static_cast<size_t>(std::max(0.0f, column + 0.5f)));
}

Rect CodeText::caret_rect() const {
  Place at = buffer.caret();
  float x = x_of(at), y = origin.y + line_height(look) * static_cast<float>(at.line);
  return {{x, y}, {x + std::max(1.0f, look.px(2)), y + line_height(look)}};
}

bool CodeText::is_current(size_t line) const { return m.moment.current_line != 0 && m.source.line_in_run(line) == m.moment.current_line; }

bool CodeText::in_chain(size_t line) const {
  const sim::Snapshot* s = values_now(m);
  uint32_t in_run = m.source.line_in_run(line);
  if (!s || in_run == 0) return false;
  return std::any_of(s->frames.begin(), s->frames.end(), [&](const sim::FrameNow& f) { return f.line == in_run && f.function != "<module>"; });
}

bool CodeText::is_broken(size_t line) const {
  if (m.source.error) return m.source.error->line == line;
  if (!m.document) return false;
  uint32_t in_run = m.document->run->ending == sim::Ending::finished || hides_future(m) ? 0 : m.document->trouble_line;
  return in_run != 0 && m.source.line_in_run(line) == in_run;
}

std::pair<size_t, size_t> CodeText::parked(size_t line) const {
  uint32_t in_run = m.source.line_in_run(line);
  const auto& all = m.moment.parked;
  auto first = std::lower_bound(all.begin(), all.end(), in_run, [](const TaskNow& t, uint32_t n) { return t.line < n; });
  auto last = std::upper_bound(first, all.end(), in_run, [](uint32_t n, const TaskNow& t) { return n < t.line; });
  if (in_run == 0) return {0, 0};
  return {static_cast<size_t>(first - all.begin()), static_cast<size_t>(last - all.begin())};
}

// ---- drawing

void CodeText::draw() {
  float height = line_height(look);
  auto first = static_cast<size_t>(std::max(0.0f, std::floor((window.min.y - origin.y) / height)));
  size_t last = std::min(buffer.lines(), static_cast<size_t>(std::max(0.0f, std::ceil((window.max.y - origin.y) / height))));
  for (size_t n = first; n < last; ++n) {
    float y = origin.y + height * static_cast<float>(n);
    Rect r{{window.min.x, y}, {window.max.x, y + height}};
    ground(n + 1, r);
    paint.list->PushClipRect({window.min.x + gutter_width - look.px(6), r.min.y}, r.max, true);
    pointer(n, r);
    found(n, r);
    selection(n, r);
    text(n, r);
    error(n, r);
    cut(n, r);
    paint.list->PopClipRect();
    gutter(n + 1, r);
  }
  if (m.typing) caret();
}

void CodeText::ground(size_t line, Rect r) {
  if (is_current(line))
    paint.box(r, theme.current_line);
  else if (is_broken(line))
    paint.box(r, theme.error_panel);
  else if (in_chain(line))
    paint.box(r, with_alpha(theme.current_line, 0.5f));
  else if (m.typing && buffer.caret().line + 1 == line && buffer.selection().empty())
    paint.box(r, with_alpha(theme.hover, 0.35f));
}

// Around the code of a line that the lesson's step points at.
void CodeText::pointer(size_t n, Rect r) {
  uint32_t in_run = m.source.line_in_run(n + 1);
  const std::string& line = buffer.line(n);
  size_t first = line.find_first_not_of(" \t"), last = line.find_last_not_of(" \t");
  if (!points_at(m, in_run) || first == std::string::npos) return;
  Rect around{{x_of({n, first}) - look.px(4), r.min.y + look.px(1)}, {x_of({n, last + 1}) + look.px(5), r.max.y - look.px(1)}};
  paint.box(around, with_alpha(theme.accent, 0.18f), look.px(4));
  paint.frame(around, with_alpha(theme.accent, 0.85f), look.px(4));
}

void CodeText::gutter(size_t line, Rect r) {
  bool current = is_current(line);
  ImU32 bar = current ? (m.moment.running ? theme.running : theme.accent) : in_chain(line) ? with_alpha(theme.running, 0.45f) : 0;
  if (bar) paint.box({r.min, {r.min.x + look.px(3), r.max.y}}, bar);
  if (m.source.breakpoints.count(line))
    paint.list->AddCircleFilled({r.min.x + look.px(10), r.centre().y}, look.px(5), theme.failed, 16);
  else if (ui.hovered_line == line && ui.hovered_zone == static_cast<int>(Zone::breakpoint))
    paint.list->AddCircleFilled({r.min.x + look.px(10), r.centre().y}, look.px(5), with_alpha(theme.failed, 0.35f), 16);
  std::string digits = std::to_string(line);
  float right = r.min.x + gutter_width - look.px(kGap);
  bool over = ui.hovered_line == line && ui.hovered_zone == static_cast<int>(Zone::number);
  paint.fit_middle(look.fonts.code_small, right - Paint::width(look.fonts.code_small, digits), r.min.y, r.max.y,
                   is_broken(line)   ? theme.failed
                   : over            ? theme.accent
                   : current         ? theme.text
                                     : theme.faint,
                   digits, look.px(60));
  if (chips_width > 0) chips(line, r);
}

void CodeText::chips(size_t line, Rect r) {
  auto [first, last] = parked(line);
  bool runs = is_current(line) && m.moment.running;
  if (first == last && !runs) return;
  float height = look.px(18), room = chips_width - look.px(4);
  ImVec2 at{r.min.x + look.px(kBreakpoints), std::floor(r.centre().y - height / 2)};
  if (runs && first == last)
    paint.pill(at, height, m.document->task_name(m.moment.running), theme.running, theme.on_state, room);
  else if (last - first == 1 && !runs)
    chip(at, height, m.moment.parked[first], m.document->task_name(m.moment.parked[first].task), room);
  else
    chip(at, height, m.moment.parked[first], count_of(last - first, runs, room), room);
}

// "8 tasks", or the number alone where that is too long.
std::string CodeText::count_of(size_t parked, bool runs, float room) const {
  if (runs) return sim::cat("1 + ", parked);
  std::string words = tr("{1} tasks", parked);
  return Paint::width(look.fonts.small, words) < room - look.px(24) ? words : std::to_string(parked);
}

// Parked: outlined in the state's colour, with its glyph.
void CodeText::chip(ImVec2 at, float height, const TaskNow& task, std::string_view name, float room) {
  ImU32 ink = paint.colour(task.state);
  float glyph = look.px(8), w = std::min(room, Paint::width(look.fonts.small, name) + glyph + look.px(20));
  Rect r{at, {at.x + w, at.y + height}};
  paint.box(r, with_alpha(ink, 0.14f), height / 2);
  paint.frame(r, with_alpha(ink, 0.8f), height / 2);
  paint.state_glyph({r.min.x + look.px(12), r.centre().y}, glyph, task.state);
  paint.fit_middle(look.fonts.small, r.min.x + look.px(20), r.min.y, r.max.y, theme.text, name, r.max.x - r.min.x - look.px(24));
}

void CodeText::range(size_t line, Rect r, TextRange range, ImU32 colour) {
  if (line < range.from.line || line > range.to.line) return;
  float from = line == range.from.line ? x_of(range.from) : x_of({line, 0});
  float to = line == range.to.line ? x_of(range.to) : x_of({line, buffer.line(line).size()}) + advance * 0.6f;
  if (to > from) paint.box({{from, r.min.y}, {to, r.max.y}}, colour);
}

void CodeText::selection(size_t line, Rect r) {
  TextRange chosen = buffer.selection();
  if (!chosen.empty()) range(line, r, chosen, with_alpha(theme.accent, m.typing ? 0.32f : 0.2f));
}

void CodeText::found(size_t line, Rect r) {
  auto it = std::lower_bound(ui.found.begin(), ui.found.end(), line, [](const TextRange& f, size_t n) { return f.from.line < n; });
  for (; it != ui.found.end() && it->from.line == line; ++it) range(line, r, *it, with_alpha(theme.ready, 0.3f));
}

// Pieces of one colour at their columns: a tab goes to the next stop.
void CodeText::text(size_t n, Rect r) {
  std::string_view line = std::string_view(buffer.line(n)).substr(0, kLongestDrawn);
  size_t base = ui.line_starts[n], span = ui.line_colours[n], column = 0;
  float x0 = origin.x + gutter_width, y = std::floor((r.min.y + r.max.y - look.fonts.code.size) / 2);
  const auto& spans = ui.colours;
  for (size_t i = 0; i < line.size();) {
    while (span < spans.size() && spans[span].end <= base + i) ++span;
    bool inside = span < spans.size() && spans[span].start <= base + i;
    size_t end = std::min(line.size(), span < spans.size() ? (inside ? spans[span].end : spans[span].start) - base : line.size());
    std::string_view piece = line.substr(i, end - i);
    size_t tab = piece.find('\t');
    if (tab == 0) {
      column = (column / kTabWidth + 1) * kTabWidth;
      ++i;
      continue;
    }
    piece = piece.substr(0, tab);
    column += paint.columns(look.fonts.code, {x0 + static_cast<float>(column) * advance, y}, inside ? colour_of(theme, spans[span].colour) : theme.text, piece, advance);
    i += piece.size();
  }
}

void CodeText::error(size_t n, Rect r) {
  const auto& e = m.source.error;
  if (!e || e->line != n + 1) return;
  auto column = [&](uint32_t of_python) { return buffer.column(buffer.at_character(n, of_python > 0 ? of_python - 1 : 0)); };
  size_t from = column(e->col), to = e->end_line == e->line && e->end_col > e->col ? column(e->end_col) : buffer.column({n, buffer.line(n).size()});
  float x0 = origin.x + gutter_width + advance * static_cast<float>(from), x1 = origin.x + gutter_width + advance * static_cast<float>(std::max(to, from + 1));
  float step = look.px(3), y = r.max.y - look.px(3);
  bool up = false;
  for (float x = x0; x < x1; x += step, up = !up)
    paint.list->AddLine({x, y + (up ? 0 : step * 0.7f)}, {std::min(x + step, x1), y + (up ? step * 0.7f : 0)}, theme.failed, std::max(1.0f, look.scale * 1.3f));
}

// A line that goes on beyond the edge fades out there, with a sign that there is more.
void CodeText::cut(size_t n, Rect r) {
  if (x_of({n, std::min(buffer.line(n).size(), kLongestDrawn)}) <= r.max.x) return;
  ImU32 ground = is_current(n + 1) ? theme.current_line : is_broken(n + 1) ? theme.error_panel : theme.panel, none = with_alpha(ground, 0);
  paint.list->AddRectFilledMultiColor({r.max.x - look.px(30), r.min.y}, {r.max.x - look.px(12), r.max.y}, none, ground, ground, none);
  paint.box({{r.max.x - look.px(12), r.min.y}, r.max}, ground);
  paint.icon({r.max.x - look.px(7), r.centre().y}, look.px(9), Paint::Icon::next, theme.dim);
}

void CodeText::caret() {
  Rect r = caret_rect();
  paint.list->PushClipRect({window.min.x + gutter_width - look.px(3), window.min.y}, window.max, true);
  paint.box({{std::floor(r.min.x) - 1, r.min.y + look.px(2)}, {std::floor(r.min.x) - 1 + std::max(2.0f, look.px(2)), r.max.y - look.px(2)}}, theme.accent);
  paint.list->PopClipRect();
}

// ---- under the mouse

void CodeText::tell_tasks(size_t line) const {
  auto [first, last] = parked(line);
  std::vector<std::string> lines;
  const Document& d = *m.document;
  if (m.moment.running && is_current(line)) lines.push_back(tr("{1} runs this line now", d.task_name(m.moment.running)));
  for (size_t n = first; n < last && lines.size() < 12; ++n) {
    const TaskNow& task = m.moment.parked[n];
    std::string waits = waits_for(d, task);
    size_t resumes = resumes_until(d, task.task, m.cursor);
    std::string_view name = d.task_name(task.task);
    lines.push_back(task.state == TaskState::ready ? tr("{1} is ready to go on here, resume {2}", name, resumes)
                    : waits.empty()                ? tr("{1} waits here, resume {2}", name, resumes)
                                                   : tr("{1} waits here for {3}, resume {2}", name, resumes, waits));
  }
  if (last - first > 12) lines.push_back(tr("and {1} more", last - first - 12));
  if (!lines.empty()) tell(look, lines, look.fonts.text);
}

bool CodeText::tell_value(Place place) const {
  const sim::Snapshot* s = values_now(m);
  TextRange word = buffer.word_at(place);
  std::string name = buffer.text(word);
  if (!s || name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  if (word.from.byte > 0 && buffer.line(word.from.line)[word.from.byte - 1] == '.') return false;  // an attribute of something
  auto look_in = [&](const std::vector<sim::Variable>& variables, const std::string& where) {
    for (const sim::Variable& v : variables) {
      if (v.name != name) continue;
      tell(look, {sim::cat(name, " = ", v.value), tr("{1}, in {2}", v.type, where)}, look.fonts.code_small);
      return true;
    }
    return false;
  };
  for (const sim::FrameNow& f : s->frames)
    if (look_in(f.variables, f.function == "<module>" ? std::string(tr("the module")) : f.function)) return true;
  return look_in(s->globals, tr("the module"));
}

bool CodeText::tell_error(Place place) const {
  const auto& e = m.source.error;
  if (!e || e->line != place.line + 1) return false;
  tell(look, {e->message}, look.fonts.text);
  return true;
}

}  // namespace app
