#include "sim/analysis/occupancy.h"

#include "sim/base/text.h"

#include <algorithm>
#include <map>

namespace sim {

namespace {

class Collector {
 public:
  Collector(const Trace& trace, const Spans& spans, const Links& links) : trace_(trace), spans_(spans), links_(links) {}

  std::vector<OccupancyLane> run() {
    for (const ResourceRow& row : links_.resources())
      if (row.used && row.kind != Resource::pool) resource(row);
    workers();
    connections();
    return std::move(lanes_);
  }

 private:
  Time end_of_run() const { return trace_.size() ? trace_[trace_.size() - 1].t : 0; }

  // Where a wait that began with a record ends: with the suspended span behind it.
  size_t wait_end(const Record& r, size_t i) const {
    const Row& row = spans_.row(r.task);
    if (row.task == 0) return i;
    size_t span = spans_.at(row, i);
    if (span == row.last || span + 1 >= row.last) return row.end_record;
    return std::min(spans_.end_record(span + 1, row), trace_.size());
  }
  void resource(const ResourceRow& row) {
    struct Change {
      size_t record;
      int64_t used;  // -1: stays
      int waiting;
    };
    std::vector<Change> changes;
    for (uint32_t i : row.records) {
      const Record& r = trace_[i];
      bool moves = r.event == Event::resource_acquired || r.event == Event::resource_released;
      if (r.event == Event::resource_waited) {
        changes.push_back({i, -1, 1});
        changes.push_back({wait_end(r, i), -1, -1});
      } else if (moves && row.kind == Resource::lock) {
        changes.push_back({i, r.event == Event::resource_acquired, 0});
      } else if (moves && row.kind == Resource::semaphore) {
        changes.push_back({i, std::max<int64_t>(0, row.capacity - static_cast<int32_t>(r.count)), 0});
      } else if (moves && row.kind == Resource::queue) {
        changes.push_back({i, r.count, 0});
      }
    }
    std::stable_sort(changes.begin(), changes.end(), [](const Change& x, const Change& y) { return x.record < y.record; });
    OccupancyLane lane;
    lane.name = row.name;
    lane.object = row.object;
    lane.capacity = row.kind == Resource::lock ? 1 : row.capacity;
    OccupancySpan now;
    auto close = [&](size_t record) {
      now.last = record;
      now.end = record < trace_.size() ? trace_[record].t : end_of_run();
      if ((now.used || now.waiting) && now.last > now.first) lane.spans.push_back(now);
      lane.most = std::max(lane.most, now.used + now.waiting);
      now.first = record;
      now.begin = now.end;
    };
    for (const Change& change : changes) {
      if (change.record != now.first) close(change.record);
      if (change.used >= 0) now.used = static_cast<uint32_t>(change.used);
      now.waiting = static_cast<uint32_t>(std::max(0, static_cast<int>(now.waiting) + change.waiting));
    }
    close(trace_.size());
    if (!lane.spans.empty()) lanes_.push_back(std::move(lane));
  }

  void workers() {
    std::map<std::pair<ObjectId, uint32_t>, OccupancyLane> by_worker;
    for (const ThreadJob& job : links_.jobs()) {
      OccupancyLane& lane = by_worker[{job.pool, job.worker}];
      lane.kind = OccupancyLane::Kind::worker;
      lane.name = cat("thread ", job.worker + 1);
      lane.object = job.pool;
      lane.capacity = 1;
      lane.most = 1;
      OccupancySpan span;
      span.begin = job.start;
      span.end = job.finished ? job.end : std::max(job.start, end_of_run());
      span.first = span.last = job.submitted;
      span.used = 1;
      span.task = job.by;
      span.text = job.name;
      lane.spans.push_back(span);
    }
    for (auto& [key, lane] : by_worker) lanes_.push_back(std::move(lane));
  }

  void connections() {
    std::map<ObjectId, size_t> lane_of;                          // by connection
    std::map<ObjectId, std::pair<size_t, size_t>> request_of;    // by request: lane, span
    auto stop = [&](OccupancySpan& span, size_t i) { span.end = trace_[i].t, span.last = i; };
    for (size_t i = 0; i < trace_.size(); ++i) {
      const Record& r = trace_[i];
      switch (r.event) {
        case Event::connection_opening: {
          OccupancyLane lane;
          lane.kind = OccupancyLane::Kind::connection;
          lane.name = std::string(trace_.text(r.text));
          lane.object = r.object;
          lane.capacity = lane.most = 1;
          lane_of[r.object] = lanes_.size();
          lanes_.push_back(std::move(lane));
          start(lanes_.back(), i, r.task, 0, false);
          break;
        }
        case Event::connection_opened:
        case Event::connection_failed:
          if (auto found = lane_of.find(r.object); found != lane_of.end() && !lanes_[found->second].spans.empty()) stop(lanes_[found->second].spans.front(), i);
          break;
        case Event::request_sent:
          if (auto found = lane_of.find(r.count); found != lane_of.end()) {
            start(lanes_[found->second], i, r.task, r.text, true);
            request_of[r.object] = {found->second, lanes_[found->second].spans.size() - 1};
          }
          break;
        case Event::request_ended:
          if (auto found = request_of.find(r.object); found != request_of.end()) stop(lanes_[found->second.first].spans[found->second.second], i);
          break;
        default: break;
      }
    }
  }
  // `used`: a request is under way; else the connection is being opened.
  void start(OccupancyLane& lane, size_t i, TaskId task, TextId text, bool used) {
    OccupancySpan span;
    span.begin = trace_[i].t;
    span.end = end_of_run();
    span.first = i;
    span.last = trace_.size();
    span.used = used;
    span.waiting = !used;
    span.task = task;
    span.text = text;
    lane.spans.push_back(span);
  }

  const Trace& trace_;
  const Spans& spans_;
  const Links& links_;
  std::vector<OccupancyLane> lanes_;
};

}  // namespace

std::vector<OccupancyLane> occupancy_of(const Trace& trace, const Spans& spans, const Links& links) { return Collector(trace, spans, links).run(); }

}  // namespace sim
