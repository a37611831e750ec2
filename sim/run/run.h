// A run is a function: program + world + seed + limits -> trace. The whole pipeline stands in run.cpp on one screen.
// After: app/commands print it, app/model opens it.
#pragma once
#include "sim/python/vm.h"
#include "sim/trace/trace.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sim {

struct Program {
  std::string path;                  // as the program's own messages show it (__file__)
  std::string text;                  // the file's bytes, not yet checked
  std::vector<std::string> argv;     // sys.argv[1:]
  std::string folder = {};           // where open() reads; empty: the one that the path names
};

struct Scenario;

struct RunOptions {
  py::Limits limits;
  std::shared_ptr<const Scenario> scenario;   // the simulated network; null: the default one
  uint64_t seed = 0;
  Time step_cost = 0;
  Trace::Detail detail = Trace::Detail::events;
  // Makes the world of the run; empty: the simulated one, in virtual time.
  std::function<std::shared_ptr<World>()> world;
  // Text as the program writes it, fd 1 or 2. May be empty: the trace holds all output too.
  std::function<void(int fd, std::string_view text)> on_output;
  // The next line of standard input with its end, or nothing at the end of it, for input() and sys.stdin. Empty: there is no input.
  std::function<std::optional<std::string>()> read_line;
  // With detail lean, may be set: called from time to time with the records since the last call (see Trace::hand_on), which are then
  // forgotten. The last ones are left in Run::trace.
  std::function<void(const Trace& trace)> on_records;
  // Set from outside (a signal, another thread) to end the run at the next instruction.
  std::atomic<bool>* interrupted = nullptr;
  // Called with the finished start of the run, before the first instruction: sim/run/snapshot.cpp watches the trace.
  std::function<void(Trace& trace)> on_start;
  // The process ends right after: what is still alive then is left to the system.
  bool leave_memory = false;
};

struct Run {
  Trace trace;
  Ending ending = Ending::finished;
  int exit_status = 0;               // contract.md: 0 1 3 4 5 130, or the program's own
  std::string message;               // a sentence when the run did not simply finish; it stands in the output, too
  uint32_t line = 0;                 // of the program, where the message belongs; 0: nowhere
  uint32_t col = 0, end_line = 0, end_col = 0;   // a syntax error's place, in characters from 1; 0: unknown
  Time end = 0;                      // virtual time at the end
  uint64_t steps = 0;                // executed instructions
  size_t peak_memory = 0;            // bytes of objects
  std::string unlisted_hosts;        // World::unlisted_hosts(): a failure may be due to what they answered
};

std::unique_ptr<Run> run(const Program& program, const RunOptions& options);

}  // namespace sim
