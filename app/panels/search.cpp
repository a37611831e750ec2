// Ctrl+F: a field and what it finds in the run. Enter goes to the next thing found, Shift+Enter to the one before.
#include "app/panels/panels.h"

#include <algorithm>
#include <utility>

namespace app {

namespace {
constexpr float kWidth = 460, kRow = 24;
constexpr size_t kRows = 12;

void go_to(const Found& found, Actions& actions) {
  if (found.record != sim::kNoRecord) {
    Action seek{ActionId::seek_record};
    seek.a = static_cast<double>(found.record);
    actions.push_back(seek);
  }
  if (found.task && found.kind == Found::Kind::task) {
    Action select{ActionId::select_task};
    select.a = found.task;
    actions.push_back(select);
  }
}

const char* word_of(Found::Kind kind) {
  constexpr const char* kWords[] = {tr_noop("task"), tr_noop("code"), tr_noop("output")};
  return tr(kWords[static_cast<int>(kind)]);
}

// Looks again when the words or the run are others.
void search_anew(const Model& m, SearchUi& ui) {
  if (ui.document == m.document_id() && ui.searched == ui.text) return;
  ui.document = m.document_id();
  ui.searched = ui.text;
  ui.found = search(*m.document, ui.text);
  ui.chosen = -1;
}

void choose_next(SearchUi& ui, bool backward, Actions& actions) {
  auto count = static_cast<int>(ui.found.size());
  if (count == 0) return;
  ui.chosen = backward ? (ui.chosen <= 0 ? count - 1 : ui.chosen - 1) : (ui.chosen + 1) % count;
  go_to(ui.found[static_cast<size_t>(ui.chosen)], actions);
}

// True when Enter was pressed in it.
bool draw_field(const Look& look, SearchUi& ui, bool opened) {
  if (opened) ImGui::SetKeyboardFocusHere();
  ImGui::SetNextItemWidth(-1);
  compat::push_font(look.fonts.text);
  bool entered = ImGui::InputTextWithHint("##what", tr("tasks, coroutines, lines, output"), ui.text, sizeof ui.text, ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::PopFont();
  if (entered) ImGui::SetKeyboardFocusHere(-1);
  return entered;
}

void draw_found(const Look& look, Rect r, size_t n, SearchUi& ui, Actions& actions) {
  const Theme& t = *look.theme;
  const Found& found = ui.found[n];
  Paint paint(ImGui::GetWindowDrawList(), look);
  ImGui::PushID(static_cast<int>(n));
  if (pressed("found", r)) {
    ui.chosen = static_cast<int>(n);
    go_to(found, actions);
  }
  bool over = ImGui::IsItemHovered(), chosen = static_cast<int>(n) == ui.chosen;
  ImGui::PopID();
  if (chosen || over) paint.box(r, chosen ? with_alpha(t.accent, 0.2f) : with_alpha(t.hover, 0.7f), look.px(4));
  paint.fit_middle(look.fonts.small, r.min.x + look.px(6), r.min.y, r.max.y, t.dim, word_of(found.kind), look.px(56));
  float w = Paint::width(look.fonts.small, found.where);
  paint.fit_middle(look.fonts.small, r.max.x - w - look.px(6), r.min.y, r.max.y, t.dim, found.where, w + 1);
  const compat::Font& font = found.kind == Found::Kind::task ? look.fonts.text : look.fonts.code_small;
  paint.fit_middle(font, r.min.x + look.px(62), r.min.y, r.max.y, t.text, found.text, r.width() - w - look.px(80));
}

void draw_rows(const Look& look, SearchUi& ui, Actions& actions) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float room = ImGui::GetContentRegionAvail().x, height = look.px(kRow);
  if (ui.found.empty() && ui.text[0])
    Paint(ImGui::GetWindowDrawList(), look).fit_middle(look.fonts.small, at.x, at.y, at.y + height, look.theme->dim, tr("Nothing of that in this run."), room);
  // The chosen one stays in sight.
  size_t first = ui.chosen >= static_cast<int>(kRows) ? static_cast<size_t>(ui.chosen) - kRows + 1 : 0;
  for (size_t n = first; n < std::min(ui.found.size(), first + kRows); ++n) {
    float y = at.y + height * static_cast<float>(n - first);
    draw_found(look, {{at.x, y}, {at.x + room, y + height}}, n, ui, actions);
  }
}

}  // namespace

void draw_search(const Model& m, const Look& look, ImVec2 screen, SearchUi& ui, Actions& actions) {
  if (!m.search || !m.document) {
    ui.was_open = false;
    return;
  }
  bool opened = !std::exchange(ui.was_open, true);
  float width = std::min(look.px(kWidth), screen.x - look.px(20));
  size_t rows = std::max<size_t>(std::min(ui.found.size(), kRows), ui.text[0] ? 1 : 0);
  float height = look.px(66) + look.px(kRow) * static_cast<float>(rows);
  ImGui::SetNextWindowPos({std::max(screen.x - width - look.px(16), 0.0f), look.px(52)});
  ImGui::SetNextWindowSize({std::max(width, 32.0f), std::min(height, screen.y - look.px(60))});
  if (opened) ImGui::SetNextWindowFocus();
  ImGui::PushStyleColor(ImGuiCol_WindowBg, look.theme->raised);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(12), look.px(12)));
  ImGui::Begin("search", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  bool entered = draw_field(look, ui, opened);
  search_anew(m, ui);
  if (entered) choose_next(ui, ImGui::GetIO().KeyShift, actions);
  draw_rows(look, ui, actions);
  ImGui::End();
}

}  // namespace app
