#include "app/export/csv.h"

#include "sim/base/text.h"

#include <cstdio>

namespace app {

namespace {

std::string field(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string seconds(sim::Time t) {
  char text[40];
  std::snprintf(text, sizeof text, "%lld.%09lld", static_cast<long long>(t / sim::kSecond), static_cast<long long>(t % sim::kSecond));
  return text;
}

}  // namespace

std::string spans_csv(const sim::Trace& trace, const sim::Spans& spans, const std::atomic<bool>& stop) {
  std::string out = "task,name,coroutine,state,begin_s,end_s,line,what\r\n";
  auto add = [&](const sim::Row& row) {
    std::string who = sim::cat(row.task, ",", field(row.task ? trace.text(row.name) : "event loop"), ",", field(trace.text(row.coroutine)), ",");
    for (size_t n = row.first; n < row.last && !stop; ++n) {
      size_t at = spans.record(n);
      bool tells = at < trace.size() && (spans.state(n) == sim::SpanState::suspended || spans.state(n) == sim::SpanState::blocked);
      out += sim::cat(who, std::string_view(sim::name(spans.state(n))), ",", seconds(spans.begin(n)), ",", seconds(spans.end(n, row)), ",");
      if (tells && trace[at].line) out += sim::cat(trace[at].line);
      out += sim::cat(",", tells ? field(trace.text(trace[at].text)) : std::string(), "\r\n");
    }
  };
  add(spans.rows()[0]);
  for (sim::TaskId task : spans.by_parent()) add(spans.row(task));
  return out;
}

}  // namespace app
