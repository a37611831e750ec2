// Characters that the app's own fonts lack (pictures, Chinese, Hebrew ...): drawn from whatever fonts the system has, each when it is
// first needed, into a texture of their own. What no font has is shown as a small block with its number, so that no two look alike.
// Before: imgui_compat.h. After: paint.cpp draws them, session.cpp has the fonts looked for, window.cpp uploads the texture.
#pragma once
#include "app/imgui_compat.h"

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace app {

// The system's fonts in the order they are to be tried. Looking for them reads files: for a thread of its own.
struct SystemFonts;
std::shared_ptr<const SystemFonts> find_system_fonts();
std::shared_ptr<const SystemFonts> no_system_fonts();

class OtherFonts {
 public:
  OtherFonts();
  ~OtherFonts();
  OtherFonts(const OtherFonts&) = delete;
  OtherFonts& operator=(const OtherFonts&) = delete;

  struct Glyph {
    ImVec2 min, max;  // pixels from the pen on the base line, downwards
    ImVec2 uv0, uv1;
    float advance = 0;
    bool drawn = false;     // false: nothing is to be seen of it, or not yet
    bool coloured = false;  // has colours of its own
    bool stand_in = false;
  };
  // For a line of text that is `size` pixels high.
  const Glyph& glyph(uint32_t code_point, float size);

  // ---- the fonts come later than the first character that wants them
  bool wants_fonts() const { return asked_ && !fonts_; }
  void use(std::shared_ptr<const SystemFonts> fonts);

  // ---- between frames
  void begin_frame();
  bool unfinished() const { return unfinished_; }  // some of what was asked for comes with the next frame

  struct Texture {
    int side = 0;                       // pixels, the same both ways
    std::vector<uint32_t> pixels;       // as ImGui's colours
    int dirty_from = 0, dirty_to = 0;   // rows that changed since the window took them
    uintptr_t id = 1;                   // the window's; where there is none it means nothing
  };
  Texture texture;

 private:
  struct Bitmap;
  struct Faces;
  bool from_fonts(uint32_t code_point, int em, Bitmap& out);
  bool place(const Bitmap& bitmap, Glyph& out);
  void clear(int side);

  std::shared_ptr<const SystemFonts> fonts_;
  std::unique_ptr<Faces> faces_;
  std::unordered_map<uint64_t, Glyph> glyphs_;
  int shelf_x_ = 0, shelf_y_ = 0, shelf_height_ = 0, made_ = 0;  // made_: in this frame
  int overflows_ = 0;  // frames without rest in between for which the largest texture was too small
  bool asked_ = false, unfinished_ = false, full_ = false;
};

OtherFonts& other_fonts();

}  // namespace app
