// The trace as text for other tools: the steps format (compared line by line with CPython) and all events.
// Both are JSON Lines; the steps format is fixed (keys in order: t, ev, then what the event has).
#pragma once
#include "sim/trace/trace.h"

#include <string>
#include <unordered_map>

namespace sim {

enum class TraceFormat : uint8_t { steps, events, perfetto };

// Writes a trace piece by piece, so that a large one never stands in memory twice; or what Trace::hand_on gives, each time.
class TraceWriter {
 public:
  TraceWriter(const Trace& trace, TraceFormat format) : trace_(trace), format_(format) {}
  // Appends about `bytes` more to `out`; false when nothing is left.
  bool more(std::string& out, size_t bytes = 1 << 18);
  // Appends all records that the trace holds and is about to forget.
  void take(std::string& out);

 private:
  void begin(std::string& out);
  void learn_names(const Record& r);
  void step(const Record& r, std::string& out);
  bool short_step(const Record& r, std::string& out);
  void event(size_t index, const Record& r, std::string& out);
  void perfetto(const Record& r, std::string& out);
  void name_task(TaskId task, std::string_view name);
  std::string_view task_name(TaskId task) const;

  const Trace& trace_;
  TraceFormat format_;
  size_t next_ = 0;
  bool started_ = false, ended_ = false;
  // Copied whole, which is quicker than by its length.
  struct ShortText {
    static constexpr uint8_t kTooLong = 255;
    char text[31] = {};
    uint8_t size = 0;
    std::string_view view() const { return {text, size}; }
    void set(std::string_view s);
  };
  Time time_ = -1;                      // of the last step written,
  ShortText time_text_;                 // and how its line begins
  uint32_t line_ = 0;                   // where the last task was suspended,
  ShortText line_text_;                 // and how its line ends
  std::vector<ShortText> names_;        // by TaskId, already quoted as JSON;
  std::unordered_map<TaskId, std::string> long_names_;   // those that are too long for it
  TextId coro_ = 0;                     // of the last spawn written,
  std::string coro_text_;               // as JSON
  std::vector<bool> hidden_;
};

// The text as a JSON string, quotes included, everything beyond ASCII escaped (as Python's json.dumps does).
void append_json(std::string& out, std::string_view utf8);
std::string_view event_name(Event e);

}  // namespace sim
