// How things look, by meaning and never by place: colours and fonts. A state differs by pattern and glyph as well (paint.h), so
// that no colour has to be told from another. After: paint.h and everything that draws.
#pragma once
#include "app/imgui_compat.h"

#include <string_view>
#include <vector>

namespace app {

struct Theme {
  const char* name;
  bool light;
  ImU32 background, panel, raised, hover, border;  // from the back to the front
  ImU32 text, dim, faint;
  ImU32 accent, on_accent;  // what can be pressed; the selection
  ImU32 playhead, current_line;
  ImU32 running, ready, suspended, blocked, idle;  // span states
  ImU32 done, failed, cancelled;
  ImU32 on_state;                   // text on a solid state colour
  ImU32 error_panel, notice_panel;  // the banner's ground
  ImU32 keyword, string, number, comment, op, invalid;
};

const Theme* find_theme(std::string_view name);  // "dark", "light", "contrast"; null: no such theme
const Theme& default_theme();
const char* theme_names();  // "dark, light, contrast"
const Theme& next_theme(const Theme& theme);

struct Fonts {
  compat::Font text, bold, small, small_bold, title, code, code_small;
};

// The tabs of the dock that is being drawn; a panel's header shows them in place of its title alone.
struct TabStrip {
  struct Tab {
    const char* title;
    bool front;
  };
  std::vector<Tab> tabs;
  int clicked = -1;
};

// All a panel needs to draw. Sizes in the source are in points of a 96 dpi screen: px() makes pixels.
struct Look {
  const Theme* theme = nullptr;
  Fonts fonts;
  float scale = 1;
  TabStrip* tabs = nullptr;  // null: the panel stands alone
  float px(float points) const { return static_cast<float>(static_cast<int>(points * scale + 0.5f)); }
};

// Loads Inter and JetBrains Mono from the system where they are, else ImGui's own font, into the current context. Once for each
// scale: before the first frame, or after clearing the atlas.
Fonts load_fonts(float scale);
// ImGui's own widgets (text field, tooltip, scroll bar) in the theme's colours.
void apply_style(const Look& look);

ImU32 with_alpha(ImU32 colour, float alpha);   // multiplies
ImU32 mix(ImU32 from, ImU32 to, float share);  // share 0: from

}  // namespace app
