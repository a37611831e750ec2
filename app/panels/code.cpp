// The program: read, stepped through and edited in one place. Lines are drawn by code_text.cpp; here are mouse, search line and notes.
#include "app/panels/code_text.h"
#include "sim/base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace app {

namespace {

constexpr float kSearchHeight = 42, kNoteHeight = 30;

Action at_place(ActionId id, const TextBuffer& b, Place place) {
  Action action{id};
  action.a = static_cast<double>(place.line + 1);
  action.b = static_cast<double>(b.column(place) + 1);
  return action;
}

Action of_line(ActionId id, size_t line) {
  Action action{id};
  action.a = static_cast<double>(line);
  return action;
}

// ---- the search line

bool text_field(const char* id, const Look& look, const char* hint, std::string& text, float width, bool focus) {
  char buffer[256];
  std::snprintf(buffer, sizeof buffer, "%s", text.c_str());
  ImGui::SetNextItemWidth(width);
  if (focus) ImGui::SetKeyboardFocusHere();
  compat::push_font(look.fonts.code_small);
  bool changed = ImGui::InputTextWithHint(id, hint, buffer, sizeof buffer, ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopFont();
  if (changed) text = buffer;
  return changed;
}

// "replace|Enter": the word, and the key that the hint tells.
bool word_button(const char* id, const Look& look, float& x, float y, std::string_view text) {
  std::string_view word = text.substr(0, text.find('|')), key = text.substr(std::min(word.size() + 1, text.size()));
  float height = look.px(26), left = std::exchange(x, x + button_width(look, height, word) + look.px(4));
  bool clicked = button(id, look, {{left, y}, {x - look.px(4), y + height}}, word);
  if (ImGui::IsItemHovered()) hint(look, word, key);
  return clicked;
}

void draw_search(const Model& m, const Look& look, Rect r, CodeUi& ui, Actions& actions) {
  Paint paint(ImGui::GetWindowDrawList(), look);
  paint.box(r, look.theme->raised);
  using Field = CodeUi::Field;
  Field focus = std::exchange(ui.search_focus, Field::none);
  if (!std::exchange(ui.search_was_open, true)) focus = Field::find;
  float y = r.min.y + look.px(8), field = std::max(look.px(60), std::min(look.px(190), (r.width() - look.px(250)) / (m.code_search.replacing ? 2.0f : 1.0f)));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(look.px(8), look.px(4)));
  ImGui::SetCursorScreenPos({r.min.x + look.px(10), y});
  std::string what = m.code_search.what, with = m.code_search.with;
  if (text_field("##find", look, tr("find"), what, field, focus == Field::find)) actions.push_back({ActionId::find_text, what});
  ui.search_typing = ImGui::IsItemActive() ? Field::find : Field::none;
  float x = r.min.x + look.px(14) + field;
  if (m.code_search.replacing) {
    ImGui::SetCursorScreenPos({x, y});
    if (text_field("##replace", look, tr("replace with"), with, field, focus == Field::replace)) actions.push_back({ActionId::replace_text, with});
    if (ImGui::IsItemActive()) ui.search_typing = Field::replace;
    x += field + look.px(4);
  }
  ImGui::PopStyleVar();
  std::string count = what.empty() ? std::string() : ui.found.empty() ? std::string(tr("none")) : count_text(ui.found.size());
  x += paint.fit_middle(look.fonts.small, x + look.px(4), r.min.y, r.max.y, look.theme->dim, count, look.px(60)) + look.px(12);
  float size = look.px(26);
  if (icon_button("previous found", look, {{x, y}, {x + size, y + size}}, Paint::Icon::previous, tr("Previous|Shift+F3"), false))
    actions.push_back({ActionId::find_previous});
  x += size;
  if (icon_button("next found", look, {{x, y}, {x + size, y + size}}, Paint::Icon::next, tr("Next|F3"), false)) actions.push_back({ActionId::find_next});
  x += size + look.px(4);
  if (m.code_search.replacing) {
    if (word_button("replace one", look, x, y, tr("replace|Enter"))) actions.push_back({ActionId::replace_one});
    if (word_button("replace all", look, x, y, tr("all|Ctrl+Enter"))) actions.push_back({ActionId::replace_all});
  }
  float right = r.max.x - look.px(8);
  if (icon_button("close search", look, {{right - size, y}, {right, y + size}}, Paint::Icon::close, tr("Close|Escape"), false)) ui.close_search = true;
}

// ---- the line under the code: what is wrong with the text

struct Note {
  std::string text;
  uint32_t line = 0, col = 1;  // in the text, from 1
};

// A syntax error, or while typing what else became of the run.
Note note_of(const Model& m) {
  if (const auto& e = m.source.error) {
    bool older = m.document && m.document->run->ending != sim::Ending::syntax_error;
    const TextBuffer& b = m.source.buffer;
    auto column = static_cast<uint32_t>(b.column(b.at_character(std::max(e->line, 1u) - 1, std::max(e->col, 1u) - 1)) + 1);
    return {older ? tr("Line {1}: {2}. The run shown is the one before.", e->line, e->message) : tr("Line {1}: {2}", e->line, e->message), e->line, column};
  }
  if (!m.typing || !m.document) return {};
  const sim::Run& run = *m.document->run;
  if (hides_future(m) || run.ending == sim::Ending::finished || run.ending == sim::Ending::system_exit) return {};
  size_t line = m.source.line_of_run(run.line);
  return {run.message.substr(0, run.message.find('\n')), static_cast<uint32_t>(line), 1};
}

void draw_note(const Look& look, Rect r, const Note& note, Actions& actions) {
  const Theme& t = *look.theme;
  Paint paint(ImGui::GetWindowDrawList(), look);
  paint.box(r, t.error_panel);
  if (pressed("error note", r) && note.line) {
    Action go{ActionId::caret_to};
    go.a = note.line;
    go.b = note.col;
    actions.push_back(go);
    actions.push_back({ActionId::focus_code});
  }
  paint.icon({r.min.x + look.px(20), r.centre().y}, look.px(13), Paint::Icon::warning, t.failed);
  paint.fit_middle(look.fonts.small, r.min.x + look.px(36), r.min.y, r.max.y, t.text, note.text, r.width() - look.px(46));
}

// ---- the mouse

// A number is dragged left or right with Alt: the run follows.
void drag_number(const Model& m, CodeUi& ui, Actions& actions) {
  double steps = std::round((ImGui::GetIO().MousePos.x - ui.number_x) / 8);
  double value = ui.number_first + steps * ui.number_step;
  if (value < 0) value = 0;
  if (value == ui.number_last) return;
  ui.number_last = value;
  Action change{ActionId::change_number, std::to_string(ui.number_at.byte)};
  change.a = static_cast<double>(ui.number_at.line + 1);
  change.b = value;
  if (ui.number_at.line < m.source.buffer.lines()) actions.push_back(change);
}

bool grab_number(const TextBuffer& b, Place place, CodeUi& ui) {
  const std::string& line = b.line(place.line);
  auto part = [&](size_t i) { return i < line.size() && (std::isdigit(static_cast<unsigned char>(line[i])) || line[i] == '.'); };
  size_t from = place.byte;
  if (!part(from) && from > 0 && part(from - 1)) --from;
  if (!part(from)) return false;
  while (from > 0 && part(from - 1)) --from;
  size_t to = from;
  while (part(to)) ++to;
  double value = 0;
  if (std::from_chars(line.data() + from, line.data() + to, value).ec != std::errc()) return false;
  bool fraction = line.substr(from, to - from).find('.') != std::string::npos;
  ui.number_at = {place.line, from};
  ui.number_first = ui.number_last = value;
  ui.number_step = fraction ? (value >= 1 ? 0.1 : 0.05) : 1;
  ui.number_x = ImGui::GetIO().MousePos.x;
  return true;
}

void press_text(const Model& m, const CodeText& text, CodeUi& ui, Actions& actions) {
  const TextBuffer& b = m.source.buffer;
  ImGuiIO& io = ImGui::GetIO();
  Place place = text.place_at(io.MousePos);
  actions.push_back({ActionId::focus_code});
  ui.dragging_number = io.KeyAlt && grab_number(b, place, ui);
  if (ui.dragging_number) return;
  if (io.MouseDoubleClicked[0]) {
    bool again = ui.double_clicked == place.line && ImGui::GetTime() - ui.double_clicked_at < 0.6;  // a third click: the line
    ui.double_clicked = place.line;
    ui.double_clicked_at = ImGui::GetTime();
    TextRange range = again ? TextRange{{place.line, 0}, {place.line, b.line(place.line).size()}} : b.word_at(place);
    actions.push_back(at_place(ActionId::caret_to, b, range.from));
    actions.push_back(at_place(ActionId::select_to, b, range.to));
    ui.selecting = false;
    return;
  }
  actions.push_back(at_place(io.KeyShift ? ActionId::select_to : ActionId::caret_to, b, place));
  ui.selecting = true;
}

void press(const Model& m, const CodeText& text, CodeUi& ui, Actions& actions) {
  ImVec2 mouse = ImGui::GetIO().MousePos;
  size_t line = text.line_at(mouse) + 1;
  ui.selecting = ui.dragging_number = false;
  switch (text.zone(mouse)) {
    case CodeText::Zone::breakpoint: actions.push_back(of_line(ActionId::breakpoint, line)); return;
    case CodeText::Zone::number: actions.push_back(of_line(ActionId::run_to_line, line)); return;
    case CodeText::Zone::chips: {
      auto [first, last] = text.parked(line);
      if (first != last && m.document)
        actions.push_back({ActionId::select, std::string(m.document->task_name(m.moment.parked[first].task))});
      else
        actions.push_back(of_line(ActionId::run_to_line, line));
      return;
    }
    case CodeText::Zone::text: press_text(m, text, ui, actions); return;
  }
}

void hover(const Model& m, const CodeText& text, CodeUi& ui) {
  ImVec2 mouse = ImGui::GetIO().MousePos;
  size_t line = text.line_at(mouse) + 1;
  ui.hovered_line = line;
  ui.hovered_zone = static_cast<int>(text.zone(mouse));
  switch (text.zone(mouse)) {
    case CodeText::Zone::chips:
      if (m.document) text.tell_tasks(line);
      return;
    case CodeText::Zone::number:
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
      return;
    case CodeText::Zone::text:
      ImGui::SetMouseCursor(ImGui::GetIO().KeyAlt ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_TextInput);
      if (!text.tell_error(text.place_at(mouse)) && m.document) text.tell_value(text.place_at(mouse));
      return;
    default: return;
  }
}

void take_mouse(const Model& m, const Look& look, const CodeText& text, CodeUi& ui, Actions& actions) {
  ui.hovered_line = 0;
  if (ImGui::IsItemActivated()) press(m, text, ui, actions);
  if (ImGui::IsItemActive() && !ImGui::IsItemActivated()) {
    ImGuiIO& io = ImGui::GetIO();
    if (ui.dragging_number)
      drag_number(m, ui, actions);
    else if (ui.selecting && ImGui::IsMouseDragging(0, look.px(3)))
      actions.push_back(at_place(ActionId::select_to, m.source.buffer, text.place_at(io.MousePos)));
  } else if (ImGui::IsItemHovered()) {
    hover(m, text, ui);
  }
  if (ImGui::IsMouseClicked(0) && !ImGui::IsItemHovered() && m.typing && !ImGui::IsAnyItemActive() && !ui.inside)
    actions.push_back({ActionId::focus_code, "off"});
}

// ---- what stays in sight

void scroll_to(float y, float height, float margin) {
  float view = ImGui::GetWindowHeight(), top = ImGui::GetScrollY();
  if (y < top + margin)
    ImGui::SetScrollY(std::max(0.0f, y - 3 * height));
  else if (y + height + margin > top + view)
    ImGui::SetScrollY(y + 4 * height - view);
}

// The first line that a lesson's step points at; 0: none.
size_t pointed_line(const Model& m) {
  const LessonPlay* play = m.lessons.play.get();
  if (!play || play->lines.empty() || m.document != play->document) return 0;
  return m.source.line_of_run(*std::min_element(play->lines.begin(), play->lines.end()));
}

// The current line when the cursor moved, the caret when that moved: whatever was touched last.
void follow(const Model& m, const Look& look, const CodeText& text, CodeUi& ui) {
  float height = CodeText::line_height(look);
  size_t line = m.source.line_of_run(m.moment.current_line);
  if (line != 0 && line != ui.shown_line) scroll_to(static_cast<float>(line - 1) * height, height, height);
  ui.shown_line = line;
  if (size_t pointed = pointed_line(m); pointed != ui.pointed_line) {
    if (pointed) scroll_to(static_cast<float>(pointed - 1) * height, height, height);
    ui.pointed_line = pointed;
  }
  Place caret = m.source.buffer.caret();
  if (caret == ui.shown_caret && m.source.buffer.revision() == ui.shown_revision) return;
  ui.shown_caret = caret;
  ui.shown_revision = m.source.buffer.revision();
  scroll_to(static_cast<float>(caret.line) * height, height, 0);
  float x = text.caret_rect().min.x, left = ImGui::GetWindowPos().x, right = left + ImGui::GetWindowWidth() - look.px(30);
  if (x > right) ImGui::SetScrollX(ImGui::GetScrollX() + x - right + look.px(80));
  if (x < left + look.px(150)) ImGui::SetScrollX(std::max(0.0f, ImGui::GetScrollX() - (left + look.px(150) - x)));
}

void draw_text(const Model& m, const Look& look, Rect r, CodeUi& ui, Actions& actions) {
  ImGui::SetCursorScreenPos(r.min);
  ImGui::BeginChild("text", {std::max(r.width(), 1.0f), std::max(r.height(), 1.0f)}, false,
                    ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_HorizontalScrollbar);
  ImVec2 origin = ImGui::GetCursorScreenPos(), corner = ImGui::GetWindowPos();
  float bar = ImGui::GetStyle().ScrollbarSize;  // neither text nor marks go under it
  Rect seen{corner, {corner.x + ImGui::GetWindowWidth() - (ImGui::GetScrollMaxY() > 0 ? bar : 0), corner.y + ImGui::GetWindowHeight() - (ImGui::GetScrollMaxX() > 0 ? bar : 0)}};
  CodeText text(m, look, ui, origin, seen);
  ImGui::InvisibleButton("lines", {std::max(ImGui::GetContentRegionAvail().x, text.width()), std::max(ImGui::GetContentRegionAvail().y, text.height())});
  take_mouse(m, look, text, ui, actions);
  follow(m, look, text, ui);
  text.draw();
  ImGui::EndChild();
}

std::string header_text(const Model& m) {
  const TextBuffer& b = m.source.buffer;
  if (m.typing) return tr("line {1}, column {2}", b.caret().line + 1, b.column(b.caret()) + 1);
  return plural(b.lines() - (b.lines() > 1 && b.line(b.lines() - 1).empty()), tr("line"), tr("lines"));
}

std::string title_of(const Model& m) {
  if (!m.source.lesson.empty()) return m.source.title;
  std::string name = m.source.path.empty() ? (m.source.buffer.empty() ? tr("Code") : tr("untitled")) : last_part(m.source.path);
  return m.source.dirty() ? name + " \u00b7" : name;
}

}  // namespace

void draw_code(const Model& m, const Look& look, Rect area, CodeUi& ui, Actions& actions) {
  CodeText::refresh(ui, m);
  std::string title = title_of(m);
  Note note = note_of(m);
  PanelFrame panel("code", look, area, title.c_str(), false);
  header_note(panel, look, header_text(m));
  Rect body = panel.body;
  ui.inside = body.holds(ImGui::GetIO().MousePos);
  if (m.code_search.open && body.height() > look.px(kSearchHeight * 2)) {
    draw_search(m, look, {body.min, {body.max.x, body.min.y + look.px(kSearchHeight)}}, ui, actions);
    body.min.y += look.px(kSearchHeight);
  } else {
    ui.search_was_open = false;
    ui.search_typing = CodeUi::Field::none;
  }
  if (std::exchange(ui.close_search, false)) actions.push_back({ActionId::close});
  if (!note.text.empty() && body.height() > look.px(kNoteHeight * 3)) {
    draw_note(look, {{body.min.x, body.max.y - look.px(kNoteHeight)}, body.max}, note, actions);
    body.max.y -= look.px(kNoteHeight);
  }
  draw_text(m, look, body, ui, actions);
}

}  // namespace app
