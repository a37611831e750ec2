// Every action by name (Ctrl+Shift+P) and every key on one sheet (?).
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>
#include <utility>

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
  std::string title, keys;
  Action action;
  int score;
};

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

Action with_text(ActionId id, std::string text) { return {id, std::move(text)}; }

// "dark, light" one by one.
std::vector<std::string> listed(const std::string& names) {
  std::vector<std::string> out;
  for (size_t at = 0; at < names.size(); at = names.find(", ", at) + 2) {
    out.push_back(names.substr(at, names.find(", ", at) - at));
    if (names.find(", ", at) == std::string::npos) break;
  }
  return out;
}

// What can be done: every action with a title, each panel, each theme and language, each file opened before.
std::vector<Offer> all_offers(const Model& m) {
  std::vector<Offer> out;
  for (const ActionInfo& info : all_actions())
    if (info.title) out.push_back({tr(info.title), keys_of(info), {info.id}, 0});
  for (const PanelInfo& info : all_panels()) {
    bool shown = m.panels.shows(info.panel);
    out.push_back({shown ? tr("Hide the panel {1}", tr(info.title)) : tr("Show the panel {1}", tr(info.title)), "",
                   with_text(ActionId::panel, sim::cat(std::string_view(info.name), std::string_view(shown ? " off" : " on"))), 0});
  }
  for (const std::string& name : listed(theme_names())) out.push_back({tr("Theme: {1}", name), "", with_text(ActionId::theme, name), 0});
  for (const std::string& name : listed(language_names())) out.push_back({tr("Language: {1}", name), "", with_text(ActionId::language, name), 0});
  for (int percent : {75, 100, 125, 150, 200, 250}) {
    Action scale{ActionId::scale};
    scale.a = percent / 100.0;
    out.push_back({tr("Text size: {1} %", percent), "", scale, 0});
  }
  for (const std::string& path : m.recent) out.push_back({tr("Open {1}", path), "", with_text(ActionId::open, path), 0});
  return out;
}

std::vector<Offer> offers(const Model& m, std::string_view typed) {
  std::vector<Offer> out;
  for (Offer& offer : all_offers(m)) {
    const ActionInfo& action = info(offer.action.id);
    offer.score = std::max(fits(typed, offer.title), action.title ? fits(typed, action.name) : 0);
    if (offer.score > 0) out.push_back(std::move(offer));
  }
  std::stable_sort(out.begin(), out.end(), [](const Offer& x, const Offer& y) { return x.score > y.score; });
  return out;
}

void perform(std::string_view typed, const std::vector<Offer>& found, int chosen, Actions& actions) {
  actions.push_back({ActionId::palette});
  // What reads as a whole script line is taken as one: "seek 0.25".
  if (typed.find(' ') != std::string_view::npos)
    if (auto action = parse_action(typed)) return actions.push_back(*action);
  if (chosen >= 0 && chosen < static_cast<int>(found.size())) actions.push_back(found[static_cast<size_t>(chosen)].action);
}

}  // namespace

void draw_palette(const Model& m, const Look& look, ImVec2 screen, PaletteUi& ui, Actions& actions) {
  if (!m.palette) {
    ui.was_open = false;
    return;
  }
  bool opened = !ui.was_open;
  begin_sheet("palette", look, screen, {580, 430}, 90, opened, actions);
  if (opened) ui = {};
  ui.was_open = true;
  wide_field("##name", look, look.fonts.text, {tr("an action, or a script line such as  seek 0.25"), ui.text, sizeof ui.text, opened});
  if (!opened && !ImGui::IsItemActive() && !ImGui::IsAnyItemActive()) ImGui::SetKeyboardFocusHere(-1);
  auto found = offers(m, ui.text);
  const Theme& t = *look.theme;
  ImGui::BeginChild("found");
  ui.chosen = std::clamp(ui.chosen, 0, std::max(0, static_cast<int>(found.size()) - 1));
  Paint paint(ImGui::GetWindowDrawList(), look);
  for (int n = 0; n < static_cast<int>(found.size()); ++n) {
    const Offer& offer = found[static_cast<size_t>(n)];
    Rect r;
    ImGui::PushID(n);
    bool clicked = row("offer", look, 28, n == ui.chosen, r);
    if (n == ui.chosen && !ImGui::IsItemVisible()) ImGui::SetScrollHereY();
    ImGui::PopID();
    if (clicked) perform("", found, n, actions);
    float w = Paint::width(look.fonts.small, offer.keys), right = r.max.x - look.px(10), x = r.min.x + look.px(10);
    paint.fit_middle(look.fonts.small, right - w, r.min.y, r.max.y, t.dim, offer.keys, w + 1);
    paint.fit_middle(look.fonts.text, x, r.min.y, r.max.y, t.text, offer.title, right - w - look.px(12) - x);
  }
  if (found.empty()) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    paint.fit(look.fonts.text, {at.x + look.px(10), at.y + look.px(8)}, t.dim, tr("No action has such a name."), look.px(400));
  }
  ImGui::EndChild();
  if (std::exchange(ui.entered, false)) perform(ui.text, found, ui.chosen, actions);
  ImGui::End();
}

namespace {

// Every action that has a key, column beside column.
class KeyTable {
 public:
  KeyTable(const Look& l, float w) : look(l), width(w) {
    for (const ActionInfo& info : all_actions())
      if (*info.key && info.title) lines_.push_back({keys_of(info), tr(info.title), 0, 0, 0});
  }
  // Columns wide enough for the words, the lines closer where they must be. Returns how high they are: more than `height` where even
  // that is not enough.
  float place(float height) {
    constexpr float kFarthest = 25, kClosest = 18, kColumn = 270;
    auto columns = static_cast<size_t>(std::max(1.0f, std::floor((width + gap()) / (look.px(kColumn) + gap()))));
    for (float line = kFarthest; line >= kClosest; --line)
      if (place(columns, look.px(line), height)) return height;
    place(columns, look.px(kFarthest), 1e9f);
    height = (lines_.back().y + lines_.back().height) / static_cast<float>(columns);
    while (!place(columns, look.px(kFarthest), height)) height += look.px(kFarthest);
    return height;
  }
  void draw(ImVec2 at) const {
    const Theme& t = *look.theme;
    Paint paint(ImGui::GetWindowDrawList(), look);
    for (const Line& l : lines_) {
      float x = at.x + l.x, y = at.y + l.y, w = key_width(l);
      paint.box({{x, y + look.px(1)}, {x + w, y + step_ - look.px(2)}}, t.panel, look.px(5));
      paint.fit_middle(look.fonts.small, x + look.px(7), y + look.px(1), y + step_ - look.px(2), t.text, l.keys, w);
      if (l.height > step_)
        paint.wrapped(look.fonts.small, {x + title_left(l), y + look.px(3)}, t.dim, l.title, room(l));
      else
        paint.fit_middle(look.fonts.small, x + title_left(l), y, y + step_ - look.px(1), t.dim, l.title, room(l));
    }
  }

 private:
  struct Line {
    std::string keys;
    const char* title;
    float x, y, height;
  };
  float gap() const { return look.px(20); }
  float key_width(const Line& l) const { return std::min(Paint::width(look.fonts.small, l.keys) + look.px(14), column_ * 0.6f); }
  float title_left(const Line& l) const { return std::max(key_width(l), look.px(84)) + look.px(8); }
  float room(const Line& l) const { return column_ - title_left(l); }
  float height_of(const Line& l) const {
    bool long_one = room(l) > look.px(90) && Paint::width(look.fonts.small, l.title) > room(l);
    return long_one ? std::max(step_ + 1, Paint::wrapped_height(look.fonts.small, l.title, room(l)) + look.px(5)) : step_;
  }
  bool place(size_t columns, float step, float height) {
    step_ = std::floor(step);
    column_ = (width - gap() * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    float x = 0, y = 0;
    size_t used = 1;
    for (Line& l : lines_) {
      l.height = height_of(l);
      if (y + l.height > height && y > 0) x += column_ + gap(), y = 0, ++used;
      l.x = x, l.y = y;
      y += l.height;
    }
    return used <= columns;
  }

  const Look& look;
  float width, step_ = 0, column_ = 0;
  std::vector<Line> lines_;
};

}  // namespace

void draw_help(const Model& m, const Look& look, ImVec2 screen, HelpUi& ui, Actions& actions) {
  bool opened = m.help && !ui.was_open;
  ui.was_open = m.help;
  if (!m.help) return;
  begin_sheet("keys", look, screen, {1250, 740}, 24, opened, actions);
  const Theme& t = *look.theme;
  Paint paint(ImGui::GetWindowDrawList(), look);
  ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  paint.text(look.fonts.title, at, t.text, tr("Keys"));
  Rect close{{at.x + room.x - look.px(26), at.y - look.px(3)}, {at.x + room.x, at.y + look.px(23)}};
  if (icon_button("close", look, close, Paint::Icon::close, tr("Close|Escape"))) actions.push_back({ActionId::help});
  const char* mouse[] = {
      tr("Timeline: the wheel zooms at the mouse, with Ctrl finely, with Shift it pans, over the names it scrolls lanes; a drag pans; a click selects a span; "
         "a double click zooms to it."),
      tr("Code: a click on a line's number runs to it, left of it sets a breakpoint; a click in the text edits; Alt and a drag on a number changes it and "
         "the run follows."),
      tr("In the output a click goes to the moment it was printed. While you type, letters are text: Escape goes back to the run.")};
  ImGui::SetCursorScreenPos({at.x, at.y + look.px(36)});
  room.y = std::max(room.y - look.px(36), look.px(60));
  ImGui::BeginChild("table", room);
  if (float by = std::exchange(ui.scroll, 0.0f); by != 0) ImGui::SetScrollY(std::max(0.0f, ImGui::GetScrollY() + look.px(by)));
  float width = room.x - look.px(12), foot = look.px(6);
  for (const char* sentence : mouse) foot += Paint::wrapped_height(look.fonts.small, sentence, width) + look.px(3);
  KeyTable keys(look, width);
  at = ImGui::GetCursorScreenPos();
  float height = keys.place(room.y - foot), y = at.y + height + look.px(6);
  ImGui::Dummy({1, height + foot});
  Paint inside(ImGui::GetWindowDrawList(), look);
  keys.draw(at);
  for (const char* sentence : mouse) y += inside.wrapped(look.fonts.small, {at.x, y}, t.dim, sentence, width) + look.px(3);
  ImGui::EndChild();
  ImGui::End();
}

}  // namespace app
