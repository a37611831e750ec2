#include "sim/analysis/spans.h"

#include <algorithm>

namespace sim {

namespace {
struct Piece {
  TaskId task;
  uint32_t record;
  SpanState state;
  bool at_end;  // begins where its record's effect ends: after a block, not at its start
};
}  // namespace

const char* name(SpanState state) {
  constexpr const char* kNames[] = {"ready", "running", "blocked", "suspended", "idle"};
  return kNames[static_cast<int>(state)];
}

// Pieces come in the trace's order; a counting sort puts each row's together.
struct Spans::Making {
  const Trace& trace;
  std::vector<Row>& rows;
  std::vector<Piece> pieces;
  std::vector<Piece> loop;
  std::vector<TaskId> loop_task;
  std::vector<SpanState> now;   // of each task
  std::vector<uint32_t> since;  // of each task: the record its present span began at
  std::vector<TaskId> running;  // innermost last: an eager task runs inside the one that made it

  explicit Making(const Trace& t, std::vector<Row>& r) : trace(t), rows(r) {}

  void piece(TaskId task, size_t record, SpanState state, bool at_end = false) {
    pieces.push_back({task, static_cast<uint32_t>(record), state, at_end});
    now[task] = state;
    since[task] = static_cast<uint32_t>(record);
  }
  void loop_piece(size_t record, SpanState state, TaskId task, bool at_end = false) {
    loop.push_back({0, static_cast<uint32_t>(record), state, at_end});
    loop_task.push_back(task);
  }
  bool known(TaskId task) {
    if (task == 0) return false;
    if (task >= rows.size()) {
      rows.resize(task + 1);
      now.resize(task + 1, SpanState::idle);
      since.resize(task + 1);
    }
    return rows[task].task != 0;
  }
  void spawned(size_t i, const Record& r) {
    if (r.task == 0 || known(r.task)) return;
    Row& row = rows[r.task];
    row.task = r.task;
    row.parent = r.by < r.task ? r.by : 0;
    row.spawned = i;
    row.coroutine = r.text;
    row.name = r.text2_or_cause;
    row.end_record = trace.size();
    piece(r.task, i, SpanState::ready);
  }
  // The record (plus 1) that put the task in line: what ran it came out of the queue, and knows what put it there.
  size_t made_ready(const Record& resumed) const {
    size_t cause = resumed.text2_or_cause;
    if (cause && cause <= trace.size() && trace[cause - 1].event == Event::handle_ran) cause = trace[cause - 1].text2_or_cause;
    return cause;
  }
  void resumed(size_t i, const Record& r) {
    if (!known(r.task)) return;
    size_t cause = made_ready(r);
    if (now[r.task] == SpanState::suspended && cause > since[r.task] + size_t{1} && cause <= i)
      piece(r.task, cause - 1, SpanState::ready);
    piece(r.task, i, SpanState::running);
    ++rows[r.task].resumes;
    bool first_of_step = running.empty() && !loop.empty() && loop.back().state == SpanState::running && loop_task.back() == 0;
    running.push_back(r.task);
    if (first_of_step)
      loop_task.back() = r.task;
    else
      loop_piece(i, SpanState::running, r.task);
  }
  void stopped(size_t i) {
    if (!running.empty()) running.pop_back();
    if (!running.empty()) loop_piece(i, SpanState::running, running.back());
  }
  void suspended(size_t i, const Record& r) {
    if (!known(r.task) || rows[r.task].how != TaskEnd::none) return;
    // A bare yield has nothing to wait for: the task stands in line again at once.
    piece(r.task, i, r.object || r.text ? SpanState::suspended : SpanState::ready);
    stopped(i);
  }
  void done(size_t i, const Record& r) {
    if (!known(r.task) || rows[r.task].how != TaskEnd::none) return;
    rows[r.task].how = r.a == 1 ? TaskEnd::cancelled : r.a == 2 ? TaskEnd::raised : TaskEnd::returned;
    rows[r.task].end_record = i;
    stopped(i);
  }
  void blocked(size_t i, const Record& r) {
    if (r.number <= 0) return;
    loop_piece(i, SpanState::blocked, r.task);
    loop_piece(i, SpanState::running, r.task, true);
    if (!known(r.task) || now[r.task] != SpanState::running) return;
    piece(r.task, i, SpanState::blocked);
    piece(r.task, i, SpanState::running, true);
  }
  void record(size_t i, const Record& r) {
    switch (r.event) {
      case Event::task_spawned: return spawned(i, r);
      case Event::task_resumed: return resumed(i, r);
      case Event::task_suspended: return suspended(i, r);
      case Event::task_done: return done(i, r);
      case Event::task_renamed:
        if (known(r.task)) rows[r.task].name = r.text;
        return;
      case Event::task_hidden:
        // The loop's own tasks are told to be so before they are made. The closer of a dropped generator, told after, runs
        // lines of the program and is to be seen.
        if (r.task && !known(r.task)) rows[r.task].hidden = true;
        return;
      case Event::handle_ran: running.clear(); return loop_piece(i, SpanState::running, 0);
      case Event::world_waited: running.clear(); return loop_piece(i, SpanState::idle, 0);
      case Event::blocked: return blocked(i, r);
      default: return;
    }
  }
};

Spans::Spans(const Trace& trace, const Order& order) {
  rows_.resize(size_t{1} + trace.tasks());
  Making making(trace, rows_);
  making.now.resize(rows_.size(), SpanState::idle);
  making.since.resize(rows_.size());
  for (size_t i = 0; i < trace.size(); ++i) making.record(i, trace[i]);

  size_t total = making.pieces.size() + making.loop.size();
  for (auto* v : {&begin_, &begin_order_}) v->resize(total);
  record_.resize(total);
  state_.resize(total);
  Time last_time = trace.size() ? trace[trace.size() - 1].t : 0;
  std::vector<size_t> next(rows_.size());
  for (const Piece& p : making.pieces) ++next[p.task];
  size_t offset = making.loop.size();
  for (size_t task = 1; task < rows_.size(); ++task) {
    Row& row = rows_[task];
    row.first = offset;
    row.last = offset += next[task];
    next[task] = row.first;
    row.end = row.how == TaskEnd::none ? last_time : trace[row.end_record].t;
    row.end_order = order.at(row.end_record);
  }
  Row& loop = rows_[0];
  loop.last = making.loop.size();
  loop.end = last_time;
  loop.end_order = order.end();
  loop.end_record = trace.size();

  auto place = [&](size_t span, const Piece& p) {
    const Record& r = trace[p.record];
    // A block's record stands at its start; what follows it begins when the clock has moved.
    begin_[span] = p.at_end ? r.t + r.number : r.t;
    begin_order_[span] = order.at(p.record + p.at_end);
    record_[span] = p.record + p.at_end;
    state_[span] = p.state;
  };
  for (size_t i = 0; i < making.loop.size(); ++i) place(i, making.loop[i]);
  for (const Piece& p : making.pieces) place(next[p.task]++, p);
  loop_task_ = std::move(making.loop_task);

  // Depth first: children follow their parent in the order they were made. Parents have smaller ids than their children.
  std::vector<std::vector<TaskId>> children(rows_.size());
  for (TaskId task = 1; task < rows_.size(); ++task)
    if (rows_[task].task && !rows_[task].hidden) {
      children[rows_[task].parent].push_back(task);
      if (rows_[task].parent) rows_[task].depth = static_cast<uint16_t>(std::min(rows_[rows_[task].parent].depth + 1, 1000));
    }
  std::vector<TaskId> open(children[0].rbegin(), children[0].rend());
  while (!open.empty()) {
    TaskId task = open.back();
    open.pop_back();
    by_parent_.push_back(task);
    rows_[task].children = static_cast<uint32_t>(children[task].size());
    open.insert(open.end(), children[task].rbegin(), children[task].rend());
  }
}

size_t Spans::at(const Row& row, size_t i) const {
  if (row.first == row.last || i >= row.end_record) return row.last;
  auto from = record_.begin() + static_cast<ptrdiff_t>(row.first), to = record_.begin() + static_cast<ptrdiff_t>(row.last);
  auto after = std::upper_bound(from, to, i);
  return after == from ? row.last : static_cast<size_t>(after - record_.begin()) - 1;
}

}  // namespace sim
