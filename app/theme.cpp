#include "app/theme.h"

#include <array>
#include <filesystem>
#include <iterator>

namespace app {

namespace {

constexpr ImU32 rgb(uint32_t hex) { return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, 255); }

// State hues keep apart under the three common kinds of colour blindness: blue, amber, grey, vermilion differ in lightness too.
constexpr Theme kThemes[] = {
    {.name = "dark",
     .light = false,
     .background = rgb(0x101319),
     .panel = rgb(0x181c24),
     .raised = rgb(0x222834),
     .hover = rgb(0x2b3240),
     .border = rgb(0x2a303c),
     .text = rgb(0xe7eaf0),
     .dim = rgb(0xa3acba),
     .faint = rgb(0x6d7788),
     .accent = rgb(0x6ea8fe),
     .on_accent = rgb(0x0d1117),
     .playhead = rgb(0xf5f7fb),
     .current_line = rgb(0x233149),
     .running = rgb(0x4f9cf5),
     .ready = rgb(0xe6b450),
     .suspended = rgb(0x7f8b9f),
     .blocked = rgb(0xf0603f),
     .idle = rgb(0x4a5362),
     .done = rgb(0x4fbf9f),
     .failed = rgb(0xf2668b),
     .cancelled = rgb(0xb49ae8),
     .on_state = rgb(0x0c1017),
     .error_panel = rgb(0x3a1f22),
     .notice_panel = rgb(0x33301c),
     .keyword = rgb(0x8fb8ff),
     .string = rgb(0x9fd0a4),
     .number = rgb(0xe8b878),
     .comment = rgb(0x6d7788),
     .op = rgb(0xa3acba),
     .invalid = rgb(0xf2668b)},
    {.name = "light",
     .light = true,
     .background = rgb(0xeceff3),
     .panel = rgb(0xffffff),
     .raised = rgb(0xf2f4f8),
     .hover = rgb(0xe4e9f1),
     .border = rgb(0xd9dee7),
     .text = rgb(0x1a2130),
     .dim = rgb(0x536074),
     .faint = rgb(0x8390a2),
     .accent = rgb(0x1f5fd0),
     .on_accent = rgb(0xffffff),
     .playhead = rgb(0x111827),
     .current_line = rgb(0xdfeaff),
     .running = rgb(0x2f73da),
     .ready = rgb(0xb77a06),
     .suspended = rgb(0x8a95a6),
     .blocked = rgb(0xd2401e),
     .idle = rgb(0xc3cad5),
     .done = rgb(0x13806a),
     .failed = rgb(0xc42a5c),
     .cancelled = rgb(0x7a55c7),
     .on_state = rgb(0xffffff),
     .error_panel = rgb(0xfde8e6),
     .notice_panel = rgb(0xfdf4d7),
     .keyword = rgb(0x1f55b5),
     .string = rgb(0x1e7a3e),
     .number = rgb(0x9a5b00),
     .comment = rgb(0x7d8898),
     .op = rgb(0x536074),
     .invalid = rgb(0xc42a5c)},
    {.name = "contrast",
     .light = false,
     .background = rgb(0x000000),
     .panel = rgb(0x000000),
     .raised = rgb(0x1c1c1c),
     .hover = rgb(0x333333),
     .border = rgb(0x9a9a9a),
     .text = rgb(0xffffff),
     .dim = rgb(0xe4e4e4),
     .faint = rgb(0xb8b8b8),
     .accent = rgb(0x5cc8ff),
     .on_accent = rgb(0x000000),
     .playhead = rgb(0xffffff),
     .current_line = rgb(0x003a66),
     .running = rgb(0x5cc8ff),
     .ready = rgb(0xffd23f),
     .suspended = rgb(0xc8c8c8),
     .blocked = rgb(0xff7a59),
     .idle = rgb(0x808080),
     .done = rgb(0x5dffb0),
     .failed = rgb(0xff8fb3),
     .cancelled = rgb(0xd9c2ff),
     .on_state = rgb(0x000000),
     .error_panel = rgb(0x400000),
     .notice_panel = rgb(0x3a3200),
     .keyword = rgb(0x8fd0ff),
     .string = rgb(0xa8ffb0),
     .number = rgb(0xffd9a0),
     .comment = rgb(0xb8b8b8),
     .op = rgb(0xffffff),
     .invalid = rgb(0xff8fb3)},
};

constexpr const char* kInter = "/usr/share/fonts/opentype/inter/Inter-";
constexpr const char* kMono = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-";

#if IMGUI_VERSION_NUM < 19200
// Baked into the atlas before the first frame. Labels need less than what a program's author may have typed.
constexpr ImWchar kLabelRanges[] = {0x20, 0x17f, 0x2010, 0x2027, 0x2190, 0x2193, 0x2260, 0x2265, 0x00d7, 0x00d7, 0};
constexpr ImWchar kCodeRanges[] = {0x20,   0x17f,  0x370,  0x3ff,  0x400,  0x45f,  0x2010, 0x205e, 0x2190,
                                   0x21ff, 0x2200, 0x22ff, 0x2500, 0x25ff, 0x2600, 0x27bf, 0};
#endif

compat::Font load(const char* family, const char* style, const char* ending, float points, float scale,
                  [[maybe_unused]] bool code) {
  ImGuiIO& io = ImGui::GetIO();
  float size = static_cast<float>(static_cast<int>(points * scale + 0.5f));
  std::string path = std::string(family) + style + ending;
  std::error_code error;
  ImFontConfig config;
  config.OversampleH = 2;
  config.PixelSnapH = true;
  if (!std::filesystem::exists(path, error)) {  // AddFontFromFileTTF stops the program when the file is missing
    config.SizePixels = size;
    return {io.Fonts->AddFontDefault(&config), size};
  }
#if IMGUI_VERSION_NUM >= 19200
  return {io.Fonts->AddFontFromFileTTF(path.c_str(), size, &config), size};
#else
  return {io.Fonts->AddFontFromFileTTF(path.c_str(), size, &config, code ? kCodeRanges : kLabelRanges), size};
#endif
}

}  // namespace

const Theme* find_theme(std::string_view name) {
  for (const Theme& theme : kThemes)
    if (name == theme.name) return &theme;
  return nullptr;
}
const Theme& default_theme() { return kThemes[0]; }
const char* theme_names() { return "dark, light, contrast"; }
const Theme& next_theme(const Theme& theme) { return kThemes[(static_cast<size_t>(&theme - kThemes) + 1) % std::size(kThemes)]; }

Fonts load_fonts(float scale) {
  Fonts f;
  f.text = load(kInter, "Regular", ".otf", 16, scale, true);  // the first is ImGui's default
  f.bold = load(kInter, "SemiBold", ".otf", 16, scale, false);
  f.small = load(kInter, "Regular", ".otf", 14, scale, false);
  f.small_bold = load(kInter, "SemiBold", ".otf", 13, scale, false);
  f.title = load(kInter, "SemiBold", ".otf", 19, scale, false);
  f.code = load(kMono, "Regular", ".ttf", 16, scale, true);
  f.code_small = load(kMono, "Regular", ".ttf", 14.5, scale, true);
  return f;
}

ImU32 with_alpha(ImU32 colour, float alpha) {
  auto a = static_cast<ImU32>(static_cast<float>(colour >> IM_COL32_A_SHIFT & 255) * alpha + 0.5f);
  return (colour & ~IM_COL32_A_MASK) | a << IM_COL32_A_SHIFT;
}

ImU32 mix(ImU32 from, ImU32 to, float share) {
  ImU32 out = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    auto a = static_cast<float>(from >> shift & 255), b = static_cast<float>(to >> shift & 255);
    out |= static_cast<ImU32>(a + (b - a) * share + 0.5f) << shift;
  }
  return out;
}

void apply_style(const Look& look) {
  const Theme& t = *look.theme;
  ImGuiStyle& s = ImGui::GetStyle();
  s = ImGuiStyle();
  s.WindowPadding = s.FramePadding = {10, 7};
  s.WindowRounding = s.ChildRounding = s.FrameRounding = s.PopupRounding = 7;
  s.WindowBorderSize = s.PopupBorderSize = 1;
  s.ChildBorderSize = s.FrameBorderSize = 0;
  s.ItemSpacing = {8, 6};
  s.ScrollbarSize = 11;
  s.ScrollbarRounding = 6;
  s.GrabRounding = 6;
  s.ScaleAllSizes(look.scale);
  auto set = [&](ImGuiCol index, ImU32 colour) { s.Colors[index] = ImGui::ColorConvertU32ToFloat4(colour); };
  for (int i = 0; i < ImGuiCol_COUNT; ++i) set(i, t.raised);
  set(ImGuiCol_Text, t.text);
  set(ImGuiCol_TextDisabled, t.dim);
  set(ImGuiCol_WindowBg, t.background);
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_PopupBg, t.raised);
  set(ImGuiCol_Border, t.border);
  set(ImGuiCol_BorderShadow, 0);
  set(ImGuiCol_FrameBg, t.panel);
  set(ImGuiCol_FrameBgHovered, t.panel);
  set(ImGuiCol_FrameBgActive, t.panel);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, with_alpha(t.faint, 0.45f));
  set(ImGuiCol_ScrollbarGrabHovered, with_alpha(t.faint, 0.75f));
  set(ImGuiCol_ScrollbarGrabActive, t.faint);
  set(ImGuiCol_TextSelectedBg, with_alpha(t.accent, 0.35f));
  set(ImGuiCol_HeaderHovered, t.hover);
  set(ImGuiCol_ModalWindowDimBg, with_alpha(t.background, 0.6f));
}

}  // namespace app
