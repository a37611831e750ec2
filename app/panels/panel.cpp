#include "app/panels/panel.h"

#include <algorithm>
#include <cstdio>
#include <string>

namespace app {

namespace {
constexpr ImGuiWindowFlags kPlain = ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav;
}

PanelFrame::PanelFrame(const char* id, const Look& look, Rect area, const char* title, bool scrolls, bool sideways)
    : scrolls_(scrolls) {
  ImGui::SetCursorScreenPos(area.min);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGui::BeginChild(id, {std::max(area.width(), 1.0f), std::max(area.height(), 1.0f)}, false, kPlain);
  list = ImGui::GetWindowDrawList();
  Paint paint(list, look);
  paint.panel(area);
  if (look.theme->panel == look.theme->background) paint.frame(area, look.theme->border, look.px(8));  // nothing else parts them
  header = {area.min, {area.max.x, area.min.y + look.px(kHeaderHeight)}};
  body = {{area.min.x, header.max.y}, {area.max.x, area.max.y - look.px(6)}};
  title_end = header.min.x + look.px(kPad);
  if (look.tabs && look.tabs->tabs.size() > 1)
    draw_tabs(look, title);
  else
    title_end += paint.fit_middle(look.fonts.bold, title_end, header.min.y, header.max.y, look.theme->text, title,
                                  header.width() - look.px(kPad));
  if (!scrolls_) return;
  ImGui::SetCursorScreenPos(body.min);
  ImGui::BeginChild("body", {std::max(body.width() - look.px(3), 1.0f), std::max(body.height(), 1.0f)}, false,
                    ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                        (sideways ? ImGuiWindowFlags_HorizontalScrollbar : 0));
}

// All titles side by side where there is room, else the front one with a menu of the others.
void PanelFrame::draw_tabs(const Look& look, const char* title) {
  const Theme& t = *look.theme;
  Paint paint(list, look);
  TabStrip& strip = *look.tabs;
  float gap = look.px(14), wanted = 0;
  for (const TabStrip::Tab& tab : strip.tabs) wanted += Paint::width(tab.front ? look.fonts.bold : look.fonts.text, tab.front ? title : tab.title) + gap;
  if (wanted > header.width() - 2 * look.px(kPad)) return draw_tab_menu(look, title);
  for (size_t n = 0; n < strip.tabs.size(); ++n) {
    const TabStrip::Tab& tab = strip.tabs[n];
    const compat::Font& font = tab.front ? look.fonts.bold : look.fonts.text;
    float w = Paint::width(font, tab.front ? title : tab.title);
    Rect r{{title_end - gap / 2, header.min.y + look.px(4)}, {title_end + w + gap / 2, header.max.y - look.px(2)}};
    ImGui::PushID(static_cast<int>(n));
    if (pressed("tab", r)) strip.clicked = static_cast<int>(n);
    bool over = ImGui::IsItemHovered();
    ImGui::PopID();
    paint.fit_middle(font, title_end, header.min.y, header.max.y, tab.front || over ? t.text : t.dim, tab.front ? title : tab.title, w + 1);
    if (tab.front) paint.box({{title_end, header.max.y - look.px(5)}, {title_end + w, header.max.y - look.px(3)}}, t.accent);
    title_end += w + gap;
  }
}

void PanelFrame::draw_tab_menu(const Look& look, const char* title) {
  const Theme& t = *look.theme;
  Paint paint(list, look);
  TabStrip& strip = *look.tabs;
  float mark = look.px(10), w = std::min(Paint::width(look.fonts.bold, title), header.width() - 2 * look.px(kPad) - mark);
  Rect r{{header.min.x + look.px(4), header.min.y + look.px(4)}, {title_end + w + mark + look.px(10), header.max.y - look.px(2)}};
  if (pressed("tabs", r)) ImGui::OpenPopup("tab menu");
  if (ImGui::IsItemHovered()) paint.box(r, t.hover, look.px(6));
  paint.fit_middle(look.fonts.bold, title_end, header.min.y, header.max.y, t.text, title, w + 1);
  paint.icon({title_end + w + mark, header.centre().y + look.px(1)}, mark, Paint::Icon::chevron_down, t.dim);
  title_end = r.max.x;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(8), look.px(8)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(look.px(8), look.px(8)));
  if (ImGui::BeginPopup("tab menu")) {
    for (size_t n = 0; n < strip.tabs.size(); ++n)
      if (ImGui::Selectable(strip.tabs[n].title, strip.tabs[n].front)) strip.clicked = static_cast<int>(n);
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
}

PanelFrame::~PanelFrame() {
  if (scrolls_) ImGui::EndChild();
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
}

void header_note(PanelFrame& panel, const Look& look, std::string_view text) {
  Paint paint(panel.list, look);
  float room = panel.header.max.x - look.px(kPad) - panel.title_end - look.px(kPad),
        whole = Paint::width(look.fonts.small, text), w = std::min(whole, room);
  if (whole > room && look.tabs && look.tabs->tabs.size() > 1) return;  // a few letters and an ellipsis tell nothing
  panel.list->PushClipRect(panel.header.min, panel.header.max);
  paint.fit_middle(look.fonts.small, panel.header.max.x - look.px(kPad) - w, panel.header.min.y, panel.header.max.y,
                   look.theme->dim, text, room);
  panel.list->PopClipRect();
}

bool pressed(const char* id, Rect r) {
  ImGui::SetCursorScreenPos(r.min);
  return ImGui::InvisibleButton(id, {std::max(r.width(), 1.0f), std::max(r.height(), 1.0f)});
}

int draw_switch(const Look& look, ImVec2 at, std::initializer_list<const char*> words, int chosen, float& width) {
  Paint paint(ImGui::GetWindowDrawList(), look);
  float pad = look.px(10), height = look.px(24);
  width = 0;
  for (const char* word : words) width += Paint::width(look.fonts.small, word) + 2 * pad;
  Rect all{{at.x - width, at.y - height / 2}, {at.x, at.y + height / 2}};
  paint.box(all, look.theme->raised, height / 2);
  int clicked = -1, n = 0;
  float x = all.min.x;
  for (const char* word : words) {
    Rect r{{x, all.min.y}, {x + Paint::width(look.fonts.small, word) + 2 * pad, all.max.y}};
    if (pressed(word, r)) clicked = n;
    if (n == chosen)
      paint.box(r, look.theme->accent, height / 2);
    else if (ImGui::IsItemHovered())
      paint.box(r, look.theme->hover, height / 2);
    paint.fit_middle(look.fonts.small, x + pad, r.min.y, r.max.y, n == chosen ? look.theme->on_accent : look.theme->dim, word,
                     r.width());
    x = r.max.x;
    ++n;
  }
  return clicked;
}

void begin_tip(const Look& look) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(10), look.px(7)));
  ImGui::BeginTooltip();
  ImGui::PopStyleVar();
}

void hint(const Look& look, std::string_view text, std::string_view key) {
  begin_tip(look);
  Paint paint(ImGui::GetWindowDrawList(), look);
  ImVec2 at = ImGui::GetCursorScreenPos();
  float w = Paint::width(look.fonts.text, text);
  paint.text(look.fonts.text, at, look.theme->text, text);
  if (!key.empty()) {
    w += look.px(12);
    paint.text(look.fonts.small, {at.x + w, at.y + look.px(1)}, look.theme->dim, key);
    w += Paint::width(look.fonts.small, key);
  }
  ImGui::Dummy({w, look.fonts.text.size});
  ImGui::EndTooltip();
}

namespace {
constexpr float kButtonPad = 11, kBeforeKey = 8;  // points
const compat::Font& button_font(const Look& look, float height) { return height > look.px(29) ? look.fonts.text : look.fonts.small; }
}  // namespace

float button_width(const Look& look, float height, std::string_view word, std::string_view key) {
  float of_key = key.empty() ? 0 : Paint::width(look.fonts.small, key) + look.px(kBeforeKey);
  return Paint::width(button_font(look, height), word) + of_key + look.px(2 * kButtonPad) + 1;
}

bool button(const char* id, const Look& look, Rect r, std::string_view word, std::string_view key, bool accented) {
  const Theme& t = *look.theme;
  Paint paint(ImGui::GetWindowDrawList(), look);
  bool clicked = pressed(id, r);
  ImU32 ground = accented ? t.accent : t.hover, ink = accented ? t.on_accent : t.text;
  paint.box(r, ImGui::IsItemHovered() ? mix(ground, t.text, 0.15f) : ground, look.px(7));
  float x = r.min.x + look.px(kButtonPad), right = r.max.x - look.px(kButtonPad);
  x += paint.fit_middle(button_font(look, r.height()), x, r.min.y, r.max.y, ink, word, right - x + 1) + look.px(kBeforeKey);
  if (!key.empty()) paint.fit_middle(look.fonts.small, x, r.min.y, r.max.y, accented ? mix(t.on_accent, t.accent, 0.3f) : t.dim, key, right - x + 1);
  return clicked;
}

bool icon_button(const char* id, const Look& look, Rect r, Paint::Icon icon, const char* text, bool strong) {
  Paint paint(ImGui::GetWindowDrawList(), look);
  bool clicked = pressed(id, r);
  bool over = ImGui::IsItemHovered();
  const Theme& t = *look.theme;
  if (strong)
    paint.box(r, over ? mix(t.accent, t.text, 0.15f) : t.accent, r.height() / 2);
  else if (over)
    paint.box(r, t.hover, look.px(6));
  paint.icon(r.centre(), std::min(r.width(), r.height()) * 0.46f, icon, strong ? t.on_accent : over ? t.text : t.dim);
  if (over) {
    std::string_view whole = text;
    size_t bar = whole.find('|');
    hint(look, whole.substr(0, bar), bar == std::string_view::npos ? std::string_view() : whole.substr(bar + 1));
  }
  return clicked;
}

bool row(const char* id, const Look& look, float height, bool selected, Rect& r) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float w = std::max(ImGui::GetContentRegionAvail().x, 1.0f);
  r = {at, {at.x + w, at.y + look.px(height)}};
  bool clicked = ImGui::InvisibleButton(id, {w, look.px(height)});
  Paint paint(ImGui::GetWindowDrawList(), look);
  if (selected) {
    paint.box(r, with_alpha(look.theme->accent, 0.16f));
    paint.box({r.min, {r.min.x + look.px(3), r.max.y}}, look.theme->accent);
  } else if (ImGui::IsItemHovered()) {
    paint.box(r, with_alpha(look.theme->hover, 0.7f));
  }
  return clicked;
}

void wide_field(const char* id, const Look& look, const compat::Font& font, const Field& field) {
  if (field.focus) ImGui::SetKeyboardFocusHere();
  ImGui::SetNextItemWidth(-1);
  compat::push_font(font);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(look.px(11), look.px(8)));
  const std::string text = field.focus ? field.text : "";
  ImGui::InputTextWithHint(id, field.hint, field.text, field.size, field.flags, field.callback, field.user);
  // ImGui 1.92 then writes back what was typed when the field was last seen.
  if (field.focus) std::snprintf(field.text, field.size, "%s", text.c_str());
  ImGui::PopStyleVar();
  ImGui::PopFont();
}

void begin_sheet(const char* id, const Look& look, ImVec2 screen, ImVec2 size, float top, bool opened, Actions& actions) {
  constexpr ImGuiWindowFlags kFlags =
      ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(screen);
  if (opened) ImGui::SetNextWindowFocus();
  ImGui::PushStyleColor(ImGuiCol_WindowBg, with_alpha(look.theme->background, 0.62f));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
  ImGui::Begin("shade", nullptr, kFlags);
  if (pressed("beside", {{0, 0}, screen})) actions.push_back({ActionId::close});
  ImGui::End();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  float width = std::min(look.px(size.x), screen.x - look.px(20)), height = std::min(look.px(size.y), screen.y - look.px(20));
  ImGui::SetNextWindowPos({(screen.x - width) / 2, std::max(0.0f, std::min(look.px(top), (screen.y - height) / 2))});
  ImGui::SetNextWindowSize({std::max(width, 32.0f), std::max(height, 32.0f)});
  if (opened) ImGui::SetNextWindowFocus();
  ImGui::PushStyleColor(ImGuiCol_WindowBg, look.theme->raised);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(16), look.px(14)));
  ImGui::Begin(id, nullptr, kFlags);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

}  // namespace app
