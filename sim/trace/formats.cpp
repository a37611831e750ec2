#include "sim/trace/formats.h"

#include "sim/base/check.h"
#include "sim/base/text.h"

#include <cstring>

namespace sim {

namespace {

constexpr std::string_view kEventNames[] = {
    "task_spawned", "task_resumed", "task_suspended", "task_done", "task_cancel_requested", "task_renamed", "task_hidden",
    "loop_started", "loop_closed", "turn_began", "world_waited", "handle_queued", "handle_ran", "handle_cancelled",
    "timer_set", "timer_fired", "timer_cancelled", "future_created", "future_resolved", "resource_created", "resource_waited",
    "resource_acquired", "resource_released", "job_submitted", "job_started", "job_finished", "blocked", "output", "line",
    "exception", "connection_opening", "connection_phase", "connection_opened", "connection_failed", "connection_closed",
    "request_sent", "request_answered", "request_body", "request_ended", "ended"};
static_assert(sizeof kEventNames / sizeof kEventNames[0] == static_cast<size_t>(Event::ended) + 1);

// Nothing but that a task's turn begins or ends: most records of a long run.
bool passes(const Record& r) { return r.event == Event::task_resumed || r.event == Event::task_suspended; }

bool cause_is_text(Event e) {   // Record::text2_or_cause holds a text
  return e == Event::task_spawned || e == Event::task_hidden || e == Event::task_done || e == Event::exception ||
         e == Event::request_sent;
}

void append_field(std::string& out, std::string_view key, int64_t number) {
  if (number == 0) return;
  out += ", \"";
  out += key;
  out += "\": ";
  append_to(out, number);
}

void append_text(std::string& out, std::string_view key, std::string_view text) {
  if (text.empty()) return;
  out += ", \"";
  out += key;
  out += "\": ";
  append_json(out, text);
}

}  // namespace

std::string_view event_name(Event e) { return kEventNames[static_cast<size_t>(e)]; }

void append_json(std::string& out, std::string_view s) {
  auto unit = [&out](uint32_t u) {
    constexpr char kHex[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(u >> shift) & 15];
  };
  out += '"';
  for (size_t i = 0; i < s.size();) {
    unsigned char c = static_cast<unsigned char>(s[i]);
    if (c < 0x80) {
      ++i;
      if (c == '"' || c == '\\') (out += '\\') += static_cast<char>(c);
      else if (c == '\n') out += "\\n";
      else if (c == '\r') out += "\\r";
      else if (c == '\t') out += "\\t";
      else if (c == '\b') out += "\\b";
      else if (c == '\f') out += "\\f";
      else if (c < 0x20 || c == 0x7f) unit(c);
      else out += static_cast<char>(c);
      continue;
    }
    size_t n = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
    uint32_t point = c & (n == 4 ? 7 : n == 3 ? 15 : 31);
    for (size_t k = 1; k < n && i + k < s.size(); ++k) point = point << 6 | (static_cast<unsigned char>(s[i + k]) & 63);
    i += n;
    if (point < 0x10000) unit(point);
    else unit(0xd800 + ((point - 0x10000) >> 10)), unit(0xdc00 + ((point - 0x10000) & 0x3ff));
  }
  out += '"';
}

void TraceWriter::ShortText::set(std::string_view s) {
  size = s.size() > sizeof text ? kTooLong : static_cast<uint8_t>(s.size());
  if (size != kTooLong) std::memcpy(text, s.data(), s.size());
}

void TraceWriter::name_task(TaskId task, std::string_view name) {
  if (names_.size() <= task) names_.resize(task + 1);
  std::string json;
  append_json(json, name);
  names_[task].set(json);
  if (names_[task].size == ShortText::kTooLong) long_names_[task] = std::move(json);
}

std::string_view TraceWriter::task_name(TaskId task) const {
  if (task >= names_.size()) return "null";
  return names_[task].size == ShortText::kTooLong ? std::string_view(long_names_.at(task)) : names_[task].view();
}

void TraceWriter::begin(std::string& out) {
  if (started_) return;
  started_ = true;
  names_.resize(1);
  names_[0].set("null");
  if (format_ == TraceFormat::perfetto) out += "{\"traceEvents\": [\n{\"ph\": \"M\", \"name\": \"process_name\", \"pid\": 1, \"args\": {\"name\": \"event loop\"}}";
}

void TraceWriter::learn_names(const Record& r) {
  if (r.event == Event::task_spawned) name_task(r.task, r.text2_or_cause ? trace_.text(r.text2_or_cause) : std::string_view(cat("Task-", r.number)));
  if (r.event == Event::task_renamed) name_task(r.task, trace_.text(r.text));
  if (r.event == Event::task_hidden) {
    if (r.text2_or_cause) name_task(r.task, trace_.text(r.text2_or_cause));   // hidden from the start; it may yet be who spawned another
    if (hidden_.size() <= r.task) hidden_.resize(r.task + 1);
    hidden_[r.task] = true;
  }
}

void TraceWriter::take(std::string& out) {
  begin(out);
  const std::vector<Record>& records = trace_.records();
  for (size_t i = 0; i < records.size(); ++i) {
    if (i + 8 < records.size() && records[i + 8].task < names_.size()) __builtin_prefetch(&names_[records[i + 8].task]);
    if (!passes(records[i])) learn_names(records[i]);
    step(records[i], out);
  }
}

bool TraceWriter::more(std::string& out, size_t bytes) {
  SIM_CHECK(trace_.whole(), "what is handed on is written by take()");
  if (ended_) return false;
  size_t limit = out.size() + bytes;
  begin(out);
  for (; next_ < trace_.size() && out.size() < limit; ++next_) {
    const Record& r = trace_[next_];
    learn_names(r);
    switch (format_) {
      case TraceFormat::steps: step(r, out); break;
      case TraceFormat::events: event(next_, r, out); break;
      case TraceFormat::perfetto: perfetto(r, out); break;
    }
  }
  if (next_ == trace_.size()) {
    ended_ = true;
    if (format_ == TraceFormat::perfetto) out += "\n]}\n";
  }
  return true;
}

// A line put together in one place of fixed size: the two commonest kinds of record, several million in a long run.
bool TraceWriter::short_step(const Record& r, std::string& out) {
  const ShortText& name = names_[r.task < names_.size() ? r.task : 0];
  if (name.size == ShortText::kTooLong) return false;
  static constexpr char kResume[] = ", \"ev\": \"resume\", \"task\": ", kSuspend[] = ", \"ev\": \"suspend\", \"task\": ", kEnd[] = "}\n";
  char line[160];
  static_assert(3 * sizeof(ShortText::text) + sizeof kSuspend <= sizeof line, "the longest line fits");
  static_assert(sizeof "{\"t\": -9223372036854775808" <= sizeof(ShortText::text), "every time fits");
  static_assert(sizeof ", \"line\": 4294967295}\n" <= sizeof(ShortText::text), "every line number fits");
  char* p = line;
  auto put = [&p](const ShortText& text) {
    std::memcpy(p, text.text, sizeof text.text);
    p += text.size;
  };
  auto put_literal = [&p]<size_t N>(const char (&text)[N]) {
    std::memcpy(p, text, N - 1);
    p += N - 1;
  };
  put(time_text_);
  if (r.event == Event::task_resumed) {
    put_literal(kResume);
    put(name);
    put_literal(kEnd);
  } else {
    put_literal(kSuspend);
    put(name);
    if (line_ != r.line || line_text_.size == 0) {      // many tasks wait in the same line
      line_ = r.line;
      line_text_.set(r.line ? cat(", \"line\": ", r.line, kEnd) : cat(", \"line\": null", kEnd));
    }
    put(line_text_);
  }
  out.append(line, static_cast<size_t>(p - line));
  return true;
}

void TraceWriter::step(const Record& r, std::string& out) {
  if (r.event > Event::task_done || (r.task < hidden_.size() && hidden_[r.task])) return;
  if (r.t != time_) {                 // many steps share one instant
    time_ = r.t;
    time_text_.set(cat("{\"t\": ", r.t));
  }
  if (passes(r) && short_step(r, out)) return;
  out += time_text_.view();
  switch (r.event) {
    case Event::task_spawned:
      out += ", \"ev\": \"spawn\", \"task\": ";
      out += task_name(r.task);
      out += ", \"coro\": ";
      if (coro_ != r.text || coro_text_.empty()) {        // most tasks are many of a kind
        coro_ = r.text;
        coro_text_.clear();
        append_json(coro_text_, trace_.text(r.text));
      }
      out += coro_text_;
      out += ", \"by\": ";
      out += task_name(r.by);
      break;
    case Event::task_resumed:
      out += ", \"ev\": \"resume\", \"task\": ";
      out += task_name(r.task);
      break;
    case Event::task_suspended:
      out += ", \"ev\": \"suspend\", \"task\": ";
      out += task_name(r.task);
      out += ", \"line\": ";
      if (r.line) append_to(out, r.line);
      else out += "null";
      break;
    default:
      out += ", \"ev\": \"done\", \"task\": ";
      out += task_name(r.task);
      out += ", \"how\": ";
      if (r.a == 2) append_json(out, cat("raised ", trace_.text(r.text)));
      else out += r.a == 1 ? "\"cancelled\"" : "\"returned\"";
  }
  out += "}\n";
}

void TraceWriter::event(size_t index, const Record& r, std::string& out) {
  out += "{\"i\": ";
  append_to(out, index);
  out += ", \"t\": ";
  append_to(out, r.t);
  out += ", \"ev\": \"";
  out += event_name(r.event);
  out += '"';
  if (r.task) (out += ", \"task\": ") += task_name(r.task);
  if (r.by) (out += ", \"by\": ") += task_name(r.by);
  append_field(out, "a", r.a);
  append_field(out, "line", r.line);
  append_field(out, "object", r.object);
  append_field(out, "number", r.number);
  append_field(out, "count", r.count);
  append_field(out, "status", r.count16);
  append_text(out, "text", trace_.text(r.text));
  if (cause_is_text(r.event)) append_text(out, "text2", trace_.text(r.text2_or_cause));
  else if (r.text2_or_cause) append_field(out, "cause", r.text2_or_cause);
  if (r.event == Event::output) append_text(out, "output", std::string_view(trace_.output()).substr(static_cast<size_t>(r.number), r.count));
  out += "}\n";
}

// Chrome's JSON: one thread for each task, a slice for each stretch of running and for each stretch of waiting. Times in microseconds.
void TraceWriter::perfetto(const Record& r, std::string& out) {
  if (r.task < hidden_.size() && hidden_[r.task]) return;
  auto slice = [&](char phase, std::string_view name) {
    out += ",\n{\"ph\": \"";
    out += phase;
    out += "\", \"pid\": 1, \"tid\": ";
    append_to(out, r.task);
    out += ", \"ts\": ";
    append_to(out, r.t / 1000);
    out += '.';
    std::string rest = std::to_string(1000 + r.t % 1000);
    out += std::string_view(rest).substr(1);
    if (!name.empty()) {
      out += ", \"name\": ";
      append_json(out, name);
    }
    out += '}';
  };
  switch (r.event) {
    case Event::task_spawned:
    case Event::task_renamed:
      out += ",\n{\"ph\": \"M\", \"name\": \"thread_name\", \"pid\": 1, \"tid\": ";
      append_to(out, r.task);
      out += ", \"args\": {\"name\": ";
      out += task_name(r.task);
      out += "}}";
      if (r.event == Event::task_spawned) slice('B', "ready");
      break;
    case Event::task_resumed: slice('E', ""), slice('B', "running"); break;
    case Event::task_suspended:
      slice('E', "");
      slice('B', r.text ? cat("waits for ", trace_.text(r.text)) : std::string("waits"));
      break;
    case Event::task_done: slice('E', ""); break;
    default: break;
  }
}

}  // namespace sim
