#include "app/other_fonts.h"

#include "app/editor/characters.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace app {

struct SystemFonts {
  FcConfig* config = nullptr;
  FcFontSet* set = nullptr;
  SystemFonts() = default;
  ~SystemFonts() {
    if (set) FcFontSetDestroy(set);
    if (config) FcConfigDestroy(config);
  }
  SystemFonts(const SystemFonts&) = delete;
  SystemFonts& operator=(const SystemFonts&) = delete;
};

std::shared_ptr<const SystemFonts> find_system_fonts() {
  auto fonts = std::make_shared<SystemFonts>();
  fonts->config = FcInitLoadConfigAndFonts();
  if (!fonts->config) return fonts;
  FcPattern* wanted = FcNameParse(reinterpret_cast<const FcChar8*>("sans-serif"));
  FcConfigSubstitute(fonts->config, wanted, FcMatchPattern);  // with the person's languages: which Chinese forms come first
  FcDefaultSubstitute(wanted);
  FcResult result;
  fonts->set = FcFontSort(fonts->config, wanted, FcTrue, nullptr, &result);  // without those that would add no character
  FcPatternDestroy(wanted);
  return fonts;
}

std::shared_ptr<const SystemFonts> no_system_fonts() { return std::make_shared<SystemFonts>(); }

namespace {

constexpr int kFirstSide = 512, kLastSide = 2048;
constexpr int kMadeInOneFrame = 96;
constexpr int kOverflows = 2, kPatience = 120;  // frames
constexpr float kEm = 0.84f;  // of a line's height: letters as large as those of the fonts beside them

// Pictures look best in a font that has them in colours.
bool pictured(uint32_t c) { return columns_of(c) == 2 && (c < 0x2e80 || c >= 0x1f000); }
// Part of the character before it, and nothing without it.
bool unseen(uint32_t c) {
  return c == kZeroWidthJoiner || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0x1f3fb && c <= 0x1f3ff) || c >= 0xe0000;
}

// Three columns and five rows a digit, from the upper left.
constexpr uint16_t kDigits[16] = {0b111101101101111, 0b010110010010111, 0b111001111100111, 0b111001111001111, 0b101101111001001, 0b111100111001111,
                                  0b111100111101111, 0b111001010010010, 0b111101111101111, 0b111101111001111, 0b111101111101101, 0b110101110101110,
                                  0b111100100100111, 0b110101101101110, 0b111100111100111, 0b111100111100100};

}  // namespace

struct OtherFonts::Bitmap {
  int left = 0, top = 0;  // of the upper left corner, from the pen: right and down
  int width = 0, height = 0;
  float advance = 0;
  bool coloured = false;
  std::vector<uint32_t> pixels;
  void resize(int w, int h) { width = w, height = h, pixels.assign(static_cast<size_t>(w) * static_cast<size_t>(h), 0); }
  uint32_t& at(int x, int y) { return pixels[static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x)]; }
};

struct OtherFonts::Faces {
  FT_Library library = nullptr;
  std::unordered_map<int, FT_Face> open;  // by place in the list; null: could not be opened
  Faces() { FT_Init_FreeType(&library); }
  ~Faces() {
    for (auto& [n, face] : open)
      if (face) FT_Done_Face(face);
    if (library) FT_Done_FreeType(library);
  }
  Faces(const Faces&) = delete;
  Faces& operator=(const Faces&) = delete;

  FT_Face face(int n, FcPattern* font) {
    auto [it, fresh] = open.try_emplace(n, nullptr);
    FcChar8* path = nullptr;
    int index = 0;
    if (fresh && library && FcPatternGetString(font, FC_FILE, 0, &path) == FcResultMatch) {
      FcPatternGetInteger(font, FC_INDEX, 0, &index);
      if (FT_New_Face(library, reinterpret_cast<const char*>(path), index, &it->second)) it->second = nullptr;
    }
    return it->second;
  }
};

namespace {

// The strike nearest to the size, for a font that has its letters as pictures only; the share to shrink them by.
float select_size(FT_Face face, int em) {
  if (FT_IS_SCALABLE(face) || face->num_fixed_sizes == 0) return FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(em)), 1.0f;
  int best = 0;
  for (int n = 1; n < face->num_fixed_sizes; ++n)
    if (std::abs(face->available_sizes[n].height - em) < std::abs(face->available_sizes[best].height - em)) best = n;
  FT_Select_Size(face, best);
  return static_cast<float>(em) * 1.17f / static_cast<float>(std::max<int>(face->available_sizes[best].height, 1));
}

// One pixel as four sums: blue, green, red, alpha, the colours multiplied by it.
struct Sum {
  float c[4] = {};
  void add(const unsigned char* bgra, float share) {
    for (int i = 0; i < 4; ++i) c[i] += static_cast<float>(bgra[i]) * share;
  }
  uint32_t colour() const {
    if (c[3] < 0.5f) return 0;
    auto part = [&](int i) { return static_cast<uint32_t>(std::min(255.0f, c[i] * 255 / c[3] + 0.5f)); };
    return IM_COL32(part(2), part(1), part(0), static_cast<uint32_t>(std::min(255.0f, c[3] + 0.5f)));
  }
};

// The mean of what a pixel of the smaller picture covers.
uint32_t shrunk(const FT_Bitmap& from, float scale, int x, int y) {
  int x0 = static_cast<int>(static_cast<float>(x) / scale), x1 = std::max(x0 + 1, static_cast<int>(static_cast<float>(x + 1) / scale));
  int y0 = static_cast<int>(static_cast<float>(y) / scale), y1 = std::max(y0 + 1, static_cast<int>(static_cast<float>(y + 1) / scale));
  x1 = std::min(x1, static_cast<int>(from.width)), y1 = std::min(y1, static_cast<int>(from.rows));
  Sum sum;
  float share = 1.0f / static_cast<float>(std::max(1, (x1 - x0) * (y1 - y0)));
  for (int sy = y0; sy < y1; ++sy)
    for (int sx = x0; sx < x1; ++sx) sum.add(from.buffer + sy * from.pitch + sx * 4, share);
  return sum.colour();
}

uint32_t grey(const FT_Bitmap& from, int x, int y) {
  const unsigned char* row = from.buffer + y * from.pitch;
  unsigned alpha = from.pixel_mode == FT_PIXEL_MODE_MONO ? (row[x / 8] >> (7 - x % 8) & 1) * 255u : row[x];
  return IM_COL32(255, 255, 255, alpha);
}

}  // namespace

bool OtherFonts::from_fonts(uint32_t c, int em, Bitmap& out) {
  auto try_font = [&](int n) {
    FcPattern* font = fonts_->set->fonts[n];
    FcCharSet* has = nullptr;
    if (FcPatternGetCharSet(font, FC_CHARSET, 0, &has) != FcResultMatch || !FcCharSetHasChar(has, c)) return false;
    FT_Face face = faces_->face(n, font);
    FT_UInt index = face ? FT_Get_Char_Index(face, c) : 0;
    if (index == 0) return false;
    float scale = select_size(face, em);
    if (FT_Load_Glyph(face, index, FT_LOAD_RENDER | FT_LOAD_COLOR | FT_LOAD_TARGET_LIGHT)) return false;
    const FT_GlyphSlot slot = face->glyph;
    const FT_Bitmap& from = slot->bitmap;
    out.coloured = from.pixel_mode == FT_PIXEL_MODE_BGRA;
    if (!out.coloured && scale != 1) return false;  // a picture font without colours: another one will do
    out.left = static_cast<int>(std::floor(static_cast<float>(slot->bitmap_left) * scale));
    out.top = -static_cast<int>(std::ceil(static_cast<float>(slot->bitmap_top) * scale));
    out.advance = std::round(static_cast<float>(slot->advance.x) / 64 * scale);
    out.resize(static_cast<int>(std::ceil(static_cast<float>(from.width) * scale)), static_cast<int>(std::ceil(static_cast<float>(from.rows) * scale)));
    for (int y = 0; y < out.height; ++y)
      for (int x = 0; x < out.width; ++x) out.at(x, y) = out.coloured ? shrunk(from, scale, x, y) : grey(from, x, y);
    return out.width > 0 || out.advance > 0;  // a font whose picture can't be drawn here leaves nothing
  };
  int count = fonts_ && fonts_->set ? fonts_->set->nfont : 0;
  auto coloured = [&](int n) {
    FcBool yes = FcFalse;
    return FcPatternGetBool(fonts_->set->fonts[n], FC_COLOR, 0, &yes) == FcResultMatch && yes;
  };
  for (int n = 0; pictured(c) && n < count; ++n)
    if (coloured(n) && try_font(n)) return true;
  for (int n = 0; n < count; ++n)
    if (try_font(n)) return true;
  return false;
}

namespace {
// The number of a character in two rows of small digits on a block.
template <class Bitmap>
void draw_number(uint32_t c, float size, Bitmap& out) {
  char digits[9];
  int count = std::snprintf(digits, sizeof digits, c > 0xffff ? "%06X" : "%04X", c), across = count / 2;
  int unit = std::max(1, static_cast<int>(size / 15));
  out.resize((across * 4 + 1) * unit, 13 * unit);
  out.advance = static_cast<float>(out.width + unit);
  std::fill(out.pixels.begin(), out.pixels.end(), IM_COL32(255, 255, 255, 56));
  for (int n = 0; n < count; ++n) {
    uint16_t shape = kDigits[digits[n] <= '9' ? digits[n] - '0' : digits[n] - 'A' + 10];
    for (int bit = 0; bit < 15; ++bit) {
      if (!(shape >> (14 - bit) & 1)) continue;
      int x = (n % across * 4 + 1 + bit % 3) * unit, y = (n / across * 6 + 1 + bit / 3) * unit;
      for (int dy = 0; dy < unit; ++dy)
        for (int dx = 0; dx < unit; ++dx) out.at(x + dx, y + dy) = IM_COL32_WHITE;
    }
  }
  out.top = -static_cast<int>(size * 0.3f) - out.height / 2;  // its middle is that of small letters and capitals
}
}  // namespace

OtherFonts::OtherFonts() : faces_(std::make_unique<Faces>()) {}
OtherFonts::~OtherFonts() = default;

void OtherFonts::use(std::shared_ptr<const SystemFonts> fonts) {
  faces_ = std::make_unique<Faces>();
  fonts_ = std::move(fonts);
  full_ = true;
}

void OtherFonts::clear(int side) {
  glyphs_.clear();
  texture.side = side;
  texture.pixels.assign(static_cast<size_t>(side) * static_cast<size_t>(side), 0);
  texture.dirty_from = 0, texture.dirty_to = side;
  shelf_x_ = shelf_y_ = shelf_height_ = 0;
}

void OtherFonts::begin_frame() {
  // What one frame shows may be more than the largest texture holds: then some of it stays away, and nothing is made again and again.
  if (!full_ && !unfinished_) overflows_ = 0;
  overflows_ += full_ && texture.side == kLastSide;
  if (overflows_ > kPatience) overflows_ = 0;  // another text may be shown by now
  bool hopeless = overflows_ > kOverflows;
  if (full_ && !hopeless) clear(shelf_y_ + shelf_height_ > texture.side / 2 ? std::clamp(texture.side * 2, kFirstSide, kLastSide) : texture.side);
  full_ = hopeless;
  unfinished_ = false;
  made_ = 0;
}

// Rows of glyphs from the top. False: there is no room.
bool OtherFonts::place(const Bitmap& bitmap, Glyph& out) {
  int side = texture.side, width = bitmap.width + 1, height = bitmap.height + 1;
  if (shelf_x_ + width > side) shelf_y_ += shelf_height_, shelf_x_ = shelf_height_ = 0;
  if (width > side || shelf_y_ + height > side) return false;
  for (int y = 0; y < bitmap.height; ++y)
    std::memcpy(&texture.pixels[static_cast<size_t>(shelf_y_ + y) * static_cast<size_t>(side) + static_cast<size_t>(shelf_x_)],
                &bitmap.pixels[static_cast<size_t>(y) * static_cast<size_t>(bitmap.width)], static_cast<size_t>(bitmap.width) * 4);
  bool clean = texture.dirty_from == texture.dirty_to;
  texture.dirty_from = clean ? shelf_y_ : std::min(texture.dirty_from, shelf_y_);
  texture.dirty_to = clean ? shelf_y_ + height : std::max(texture.dirty_to, shelf_y_ + height);
  auto u = [&](int v) { return static_cast<float>(v) / static_cast<float>(side); };
  out.uv0 = {u(shelf_x_), u(shelf_y_)};
  out.uv1 = {u(shelf_x_ + bitmap.width), u(shelf_y_ + bitmap.height)};
  out.min = {static_cast<float>(bitmap.left), static_cast<float>(bitmap.top)};
  out.max = {out.min.x + static_cast<float>(bitmap.width), out.min.y + static_cast<float>(bitmap.height)};
  out.coloured = bitmap.coloured;
  shelf_x_ += width;
  shelf_height_ = std::max(shelf_height_, height);
  return out.drawn = true;
}

const OtherFonts::Glyph& OtherFonts::glyph(uint32_t c, float size) {
  static const Glyph kNothing;
  static Glyph later;  // its place is kept free
  if (unseen(c)) return kNothing;
  if (texture.side == 0) clear(kFirstSide);
  asked_ = true;
  auto key = static_cast<uint64_t>(c) << 16 | static_cast<uint16_t>(size);
  if (auto found = glyphs_.find(key); found != glyphs_.end()) return found->second;
  later.advance = size * 0.5f * static_cast<float>(columns_of(c));
  if (full_ || made_ == kMadeInOneFrame) return unfinished_ = overflows_ <= kOverflows, later;
  ++made_;
  Bitmap bitmap;
  Glyph glyph;
  glyph.stand_in = !from_fonts(c, std::max(1, static_cast<int>(size * kEm + 0.5f)), bitmap);
  if (glyph.stand_in) draw_number(c, size, bitmap = {});
  glyph.advance = bitmap.advance;
  if (bitmap.width > 0 && bitmap.width < kFirstSide && bitmap.height < kFirstSide && !place(bitmap, glyph)) return full_ = unfinished_ = true, later;
  return glyphs_.emplace(key, glyph).first->second;
}

OtherFonts& other_fonts() {
  static OtherFonts fonts;
  return fonts;
}

}  // namespace app
