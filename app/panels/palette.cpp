// Every action by name (Ctrl+Shift+P) and every key on one sheet (?).
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cctype>

namespace app {

namespace {

// How well `typed` fits: its letters in order, better when they stand together or begin words. 0: not at all.
int fits(std::string_view typed, std::string_view text) {
  int score = 1, run = 0;
  size_t at = 0;
  for (char c : typed) {
    if (c == ' ') continue;
    size_t found = at;
    auto lower = [](char x) { return std::tolower(static_cast<unsigned char>(x)); };
    while (found < text.size() && lower(text[found]) != lower(c)) ++found;
    if (found == text.size()) return 0;
    run = found == at ? run + 1 : 1;
    score += run * 2 + (found == 0 || text[found - 1] == ' ' ? 6 : 0);
    at = found + 1;
  }
  return score;
}

struct Offer {
  const ActionInfo* info;
  int score;
};

std::vector<Offer> offers(std::string_view typed) {
  std::vector<Offer> out;
  for (const ActionInfo& info : all_actions()) {
    if (!info.title) continue;
    int score = std::max(fits(typed, info.title), fits(typed, info.name));
    if (score > 0) out.push_back({&info, score});
  }
  std::stable_sort(out.begin(), out.end(), [](const Offer& x, const Offer& y) { return x.score > y.score; });
  return out;
}

// As they are printed on the keys.
std::string keys_of(const ActionInfo& info) {
  std::string out;
  for (std::string_view keys = info.key; !keys.empty();) {
    std::string_view key = keys.substr(0, keys.find(' '));
    keys.remove_prefix(std::min(key.size() + 1, keys.size()));
    if (!out.empty()) out += "   ";
    out += key == "Shift+." ? ">" : key == "Shift+," ? "<" : key == "Shift+/" ? "?" : key;
  }
  return out;
}

// A sheet above everything, the app behind it in the shade. A click beside it closes it.
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

void perform(std::string_view typed, const std::vector<Offer>& found, int chosen, Actions& actions) {
  actions.push_back({ActionId::palette});
  // What reads as a whole script line is taken as one: "seek 0.25".
  if (typed.find(' ') != std::string_view::npos)
    if (auto action = parse_action(typed)) return actions.push_back(*action);
  if (chosen >= 0 && chosen < static_cast<int>(found.size())) actions.push_back({found[static_cast<size_t>(chosen)].info->id});
}

}  // namespace

void draw_palette(const Model& m, const Look& look, ImVec2 screen, PaletteUi& ui, Actions& actions) {
  if (!m.palette) {
    ui.was_open = false;
    return;
  }
  bool opened = !ui.was_open;
  begin_sheet("palette", look, screen, {580, 430}, 90, opened, actions);
  if (opened) {
    ui = {};
    ImGui::SetKeyboardFocusHere();
  }
  ui.was_open = true;
  ImGui::SetNextItemWidth(-1);
  compat::push_font(look.fonts.text);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(look.px(12), look.px(9)));
  bool entered = ImGui::InputTextWithHint("##name", "an action, or a script line such as  seek 0.25", ui.text, sizeof ui.text,
                                          ImGuiInputTextFlags_EnterReturnsTrue);
  if (!entered && !opened && !ImGui::IsItemActive() && !ImGui::IsAnyItemActive()) ImGui::SetKeyboardFocusHere(-1);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  auto found = offers(ui.text);
  const Theme& t = *look.theme;
  ImGui::BeginChild("found");
  ui.chosen = std::clamp(ui.chosen, 0, std::max(0, static_cast<int>(found.size()) - 1));
  Paint paint(ImGui::GetWindowDrawList(), look);
  for (int n = 0; n < static_cast<int>(found.size()); ++n) {
    const ActionInfo& info = *found[static_cast<size_t>(n)].info;
    Rect r;
    ImGui::PushID(n);
    bool clicked = row("offer", look, 28, n == ui.chosen, r);
    if (n == ui.chosen && !ImGui::IsItemVisible()) ImGui::SetScrollHereY();
    ImGui::PopID();
    if (clicked) perform("", found, n, actions);
    std::string key = keys_of(info);
    float w = Paint::width(look.fonts.small, key), right = r.max.x - look.px(10), x = r.min.x + look.px(10);
    paint.fit_middle(look.fonts.small, right - w, r.min.y, r.max.y, t.dim, key, w + 1);
    paint.fit_middle(look.fonts.text, x, r.min.y, r.max.y, t.text, info.title, right - w - look.px(12) - x);
  }
  if (found.empty()) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    paint.fit(look.fonts.text, {at.x + look.px(10), at.y + look.px(8)}, t.dim, "No action has such a name.", look.px(400));
  }
  ImGui::EndChild();
  if (entered) perform(ui.text, found, ui.chosen, actions);
  ImGui::End();
}

void draw_help(const Model& m, const Look& look, ImVec2 screen, HelpUi& ui, Actions& actions) {
  bool opened = m.help && !ui.was_open;
  ui.was_open = m.help;
  if (!m.help) return;
  begin_sheet("keys", look, screen, {960, 640}, 60, opened, actions);
  const Theme& t = *look.theme;
  Paint paint(ImGui::GetWindowDrawList(), look);
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x;
  paint.text(look.fonts.title, at, t.text, "Keys");
  Rect close{{at.x + width - look.px(26), at.y - look.px(3)}, {at.x + width, at.y + look.px(23)}};
  if (icon_button("close", look, close, Paint::Icon::close, "Close|Escape")) actions.push_back({ActionId::help});
  std::vector<const ActionInfo*> shown;
  for (const ActionInfo& info : all_actions())
    if (*info.key && info.title) shown.push_back(&info);
  float top = at.y + look.px(38), line = look.px(26), column = (width - look.px(24)) / 2;
  size_t half = (shown.size() + 1) / 2;
  for (size_t n = 0; n < shown.size(); ++n) {
    float x = at.x + (n < half ? 0 : column + look.px(24)), y = top + line * static_cast<float>(n % half);
    std::string key = keys_of(*shown[n]);
    float w = Paint::width(look.fonts.small, key) + look.px(14);
    paint.box({{x, y + look.px(2)}, {x + w, y + look.px(22)}}, t.panel, look.px(5));
    paint.fit_middle(look.fonts.small, x + look.px(7), y + look.px(2), y + look.px(22), t.text, key, w);
    float left = x + std::max(w, look.px(96)) + look.px(10);
    paint.fit_middle(look.fonts.small, left, y, y + look.px(24), t.dim, shown[n]->title, x + column - left);
  }
  float y = top + line * static_cast<float>(half) + look.px(14);
  const char* mouse[] = {
      "Wheel zooms at the mouse, with Ctrl finely; Shift+wheel pans; over the names it scrolls lanes; Alt+wheel makes lanes "
      "thinner or wider.",
      "Drag pans; a click selects a span, on the ruler it moves the playhead; a double click zooms to the span, on empty ground "
      "it shows all.",
      "In the code: a click on a line runs to it. In the output: a click goes to the moment it was printed."};
  for (const char* sentence : mouse) {
    paint.fit(look.fonts.small, {at.x, y}, t.dim, sentence, width);
    y += look.px(21);
  }
  ImGui::End();
}

}  // namespace app
