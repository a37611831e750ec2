// All that the app knows: what is open, where the cursor stands, what is selected, how it is shown. apply() is the only writer.
// Before: document.h, source.h, actions.h. After: the panels read it.
#pragma once
#include "app/actions.h"
#include "app/dock.h"
#include "app/document.h"
#include "app/load.h"
#include "app/lessons/play.h"
#include "app/live_mode.h"
#include "app/moment.h"
#include "app/source.h"
#include "app/theme.h"
#include "app/timeline/view.h"

#include <map>
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
  size_t shared = kNothing, shared_span = kNothing;  // instead of a task: a lane of Document::shared(), and which of its spans
  bool empty() const { return task == 0 && !loop; }  // of what runs
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

// What the table of tasks is sorted by; none: children below their parents.
enum class TaskColumn : uint8_t { none, task, state, ran, ready, waited };
const char* name_of(TaskColumn column);  // in scripts, and in English its title
struct TaskOrder {
  TaskColumn column = TaskColumn::none;
  bool down = true;  // the largest first; of names and states the first
  bool operator==(const TaskOrder&) const = default;
};

enum class ArrowMode : uint8_t { selection, all, none };

struct Playback {
  bool playing = false;
  double speed = 1;           // virtual seconds a second
  double steps_a_second = 4;  // on the order axis
};

inline constexpr double kPatience = 0.3;  // seconds: a run or an export that is over sooner needs no card

// A run or a replay under way on another thread.
struct Running {
  uint64_t id = 0;  // 0: none
  RunWhy why = RunWhy::open;
  std::string name;
  double seconds = 0;
  std::shared_ptr<const RunProgress> progress;
  size_t expected = 0;    // records, when the same program ran before; 0: nobody knows
  bool stopping = false;  // it was told to end and to show what it has
  bool told() const { return id != 0 && seconds >= kPatience; }
};

// Values read from replays of the document's run, by record; of one task, or with task 0 of whichever runs.
struct Values {
  uint64_t document = 0;
  sim::TaskId task = 0;
  std::map<size_t, sim::Snapshot> at;
  bool asked = false;  // an answer is under way
};

// The search line above the code.
struct CodeSearch {
  bool open = false, replacing = false;
  std::string what, with;
};

// A path is asked for: which file to open, or where to save.
enum class PathFor : uint8_t { none, open, save, compare, export_run };

// A file being written on another thread.
struct Exporting {
  std::string path;
  double seconds = 0;
  size_t records = 0;  // of the run that is written
  bool under_way() const { return !path.empty(); }
};

// For a room full of people: larger, panels one by one, what has not happened yet unseen.
struct Presenter {
  bool on = false, spotlight = false;
  bool future_masked = false;
  double horizon = 0;  // where the axis ends while the future is hidden; 0: with the run
  float scale_before = 1;
  OpenPanels panels_before;
};

// What only the window or the session can do; they take these after each frame.
struct Requests {
  bool quit = false;
  bool stop_run = false, stop_export = false;
  std::optional<RunRequest> run;
  std::optional<ExportRequest> export_run;
  std::optional<ValuesRequest> values;
  std::optional<std::string> clipboard;
  std::optional<std::pair<int, int>> resize;
  std::vector<std::string> shots;
};

struct Model {
  std::shared_ptr<const Document> document;  // the finished run; null: nothing has run yet
  Source source;                             // the open file, which may be ahead of the run by what was typed since
  std::vector<Source> left;                  // files that were left with text not saved, until somebody keeps it
  uint64_t opened = 0;                       // how many files so far
  std::vector<std::shared_ptr<const Document>> compared;  // other runs, shown below on the same axes
  Running running;
  Exporting exporting;
  uint64_t runs = 0;          // requested so far; the last one's id
  bool background = false;    // somebody takes requests.run; else apply() runs programs itself
  double start_at = 0;        // seconds: where the next opened run's playhead goes
  double edit_wait = 0;       // seconds until the edited text is run; 0: it is not waiting
  bool typing = false;        // the code has the keyboard
  CodeSearch code_search;
  PathFor path_for = PathFor::none;
  bool noting = false;        // the words of a note at the playhead are asked for
  std::vector<std::string> recent;  // files, the last one first
  Values values;
  sim::RunOptions options;                   // of every run but a lesson's
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
  int64_t shared_scrolled = 0;     // counts lanes by which these were scrolled down by keys; the timeline keeps them within bounds
  bool animate = true;             // a zoom glides; without it it jumps
  double frame_seconds = 0;        // since the last frame; 0: nothing glides
  TaskOrder task_order;
  std::vector<sim::TaskId> lanes;  // tasks the timeline shows, without children of folded ones
  float lanes_height = 300;        // points: what the timeline has room for

  Playback playback;
  const Theme* theme = &default_theme();
  float scale = 1;
  OpenPanels panels;
  float splits[4] = {0.38f, 0.72f, 0.55f, 0.26f};  // width of code; code above output; timeline above the panels; width of the lesson
  bool palette = false, help = false, search = false;
  int tour = -1;  // the stop of the tour that is shown; -1: none
  Presenter presenter;
  bool wheel_scrolls_lanes = false;
  Lessons lessons;
  LiveMode live;
  Requests requests;

  // The playhead in the units of the view's axis.
  double playhead() const { return view.axis == Axis::time ? clock : order_clock; }
  uint64_t document_id() const { return document ? document->id : 0; }
  double axis_end() const;  // at least a little, so that a run without time has a width
};

void apply(Model& model, const Action& action);
// Time has passed for the person: a playing model moves its cursor.
void advance(Model& model, double seconds);
void show_document(Model& model, std::shared_ptr<const Document> document);
// What requests.run and requests.values asked for.
void accept(Model& model, RunAnswer answer);
void accept(Model& model, ValuesAnswer answer);
void accept(Model& model, ExportAnswer answer);
// Looks whether the open file is another one on disk, and takes that over unless something typed would be lost.
void check_disk(Model& model);
// Text that was typed and never saved comes back; undo gives the file's own.
void restore_text(Model& model, const std::string& bytes);
// What there is to see when nothing was asked for.
void open_welcome(Model& model);
// The values at the cursor are to be seen: asks for them when they are not there.
void want_values(Model& model);
const sim::Snapshot* values_now(const Model& model);  // null: not there yet
// What locks, queues, threads and connections were at a time, as the loop's records tell; in order a thread stands where the loop is then.
Range range_of(const Document& document, Axis axis, const sim::OccupancySpan& span);

}  // namespace app
