// All that the app knows: what is open, where the cursor stands, what is selected, how it is shown. apply() is the only writer.
// Before: document.h, actions.h. After: the panels read it.
#pragma once
#include "app/actions.h"
#include "app/dock.h"
#include "app/document.h"
#include "app/moment.h"
#include "app/theme.h"
#include "app/timeline/view.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace app {

inline constexpr size_t kNothing = SIZE_MAX;

struct Selection {
  bool loop = false;
  sim::TaskId task = 0;
  size_t span = kNothing;  // in sim::Spans; kNothing: the whole task
  bool empty() const { return task == 0 && !loop; }
};

// A stretch of the timeline that is measured, in units of the axis it was made on.
struct Range {
  double from = 0, to = 0;
};

// A moment that a person wants to find again.
struct Marker {
  size_t record = 0;
  std::string note;
};

enum class ArrowMode : uint8_t { selection, all, none };

struct Playback {
  bool playing = false;
  double speed = 1;           // virtual seconds a second
  double steps_a_second = 4;  // on the order axis
};

// What only the window can do; it takes these after each frame.
struct Requests {
  bool quit = false;
  std::optional<std::pair<int, int>> resize;
  std::vector<std::string> shots;
};

struct Model {
  std::shared_ptr<const Document> document;  // null: nothing is open
  sim::RunOptions options;                   // of every run
  std::string problem;                       // why the last open failed
  std::string notice;                        // one line for the status bar
  bool notice_is_error = false;

  size_t cursor = 0;       // a record: what has happened up to and with it
  double clock = 0;        // ns: the playhead on the time axis; between records while playing
  double order_clock = 0;  // the same on the order axis
  Moment moment;           // at the cursor

  Selection selection;
  View view;
  std::set<sim::TaskId> folded;
  std::set<sim::TaskId> pinned;    // their lanes come first
  std::optional<Range> range;      // on the present axis
  std::vector<Marker> marks;       // in the order of their records
  ArrowMode arrows = ArrowMode::selection;
  size_t arrow_choice = 0;         // of several arrows that leave the selection the one to follow
  bool resources = false;          // lanes of locks, queues, threads, connections
  bool animate = true;             // a zoom glides; without it it jumps
  double frame_seconds = 0;        // since the last frame; 0: nothing glides
  std::vector<sim::TaskId> lanes;  // tasks the timeline shows, without children of folded ones
  float lanes_height = 300;        // points: what the timeline has room for

  Playback playback;
  const Theme* theme = &default_theme();
  float scale = 1;
  OpenPanels panels;
  float splits[4] = {0.38f, 0.72f, 0.55f, 0.26f};  // width of code; code above output; timeline above the panels; width of the lesson
  bool palette = false, help = false, search = false;
  Requests requests;

  // The playhead in the units of the view's axis.
  double playhead() const { return view.axis == Axis::time ? clock : order_clock; }
  double axis_end() const;  // at least a little, so that a run without time has a width
};

void apply(Model& model, const Action& action);
// Time has passed for the person: a playing model moves its cursor.
void advance(Model& model, double seconds);
void show_document(Model& model, std::shared_ptr<const Document> document);

}  // namespace app
