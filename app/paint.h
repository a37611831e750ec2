// Drawing with meaning: text that fits, the patterns and glyphs of task states, icons. Straight onto an ImDrawList.
// Before: theme.h. After: timeline/draw.cpp and the panels.
#pragma once
#include "app/moment.h"
#include "app/texts.h"
#include "app/theme.h"
#include "sim/analysis/words.h"

#include <string>
#include <string_view>
#include <vector>

namespace app {

class Paint {
 public:
  Paint(ImDrawList* list, const Look& look) : list(list), look(look), theme(*look.theme) {}

  static float width(const compat::Font& font, std::string_view text);
  // What the font lacks is drawn by others (other_fonts.h), from right to left where it is written so.
  void text(const compat::Font& font, ImVec2 at, ImU32 colour, std::string_view text);
  // Every character at its columns (editor/characters.h), `advance` wide, in the order of the text. Returns the columns.
  size_t columns(const compat::Font& font, ImVec2 at, ImU32 colour, std::string_view text, float advance);
  // As much as fits into `room`, then an ellipsis; nothing when not even that fits. Returns the width drawn.
  float fit(const compat::Font& font, ImVec2 at, ImU32 colour, std::string_view text, float room);
  // Vertically in the middle of [top, bottom].
  float fit_middle(const compat::Font& font, float x, float top, float bottom, ImU32 colour, std::string_view text, float room);

  // Broken into lines between words where it must be. Returns the height drawn.
  float wrapped(const compat::Font& font, ImVec2 at, ImU32 colour, std::string_view text, float room);
  static float wrapped_height(const compat::Font& font, std::string_view text, float room);

  void box(Rect r, ImU32 colour, float rounding = 0) { list->AddRectFilled(r.min, r.max, colour, rounding); }
  void panel(Rect r);  // the ground of a panel
  void frame(Rect r, ImU32 colour, float rounding = 0, float thickness = 1) {
    compat::outline(list, r.min, r.max, colour, rounding, thickness);
  }
  void hatch(Rect r, ImU32 colour, float spacing, float thickness);  // 45 degrees, rising
  void dots(Rect r, ImU32 colour, float spacing);                    // a dotted outline
  void zigzag(Rect r, ImU32 colour);

  ImU32 colour(TaskState state) const;
  void state_bar(Rect r, TaskState state, bool hovered = false);  // a span on the timeline
  void outside_bar(Rect r);  // suspended, until the world outside answers: denser hatching in its own colour
  void state_glyph(ImVec2 centre, float size, TaskState state);   // the same at the size of a letter
  // A rounded label; returns its right edge.
  float pill(ImVec2 at, float height, std::string_view text, ImU32 ground, ImU32 ink, float room = 1e9f);

  enum class Icon {
    play,
    pause,
    next,
    previous,
    next_event,
    previous_event,
    first,
    last,
    chevron_down,
    chevron_right,
    warning,
    close
  };
  void icon(ImVec2 centre, float size, Icon icon, ImU32 colour);

  ImDrawList* list;
  const Look& look;
  const Theme& theme;

 private:
  void other(const compat::Font& font, ImVec2 at, ImU32 colour, uint32_t code_point, float narrower = 1);

 public:
  // For tests: when set, every text drawn is noted here with the part of the screen it may show in.
  struct Drawn {
    Rect place, clip;
    std::string text;
  };
  static inline std::vector<Drawn>* notes = nullptr;
};

using sim::time_text;  // "0.3 s", "250 ms", "12 µs": three digits that matter
// With as many digits as a step of `step` needs, in the unit that fits `scale`: ruler labels agree with each other.
std::string time_text(sim::Time t, sim::Time step, sim::Time scale);
std::string count_text(size_t n);  // "12,345"
std::string plural(size_t n, const char* one, const char* many);

}  // namespace app
