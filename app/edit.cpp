// Actions on the text: typing, the caret, finding, breakpoints. The run follows a moment after the last of them.
// Before: model.cpp. After: editor/buffer.h; advance() then asks for the run.
#include "app/model_parts.h"
#include "app/paint.h"
#include "sim/base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace app {

namespace {

// Seconds without a change until the text is run: less than a person notices; what is pasted or held down in one go is one run.
constexpr double kEditWait = 0.02;

std::optional<TextBuffer::Move> find_move(std::string_view name) {
  constexpr std::string_view kNames[] = {"left",       "right",    "up",      "down",      "word-left", "word-right",
                                         "line-begin", "line-end", "page-up", "page-down", "begin",     "end"};
  for (size_t n = 0; n < std::size(kNames); ++n)
    if (name == kNames[n]) return static_cast<TextBuffer::Move>(n);
  return std::nullopt;
}

size_t whole(double a) { return a < 1 ? 1 : static_cast<size_t>(std::min(a, 1e9)); }

// Lines and columns from 1, as they are shown.
Place place_of(const Model& m, const Action& action) {
  return m.source.buffer.at_column(whole(action.a) - 1, whole(action.b) - 1);
}

void move_caret(Model& m, std::string_view name) {
  bool extend = name.starts_with("select-");
  if (extend) name.remove_prefix(7);
  if (auto move = find_move(name)) return m.source.buffer.move(*move, extend);
  say(m, tr("there is no move '{1}' of the caret", name), true);
}

void erase(Model& m, std::string_view name) {
  if (auto move = find_move(name)) return m.source.buffer.erase(*move);
  say(m, tr("there is no move '{1}' to erase", name), true);
}

// ---- finding

void find_next(Model& m, bool forward) {
  TextBuffer& b = m.source.buffer;
  if (m.code_search.what.empty()) {
    m.code_search.open = true;
    return;
  }
  TextRange now = b.selection();
  auto found = b.find(m.code_search.what, forward ? now.to : now.from, forward);
  if (!found) return say(m, tr("'{1}' is not in this program", m.code_search.what));
  b.select(*found);
}

void find_text(Model& m, const std::string& what) {
  m.code_search.what = what;
  m.code_search.open = true;
  TextBuffer& b = m.source.buffer;
  if (auto found = b.find(what, b.selection().from, true)) b.select(*found);
}

void open_search(Model& m, bool replacing) {
  std::string chosen = m.source.buffer.selected();
  if (!chosen.empty() && chosen.find('\n') == std::string::npos) m.code_search.what = chosen;
  m.code_search.open = true;
  m.code_search.replacing |= replacing;
}

void replace_one(Model& m) {
  TextBuffer& b = m.source.buffer;
  TextRange chosen = b.selection();
  auto here = m.code_search.what.empty() ? std::nullopt : b.find(m.code_search.what, chosen.from, true);
  if (here && here->from == chosen.from && here->to == chosen.to) b.replace(chosen, m.code_search.with);
  find_next(m, true);
}

// ---- numbers: what if it were another one

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The number that begins at or behind `from`; not the 1 of "x1".
std::optional<std::pair<size_t, size_t>> find_number(std::string_view line, size_t from) {
  for (size_t i = from; i < line.size(); ++i) {
    bool name_before =
        i > 0 && (std::isalnum(static_cast<unsigned char>(line[i - 1])) || line[i - 1] == '_' || line[i - 1] == '.');
    if (!is_digit(line[i]) || name_before) continue;
    size_t end = i;
    while (end < line.size() && (is_digit(line[end]) || line[end] == '_' || line[end] == '.')) ++end;
    return std::pair{i, end};
  }
  return std::nullopt;
}

void change_number(Model& m, const Action& action) {
  TextBuffer& b = m.source.buffer;
  size_t n = whole(action.a) - 1, from = 0;
  if (n >= b.lines()) return say(m, tr("there is no line {1}", n + 1), true);
  std::from_chars(action.text.data(), action.text.data() + action.text.size(), from);
  auto number = find_number(b.line(n), from);
  if (!number) return say(m, tr("line {1} has no number", n + 1), true);
  bool fraction = b.line(n).substr(number->first, number->second - number->first).find('.') != std::string::npos ||
                  action.b != std::floor(action.b);
  char text[40];
  std::snprintf(text, sizeof text, "%.6g", fraction ? action.b : std::round(action.b));
  std::string with = text;
  if (fraction && with.find('.') == std::string::npos && with.find('e') == std::string::npos) with += ".0";
  b.replace({{n, number->first}, {n, number->second}}, with);
}

// ---- breakpoints

void toggle_breakpoint(Model& m, double line) {
  size_t n = line >= 1 ? whole(line) : m.typing ? m.source.buffer.caret().line + 1 : m.source.line_of_run(m.moment.current_line);
  if (n == 0 || n > m.source.buffer.lines()) return say(m, tr("there is no such line"), true);
  if (!m.source.breakpoints.erase(n)) m.source.breakpoints.insert(n);
}

void go_to_breakpoint(Model& m, int direction) {
  if (!m.document) return;
  if (m.source.breakpoints.empty()) return say(m, tr("There is no breakpoint: F9 sets one, or a click left of the line."));
  const sim::Trace& trace = m.document->trace;
  for (auto i = static_cast<ptrdiff_t>(m.cursor) + direction; i >= 0 && i < static_cast<ptrdiff_t>(trace.size());
       i += direction) {
    const sim::Record& r = trace[static_cast<size_t>(i)];
    if (r.event == sim::Event::line && m.source.breakpoints.count(m.source.line_of_run(r.line)))
      return go(m, static_cast<size_t>(i));
  }
  say(m, direction > 0 ? tr("No breakpoint is reached after this.") : tr("No breakpoint was reached before this."));
}

bool apply_text(Model& m, const Action& action) {
  TextBuffer& b = m.source.buffer;
  switch (action.id) {
    case ActionId::type: b.insert(action.text); return true;
    case ActionId::new_line: b.new_line(); return true;
    case ActionId::erase: erase(m, action.text); return true;
    case ActionId::undo:
      if (!b.undo()) say(m, tr("There is nothing to undo."));
      return true;
    case ActionId::redo:
      if (!b.redo()) say(m, tr("There is nothing to redo."));
      return true;
    case ActionId::cut:
      if (b.selection().empty()) return true;
      m.requests.clipboard = b.selected();
      b.erase(TextBuffer::Move::left);
      return true;
    case ActionId::paste: b.insert(action.text); return true;
    case ActionId::indent: b.indent(); return true;
    case ActionId::dedent: b.dedent(); return true;
    case ActionId::toggle_comment: b.toggle_comment(); return true;
    case ActionId::duplicate_line: b.duplicate_lines(); return true;
    case ActionId::delete_line: b.erase_lines(); return true;
    case ActionId::line_up: b.move_lines(-1); return true;
    case ActionId::line_down: b.move_lines(1); return true;
    case ActionId::replace_one: replace_one(m); return true;
    case ActionId::replace_all:
      say(m, tr("{1} replaced", plural(b.replace_found(m.code_search.what, m.code_search.with), tr("place"), tr("places"))));
      return true;
    case ActionId::change_number: change_number(m, action); return true;
    default: return false;
  }
}

bool apply_caret(Model& m, const Action& action) {
  TextBuffer& b = m.source.buffer;
  switch (action.id) {
    case ActionId::focus_code:
      m.typing = action.text != "off";
      if (m.typing) m.panels.set(Panel::code, true);
      return true;
    case ActionId::caret: move_caret(m, action.text); return true;
    case ActionId::caret_to: b.place(place_of(m, action)); return true;
    case ActionId::select_to: b.place(place_of(m, action), true); return true;
    case ActionId::select_all: b.select_all(); return true;
    case ActionId::copy:
      if (!b.selection().empty()) m.requests.clipboard = b.selected();
      return true;
    case ActionId::find: open_search(m, false); return true;
    case ActionId::replace: open_search(m, true); return true;
    case ActionId::find_text: find_text(m, action.text); return true;
    case ActionId::replace_text: m.code_search.with = action.text; return true;
    case ActionId::find_next: find_next(m, true); return true;
    case ActionId::find_previous: find_next(m, false); return true;
    case ActionId::breakpoint: toggle_breakpoint(m, action.a); return true;
    case ActionId::next_breakpoint: go_to_breakpoint(m, 1); return true;
    case ActionId::previous_breakpoint: go_to_breakpoint(m, -1); return true;
    default: return false;
  }
}

}  // namespace

bool apply_edit(Model& m, const Action& action) {
  uint64_t before = m.source.buffer.revision();
  if (!apply_text(m, action) && !apply_caret(m, action)) return false;
  if (m.source.buffer.revision() != before) {
    m.source.follow();
    m.edit_wait = kEditWait;
    m.playback.playing = false;
  }
  return true;
}

}  // namespace app
