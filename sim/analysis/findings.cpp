#include "sim/analysis/findings.h"

#include "sim/analysis/causes.h"
#include "sim/analysis/stats.h"
#include "sim/analysis/words.h"
#include "sim/base/text.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace sim {

namespace {

constexpr Time kWorthTelling = kSecond / 1000;  // shorter waits and blocks are nobody's trouble

constexpr std::string_view kNames[kMistakes][2] = {
    {"forgotten-await", "Forgotten await"},       {"blocking-call", "Blocking call"},
    {"sequential-awaits", "Sequential awaits"},   {"lost-task", "Fire and forget, lost"},
    {"swallowed-error", "Swallowed error"},       {"unbounded-fan-out", "Unbounded fan-out"},
    {"client-per-request", "A client for each request"}, {"lock-across-await", "Lock held across await"},
    {"retried-for-nothing", "Retried for nothing"}, {"run-inside-loop", "asyncio.run inside a loop"}};

std::string counted(size_t n, std::string_view one, std::string_view many) { return cat(n, " ", n == 1 ? one : many); }

bool within(const std::vector<Lines>& places, uint32_t line) {
  return line != 0 && std::any_of(places.begin(), places.end(), [&](Lines l) { return l.has(line); });
}

// The name in "coroutine 'a.b.<locals>.c' was never awaited": c.
std::string_view own_name(std::string_view message) {
  size_t from = message.find('\''), to = message.rfind('\'');
  if (from == message.npos || to <= from) return {};
  std::string_view name = message.substr(from + 1, to - from - 1);
  if (size_t dot = name.rfind('.'); dot != name.npos) name.remove_prefix(dot + 1);
  return name;
}

// A task that stands still for some time.
struct Wait {
  TaskId task = 0;
  uint32_t line = 0;
  size_t record = 0;
  Time begin = 0, end = 0;
  std::string_view what;
  bool outside = false;  // for the world, not for another task
};

struct Request {
  size_t record = 0;
  TaskId task = 0;
  Time sent = 0, over = kNever;  // over: answered, or it failed
  std::string_view what, host;   // "GET /anything/1", "httpbin.org:443"
  int status = 0;                // 0: no answer
};

// Other answers than these stay as they are when the request is sent again.
bool may_get_better(int status) { return status < 400 || status >= 500 || status == 408 || status == 409 || status == 425 || status == 429; }

class Finder {
 public:
  Finder(const Trace& trace, const Spans& spans, const Shape& shape) : trace_(trace), spans_(spans), shape_(shape) { collect(); }

  std::vector<Finding> find() {
    forgotten_awaits();
    blocking_calls();
    sequential_awaits();
    lost_tasks();
    swallowed_errors();
    locks_across_awaits();
    fan_outs();
    clients_for_each_request();
    retries_for_nothing();
    loops_inside_loops();
    auto rank = [](const Finding& f) { return std::pair(-static_cast<int>(f.severity), f.record); };
    std::stable_sort(found_.begin(), found_.end(), [&](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
    return std::move(found_);
  }

 private:
  void collect() {
    std::set<TextId> names;
    for (const Row& row : spans_.rows())
      if (row.task) names.insert(row.name);
    for (const Row& row : spans_.rows()) {
      if (!row.task || row.hidden) continue;
      for (size_t n = row.first; n < row.last; ++n) {
        if (spans_.state(n) != SpanState::suspended) continue;
        const Record& r = trace_[spans_.record(n)];
        std::string_view what = trace_.text(r.text);
        waits_.push_back({row.task, r.line, spans_.record(n), spans_.begin(n), spans_.end(n, row), what,
                          !what.empty() && !names.count(r.text) && waits_outside(what)});
      }
    }
    for (size_t i = 0; i < trace_.size(); ++i) switch (const Record& r = trace_[i]; r.event) {
        case Event::line: ++line_runs_[r.line], has_lines_ = true; break;
        case Event::timer_set: deadlines_[r.object] = r.number; break;
        case Event::exception: exceptions_.push_back(i); break;
        case Event::blocked: blocks_.push_back(i); break;
        case Event::task_cancel_requested: cancels_.push_back(i); break;
        case Event::request_sent:
          request_of_[r.object] = requests_.size();
          requests_.push_back({i, r.task, r.number, kNever, trace_.text(r.text), trace_.text(r.text2_or_cause), 0});
          break;
        case Event::request_answered:
          if (auto q = request_of_.find(r.object); q != request_of_.end()) requests_[q->second].over = r.number, requests_[q->second].status = r.count16;
          break;
        case Event::request_ended:
          if (auto q = request_of_.find(r.object); q != request_of_.end()) requests_[q->second].over = std::min(requests_[q->second].over, r.number);
          break;
        default: break;
      }
  }

  std::string name(TaskId task) const { return std::string(task_name(trace_, spans_, task)); }

  // One line, one finding: what came later is counted.
  void add(Finding f) {
    for (Finding& g : found_)
      if (g.mistake == f.mistake && g.line == f.line && f.line != 0) {
        ++g.times;
        g.severity = std::max(g.severity, f.severity);
        return;
      }
    found_.push_back(std::move(f));
  }
  Finding at(Mistake mistake, Severity severity, size_t record, TaskId task, uint32_t line) const {
    Finding f;
    f.mistake = mistake;
    f.severity = severity;
    f.record = record;
    f.task = task;
    f.line = line;
    f.begin = f.end = trace_[record].t;
    return f;
  }

  // ---- the detectors

  void forgotten_awaits() {
    for (size_t i : exceptions_) {
      const Record& r = trace_[i];
      std::string_view message = trace_.text(r.text2_or_cause);
      if (trace_.text(r.text) != "RuntimeWarning" || !message.ends_with("was never awaited")) continue;
      std::string_view coroutine = own_name(message);
      // It died at r.line; where it was made, the program's text says.
      uint32_t line = r.line;
      size_t calls = 0;
      for (const Shape::Place& p : shape_.coroutine_calls)
        if (p.what == coroutine && calls++ == 0) line = p.line;
      if (calls > 1) line = r.line;
      if (refused_before(i, r.task, r.task == 0)) continue;
      Finding f = at(Mistake::forgotten_await, Severity::error, i, r.task, line);
      f.seen = cat("The coroutine '", coroutine, "' was made and thrown away: nothing ever awaited it.");
      f.impact = "Calling an async function only makes a coroutine. Its body never ran, so nothing it should do has happened.";
      f.advice = cat("Write `await ", coroutine, "(...)`, or give it to create_task or gather and await that.");
      add(std::move(f));
    }
  }

  // The coroutine given to an asyncio.run that refused is thrown away, too; the refusal says it all. If nobody catches the refusal, its
  // traceback holds the coroutine until the program ends, outside any task.
  bool refused_before(size_t i, TaskId task, bool any_task = false) const {
    return std::any_of(exceptions_.begin(), exceptions_.end(),
                       [&](size_t n) { return n < i && (any_task || trace_[n].task == task) && is_refusal(trace_[n]); });
  }
  bool is_refusal(const Record& r) const {
    std::string_view message = trace_.text(r.text2_or_cause);
    return trace_.text(r.text) == "RuntimeError" && (message.ends_with("cannot be called from a running event loop") ||
                                                     message == "This event loop is already running" ||
                                                     message == "Cannot run the event loop while another loop is running");
  }

  void loops_inside_loops() {
    for (size_t i : exceptions_) {
      const Record& r = trace_[i];
      if (!is_refusal(r) || refused_before(i, r.task)) continue;   // closing what was refused is refused again
      Finding f = at(Mistake::run_inside_loop, Severity::error, i, r.task, r.line);
      f.seen = cat(r.task ? name(r.task) : std::string("A callback"), " tried to start a second event loop inside the one that runs it.");
      f.impact = "A thread has one loop at a time, so Python refuses with a RuntimeError and the coroutine does not run.";
      f.advice = "Inside async code write `await coroutine()`. Call asyncio.run once, at the very top of the program.";
      add(std::move(f));
    }
  }

  void blocking_calls() {
    for (size_t i : blocks_) {
      const Record& r = trace_[i];
      if (r.task == 0 || r.number < kWorthTelling) continue;
      Time over = r.t + r.number;
      size_t alive = 0, held_up = 0;
      for (const Row& row : spans_.rows()) {
        if (!row.task || row.hidden || row.task == r.task || row.first == row.last) continue;
        size_t n = spans_.at(row, i);
        if (n == row.last) continue;
        ++alive;
        held_up += spans_.state(n) == SpanState::ready || late(n, row, r.t, over);
      }
      Finding f = at(Mistake::blocking_call, held_up ? Severity::error : alive ? Severity::warning : Severity::note, i, r.task, r.line);
      f.end = over;
      f.seen = cat(name(r.task), " held the loop for ", exact_time(r.number), " in ", trace_.text(r.text), ".");
      f.impact = held_up ? cat(counted(held_up, "other task", "other tasks"), " could have gone on meanwhile and had to wait.")
                 : alive ? std::string("No other task could have run, however ready.")
                         : std::string("Nothing else was waiting this time; with a second task it would have stood still.");
      f.advice = trace_.text(r.text) == "time.sleep"
                     ? std::string("Use `await asyncio.sleep(...)` for a pause; for a library that blocks, `await asyncio.to_thread(...)`.")
                     : std::string("Use the library's async client, or `await asyncio.to_thread(...)`.");
      add(std::move(f));
    }
  }

  // What the task waited for came during the block, and the task heard of it only afterwards.
  bool late(size_t span, const Row& row, Time from, Time to) const {
    if (spans_.state(span) != SpanState::suspended || spans_.end(span, row) < to) return false;
    const Record& r = trace_[spans_.record(span)];
    auto deadline = deadlines_.find(r.object);
    return deadline != deadlines_.end() && deadline->second >= from && deadline->second < to;
  }

  void sequential_awaits() {
    for (const Shape::Serial& s : shape_.serial) {
      std::map<TaskId, std::vector<const Wait*>> by_owner;
      std::vector<std::vector<const Wait*>> by_task;  // of each task, its waits there in order
      for (const Wait& w : waits_) {
        if (!w.outside || w.end - w.begin < kWorthTelling) continue;
        if (std::none_of(s.places.begin(), s.places.end(), [&](const auto& p) { return within(p, w.line); })) continue;
        by_owner[owner(w.task, s.lines)].push_back(&w);
      }
      for (auto& [task, waits] : by_owner) {
        std::stable_sort(waits.begin(), waits.end(), [](const Wait* a, const Wait* b) { return a->record < b->record; });
        if (covers(s, waits)) by_task.push_back(std::move(waits));
      }
      if (by_task.empty() || (s.loop && several_at_once(by_task))) continue;
      const auto& waits = by_task.front();
      if (already_told(waits.front()->record)) continue;
      Time sum = 0, longest = 0;
      for (const Wait* w : waits) sum += w->end - w->begin, longest = std::max(longest, w->end - w->begin);
      Finding f = at(Mistake::sequential_awaits, Severity::warning, waits.front()->record, waits.front()->task, s.lines.first);
      f.end = waits.back()->end;
      f.times = static_cast<uint32_t>(waits.size());
      f.seen = cat(name(f.task), s.loop ? " awaited one call after another in a loop: " : " awaited independent calls one after another: ",
                   counted(waits.size(), "wait", "waits"), ", ", exact_time(sum), " in all.");
      f.impact = cat("The calls do not need each other's results. Together they could take as long as the longest wait, ", exact_time(longest), ".");
      f.advice = "Start them together: `await asyncio.gather(...)`, or a TaskGroup. Add a semaphore when there are many.";
      found_.push_back(std::move(f));
    }
  }

  // `await create_task(fetch(x))`: the task made there waits in place of the one that made it.
  TaskId owner(TaskId task, Lines lines) const {
    const Row& row = spans_.row(task);
    return row.parent && lines.has(trace_[row.spawned].line) ? row.parent : task;
  }

  // Two rounds of a loop, or a wait at each of the awaits; and none of them at the same time as another.
  bool covers(const Shape::Serial& s, const std::vector<const Wait*>& waits) const {
    if (waits.size() < std::max<size_t>(2, s.places.size())) return false;
    for (size_t n = 1; n < waits.size(); ++n)
      if (waits[n]->begin < waits[n - 1]->end) return false;
    return std::all_of(s.places.begin(), s.places.end(), [&](const auto& place) {
      return std::any_of(waits.begin(), waits.end(), [&](const Wait* w) { return within(place, w->line); });
    });
  }
  // Workers that go through their shares side by side.
  static bool several_at_once(const std::vector<std::vector<const Wait*>>& by_task) {
    for (size_t a = 0; a < by_task.size(); ++a)
      for (size_t b = a + 1; b < by_task.size(); ++b)
        if (by_task[a].front()->begin < by_task[b].back()->end && by_task[b].front()->begin < by_task[a].back()->end) return true;
    return false;
  }
  // A loop in a loop is one mistake.
  bool already_told(size_t record) const {
    return std::any_of(found_.begin(), found_.end(),
                       [&](const Finding& f) { return f.mistake == Mistake::sequential_awaits && f.record == record; });
  }

  // The tasks that the program gave to the loop itself: asyncio.run's main task.
  bool main_over(size_t i, TaskEnd* how) const {
    const Row* last = nullptr;
    for (const Row& row : spans_.rows())
      if (row.task && !row.hidden && row.parent == 0 && row.spawned < i && row.first != row.last) {
        if (row.end_record > i) continue;
        if (!last || row.end_record > last->end_record) last = &row;
      }
    if (last) *how = last->how;
    return last != nullptr;
  }

  void lost_tasks() {
    std::set<TaskId> told, asked;
    for (size_t i : cancels_) {
      const Record& r = trace_[i];
      if (r.by != 0) asked.insert(r.task);
      const Row& row = spans_.row(r.task);
      TaskEnd main = TaskEnd::none;
      if (r.by != 0 || row.hidden || row.parent == 0 || told.count(r.task) || asked.count(r.task)) continue;
      if (spans_.row(root(r.task)).end_record >= i || !main_over(i, &main) || main != TaskEnd::returned) continue;
      told.insert(r.task);
      if (told.count(row.parent) || awaited(r.task)) continue;
      std::string_view coroutine = own_coroutine(row);
      if (std::find(shape_.endless.begin(), shape_.endless.end(), coroutine) != shape_.endless.end()) continue;
      uint32_t line = trace_[row.spawned].line;
      Finding f = at(Mistake::lost_task, Severity::error, i, r.task, line);
      f.begin = trace_[row.spawned].t;
      std::string waits_for(trace_.text(waits_for_at(row, i)));
      f.seen = row.resumes == 0 || first_run(row) > i
                   ? cat(name(r.task), " (", coroutine, ") was cancelled before it ever ran: the program was over.")
                   : cat(name(r.task), " (", coroutine, ") was cut off", waits_for.empty() ? "" : cat(" while it waited for ", waits_for), ": the program was over.");
      f.impact = "asyncio.run cancels whatever is left when main returns. What the task still had to do was not done.";
      f.advice = "Keep the task and await it before main returns, or start it in a TaskGroup, which waits for all its tasks.";
      add(std::move(f));
    }
  }
  TaskId root(TaskId task) const {
    while (spans_.row(task).parent) task = spans_.row(task).parent;
    return task;
  }
  size_t first_run(const Row& row) const {
    for (size_t n = row.first; n < row.last; ++n)
      if (spans_.state(n) == SpanState::running) return spans_.record(n);
    return trace_.size();
  }
  TextId waits_for_at(const Row& row, size_t i) const {
    size_t n = spans_.at(row, i - 1);
    return n != row.last && spans_.state(n) == SpanState::suspended ? trace_[spans_.record(n)].text : 0;
  }
  bool awaited(TaskId task) const {
    std::string_view its = task_name(trace_, spans_, task);
    return std::any_of(waits_.begin(), waits_.end(), [&](const Wait& w) { return w.what == its; });
  }
  std::string_view own_coroutine(const Row& row) const {
    std::string_view coroutine = trace_.text(row.coroutine);
    if (size_t dot = coroutine.rfind('.'); dot != coroutine.npos) coroutine.remove_prefix(dot + 1);
    return coroutine;
  }

  void swallowed_errors() {
    for (size_t i : exceptions_) {
      const Record& r = trace_[i];
      if (!r.task || trace_.text(r.text2_or_cause) != "Task exception was never retrieved") continue;
      const Row& row = spans_.row(r.task);
      if (row.how != TaskEnd::raised) continue;
      const Record& done = trace_[row.end_record];
      std::string_view error = trace_.text(done.text);
      if (error == "KeyboardInterrupt" || error == "SystemExit") continue;      // these leave the loop at once: nothing went on
      Finding f = at(Mistake::swallowed_error, Severity::error, row.end_record, r.task, trace_[row.spawned].line);
      f.seen = cat(name(r.task), " (", own_coroutine(row), ") failed with ", error, ", and nobody ever looked at it.");
      f.impact = "The program went on as if the work were done. Python says so only when the task is thrown away, often much later.";
      f.advice = "Await every task you start, or start it in a TaskGroup: then its error reaches you.";
      add(std::move(f));
    }
    for (const Shape::Place& p : shape_.unread_gathers) unread_gather(p);
    for (const Shape::Silent& s : shape_.silent) {
      auto passed = [&](const auto& line_and_count) { return s.body.has(line_and_count.first); };
      if (!has_lines_ || std::none_of(line_runs_.begin(), line_runs_.end(), passed)) continue;
      size_t record = 0;
      while (trace_[record].event != Event::line || !s.body.has(trace_[record].line)) ++record;
      Finding f = at(Mistake::swallowed_error, Severity::error, record, trace_[record].task, s.line);
      f.seen = cat("An error was caught by `except", s.what.empty() ? "" : cat(" ", s.what), "` and dropped without a word.");
      f.impact = "Every error looks like success here, a wrong name as much as a failed request.";
      f.advice = "Catch the one exception you expect, say or record what happened, and let all others pass.";
      add(std::move(f));
    }
  }
  void unread_gather(const Shape::Place& p) {
    for (const Wait& w : waits_) {
      if (w.line != p.line || !w.what.starts_with("gather")) continue;
      for (const Row& row : spans_.rows()) {
        if (!row.task || row.how != TaskEnd::raised || row.parent != w.task || row.end_record < w.record) continue;
        if (trace_[row.end_record].t > w.end) continue;
        const Record& done = trace_[row.end_record];
        Finding f = at(Mistake::swallowed_error, Severity::error, row.end_record, row.task, p.line);
        f.seen = cat(name(row.task), " (", own_coroutine(row), ") failed with ", trace_.text(done.text), "; gather put it among results that nobody reads.");
        f.impact = "With return_exceptions=True a failure is an ordinary list entry. Unread, it is lost.";
        f.advice = "Keep the list and look for exceptions in it, or leave return_exceptions out.";
        add(std::move(f));
      }
    }
  }

  void locks_across_awaits() {
    for (const Shape::Guard& g : shape_.guards) {
      Time stood = 0;
      size_t in_line = 0, inside = 0;
      const Wait* first = nullptr;
      for (const Wait& w : waits_) {
        Time length = w.end - w.begin;
        if (length < kWorthTelling) continue;
        if (w.line == g.line && w.what.starts_with("Lock")) {
          ++in_line, stood += length;
          if (!first) first = &w;
        }
        if (w.outside && within(g.places, w.line)) ++inside;
      }
      if (in_line == 0 || inside < 2) continue;
      Finding f = at(Mistake::lock_across_await, Severity::warning, first->record, first->task, g.line);
      f.end = first->end;
      f.times = static_cast<uint32_t>(in_line);
      f.seen = cat("A lock was held during a wait for the outside: ", counted(in_line, "task", "tasks"), " stood in line, ", exact_time(stood), " in all.");
      f.impact = "The waits inside the lock happen one after another, as if there were no other tasks.";
      f.advice = "Wait first, then take the lock for the few lines that read and change what is shared.";
      found_.push_back(std::move(f));
    }
  }

  // ---- of the network

  // Where the task stood when it sent the request: the line of its next wait.
  uint32_t line_of(const Request& q) const {
    const Row& row = spans_.row(q.task);
    for (size_t i = q.record; q.task && i < trace_.size() && i < row.end_record; ++i)
      if (trace_[i].event == Event::task_suspended && trace_[i].task == q.task) return trace_[i].line;
    return 0;
  }

  void fan_outs() {
    constexpr size_t kMany = 50, kManyIfRefused = 10;
    bool bounded = std::any_of(waits_.begin(), waits_.end(), [](const Wait& w) { return w.what.find("Semaphore") != w.what.npos; });
    if (bounded) return;
    std::map<std::string_view, std::vector<const Request*>> by_host;
    for (const Request& q : requests_) by_host[q.host].push_back(&q);
    for (auto& [host, all] : by_host) {
      // At one instant: the ends of those sent before, what is sent, and of that what is refused at once.
      enum Change { ends, begins, ends_at_once };
      std::vector<std::pair<Time, Change>> changes;
      size_t refused = 0;
      for (const Request* q : all) {
        changes.push_back({q->sent, begins});
        if (q->over != kNever) changes.push_back({q->over, q->over == q->sent ? ends_at_once : ends});
        refused += q->status == 429 || q->status == 503;
      }
      std::sort(changes.begin(), changes.end());
      size_t now = 0, most = 0;
      for (auto& [t, change] : changes) most = std::max(most, change == begins ? ++now : --now);
      if (most < kMany && (refused == 0 || most < kManyIfRefused)) continue;
      const Request& first = *all.front();
      Finding f = at(Mistake::unbounded_fan_out, refused ? Severity::error : Severity::warning, first.record, first.task, line_of(first));
      f.times = static_cast<uint32_t>(most);
      f.end = std::max(f.begin, trace_[all.back()->record].t);
      f.seen = cat(most, " requests to ", host, " were under way at once, and nothing limits them.");
      f.impact = refused ? cat(counted(refused, "was", "were"), " refused: the service takes only so many.")
                         : std::string("A service answers so many at once with 429, or with ever longer waits; sockets run out, too.");
      f.advice = "Let a semaphore in front of the request admit a fixed number: `async with gate:`.";
      found_.push_back(std::move(f));
    }
  }

  void clients_for_each_request() {
    size_t made = 0;
    const Shape::Made* most = nullptr;
    uint32_t most_runs = 0;
    for (const Shape::Made& m : shape_.clients) {
      auto runs = line_runs_.find(m.line);
      if (runs == line_runs_.end()) continue;
      uint32_t n = m.with ? (runs->second + 1) / 2 : runs->second;
      made += n;
      if (n > most_runs) most = &m, most_runs = n;
    }
    if (!most || most_runs < 2 || requests_.size() < 2 || requests_.size() > made) return;
    Finding f = at(Mistake::client_per_request, Severity::warning, requests_.front().record, requests_.front().task, most->line);
    f.times = most_runs;
    f.seen = cat(most->what, " was made ", most_runs, " times for ", counted(requests_.size(), "request", "requests"), ".");
    f.impact = "Each client opens connections of its own: name, handshake and encryption again for every request.";
    f.advice = "Make one client when the program starts, use it for all requests, close it at the end.";
    found_.push_back(std::move(f));
  }

  void retries_for_nothing() {
    for (size_t n = 0; n < requests_.size(); ++n) {
      const Request& q = requests_[n];
      if (q.status == 0 || may_get_better(q.status)) continue;
      size_t again = 0;
      for (const Request& later : requests_)
        again += later.record > q.record && later.task == q.task && later.host == q.host && later.what == q.what && later.sent >= q.over;
      if (again == 0) continue;
      bool told = std::any_of(requests_.begin(), requests_.begin() + static_cast<ptrdiff_t>(n),
                              [&](const Request& r) { return r.task == q.task && r.host == q.host && r.what == q.what; });
      if (told) continue;
      Finding f = at(Mistake::retried_for_nothing, Severity::warning, q.record, q.task, line_of(q));
      f.seen = cat(q.what, " was answered ", q.status, " and sent again, ", counted(again, "time", "times"), ".");
      f.impact = cat("A ", q.status, " says that the request itself is wrong: the answer stays the same, and everybody waits.");
      f.advice = "Retry what may get better: 429, 5xx, a broken connection. Let other errors out at once.";
      add(std::move(f));
    }
  }

  const Trace& trace_;
  const Spans& spans_;
  const Shape& shape_;
  std::vector<Wait> waits_;
  std::vector<Request> requests_;
  std::unordered_map<ObjectId, size_t> request_of_;
  std::vector<size_t> exceptions_, blocks_, cancels_;  // records
  std::unordered_map<uint32_t, uint32_t> line_runs_;
  std::unordered_map<ObjectId, Time> deadlines_;
  bool has_lines_ = false;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> findings_of(const Trace& trace, const Spans& spans, const Shape& shape) {
  if (trace.size() == 0) return {};
  return Finder(trace, spans, shape).find();
}

std::string_view name_of(Mistake mistake) { return kNames[static_cast<size_t>(mistake)][0]; }
std::string_view title_of(Mistake mistake) { return kNames[static_cast<size_t>(mistake)][1]; }
std::string_view name_of(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

}  // namespace sim
