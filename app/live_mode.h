// The live mode in the app: what a person has set up, what runs with real HTTP, and the question before a host is contacted for the first time.
// Before: model.h holds it. After: live/session.h compares strategies, live/program_run.h runs the open program; panels/live.cpp draws it.
#pragma once
#include "app/actions.h"
#include "app/live/strategies.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace app {

struct Model;
namespace live {
class ProgramRun;
class Session;
}  // namespace live

// Lanes and bars, or latencies and the table; a wide panel shows both.
enum class LiveView : uint8_t { lanes, numbers };

struct LiveMode {
  live::Calls calls;                            // without URLs: the demo server is called
  std::vector<live::Strategy> strategies{std::begin(live::kStrategies), std::end(live::kStrategies)};
  std::string scenario;                         // of the demo server: a preset or a file; "": the open program's own
  std::set<std::string, std::less<>> allowed;                // hosts that the person said yes to, as long as the app runs
  std::vector<std::string> asked;               // hosts of a comparison that waits for the yes
  std::string problem;                          // why nothing began
  std::shared_ptr<live::Session> session;       // the comparison under way, or the last one
  std::shared_ptr<live::ProgramRun> program;    // the open program with real HTTP, under way
  size_t chosen = 0;                            // of the session's strategies
  LiveView view = LiveView::lanes;
  uint64_t wants_target = 0;                    // counts: the field of the URL is to have the keyboard
};

// Something runs with real HTTP: its lanes are to be seen filling.
bool live_busy(const Model& model);

// ---- what a person names, here and on the command line; else a sentence
sim::Result<std::vector<live::Strategy>> parse_strategies(std::string_view names);   // with commas or blanks between them; each once
sim::Result<uint32_t> whole_number(std::string_view name, double value);

// ---- called by model.cpp
bool apply_live(Model& model, const Action& action);   // true: the action was one of these
void live_tick(Model& model);                          // a program that has ended is opened as what was recorded
// Keys that mean something while the panel is in front: Up and Down choose a strategy, Enter opens its run.
std::optional<Action> live_key(const Model& model, const KeyPress& key);

}  // namespace app
