#include "sim/lesson/facts.h"

#include "sim/analysis/findings.h"
#include "sim/base/text.h"
#include "sim/lesson/regions.h"
#include "sim/run/read_shape.h"

#include <algorithm>
#include <deque>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace sim::lesson {

Facts::Facts(const Run& run, std::string text)
    : run_(run), text_(std::move(text)), order_(run.trace), spans_(run.trace, order_), stats_(stats_of(run.trace, spans_, order_)), history_(run.trace) {
  split_output();
}

Facts::Facts(std::shared_ptr<const Run> run, std::string text) : Facts(*run, std::move(text)) { kept_ = std::move(run); }

void Facts::split_output() {
  bool open[2] = {false, false};  // the last line has not ended
  for (size_t i = 0; i < trace().size(); ++i) {
    const Record& r = trace()[i];
    if (r.event != Event::output) continue;
    int which = r.a == 2;
    auto& lines = which ? errors_ : output_;
    std::string_view text = std::string_view(trace().output()).substr(static_cast<size_t>(r.number), r.count);
    while (!text.empty()) {
      size_t end = std::min(text.find('\n'), text.size());
      if (!open[which]) lines.push_back({"", i});
      if (end > 0) lines.back().record = i;
      lines.back().text += text.substr(0, end);
      open[which] = end == text.size();
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
}

// ---- of the whole run

Measure Facts::total() const {
  // What it waited for longest, outside of other tasks, shows best where the time went.
  Measure m{seconds(run_.end), kNowhere};
  Time longest = 0;
  for (const Row& row : spans_.rows()) {
    if (!counts(row) || row.parent == 0) continue;
    for (size_t n = row.first; n < row.last; ++n)
      if (Time length = spans_.end(n, row) - spans_.begin(n); spans_.state(n) != SpanState::ready && length > longest) longest = length, m.where = spans_.record(n);
  }
  return m;
}

std::vector<TaskId> Facts::main_tasks() const {
  std::vector<TaskId> mains;
  TaskId last = 0;
  for (size_t i = 0; i < trace().size(); ++i) {
    const Record& r = trace()[i];
    if (r.event == Event::task_spawned && r.by == 0 && !spans_.row(r.task).hidden) last = r.task;
    if (r.event == Event::loop_started && last) mains.push_back(std::exchange(last, TaskId(0)));
    if (r.event == Event::handle_ran) last = 0;
  }
  return mains;
}

Measure Facts::left() const {
  Measure m;
  std::vector<TaskId> mains = main_tasks();
  for (const Row& row : spans_.rows()) {
    if (!counts(row)) continue;
    for (TaskId main : mains) {
      const Row& of = spans_.row(main);
      if (row.task == main || row.spawned < of.spawned || row.spawned > of.end_record || row.end_record < of.end_record) continue;
      if (m.number++ == 0) m.where = row.spawned;
      break;
    }
  }
  return m;
}

Measure Facts::longest_block() const {
  Measure m;
  for (size_t i = 0; i < trace().size(); ++i)
    if (const Record& r = trace()[i]; r.event == Event::blocked && seconds(r.number) > m.number) m = {seconds(r.number), i};
  return m;
}

Measure Facts::ended(TaskEnd how) const {
  Measure m;
  for (const Row& row : spans_.rows())
    if (counts(row) && row.how == how && m.number++ == 0) m.where = row.end_record;
  return m;
}

namespace {

// How many are inside at once, and where there were most.
class Gauge {
 public:
  void enter(size_t record) {
    if (++now_ > most_.number) most_ = {static_cast<double>(now_), record};
  }
  void leave() { now_ = std::max(0, now_ - 1); }
  Measure most() const { return most_; }

 private:
  int now_ = 0;
  Measure most_;
};

// On which lines each task stands, its callers' first: from the records of lines, with their depth of calls.
class Stacks {
 public:
  void follow(const Record& r) {
    switch (r.event) {
      case Event::task_resumed: running_.push_back(r.task); break;
      case Event::handle_ran:
      case Event::world_waited: running_.clear(); break;
      case Event::line: line(r); break;
      case Event::task_suspended:
        suspended(r);
        if (!running_.empty()) running_.pop_back();
        break;
      case Event::task_done:
        stacks_.erase(r.task);
        if (!running_.empty()) running_.pop_back();
        break;
      default: break;
    }
  }
  TaskId running() const { return running_.empty() ? 0 : running_.back(); }
  bool stands(TaskId task, const std::vector<bool>& lines) const {
    auto found = stacks_.find(task);
    return found != stacks_.end() && std::any_of(found->second.begin(), found->second.end(), [&](const Call& c) { return c.line < lines.size() && lines[c.line]; });
  }

 private:
  struct Call {
    uint32_t depth, line;
  };
  void line(const Record& r) {
    auto& stack = stacks_[running()];
    while (!stack.empty() && stack.back().depth >= r.count) stack.pop_back();
    stack.push_back({r.count, r.line});
  }
  // A call that returned without another line of its caller is seen to be over when the caller waits.
  void suspended(const Record& r) {
    auto& stack = stacks_[r.task];
    auto at = std::find_if(stack.rbegin(), stack.rend(), [&](const Call& c) { return c.line == r.line; });
    if (r.line && at != stack.rend()) stack.erase(at.base(), stack.end());
  }
  std::vector<TaskId> running_;  // innermost last
  std::unordered_map<TaskId, std::vector<Call>> stacks_;
};

}  // namespace

Result<Measure> Facts::peak(std::string_view what) const {
  std::vector<bool> lines = region_of(text_, what);
  if (lines.empty()) return Problem{cat("the program has no function and no line '", what, "'")};
  Stacks stacks;
  Gauge gauge;
  std::unordered_set<TaskId> inside;
  for (size_t i = 0; i < trace().size(); ++i) {
    const Record& r = trace()[i];
    stacks.follow(r);
    bool moved = r.event == Event::line || r.event == Event::task_suspended || r.event == Event::task_done;
    if (!moved) continue;
    TaskId task = r.event == Event::line ? stacks.running() : r.task;
    if (bool now = stacks.stands(task, lines); now && inside.insert(task).second) gauge.enter(i);
    else if (!now && inside.erase(task)) gauge.leave();
  }
  return gauge.most();
}

Measure Facts::held(std::string_view what) const {
  std::map<ObjectId, Gauge> gauges;
  for (size_t i = 0; i < trace().size(); ++i) {
    const Record& r = trace()[i];
    if (r.event == Event::resource_created) {
      auto kind = static_cast<Resource>(r.a);
      std::string name(trace().text(r.text));
      if (name.empty()) name = kind == Resource::lock ? "Lock" : kind == Resource::semaphore ? cat("Semaphore(", r.number, ")") : kind == Resource::pool ? "pool" : "";
      bool holds = kind == Resource::lock || kind == Resource::semaphore || kind == Resource::pool;
      if (holds && name.find(what) != std::string::npos) gauges[r.object];
    } else if (auto found = gauges.find(r.object); found != gauges.end()) {
      if (r.event == Event::resource_acquired) found->second.enter(i);
      if (r.event == Event::resource_released) found->second.leave();
    }
  }
  Measure most;
  for (auto& [object, gauge] : gauges)
    if (gauge.most().number > most.number) most = gauge.most();
  return most;
}

Measure Facts::waited(std::string_view what) const {
  Gauge gauge;
  std::unordered_set<TaskId> waiting;
  for (size_t i = 0; i < trace().size(); ++i) {
    const Record& r = trace()[i];
    if (r.event == Event::task_suspended && r.text && trace().text(r.text).find(what) != std::string_view::npos) {
      if (waiting.insert(r.task).second) gauge.enter(i);
    } else if ((r.event == Event::task_resumed || r.event == Event::task_done) && waiting.erase(r.task)) {
      gauge.leave();
    }
  }
  return gauge.most();
}

Measure Facts::requests() const {
  Measure m;
  for (size_t i = 0; i < trace().size(); ++i)
    if (trace()[i].event == Event::request_sent) ++m.number, m.where = i;
  return m;
}

Measure Facts::requests_at_once() const {
  Gauge gauge;
  std::unordered_set<ObjectId> open;
  for (size_t i = 0; i < trace().size(); ++i) {
    const Record& r = trace()[i];
    if (r.event == Event::request_sent && open.insert(r.object).second) gauge.enter(i);
    if (r.event == Event::request_ended && open.erase(r.object)) gauge.leave();
  }
  return gauge.most();
}

Measure Facts::requests_per_second() const {
  Measure m;
  std::deque<Time> sent;
  for (size_t i = 0; i < trace().size(); ++i) {
    const Record& r = trace()[i];
    if (r.event != Event::request_sent) continue;
    sent.push_back(r.t);
    while (sent.front() <= r.t - kSecond) sent.pop_front();
    if (static_cast<double>(sent.size()) > m.number) m = {static_cast<double>(sent.size()), i};
  }
  return m;
}

Measure Facts::complaints(std::string_view words) const {
  Measure m;
  for (const PrintedLine& line : errors_)
    if (line.text.find(words) != std::string::npos && m.number++ == 0) m.where = line.record;
  return m;
}

std::string Facts::error() const {
  if (run_.ending != Ending::exception && run_.ending != Ending::syntax_error) return {};
  return run_.message.substr(0, run_.message.find(':'));
}

const PrintedLine* Facts::find_line(std::string_view text) const {
  auto found = std::find_if(output_.begin(), output_.end(), [&](const PrintedLine& l) { return l.text.find(text) != std::string::npos; });
  return found == output_.end() ? nullptr : &*found;
}

std::vector<std::string> Facts::started() const {
  std::vector<std::string> names;
  std::unordered_set<TaskId> seen;
  for (TaskId main : main_tasks()) seen.insert(main);
  for (const Record& r : trace().records())
    if (r.event == Event::task_resumed && counts(spans_.row(r.task)) && seen.insert(r.task).second) names.emplace_back(name(r.task));
  return names;
}

std::vector<std::string> Facts::finished() const {
  std::vector<std::string> names;
  std::vector<TaskId> mains = main_tasks();
  for (const Record& r : trace().records())
    if (r.event == Event::task_done && counts(spans_.row(r.task)) && std::find(mains.begin(), mains.end(), r.task) == mains.end()) names.emplace_back(name(r.task));
  return names;
}

bool Facts::uses(std::string_view words) const { return code_contains(text_, words); }

std::vector<std::string> Facts::findings() const {
  std::vector<std::string> names;
  for (const Finding& f : findings_of(trace(), spans_, shape_of(text_)))
    if (std::string name(name_of(f.mistake)); std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  return names;
}

// ---- of tasks

TaskId Facts::task(std::string_view wanted) const {
  for (TaskId id : spans_.by_parent())
    if (name(id) == wanted) return id;
  return 0;
}

std::string_view Facts::name(TaskId task) const { return trace().text(spans_.row(task).name); }

std::vector<std::string> Facts::task_names() const {
  std::vector<std::string> names;
  for (TaskId id : spans_.by_parent()) names.emplace_back(name(id));
  return names;
}

std::optional<size_t> Facts::first_resume(TaskId task) const {
  const Row& row = spans_.row(task);
  for (size_t n = row.first; n < row.last; ++n)
    if (spans_.state(n) == SpanState::running) return spans_.record(n);
  return std::nullopt;
}

std::string Facts::how(TaskId task) const {
  const Row& row = spans_.row(task);
  switch (row.how) {
    case TaskEnd::none: return "never done";
    case TaskEnd::returned: return "returned";
    case TaskEnd::cancelled: return "cancelled";
    case TaskEnd::raised: return cat("raised ", trace().text(trace()[row.end_record].text));
  }
  return {};
}

// ---- of a moment

Point Facts::at_record(size_t record) const {
  if (trace().size() == 0) return {};
  record = std::min(record, trace().size() - 1);
  return {record, trace()[record].t};
}

std::vector<TaskId> Facts::in_state(Point at, SpanState state) const {
  std::vector<std::pair<size_t, TaskId>> found;
  for (TaskId id : spans_.by_parent()) {
    const Row& row = spans_.row(id);
    if (size_t span = spans_.at(row, at.record); span != row.last && spans_.state(span) == state) found.push_back({spans_.record(span), id});
  }
  if (state == SpanState::ready) std::sort(found.begin(), found.end());
  std::vector<TaskId> tasks;
  for (auto& [record, id] : found) tasks.push_back(id);
  return tasks;
}

std::vector<TaskId> Facts::alive(Point at) const {
  std::vector<TaskId> tasks;
  for (TaskId id : spans_.by_parent())
    if (const Row& row = spans_.row(id); row.spawned <= at.record && at.record < row.end_record) tasks.push_back(id);
  return tasks;
}

TaskId Facts::running(Point at) const {
  for (SpanState state : {SpanState::blocked, SpanState::running})
    if (auto tasks = in_state(at, state); !tasks.empty()) return tasks.back();
  return 0;
}

TaskId Facts::next(Point at) const {
  for (size_t i = at.record + 1; i < trace().size(); ++i)
    if (trace()[i].event == Event::task_resumed && counts(spans_.row(trace()[i].task))) return trace()[i].task;
  return 0;
}

std::string Facts::state(TaskId task, Point at) const {
  const Row& row = spans_.row(task);
  if (at.record < row.spawned) return "not yet";
  if (at.record >= row.end_record) return row.how == TaskEnd::returned ? "returned" : row.how == TaskEnd::cancelled ? "cancelled" : "raised";
  size_t span = spans_.at(row, at.record);
  if (span == row.last) return "not yet";
  switch (spans_.state(span)) {
    case SpanState::ready: return "ready";
    case SpanState::running: return "running";
    case SpanState::blocked: return "blocked";
    default: return "waiting";
  }
}

std::string Facts::waits_for(TaskId task, Point at) const {
  const Row& row = spans_.row(task);
  size_t span = spans_.at(row, at.record);
  if (at.record < row.spawned || span == row.last || spans_.state(span) != SpanState::suspended) return {};
  return std::string(trace().text(trace()[spans_.record(span)].text));
}

}  // namespace sim::lesson
