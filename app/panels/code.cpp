// The program: colours, the line that runs now, and a chip in the gutter for every task that is parked on a line.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr float kLineHeight = 21, kChips = 76, kNumbers = 26;

class CodePainter {
 public:
  CodePainter(const Model& model, const Look& look, Actions& actions)
      : m(model),
        d(*model.document),
        look(look),
        actions(actions),
        paint(ImGui::GetWindowDrawList(), look),
        theme(*look.theme),
        advance(Paint::width(look.fonts.code, "0")) {
    ImVec2 at = ImGui::GetWindowPos();
    window = {at, {at.x + ImGui::GetWindowWidth(), at.y + ImGui::GetWindowHeight()}};
    code_left = window.min.x + look.px(kChips + kNumbers + 12);
    longest = code_left - window.min.x + advance * static_cast<float>(std::min<size_t>(d.longest_line, 2000) + 2);
  }

  void draw(size_t number) {
    Rect r;
    ImGui::PushID(static_cast<int>(number));
    ImVec2 at = ImGui::GetCursorScreenPos();
    r = {{window.min.x, at.y}, {window.max.x, at.y + look.px(kLineHeight)}};
    bool clicked = ImGui::InvisibleButton("line", {std::max(ImGui::GetContentRegionAvail().x, longest), r.height()});
    bool over = ImGui::IsItemHovered();
    ImGui::PopID();
    if (clicked) {
      Action run{ActionId::run_to_line};
      run.a = static_cast<double>(number);
      actions.push_back(run);
    }
    bool current = m.moment.current_line == number, broken = d.run->line == number && d.run->ending != sim::Ending::finished;
    if (current)
      paint.box(r, theme.current_line);
    else if (broken)
      paint.box(r, theme.error_panel);
    else if (over)
      paint.box(r, with_alpha(theme.hover, 0.45f));
    paint.list->PushClipRect({code_left, r.min.y}, r.max, true);
    text(number, r);
    paint.list->PopClipRect();
    gutter(number, r, current, broken, over);
  }

 private:
  void gutter(size_t number, Rect r, bool current, bool broken, bool over) {
    std::string digits = std::to_string(number);
    float right = code_left - look.px(12);
    paint.fit_middle(look.fonts.code_small, right - Paint::width(look.fonts.code_small, digits), r.min.y, r.max.y,
                     broken    ? theme.failed
                     : current ? theme.text
                               : theme.faint,
                     digits, look.px(60));
    if (current)
      paint.box({{r.min.x, r.min.y}, {r.min.x + look.px(3), r.max.y}}, m.moment.running ? theme.running : theme.accent);
    chips(number, r, current, over);
  }
  void chips(size_t number, Rect r, bool current, bool over) {
    auto first = std::lower_bound(m.moment.parked.begin(), m.moment.parked.end(), number,
                                  [](const TaskNow& t, size_t n) { return t.line < n; });
    auto last = std::upper_bound(first, m.moment.parked.end(), number, [](size_t n, const TaskNow& t) { return n < t.line; });
    auto parked = static_cast<size_t>(last - first);
    bool runs = current && m.moment.running;
    if (!parked && !runs) return;
    float height = look.px(18), x = r.min.x + look.px(8), room = look.px(kChips - 6);
    ImVec2 at{x, std::floor(r.centre().y - height / 2)};
    if (runs && !parked) {
      paint.pill(at, height, d.task_name(m.moment.running), theme.running, theme.on_state, room);
    } else if (parked == 1 && !runs) {
      chip(at, height, *first, d.task_name(first->task), room);
    } else {
      chip(at, height, *first, runs ? sim::cat("1 + ", parked) : sim::cat(parked, " tasks"), room);
    }
    if (over && ImGui::GetIO().MousePos.x < x + room) tell(number, first, last);
  }
  // Parked: outlined in the state's colour, with its glyph.
  void chip(ImVec2 at, float height, const TaskNow& task, std::string_view name, float room) {
    ImU32 ink = paint.colour(task.state);
    float glyph = look.px(8), w = std::min(room, Paint::width(look.fonts.small, name) + glyph + look.px(20));
    Rect r{at, {at.x + w, at.y + height}};
    paint.box(r, with_alpha(ink, 0.14f), height / 2);
    paint.frame(r, with_alpha(ink, 0.8f), height / 2);
    paint.state_glyph({r.min.x + look.px(12), r.centre().y}, glyph, task.state);
    paint.fit_middle(look.fonts.small, r.min.x + look.px(20), r.min.y, r.max.y, theme.text, name,
                     r.max.x - r.min.x - look.px(24));
  }
  template <class It>
  void tell(size_t number, It first, It last) {
    ImGui::BeginTooltip();
    Paint tip(ImGui::GetWindowDrawList(), look);
    float width = 0, line = look.px(20);
    ImVec2 at = ImGui::GetCursorScreenPos();
    size_t rows = 0;
    if (m.moment.running && m.moment.current_line == number)
      width = tip.text(look.fonts.text, at, theme.text, sim::cat(d.task_name(m.moment.running), " runs this line now")), ++rows;
    for (auto it = first; it != last && rows < 12; ++it, ++rows) {
      std::string waits = waits_for(d, *it);
      uint32_t resumes = d.spans.row(it->task).resumes;
      std::string text = sim::cat(d.task_name(it->task), " waits here", std::string_view(waits.empty() ? "" : " for "), waits,
                                  resumes > 1 ? sim::cat(" (it runs ", resumes, " times in all)") : std::string());
      width = std::max(width,
                       tip.fit(look.fonts.text, {at.x, at.y + line * static_cast<float>(rows)}, theme.text, text, look.px(460)));
    }
    if (static_cast<size_t>(last - first) > 12) {
      width = std::max(width, tip.text(look.fonts.text, {at.x, at.y + line * static_cast<float>(rows)}, theme.dim,
                                       sim::cat("and ", static_cast<size_t>(last - first) - 12, " more")));
      ++rows;
    }
    ImGui::Dummy({width, line * static_cast<float>(rows) - look.px(4)});
    ImGui::EndTooltip();
  }

  ImU32 colour(sim::py::Colour c) const {
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
  // Pieces of one colour at their columns: a tab goes to the next multiple of four, every other character is one column wide.
  void text(size_t number, Rect r) {
    std::string_view line = d.line(number);
    if (line.size() > 2000) line = line.substr(0, 2000);
    size_t base = d.line_starts[number - 1];
    float x0 = code_left - ImGui::GetScrollX(), y = std::floor((r.min.y + r.max.y - look.fonts.code.size) / 2);
    size_t span = d.line_colours[number - 1];
    int column = 0;
    for (size_t i = 0; i < line.size();) {
      while (span < d.colours.size() && d.colours[span].end <= base + i) ++span;
      bool inside = span < d.colours.size() && d.colours[span].start <= base + i;
      size_t end = std::min(
          line.size(), span < d.colours.size() ? (inside ? d.colours[span].end : d.colours[span].start) - base : line.size());
      std::string_view piece = line.substr(i, end - i);
      size_t tab = piece.find('\t');
      if (tab == 0) {
        column = (column / 4 + 1) * 4;
        ++i;
        continue;
      }
      piece = piece.substr(0, tab);
      paint.text(look.fonts.code, {x0 + static_cast<float>(column) * advance, y},
                 inside ? colour(d.colours[span].colour) : theme.text, piece);
      for (char c : piece) column += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
      i += piece.size();
    }
  }

  const Model& m;
  const Document& d;
  const Look& look;
  Actions& actions;
  Paint paint;
  const Theme& theme;
  float advance;
  Rect window;
  float code_left, longest;
};

// The current line stays in sight, a few lines away from the edge.
void follow(const Model& m, const Look& look, CodeUi& ui) {
  uint32_t line = m.moment.current_line;
  if (ui.document != m.document.get()) ui = {m.document.get(), 0};
  if (line == 0 || line == ui.shown_line) return;
  ui.shown_line = line;
  float height = look.px(kLineHeight), y = static_cast<float>(line - 1) * height, view = ImGui::GetWindowHeight(),
        top = ImGui::GetScrollY();
  if (y < top + height)
    ImGui::SetScrollY(std::max(0.0f, y - 3 * height));
  else if (y + 2 * height > top + view)
    ImGui::SetScrollY(y + 4 * height - view);
}

}  // namespace

void draw_code(const Model& m, const Look& look, Rect area, CodeUi& ui, Actions& actions) {
  PanelFrame panel("code", look, area, m.document ? m.document->name.c_str() : "Code", true, true);
  if (!m.document) return;
  header_note(panel, look, plural(m.document->lines(), "line", "lines"));
  follow(m, look, ui);
  CodePainter painter(m, look, actions);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(m.document->lines()), look.px(kLineHeight));
  while (clipper.Step())
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) painter.draw(static_cast<size_t>(n) + 1);
}

}  // namespace app
