#include "app/paint.h"

#include "app/editor/characters.h"
#include "app/other_fonts.h"
#include "app/right_to_left.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace app {

namespace {
// ImGui's own font has none.
std::string_view ellipsis_of(const compat::Font& font) { return font.face->EllipsisChar == 0x2026 ? "\u2026" : "..."; }

const char* end_of(std::string_view s) { return s.data() + s.size(); }

std::string fixed(double value, int digits) {
  char out[64];
  std::snprintf(out, sizeof out, "%.*f", digits, value);
  return out;
}

// What the font itself can draw: its own characters and line ends.
bool has(const compat::Font& font, uint32_t c) { return c >= 0x20 ? c != 0x7f && compat::has_glyph(font, c) : c == '\n' || c == '\r' || c == '\t'; }

bool plain(const compat::Font& font, std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte < 0x7f) {
      ++i;
      continue;
    }
    Character c = character_at(text, i);
    if (!has(font, c.code_point)) return false;
    i += c.length;
  }
  return true;
}

// Calls `stretch` with what the font has, as long as it goes, and `single` with each character that it lacks. Either says whether to go on.
template <class Stretch, class Single>
void each_part(const compat::Font& font, std::string_view text, Stretch stretch, Single single) {
  size_t from = 0;
  for (size_t i = 0; i < text.size();) {
    Character c = character_at(text, i);
    if (!has(font, c.code_point)) {
      if (i > from && !stretch(text.substr(from, i - from))) return;
      if (!single(c, i)) return;
      from = i + c.length;
    }
    i += c.length;
  }
  if (from < text.size()) stretch(text.substr(from));
}

float own_width(const compat::Font& font, std::string_view text) { return font.face->CalcTextSizeA(font.size, FLT_MAX, 0, text.data(), end_of(text)).x; }
float other_width(const compat::Font& font, uint32_t c) { return other_fonts().glyph(c, font.size).advance; }

float mixed_width(const compat::Font& font, std::string_view text) {
  float width = 0;
  each_part(font, text, [&](std::string_view s) { return width += own_width(font, s), true; },
            [&](Character c, size_t) { return width += other_width(font, c.code_point), true; });
  return width;
}

// How many bytes of a text are no wider than `room`.
size_t bytes_within(const compat::Font& font, std::string_view text, float room) {
  size_t bytes = 0;
  each_part(
      font, text,
      [&](std::string_view s) {
        const char* cut = nullptr;
        room -= font.face->CalcTextSizeA(font.size, room, 0, s.data(), end_of(s), &cut).x;
        bytes = static_cast<size_t>(cut - text.data());
        return cut == end_of(s);
      },
      [&](Character c, size_t at) {
        room -= other_width(font, c.code_point);
        if (room >= 0) bytes = at + c.length;
        return room >= 0;
      });
  while (bytes > 0 && bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
  return bytes;
}

}  // namespace

float Paint::width(const compat::Font& font, std::string_view text) {
  if (text.empty()) return 0;
  if (plain(font, text)) return own_width(font, text);
  return mixed_width(font, has_right_to_left(text) ? in_drawing_order(text) : std::string(text));
}

namespace {
void note(const ImDrawList& list, ImVec2 at, ImVec2 size, std::string_view text) {
  ImVec2 low = list.GetClipRectMin(), high = list.GetClipRectMax();
  Paint::notes->push_back({{{std::floor(at.x), std::floor(at.y)}, {std::floor(at.x) + size.x, std::floor(at.y) + size.y}}, {low, high}, std::string(text)});
}
}  // namespace

void Paint::text(const compat::Font& font, ImVec2 at, ImU32 colour, std::string_view text) {
  if (text.empty()) return;
  if (notes) note(*list, at, {width(font, text), font.size}, text);
  at = {std::floor(at.x), std::floor(at.y)};
  if (plain(font, text)) return list->AddText(font.face, font.size, at, colour, text.data(), end_of(text));
  float x = at.x;
  each_part(
      font, has_right_to_left(text) ? in_drawing_order(text) : std::string(text),
      [&](std::string_view s) {
        list->AddText(font.face, font.size, {std::floor(x), at.y}, colour, s.data(), end_of(s));
        return x += own_width(font, s), true;
      },
      [&](Character c, size_t) { return other(font, {x, at.y}, colour, c.code_point), x += other_width(font, c.code_point), true; });
}

size_t Paint::columns(const compat::Font& font, ImVec2 at, ImU32 colour, std::string_view s, float advance) {
  if (plain(font, s) && std::all_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return text(font, at, colour, s), s.size();
  size_t column = 0;
  for (size_t i = 0; i < s.size();) {
    size_t from = i, count = 0;
    Character c = character_at(s, i);
    auto simple = [&] { return columns_of(c.code_point) == 1 && has(font, c.code_point); };
    while (i < s.size() && simple()) {
      i += c.length, ++count;
      if (i < s.size()) c = character_at(s, i);
    }
    float x = at.x + advance * static_cast<float>(column);
    if (count > 0) text(font, {x, at.y}, colour, s.substr(from, i - from));
    column += count;
    if (i == s.size() || count > 0) continue;
    size_t columns = columns_of(c.code_point);
    float room = advance * static_cast<float>(columns), wide = width(font, s.substr(i, c.length));
    if (columns > 0 && wide > room && !has(font, c.code_point)) {       // a letter of another font, wider than those of this one
      if (notes) note(*list, {x, at.y}, {room, font.size}, s.substr(i, c.length));
      other(font, {x, at.y}, colour, c.code_point, room / wide);
    } else {
      text(font, {x + (columns == 0 ? 0 : (room - wide) / 2), at.y}, colour, s.substr(i, c.length));
    }
    column += columns;
    i += c.length;
  }
  return column;
}

void Paint::other(const compat::Font& font, ImVec2 at, ImU32 colour, uint32_t c, float narrower) {
  const OtherFonts::Glyph& g = other_fonts().glyph(c, font.size);
  if (!g.drawn) return;
  float x = std::floor(at.x), base = at.y + std::round(compat::ascent(font));
  ImU32 tint = g.coloured ? (colour | ~IM_COL32_A_MASK) : colour;
  ImVec2 min{x + g.min.x * narrower, base + g.min.y}, max{x + g.max.x * narrower, base + g.max.y};
  list->AddImage(compat::texture(other_fonts().texture.id), min, max, g.uv0, g.uv1, tint);
}

float Paint::fit(const compat::Font& font, ImVec2 at, ImU32 colour, std::string_view s, float room) {
  s = s.substr(0, std::min(s.find('\n'), size_t{4096}));  // a name may be what and as long as a program likes; more never fits
  float whole = width(font, s);
  if (whole <= room) return text(font, at, colour, s), whole;
  float ellipsis = width(font, ellipsis_of(font));
  if (room < ellipsis + font.size * 0.6f) return 0;
  s = s.substr(0, bytes_within(font, s, room - ellipsis));
  float kept = width(font, s);
  text(font, at, colour, s);
  text(font, {std::floor(at.x) + kept, at.y}, colour, ellipsis_of(font));
  return kept + ellipsis;
}

float Paint::fit_middle(const compat::Font& font, float x, float top, float bottom, ImU32 colour, std::string_view s,
                        float room) {
  return fit(font, {x, (top + bottom - font.size) / 2}, colour, s, room);
}

namespace {
// Calls `line` with each line of a text that is to fit into `room`; a word too long for it stands alone.
template <class Line>
size_t each_line(const compat::Font& font, std::string_view text, float room, Line line) {
  size_t count = 0;
  text = text.substr(0, 4096);
  while (!text.empty() || count == 0) {
    size_t end = std::min(text.find('\n'), text.size()), fits = end;
    if (Paint::width(font, text.substr(0, end)) > room) {
      fits = 0;
      for (size_t space = text.find(' '); space < end && Paint::width(font, text.substr(0, space)) <= room; space = text.find(' ', space + 1))
        fits = space;
      if (fits == 0) fits = std::min(text.find(' '), end);
    }
    line(text.substr(0, fits), count++);
    text.remove_prefix(fits);
    if (!text.empty()) text.remove_prefix(1);  // the space or line end it broke at
  }
  return count;
}
constexpr float kLeading = 1.28f;
}  // namespace

float Paint::wrapped(const compat::Font& font, ImVec2 at, ImU32 colour, std::string_view s, float room) {
  float step = std::ceil(font.size * kLeading);
  size_t lines = each_line(font, s, room, [&](std::string_view part, size_t n) { fit(font, {at.x, at.y + step * static_cast<float>(n)}, colour, part, room + 1); });
  return step * static_cast<float>(lines);
}

float Paint::wrapped_height(const compat::Font& font, std::string_view s, float room) {
  return std::ceil(font.size * kLeading) * static_cast<float>(each_line(font, s, room, [](std::string_view, size_t) {}));
}

void Paint::panel(Rect r) {
  float round = look.px(8);
  bool whole_pixels = std::floor(r.min.x) == r.min.x && std::floor(r.min.y) == r.min.y && std::floor(r.max.x) == r.max.x && std::floor(r.max.y) == r.max.y;
  if (!look.grounds || !whole_pixels || r.height() < 2 * round) return box(r, theme.panel, round);
  Rect plain{{r.min.x, r.min.y + round}, {r.max.x, r.max.y - round}};
  look.grounds->push_back(plain);
  list->AddRectFilled(r.min, {r.max.x, plain.min.y}, theme.panel, round, ImDrawFlags_RoundCornersTop);
  list->AddRectFilled({r.min.x, plain.max.y}, r.max, theme.panel, round, ImDrawFlags_RoundCornersBottom);
}

void Paint::hatch(Rect r, ImU32 colour, float spacing, float thickness) {
  float h = r.height();
  // Lines stand at fixed places of the screen, so that neighbours and scrolling do not make them dance.
  float first = std::floor((r.min.x - h) / spacing) * spacing;
  for (float x = first; x < r.max.x; x += spacing) {
    float x0 = std::max(x, r.min.x), x1 = std::min(x + h, r.max.x);
    if (x1 <= x0) continue;
    list->AddLine({x0, r.max.y - (x0 - x)}, {x1, r.max.y - (x1 - x)}, colour, thickness);
  }
}

void Paint::dots(Rect r, ImU32 colour, float spacing) {
  float d = std::max(1.0f, std::floor(look.scale * 1.5f));
  for (float x = r.min.x; x < r.max.x - d / 2; x += spacing) {
    list->AddRectFilled({x, r.min.y}, {x + d, r.min.y + d}, colour);
    list->AddRectFilled({x, r.max.y - d}, {x + d, r.max.y}, colour);
  }
  for (float y = r.min.y + spacing; y < r.max.y - d; y += spacing) {
    list->AddRectFilled({r.min.x, y}, {r.min.x + d, y + d}, colour);
    list->AddRectFilled({r.max.x - d, y}, {r.max.x, y + d}, colour);
  }
}

void Paint::zigzag(Rect r, ImU32 colour) {
  float step = look.px(5), top = r.min.y + r.height() * 0.3f, bottom = r.max.y - r.height() * 0.3f;
  bool up = false;
  for (float x = r.min.x; x + 1 < r.max.x; x += step, up = !up) {
    float x1 = std::min(x + step, r.max.x), share = (x1 - x) / step;
    float from = up ? bottom : top, to = from + (up ? top - bottom : bottom - top) * share;
    list->AddLine({x, from}, {x1, to}, colour, look.scale);
  }
}

ImU32 Paint::colour(TaskState state) const {
  switch (state) {
    case TaskState::ready: return theme.ready;
    case TaskState::running: return theme.running;
    case TaskState::blocked: return theme.blocked;
    case TaskState::suspended: return theme.suspended;
    case TaskState::done: return theme.done;
    case TaskState::failed: return theme.failed;
    case TaskState::cancelled: return theme.cancelled;
    case TaskState::not_yet: return theme.faint;
  }
  return theme.faint;
}

void Paint::state_bar(Rect r, TaskState state, bool hovered) {
  ImU32 c = colour(state);
  float rounding = r.width() > look.px(8) && r.height() > look.px(8) ? look.px(3) : 0;
  bool small = r.width() < look.px(5) || r.height() < look.px(7);
  switch (state) {
    case TaskState::running: box(r, c, rounding); break;
    case TaskState::blocked:
      box(r, c, rounding);
      if (!small) hatch(r, with_alpha(theme.on_state, 0.35f), look.px(9), look.px(3));
      break;
    case TaskState::ready:
      box(r, with_alpha(c, small ? 0.8f : 0.16f), rounding);
      if (!small) dots(r, c, look.px(4));
      break;
    default:
      box(r, with_alpha(c, small ? 0.6f : 0.14f), rounding);
      if (!small) hatch(r, with_alpha(c, theme.light ? 0.55f : 0.5f), look.px(7), look.scale);
  }
  if (hovered) frame(r, theme.text, rounding, look.px(1));
}

void Paint::outside_bar(Rect r) {
  bool small = r.width() < look.px(5) || r.height() < look.px(7);
  box(r, with_alpha(theme.outside, small ? 0.6f : 0.24f), r.width() > look.px(8) && r.height() > look.px(8) ? look.px(3) : 0);
  if (!small) hatch(r, with_alpha(theme.outside, theme.light ? 0.6f : 0.55f), look.px(5), look.scale);
}

void Paint::state_glyph(ImVec2 c, float size, TaskState state) {
  ImU32 ink = colour(state);
  float h = size / 2, thick = std::max(1.5f, size / 6.5f);
  Rect r{{c.x - h, c.y - h}, {c.x + h, c.y + h}};
  switch (state) {
    case TaskState::running: list->AddRectFilled(r.min, r.max, ink, size / 5); break;
    case TaskState::ready: {
      for (int n = 0; n < 8; ++n) {
        float angle = static_cast<float>(n) * 0.785398f;
        list->AddCircleFilled({c.x + std::cos(angle) * h * 0.82f, c.y + std::sin(angle) * h * 0.82f}, size / 9, ink, 6);
      }
      break;
    }
    case TaskState::suspended:
      frame(r, ink, size / 5, std::max(1.0f, size / 10));
      for (int n = 0; n < 3; ++n) {
        float d = size * (0.25f + 0.25f * static_cast<float>(n)), lo = std::max(0.0f, d * 2 - size), hi = std::min(size, d * 2);
        list->AddLine({r.min.x + lo, r.max.y - (d * 2 - lo)}, {r.min.x + hi, r.max.y - (d * 2 - hi)}, ink,
                      std::max(1.0f, size / 10));
      }
      break;
    case TaskState::blocked:
      list->AddRectFilled(r.min, r.max, ink, size / 5);
      list->AddRectFilled({c.x - h * 0.55f, c.y - thick / 2}, {c.x + h * 0.55f, c.y + thick / 2}, theme.on_state);
      break;
    case TaskState::done: {
      ImVec2 points[] = {
          {c.x - h * 0.8f, c.y + h * 0.05f}, {c.x - h * 0.2f, c.y + h * 0.65f}, {c.x + h * 0.85f, c.y - h * 0.65f}};
      compat::polyline(list, points, 3, ink, thick);
      break;
    }
    case TaskState::failed:
      list->AddLine({c.x - h * 0.7f, c.y - h * 0.7f}, {c.x + h * 0.7f, c.y + h * 0.7f}, ink, thick);
      list->AddLine({c.x - h * 0.7f, c.y + h * 0.7f}, {c.x + h * 0.7f, c.y - h * 0.7f}, ink, thick);
      break;
    case TaskState::cancelled:
      list->AddCircle(c, h * 0.85f, ink, 20, thick * 0.85f);
      list->AddLine({c.x - h * 0.55f, c.y + h * 0.55f}, {c.x + h * 0.55f, c.y - h * 0.55f}, ink, thick * 0.85f);
      break;
    case TaskState::not_yet: list->AddCircle(c, h * 0.4f, ink, 12, 1); break;
  }
}

float Paint::pill(ImVec2 at, float height, std::string_view s, ImU32 ground, ImU32 ink, float room) {
  const compat::Font& font = look.fonts.small;
  float pad = look.px(7), w = std::min(width(font, s) + 2 * pad, room);
  if (w < 3 * pad) return at.x;
  Rect r{at, {at.x + std::ceil(w), at.y + height}};
  box(r, ground, height / 2);
  fit_middle(font, at.x + pad, r.min.y, r.max.y, ink, s, w - 2 * pad + 1);
  return r.max.x;
}

void Paint::icon(ImVec2 c, float size, Icon icon, ImU32 ink) {
  float h = size / 2, bar = std::max(2.0f, size / 7);
  auto right = [&](float x) {
    list->AddTriangleFilled({x - h * 0.5f, c.y - h * 0.75f}, {x + h * 0.65f, c.y}, {x - h * 0.5f, c.y + h * 0.75f}, ink);
  };
  auto left = [&](float x) {
    list->AddTriangleFilled({x + h * 0.5f, c.y - h * 0.75f}, {x - h * 0.65f, c.y}, {x + h * 0.5f, c.y + h * 0.75f}, ink);
  };
  auto stroke = [&](float x) { list->AddRectFilled({x - bar / 2, c.y - h * 0.75f}, {x + bar / 2, c.y + h * 0.75f}, ink); };
  auto chevron = [&](float x, float direction) {
    ImVec2 points[] = {{x - direction * h * 0.3f, c.y - h * 0.65f},
                       {x + direction * h * 0.35f, c.y},
                       {x - direction * h * 0.3f, c.y + h * 0.65f}};
    compat::polyline(list, points, 3, ink, bar * 0.8f);
  };
  switch (icon) {
    case Icon::play: right(c.x); break;
    case Icon::pause: stroke(c.x - h * 0.4f), stroke(c.x + h * 0.4f); break;
    case Icon::next: chevron(c.x, 1); break;
    case Icon::previous: chevron(c.x, -1); break;
    case Icon::next_event: chevron(c.x - h * 0.35f, 1), chevron(c.x + h * 0.4f, 1); break;
    case Icon::previous_event: chevron(c.x + h * 0.35f, -1), chevron(c.x - h * 0.4f, -1); break;
    case Icon::first: left(c.x + h * 0.2f), stroke(c.x - h * 0.65f); break;
    case Icon::last: right(c.x - h * 0.2f), stroke(c.x + h * 0.65f); break;
    case Icon::chevron_down:
      list->AddTriangleFilled({c.x - h * 0.6f, c.y - h * 0.3f}, {c.x + h * 0.6f, c.y - h * 0.3f}, {c.x, c.y + h * 0.45f}, ink);
      break;
    case Icon::chevron_right:
      list->AddTriangleFilled({c.x - h * 0.3f, c.y - h * 0.6f}, {c.x + h * 0.45f, c.y}, {c.x - h * 0.3f, c.y + h * 0.6f}, ink);
      break;
    case Icon::warning:
      list->AddTriangleFilled({c.x, c.y - h}, {c.x + h, c.y + h * 0.8f}, {c.x - h, c.y + h * 0.8f}, ink);
      list->AddRectFilled({c.x - bar / 2, c.y - h * 0.35f}, {c.x + bar / 2, c.y + h * 0.25f}, theme.panel);
      list->AddRectFilled({c.x - bar / 2, c.y + h * 0.4f}, {c.x + bar / 2, c.y + h * 0.4f + bar}, theme.panel);
      break;
    case Icon::close:
      list->AddLine({c.x - h * 0.6f, c.y - h * 0.6f}, {c.x + h * 0.6f, c.y + h * 0.6f}, ink, bar * 0.8f);
      list->AddLine({c.x - h * 0.6f, c.y + h * 0.6f}, {c.x + h * 0.6f, c.y - h * 0.6f}, ink, bar * 0.8f);
      break;
  }
}

std::string time_text(sim::Time t, sim::Time step, sim::Time scale) {
  sim::TimeUnit unit = sim::unit_for(scale);
  double ratio = unit.ns / static_cast<double>(std::max<sim::Time>(step, 1));
  int digits = ratio <= 1 ? 0 : std::min(9, static_cast<int>(std::ceil(std::log10(ratio) - 1e-9)));
  return fixed(static_cast<double>(t) / unit.ns, digits) + unit.name;
}

std::string count_text(size_t n) {
  std::string digits = std::to_string(n);
  for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string plural(size_t n, const char* one, const char* many) {
  return sim::cat(count_text(n), " ", std::string_view(n == 1 ? one : many));
}

}  // namespace app
