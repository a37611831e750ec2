// The trace of a run: records in order, their texts, and all the program printed. Append only; capped, and says when it was.
#pragma once
#include "sim/trace/record.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

class Trace {
 public:
  explicit Trace(size_t max_records = 30'000'000) : max_records_(max_records) {}

  // Records that are wanted: with `lean`, only those the steps format needs (spawned, resumed, suspended, done, hidden, renamed, output, ended).
  enum class Detail : uint8_t { off, lean, events, lines } detail = Detail::events;
  bool wants_events() const { return detail >= Detail::events; }

  // The index of the new record, or of the last one when the cap is reached.
  size_t append(const Record& r) {
    if (records_.size() >= room_ && !make_room()) return appended() - 1;
    records_.push_back(r);
    if (appended() > watched_) [[unlikely]] watched_ = seen_(appended() - 1);
    return appended() - 1;
  }
  // The new record to be filled in, of a lean trace: its million steps are written where they are to stand. Null when the cap is reached.
  Record* add_lean() {
    if (records_.size() >= room_ && !make_room()) return nullptr;
    return &records_.emplace_back();
  }
  // Whoever wants to look at the run itself at a moment (sim/run/snapshot.cpp) is called right after record `at` was appended, and
  // tells the next one.
  void watch(size_t at, std::function<size_t(size_t)> seen) { watched_ = at, seen_ = std::move(seen); }
  // For a lean trace that is only written to a file: `take` is called whenever some hundred records wait, which are then forgotten, so that
  // a long run neither fills memory nor the processor's cache with them. records(), size() and operator[] then speak of what came since.
  void hand_on(std::function<void()> take);
  TextId intern(std::string_view text);
  std::string_view text(TextId id) const { return texts_[id]; }
  void append_output(std::string_view text) { output_ += text; }

  const std::vector<Record>& records() const { return records_; }
  size_t size() const { return records_.size(); }
  size_t appended() const { return handed_on_ + records_.size(); }   // since the beginning
  bool whole() const { return !take_; }                       // nothing is handed on
  const Record& operator[](size_t i) const { return records_[i]; }
  const std::string& output() const { return output_; }      // stdout and stderr as they came; records say which
  bool capped() const { return capped_; }
  TaskId next_task() { return ++tasks_; }
  ObjectId next_object() { return ++objects_; }
  TaskId tasks() const { return tasks_; }
  uint64_t hash() const;                                      // of all records and texts: equal traces, equal hashes

 private:
  bool make_room();

  size_t max_records_;
  size_t watched_ = SIZE_MAX;
  std::function<size_t(size_t)> seen_;
  size_t room_ = max_records_;                                // how many records_ may hold before make_room is asked
  size_t handed_on_ = 0;
  std::function<void()> take_;
  bool capped_ = false;
  std::vector<Record> records_;
  std::vector<std::string> texts_{""};
  std::vector<uint32_t> text_table_;                          // open addressing over texts_
  std::string output_;
  TaskId tasks_ = 0;
  ObjectId objects_ = 0;
};

// While it lives, nothing is told but what the steps format needs.
class Unseen {
 public:
  explicit Unseen(Trace& trace) : trace_(trace), before_(trace.detail) { trace.detail = std::min(before_, Trace::Detail::lean); }
  ~Unseen() { trace_.detail = before_; }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  Trace& trace_;
  Trace::Detail before_;
};

}  // namespace sim
