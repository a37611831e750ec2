#include "sim/analysis/await_tree.h"

#include "sim/analysis/stats.h"
#include "sim/analysis/words.h"
#include "sim/base/text.h"

#include <algorithm>
#include <set>

namespace sim {

namespace {

class Grower {
 public:
  Grower(const Known& known, size_t i, size_t most) : k(known), i(i), most(most) {}

  std::vector<AwaitNode> run() {
    std::vector<TaskId> alive;
    std::set<TaskId> awaited;
    for (TaskId task : k.spans.by_parent()) {
      size_t span = span_of(task);
      if (span == kNoRecord) continue;
      alive.push_back(task);
      if (k.spans.state(span) == SpanState::suspended)
        for (TaskId other : waited_tasks(k.spans.record(span))) awaited.insert(other);
    }
    for (TaskId task : alive)
      if (!awaited.count(task)) grow(task, 0);
    // A ring of waits has no top: its first task stands for it.
    for (TaskId task : alive)
      if (!placed.count(task)) grow(task, 0);
    mark_last();
    return std::move(out);
  }

 private:
  size_t span_of(TaskId task) const {
    const Row& row = k.spans.row(task);
    if (i < row.spawned || i >= row.end_record) return kNoRecord;
    size_t span = k.spans.at(row, i);
    return span == row.last ? kNoRecord : span;
  }
  // Those not done that a wait stands for.
  std::vector<TaskId> waited_tasks(size_t suspended) const {
    std::vector<TaskId> tasks;
    ObjectId object = k.trace[suspended].object;
    if (TaskId one = k.links.task_of(object)) tasks.push_back(one);
    for (ObjectId future : k.links.watched(object))
      if (TaskId one = k.links.task_of(future); one && span_of(one) != kNoRecord) tasks.push_back(one);
    return tasks;
  }
  void add(int depth, TaskId task, std::string text) {
    AwaitNode node;
    node.depth = static_cast<uint16_t>(std::min(depth, 1000));
    node.task = task;
    node.text = std::move(text);
    out.push_back(std::move(node));
  }
  void grow(TaskId task, int depth) {
    if (out.size() >= most || depth > 200) return;
    size_t span = span_of(task);
    if (span == kNoRecord) return;
    if (!placed.insert(task).second) return add(depth, task, "see above");
    size_t record = k.spans.record(span);
    const Record& r = k.trace[record];
    SpanState state = k.spans.state(span);
    if (state != SpanState::suspended) return add(depth, task, std::string());
    std::string what(k.trace.text(r.text));
    auto tasks = waited_tasks(record);
    size_t timer = k.links.timer_set(r.object);
    if (what.empty()) what = "a Future";
    if (timer != kNoRecord) what += until(k.trace, timer);
    if (const ResourceRow* resource = k.links.waited_resource(record)) {
      ResourceState now = k.links.state(*resource, i);
      std::vector<std::string> names;
      for (TaskId holder : now.holders) names.emplace_back(task_name(k.trace, k.spans, holder));
      what = resource->name;
      if (!names.empty()) what += cat(", held by ", name_list(names));
    } else if (tasks.size() > 1) {
      what += cat(": ", tasks.size(), " not done");
    }
    add(depth, task, std::move(what));
    for (TaskId other : tasks) grow(other, depth + 1);
  }
  // Seen from the end: the last of each depth before a shallower one comes.
  void mark_last() {
    std::vector<bool> seen;
    for (size_t n = out.size(); n-- > 0;) {
      size_t depth = out[n].depth;
      seen.resize(std::max(seen.size(), depth + 1));
      out[n].last = !seen[depth];
      seen[depth] = true;
      std::fill(seen.begin() + static_cast<ptrdiff_t>(depth) + 1, seen.end(), false);
    }
  }

  const Known& k;
  size_t i, most;
  std::set<TaskId> placed;
  std::vector<AwaitNode> out;
};

}  // namespace

std::vector<AwaitNode> await_tree(const Known& known, size_t i, size_t most) { return Grower(known, i, most).run(); }

}  // namespace sim
