// What all panels share: a rounded field with a header, rows, switches, buttons. Panels read the Model and make Actions.
// Before: ../paint.h. After: the panels, ../timeline/draw.cpp.
#pragma once
#include "app/model.h"
#include "app/paint.h"

#include <initializer_list>

namespace app {

inline constexpr float kHeaderHeight = 36, kPad = 12;  // points

// A panel from construction to destruction: what is drawn between lands in it. With `scrolls` the body is a window of its own.
class PanelFrame {
 public:
  PanelFrame(const char* id, const Look& look, Rect area, const char* title, bool scrolls, bool sideways = false);
  ~PanelFrame();
  PanelFrame(const PanelFrame&) = delete;
  PanelFrame& operator=(const PanelFrame&) = delete;

  Rect header, body;  // on the screen
  ImDrawList* list;   // of the whole panel, for what stands in the header
  float title_end;    // where the title's text ends

 private:
  void draw_tabs(const Look& look, const char* title);
  void draw_tab_menu(const Look& look, const char* title);
  bool scrolls_;
};

// Text that belongs to the header's right end.
void header_note(PanelFrame& panel, const Look& look, std::string_view text);
// Two or more words of which one holds. `right_middle`: where its right end stands. Returns the one clicked, or -1.
int draw_switch(const Look& look, ImVec2 right_middle, std::initializer_list<const char*> words, int chosen, float& width);
// An invisible button over `r`; true when clicked.
bool pressed(const char* id, Rect r);
// A word that is pressed, and its key: accented when it holds or when it is what one most likely wants. In a high one the letters are larger.
bool button(const char* id, const Look& look, Rect r, std::string_view word, std::string_view key = {}, bool accented = false);
float button_width(const Look& look, float height, std::string_view word, std::string_view key = {});  // pixels, as `height`
bool icon_button(const char* id, const Look& look, Rect r, Paint::Icon icon, const char* hint, bool strong = false);
void begin_tip(const Look& look);  // a card at the mouse, until ImGui::EndTooltip(): a panel's body has no padding that it could have
void hint(const Look& look, std::string_view text, std::string_view key = {});
// A clickable row of a scrolling body, `height` points high: draws hover and selection. `r` receives its place.
bool row(const char* id, const Look& look, float height, bool selected, Rect& r);

// A field of a sheet, as wide as it is; `flags` are ImGuiInputTextFlags.
struct Field {
  const char* hint;
  char* text;
  size_t size;
  bool focus = false;  // it is to have the keyboard
  int flags = 0;
  ImGuiInputTextCallback callback = nullptr;
  void* user = nullptr;
};
void wide_field(const char* id, const Look& look, const compat::Font& font, const Field& field);

// A sheet above everything, the app behind it in the shade; a click beside it closes it. ImGui::End() ends it. Size and top in points.
void begin_sheet(const char* id, const Look& look, ImVec2 screen, ImVec2 size, float top, bool opened, Actions& actions);

}  // namespace app
