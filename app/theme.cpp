#include "app/theme.h"

#include <filesystem>
#include <string>

namespace app {

namespace {

constexpr const char* kInter = "/usr/share/fonts/opentype/inter/Inter-";
constexpr const char* kMono = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-";

#if IMGUI_VERSION_NUM < 19200
// Baked into the atlas before the first frame: Latin, Greek and Cyrillic letters, arrows, signs and boxes; each font has some of them.
// U+FFFD stands for what is not there, so that a question mark is one that somebody wrote.
constexpr ImWchar kRanges[] = {0x20,   0x17f,  0x370,  0x3ff,  0x400,  0x45f,  0x2010, 0x205e, 0x2190,
                               0x21ff, 0x2200, 0x22ff, 0x2500, 0x25ff, 0x2600, 0x27bf, 0xfffd, 0xfffd, 0};
#endif

ImFont* add(const std::string& path, float size, const ImFontConfig& config) {
#if IMGUI_VERSION_NUM >= 19200
  return ImGui::GetIO().Fonts->AddFontFromFileTTF(path.c_str(), size, &config);
#else
  return ImGui::GetIO().Fonts->AddFontFromFileTTF(path.c_str(), size, &config, kRanges);
#endif
}

compat::Font load(const char* family, const char* style, const char* ending, float points, float scale) {
  float size = static_cast<float>(static_cast<int>(points * scale + 0.5f));
  std::string path = std::string(family) + style + ending;
  std::error_code error;
  ImFontConfig config;
  config.OversampleH = 1;  // letters stand on whole pixels: finer columns than those would only blur them
  config.PixelSnapH = true;
  if (!std::filesystem::exists(path, error)) {  // AddFontFromFileTTF stops the program when the file is missing
    config.SizePixels = size;
    return {ImGui::GetIO().Fonts->AddFontDefault(&config), size};
  }
  compat::Font font{add(path, size, config), size};
  // Signs that the one lacks, the mark for a missing letter among them, are the other's.
  std::string other = std::string(kMono) + "Regular.ttf";
  if (family != kMono && std::filesystem::exists(other, error)) {
    config.MergeMode = true;
    add(other, size, config);
  }
  return font;
}

}  // namespace

Fonts load_fonts(float scale) {
  Fonts f;
  f.text = load(kInter, "Regular", ".otf", 16, scale);  // the first is ImGui's default
  f.bold = load(kInter, "SemiBold", ".otf", 16, scale);
  f.small = load(kInter, "Regular", ".otf", 14, scale);
  f.small_bold = load(kInter, "SemiBold", ".otf", 13, scale);
  f.title = load(kInter, "SemiBold", ".otf", 19, scale);
  f.code = load(kMono, "Regular", ".ttf", 16, scale);
  f.code_small = load(kMono, "Regular", ".ttf", 14.5, scale);
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
#if IMGUI_VERSION_NUM < 19200
  s.AntiAliasedLinesUseTex = false;  // window.cpp samples the texture without mixing
#endif
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
