// Every panel's one function. What it keeps from frame to frame is in its Ui: scroll places and caches, nothing a script would
// want to know. Before: panel.h. After: ../frame.cpp.
#pragma once
#include "app/future.h"
#include "app/panels/panel.h"
#include "app/panels/sheet.h"
#include "app/search.h"
#include "sim/analysis/await_tree.h"
#include "sim/analysis/findings.h"

#include <array>

namespace app {

struct CodeUi {
  // Of the text as it was drawn last.
  std::string path, text;
  uint64_t revision = UINT64_MAX;
  std::vector<sim::py::ColourSpan> colours;
  std::vector<size_t> line_starts, line_colours;  // bytes; the first span that reaches into the line
  size_t longest = 0;                             // columns
  std::string found_for;
  std::vector<TextRange> found;
  // In view last.
  size_t shown_line = 0, pointed_line = 0;
  Place shown_caret;
  uint64_t shown_revision = 0;
  // The mouse.
  size_t hovered_line = 0;
  int hovered_zone = 0;
  bool inside = false, selecting = false, dragging_number = false;
  size_t double_clicked = SIZE_MAX;
  double double_clicked_at = 0;
  Place number_at;
  double number_first = 0, number_last = 0, number_step = 1;
  float number_x = 0;
  enum class Field : uint8_t { none, find, replace } search_typing = Field::none, search_focus = Field::none;  // who has the keyboard; who is to have it
  bool search_was_open = false, close_search = false;
};
void draw_code(const Model& model, const Look& look, Rect area, CodeUi& ui, Actions& actions);

// The frames of the task that runs, or of the selected one, and what their names stand for.
struct VariablesUi {
  uint64_t document = 0;
  size_t record = 0;             // shown now
  sim::Snapshot shown, before;   // of this record and of the one shown before it: what differs is marked
};
void draw_variables(const Model& model, const Look& look, Rect area, VariablesUi& ui, Actions& actions);

struct OutputUi {
  size_t shown = 0;  // bytes there were when it was scrolled last
};
void draw_output(const Model& model, const Look& look, Rect area, OutputUi& ui, Actions& actions);

void draw_event_loop(const Model& model, const Look& look, Rect area, Actions& actions);

struct TasksUi {
  uint64_t document = 0;            // whose sums these are
  size_t until = 0;                 // the record up to which they count; the whole run's: kNothing
  std::vector<TaskSums> sums;       // by TaskId
  TaskOrder sorted;
  uint64_t sorted_document = 0;
  size_t sorted_cursor = 0, sorted_until = 0;
  std::vector<sim::TaskId> order;
  sim::TaskId shown = 0;  // scrolled into view last
};
void draw_tasks(const Model& model, const Look& look, Rect area, TasksUi& ui, Actions& actions);

struct InspectorUi {
  uint64_t document = 0;
  sim::TaskId task = 0;
  sim::Time until = 0;
  TaskSums sums;  // of `task`, until then
  WhyUi why;
};
// Of a lock, queue, thread or connection that is selected.
void tell_shared(const Model& model, const Look& look, Actions& actions);
void draw_inspector(const Model& model, const Look& look, Rect area, InspectorUi& ui, Actions& actions);

void draw_why(const Model& model, const Look& look, Rect area, WhyUi& ui, Actions& actions);

struct HoodUi {
  int shown = -1;  // scrolled into view last
};
void draw_under_the_hood(const Model& model, const Look& look, Rect area, HoodUi& ui, Actions& actions);

struct AwaitTreeUi {
  uint64_t document = 0;
  size_t cursor = 0;
  std::vector<sim::AwaitNode> nodes;
};
void draw_await_tree(const Model& model, const Look& look, Rect area, AwaitTreeUi& ui, Actions& actions);

struct StatisticsUi {
  struct Wait {
    std::string what;
    size_t count = 0;
    sim::Time total = 0;
  };
  uint64_t document = 0;
  std::vector<sim::Concurrency> concurrency;
  uint32_t most = 0;
  std::vector<Wait> waits;  // the longest first
};
void draw_statistics(const Model& model, const Look& look, Rect area, StatisticsUi& ui, Actions& actions);

struct RestaurantUi {
  ImVec2 waiter{0, 0};  // from the scene's corner
  bool known = false, moving = false;
};
void draw_restaurant(const Model& model, const Look& look, Rect area, RestaurantUi& ui, Actions& actions);

struct FindingsUi {
  uint64_t document = 0;
  std::vector<sim::Finding> findings;
};
void draw_findings(const Model& model, const Look& look, Rect area, FindingsUi& ui, Actions& actions);

struct LessonUi {
  const sim::lesson::Lesson* lesson = nullptr;
  size_t step = SIZE_MAX;
  char number[32] = "";  // being typed
  bool wants_focus = false;
};
void draw_lesson(const Model& model, const Look& look, Rect area, LessonUi& ui, Actions& actions);

struct CourseUi {
  size_t chosen = SIZE_MAX;  // scrolled into view last
};
void draw_course(const Model& model, const Look& look, Rect area, CourseUi& ui, Actions& actions);

// Real calls, strategy by strategy, next to what the simulator predicted.
struct LiveUi {
  struct Typed {
    const char* name;  // as live-set takes it
    char text[1024] = "";
    bool active = false, wanted = false;  // has the keyboard; is to have it
  };
  Typed target{"target"}, count{"count"}, at_once{"at-once"};
  std::array<Typed*, 3> fields() { return {&target, &count, &at_once}; }
  bool leave = false;  // the field that is typed in, as it was before
  uint64_t wanted_target = 0;                                  // the keyboard was given last
  size_t chosen = 0;                                           // scrolled into view last
  bool was_asked = false;
};
Action set_by(const LiveUi::Typed& typed);
void draw_live(const Model& model, const Look& look, Rect area, LiveUi& ui, Actions& actions);
// A host that is not this machine is contacted only after a yes.
void draw_first_contact(const Model& model, const Look& look, ImVec2 screen, LiveUi& ui, Actions& actions);

// Bars without a header. Heights in points.
inline constexpr float kTopBarHeight = 46, kPlaybackHeight = 54, kStatusHeight = 24;
void draw_top_bar(const Model& model, const Look& look, Rect area, Actions& actions);
void draw_playback(const Model& model, const Look& look, Rect area, Actions& actions);
struct FrameFacts {
  double milliseconds = 0;  // what a frame costs, averaged
};
void draw_status(const Model& model, const Look& look, Rect area, const FrameFacts& facts);

// How the run ended when it did not simply finish. 0 when there is nothing to say.
float banner_height(const Model& model, const Look& look, float width);
void draw_banner(const Model& model, const Look& look, Rect area, Actions& actions);

// The run under way, once it has taken a moment.
void draw_progress(const Model& model, const Look& look, ImVec2 screen, Actions& actions);

struct PaletteUi {
  char text[256] = "";
  int chosen = 0;
  bool was_open = false, entered = false;  // entered: Enter was pressed
};
void draw_palette(const Model& model, const Look& look, ImVec2 screen, PaletteUi& ui, Actions& actions);
struct SearchUi {
  char text[256] = "";
  bool was_open = false;
  uint64_t document = 0;
  std::string searched;
  std::vector<Found> found;
  int chosen = -1;
};
void draw_search(const Model& model, const Look& look, ImVec2 screen, SearchUi& ui, Actions& actions);
struct PathUi {
  char text[1024] = "";
  int chosen = -1;  // of the entries below the field
  bool was_open = false, refocus = false, entered = false, untouched = false, searched = false;
  std::vector<std::string> below;  // programs in the folder of the open one and in those below, the nearest first; once `searched`
};
void draw_path_sheet(const Model& model, const Look& look, ImVec2 screen, PathUi& ui, Actions& actions);
struct NoteUi {
  char text[256] = "";
  bool was_open = false, entered = false;
};
void draw_note_sheet(const Model& model, const Look& look, ImVec2 screen, NoteUi& ui, Actions& actions);

// ---- before an audience, and for the first time
void draw_spotlight(const Look& look, ImVec2 screen);
// One stop of the tour: a frame around what it is about, and a card beside it. `places` by Dock.
void draw_tour(const Model& model, const Look& look, ImVec2 screen, const Rect* places, Actions& actions);

struct HelpUi {
  bool was_open = false;
  float scroll = 0;  // points that keys asked for since the last frame
};
void draw_help(const Model& model, const Look& look, ImVec2 screen, HelpUi& ui, Actions& actions);

}  // namespace app
