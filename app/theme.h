// How things look, by meaning and never by place: colours and fonts. A state differs by pattern and glyph as well (paint.h), so
// that no colour has to be told from another. After: paint.h and everything that draws.
#pragma once
#include "app/imgui_compat.h"

#include <string>
#include <string_view>
#include <vector>

namespace app {

// Every colour by its meaning; a theme file gives each under this name.
// clang-format off
#define APP_COLOURS(X) \
  X(background) X(panel) X(raised) X(hover) X(border)                    /* from the back to the front */ \
  X(text) X(dim) X(faint) \
  X(accent) X(on_accent)                                                 /* what can be pressed; the selection */ \
  X(playhead) X(current_line) \
  X(running) X(ready) X(suspended) X(blocked) X(idle)                    /* span states */ \
  X(outside)                                                             /* suspended until the world outside answers: a timer, a reply, a thread */ \
  X(done) X(failed) X(cancelled) \
  X(on_state)                                                            /* text on a solid state colour */ \
  X(error_panel) X(notice_panel)                                         /* the banner's ground */ \
  X(keyword) X(string) X(number) X(comment) X(op) X(invalid)
// clang-format on

struct Theme {
  std::string name;
  bool light = false;
#define X(colour) ImU32 colour = 0;
  APP_COLOURS(X)
#undef X
};

const Theme* find_theme(std::string_view name);  // "dark", "light", "contrast", "print", or a file of the person's; null: no such theme
const Theme& default_theme();
std::string theme_names();  // "dark, light, contrast, print"
const Theme& next_theme(const Theme& theme);
// Themes of the person's own: *.toml of a folder. A sentence for each file that is not as it should be.
std::vector<std::string> load_themes(const std::string& folder);

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

struct Rect {
  ImVec2 min, max;
  float width() const { return max.x - min.x; }
  float height() const { return max.y - min.y; }
  ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
  bool holds(ImVec2 p) const { return p.x >= min.x && p.x < max.x && p.y >= min.y && p.y < max.y; }
};

// All a panel needs to draw. Sizes in the source are in points of a 96 dpi screen: px() makes pixels.
struct Look {
  const Theme* theme = nullptr;
  Fonts fonts;
  float scale = 1;
  TabStrip* tabs = nullptr;  // null: the panel stands alone
  // Where the panels' plain grounds lie in this frame: the window fills them before all else, which costs a fraction of what a drawn
  // rectangle does without a graphics card. Null: they are drawn.
  std::vector<Rect>* grounds = nullptr;
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
