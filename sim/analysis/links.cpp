#include "sim/analysis/links.h"

#include "sim/base/text.h"

#include <algorithm>
#include <map>

namespace sim {

namespace {

template <class V>
auto find_first(const std::vector<std::pair<ObjectId, V>>& pairs, ObjectId key) {
  return std::lower_bound(pairs.begin(), pairs.end(), key, [](const auto& p, ObjectId k) { return p.first < k; });
}

std::string plain_name(Resource kind, int64_t capacity) {
  switch (kind) {
    case Resource::lock: return "Lock";
    case Resource::semaphore: return cat("Semaphore(", capacity, ")");
    case Resource::event: return "Event";
    case Resource::condition: return "Condition";
    case Resource::barrier: return cat("Barrier(", capacity, ")");
    case Resource::queue: return capacity > 0 ? cat("Queue(", capacity, ")") : std::string("Queue");
    case Resource::pool: return cat("pool of ", capacity);
  }
  return {};
}

// What another object has made for itself is told apart from what the program made.
std::string plain_name(const ResourceRow& row, const Record& made) {
  if (made.count16) return row.kind == Resource::lock ? "Condition's Lock" : "Queue.join";
  return plain_name(row.kind, row.capacity);
}

bool tells_of_resource(Event e) {
  return e == Event::resource_created || e == Event::resource_waited || e == Event::resource_acquired || e == Event::resource_released;
}

constexpr size_t kOneStep = 200;  // records that a look back within one step of a task goes at most

}  // namespace

Links::Links(const Trace& trace, const Spans& spans) : trace_(trace), spans_(spans) {
  for (size_t i = 0; i < trace.size(); ++i) add(i, trace[i]);
  std::stable_sort(timers_.begin(), timers_.end(), [](auto& x, auto& y) { return x.first < y.first; });
  std::stable_sort(watches_.begin(), watches_.end(), [](auto& x, auto& y) { return x.first < y.first; });
  // Of what was resolved only what watching is about is ever asked for.
  if (!watches_.empty()) {
    std::vector<ObjectId> wanted;
    for (auto& [who, whom] : watches_) wanted.push_back(who), wanted.push_back(whom);
    std::sort(wanted.begin(), wanted.end());
    for (size_t i = 0; i < trace.size(); ++i)
      if (trace[i].event == Event::future_resolved && std::binary_search(wanted.begin(), wanted.end(), trace[i].object))
        resolved_.push_back({trace[i].object, static_cast<uint32_t>(i)});
    std::sort(resolved_.begin(), resolved_.end());
  }
  name_resources();
}

void Links::add(size_t i, const Record& r) {
  if (tells_of_resource(r.event)) {
    if (r.event == Event::resource_created) {
      ResourceRow row;
      row.object = r.object;
      row.kind = static_cast<Resource>(r.a);
      row.capacity = r.number;
      auto at = std::upper_bound(resources_.begin(), resources_.end(), r.object, [](ObjectId o, auto& x) { return o < x.object; });
      resources_.insert(at, std::move(row));
    }
    auto* row = const_cast<ResourceRow*>(resource(r.object));
    if (!row) return;
    row->records.push_back(static_cast<uint32_t>(i));
    row->used |= r.event == Event::resource_waited || r.event == Event::resource_acquired;
    return;
  }
  switch (r.event) {
    case Event::task_spawned: {
      // Its own future is made right before it.
      for (size_t n = i; n-- > 0 && i - n <= 3;)
        if (trace_[n].event == Event::future_created && trace_[n].number == 0) {
          tasks_.push_back({trace_[n].object, r.task});
          break;
        }
      return;
    }
    case Event::timer_set: timers_.push_back({r.object, static_cast<uint32_t>(i)}); return;
    case Event::future_created:
      if (r.number) watches_.push_back({r.object, static_cast<ObjectId>(r.number)});
      return;
    case Event::job_submitted: {
      ThreadJob job;
      job.object = r.object;
      job.pool = r.count;
      job.by = r.by;
      job.name = r.text;
      job.submitted = i;
      job.asked = job.start = job.end = r.t;
      jobs_.push_back(job);
      return;
    }
    case Event::job_started:
    case Event::job_finished:
      for (size_t n = jobs_.size(); n-- > 0;)
        if (jobs_[n].object == r.object) {
          (r.event == Event::job_started ? jobs_[n].start : jobs_[n].end) = r.number;
          jobs_[n].finished |= r.event == Event::job_finished;
          jobs_[n].failed = r.a == 2;
          break;
        }
      return;
    default: return;
  }
}

void Links::name_resources() {
  std::map<std::string, int> seen, count;
  for (ResourceRow& row : resources_) {
    row.name = plain_name(row, trace_[row.records.front()]);
    if (row.used) ++count[row.name];
  }
  for (ResourceRow& row : resources_)
    if (row.used && count[row.name] > 1) row.name += cat(" no. ", ++seen[row.name]);
  // Workers are taken in turn: the one that has been free longest.
  std::map<ObjectId, std::vector<Time>> free_at;
  for (ThreadJob& job : jobs_) {
    auto& workers = free_at[job.pool];
    size_t worker = workers.size();
    for (size_t w = workers.size(); w-- > 0;)
      if (workers[w] <= job.start) worker = w;
    if (worker == workers.size()) workers.push_back(0);
    workers[worker] = job.finished ? job.end : kNever;
    job.worker = static_cast<uint32_t>(worker);
  }
}

TaskId Links::task_of(ObjectId future) const {
  auto found = find_first(tasks_, future);
  return found != tasks_.end() && found->first == future ? found->second : 0;
}

size_t Links::timer_set(ObjectId timer) const {
  auto found = find_first(timers_, timer);
  return found != timers_.end() && found->first == timer ? found->second : kNoRecord;
}

std::vector<ObjectId> Links::watched(ObjectId future) const {
  std::vector<ObjectId> out;
  for (auto it = find_first(watches_, future); it != watches_.end() && it->first == future; ++it)
    if (std::find(out.begin(), out.end(), it->second) == out.end()) out.push_back(it->second);
  return out;
}

size_t Links::resolved(ObjectId future) const {
  auto found = find_first(resolved_, future);
  return found != resolved_.end() && found->first == future ? found->second : kNoRecord;
}

const ResourceRow* Links::resource(ObjectId object) const {
  auto found = std::lower_bound(resources_.begin(), resources_.end(), object, [](auto& x, ObjectId o) { return x.object < o; });
  return found != resources_.end() && found->object == object ? &*found : nullptr;
}

// The wait that began in a running span is the suspended span right behind it; then the task may be ready, no more.
bool Links::still_waits(const ResourceState::Waiter& waiter, size_t i, bool& woken) const {
  const Row& row = spans_.row(waiter.task);
  if (row.task == 0) return false;
  size_t began = spans_.at(row, waiter.record), now = spans_.at(row, i);
  if (began == row.last || now == row.last) return false;
  woken = now == began + 2 && spans_.state(now) == SpanState::ready;
  return now == began || woken || (now == began + 1 && spans_.state(now) == SpanState::suspended);
}

ResourceState Links::state(const ResourceRow& row, size_t i) const {
  ResourceState s;
  s.count = row.kind == Resource::lock ? 1 : row.kind == Resource::queue ? 0 : row.capacity;
  bool held = row.kind == Resource::lock || row.kind == Resource::semaphore;
  auto forget = [&](TaskId task) {
    auto found = std::find_if(s.waiters.begin(), s.waiters.end(), [&](auto& w) { return w.task == task; });
    if (found != s.waiters.end()) s.waiters.erase(found);
  };
  for (uint32_t n : row.records) {
    if (n > i) break;
    const Record& r = trace_[n];
    if (r.event == Event::resource_waited) {
      forget(r.task);
      s.waiters.push_back({r.task, n, false});
    } else if (r.event == Event::resource_acquired) {
      s.count = row.kind == Resource::lock ? 0 : r.count;
      forget(r.task);
      if (held) s.holders.push_back(r.task);
    } else if (r.event == Event::resource_released) {
      if (row.kind != Resource::event) s.count = r.count;
      if (row.kind == Resource::queue) forget(r.task);
      if (!held || s.holders.empty()) continue;
      auto found = std::find(s.holders.begin(), s.holders.end(), r.task);
      s.holders.erase(found == s.holders.end() ? s.holders.begin() : found);
    }
  }
  // Waits that ended otherwise: cancelled, or told by no record.
  std::vector<ResourceState::Waiter> waiting;
  for (auto& w : s.waiters)
    if (still_waits(w, i, w.woken)) waiting.push_back(w);
  s.waiters = std::move(waiting);
  return s;
}

const ResourceRow* Links::waited_resource(size_t suspended) const {
  if (suspended >= trace_.size()) return nullptr;
  TaskId task = trace_[suspended].task;
  for (size_t n = suspended; n-- > 0 && suspended - n < kOneStep;) {
    const Record& r = trace_[n];
    if (r.event == Event::resource_waited && r.task == task) return resource(r.object);
    if ((r.event == Event::task_resumed && r.task == task) || r.event == Event::turn_began) break;
  }
  return nullptr;
}

const ThreadJob* Links::waited_job(size_t suspended) const {
  auto after = std::upper_bound(jobs_.begin(), jobs_.end(), suspended, [](size_t i, const ThreadJob& j) { return i < j.submitted; });
  if (suspended >= trace_.size() || !trace_.text(trace_[suspended].text).starts_with("thread ")) return nullptr;
  for (size_t looked = 0; after != jobs_.begin() && looked < 64; ++looked)
    if (const ThreadJob& job = *--after; job.by == trace_[suspended].task) return &job;
  return nullptr;
}

uint32_t Links::line_at(size_t record) const {
  if (record >= trace_.size()) return 0;
  if (trace_[record].line) return trace_[record].line;
  for (size_t n = record + 1; n-- > 0 && record - n < kOneStep;) {
    const Record& r = trace_[n];
    if (r.event == Event::line) return r.line;
    if (r.event == Event::handle_ran || r.event == Event::turn_began) return 0;
    if (r.event != Event::task_resumed) continue;
    // Nothing new yet: still the line where it awaited.
    const Row& row = spans_.row(r.task);
    size_t span = n > 0 ? spans_.at(row, n - 1) : row.last;
    while (span != row.last && span > row.first && spans_.state(span) == SpanState::ready) --span;
    return span == row.last || trace_[spans_.record(span)].event != Event::task_suspended ? 0 : trace_[spans_.record(span)].line;
  }
  return 0;
}

}  // namespace sim
