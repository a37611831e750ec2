// What is true at the cursor: who runs, where every task stands, the loop's queues. Computed once when the cursor moves.
// Before: document.h. After: the panels.
#pragma once
#include "app/document.h"

namespace app {

// A task's state as a person names it: its span, or how it ended.
enum class TaskState : uint8_t { ready, running, blocked, suspended, done, failed, cancelled, not_yet };

struct TaskNow {
  sim::TaskId task = 0;
  TaskState state = TaskState::not_yet;
  uint32_t line = 0;  // where it stands or will go on; 0: not in the program
  size_t record = 0;  // what began the state
};

struct Moment {
  size_t cursor = 0;
  sim::LoopState loop;
  sim::TaskId running = 0;
  uint32_t current_line = 0;
  std::vector<TaskNow> alive;   // in the order of the timeline; ready, running, blocked, suspended
  std::vector<TaskNow> parked;  // of `alive` those not running that stand on a line, by line
  size_t counts[8] = {};        // of tasks, by TaskState
};

Moment moment_at(const Document& document, size_t cursor);
TaskNow task_now(const Document& document, sim::TaskId task, size_t cursor);
// "sleep 0.3", "its first turn", "" when it waits for nothing.
std::string waits_for(const Document& document, const TaskNow& now);
// "2 of 3, 1 waits", or the job, or the request: what a span of a lane of Document::shared() tells.
std::string shared_words(const Document& document, const sim::OccupancyLane& lane, const sim::OccupancySpan& span);
bool is_used(const Document& document, const sim::OccupancyLane& lane);  // else it is only waited for, as an Event
const char* word(TaskState state);
// A wait's name without digits that only a computer minds: "sleep 0.30000000000000004" is "sleep 0.3".
std::string short_wait(std::string_view text);

}  // namespace app
