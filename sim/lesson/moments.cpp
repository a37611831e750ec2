#include "sim/lesson/moments.h"

#include "sim/base/text.h"

#include <algorithm>

namespace sim::lesson {

namespace {

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

// Calls `see(number, line)` for each line of the text.
template <class See>
void each_line(std::string_view text, See see) {
  for (uint32_t number = 1; !text.empty(); ++number) {
    size_t end = std::min(text.find('\n'), text.size());
    see(number, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string times(size_t nth) { return nth == 1 ? "" : cat(" ", nth, " times"); }

Result<Point> find_line(const Moment& m, const Facts& facts) {
  std::vector<uint32_t> found;
  each_line(facts.text(), [&](uint32_t number, std::string_view line) {
    if (m.whole_line ? trimmed(line) == m.text : line.find(m.text) != std::string_view::npos) found.push_back(number);
  });
  size_t which = m.whole_line ? m.twin : 0;
  if (found.size() <= which) return Problem{cat("the program has no line '", m.text, "'")};
  if (!m.whole_line && found.size() > 1) return Problem{cat(found.size(), " lines of the program contain '", m.text, "' (", found[0], ", ", found[1], "); say more of the one that is meant")};
  size_t nth = m.nth;
  for (size_t i = 0; i < facts.trace().size(); ++i)
    if (const Record& r = facts.trace()[i]; r.event == Event::line && r.line == found[which] && --nth == 0) return facts.at_record(i);
  return Problem{cat("the line '", m.text, "' does not run", times(m.nth))};
}

const char* word(Moment::Event e) {
  constexpr const char* kWords[] = {"is made", "starts", "runs", "waits", "yields", "is ready", "is done", "returns", "raises", "is asked to cancel", "is cancelled", "turns", "blocks", "closes"};
  return kWords[static_cast<int>(e)];
}

bool is_it(const Moment& m, const Record& r, const Trace& trace) {
  using E = Moment::Event;
  switch (m.event) {
    case E::made: return r.event == Event::task_spawned;
    case E::starts:
    case E::runs: return r.event == Event::task_resumed;
    case E::waits: return r.event == Event::task_suspended && (r.object || r.text) && trace.text(r.text).find(m.text) != std::string_view::npos;
    case E::yields: return r.event == Event::task_suspended && !r.object && !r.text;
    case E::done: return r.event == Event::task_done;
    case E::returns: return r.event == Event::task_done && r.a == 0;
    case E::cancelled: return r.event == Event::task_done && r.a == 1;
    case E::raises: return r.event == Event::task_done && r.a == 2;
    case E::cancel: return r.event == Event::task_cancel_requested;
    default: return false;
  }
}

// Records at which one of the tasks meant became ready, in order.
std::vector<size_t> ready_records(const Moment& m, const Facts& facts) {
  std::vector<size_t> found;
  for (TaskId id : facts.spans().by_parent()) {
    if (m.task != "any" && facts.name(id) != m.task) continue;
    const Row& row = facts.spans().row(id);
    for (size_t n = row.first; n < row.last; ++n)
      if (facts.spans().state(n) == SpanState::ready) found.push_back(facts.spans().record(n));
  }
  std::sort(found.begin(), found.end());
  return found;
}

Result<Point> find_task_event(const Moment& m, const Facts& facts) {
  if (m.task != "any" && facts.task(m.task) == 0) {
    std::string names;
    for (const std::string& name : facts.task_names())
      if (names.size() < 60) names += cat(names.empty() ? "" : ", ", name);
    return Problem{cat("this run has no task '", m.task, "'", names.empty() ? "; it has none at all" : cat("; there are ", names))};
  }
  auto missing = [&] { return Problem{cat(m.task == "any" ? "no task" : m.task, " ", std::string_view(word(m.event)), m.text.empty() ? "" : cat(" for '", m.text, "'"), m.task == "any" ? " in this run" : " not in this run", times(m.nth))}; };
  size_t nth = m.nth;
  if (m.event == Moment::Event::ready) {
    auto records = ready_records(m, facts);
    return nth <= records.size() ? Result<Point>(facts.at_record(records[nth - 1])) : Result<Point>(missing());
  }
  std::vector<TaskId> begun;  // for `starts`
  const Trace& trace = facts.trace();
  for (size_t i = 0; i < trace.size(); ++i) {
    const Record& r = trace[i];
    if (!is_it(m, r, trace) || facts.spans().row(r.task).hidden || (m.task != "any" && facts.name(r.task) != m.task)) continue;
    if (m.event == Moment::Event::starts) {
      if (std::find(begun.begin(), begun.end(), r.task) != begun.end()) continue;
      begun.push_back(r.task);
    }
    if (--nth == 0) return facts.at_record(i);
  }
  return missing();
}

Result<Point> find_loop_event(const Moment& m, const Facts& facts) {
  Event wanted = m.event == Moment::Event::turns   ? Event::turn_began
                 : m.event == Moment::Event::waits ? Event::world_waited
                 : m.event == Moment::Event::closes ? Event::loop_closed
                                                    : Event::blocked;
  size_t nth = m.nth;
  for (size_t i = 0; i < facts.trace().size(); ++i)
    if (facts.trace()[i].event == wanted && --nth == 0) return facts.at_record(i);
  return Problem{cat("the loop ", std::string_view(word(m.event)), " not", times(m.nth), " in this run")};
}

Result<Point> find_time(const Moment& m, const Facts& facts) {
  const Trace& trace = facts.trace();
  if (m.time > facts.run().end) return Problem{cat("the run is over at ", show_number(seconds(facts.run().end)), " s, before ", show_number(seconds(m.time)), " s")};
  size_t i = trace.size();
  while (i > 1 && trace[i - 1].t > m.time) --i;
  return Point{i ? i - 1 : 0, m.time};
}

Result<Point> find_printed(const Moment& m, const Facts& facts) {
  size_t nth = m.nth;
  for (const PrintedLine& line : facts.output())
    if (line.text.find(m.text) != std::string::npos && --nth == 0) return facts.at_record(line.record);
  return Problem{cat("'", m.text, "' is not printed", times(m.nth))};
}

}  // namespace

std::vector<uint32_t> lines_with(std::string_view program, std::string_view text) {
  std::vector<uint32_t> found;
  each_line(program, [&](uint32_t number, std::string_view line) {
    if (line.find(text) != std::string_view::npos) found.push_back(number);
  });
  return found;
}

Result<Point> find_moment(const Moment& m, const Facts& facts) {
  if (facts.trace().size() == 0) return Problem{"the run left no trace"};
  switch (m.kind) {
    case Moment::Kind::start: return Point{0, 0};
    case Moment::Kind::end: return facts.at_record(facts.trace().size() - 1);
    case Moment::Kind::time: return find_time(m, facts);
    case Moment::Kind::line: return find_line(m, facts);
    case Moment::Kind::task: return find_task_event(m, facts);
    case Moment::Kind::loop: return find_loop_event(m, facts);
    case Moment::Kind::printed: return find_printed(m, facts);
  }
  return Point{};
}

std::string in_words(const Moment& m) {
  std::string nth = m.nth == 1 ? "" : cat(" (time ", m.nth, ")");
  switch (m.kind) {
    case Moment::Kind::start: return "before anything runs";
    case Moment::Kind::end: return "at the end";
    case Moment::Kind::time: return cat("at ", show_number(seconds(m.time)), " s");
    case Moment::Kind::line: return cat("before the line '", m.text, "'", nth);
    case Moment::Kind::task: return cat("when ", m.task == "any" ? "a task" : m.task, " ", std::string_view(word(m.event)), m.text.empty() ? "" : cat(" for ", m.text), nth);
    case Moment::Kind::loop: return cat("when the loop ", m.event == Moment::Event::turns ? "begins a turn" : m.event == Moment::Event::blocks ? "is held" : std::string_view(word(m.event)), nth);
    case Moment::Kind::printed: return cat("when '", m.text, "' is printed", nth);
  }
  return {};
}

}  // namespace sim::lesson
