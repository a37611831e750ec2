#include "app/frame.h"

#include "app/other_fonts.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace app {

namespace {

constexpr float kGap = 6, kLeastDock = 200, kLeastColumn = 180, kLeastWindow = 300;  // points

// What a key without a name of its own does to the caret: arrows and erasing.
std::optional<Action> caret_action(const KeyPress& key) {
  struct Move {
    int key;
    const char *plain, *with_ctrl;
  };
  constexpr Move kMoves[] = {{kKeyLeft, "left", "word-left"},    {kKeyRight, "right", "word-right"}, {kKeyUp, "up", "up"},
                             {kKeyDown, "down", "down"},         {kKeyHome, "line-begin", "begin"},  {kKeyEnd, "line-end", "end"},
                             {kKeyPageUp, "page-up", "page-up"}, {kKeyPageDown, "page-down", "page-down"}};
  if (key.key == kKeyBackspace || key.key == kKeyDelete) {
    const char* plain = key.key == kKeyBackspace ? "left" : "right";
    const char* word = key.key == kKeyBackspace ? "word-left" : "word-right";
    return Action{ActionId::erase, key.ctrl ? word : plain};
  }
  for (const Move& move : kMoves)
    if (move.key == key.key && !key.alt) return Action{ActionId::caret, std::string(key.shift ? "select-" : "") + (key.ctrl ? move.with_ctrl : move.plain)};
  return std::nullopt;
}

std::string utf8(uint32_t c) {
  constexpr uint32_t kLead[] = {0, 0xc0, 0xe0, 0xf0};
  int more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  std::string out(1, static_cast<char>(kLead[more] | c >> (6 * more)));
  while (more-- > 0) out += static_cast<char>(0x80 | (c >> (6 * more) & 63));
  return out;
}

// A key while the code has the keyboard.
void take_typed(const KeyPress& key, Actions& actions) {
  if (key.character) {
    if (key.character >= 32 && key.character != 127) actions.push_back({ActionId::type, utf8(key.character)});
    return;
  }
  const ActionInfo* info = action_of(key, true);
  if (info && info->id == ActionId::paste) {
    const char* text = ImGui::GetClipboardText();
    actions.push_back({ActionId::paste, text ? text : ""});
  } else if (info) {
    actions.push_back({info->id});
  } else if (key.is_enter() && !key.ctrl) {
    actions.push_back({ActionId::new_line});  // also with Shift
  } else if (auto action = caret_action(key)) {
    actions.push_back(*action);
  }
}

// While a text field of a sheet has the keyboard only these are for the app.
bool counts_in_fields(ActionId id) {
  switch (id) {
    case ActionId::close:
    case ActionId::palette:
    case ActionId::quit:
    case ActionId::find_next:
    case ActionId::find_previous:
    case ActionId::save:
    case ActionId::live_go:
    case ActionId::present: return true;
    default: return false;
  }
}

bool sheet_with_field(const Model& m) { return m.palette || m.search || m.path_for != PathFor::none || m.noting; }

// In the search line above the code Tab goes to the other field; Enter finds, and behind "replace with" replaces.
bool take_search_key(App& app, const KeyPress& key, Actions& actions) {
  using Field = CodeUi::Field;
  Field typing = app.code.search_typing;
  if (typing == Field::none || key.character || (key.key != kKeyTab && !key.is_enter())) return false;
  app.code.search_focus = typing;  // Enter ends the typing in a field of ImGui's
  if (key.key == kKeyTab)
    app.code.search_focus = typing == Field::find && app.model.code_search.replacing ? Field::replace : Field::find;
  else if (typing == Field::replace)
    actions.push_back({key.ctrl ? ActionId::replace_all : ActionId::replace_one});
  else
    actions.push_back({key.shift ? ActionId::find_previous : ActionId::find_next});
  return true;
}

// In the fields of the live panel Tab goes to the next one, Shift+Tab to the one before; Escape leaves them as they were. What starts
// the calls takes over what stands in the field.
bool take_live_key(App& app, const KeyPress& key, Actions& actions) {
  if (!app.model.panels.shows(Panel::live) || key.character) return false;
  auto fields = app.live.fields();
  auto typing = std::find_if(fields.begin(), fields.end(), [](const auto* x) { return x->active; });
  if (typing == fields.end()) return false;
  if (const ActionInfo* info = action_of(key); info && info->id == ActionId::live_go) actions.push_back(set_by(**typing));
  if (key.key != kKeyTab && key.key != kKeyEscape) return false;
  if (key.key == kKeyEscape) return app.live.leave = true;
  auto wanted = std::find_if(fields.begin(), fields.end(), [](const auto* x) { return x->wanted; });
  size_t at = static_cast<size_t>((wanted == fields.end() ? typing : wanted) - fields.begin());
  for (auto* x : fields) x->wanted = false;
  fields[(at + (key.shift ? fields.size() - 1 : 1)) % fields.size()]->wanted = true;
  return true;
}

void take_key(App& app, const KeyPress& key, Actions& actions) {
  const Model& m = app.model;
  bool field = ImGui::GetIO().WantTextInput || sheet_with_field(m);
  if (!m.live.asked.empty() && (key.key == kKeyEscape || key.is_enter())) {
    actions.push_back({ActionId::live_answer, key.is_enter() ? "yes" : "no"});
    return;
  }
  if (m.tour >= 0 && !field && !m.typing && key.is_enter()) {
    actions.push_back({ActionId::tour});
    return;
  }
  if (m.palette && (key.key == kKeyDown || key.key == kKeyUp)) {
    app.palette.chosen += key.key == kKeyDown ? 1 : -1;
    return;
  }
  if (m.help && key.plain() && (key.key == kKeyDown || key.key == kKeyUp || key.key == kKeyPageDown || key.key == kKeyPageUp)) {
    bool down = key.key == kKeyDown || key.key == kKeyPageDown, page = key.key >= kKeyPageUp;
    app.help.scroll += (down ? 1.0f : -1.0f) * (page ? 300 : 50);
    return;
  }
  // Enter is taken here and not by the field: pressed and let go between two slow frames it would be lost there.
  if ((m.palette || m.path_for != PathFor::none || m.noting) && key.is_enter()) {
    (m.palette ? app.palette.entered : m.noting ? app.note.entered : app.path.entered) = true;
    return;
  }
  if (take_search_key(app, key, actions)) return;
  if (!sheet_with_field(m) && take_live_key(app, key, actions)) return;
  if (m.typing && !field) {
    take_typed(key, actions);
    return;
  }
  std::optional<Action> of_panel = field || key.character ? std::nullopt : lesson_key(m, key);
  if (!of_panel && !field && !key.character) of_panel = live_key(m, key);
  if (of_panel) {
    actions.push_back(*of_panel);
    return;
  }
  const ActionInfo* info = key.character ? nullptr : action_of(key);
  if (info && (!field || counts_in_fields(info->id))) actions.push_back({info->id});
}

// Before what was typed in this frame, which the field has not read yet.
void give_to_field(const std::vector<KeyPress>& keys) {
  ImVector<ImWchar>& queue = ImGui::GetIO().InputQueueCharacters;
  ImVector<ImWchar> later;
  later.swap(queue);
  for (const KeyPress& key : keys)
    if (key.character) queue.push_back(static_cast<ImWchar>(key.character > IM_UNICODE_CODEPOINT_MAX ? 0xfffd : key.character));
  for (ImWchar c : later) queue.push_back(c);
}

// Several keys may have been pressed within one slow frame: each is taken after what the one before it did. A sheet's field has the
// keyboard a few frames after the sheet was opened; what is typed until then is kept for it.
void take_keys(App& app, const std::vector<KeyPress>& pressed) {
  constexpr int kMostFrames = 8;
  Model& m = app.model;
  bool ready = app.sheet_frames > 0 && (ImGui::GetIO().WantTextInput || app.sheet_frames > kMostFrames);
  std::vector<KeyPress> keys;
  if (ready) give_to_field(keys = std::exchange(app.kept, {}));
  keys.insert(keys.end(), pressed.begin(), pressed.end());
  Actions actions;
  bool letters = true;  // the character that a key brings along is text only where that key is not an action
  for (const KeyPress& key : keys) {
    if (key.character && !std::exchange(letters, true)) continue;
    if (!key.character) letters = key.ctrl || key.alt || m.typing || sheet_with_field(m) || ImGui::GetIO().WantTextInput;
    bool waits = sheet_with_field(m) && !ready && key.key != kKeyEscape;
    if (waits && (!app.kept.empty() || key.character || key.is_enter())) {
      app.kept.push_back(key);
      continue;
    }
    take_key(app, key, actions);
    for (const Action& action : std::exchange(actions, {})) apply(m, action);
  }
  app.sheet_frames = sheet_with_field(m) ? app.sheet_frames + 1 : 0;
  if (app.sheet_frames == 0) app.kept.clear();
}

// A gap between panels that can be dragged.
void splitter(const char* id, Rect r, bool upright, int which, float from, float length, Actions& actions) {
  if (r.width() < 1 || r.height() < 1) return;
  pressed(id, r);
  if (ImGui::IsItemHovered() || ImGui::IsItemActive())
    ImGui::SetMouseCursor(upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  if (!ImGui::IsItemActive() || length <= 0) return;
  ImVec2 mouse = ImGui::GetIO().MousePos;
  Action split{ActionId::split};
  split.a = which;
  split.b = ((upright ? mouse.x : mouse.y) - from) / length;
  actions.push_back(split);
}

// Two shown panels share `r` at `share`; one alone has it all. Empty rectangles are not drawn.
void divide(Rect r, bool upright, bool first_shown, bool second_shown, float share, float gap, Rect& first, Rect& second,
            Rect& between) {
  first = second = between = {r.min, r.min};
  if (!first_shown || !second_shown) {
    (first_shown ? first : second) = first_shown || second_shown ? r : Rect{r.min, r.min};
    return;
  }
  first = second = between = r;
  if (upright) {
    float x = r.min.x + std::max(1.0f, static_cast<float>(static_cast<int>((r.width() - gap) * share)));
    first.max.x = between.min.x = x;
    second.min.x = between.max.x = x + gap;
  } else {
    float y = r.min.y + std::max(1.0f, static_cast<float>(static_cast<int>((r.height() - gap) * share)));
    first.max.y = between.min.y = y;
    second.min.y = between.max.y = y + gap;
  }
}

struct Places {
  Rect docks[kDocks];
  Rect& at(Dock dock) { return docks[static_cast<int>(dock)]; }
};

// The lesson in a column of its own; code above output; the timeline above the small panels.
Places place(Model& m, const Look& look, Rect r, Actions& actions) {
  Places p;
  float gap = look.px(kGap);
  OpenPanels& open = m.panels;
  constexpr Dock small[] = {Dock::first, Dock::second, Dock::third};
  auto places = [&] { return static_cast<float>(std::count_if(std::begin(small), std::end(small), [&](Dock dock) { return open.shows(dock); })); };
  open.share(3);
  float shown = places();
  // Where two headers would leave nothing to read, code and timeline stand alone.
  bool low = r.height() < look.px(kLeastColumn), output = open.shows(Dock::output) && !(low && open.shows(Dock::code));
  if (low && open.shows(Dock::timeline)) shown = 0;
  bool left = open.shows(Dock::code) || output, right = open.shows(Dock::timeline) || shown > 0;
  Rect work, column, rest, bottom, gaps[4];
  divide(r, true, open.shows(Dock::lesson), left || right, m.splits[3], gap, p.at(Dock::lesson), work, gaps[3]);
  splitter("split 3", gaps[3], true, 3, r.min.x, r.width(), actions);
  divide(work, true, left, right, m.splits[0], gap, column, rest, gaps[0]);
  splitter("split 0", gaps[0], true, 0, work.min.x, work.width(), actions);
  divide(column, false, open.shows(Dock::code), output, m.splits[1], gap, p.at(Dock::code), p.at(Dock::output),
         gaps[1]);
  splitter("split 1", gaps[1], false, 1, column.min.y, column.height(), actions);
  divide(rest, false, open.shows(Dock::timeline), shown > 0, m.splits[2], gap, p.at(Dock::timeline), bottom, gaps[2]);
  splitter("split 2", gaps[2], false, 2, rest.min.y, rest.height(), actions);
  // Docks too narrow to be read stand in one place, as its tabs.
  for (int most = 3; most > 1 && shown > 1 && (bottom.width() - gap * (shown - 1)) / shown < look.px(kLeastDock);) open.share(--most), shown = places();
  float width = shown > 0 ? (bottom.width() - gap * (shown - 1)) / shown : 0, x = bottom.min.x;
  for (Dock dock : small) {
    p.at(dock) = {bottom.min, bottom.min};
    if (!open.shows(dock) || shown == 0) continue;
    p.at(dock) = {{static_cast<float>(static_cast<int>(x)), bottom.min.y},
                  {static_cast<float>(static_cast<int>(x + width)), bottom.max.y}};
    x += width + gap;
  }
  return p;
}

bool visible(Rect r) { return r.width() > 8 && r.height() > 8; }

void draw_panel(App& app, Panel panel, Rect r, Actions& actions) {
  const Model& m = app.model;
  const Look& look = app.look;
  switch (panel) {
    case Panel::code: return draw_code(m, look, r, app.code, actions);
    case Panel::variables: return draw_variables(m, look, r, app.variables, actions);
    case Panel::output: return draw_output(m, look, r, app.output, actions);
    case Panel::timeline:
      if (!m.compared.empty() && m.document) return draw_compared(m, look, r, app.timeline, app.compare, actions);
      return draw_timeline(m, look, r, app.timeline, actions);
    case Panel::loop: return draw_event_loop(m, look, r, actions);
    case Panel::tasks: return draw_tasks(m, look, r, app.tasks, actions);
    case Panel::lesson: return draw_lesson(m, look, r, app.lesson, actions);
    case Panel::course: return draw_course(m, look, r, app.course, actions);
    case Panel::inspector: return draw_inspector(m, look, r, app.inspector, actions);
    case Panel::why: return draw_why(m, look, r, app.why, actions);
    case Panel::under_the_hood: return draw_under_the_hood(m, look, r, app.hood, actions);
    case Panel::await_tree: return draw_await_tree(m, look, r, app.await_tree, actions);
    case Panel::statistics: return draw_statistics(m, look, r, app.statistics, actions);
    case Panel::restaurant: return draw_restaurant(m, look, r, app.restaurant, actions);
    case Panel::findings: return draw_findings(m, look, r, app.findings, actions);
    case Panel::live: return draw_live(m, look, r, app.live, actions);
    default: return;
  }
}

void draw_docks(App& app, const Places& places, Actions& actions) {
  app.restaurant.moving = app.timeline.gliding = false;  // what is not drawn does not move
  for (int n = 0; n < kDocks; ++n) {
    auto front = app.model.panels.front(static_cast<Dock>(n));
    if (!front || !visible(places.docks[n])) continue;
    auto tabs = app.model.panels.tabs(static_cast<Dock>(n));
    TabStrip strip;
    for (Panel tab : tabs) strip.tabs.push_back({tr(panel_info(tab)->title), tab == *front});
    app.look.tabs = &strip;
    ImGui::PushID(n);
    draw_panel(app, *front, places.docks[n], actions);
    ImGui::PopID();
    app.look.tabs = nullptr;
    if (strip.clicked >= 0)
      actions.push_back({ActionId::panel, std::string(panel_info(tabs[static_cast<size_t>(strip.clicked)])->name) + " on"});
  }
}

}  // namespace

void draw_frame(App& app, double seconds, const std::vector<KeyPress>& keys) {
  Model& m = app.model;
  const Look& look = app.look;
  Actions actions;
  other_fonts().begin_frame();
  take_keys(app, keys);
  advance(m, seconds);
  if (m.panels.shows(Panel::variables) || m.panels.shows(Panel::code)) want_values(m);

  ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(screen);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  ImGui::Begin("Loopscope", nullptr,  // its background is what the window is cleared with
               ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(3);

  float gap = look.px(kGap), top = look.px(kTopBarHeight), status = screen.y < look.px(kLeastWindow) ? 0 : look.px(kStatusHeight), playback = look.px(kPlaybackHeight);
  draw_top_bar(m, look, {{gap, 0}, {screen.x - gap, top}}, actions);
  float banner = banner_height(m, look, screen.x - 2 * gap);
  if (banner > 0) {
    draw_banner(m, look, {{gap, top}, {screen.x - gap, top + banner}}, actions);
    top += banner + gap;
  }
  Rect middle{{gap, top}, {screen.x - gap, std::max(top, screen.y - status - playback - gap)}};
  Places places = place(m, look, middle, actions);
  m.lanes_height = lanes_height(m, look, places.at(Dock::timeline), app.timeline);
  draw_docks(app, places, actions);
  draw_playback(m, look, {{gap, screen.y - status - playback}, {screen.x - gap, screen.y - status}}, actions);
  if (status > 0) draw_status(m, look, {{gap, screen.y - status}, {screen.x - gap, screen.y}}, app.facts);
  ImGui::End();

  draw_progress(m, look, screen, actions);
  draw_palette(m, look, screen, app.palette, actions);
  draw_search(m, look, screen, app.search, actions);
  draw_help(m, look, screen, app.help, actions);
  draw_path_sheet(m, look, screen, app.path, actions);
  draw_note_sheet(m, look, screen, app.note, actions);
  draw_first_contact(m, look, screen, app.live, actions);
  draw_tour(m, look, screen, places.docks, actions);
  if (m.presenter.spotlight) draw_spotlight(look, screen);
  for (const Action& action : actions) apply(m, action);
  if (auto text = std::exchange(m.requests.clipboard, std::nullopt)) ImGui::SetClipboardText(text->c_str());
}

}  // namespace app
