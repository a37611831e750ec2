#include "app/actions.h"

#include "app/texts.h"
#include "sim/base/text.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace app {

namespace {

using Id = ActionId;
using Arg = Argument;
constexpr ActionInfo kActions[] = {
    {Id::open, "open", nullptr, "", Arg::text},
    {Id::open_file, "open-file", "Open a program", "Ctrl+O", Arg::none, When::always},
    {Id::new_file, "new", "New program", "Ctrl+N", Arg::none, When::always},
    {Id::save, "save", "Save", "Ctrl+S", Arg::none, When::always},
    {Id::save_as, "save-as", "Save under another name", "Ctrl+Shift+S", Arg::optional_text, When::always},
    {Id::reload, "reload", "Run the program again", "F5 Ctrl+R", Arg::none, When::always},
    {Id::cancel, "cancel", "Stop the run that is under way", "", Arg::none},
    {Id::compare, "compare", "Compare with another run", "C", Arg::optional_text},
    {Id::export_run, "export", "Export the run: html, svg, csv, perfetto", "Ctrl+E", Arg::optional_text},
    {Id::play, "play", "Play", "", Arg::none},
    {Id::pause, "pause", "Pause", "", Arg::none},
    {Id::play_pause, "play-pause", "Play or pause", "Space", Arg::none},
    {Id::step, "step", "Next line", "N F10", Arg::none},
    {Id::back, "back", "Previous line", "B Shift+F10", Arg::none},
    {Id::step_event, "step-event", "Next event of the scheduler", "Right", Arg::none},
    {Id::back_event, "back-event", "Previous event of the scheduler", "Left", Arg::none},
    {Id::step_task, "step-task", "Next event of the selected task (step over await)", "Shift+Right", Arg::none},
    {Id::back_task, "back-task", "Previous event of the selected task", "Shift+Left", Arg::none},
    {Id::next_turn, "next-turn", "Next turn of the loop", "Ctrl+Right", Arg::none},
    {Id::previous_turn, "previous-turn", "Previous turn of the loop", "Ctrl+Left", Arg::none},
    {Id::first, "first", "Go to the beginning", "Home", Arg::none},
    {Id::last, "last", "Go to the end", "End", Arg::none},
    {Id::jump_forward, "jump-forward", "Forward by a tenth", "PageDown", Arg::none},
    {Id::jump_back, "jump-back", "Back by a tenth", "PageUp", Arg::none},
    {Id::seek, "seek", nullptr, "", Arg::number},
    {Id::seek_record, "seek-record", nullptr, "", Arg::number},
    {Id::seek_order, "seek-step", nullptr, "", Arg::number},
    {Id::faster, "faster", "Faster", "Shift+.", Arg::none},
    {Id::slower, "slower", "Slower", "Shift+,", Arg::none},
    {Id::speed, "speed", nullptr, "", Arg::number},
    {Id::axis, "axis", "Switch between time and order", "X", Arg::optional_text},
    {Id::zoom_in, "zoom-in", "Zoom in", "W =", Arg::none},
    {Id::zoom_out, "zoom-out", "Zoom out", "S -", Arg::none},
    {Id::zoom_fit, "zoom-fit", "Show the whole run", "0", Arg::none},
    {Id::zoom_lanes, "zoom-lanes", "Show all lanes at once", "Shift+0", Arg::none},
    {Id::zoom_selection, "zoom-selection", "Zoom to the selection", "F", Arg::none},
    {Id::pan_left, "pan-left", "Pan left", "A", Arg::none},
    {Id::pan_right, "pan-right", "Pan right", "D", Arg::none},
    {Id::pan_up, "pan-up", "Scroll lanes up", "Shift+Up", Arg::none},
    {Id::pan_down, "pan-down", "Scroll lanes down", "Shift+Down", Arg::none},
    {Id::view, "view", nullptr, "", Arg::numbers},
    {Id::scroll, "scroll", nullptr, "", Arg::number},
    {Id::lane_height, "lane-height", nullptr, "", Arg::number},
    {Id::wider_lanes, "wider-lanes", "Wider lanes", "Alt+=", Arg::none},
    {Id::narrower_lanes, "narrower-lanes", "Narrower lanes", "Alt+-", Arg::none},
    {Id::select, "select", nullptr, "", Arg::text},
    {Id::select_task, "select-number", nullptr, "", Arg::number},
    {Id::select_span, "select-span", nullptr, "", Arg::number},
    {Id::select_shared, "select-shared", nullptr, "", Arg::numbers},
    {Id::select_none, "select-none", "Select nothing", "", Arg::none},
    {Id::next_lane, "next-lane", "Select the lane below", "Down", Arg::none},
    {Id::previous_lane, "previous-lane", "Select the lane above", "Up", Arg::none},
    {Id::next_span, "next-span", "Select the next span of the lane", ".", Arg::none},
    {Id::previous_span, "previous-span", "Select the previous span of the lane", ",", Arg::none},
    {Id::cause, "cause", "Go to what caused the selected span", "[", Arg::none},
    {Id::effect, "effect", "Follow the arrow to what the selected span caused", "]", Arg::none},
    {Id::next_arrow, "next-arrow", "Choose the next of several arrows to follow", "Ctrl+]", Arg::none},
    {Id::previous_arrow, "previous-arrow", "Choose the previous of several arrows to follow", "Ctrl+[", Arg::none},
    {Id::arrows, "arrows", "Arrows: of the selection, all, none", "L", Arg::optional_text},
    {Id::range, "range", nullptr, "", Arg::numbers},
    {Id::range_span, "range-span", "Measure the selected span", "R", Arg::none},
    {Id::measure, "measure", "Measure from here; again: up to here", "T", Arg::none},
    {Id::zoom_range, "zoom-range", "Zoom to the measured range", "Z", Arg::none},
    {Id::mark, "mark", "Mark the moment at the playhead, or take its mark away", "M", Arg::optional_text},
    {Id::note, "note", "Mark the moment and write a note on it", "Shift+M", Arg::none},
    {Id::pin, "pin", "Pin the selected lane to the top, or let it go", "P", Arg::optional_text},
    {Id::resources, "resources", "Show or hide the lanes of locks, queues, threads and connections", "O", Arg::optional_text},
    {Id::resources_up, "resources-up", "Scroll the lanes of locks, queues and threads up", "Ctrl+Up", Arg::none},
    {Id::resources_down, "resources-down", "Scroll the lanes of locks, queues and threads down", "Ctrl+Down", Arg::none},
    {Id::sort_tasks, "sort-tasks", "Tasks: sort by the next column", "U", Arg::optional_text},
    {Id::turn_tasks, "turn-tasks", "Tasks: sort the other way round", "Ctrl+U", Arg::none},
    {Id::search, "search", "Search tasks, coroutines, lines and output", "Ctrl+F", Arg::none},
    {Id::animate, "animate", "Glide when zooming, or jump at once", "", Arg::optional_text},
    {Id::fold, "fold", "Fold or unfold the children of the selected task", "Enter", Arg::optional_text},
    {Id::run_to_line, "run-to-line", "Run to the line of the caret", "Ctrl+F10", Arg::optional_number, When::always},
    {Id::trouble, "trouble", "Go to where the run went wrong", "E", Arg::none},
    {Id::breakpoint, "breakpoint", "Breakpoint on the line", "F9", Arg::optional_number, When::always},
    {Id::next_breakpoint, "next-breakpoint", "Go to the next breakpoint", "F8", Arg::none, When::always},
    {Id::previous_breakpoint, "previous-breakpoint", "Go back to the breakpoint before", "Shift+F8", Arg::none, When::always},
    {Id::focus_code, "edit", "Edit the code", "I", Arg::optional_text},
    {Id::type, "type", nullptr, "", Arg::text},
    {Id::new_line, "new-line", nullptr, "Enter", Arg::none, When::typing},
    {Id::caret, "caret", nullptr, "", Arg::text},
    {Id::caret_to, "caret-to", nullptr, "", Arg::numbers},
    {Id::select_to, "select-to", nullptr, "", Arg::numbers},
    {Id::erase, "erase", nullptr, "", Arg::text},
    {Id::undo, "undo", "Undo", "Ctrl+Z", Arg::none, When::always},
    {Id::redo, "redo", "Redo", "Ctrl+Y Ctrl+Shift+Z", Arg::none, When::always},
    {Id::cut, "cut", "Cut", "Ctrl+X", Arg::none, When::typing},
    {Id::copy, "copy", "Copy", "Ctrl+C", Arg::none, When::always},
    {Id::paste, "paste", "Paste", "Ctrl+V", Arg::optional_text, When::typing},
    {Id::select_all, "select-all", "Select the whole text", "Ctrl+A", Arg::none, When::typing},
    {Id::indent, "indent", "Indent lines", "Tab", Arg::none, When::typing},
    {Id::dedent, "dedent", "Indent lines less", "Shift+Tab", Arg::none, When::typing},
    {Id::toggle_comment, "comment", "Comment lines in or out", "Ctrl+/", Arg::none, When::typing},
    {Id::duplicate_line, "duplicate-line", "Double the line", "Ctrl+D", Arg::none, When::typing},
    {Id::delete_line, "delete-line", "Delete the line", "Ctrl+Shift+K", Arg::none, When::typing},
    {Id::line_up, "line-up", "Move the line up", "Alt+Up", Arg::none, When::typing},
    {Id::line_down, "line-down", "Move the line down", "Alt+Down", Arg::none, When::typing},
    {Id::find, "find", "Find in the code", "Ctrl+F", Arg::none, When::typing},
    {Id::find_text, "find-text", nullptr, "", Arg::optional_text},
    {Id::find_next, "find-next", "Next place found in the code", "F3", Arg::none, When::always},
    {Id::find_previous, "find-previous", "Previous place found in the code", "Shift+F3", Arg::none, When::always},
    {Id::replace, "replace", "Replace in the code", "Ctrl+H", Arg::none, When::always},
    {Id::replace_text, "replace-text", nullptr, "", Arg::optional_text},
    {Id::replace_one, "replace-one", nullptr, "", Arg::none},
    {Id::replace_all, "replace-all", "Replace all that is found in the code", "", Arg::none},
    {Id::change_number, "what-if", nullptr, "", Arg::numbers},
    {Id::panel, "panel", nullptr, "", Arg::text},
    {Id::inspect, "inspect", "Show or hide the inspector", "Q", Arg::none},
    {Id::theme, "theme", "Next theme", "Ctrl+T", Arg::optional_text, When::always},
    {Id::language, "language", "Next language", "", Arg::optional_text, When::always},
    {Id::scale, "scale", nullptr, "", Arg::number},
    {Id::bigger, "bigger", "Larger text", "Ctrl+=", Arg::none, When::always},
    {Id::smaller, "smaller", "Smaller text", "Ctrl+-", Arg::none, When::always},
    {Id::split, "split", nullptr, "", Arg::numbers},
    {Id::palette, "palette", nullptr, "Ctrl+Shift+P Ctrl+P", Arg::none, When::always},
    {Id::help, "help", "Keys", "Shift+/ F1", Arg::none},
    {Id::tour, "tour", "Show me around", "", Arg::none},
    {Id::present, "present", "Presenter mode", "F6", Arg::none, When::always},
    {Id::reveal, "reveal", "Reveal the next panel", "Tab", Arg::none},
    {Id::conceal, "conceal", "Hide the panel revealed last", "Shift+Tab", Arg::none},
    {Id::spotlight, "spotlight", "Spotlight on the mouse", "F7", Arg::none, When::always},
    {Id::mask_future, "mask-future", "Hide what has not happened yet", "H", Arg::none},
    {Id::wheel_lanes, "wheel-scrolls-lanes", "Wheel scrolls lanes instead of zooming", "", Arg::none},
    {Id::close, "close", nullptr, "Escape", Arg::none, When::always},
    {Id::lesson, "lesson", nullptr, "", Arg::text},
    {Id::course, "course", "Lessons: the course", "G", Arg::none},
    {Id::next_step, "next-step", "Lesson: next step", "J Ctrl+PageDown", Arg::none},
    {Id::previous_step, "previous-step", "Lesson: previous step", "K Ctrl+PageUp", Arg::none},
    {Id::go_to_step, "go-to-step", nullptr, "", Arg::number},
    {Id::back_to_step, "back-to-step", "Lesson: back to what the step shows", "Backspace", Arg::none},
    {Id::answer, "answer", nullptr, "", Arg::text},
    {Id::uncover, "uncover", "Lesson: show what is covered", "V", Arg::none},
    {Id::solution, "solution", "Lesson: show the solution, or your version again", "Shift+S", Arg::none},
    {Id::check, "check", nullptr, "", Arg::number},
    {Id::variant, "variant", nullptr, "", Arg::text},
    {Id::show_variant, "show-variant", nullptr, "", Arg::text},
    {Id::next_lesson, "next-lesson", "Lesson: the next one", "", Arg::none},
    {Id::previous_lesson, "previous-lesson", "Lesson: the one before", "", Arg::none},
    {Id::choose_lesson, "choose-lesson", nullptr, "", Arg::number},
    {Id::open_chosen, "open-chosen", nullptr, "", Arg::none},
    {Id::reset_lesson, "reset-lesson", "Lesson: begin anew and forget its answers", "", Arg::none},
    {Id::reset_progress, "reset-progress", "Lessons: forget all progress", "", Arg::none},
    {Id::export_progress, "export-progress", nullptr, "", Arg::text},
    {Id::import_progress, "import-progress", nullptr, "", Arg::text},
    {Id::export_lesson, "export-lesson", nullptr, "", Arg::text},
    {Id::live, "live", "Live: real calls, strategy by strategy", "Shift+L", Arg::optional_text},
    {Id::live_go, "live-go", "Live: start, or stop what runs", "Ctrl+L", Arg::none, When::always},
    {Id::live_target, "live-target", "Live: choose what is called", "Shift+U", Arg::none},
    {Id::live_view, "live-view", "Live: lanes or numbers", "Y", Arg::optional_text},
    {Id::live_open, "live-open", "Live: step through the chosen strategy's run", "Shift+R", Arg::optional_text},
    {Id::live_program, "live-program", "Live: run this program with real HTTP", "Shift+F5", Arg::none, When::always},
    {Id::live_set, "live-set", nullptr, "", Arg::text},
    {Id::live_choose, "live-choose", nullptr, "", Arg::number},
    {Id::live_answer, "live-answer", nullptr, "", Arg::text},
    {Id::resize, "resize", nullptr, "", Arg::size},
    {Id::wait, "wait", nullptr, "", Arg::number},
    {Id::frames, "frames", nullptr, "", Arg::number},
    {Id::shot, "shot", nullptr, "", Arg::text},
    {Id::quit, "quit", "Quit", "Ctrl+Q", Arg::none, When::always},
};

}  // namespace

std::span<const ActionInfo> all_actions() { return kActions; }

const ActionInfo& info(ActionId id) {
  auto all = all_actions();
  return *std::find_if(all.begin(), all.end(), [&](const ActionInfo& a) { return a.id == id; });
}

namespace {

std::string_view trim(std::string_view s) {
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  return s;
}

// The number at the front of `s`, which then begins behind it.
bool number(std::string_view& s, double& out) {
  s = trim(s);
  auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), out);
  if (error != std::errc() || !std::isfinite(out)) return false;
  s.remove_prefix(static_cast<size_t>(end - s.data()));
  return true;
}

bool arguments(const ActionInfo& info, std::string_view rest, Action& out) {
  switch (info.argument) {
    case Argument::none: return rest.empty();
    case Argument::text: out.text = rest; return !rest.empty();
    case Argument::optional_text: out.text = rest; return true;
    case Argument::number: return number(rest, out.a) && trim(rest).empty();
    case Argument::optional_number: return rest.empty() || (number(rest, out.a) && trim(rest).empty());
    case Argument::numbers: return number(rest, out.a) && number(rest, out.b) && trim(rest).empty();
    case Argument::size:
      if (!number(rest, out.a) || rest.empty() || rest.front() != 'x') return false;
      rest.remove_prefix(1);
      return number(rest, out.b) && rest.empty();
  }
  return false;
}

const char* needs(Argument argument) {
  switch (argument) {
    case Argument::none: return tr_noop("'{1}' takes nothing behind it");
    case Argument::number:
    case Argument::optional_number: return tr_noop("'{1}' needs a number behind it");
    case Argument::numbers: return tr_noop("'{1}' needs two numbers behind it");
    case Argument::size: return tr_noop("'{1}' needs a size as 1280x800 behind it");
    default: return tr_noop("'{1}' needs a word behind it");
  }
}

}  // namespace

sim::Result<Action> parse_action(std::string_view line) {
  line = trim(line);
  size_t end = std::min(line.find_first_of(" \t"), line.size());
  std::string_view name = line.substr(0, end), rest = trim(line.substr(end));
  for (const ActionInfo& info : all_actions()) {
    if (name != info.name) continue;
    Action action{info.id};
    if (!arguments(info, rest, action)) return sim::Problem{tr(needs(info.argument), name)};
    return action;
  }
  return sim::Problem{tr("there is no action '{1}'", name)};
}

sim::Result<std::vector<ScriptLine>> parse_script(std::string_view text) {
  std::vector<ScriptLine> lines;
  for (size_t at = 0, number = 1; at < text.size(); ++number) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = trim(text.substr(at, end - at));
    at = end + 1;
    if (line.empty() || line.front() == '#') continue;
    auto action = parse_action(line);
    if (!action) return sim::Problem{sim::cat("line ", number, ": ", action.problem())};
    lines.push_back({number, *action});
  }
  return lines;
}

namespace {

struct NamedKey {
  const char* name;
  int key;
};
constexpr NamedKey kNamedKeys[] = {
    {"Space", ' '},        {"Escape", kKeyEscape},   {"Enter", kKeyEnter},         {"Right", kKeyRight},  {"Left", kKeyLeft},
    {"Down", kKeyDown},    {"Up", kKeyUp},           {"PageUp", kKeyPageUp},       {"PageDown", kKeyPageDown},
    {"Home", kKeyHome},    {"End", kKeyEnd},         {"Tab", kKeyTab},             {"Backspace", kKeyBackspace},
    {"F1", kKeyF1},        {"F3", kKeyF1 + 2},       {"F5", kKeyF1 + 4},           {"F6", kKeyF1 + 5},    {"F7", kKeyF1 + 6},
    {"F8", kKeyF1 + 7},    {"F9", kKeyF1 + 8},       {"F10", kKeyF1 + 9}};

KeyPress parse_key(std::string_view chord) {
  KeyPress press;
  while (true) {
    if (chord.starts_with("Ctrl+"))
      press.ctrl = true, chord.remove_prefix(5);
    else if (chord.starts_with("Shift+"))
      press.shift = true, chord.remove_prefix(6);
    else if (chord.starts_with("Alt+"))
      press.alt = true, chord.remove_prefix(4);
    else
      break;
  }
  for (const NamedKey& named : kNamedKeys)
    if (chord == named.name) press.key = named.key;
  if (press.key == 0 && chord.size() == 1) press.key = static_cast<unsigned char>(chord[0]);
  return press;
}

struct Binding {
  KeyPress press;
  const ActionInfo* info;
};

std::vector<Binding> make_bindings() {
  std::vector<Binding> bindings;
  for (const ActionInfo& info : all_actions()) {
    std::string_view keys = info.key;
    while (!keys.empty()) {
      size_t end = std::min(keys.find(' '), keys.size());
      bindings.push_back({parse_key(keys.substr(0, end)), &info});
      keys.remove_prefix(std::min(end + 1, keys.size()));
    }
  }
  return bindings;
}

}  // namespace

std::optional<int> list_key(const KeyPress& key) {
  if (!key.plain()) return std::nullopt;
  if (key.key == kKeyDown) return 1;
  if (key.key == kKeyUp) return -1;
  return key.is_enter() ? std::optional(0) : std::nullopt;
}

const ActionInfo* action_of(const KeyPress& press, bool typing) {
  static const std::vector<Binding> kBindings = make_bindings();
  int key = press.is_enter() ? kKeyEnter : press.key == kKeyPadMinus ? '-' : press.key == kKeyPadPlus ? '=' : press.key;
  bool plus = key == '=' && press.shift;     // "+" needs Shift on many keyboards
  for (const Binding& b : kBindings)
    if (b.press.key == key && b.press.ctrl == press.ctrl && (b.press.shift == press.shift || plus) && b.press.alt == press.alt &&
        (b.info->when == When::always || (b.info->when == When::typing) == typing))
      return b.info;
  return nullptr;
}

}  // namespace app
