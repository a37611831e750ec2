#include "sim/analysis/arrows.h"

#include <algorithm>
#include <numeric>

namespace sim {

namespace {

bool is_queue(const Record& r) { return r.a == static_cast<uint8_t>(Resource::queue); }

// The deed behind a result that was set: told right before it by the same task.
size_t deed(const Trace& trace, size_t i) {
  for (size_t n = i; n-- > 0 && i - n <= 3;) {
    const Record& r = trace[n];
    if (r.event == Event::task_done || r.event == Event::task_cancel_requested || r.event == Event::resource_released ||
        (r.event == Event::resource_acquired && is_queue(r)))
      return n;
    if (r.event == Event::task_resumed || r.event == Event::handle_ran) break;
  }
  return i;
}

// Goes back from a resumed record to what another task, or a timer, did. False: nothing that an arrow could show.
bool arrow_into(const Trace& trace, size_t resumed, Arrow& arrow) {
  arrow.to = trace[resumed].task;
  arrow.to_record = static_cast<uint32_t>(resumed);
  size_t i = resumed;
  for (int steps = 0; steps < 16; ++steps) {
    size_t link = cause_link(trace, i);
    if (link == 0 || link - 1 >= i) return false;
    i = link - 1;
    if (trace[i].event == Event::future_resolved) i = deed(trace, i);
    const Record& r = trace[i];
    arrow.from_record = static_cast<uint32_t>(i);
    switch (r.event) {
      case Event::task_spawned: arrow.kind = ArrowKind::spawn, arrow.from = r.by; return r.by != 0;
      case Event::timer_fired: arrow.kind = ArrowKind::timer, arrow.from = 0; return true;
      case Event::task_done: arrow.kind = ArrowKind::result, arrow.from = r.task; return r.task != arrow.to;
      case Event::task_cancel_requested:
        if (r.by == 0) continue;
        arrow.kind = ArrowKind::cancel, arrow.from = r.by;
        return r.by != arrow.to;
      case Event::resource_released:
      case Event::resource_acquired:
        if (r.task == 0) continue;
        arrow.kind = ArrowKind::wake, arrow.from = r.task;
        return r.task != arrow.to;
      case Event::future_resolved:
        if (r.by == 0) continue;
        arrow.kind = ArrowKind::wake, arrow.from = r.by;
        return r.by != arrow.to;
      case Event::task_suspended: return false;  // it gave way by itself
      default: break;
    }
  }
  return false;
}

}  // namespace

Arrows::Arrows(const Trace& trace, const Spans& spans) {
  for (size_t i = 0; i < trace.size(); ++i) {
    if (trace[i].event != Event::task_resumed || spans.row(trace[i].task).hidden) continue;
    Arrow arrow;
    if (arrow_into(trace, i, arrow)) all_.push_back(arrow);
  }
  by_from_.resize(all_.size());
  std::iota(by_from_.begin(), by_from_.end(), 0u);
  std::stable_sort(by_from_.begin(), by_from_.end(), [&](uint32_t x, uint32_t y) { return all_[x].from_record < all_[y].from_record; });
}

std::vector<Arrow> Arrows::into(size_t first, size_t last) const {
  auto from = std::lower_bound(all_.begin(), all_.end(), first, [](const Arrow& a, size_t r) { return a.to_record < r; });
  auto to = std::lower_bound(from, all_.end(), last, [](const Arrow& a, size_t r) { return a.to_record < r; });
  return {from, to};
}

std::vector<Arrow> Arrows::out_of(TaskId task, size_t first, size_t last) const {
  std::vector<Arrow> out;
  auto at = std::lower_bound(by_from_.begin(), by_from_.end(), first, [&](uint32_t n, size_t r) { return all_[n].from_record < r; });
  for (; at != by_from_.end() && all_[*at].from_record < last; ++at)
    if (all_[*at].from == task) out.push_back(all_[*at]);
  return out;
}

}  // namespace sim
