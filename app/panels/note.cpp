// The words of a note at the playhead are asked for; Enter makes them a mark.
#include "app/panels/panels.h"
#include "app/texts.h"

#include <utility>

namespace app {

void draw_note_sheet(const Model& m, const Look& look, ImVec2 screen, NoteUi& ui, Actions& actions) {
  if (!m.noting) {
    ui.was_open = false;
    return;
  }
  bool opened = !ui.was_open;
  if (opened) ui = {};
  ui.was_open = true;
  begin_sheet("note", look, screen, {640, 112}, 80, opened, actions);
  Paint(ImGui::GetWindowDrawList(), look).text(look.fonts.title, ImGui::GetCursorScreenPos(), look.theme->text, tr("A note at this moment"));
  ImGui::Dummy({1, look.px(28)});
  wide_field("##note", look, look.fonts.text, {tr("what is to be remembered"), ui.text, sizeof ui.text, opened});
  if (std::exchange(ui.entered, false) && ui.text[0]) {
    actions.push_back({ActionId::close});
    actions.push_back({ActionId::mark, ui.text});
  }
  ImGui::End();
}

}  // namespace app
