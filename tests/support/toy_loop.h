// Makes traces without the interpreter: tasks are lists of operations, a small loop runs them as asyncio would and writes the
// records. For tests of analysis and app, which only ever see a trace.
#pragma once
#include "sim/trace/trace.h"

#include <memory>
#include <string>
#include <vector>

namespace toy {

struct Op {
  enum class Kind { line, sleep, block, spawn, join, acquire, release, print, fail, cancel, forever, yield } kind;
  sim::Time time = 0;
  size_t task = 0;  // spawn: index of the script; join, cancel: of the child made so far
  std::string text;
  uint32_t line = 0;
};
Op line(uint32_t number);
Op sleep(double seconds, uint32_t line = 0);
Op block(double seconds, uint32_t line = 0);
Op spawn(size_t script, uint32_t line = 0);
Op join(std::string what = "gather of 3", uint32_t line = 0);  // until all children are done; a failure is raised again
Op acquire(uint32_t line = 0);
Op release();
Op print(std::string text, uint32_t line = 0);
Op fail(std::string type, std::string message, uint32_t line = 0);
Op cancel(size_t child, uint32_t line = 0);
Op forever(uint32_t line = 0);
Op yield(uint32_t line = 0);

struct Script {
  std::string coroutine;
  uint32_t line = 0;
  std::vector<Op> ops;
};

// Runs scripts[0] as Task-1.
sim::Trace run(const std::vector<Script>& scripts, int semaphore = 3);

// ---- well-known runs
sim::Trace gather_three();
sim::Trace with_semaphore();
sim::Trace blocking();
sim::Trace failing();
sim::Trace cancelling();
sim::Trace deadlocked();
// `tasks` children with about spans / tasks spans each.
sim::Trace many(size_t tasks, size_t spans);

}  // namespace toy
