// The lines of the code panel: colours, selection, caret, the run's marks in gutter and text.
// Before: panels.h. After: code.cpp places it and takes the mouse.
#pragma once
#include "app/panels/panels.h"

namespace app {

class CodeText {
 public:
  // `origin` is the screen place of the first line's upper left corner, `window` what of it is seen.
  CodeText(const Model& model, const Look& look, CodeUi& ui, ImVec2 origin, Rect window);
  static void refresh(CodeUi& ui, const Model& model);  // colours and places found, when the text is another one
  static float line_height(const Look& look);

  void draw();
  float width() const;   // of gutter and longest line
  float height() const;  // of all lines

  // ---- where the mouse is
  enum class Zone : uint8_t { breakpoint, chips, number, text };
  Zone zone(ImVec2 mouse) const;
  size_t line_at(ImVec2 mouse) const;  // from 0
  Place place_at(ImVec2 mouse) const;
  Rect caret_rect() const;
  // Tasks parked on a line (from 1), as indices into moment.parked.
  std::pair<size_t, size_t> parked(size_t line) const;
  void tell_tasks(size_t line) const;          // a tooltip
  bool tell_value(Place place) const;          // a tooltip; false: nothing is known of what stands there
  bool tell_error(Place place) const;

 private:
  void ground(size_t line, Rect r);
  void pointer(size_t line, Rect r);
  void gutter(size_t line, Rect r);
  void chips(size_t line, Rect r);
  std::string count_of(size_t parked, bool runs, float room) const;
  void chip(ImVec2 at, float height, const TaskNow& task, std::string_view name, float room);
  void selection(size_t line, Rect r);
  void found(size_t line, Rect r);
  void text(size_t line, Rect r);
  void error(size_t line, Rect r);
  void cut(size_t line, Rect r);
  void caret();
  void range(size_t line, Rect r, TextRange range, ImU32 colour);
  float x_of(Place place) const;
  bool is_current(size_t line) const;
  bool in_chain(size_t line) const;
  bool is_broken(size_t line) const;

  const Model& m;
  const Look& look;
  CodeUi& ui;
  Paint paint;
  const Theme& theme;
  const TextBuffer& buffer;
  ImVec2 origin;
  Rect window;
  float advance, gutter_width, chips_width;
};

}  // namespace app
