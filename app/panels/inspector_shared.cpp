// The inspector of what tasks share: who has a lock or a place, who stands in line, what a thread works on, what goes over a connection.
// Before: sim/analysis/occupancy.h, links.h. After: inspector.cpp calls it when such a lane is selected.
#include "app/panels/panels.h"
#include "sim/base/text.h"

#include <algorithm>

namespace app {

namespace {

using Lane = sim::OccupancyLane;

class SharedFacts {
 public:
  SharedFacts(const Model& model, const Look& look, const Lane& lane, Actions& actions)
      : m(model), d(*model.document), lane(lane), sheet(look, actions), t(*look.theme), font(look.fonts.small) {}

  void tell() {
    const sim::ResourceRow* row = d.links.resource(lane.object);
    bool worker = lane.kind == Lane::Kind::worker, connection = lane.kind == Lane::Kind::connection;
    sheet.title(lane.name, worker ? tr("works on what would hold the loop") : connection ? tr("connection") : "");
    if (lane.kind == Lane::Kind::resource && row)
      resource(*row);
    else
      uses();
    if (m.selection.shared_span < lane.spans.size()) selected(lane.spans[m.selection.shared_span]);
  }

 private:
  bool hidden(size_t record) const { return record > m.cursor && hides_future(m); }

  void resource(const sim::ResourceRow& row) {
    sim::ResourceState state = d.links.state(row, m.cursor);
    if (hidden(row.records.front())) return sheet.paragraph(tr("It is not made yet."), t.text, font);
    sheet.paragraph(now(row, state), t.text, sheet.look.fonts.text);
    const sim::Record& made = d.trace[row.records.front()];
    uint32_t line = d.links.line_at(row.records.front());
    std::string by(made.task ? d.task_name(made.task) : std::string_view(tr("the program")));
    sheet.line(line ? tr("made by {1} at line {2}", by, line) : tr("made by {1}", by), time_text(made.t), row.records.front(), made.task, t.text);
    if (!state.holders.empty()) sheet.section(row.kind == sim::Resource::lock ? tr("HELD BY") : tr("INSIDE"));
    for (sim::TaskId task : state.holders) {
      size_t since = taken(row, task);
      sheet.line(d.task_name(task), since == sim::kNoRecord ? std::string() : tr("since {1}", time_text(d.time(since))), since, task, t.text);
    }
    if (!state.waiters.empty()) sheet.section(tr("IN LINE, FIRST COME, FIRST SERVED"));
    for (const auto& waiter : state.waiters)
      in_line(waiter);
    sheet.section(tr("THE WHOLE RUN"));
    if (is_covered(m)) return sheet.paragraph(tr("Covered."), t.dim, font);
    if (hides_future(m)) return sheet.paragraph(tr("Hidden until the run is over (H shows it)."), t.dim, font);
    whole(row);
  }
  void in_line(const sim::ResourceState::Waiter& waiter) {
    std::string name(d.task_name(waiter.task));
    sheet.line(waiter.woken ? tr("{1}: it is its turn", name) : name, tr("since {1}", time_text(d.time(waiter.record))), waiter.record, waiter.task, t.text);
  }

  std::string now(const sim::ResourceRow& row, const sim::ResourceState& state) const {
    size_t waiting = state.waiters.size();
    std::string text;
    switch (row.kind) {
      case sim::Resource::lock: text = state.holders.empty() ? tr("Free.") : tr("Held by {1}.", d.task_name(state.holders.front())); break;
      case sim::Resource::semaphore: text = tr("{1} of {2} places are taken.", std::max<int64_t>(0, row.capacity - state.count), row.capacity); break;
      case sim::Resource::queue:
        text = row.capacity > 0 ? tr("{1} inside, room for {2}.", state.count, row.capacity) : tr("{1} inside, room for any number.", state.count);
        break;
      case sim::Resource::barrier: text = tr("Opens when {1} wait.", row.capacity); break;
      default: break;
    }
    if (waiting == 0) return text.empty() ? tr("Nobody waits.") : text;
    std::string wait = waiting == 1 ? std::string(tr("One task waits.")) : tr("{1} tasks wait.", waiting);
    return text.empty() ? wait : text + " " + wait;
  }

  // When a task got what it has now.
  size_t taken(const sim::ResourceRow& row, sim::TaskId task) const {
    size_t found = sim::kNoRecord;
    for (uint32_t i : row.records) {
      if (i > m.cursor) break;
      if (d.trace[i].event == sim::Event::resource_acquired && d.trace[i].task == task) found = i;
    }
    return found;
  }

  void whole(const sim::ResourceRow& row) {
    size_t got = 0, given = 0, waits = 0;
    for (uint32_t i : row.records) {
      sim::Event e = d.trace[i].event;
      got += e == sim::Event::resource_acquired, given += e == sim::Event::resource_released, waits += e == sim::Event::resource_waited;
    }
    uint32_t line = 0;
    sim::Time waited = 0, used = 0;
    for (const sim::OccupancySpan& span : lane.spans) {
      line = std::max(line, span.waiting);
      waited += span.waiting * (span.end - span.begin);
      used += span.used ? span.end - span.begin : 0;
    }
    bool queue = row.kind == sim::Resource::queue, held = row.kind == sim::Resource::lock || row.kind == sim::Resource::semaphore;
    if (queue) sheet.fact(tr("put in"), plural(got, tr("time"), tr("times")));
    if (queue) sheet.fact(tr("taken out"), plural(given, tr("time"), tr("times")));
    if (held) sheet.fact(tr("taken"), plural(got, tr("time"), tr("times")));
    if (queue || held) sheet.fact(queue ? tr("not empty") : tr("in use"), time_text(used));
    sheet.fact(tr("waited for"), waits ? tr("{1}, {2} in all", plural(waits, tr("time"), tr("times")), time_text(waited)) : std::string(tr("never")));
    if (line) sheet.fact(tr("longest line"), plural(line, tr("task"), tr("tasks")));
  }

  // A thread's jobs, a connection's requests: each leads to the moment when it was asked for.
  void uses() {
    constexpr size_t kMost = 200;
    size_t told = 0, all = 0;
    sheet.section(lane.kind == Lane::Kind::worker ? tr("JOBS") : tr("REQUESTS"));
    for (const sim::OccupancySpan& span : lane.spans) {
      if (hidden(span.first)) continue;
      if (++all > kMost) continue;
      ++told;
      sheet.line(shared_words(d, lane, span), time_text(span.begin), span.first, span.task, t.text);
    }
    if (all > told) sheet.paragraph(tr("and {1} more", all - told), t.dim, font);
  }

  void selected(const sim::OccupancySpan& span) {
    if (hidden(span.first)) return;
    sheet.section(tr("SELECTED SPAN"));
    sheet.fact(tr("state"), shared_words(d, lane, span));
    sheet.fact(tr("from"), time_text(span.begin));
    std::string took = span.begin == span.end ? std::string(tr("no time")) : time_text(span.end - span.begin);
    if (!hides_future(m) || span.end <= told_until(m)) sheet.fact(tr("took"), took);
    const auto& jobs = d.links.jobs();
    auto job = std::find_if(jobs.begin(), jobs.end(), [&](const sim::ThreadJob& j) { return j.submitted == span.first; });
    if (lane.kind != Lane::Kind::worker || job == jobs.end()) return;
    if (job->start > job->asked) sheet.fact(tr("in line"), time_text(job->start - job->asked));
    if (job->failed && !hides_future(m)) sheet.fact(tr("ended"), tr("with an exception"), t.failed);
  }

  const Model& m;
  const Document& d;
  const Lane& lane;
  Sheet sheet;
  const Theme& t;
  const compat::Font& font;
};

}  // namespace

void tell_shared(const Model& m, const Look& look, Actions& actions) {
  SharedFacts(m, look, m.document->shared()[m.selection.shared], actions).tell();
}

}  // namespace app
