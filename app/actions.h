// Every action of the app: its name for scripts, its title for the palette, its key. Panels and keys make Actions, model.cpp
// applies them.
#pragma once
#include "sim/base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app {

enum class ActionId : uint8_t {
  open,
  open_file,
  new_file,
  save,
  save_as,
  reload,
  cancel,
  compare,
  export_run,
  focus_code,
  type,
  new_line,
  caret,
  caret_to,
  select_to,
  erase,
  undo,
  redo,
  cut,
  copy,
  paste,
  select_all,
  indent,
  dedent,
  toggle_comment,
  duplicate_line,
  delete_line,
  line_up,
  line_down,
  find,
  find_text,
  find_next,
  find_previous,
  replace,
  replace_text,
  replace_one,
  replace_all,
  change_number,
  breakpoint,
  next_breakpoint,
  previous_breakpoint,
  quit,
  play,
  pause,
  play_pause,
  step,
  back,
  step_event,
  back_event,
  step_task,
  back_task,
  next_turn,
  previous_turn,
  seek,
  seek_record,
  seek_order,
  first,
  last,
  jump_forward,
  jump_back,
  faster,
  slower,
  speed,
  axis,
  zoom_in,
  zoom_out,
  zoom_fit,
  zoom_lanes,
  zoom_selection,
  pan_left,
  pan_right,
  pan_up,
  pan_down,
  view,
  scroll,
  lane_height,
  wider_lanes,
  narrower_lanes,
  select,
  select_task,
  select_span,
  select_shared,
  select_none,
  next_lane,
  previous_lane,
  next_span,
  previous_span,
  cause,
  effect,
  next_arrow,
  previous_arrow,
  arrows,
  range,
  range_span,
  measure,
  zoom_range,
  mark,
  note,
  pin,
  resources,
  resources_up,
  resources_down,
  sort_tasks,
  turn_tasks,
  search,
  animate,
  fold,
  run_to_line,
  trouble,
  panel,
  inspect,
  theme,
  language,
  scale,
  bigger,
  smaller,
  split,
  palette,
  help,
  tour,
  present,
  reveal,
  conceal,
  spotlight,
  mask_future,
  wheel_lanes,
  close,
  lesson,
  course,
  next_step,
  previous_step,
  go_to_step,
  back_to_step,
  answer,
  uncover,
  solution,
  check,
  variant,
  show_variant,
  next_lesson,
  previous_lesson,
  choose_lesson,
  open_chosen,
  reset_lesson,
  reset_progress,
  export_progress,
  import_progress,
  export_lesson,
  live,
  live_set,
  live_target,
  live_go,
  live_answer,
  live_program,
  live_choose,
  live_open,
  live_view,
  resize,
  wait,
  frames,
  shot,
};

struct Action {
  ActionId id;
  std::string text{};
  double a = 0, b = 0;
};
using Actions = std::vector<Action>;

// What follows the name in a script.
enum class Argument : uint8_t { none, text, number, numbers, size, optional_text, optional_number };

// Where its key counts: while the run is looked at, while text is typed, or both.
enum class When : uint8_t { reading, typing, always };

struct ActionInfo {
  ActionId id;
  const char* name;
  const char* title;  // in the palette; null: not offered there
  const char* key;    // "Shift+Right", "" for none; two of them parted by a space
  Argument argument;
  When when = When::reading;
};
std::span<const ActionInfo> all_actions();
const ActionInfo& info(ActionId id);

// One line of a script: "seek 0.25". Empty lines and # comments are no action.
struct ScriptLine {
  size_t number;
  Action action;
};
sim::Result<std::vector<ScriptLine>> parse_script(std::string_view text);
// As a person types it into the palette: a name with its arguments.
sim::Result<Action> parse_action(std::string_view line);

// Keys as the window tells them: the numbers are GLFW's, which name places of an American keyboard. Letters and digits are their own.
enum Key : int {
  kKeyEscape = 256, kKeyEnter, kKeyTab, kKeyBackspace, kKeyDelete = 261, kKeyRight, kKeyLeft, kKeyDown, kKeyUp,
  kKeyPageUp, kKeyPageDown, kKeyHome, kKeyEnd, kKeyF1 = 290, kKeyPadMinus = 333, kKeyPadPlus, kKeyPadEnter
};
struct KeyPress {
  int key = 0;
  bool ctrl = false, shift = false, alt = false;
  uint32_t character = 0;  // what was typed, in order with the keys; then key is 0
  bool plain() const { return !ctrl && !shift && !alt; }
  bool is_enter() const { return key == kKeyEnter || key == kKeyPadEnter; }
};
// Up and Down choose in a list, Enter takes what is chosen: -1, 1 and 0.
std::optional<int> list_key(const KeyPress& key);
// The action of a key, if it has one there.
const ActionInfo* action_of(const KeyPress& key, bool typing = false);

}  // namespace app
