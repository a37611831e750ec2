#include "app/theme.h"

#include <filesystem>
#include <string>

namespace app {

namespace {

constexpr const char* kInter = "/usr/share/fonts/opentype/inter/Inter-";
constexpr const char* kMono = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-";

#if IMGUI_VERSION_NUM < 19200
// Baked into the atlas before the first frame. Labels need less than what a program's author may have typed. U+FFFD stands for what is
// not there, so that a question mark is one that somebody wrote.
constexpr ImWchar kLabelRanges[] = {0x20, 0x17f, 0x2010, 0x2027, 0x2190, 0x2193, 0x2260, 0x2265, 0x00d7, 0x00d7, 0xfffd, 0xfffd, 0};
constexpr ImWchar kCodeRanges[] = {0x20,   0x17f,  0x370,  0x3ff,  0x400,  0x45f,  0x2010, 0x205e, 0x2190,
                                   0x21ff, 0x2200, 0x22ff, 0x2500, 0x25ff, 0x2600, 0x27bf, 0xfffd, 0xfffd, 0};
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
