// What a program's text says that its run cannot: which awaits need not stand in line, which results nobody keeps, which errors
// nobody sees. Plain facts with line numbers; whether they mattered is for the trace to say.
// Before: sim/run/read_shape.h makes it of the syntax tree. After: findings.h holds it against the trace.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace sim {

struct Lines {
  uint32_t first = 0, last = 0;  // inclusive
  bool has(uint32_t line) const { return line >= first && line <= last; }
};

struct Shape {
  // Awaits that do not need each other's results, one after another. A task that waits for one of them waits on a line of `places`:
  // the await's own lines, or those of the program's functions that it calls.
  struct Serial {
    Lines lines;                              // the loop, or from the first await to the last
    bool loop = false;
    std::string call;                         // "fetch"
    std::vector<std::vector<Lines>> places;   // of each await; a loop has one
  };
  std::vector<Serial> serial;

  // `async with lock:` whose block waits before it has looked at anything that others could change.
  struct Guard {
    uint32_t line = 0;
    std::vector<Lines> places;                // where a task stands that waits inside
  };
  std::vector<Guard> guards;

  struct Place {
    uint32_t line = 0;
    std::string what;
  };
  std::vector<Place> dropped_tasks;     // create_task(...) whose task nobody keeps; what: the coroutine's name
  std::vector<Place> unread_gathers;    // await gather(..., return_exceptions=True) whose results nobody reads
  struct Silent {
    uint32_t line = 0;                  // of the except
    Lines body;                         // what stands in it: pass
    std::string what;                   // "Exception"; "" for a bare except
  };
  std::vector<Silent> silent;           // handlers that catch everything and do nothing
  std::vector<std::string> endless;     // coroutines with `while True` that nothing in them leaves
  struct Made {
    uint32_t line = 0;
    std::string what;                   // "httpx.AsyncClient"
    bool with = false;                  // in a `with`: its line runs again when the block is left
  };
  std::vector<Made> clients;            // where functions make HTTP clients
  std::vector<Place> coroutine_calls;   // calls of the program's own coroutines that stand as statements, or whose result gets a name, without await
};

}  // namespace sim
