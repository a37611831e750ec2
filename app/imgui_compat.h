// The one place that knows Dear ImGui's versions: 1.86 (Debian 12) is what is tested, 1.92 is what the same calls mean there.
#pragma once
#include <imgui.h>

#include <cstdint>

namespace app::compat {

// A font with the size it is drawn at; 1.86 bakes the size into the font, 1.92 takes it when drawing.
struct Font {
  ImFont* face = nullptr;
  float size = 13;
};

inline void push_font(const Font& font) {
#if IMGUI_VERSION_NUM >= 19200
  ImGui::PushFont(font.face, font.size);
#else
  ImGui::PushFont(font.face);
#endif
}

// Up to which byte of the text a line of that width reaches, broken between words.
inline const char* wrap_position(const Font& font, const char* text, const char* end, float width) {
#if IMGUI_VERSION_NUM >= 19200
  return font.face->CalcWordWrapPosition(font.size, text, end, width);
#else
  return font.face->CalcWordWrapPositionA(1, text, end, width);
#endif
}

// Whether the font itself has the character. As Debian builds ImGui, it knows of the first 65,536 only.
inline bool has_glyph(const Font& font, uint32_t c) {
  if (c > IM_UNICODE_CODEPOINT_MAX) return false;
#if IMGUI_VERSION_NUM >= 19200
  return font.face->IsGlyphInFont(static_cast<ImWchar>(c));
#else
  return font.face->FindGlyphNoFallback(static_cast<ImWchar>(c)) != nullptr;
#endif
}

// From the top of a line to the line its letters stand on.
inline float ascent(const Font& font) {
#if IMGUI_VERSION_NUM >= 19200
  return font.face->GetFontBaked(font.size)->Ascent;
#else
  return font.face->Ascent * font.size / font.face->FontSize;
#endif
}

inline ImTextureID texture(uintptr_t id) { return (ImTextureID)id; }  // a pointer or a number

// 1.92.8 put the thickness of a line before its flags.
inline void outline(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour, float rounding, float thickness) {
#if IMGUI_VERSION_NUM >= 19280
  list->AddRect(min, max, colour, rounding, thickness);
#else
  list->AddRect(min, max, colour, rounding, 0, thickness);
#endif
}
inline void polyline(ImDrawList* list, const ImVec2* points, int count, ImU32 colour, float thickness, ImDrawFlags flags = 0) {
#if IMGUI_VERSION_NUM >= 19280
  list->AddPolyline(points, count, colour, thickness, flags);
#else
  list->AddPolyline(points, count, colour, flags, thickness);
#endif
}
inline void stroke_path(ImDrawList* list, ImU32 colour, float thickness, ImDrawFlags flags = 0) {
#if IMGUI_VERSION_NUM >= 19280
  list->PathStroke(colour, thickness, flags);
#else
  list->PathStroke(colour, flags, thickness);
#endif
}

// Called between CreateContext and the first frame of a context that has no back-end.
inline void prepare_headless(ImGuiIO& io) {
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  io.ConfigInputTextCursorBlink = false;
#if IMGUI_VERSION_NUM >= 19200
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#else
  unsigned char* pixels;
  int width, height;
  io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
#endif
#if IMGUI_VERSION_NUM >= 18700
  io.ConfigInputTrickleEventQueue = false;
#else
  for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
#endif
}

// After each Render of a context that has no back-end: its textures count as uploaded.
inline void accept_textures() {
#if IMGUI_VERSION_NUM >= 19200
  for (ImTextureData* texture : *ImGui::GetDrawData()->Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy)
      texture->SetStatus(ImTextureStatus_Destroyed);
    else if (texture->Status != ImTextureStatus_OK)
      texture->SetTexID(1), texture->SetStatus(ImTextureStatus_OK);
  }
#endif
}

inline void release_textures() {
#if IMGUI_VERSION_NUM >= 19200
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_Destroyed);
#endif
}

inline void mouse_at(ImGuiIO& io, float x, float y) {
#if IMGUI_VERSION_NUM >= 18700
  io.AddMousePosEvent(x, y);
#else
  io.MousePos = {x, y};
#endif
}
inline void mouse_button(ImGuiIO& io, int button, bool down) {
#if IMGUI_VERSION_NUM >= 18700
  io.AddMouseButtonEvent(button, down);
#else
  io.MouseDown[button] = down;
#endif
}
inline void modifiers(ImGuiIO& io, bool ctrl, bool shift) {
#if IMGUI_VERSION_NUM >= 18920
  io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
  io.AddKeyEvent(ImGuiMod_Shift, shift);
#elif IMGUI_VERSION_NUM >= 18700
  io.AddKeyEvent(ImGuiKey_ModCtrl, ctrl);
  io.AddKeyEvent(ImGuiKey_ModShift, shift);
#else
  io.KeyCtrl = ctrl;
  io.KeyShift = shift;
#endif
}
inline void mouse_wheel(ImGuiIO& io, float x, float y) {
#if IMGUI_VERSION_NUM >= 18700
  io.AddMouseWheelEvent(x, y);
#else
  io.MouseWheelH += x;
  io.MouseWheel += y;
#endif
}

}  // namespace app::compat
